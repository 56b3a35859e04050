package gofile

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/dave/jennifer/jen"
)

// Width is where comment lines are broken.
const Width = 100

// Doc returns paragraphs as line comments, to stand before a declaration:
//
//	file.Add(gofile.Doc("F does it.").Func().Id("F")…)
//
// A paragraph that begins with a blank is a line of code; such that follow each
// other are one block.
func Doc(paragraphs ...string) *jen.Statement {
	lines := docLines(paragraphs)
	if len(lines) == 0 {
		return &jen.Statement{}
	}
	return verbatim(strings.Join(lines, "\n") + "\n")
}

func docLines(paragraphs []string) []string {
	var all []string
	wasCode := false
	for _, p := range paragraphs {
		lines := commentLines(p)
		if len(lines) == 0 {
			continue
		}
		isCode := isCodeLine(p)
		if len(all) > 0 && !(isCode && wasCode) {
			all = append(all, "//")
		}
		all, wasCode = append(all, lines...), isCode
	}
	return all
}

func isCodeLine(p string) bool { return strings.HasPrefix(p, " ") || strings.HasPrefix(p, "\t") }

// verbatim returns source as it stands. Jennifer writes an identifier without
// looking at it, and everything else by way of fmt.
func verbatim(source string) *jen.Statement { return jen.Id(source) }

// directive matches text that some tool of Go takes as an order when it stands
// at the start of a comment.
var directive = regexp.MustCompile(`^(\+build|go:|line |export |extern |sys(nb)? |nolint|cgo |lint:|[a-z]+:[a-z])`)

// commentLines breaks a paragraph into lines that each begin with "// ".
func commentLines(paragraph string) []string {
	text := strings.TrimSpace(clean(paragraph))
	if isCodeLine(paragraph) {
		return []string{"//\t" + strings.TrimSpace(text)}
	}
	var lines []string
	line := []byte("//")
	for word := range strings.FieldsSeq(text) {
		if len(line) > len("//") && len(line)+1+len(word) > Width && !directive.MatchString(word+" ") {
			lines, line = append(lines, string(line)), line[:len("//")]
		}
		line = append(append(line, ' '), word...)
	}
	if len(line) > len("//") {
		lines = append(lines, string(line))
	}
	if len(lines) == 1 && isAlnum(text[len(text)-1]) && !strings.ContainsAny(text, noHeading) {
		lines[0] += "." // gofmt would take the line for a heading
	}
	for i, l := range lines {
		if i == 0 && directive.MatchString(l[3:]) || strings.HasPrefix(l, "// [") && strings.Contains(l, "]:") || strings.HasPrefix(l, "// # ") {
			lines[i] = "// Text: " + l[3:] // no order, and neither a link's definition nor a heading
		}
	}
	return lines
}

// noHeading are the characters that no heading of a doc comment holds.
const noHeading = ";:!?+*/=[]{}_^°&§~%#@<\">\\"

func isAlnum(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80
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

// Text returns a string literal on one line.
func Text(s string) *jen.Statement { return verbatim(literal(s)) }

// Texts returns string literals as arguments, each on a line of its own.
func Texts(list []string) *jen.Statement {
	var b strings.Builder
	for _, s := range list {
		b.WriteByte('\n')
		b.WriteString(literal(s))
		b.WriteByte(',')
	}
	b.WriteByte('\n')
	return verbatim(b.String())
}

func literal(s string) string {
	if strings.ContainsAny(s, `"\`) && strconv.CanBackquote(s) && clean(s) == s {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}

// Tag returns a struct tag with one key, a word of ours.
func Tag(key, value string) *jen.Statement {
	tag := key + ":" + strconv.Quote(value)
	return verbatim(literal(tag))
}

// Output returns the comments at the end of an Example function that say what
// it prints. Each line begins with "// ", and what may stand in no source is a
// blank, so that text that holds such things is no output to compare.
func Output(lines ...string) []jen.Code {
	if len(lines) == 1 {
		return []jen.Code{jen.Comment("// Output: " + clean(lines[0]))}
	}
	comments := []jen.Code{jen.Comment("// Output:")}
	for _, line := range lines {
		comments = append(comments, jen.Comment("// "+clean(line)))
	}
	return comments
}
