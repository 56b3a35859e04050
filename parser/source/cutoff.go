package source

import (
	"regexp"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// cutOff reports a page that ends in the middle of something: in a
// row of cells, in JSON, or in a sentence without the line end that editors leave.
func cutOff(src page.Source) []ir.Diagnostic {
	text := strings.TrimRight(string(src.Data), " \t\r\n")
	if text == "" {
		return nil
	}
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	last := strings.TrimSpace(lines[len(lines)-1])
	why := ""
	switch {
	case isHTML.MatchString(text[:min(len(text), 1000)]):
	case strings.HasPrefix(last, "|") && !strings.HasSuffix(last, "|") && closedRow(lines[:len(lines)-1]):
		why = "in a table row"
	case unbalanced(lines):
		why = "in JSON"
	case len(src.Data) == len(text) && isCutSentence(last):
		why = "in a sentence"
	}
	if why == "" {
		return nil
	}
	at := ir.Pos{File: src.Name, Line: len(lines), Column: 1}
	return []ir.Diagnostic{ir.NewDiagnostic("page-cut", at, "The page ends "+why+"; what followed is lost.")}
}

var isHTML = regexp.MustCompile(`(?i)^\s*<(!doctype|html|head|body|main|div)`)

// closedRow reports whether the row of cells above ends with a pipe.
func closedRow(above []string) bool {
	if len(above) == 0 {
		return false
	}
	row := strings.TrimSpace(above[len(above)-1])
	return strings.HasPrefix(row, "|") && strings.HasSuffix(row, "|")
}

var jsonLine = regexp.MustCompile(`^\s*(?:[\[\]{}][\s\[\]{},]*|[{\[\s]*"[^"]*"?\s*(?::.*)?,?|\S{1,40},?)?$`)

// unbalanced reports whether the lines end in JSON that is still open: all lines
// below one that is an opening brace are those of JSON, and close less than they
// open.
func unbalanced(lines []string) bool {
	depth, keys := 0, 0
	for i := len(lines) - 1; i >= 0; i-- {
		t := strings.TrimSpace(lines[i])
		if !jsonLine.MatchString(lines[i]) && i < len(lines)-1 {
			return false
		}
		inner := quotedText.ReplaceAllString(t, "")
		depth += strings.Count(inner, "{") + strings.Count(inner, "[") - strings.Count(inner, "}") - strings.Count(inner, "]")
		if strings.HasPrefix(t, `"`) && strings.Contains(t, `":`) {
			keys++
		}
		if depth > 0 && (t == "{" || t == "[") {
			return keys > 0
		}
	}
	return false
}

var quotedText = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// isCutSentence reports whether a line is a sentence that lacks its end. Titles of
// other pages and lists of column names lack one, too, but are short or have no
// blanks.
func isCutSentence(s string) bool {
	const fewest, usual = 5, 10 // words of one that names a status, and of others
	words := strings.Fields(s)
	if len(words) == 0 || strings.ContainsAny(s[:1], "|<-*#") || strings.Contains(strings.ReplaceAll(s, ", ", ""), ",") && !strings.HasSuffix(s, ",") {
		return false
	}
	if n := len(words); n < usual && !(n >= fewest && status.MatchString(s)) && !(n >= fewest-1 && strings.Contains(s, ", ")) {
		return false
	}
	c := s[len(s)-1]
	return 'a' <= c && c <= 'z' || c == ','
}

var status = regexp.MustCompile(`\b20\d\b`)
