package meaning

import (
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// readNotes lists the alerts of the page in page order, and the paragraphs of
// the permissions section that name roles which the user needs. What stands
// among the examples is about them, not about the operation.
func (r *reader) readNotes(parts []part) []ir.Note {
	out := []ir.Note{}
	for _, p := range parts {
		if p.InExamples {
			continue
		}
		for i, b := range p.Blocks {
			if para, ok := b.(*page.Para); ok && p.In == "permissions" && r.contains(para.Spans.String(), "sentence", "role") {
				text := withList(para.Spans.String(), p.Blocks[i+1:])
				out = append(out, ir.Note{Kind: "role", Text: r.text(text), At: para.At})
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

// withList adds the list that follows a paragraph.
func withList(text string, after []page.Block) string {
	if len(after) > 0 {
		if l, ok := after[0].(*page.List); ok {
			return text + "\n" + blocksText([]page.Block{l})
		}
	}
	return text
}

// blocksText is the visible text of blocks, a line per paragraph and list item.
func blocksText(blocks []page.Block) string {
	var lines []string
	for _, b := range blocks {
		switch b := b.(type) {
		case *page.Para:
			lines = append(lines, b.Spans.String())
		case *page.List:
			for _, item := range b.Items {
				lines = append(lines, "- "+strings.ReplaceAll(blocksText(item), "\n", "\n  "))
			}
		case *page.Note:
			lines = append(lines, blocksText(b.Blocks))
		case *page.Code:
			lines = append(lines, b.Text)
		}
	}
	return strings.Join(lines, "\n")
}

// find returns where a text of a role stands in a longer text, -1 if none does.
func (r *reader) find(group, role, text string) (start, end int) {
	return r.words.Find(group, role, text)
}

// mayHold reports whether one of the spans of a text may hold a text of a role: a
// look at the whole spares one at each.
func (r *reader) mayHold(text, group, role string) bool {
	return r.contains(text, group, role) || !isASCII(text) // other letters may change their length when they are made small
}

// contains reports whether a text holds one of the texts of a role, in any case.
func (r *reader) contains(text, group, role string) bool {
	start, _ := r.find(group, role, text)
	return start >= 0
}
