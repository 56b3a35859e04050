package changes

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// GitHub refuses comments of more than 65,536 characters.
const (
	maxItems = 120
	maxCode  = 150
)

// Markdown prints two lists, of what breaks and of what does not, short enough
// for one comment. Everything that comes from a page stands in a code span:
// there it can be no link, picture, mention or heading.
func Markdown(w io.Writer, list []ir.Change) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "## API: %s\n", strings.ToLower(Title(list)))
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
		fmt.Fprintf(w, "- %s\n", code(g.Subject))
		for _, c := range g.Changes {
			fmt.Fprintf(w, "  - %s %s", code(c.Message), code(c.Kind))
			if at := place(c); !at.IsZero() {
				fmt.Fprintf(w, " at %s", code(at.String()))
			}
			fmt.Fprintln(w)
		}
	}
	if left := len(list) - most; left > 0 {
		fmt.Fprintf(w, "- … and %d more\n", left)
	}
}

// code writes a visible text as a code span. Its fence is longer than any run
// of backquotes in it.
func code(s string) string {
	if runes := []rune(s); len(runes) > maxCode {
		s = string(runes[:maxCode]) + "…"
	}
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if s == "" || strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}
