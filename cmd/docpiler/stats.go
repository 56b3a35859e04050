package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/docpiler/docpiler"
	"github.com/docpiler/docpiler/ir"
)

// printStats prints how much of the pages was understood.
func printStats(w io.Writer, r *docpiler.Reading) error {
	n := count(r.API)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, row := range []struct {
		name  string
		count int
	}{
		{"pages", r.PageCount()},
		{"operations", len(r.API.Operations)},
		{"endpoints", n.endpoints},
		{"permission rows", n.permissions},
		{"operations without readable permissions", n.unread},
		{"headers, query and function parameters", n.parameters},
		{"body properties", n.bodyProperties},
		{"responses", n.responses},
		{"examples", n.examples},
		{"types", len(r.API.Types)},
		{"type properties and relationships", n.typeProperties},
		{"enum members", n.members},
		{"lines that look like facts", r.Account.Facts},
		{"of these in the result", r.Account.Used},
		{"of these reported", r.Account.Reported},
		{"of these in sections without facts", r.Account.Aside},
		{"of these unaccounted for", r.Account.Unaccounted()},
		{"findings", len(r.API.Diagnostics)},
		{"blocks not understood", n.blocksUnread()},
	} {
		fmt.Fprintf(t, "%d\t %s\n", row.count, row.name)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	return printCodes(w, n.codes)
}

// printCodes prints the findings by code, the most frequent first.
func printCodes(w io.Writer, counts map[string]int) error {
	codes := make([]ir.Code, 0, len(counts))
	for _, c := range ir.Codes {
		if counts[c.Name] > 0 {
			codes = append(codes, c)
		}
	}
	slices.SortStableFunc(codes, func(a, b ir.Code) int { return cmp.Compare(counts[b.Name], counts[a.Name]) })
	if len(codes) == 0 {
		return nil
	}
	var b strings.Builder
	b.WriteString("\nfindings by code:\n")
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, c := range codes {
		fmt.Fprintf(t, "%d\t%s\t %s\n", counts[c.Name], c.Severity, c.Name)
	}
	t.Flush() // a strings.Builder takes everything
	_, err := io.WriteString(w, b.String())
	return err
}

// tally is the size of an API.
type tally struct {
	endpoints, permissions, unread, parameters, bodyProperties, responses, examples int
	typeProperties, members                                                         int
	codes                                                                           map[string]int
}

func count(api *ir.API) tally {
	n := tally{codes: map[string]int{}}
	for _, o := range api.Operations {
		n.endpoints += len(o.Endpoints)
		n.permissions += len(o.Permissions)
		n.parameters += len(o.Headers) + len(o.Query) + len(o.FunctionParameters)
		n.responses += len(o.Responses)
		n.examples += len(o.Examples)
		if o.Body != nil {
			n.bodyProperties += len(o.Body.Properties)
		}
		if o.Permissions == nil {
			n.unread++
		}
	}
	for _, t := range api.Types {
		n.typeProperties += len(t.Properties) + len(t.Relationships)
		n.members += len(t.Members)
	}
	for _, d := range api.Diagnostics {
		n.codes[d.Code]++
	}
	return n
}

// blocksUnread returns how many tables, rows, code blocks and so on could not
// be understood: the codes of their findings end alike.
func (n tally) blocksUnread() int {
	sum := 0
	for code, count := range n.codes {
		if strings.HasSuffix(code, "-unreadable") && code != "page-unreadable" {
			sum += count
		}
	}
	return sum
}
