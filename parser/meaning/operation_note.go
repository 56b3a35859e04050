package meaning

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// notes lists the alerts of the page in page order, and the paragraphs of the
// permissions section that name roles which the user needs. What stands among
// the examples is about them, not about the operation.
func (r *operationReader) notes() []ir.Note {
	out := []ir.Note{}
	for _, p := range r.parts {
		if p.InExamples {
			continue
		}
		for i, b := range p.Blocks {
			para, ok := b.(*page.Para)
			if ok && p.In == words.SectionPermissions && r.namesRole(para) {
				text := withList(para.Spans.String(), p.Blocks[i+1:])
				out = append(out, ir.Note{Kind: "role", Text: r.text(text), At: para.At})
			} else if ok && para.Spans[0].Kind == page.Bold {
				if kind, rest := page.CutLabel(p.Blocks[i:i+1], nil, words.Alert); kind != "" && len(rest) > 0 {
					out = append(out, ir.Note{Kind: kind, Text: r.text(blocksText(rest)), At: para.At})
				}
			}
			for note := range blocksOf[*page.Note](p.Blocks[i : i+1]) {
				if note.Kind != "" {
					out = append(out, ir.Note{Kind: note.Kind, Text: r.text(blocksText(note.Blocks)), At: note.At})
				}
			}
		}
	}
	return out
}

// namesRole reports whether a paragraph names a role that the user needs, by the
// word or by a link to a list of roles.
func (r *operationReader) namesRole(para *page.Para) bool {
	return r.contains(para.Spans.String(), words.SaysRole) || slices.ContainsFunc(para.Spans, func(s page.Span) bool {
		address, _, _ := strings.Cut(s.Href, "#")
		return strings.HasSuffix(address, "/roles")
	})
}

// withList adds the list that follows a paragraph.
func withList(text string, after []page.Block) string {
	if len(after) > 0 {
		if l, ok := after[0].(*page.List); ok {
			return text + "\n" + blocksText([]page.Block{l})
		}
	}
	return text
}
