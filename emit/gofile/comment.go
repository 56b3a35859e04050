package gofile

import (
	"strings"

	"github.com/dave/jennifer/jen"
)

// Doc returns paragraphs as line comments, to stand before what they describe.
// Lines are broken at [Width]. A paragraph that begins with a blank is a line of
// code; such that follow each other are one block. It renders nothing if there is
// nothing to say.
func Doc(paragraphs ...string) jen.Code { return comment(string(appendDoc(nil, paragraphs))) }

// Output returns the comments at the end of an Example function that say what it
// prints. What may stand in no source is a blank in it, so that text that holds
// such things is no output to compare.
func Output(lines ...string) jen.Code {
	out := "// Output:\n"
	if len(lines) == 1 {
		out = "// Output: " + clean(lines[0])
		lines = nil
	}
	for _, line := range lines {
		line = clean(line)
		if text := strings.TrimLeft(line, " "); strings.HasPrefix(text, "+build") {
			line = text[1:]
		}
		out += "// " + line + "\n"
	}
	return jen.Empty().Add(comment(out))
}

// comment returns lines of which each is a line comment.
func comment(lines string) jen.Code {
	if lines == "" {
		return jen.Null()
	}
	return jen.Comment(strings.TrimSuffix(lines, "\n"))
}
