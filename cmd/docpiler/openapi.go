package main

import (
	"bufio"
	"cmp"

	"github.com/spf13/cobra"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/emit/openapi"
	"github.com/docpiler/docpiler/ir"
)

func newOpenAPI(e *env) *cobra.Command {
	var configFile string
	cmd := &cobra.Command{
		Use:   "openapi [PATH...]",
		Short: "print what the pages say as an OpenAPI document",
		Long: "openapi prints the operations and types of pages or saved IRs. Without PATH it\n" +
			"reads what docpiler.yaml names. The exit status is 1 if an operation was lost.",
		Example: "  docpiler openapi docs > openapi.yaml",
	}
	failOn := failOnFlag(cmd, string(ir.Error))
	cmd.Flags().StringVarP(&configFile, "config", "c", "", "read language, pages and selection from this file")
	version := choiceFlag(cmd, "version", "3.1", "version of OpenAPI", "3.1", "3.0")
	format := choiceFlag(cmd, "format", "yaml", "form of the output", "yaml", "json")
	var include, exclude []string
	cmd.Flags().StringArrayVar(&include, "include", nil, "take only operations that match this `PATTERN` (may be repeated)")
	cmd.Flags().StringArrayVar(&exclude, "exclude", nil, "leave out operations that match this `PATTERN` (may be repeated)")
	title := cmd.Flags().String("title", openapi.Title, "title of the document")
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
		model, _ := gomodel.New(api, gomodel.Options{Package: "api", Locale: job.Base}) // its findings are about Go names
		out := bufio.NewWriter(e.out)
		err = openapi.Write(out, api, model, openapi.Options{Version: version.value, Format: format.value, Title: *title})
		if err := cmp.Or(err, out.Flush()); err != nil {
			return err
		}
		if failing(r.API.Diagnostics, failOn.value) {
			return exitStatus(1)
		}
		return nil
	}
	return cmd
}
