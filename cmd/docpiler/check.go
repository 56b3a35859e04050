package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/docpiler/docpiler/cmd/docpiler/config"
	"github.com/docpiler/docpiler/emit"
	"github.com/docpiler/docpiler/ir"
)

func newCheck(e *env) *cobra.Command {
	var configFile string
	cmd := &cobra.Command{
		Use:   "check",
		Short: "say whether the emitted code is up to date",
		Long: "check writes nothing and prints the unified diff of what `docpiler generate`\n" +
			"would change. The exit status is 0 if the code is up to date, 1 if it is stale,\n" +
			"2 if that cannot be told. Findings do not matter to it.",
		Example: "  docpiler check || docpiler generate",
		Args:    noArguments,
	}
	cmd.Flags().BoolVarP(&e.quiet, "quiet", "q", false, "print no diff, errors and the summary alone")
	cmd.Flags().StringVarP(&configFile, "config", "c", config.Name, "configuration file")
	cmd.RunE = func(*cobra.Command, []string) error { return e.check(configFile) }
	return cmd
}

func (e *env) check(configFile string) error {
	cfg, err := config.Load(configFile)
	if err != nil {
		return err
	}
	job, err := configJob(cfg)
	if err != nil {
		return err
	}
	result, err := e.build(job)
	if err != nil {
		return err
	}
	if err := e.warn(location{cfg.Dir, result.Pages}, result.Findings, ir.Error, false); err != nil {
		return err
	}
	if nothingDocumented(result.Findings) {
		return exitStatus(2)
	}
	t := target(cfg)
	t.Stubs = true
	plan, err := emit.Compare(t, result.Files)
	if err != nil {
		return err
	}
	if !e.quiet {
		if err := e.printDiff(plan.Diff(prefix(cfg))); err != nil {
			return err
		}
	}
	totals := strings.TrimSuffix(exampleTotals(result), ";")
	if totals != "" {
		totals = ";" + totals
	}
	changes := len(plan.Changes) - plan.Count(emit.Kept)
	for _, f := range plan.Former {
		changes += len(f.Changes)
	}
	if changes == 0 {
		e.note("docpiler: %s up to date%s", quantity(plan.Unchanged, "file"), totals)
		return nil
	}
	help := "run `docpiler generate`"
	for _, c := range plan.Changes {
		if c.Action == emit.Refused {
			e.note("docpiler: %s%s: %s", prefix(cfg), c.Name, c.Why)
			help = "move away what is not docpiler's, or run `docpiler generate --force`"
		}
	}
	e.note("docpiler: %s stale, %d up to date; %s%s", quantity(changes, "file"), plan.Unchanged, help, totals)
	return exitStatus(1)
}
