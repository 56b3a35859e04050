package parser

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

const doorPage = "# Get door\n\n## HTTP request\n\n```http\nGET /doors/{id}\n```\n"

// encoded writes a text in units of some bytes, the lowest first.
func encoded(text string, bytes int) string {
	var b strings.Builder
	units := []rune(text)
	if bytes == 2 {
		units = nil
		for _, u := range utf16.Encode([]rune(text)) {
			units = append(units, rune(u))
		}
	}
	for _, r := range units {
		for i := range bytes {
			b.WriteByte(byte(r >> (8 * i)))
		}
	}
	return b.String()
}

// What is no text is named, and costs no other page.
func TestBinaryPages(t *testing.T) {
	for name, data := range map[string]string{
		"gzip": "\x1f\x8b\x08\x00" + doorPage, "ELF": "\x7fELF\x02\x01" + doorPage, "UTF-32": encoded("\ufeff"+doorPage, 4), "zeroes": strings.Repeat("\x00", 100),
		"UTF-32 without its mark": encoded(doorPage, 4),
	} {
		api := Compile([]page.Source{{Name: "a.md", Data: []byte(doorPage)}, {Name: "b.md", Data: []byte(data)}}, Options{})
		named := slices.ContainsFunc(api.Diagnostics, func(d ir.Diagnostic) bool { return d.Code == "page-unreadable" && d.File == "b.md" })
		if !named || len(api.Operations) != 1 {
			t.Errorf("%s: %d operations, findings %v", name, len(api.Operations), api.Diagnostics)
		}
	}
}

// Line ends and encodings that are read.
func TestOddTexts(t *testing.T) {
	for name, data := range map[string]string{
		"CR alone": strings.ReplaceAll(doorPage, "\n", "\r"), "CR LF": strings.ReplaceAll(doorPage, "\n", "\r\n"),
		"UTF-16": encoded("\ufeff"+doorPage, 2), "mark": "\ufeff" + doorPage, "a NUL": doorPage + "\nA \x00 sentence.\n",
	} {
		api := Read(page.Source{Name: "a.md", Data: []byte(data)}, Options{})
		if len(api.Operations) != 1 || len(api.Operations[0].Endpoints) != 1 || api.Operations[0].Endpoints[0].Path != "/doors/{id}" {
			t.Errorf("%s: %v", name, api.Diagnostics)
		}
		if !utf8.ValidString(fmt.Sprint(api.Diagnostics)) {
			t.Errorf("%s: a finding is not UTF-8", name)
		}
	}
}

// A page of a hundred thousand endpoints is read as far as the limit, and that is
// a finding where it is reached.
func TestManyEndpoints(t *testing.T) {
	var block, headings strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&block, "GET /doors%d/{id}\n", i)
	}
	for i := range maxParts + 10 {
		fmt.Fprintf(&headings, "## Get door %d\n\n```http\nGET /doors%d\n```\n\n", i, i)
	}
	for name, tt := range map[string]struct {
		data      string
		line      int
		endpoints int
	}{
		"in a block":     {"# Get door\n\n## HTTP request\n\n```http\n" + block.String() + "```\n", 1006, 1000},
		"below headings": {"# Doors\n\n" + headings.String(), 6 + 6*maxParts, maxParts},
	} {
		api := Read(page.Source{Name: "a.md", Data: []byte(tt.data)}, Options{})
		endpoints, lines := 0, []int(nil)
		for _, o := range api.Operations {
			endpoints += len(o.Endpoints)
		}
		for _, d := range api.Diagnostics {
			if d.Code == "endpoints-too-many" {
				lines = append(lines, d.Line)
			}
		}
		if endpoints != tt.endpoints || !slices.Equal(lines, []int{tt.line}) {
			t.Errorf("%s: %d endpoints, findings at lines %v", name, endpoints, lines)
		}
	}
}
