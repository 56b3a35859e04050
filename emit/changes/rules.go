package changes

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/docpiler/docpiler/ir"
)

// Rules prints which kinds of change break, and why.
func Rules(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, k := range ir.ChangeKinds {
		breaking := "-"
		if k.Breaking {
			breaking = "breaking"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\n", k.Name, breaking, k.Doc)
	}
	return t.Flush()
}
