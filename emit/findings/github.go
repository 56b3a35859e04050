package findings

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// GitHub prints workflow commands that GitHub Actions shows beside the changed
// lines. Line ends, and the signs that part the fields of a command, are
// escaped, so a page cannot add a command of its own.
//
//	::warning file=docs/x.md,line=21,col=14,title=permissions-undetermined::"TODO" names no permission.
func GitHub(w io.Writer, r Report) error {
	b := bufio.NewWriter(w)
	for _, d := range r.Findings {
		d = visible(d)
		fmt.Fprintf(b, "::%s ", githubLevel(d.Severity))
		if d.File != "" {
			fmt.Fprintf(b, "file=%s,", escapeProperty(d.File))
		}
		if d.Line > 0 {
			fmt.Fprintf(b, "line=%d,col=%d,", d.Line, max(d.Column, 1))
		}
		fmt.Fprintf(b, "title=%s::%s\n", escapeProperty(d.Code), escapeMessage(githubMessage(d)))
	}
	return b.Flush()
}

func githubLevel(s ir.Severity) string {
	if s == ir.Error || s == ir.Warning {
		return string(s)
	}
	return "notice"
}

// githubMessage is the message with one line for each related place.
func githubMessage(d ir.Diagnostic) string {
	var b strings.Builder
	b.WriteString(d.Message)
	for _, r := range d.Related {
		at := ir.Pos{File: r.File, Line: r.Line, Column: r.Column}
		fmt.Fprintf(&b, "\n%s: %s", at, r.Message)
	}
	return b.String()
}

var (
	messageEscapes  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func escapeMessage(s string) string  { return messageEscapes.Replace(s) }
func escapeProperty(s string) string { return propertyEscapes.Replace(s) }
