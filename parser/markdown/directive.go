package markdown

import (
	"bytes"
	"strings"

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

type directiveParser struct{}

func (directiveParser) Trigger() []byte             { return []byte{'[', ':'} }
func (directiveParser) CanInterruptParagraph() bool { return true }
func (directiveParser) CanAcceptIndentedLine() bool { return false }

func (directiveParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || !bytes.HasPrefix(line[pos:], []byte("[!")) && !bytes.HasPrefix(line[pos:], []byte(":::")) {
		return nil, parser.NoChildren
	}
	d := &directive{}
	switch text := string(bytes.TrimSpace(line[pos:])); {
	case strings.HasPrefix(text, "[!"):
		d.name = "include"
		d.arg = includePath(text)
	case strings.HasPrefix(text, ":::"):
		d.name, d.arg = zoneName(text)
	}
	if d.name == "" || d.arg == "" && d.name == "include" {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return d, parser.NoChildren
}

// includePath returns the path of a line that consists of an include alone:
// "[!INCLUDE [text](path "title")]".
func includePath(line string) string {
	const sign = "[!include"
	if len(line) < len(sign) || !strings.EqualFold(line[:len(sign)], sign) {
		return ""
	}
	_, rest, found := strings.Cut(line[len(sign):], "](")
	path, closed := strings.CutSuffix(rest, "]")
	path, inner := strings.CutSuffix(strings.TrimSpace(path), ")")
	if !found || !closed || !inner || strings.ContainsAny(path, ")]") {
		return ""
	}
	path, _, _ = strings.Cut(path, ` "`)
	return strings.Trim(path, "<> ")
}

// zoneName returns the first word after the colons of a line and the first
// quoted value: ::: zone pivot="graph-v1".
func zoneName(line string) (name, arg string) {
	line = strings.TrimLeft(line, ":")
	name, rest, _ := strings.Cut(strings.TrimLeft(line, " \t"), " ")
	if _, value, ok := strings.Cut(rest, `="`); ok {
		arg, _, _ = strings.Cut(value, `"`)
	}
	return strings.TrimRight(name, ":"), arg
}

func (directiveParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

func (directiveParser) Close(ast.Node, text.Reader, parser.Context) {}
