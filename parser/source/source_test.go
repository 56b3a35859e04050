package source

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

func TestClean(t *testing.T) {
	tests := []struct{ name, in, out, found string }{
		{"as it is", "# Get\r\n\n|a|b|\n", "# Get\r\n\n|a|b|\n", ""},
		{"two carriage returns", "a\r\r\nb\r\r\n", "a\nb\n", ""},
		{"line separators", "a\u2028b\u2029c\u0085", "a\nb\nc\n", ""},
		{"a line separator among line ends", "a b\u2028c\n", "a b\u2028c\n", ""},
		{"form feeds", "\f# Get\n", " # Get\n", ""},
		{"in a word", "x\nUser.\u200bRead\n", "x\nUser.Read\n", "2:6 sign-invisible"},
		{"before a word", "\u200eGET /me\n", "GET /me\n", "1:1 sign-invisible"},
		{"twice on a line", "a\u200bb c\u2060d\n", "ab cd\n", "1:2 sign-invisible"},
		{"after a word", "User.Read\u200b.\n", "User.Read.\n", ""},
		{"controls", "a\bb\x7f\n", "ab\n", "1:2 sign-invisible"},
		{"byte order mark", "\ufeff# Get\n", "\ufeff# Get\n", ""},
		{"byte order mark further down", "x\n\ufeff# Get\n", "x\n# Get\n", "2:1 sign-invisible"},
		{"between other scripts", "\u0645\u200c\u0646\n", "\u0645\u200c\u0646\n", ""},
		{"lost sign", "isE\ufffdnabled\n", "isE\ufffdnabled\n", "1:4 sign-odd"},
		{"UTF-16", "\xff\xfea\x00\n\x00", "a\n", ""},
		{"merge", "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n", "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n", "2:1 merge-conflict"},
		{"signs of another kind", "<<<<<<<<<\n", "<<<<<<<<<\n", ""},
		{"row", "|a|b|\n|---|---|\n|c|d|\n|e|f", "|a|b|\n|---|---|\n|c|d|\n|e|f", "4:1 page-cut"},
		{"table without right pipes", "|a|b\n|---|---\n|c|d\n", "|a|b\n|---|---\n|c|d\n", ""},
		{"JSON", "HTTP/1.1 200 OK\n\n{\n  \"a\": [\n    {\n      \"b\": 1\n    }", "*", "7:1 page-cut"},
		{"whole JSON", "HTTP/1.1 200 OK\n\n{\n  \"a\": [\n    {\n      \"b\": 1\n    }\n  ]\n}", "*", ""},
		{"sentence", "If successful, this method returns a 200 OK response code and a", "*", "1:1 page-cut"},
		{"sentence of a file that ends as editors leave it", "If successful, this method returns a 200 OK response code and a\n", "*", ""},
		{"title of another page", "Get incremental changes to messages in a folder", "*", ""},
		{"column names", "Report Refresh Date,Viewed Or Edited,Synced,Shared Internally,Shared Externally,Report Date,Report Period", "*", ""},
		{"empty", "", "", ""},
	}
	for _, test := range tests {
		src, found := Clean(page.Source{Name: "a.md", Data: []byte(test.in)})
		if test.out == "*" {
			test.out = test.in
		}
		if string(src.Data) != test.out || places(found) != test.found {
			t.Errorf("%s: %q, %s; want %q, %s", test.name, src.Data, places(found), test.out, test.found)
		}
	}
}

func places(found []ir.Diagnostic) string {
	var out []string
	for _, d := range found {
		out = append(out, fmt.Sprintf("%d:%d %s", d.Line, d.Column, d.Code))
	}
	return strings.Join(out, " ")
}

// FuzzClean holds that cleaning keeps the lines and has nothing left to do the
// second time.
func FuzzClean(f *testing.F) {
	for _, s := range []string{"a\u200bb\r\r\nc", "\ufeffx\u2028y", "{\n\"a\": [1,", "|a|\n|b", "<<<<<<< x\n", "\xff\xfea\x00"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		once, found := Clean(page.Source{Name: "a.md", Data: data})
		for _, d := range found {
			if lines := strings.Count(string(once.Data), "\n") + 1; d.Line < 1 || d.Line > lines {
				t.Errorf("%s: line %d of %d", d.Code, d.Line, lines)
			}
		}
		if again, _ := Clean(once); string(again.Data) != string(once.Data) && string(once.Data[:min(len(once.Data), 2)]) != "\xff\xfe" {
			t.Errorf("%q, then %q", once.Data, again.Data)
		}
	})
}
