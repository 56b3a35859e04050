package source

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// cutOff reports a page that ends in the middle of something: in a
// row of cells, in JSON, or in a sentence without the line end that editors leave.
func cutOff(src page.Source) []ir.Diagnostic {
	text := bytes.TrimRight(src.Data, " \t\r\n")
	if len(text) == 0 {
		return nil
	}
	above, last := cutLine(text)
	why := ""
	switch {
	case isHTML.Match(text[:min(len(text), 1000)]):
	case strings.HasPrefix(last, "|") && !strings.HasSuffix(last, "|") && closedRow(above):
		why = "in a table row"
	case unbalanced(text):
		why = "in JSON"
	case len(src.Data) == len(text) && isCutSentence(last):
		why = "in a sentence"
	}
	if why == "" {
		return nil
	}
	at := ir.Pos{File: src.Name, Line: 1 + bytes.Count(text, []byte("\n")), Column: 1}
	return []ir.Diagnostic{ir.NewDiagnostic("page-cut", at, "The page ends "+why+"; what followed is lost.")}
}

// cutLine cuts the last line off a text, and the blanks around it.
func cutLine(text []byte) (above []byte, line string) {
	i := bytes.LastIndexByte(text, '\n')
	return text[:max(i, 0)], string(bytes.TrimSpace(text[i+1:]))
}

var isHTML = regexp.MustCompile(`(?i)^\s*<(!doctype|html|head|body|main|div)`)

// closedRow reports whether the row of cells above ends with a pipe.
func closedRow(above []byte) bool {
	_, row := cutLine(above)
	return strings.HasPrefix(row, "|") && strings.HasSuffix(row, "|")
}

var jsonLine = regexp.MustCompile(`^(?:[\[\]{}][\s\[\]{},]*|[{\[\s]*"[^"]*"?\s*(?::.*)?,?|\S{1,40},?)?$`)

// unbalanced reports whether a text ends in JSON that is still open: all lines
// below one that is an opening brace are those of JSON, and close less than they
// open.
func unbalanced(text []byte) bool {
	if bytes.HasSuffix(text, []byte("-->")) || bytes.HasSuffix(text, []byte("```")) {
		return false // what is closed was not cut
	}
	depth, keys := 0, 0
	for first := true; len(text) > 0; first = false {
		var line string
		if text, line = cutLine(text); !first && !jsonLine.MatchString(line) {
			return false
		}
		inner := quotedText.ReplaceAllString(line, "")
		depth += strings.Count(inner, "{") + strings.Count(inner, "[") - strings.Count(inner, "}") - strings.Count(inner, "]")
		if strings.HasPrefix(line, `"`) && (first || strings.Contains(line, `":`)) {
			keys++
		}
		if depth > 0 && (line == "{" || line == "[") {
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
	const parted = 3            // words of one with a comma
	words := strings.Fields(s)
	if len(words) == 0 || strings.ContainsAny(s[:1], "|<-*#") || strings.Contains(strings.ReplaceAll(s, ", ", ""), ",") && !strings.HasSuffix(s, ",") {
		return false
	}
	if n := len(words); n < usual && !(n >= fewest && status.MatchString(s)) && !(n >= parted && strings.Contains(s, ", ")) {
		return false
	}
	c := s[len(s)-1]
	return 'a' <= c && c <= 'z' || c == ','
}

var status = regexp.MustCompile(`\b20\d\b`)
