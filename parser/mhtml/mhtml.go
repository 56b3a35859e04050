// Package mhtml reads a page that a browser saved as one file, a MIME message of
// the page and its pictures, into the page tree of the HTML in it. Places are those
// in the file.
package mhtml

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/textproto"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/html"
	"github.com/docpiler/docpiler/parser/page"
)

// maxHeader is how many bytes of a file are looked at for its header.
const maxHeader = 16 << 10

// Is reports whether a file is a MIME message of several parts that belong
// together.
func Is(src page.Source) bool {
	header, _, ok := cutHeader(src.Data)
	kind, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	return ok && header.Get("MIME-Version") != "" && err == nil && strings.HasPrefix(kind, "multipart/") && params["boundary"] != ""
}

// Parse reads the first part that is HTML. A message without one gives an empty
// page with a finding.
func Parse(src page.Source) []*page.Page {
	data := page.UnixLines(src.Data)
	header, body, _ := cutHeader(data)
	_, params, _ := mime.ParseMediaType(header.Get("Content-Type"))
	for _, p := range parts(data, body, params["boundary"]) {
		head, from, ok := cutHeader(data[p.from:p.to])
		if kind, _, _ := mime.ParseMediaType(head.Get("Content-Type")); !ok || kind != "text/html" && kind != "application/xhtml+xml" {
			continue
		}
		d := decode(data, p.from+from, p.to, head.Get("Content-Transfer-Encoding"))
		src.Data = d.data
		pages := html.Parse(src)
		for _, p := range pages {
			if address := header.Get("Snapshot-Content-Location"); address != "" && p.Meta["canonical"] == "" {
				p.Meta["canonical"] = address
			}
			move(p, d.place)
		}
		return pages
	}
	p := &page.Page{Name: src.Name, Format: "html", Meta: map[string]string{}, Root: &page.Section{}}
	at := ir.Pos{File: src.Name, Line: 1, Column: 1}
	p.Diagnostics = []ir.Diagnostic{ir.NewDiagnostic("page-unreadable", at, "The file is a MIME message without a part of HTML.")}
	return []*page.Page{p}
}

// cutHeader reads the header at the start of data and returns where its body begins.
func cutHeader(data []byte) (header textproto.MIMEHeader, body int, ok bool) {
	head := data[:min(len(data), maxHeader)]
	body = len(head)
	for _, end := range []string{"\n\n", "\r\n\r\n"} {
		if i := bytes.Index(head, []byte(end)); i >= 0 && i+len(end) < body {
			body = i + len(end)
		}
	}
	reader := textproto.NewReader(bufio.NewReader(io.MultiReader(bytes.NewReader(bytes.TrimLeft(head[:body], "\r\n")), strings.NewReader("\n\n"))))
	header, err := reader.ReadMIMEHeader()
	return header, body, err == nil && len(header) > 0
}

// span is a part of the file.
type span struct{ from, to int }

// parts returns the parts between the boundaries after an offset.
func parts(data []byte, from int, boundary string) []span {
	var out []span
	mark := []byte("--" + boundary)
	open := -1
	for at := from; at < len(data); {
		end := at + bytes.IndexByte(data[at:], '\n') + 1
		if end == at {
			end = len(data)
		}
		if bytes.HasPrefix(data[at:end], mark) {
			if open >= 0 {
				out = append(out, span{open, at})
			}
			open = end
			if bytes.HasPrefix(data[at+len(mark):end], []byte("--")) {
				return out
			}
		}
		at = end
	}
	if open >= 0 {
		out = append(out, span{open, len(data)}) // cut off
	}
	return out
}

// decoded is a part as it was before it was encoded, and where its lines stand in
// the file.
type decoded struct {
	data  []byte
	lines [][]piece // of each line
	first int       // line of the file where the part begins
}

// piece is what one line of the file gives to a line of the part.
type piece struct {
	column int // of the part's line where it begins, from 1
	line   int // of the file
}

// decode undoes the encoding of a part.
func decode(data []byte, from, to int, encoding string) decoded {
	d := decoded{first: 1 + bytes.Count(data[:from], []byte("\n"))}
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		d.quoted(data[from:to])
	case "base64":
		d.data, _ = io.ReadAll(base64.NewDecoder(base64.StdEncoding, bytes.NewReader(bytes.Join(bytes.Fields(data[from:to]), nil))))
	default:
		d.data = data[from:to]
		for i := range 1 + bytes.Count(d.data, []byte("\n")) {
			d.lines = append(d.lines, []piece{{1, d.first + i}})
		}
	}
	return d
}

// quoted decodes quoted-printable text line by line.
func (d *decoded) quoted(data []byte) {
	number, column := d.first, 1
	var line []piece
	for raw := range bytes.Lines(data) {
		line = append(line, piece{column, number})
		number++
		text := bytes.TrimRight(raw, " \t\n")
		soft := bytes.HasSuffix(text, []byte("="))
		plain, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(bytes.TrimSuffix(text, []byte("=")))))
		if err != nil {
			plain = text
		}
		d.data = append(d.data, plain...)
		column += len([]rune(string(plain)))
		if !soft {
			d.data = append(d.data, '\n')
			d.lines = append(d.lines, line)
			line, column = nil, 1
		}
	}
	d.lines = append(d.lines, line)
}

// place gives a place in the part as one in the file.
func (d *decoded) place(at ir.Pos) ir.Pos {
	if at.Line < 1 || at.Line > len(d.lines) || len(d.lines[at.Line-1]) == 0 {
		at.Line, at.Column = d.first, 1
		return at
	}
	line := d.lines[at.Line-1]
	for i := len(line) - 1; i >= 0; i-- {
		if p := line[i]; at.Column >= p.column || i == 0 {
			at.Line, at.Column = p.line, at.Column-p.column+1
			break
		}
	}
	return at
}
