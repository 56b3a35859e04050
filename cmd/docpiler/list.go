package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/docpiler/docpiler"
	"github.com/docpiler/docpiler/ir"
)

// listed is an operation as list prints it.
type listed struct {
	ID        string           `json:"id"`
	Title     string           `json:"title"`
	Endpoints []listedEndpoint `json:"endpoints"`
	Pages     []string         `json:"pages"`
}

type listedEndpoint struct {
	Method string `json:"method"`
	Path   string `json:"path"`
}

func newList(e *env) *cobra.Command {
	var configFile string
	var include, exclude []string
	cmd := &cobra.Command{
		Use:   "list [PATH...]",
		Short: "list the operations: id, method, path, title",
		Long: "list prints the operations that pages document, a line for each endpoint. The\n" +
			"ids are what select and rename in docpiler.yaml take. Without PATH it reads the\n" +
			"pages and the selection that docpiler.yaml names.",
		Example: "  docpiler list --include 'v1.0/timeCard/*' docs\n  docpiler list --include 'POST /teams/**'",
	}
	format := choiceFlag(cmd, "format", "text", "form of the output", "text", "json")
	cmd.Flags().StringVarP(&configFile, "config", "c", "", "read language, pages and selection from this file")
	e.selectionFlags(cmd, &include, &exclude)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		job, err := e.argumentJob(args, configFile)
		if err != nil {
			return err
		}
		if include != nil || exclude != nil {
			job.Select.Include, job.Select.Exclude = include, exclude
		}
		r, err := e.readShown(job)
		if err != nil {
			return err
		}
		api, err := ir.Select(r.API, job.Select)
		if err != nil {
			return err
		}
		return e.printList(listOf(api), job.Base, format.value)
	}
	return cmd
}

// selectionFlags adds --include and --exclude, which complete ids.
func (e *env) selectionFlags(cmd *cobra.Command, include, exclude *[]string) {
	cmd.Flags().StringArrayVar(include, "include", nil, "take only operations that match this `PATTERN` (may be repeated)")
	cmd.Flags().StringArrayVar(exclude, "exclude", nil, "leave out operations that match this `PATTERN` (may be repeated)")
	for _, flag := range []string{"include", "exclude"} {
		if err := cmd.RegisterFlagCompletionFunc(flag, e.completeIDs); err != nil {
			panic(err) // the flags were added above
		}
	}
}

// completeIDs offers the ids of the operations on the pages that the command line
// or docpiler.yaml names. Pages were read before as a rule, and the memo knows them.
func (e *env) completeIDs(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	configFile, _ := cmd.Flags().GetString("config")
	job, err := e.argumentJob(args, configFile)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	job.Memo = openMemo()
	r, err := docpiler.Read(job)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var ids []string
	for _, o := range r.API.Operations {
		ids = append(ids, o.ID+"\t"+ir.Visible(o.Title.Best(job.Base)))
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}

func listOf(api *ir.API) []*ir.Operation {
	all := slices.Clone(api.Operations)
	slices.SortFunc(all, func(a, b *ir.Operation) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

func (e *env) printList(all []*ir.Operation, base, format string) error {
	if format == "json" {
		out := make([]listed, len(all))
		for i, o := range all {
			out[i] = listed{ID: o.ID, Title: o.Title.Best(base), Endpoints: []listedEndpoint{}, Pages: []string{}}
			for _, p := range o.Endpoints {
				out[i].Endpoints = append(out[i].Endpoints, listedEndpoint{p.Method, p.Path})
			}
			for _, s := range o.Sources {
				out[i].Pages = append(out[i].Pages, s.File)
			}
		}
		enc := json.NewEncoder(e.out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(out)
	}
	var table strings.Builder
	t := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	for _, o := range all {
		for i, p := range o.Endpoints {
			id, title := ir.Visible(o.ID), ir.Visible(o.Title.Best(base))
			if i > 0 {
				id, title = "", ""
			}
			fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", id, p.Method, ir.Visible(p.Path), title)
		}
	}
	_ = t.Flush() // into memory
	for line := range strings.Lines(table.String()) {
		fmt.Fprintln(e.out, strings.TrimRight(line, " \n"))
	}
	return nil
}
