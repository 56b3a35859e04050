package changes

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/docpiler/docpiler/ir"
)

// audiences names whom a change breaks, otherwise nobody.
func audiences(calls, code bool, nobody string) string {
	switch {
	case calls && code:
		return "callers, Go code"
	case calls:
		return "callers"
	case code:
		return "Go code"
	}
	return nobody
}

// Rules prints whom each kind of change breaks, and why.
func Rules(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, k := range ir.ChangeKinds {
		fmt.Fprintf(t, "%s\t%s\t%s\n", k.Name, audiences(k.Calls, k.Code, "-"), k.Doc)
	}
	return t.Flush()
}
