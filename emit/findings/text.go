package findings

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
)

// Text prints a finding in one line that editors and terminals turn into a
// link, the source line with a caret below it, and the related places.
//
//	docs/x.md:21:14: warning: "TODO" names no permission. [permissions-undetermined]
//	    |Application|TODO|
//	                 ^
//	    docs/y.md:7:1: the other language
func Text(w io.Writer, r Report) error {
	b := bufio.NewWriter(w)
	p := textPrinter{w: b, report: r, lines: map[string][][]byte{}}
	for _, d := range r.Findings {
		p.finding(d)
	}
	return b.Flush()
}

type textPrinter struct {
	w      *bufio.Writer
	report Report
	lines  map[string][][]byte // of pages already asked for
}

func (p *textPrinter) finding(d ir.Diagnostic) {
	if d.File != "" {
		fmt.Fprintf(p.w, "%s: ", ir.Visible(d.Pos().String()))
	}
	fmt.Fprintf(p.w, "%s %s [%s]\n", p.severity(d.Severity), ir.Visible(d.Message), ir.Visible(d.Code))
	p.excerpt(d)
	for _, r := range d.Related {
		at := ir.Pos{File: r.File, Line: r.Line, Column: r.Column}
		fmt.Fprintf(p.w, "    %s: %s\n", ir.Visible(at.String()), ir.Visible(r.Message))
	}
}

var colors = map[ir.Severity]string{ir.Error: "\x1b[1;31m", ir.Warning: "\x1b[1;33m", ir.Info: "\x1b[1;36m"}

func (p *textPrinter) severity(s ir.Severity) string {
	label := string(s) + ":"
	if p.report.Color && colors[s] != "" {
		return colors[s] + label + "\x1b[0m"
	}
	return label
}

// maxExcerpt is how many characters of a source line are shown around the
// column: pages may hold a whole document in one line.
const maxExcerpt = 100

func (p *textPrinter) excerpt(d ir.Diagnostic) {
	line := p.line(d.File, d.Line)
	column := d.Column - 1
	if column < 0 || len(bytes.TrimSpace(line)) == 0 {
		return
	}
	runes := []rune(string(bytes.TrimRight(line, "\r")))
	if column > len(runes) {
		return
	}
	start := max(0, column-maxExcerpt*3/4)
	end := min(len(runes), start+maxExcerpt)
	before, after := shown(runes[start:column]), shown(runes[column:end])
	indent := strings.Repeat(" ", width(before))
	fmt.Fprintf(p.w, "    %s%s\n    %s^\n", before, strings.TrimRight(after, " "), indent)
}

func shown(runes []rune) string {
	return ir.Visible(strings.ReplaceAll(string(runes), "\t", " "))
}

// line returns a line of a page, nil if the page or line is not there.
func (p *textPrinter) line(file string, number int) []byte {
	if p.report.Source == nil || number < 1 {
		return nil
	}
	lines, known := p.lines[file]
	if !known {
		data := bytes.TrimPrefix(p.report.Source(file), []byte("\xef\xbb\xbf"))
		lines = bytes.Split(data, []byte("\n"))
		p.lines[file] = lines
	}
	if number > len(lines) || !utf8.Valid(lines[number-1]) {
		return nil
	}
	return lines[number-1]
}
