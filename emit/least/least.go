// Package least prints least privileged sets of permissions: as text, as JSON
// and as Markdown. Names come from pages of strangers, so hidden characters are
// shown as escapes and nothing acts as markup.
package least

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/docpiler/docpiler/emit/markdown"
	"github.com/docpiler/docpiler/ir"
)

// Format is one way to print the sets.
type Format struct {
	Name  string
	Print func(io.Writer, []ir.LeastSet) error
}

// Formats lists the printers, the default first.
var Formats = []Format{
	{"text", Text},
	{"json", JSON},
	{"markdown", Markdown},
}

// none is what people read of an API whose pages name no permission.
const none = "The pages name no permission."

// title is a scheme in a reader's words, or as the pages name it.
func title(scheme ir.Scheme) string {
	return cmp.Or(titles[scheme], ir.Visible(string(scheme)))
}

// titles are the schemes of Microsoft Graph.
var titles = map[ir.Scheme]string{
	ir.DelegatedWork:     "Delegated (work or school account)",
	ir.DelegatedPersonal: "Delegated (personal account)",
	ir.Application:       "Application",
}

// JSON prints the sets as a list.
func JSON(w io.Writer, sets []ir.LeastSet) error {
	out := make([]ir.LeastSet, len(sets))
	for i, s := range sets {
		out[i] = visible(s)
	}
	b := bufio.NewWriter(w)
	e := json.NewEncoder(b)
	e.SetIndent("", "  ")
	if err := e.Encode(out); err != nil {
		return err
	}
	return b.Flush()
}

// visible returns the set with hidden characters shown, and every list present.
func visible(s ir.LeastSet) ir.LeastSet {
	permissions := make([]ir.LeastPermission, len(s.Permissions))
	for i, p := range s.Permissions {
		permissions[i] = ir.LeastPermission{Name: ir.Visible(p.Name), ForcedBy: visibleNeeds(p.ForcedBy)}
	}
	s.Permissions = permissions
	choices := make([]ir.Choice, len(s.Alternatives))
	for i, c := range s.Alternatives {
		choices[i] = visibleChoice(c)
	}
	s.Alternatives = choices
	s.NotSupported = visibleNeeds(s.NotSupported)
	s.Undetermined = visibleNeeds(s.Undetermined)
	s.Unknown = visibleNeeds(s.Unknown)
	return s
}

func visibleChoice(c ir.Choice) ir.Choice {
	cases := make([]ir.Case, len(c.Cases))
	for i, x := range c.Cases {
		x.Context, x.Endpoints, x.Least, x.Higher = ir.Visible(x.Context), visibleAll(x.Endpoints), visibleAll(x.Least), visibleAll(x.Higher)
		cases[i] = x
	}
	return ir.Choice{Operation: ir.Visible(c.Operation), Cases: cases}
}

func visibleAll(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = ir.Visible(s)
	}
	return out
}

func visibleNeeds(list []ir.Need) []ir.Need {
	out := make([]ir.Need, len(list))
	for i, n := range list {
		n.Operation, n.Context, n.At.File = ir.Visible(n.Operation), ir.Visible(n.Context), ir.Visible(n.At.File)
		out[i] = n
	}
	return out
}

// gap is a list of operations about which a set says nothing.
type gap struct {
	title string
	needs []ir.Need
}

func gaps(s ir.LeastSet) []gap {
	return []gap{
		{"cannot be called under this scheme", s.NotSupported},
		{"the pages leave the permission open", s.Undetermined},
		{"nothing is known", s.Unknown},
	}
}

// Text prints each scheme, the permissions that are needed together, and which
// operations force each of them.
//
//	Application
//	  Schedule.ReadWrite.All
//	      v1.0/timeCard/clockIn
func Text(w io.Writer, sets []ir.LeastSet) error {
	b := bufio.NewWriter(w)
	if len(sets) == 0 {
		fmt.Fprintln(b, none)
	}
	for i, s := range sets {
		s = visible(s)
		if i > 0 {
			fmt.Fprintln(b)
		}
		fmt.Fprintln(b, title(s.Scheme))
		for _, p := range s.Permissions {
			fmt.Fprintf(b, "  %s\n", p.Name)
			textNeeds(b, p.ForcedBy)
		}
		for _, c := range s.Alternatives {
			fmt.Fprintf(b, "  (one of these, for %s)\n", c.Operation)
			for _, x := range c.Cases {
				fmt.Fprintf(b, "      %s: %s\n", caseLabel(x), caseNeeds(x))
			}
		}
		for _, g := range gaps(s) {
			if len(g.needs) > 0 {
				fmt.Fprintf(b, "  (%s)\n", g.title)
				textNeeds(b, g.needs)
			}
		}
	}
	return b.Flush()
}

func textNeeds(w io.Writer, list []ir.Need) {
	for _, n := range list {
		fmt.Fprintf(w, "      %s\n", label(n))
	}
}

func label(n ir.Need) string {
	if n.Context == "" {
		return n.Operation
	}
	return n.Operation + " (" + n.Context + ")"
}

func caseLabel(c ir.Case) string {
	label := c.Context
	if label == "" {
		label = "otherwise"
	}
	if len(c.Endpoints) > 0 {
		label += " [" + strings.Join(c.Endpoints, ", ") + "]"
	}
	return label
}

// caseNeeds says what a case needs.
func caseNeeds(c ir.Case) string {
	switch {
	case c.Status != ir.Supported:
		return string(c.Status)
	case len(c.Least) > 0:
		return strings.Join(c.Least, " or ")
	case len(c.Higher) > 0:
		return "one of " + strings.Join(c.Higher, ", ")
	}
	return "no permission"
}

// Markdown prints a list for each scheme. Everything that comes from a page
// stands in a code span.
func Markdown(w io.Writer, sets []ir.LeastSet) error {
	b := bufio.NewWriter(w)
	if len(sets) == 0 {
		fmt.Fprintln(b, none)
	}
	for i, s := range sets {
		s = visible(s)
		if i > 0 {
			fmt.Fprintln(b)
		}
		fmt.Fprintf(b, "### %s\n\n", heading(s.Scheme))
		for _, p := range s.Permissions {
			fmt.Fprintf(b, "- %s, for %s\n", markdown.Code(p.Name), codes(p.ForcedBy))
		}
		for _, c := range s.Alternatives {
			fmt.Fprintf(b, "- one of these, for %s\n", markdown.Code(c.Operation))
			for _, x := range c.Cases {
				fmt.Fprintf(b, "  - %s: %s\n", markdown.Code(caseLabel(x)), markdown.Code(caseNeeds(x)))
			}
		}
		for _, g := range gaps(s) {
			if len(g.needs) > 0 {
				fmt.Fprintf(b, "- %s: %s\n", g.title, codes(g.needs))
			}
		}
	}
	return b.Flush()
}

// heading is the title of a scheme, in a code span where it comes from a page.
func heading(scheme ir.Scheme) string {
	return cmp.Or(titles[scheme], markdown.Code(title(scheme)))
}

func codes(list []ir.Need) string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = markdown.Code(label(n))
	}
	return strings.Join(out, ", ")
}
