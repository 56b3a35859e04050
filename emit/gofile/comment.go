package gofile

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"
)

// Width is where comment lines are broken.
const Width = 100

// Doc returns paragraphs as line comments, to stand before what they describe.
// Lines are broken at [Width]. A paragraph that begins with a blank is a line of
// code; such that follow each other are one block. It renders nothing if there is
// nothing to say.
func Doc(paragraphs ...string) jen.Code { return comment(docLines(paragraphs)) }

// Output returns the comments at the end of an Example function that say what it
// prints. What may stand in no source is a blank in it, so that text that holds
// such things is no output to compare.
func Output(lines ...string) jen.Code {
	var out []string
	for _, line := range lines {
		line = clean(line)
		if text := strings.TrimLeft(line, " "); strings.HasPrefix(text, "+build") || isHeader(strings.TrimRight(text, " ")) {
			line = text[1:]
		}
		out = append(out, "// "+line)
	}
	if len(out) == 1 {
		out[0] = "// Output: " + out[0][len("// "):]
	} else {
		out = append([]string{"// Output:"}, out...)
	}
	// Where nothing stood before it, go/printer would lay it out as documentation.
	return jen.Empty().Add(comment(out))
}

// comment returns lines of which each is a line comment.
func comment(lines []string) jen.Code {
	if len(lines) == 0 {
		return jen.Null()
	}
	return jen.Comment(strings.Join(lines, "\n"))
}

// docLines lays out a comment as gofmt does.
func docLines(paragraphs []string) []string {
	var lines []string
	wasCode := false
	for _, p := range paragraphs {
		text := strings.Trim(clean(p), " ")
		if text == "" {
			continue
		}
		isCode := (p[0] == ' ' || p[0] == '\t') && !strings.HasPrefix(text, "+build")
		if len(lines) > 0 && !(isCode && wasCode) {
			lines = append(lines, "//")
		}
		if wasCode = isCode; isCode {
			lines = append(lines, "//\t"+text)
		} else {
			lines = append(lines, paragraph(quotationMarks(text))...)
		}
	}
	return lines
}

// paragraph breaks a text, which is clean and not empty, into comments. Where a
// tool would take a line for an order, or gofmt for a heading or the definition of
// a link, it says that it is text.
func paragraph(text string) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		switch {
		case line == "":
			line = word
		case len("// ")+len(line)+1+len(word) > Width && !isDirective(word, true):
			lines, line = append(lines, line), word
		default:
			line += " " + word
		}
	}
	lines = append(lines, line)
	if len(lines) == 1 && isHeading(line) {
		lines[0] += "."
	}
	for i, line := range lines {
		word, _, more := strings.Cut(line, " ")
		if i == 0 && isDirective(word, more) || line[0] == '[' && strings.Contains(line, "]:") || word == "#" && more || isHeader(line) {
			line = "Text: " + line
		}
		lines[i] = "// " + line
	}
	return lines
}

// isHeading reports whether gofmt may take a line that stands alone for a heading.
func isHeading(line string) bool {
	last, _ := utf8.DecodeLastRuneInString(line)
	return (unicode.IsLetter(last) || unicode.IsDigit(last)) && !strings.ContainsAny(line, noHeading)
}

// noHeading are the characters that no heading of a doc comment holds.
const noHeading = ";:!?+*/=[]{}_^°&§~%#@<\">\\"

// quotationMarks writes two backticks or two apostrophes as what gofmt makes of
// them in comments.
func quotationMarks(text string) string {
	return doubled.ReplaceAllStringFunc(text, func(run string) string {
		switch run {
		case "``":
			return "“"
		case "''":
			return "”"
		}
		return run
	})
}

var doubled = regexp.MustCompile("''|``+")

// isDirective reports whether some tool of Go takes a comment that begins with
// a word as an order; more says whether a blank follows the word.
func isDirective(word string, more bool) bool {
	if strings.HasPrefix(word, "+build") || strings.HasPrefix(word, "nolint") {
		return true
	}
	n := 0
	for n < len(word) && word[n] >= 'a' && word[n] <= 'z' {
		n++
	}
	switch rest := word[n:]; {
	case n == 0:
		return false
	case rest == "":
		return more && orders[word]
	case rest[0] == ':':
		return len(rest) > 1 && rest[1] >= 'a' && rest[1] <= 'z' || word[:n] == "go" || word[:n] == "lint"
	}
	return false
}

// orders are the words that begin an order to a tool of Go.
var orders = map[string]bool{"line": true, "export": true, "extern": true, "sys": true, "sysnb": true, "cgo": true}

// clean replaces what may stand in no source by blanks: control characters,
// line separators, characters that have no width or turn the text round.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r == unicode.ReplacementChar || !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
}
