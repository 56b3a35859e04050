// Package changes prints what changed between two states of an API: as text, as
// JSON, as Markdown that fits a pull-request comment, and as an HTML page. Names
// and types come from pages of strangers, so each printer encodes them, shows
// hidden characters as escapes, and lets nothing of a page act as markup.
package changes

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"github.com/docpiler/docpiler/ir"
)

// Format is one way to print changes.
type Format struct {
	Name  string
	Print func(io.Writer, []ir.Change) error
}

// Formats lists the printers, the default first.
var Formats = []Format{
	{"text", Text},
	{"json", JSON},
	{"markdown", Markdown},
	{"html", HTML},
}

// Breaking returns the number of changes that break programs.
func Breaking(list []ir.Change) int {
	n := 0
	for _, c := range list {
		if c.Breaking {
			n++
		}
	}
	return n
}

// Title sums the changes up: "12 changes, 3 breaking".
func Title(list []ir.Change) string {
	breaking := "none breaking"
	if n := Breaking(list); n > 0 {
		breaking = fmt.Sprintf("%d breaking", n)
	}
	switch len(list) {
	case 0:
		return "no changes"
	case 1:
		return "1 change, " + breaking
	}
	return fmt.Sprintf("%d changes, %s", len(list), breaking)
}

// group is the changes of one operation or type.
type group struct {
	Subject string
	Changes []ir.Change
}

// groups parts the list by subject, in its order, with hidden characters shown.
func groups(list []ir.Change) []group {
	var out []group
	for _, c := range list {
		c = visible(c)
		if len(out) == 0 || out[len(out)-1].Subject != c.Subject {
			out = append(out, group{Subject: c.Subject})
		}
		last := &out[len(out)-1]
		last.Changes = append(last.Changes, c)
	}
	return out
}

func visible(c ir.Change) ir.Change {
	c.Kind, c.Subject, c.Message = ir.Visible(c.Kind), ir.Visible(c.Subject), ir.Visible(c.Message)
	c.Old, c.New = ir.Visible(c.Old), ir.Visible(c.New)
	c.At.File, c.OldAt.File = ir.Visible(c.At.File), ir.Visible(c.OldAt.File)
	return c
}

// place is where a change can be seen: in the new pages, else in the old ones.
func place(c ir.Change) ir.Pos {
	if c.At.IsZero() {
		return c.OldAt
	}
	return c.At
}

// Text prints the changes by operation, each with its place.
//
//	v1.0/timeCard/clockIn
//	  breaking  header Prefer is now required [parameter-required]
//	            docs/timecard-clockin.md:40:1
func Text(w io.Writer, list []ir.Change) error {
	b := bufio.NewWriter(w)
	for _, g := range groups(list) {
		fmt.Fprintln(b, g.Subject)
		for _, c := range g.Changes {
			fmt.Fprintf(b, "  %-8s  %s [%s]\n", mark(c), c.Message, c.Kind)
			if c.Calls != c.Code {
				fmt.Fprintf(b, "            breaks %s alone\n", audiences(c.Calls, c.Code, ""))
			}
			if at := place(c); !at.IsZero() {
				fmt.Fprintf(b, "            %s\n", at)
			}
		}
	}
	return b.Flush()
}

func mark(c ir.Change) string {
	if c.Breaking {
		return "breaking"
	}
	return ""
}

// JSON prints the changes as a list.
func JSON(w io.Writer, list []ir.Change) error {
	out := make([]ir.Change, len(list))
	for i, c := range list {
		out[i] = visible(c)
	}
	b := bufio.NewWriter(w)
	e := json.NewEncoder(b)
	e.SetIndent("", "  ")
	if err := e.Encode(out); err != nil {
		return err
	}
	return b.Flush()
}
