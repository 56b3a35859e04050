package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docpiler/docpiler/emit/least"
	"github.com/docpiler/docpiler/ir"
)

func newPermissions(e *env) *cobra.Command {
	var configFile string
	var include, exclude []string
	cmd := &cobra.Command{
		Use:   "permissions [PATH...]",
		Short: "print the least privileged permissions that operations need",
		Long: "permissions prints, for each scheme, the least permissions that all selected\n" +
			"operations need, and alternatives where they depend on the context.",
		Example: "  docpiler permissions --include 'v1.0/timeCard/*' --scheme application docs",
	}
	names := make([]string, len(least.Formats))
	for i, f := range least.Formats {
		names[i] = f.Name
	}
	format := choiceFlag(cmd, "format", names[0], "form of the output", names...)
	scheme := cmd.Flags().String("scheme", allSchemes, "scheme `NAME` under which the operations are called, as the pages' service calls it")
	cmd.Flags().StringVarP(&configFile, "config", "c", "", "read language, pages and selection from this file")
	e.selectionFlags(cmd, &include, &exclude)
	in := cmd.Flags().String("in", "", "take only what holds at this endpoint (\"GET /me\") or in contexts with this `TEXT`")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		job, err := e.argumentJob(args, configFile)
		if err != nil {
			return err
		}
		if include == nil && exclude == nil {
			include, exclude = job.Select.Include, job.Select.Exclude
		}
		r, err := e.readShown(job)
		if err != nil {
			return err
		}
		api, err := ir.Select(r.API, ir.Selection{Include: include, Exclude: exclude})
		if err != nil {
			return err
		}
		where := ir.WhereOf(*in)
		if where.Endpoint != "" && !hasEndpoint(api, where.Endpoint) {
			return fmt.Errorf("no page documents the endpoint %q", where.Endpoint)
		}
		sets, err := leastSets(api, *scheme, where)
		if err != nil {
			return err
		}
		for _, f := range least.Formats {
			if f.Name == format.value {
				err = f.Print(e.out, sets)
			}
		}
		if err == nil && nothingDocumented(r.API.Diagnostics) {
			err = exitStatus(1)
		}
		return err
	}
	return cmd
}

func hasEndpoint(api *ir.API, endpoint string) bool {
	return slices.ContainsFunc(api.Operations, func(o *ir.Operation) bool { return o.HasEndpoint(endpoint) })
}

// allSchemes stands for every scheme of an API.
const allSchemes = "all"

// leastSets returns the sets of one scheme, or of all.
func leastSets(api *ir.API, scheme string, where ir.Where) ([]ir.LeastSet, error) {
	var sets []ir.LeastSet
	names := []string{allSchemes}
	for _, s := range api.Schemes() {
		names = append(names, ir.Visible(string(s)))
		if scheme == allSchemes || scheme == string(s) {
			sets = append(sets, ir.Least(api.Operations, s, where))
		}
	}
	if scheme != allSchemes && sets == nil {
		return nil, fmt.Errorf("--scheme %s: must be one of %s", scheme, strings.Join(names, ", "))
	}
	return sets, nil
}
