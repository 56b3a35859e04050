package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/docpiler/docpiler/parser/page"
)

// document is one file, the page itself or an included one, cut into blocks.
type document struct {
	name  string
	src   []byte // line ends as \n
	lines *page.Lines
	meta  map[string]string
	body  int // offset after the front matter
	root  ast.Node

	// A file with a line too hard for goldmark is not read: where it is, and the
	// finding that says so.
	hard     int
	hardCode string

	frontOpen bool // the front matter has no end

	frontAt    int    // offset of the first line of the front matter that is odd
	frontFault string // what is wrong with it; "" if nothing is
}

// blocks is goldmark with this package's tables, fences and directives. Headings
// that are underlined by hyphens are left to the walker, since such a line may
// close a group of tabs. It is safe for use from many goroutines.
var blocks = parser.NewParser(
	parser.WithBlockParsers(
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(listParser{parser.NewListParser()}, 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(fenceParser{parser.NewFencedCodeBlockParser()}, 700),
		util.Prioritized(parser.NewBlockquoteParser(), 800),
		util.Prioritized(componentParser{}, 890),
		util.Prioritized(parser.NewHTMLBlockParser(), 900),
		util.Prioritized(directiveParser{}, 950),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	),
	parser.WithInlineParsers(
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(parser.NewRawHTMLParser(), 300),
		util.Prioritized(parser.NewAutoLinkParser(), 400),
		util.Prioritized(parser.NewEmphasisParser(), 500),
	),
	parser.WithParagraphTransformers(
		util.Prioritized(paragraphTransformer{}, 100),
	),
)

func newDocument(name string, data []byte) *document {
	d := &document{name: name}
	d.src = page.UnixLines(data)
	d.lines = page.NewLines(name, d.src)
	front, body := cutFrontMatter(d.src)
	d.meta, d.body = frontMatter(string(front)), body
	if d.frontAt, d.frontFault = frontFault(string(front)); d.frontFault != "" {
		d.frontAt += lineEnd(d.src, bytes.IndexByte(d.src, '-'))
	}
	if body == 0 && bytes.HasPrefix(d.src, bom) {
		d.body = len(bom)
	}
	d.frontOpen = body == 0 && opensFrontMatter(d.src)
	if d.hard, d.hardCode = tooHard(d.src, d.lines); d.hardCode != "" {
		d.root = ast.NewDocument()
		return d
	}
	reader := text.NewReader(d.src)
	if 0 < d.body && d.body < len(d.src) && d.src[d.body-1] == '\n' {
		reader.SetPosition(-1, text.NewSegment(d.body, d.body)) // Advance looks at every byte
		reader.AdvanceLine()
	} else {
		reader.Advance(d.body)
	}
	d.root = blocks.Parse(reader)
	return d
}

// line returns what stands from an offset to the end of its line.
func (d *document) line(at int) string {
	return strings.TrimSpace(string(d.src[at:lineEnd(d.src, at)]))
}

// maxNesting is how deep quotes and lists may stand in each other. goldmark's
// cost is quadratic in the depth, and walking the tree costs stack.
const maxNesting = 100

// tooHard returns the offset of the first line that goldmark must not see, and
// the finding that says why; "" if there is none. A line may open too many
// containers, or be a heading with too many signs of markup.
func tooHard(src []byte, lines *page.Lines) (offset int, code string) {
	for start, end := range lines.Longer(maxNesting) {
		line := src[start:end]
		if containers(line) > maxNesting {
			return start, "nesting-too-deep"
		}
		if len(line) > maxSigns && isHeading(line) && signsIn(line) > maxSigns {
			return start, "markup-too-dense"
		}
	}
	return 0, ""
}

// isHeading reports whether a line is a heading, perhaps within containers.
func isHeading(line []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(line, " \t>-*+.)0123456789"), []byte("#"))
}

// containers counts the quotes and lists that a line may be in: its leading
// signs, and its indentation if it goes on with a list sign.
func containers(line []byte) int {
	signs, blanks := 0, 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == ' ' || c == '\t':
			blanks++
		case c == '>':
			signs++
		case listSign(line[i:]) > 0:
			signs++
			i += listSign(line[i:]) - 1
		case signs == 0:
			return 0
		default:
			return signs + max(0, blanks-signs)/2
		}
	}
	return signs
}

// listSign returns the length of the bullet or number at the start of a line,
// 0 if there is none.
func listSign(line []byte) int {
	n := 0
	for n < len(line) && n < 9 && '0' <= line[n] && line[n] <= '9' {
		n++
	}
	if n >= len(line) || n == 0 && !bytes.ContainsRune([]byte("-*+"), rune(line[0])) || n > 0 && line[n] != '.' && line[n] != ')' {
		return 0
	}
	if n++; n < len(line) && line[n] != ' ' && line[n] != '\t' && line[n] != '\n' {
		return 0
	}
	return n
}
