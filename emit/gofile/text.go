package gofile

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Width is where comment lines are broken.
const Width = 100

// Doc adds paragraphs as line comments, to stand before a declaration. A
// paragraph that begins with a blank is a line of code; such that follow each
// other are one block.
func (c *Code) Doc(paragraphs ...string) *Code {
	c.out = appendDoc(c.out, paragraphs)
	return c
}

func docLines(paragraphs []string) []string {
	doc := appendDoc(nil, paragraphs)
	if len(doc) == 0 {
		return nil
	}
	return strings.Split(strings.TrimSuffix(string(doc), "\n"), "\n")
}

func appendDoc(out []byte, paragraphs []string) []byte {
	empty, wasCode := true, false
	for _, p := range paragraphs {
		text := strings.Trim(clean(p), " ")
		isCode := isCodeLine(p) && !strings.HasPrefix(text, "+build")
		if text == "" {
			continue
		}
		if !empty && !(isCode && wasCode) {
			out = append(out, "//\n"...)
		}
		if isCode {
			out = append(append(append(out, "//\t"...), text...), '\n')
		} else {
			out = appendParagraph(out, asQuotes(text))
		}
		empty, wasCode = false, isCode
	}
	return out
}

// asQuotes writes two backticks or two apostrophes as the quotation marks that
// gofmt makes of them in comments.
func asQuotes(text string) string {
	if !strings.Contains(text, "``") && !strings.Contains(text, "''") {
		return text
	}
	return doubledBackticks.ReplaceAllStringFunc(strings.ReplaceAll(text, "''", "”"), func(run string) string {
		if len(run) == 2 {
			return "“"
		}
		return run
	})
}

var doubledBackticks = regexp.MustCompile("``+")

func isCodeLine(p string) bool { return strings.HasPrefix(p, " ") || strings.HasPrefix(p, "\t") }

// appendParagraph breaks a text, which is clean and not empty, into lines that
// each begin with "// ".
func appendParagraph(out []byte, text string) []byte {
	line, first := len(out), true
	out = append(out, "//"...)
	for rest := text; rest != ""; {
		var word string
		word, rest, _ = strings.Cut(rest, " ")
		if word == "" {
			continue
		}
		if len(out)-line > len("//") && len(out)-line+1+len(word) > Width && !isDirective(word, true) {
			out = endLine(out, line, first)
			line, first = len(out), false
			out = append(out, "//"...)
		}
		out = append(append(out, ' '), word...)
	}
	if last, _ := utf8.DecodeLastRuneInString(text); first && (unicode.IsLetter(last) || unicode.IsDigit(last)) && !strings.ContainsAny(text, noHeading) {
		out = append(out, '.') // gofmt would take the line for a heading
	}
	return endLine(out, line, first)
}

// endLine ends the line of a comment; it is no order to a tool of Go, and
// neither a link's definition nor a heading.
func endLine(out []byte, start int, first bool) []byte {
	text := out[start+len("// "):]
	word, _, more := bytes.Cut(text, []byte(" "))
	if first && isDirective(string(word), more) || text[0] == '[' && bytes.Contains(text, []byte("]:")) || string(word) == "#" && more {
		out = slices.Insert(out, start+len("// "), []byte("Text: ")...)
	}
	return append(out, '\n')
}

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

// noHeading are the characters that no heading of a doc comment holds.
const noHeading = ";:!?+*/=[]{}_^°&§~%#@<\">\\"

func isAlnum(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// clean replaces what may stand in no source by blanks: control characters,
// line separators, characters that have no width or turn the text round.
func clean(s string) string {
	if isPlain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r == unicode.ReplacementChar || !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
}

// isPlain reports whether a text is ASCII without control characters.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// Text adds a string literal on one line.
func (c *Code) Text(s string) *Code {
	c.out = appendLiteral(c.out, s)
	return c
}

// Texts adds string literals with commas between them.
func (c *Code) Texts(list []string) *Code {
	for i, s := range list {
		if i > 0 {
			c.out = append(c.out, ',')
		}
		c.out = appendLiteral(c.out, s)
	}
	return c
}

// Lines adds string literals as arguments, each on a line of its own.
func (c *Code) Lines(list []string) *Code {
	for _, s := range list {
		c.out = append(appendLiteral(append(c.out, '\n'), s), ',')
	}
	c.out = append(c.out, '\n')
	return c
}

func appendLiteral(out []byte, s string) []byte {
	quotes, backquotes := false, false
	for i := range len(s) {
		switch b := s[i]; {
		case b < ' ' || b > '~':
			return append(out, literal(s)...)
		case b == '"' || b == '\\':
			quotes = true
		case b == '`':
			backquotes = true
		}
	}
	switch {
	case !quotes:
		return append(append(append(out, '"'), s...), '"')
	case !backquotes:
		return append(append(append(out, '`'), s...), '`')
	}
	return strconv.AppendQuote(out, s)
}

// literal is appendLiteral for a text that is not plain ASCII.
func literal(s string) string {
	if strings.ContainsAny(s, `"\`) && strconv.CanBackquote(s) && clean(s) == s {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}

// Tag adds a struct tag with one key, a word of ours; option is what follows
// the value.
func (c *Code) Tag(key constant, value string, option constant) *Code {
	if !isPlain(value) || strings.ContainsAny(value, "\"\\`") {
		return c.Text(string(key) + ":" + strconv.Quote(value+string(option)))
	}
	c.out = append(append(append(c.out, '`'), key...), `:"`...)
	c.out = append(append(append(c.out, value...), option...), "\"`"...)
	return c
}

// Output adds the comments at the end of an Example function that say what it
// prints. Each line begins with "// ", and what may stand in no source is a
// blank, so that text that holds such things is no output to compare.
func (c *Code) Output(lines ...string) *Code {
	if len(lines) == 1 {
		c.out = append(append(append(c.out, " // Output: "...), clean(lines[0])...), '\n')
		return c
	}
	c.out = append(c.out, " // Output:\n"...)
	for _, line := range lines {
		line = clean(line)
		if text := strings.TrimLeft(line, " "); strings.HasPrefix(text, "+build") {
			line = text[1:]
		}
		c.out = append(append(append(c.out, "// "...), line...), '\n')
	}
	return c
}
