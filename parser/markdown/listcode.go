package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/docpiler/docpiler/parser/page"
)

// listParser closes a list before an indented request, response or JSON object.
// Converters write the names of tabs as a list and the code of the tabs, indented
// by four blanks, after it, which by the rules of Markdown is text of the last
// item.
type listParser struct{ parser.BlockParser }

func (p listParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if line, at := reader.PeekLine(); opensCode(line) && followsBlank(reader.Source(), at.Start) {
		return parser.Close
	}
	return p.BlockParser.Continue(node, reader, pc)
}

// opensCode reports whether a line is indented as code and begins a message or an
// object.
func opensCode(line []byte) bool {
	const indent = "    "
	if !bytes.HasPrefix(line, []byte(indent)) {
		return false
	}
	first := string(bytes.TrimSpace(line))
	return page.IsRequest(first) || page.IsStatus(first) || first == "{"
}

// followsBlank reports whether the line before the one at an offset is blank.
func followsBlank(src []byte, at int) bool {
	start := bytes.LastIndexByte(src[:at], '\n')
	if start < 0 {
		return false
	}
	before := bytes.LastIndexByte(src[:start], '\n') + 1
	return len(bytes.TrimSpace(src[before:start])) == 0
}

// blocksOfCode parts the lines of indented code where two or more blank lines
// stand: the code of two tabs with nothing between is one block of Markdown.
func blocksOfCode(lines *text.Segments, src []byte) [][2]int {
	var out [][2]int
	from, blank := 0, 0
	for i := range lines.Len() {
		at := lines.At(i)
		if len(bytes.TrimSpace(at.Value(src))) == 0 {
			blank++
			continue
		}
		if blank > 1 && i-blank > from {
			out = append(out, [2]int{from, i - blank})
			from = i
		} else if i-blank == from {
			from = i
		}
		blank = 0
	}
	return append(out, [2]int{from, lines.Len() - blank})
}
