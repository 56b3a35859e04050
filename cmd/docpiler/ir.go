package main

import (
	"github.com/spf13/cobra"

	"github.com/docpiler/docpiler/ir"
)

func newIR(e *env) *cobra.Command {
	var configFile string
	var unmerged, stats bool
	cmd := &cobra.Command{
		Use:   "ir [PATH...]",
		Short: "print what the pages say, as JSON or YAML",
		Long: "ir parses pages (files, folders, globs) or saved IRs and prints what they say.\n" +
			"Without PATH it reads the pages that docpiler.yaml names. The exit status is 1\n" +
			"if an operation was lost.",
		Example: "  docpiler ir --format yaml docs/api-reference > api.yaml",
	}
	format := choiceFlag(cmd, "format", "json", "form of the output", "json", "yaml")
	failOn := failOnFlag(cmd, string(ir.Error))
	cmd.Flags().StringVarP(&configFile, "config", "c", "", "read language, pages and ignored findings from this file")
	cmd.Flags().BoolVar(&unmerged, "unmerged", false, "keep pages apart: one shard of a reference, to be merged later")
	cmd.Flags().BoolVar(&stats, "stats", false, "print how much was understood instead")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		job, err := e.argumentJob(args, configFile)
		if err != nil {
			return err
		}
		job.Unmerged = unmerged
		r, err := e.readShown(job)
		if err != nil {
			return err
		}
		if stats {
			err = printStats(e.out, r)
		} else {
			err = ir.Encode(e.out, r.API, format.value)
		}
		if err == nil && failing(r.API.Diagnostics, failOn.value) {
			err = exitStatus(1)
		}
		return err
	}
	return cmd
}
