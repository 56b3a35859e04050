package markdown

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// component matches a line that is a component without content, as MDX writes
// them: <Anchor id="limits" />. Its name tells it from an element of HTML.
var component = regexp.MustCompile(`^ {0,3}<[A-Z][A-Za-z0-9.]*[a-z][A-Za-z0-9.]*(\s[^<>]*)?/>\s*$`)

// componentParser ends the HTML of such a line with the line, as MDX does. By
// the rules of CommonMark it goes on to the next blank line, so that a heading
// right below is none.
type componentParser struct{}

func (componentParser) Trigger() []byte             { return []byte{'<'} }
func (componentParser) CanInterruptParagraph() bool { return false }
func (componentParser) CanAcceptIndentedLine() bool { return false }

func (componentParser) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	if !component.Match(line) {
		return nil, parser.NoChildren
	}
	n := ast.NewHTMLBlock(ast.HTMLBlockType7)
	n.Lines().Append(segment)
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (componentParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

func (componentParser) Close(ast.Node, text.Reader, parser.Context) {}
