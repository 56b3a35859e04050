package markdown

import (
	"github.com/yuin/goldmark/ast"
)

// Links lists the targets of the links of a page, in page order.
func Links(data []byte) []string {
	d := newDocument("", data)
	var out []string
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the walker returns no error
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			out = append(out, string(n.Destination))
		case *ast.AutoLink:
			out = append(out, string(n.URL(d.src)))
		}
		return ast.WalkContinue, nil
	})
	return out
}
