package markdown

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var kindDirective = ast.NewNodeKind("Directive")

// directive is a line that the documentation site acts upon.
type directive struct {
	ast.BaseBlock
	name string // "include", "zone", "zone-end", "moniker", "moniker-end"; another word for what is not known
	arg  string // the path of an include, the ids of a zone
}

func (*directive) Kind() ast.NodeKind            { return kindDirective }
func (*directive) IsRaw() bool                   { return true }
func (d *directive) Dump(source []byte, lvl int) { ast.DumpHelper(d, source, lvl, nil, nil) }

var (
	includeLine = regexp.MustCompile(`(?i)^\[!include\s*\[[^\]\n]*\]\s*\(\s*<?([^)>\n]*?)>?\s*(?:"[^"\n]*"\s*)?\)\s*\]\s*$`)
	zoneLine    = regexp.MustCompile(`^:{3,}\s*([a-z-]+)(?:\s+[a-z-]+\s*=\s*"([^"\n]*)")?`)
)

type directiveParser struct{}

func (directiveParser) Trigger() []byte             { return []byte{'[', ':'} }
func (directiveParser) CanInterruptParagraph() bool { return true }
func (directiveParser) CanAcceptIndentedLine() bool { return false }

func (directiveParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || len(line) < pos+4 {
		return nil, parser.NoChildren
	}
	line = line[pos:]
	switch {
	case line[0] == '[' && line[1] == '!':
		if m := includeLine.FindSubmatch(line); m != nil {
			reader.AdvanceToEOL()
			return &directive{name: "include", arg: string(m[1])}, parser.NoChildren
		}
	case line[0] == ':' && line[1] == ':' && line[2] == ':':
		if m := zoneLine.FindSubmatch(line); m != nil {
			reader.AdvanceToEOL()
			return &directive{name: string(m[1]), arg: string(m[2])}, parser.NoChildren
		}
	}
	return nil, parser.NoChildren
}

func (directiveParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

func (directiveParser) Close(ast.Node, text.Reader, parser.Context) {}
