package changes

import (
	"bufio"
	"fmt"
	"io"

	"github.com/docpiler/docpiler/emit/markdown"
	"github.com/docpiler/docpiler/ir"
)

// maxItems keeps a comment below the 65,536 characters that GitHub takes.
const maxItems = 120

// Markdown prints two lists, of what breaks and of what does not, short enough
// for one comment. Everything that comes from a page stands in a code span:
// there it can be no link, picture, mention or heading.
func Markdown(w io.Writer, list []ir.Change) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "## API: %s\n", Title(list))
	var breaking, others []ir.Change
	for _, c := range list {
		if c.Breaking {
			breaking = append(breaking, c)
		} else {
			others = append(others, c)
		}
	}
	section(b, "Breaking", breaking, maxItems)
	section(b, "Not breaking", others, max(0, maxItems-len(breaking)))
	return b.Flush()
}

func section(w io.Writer, title string, list []ir.Change, most int) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(w, "\n### %s\n\n", title)
	for _, g := range groups(list[:min(most, len(list))]) {
		fmt.Fprintf(w, "- %s\n", markdown.Code(g.Subject))
		for _, c := range g.Changes {
			fmt.Fprintf(w, "  - %s %s", markdown.Code(c.Message), markdown.Code(c.Kind))
			if at := place(c); !at.IsZero() {
				fmt.Fprintf(w, " at %s", markdown.Code(at.String()))
			}
			fmt.Fprintln(w)
		}
	}
	if left := len(list) - most; left > 0 {
		fmt.Fprintf(w, "- … and %d more\n", left)
	}
}
