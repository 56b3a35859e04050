package findings

import (
	"fmt"
	"io"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// Explain prints what a kind of finding means, an example, and how to mend it.
func Explain(w io.Writer, c ir.Code) error {
	_, err := fmt.Fprintf(w, "%s (%s)\n\n%s\n\nExample:\n    %s\n\nMend:\n    %s\n", c.Name, c.Severity, c.Doc,
		strings.ReplaceAll(c.Example, "\n", "\n    "), strings.ReplaceAll(c.Mend, "\n", "\n    "))
	return err
}
