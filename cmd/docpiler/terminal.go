package main

import (
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/docpiler/docpiler/emit/findings"
	"github.com/docpiler/docpiler/ir"
)

// isTerminal reports whether a stream is shown to a person as it is written.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// color reports whether a stream may carry colours: only a terminal, and only
// if the user has not said otherwise (https://no-color.org).
func color(terminal bool) bool {
	return terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// printDiff prints a unified diff, in colours on a terminal, ahead of what is said
// on standard error afterwards.
func (e *env) printDiff(diff string) error {
	for line := range strings.Lines(diff) {
		if start := diffColor(line); start != "" && color(e.outTerminal) {
			line = start + strings.TrimSuffix(line, "\n") + "\x1b[0m\n"
		}
		if _, err := e.out.WriteString(line); err != nil {
			return err
		}
	}
	return e.out.Flush()
}

func diffColor(line string) string {
	switch {
	case strings.HasPrefix(line, "+++"), strings.HasPrefix(line, "---"):
		return "\x1b[1m"
	case strings.HasPrefix(line, "+"):
		return "\x1b[32m"
	case strings.HasPrefix(line, "-"):
		return "\x1b[31m"
	case strings.HasPrefix(line, "@@"):
		return "\x1b[36m"
	}
	return ""
}

// maxShown is how many findings generate, check and ir show; lint shows all.
const maxShown = 20

// warn shows findings at or above a severity on standard error, the first few
// unless all are wanted.
func (e *env) warn(l location, list []ir.Diagnostic, lowest ir.Severity, all bool) error {
	var shown []ir.Diagnostic
	left := 0
	for _, d := range list {
		switch {
		case d.Severity.Rank() < lowest.Rank():
		case len(shown) == maxShown && !all:
			left++
		default:
			shown = append(shown, d)
		}
	}
	err := findings.Text(e.err, findings.Report{
		Findings: l.display(shown), Source: l.source(), Color: color(e.errTerminal),
	})
	if left > 0 {
		e.note("… and %d more; `docpiler lint` shows all.", left)
	}
	return err
}
