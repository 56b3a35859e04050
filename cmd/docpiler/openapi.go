package main

import (
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
		Long: "openapi prints the operations and types of pages or saved IRs as an OpenAPI 3.1\n" +
			"document in YAML. Without PATH it reads the pages and the selection that\n" +
			"docpiler.yaml names. The exit status is 1 if an operation was lost.",
		Example: "  docpiler openapi docs > openapi.yaml",
	}
	failOn := failOnFlag(cmd, string(ir.Error))
	cmd.Flags().StringVarP(&configFile, "config", "c", "", "read language, pages and selection from this file")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		job, err := e.argumentJob(args, configFile)
		if err != nil {
			return err
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
		document, err := openapi.Document(api, model)
		if err != nil {
			return err
		}
		if _, err := e.out.Write(document); err != nil {
			return err
		}
		if failing(r.API.Diagnostics, failOn.value) {
			return exitStatus(1)
		}
		return nil
	}
	return cmd
}
