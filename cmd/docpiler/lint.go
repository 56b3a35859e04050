package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docpiler/docpiler"
	"github.com/docpiler/docpiler/cmd/docpiler/config"
	"github.com/docpiler/docpiler/emit"
	"github.com/docpiler/docpiler/emit/findings"
	"github.com/docpiler/docpiler/ir"
)

func newLint(e *env) *cobra.Command {
	var configFile, explain string
	cmd := &cobra.Command{
		Use:   "lint [PATH...]",
		Short: "say what is wrong with the pages",
		Long: "lint prints what is wrong with pages, with file, line and column. Without PATH\n" +
			"it reads the pages that docpiler.yaml names. The exit status is 0 if they are\n" +
			"clean, 1 for findings at or above --fail-on, 2 if lint could not run.\n" +
			"A page silences a finding with <!-- docpiler:ignore CODE -->.",
		Example: "  docpiler lint --fail-on error docs/api-reference\n  docpiler lint --explain variant-drift",
	}
	format := choiceFlag(cmd, "format", findings.Formats[0].Name, "form of the output", formatNames()...)
	failOn := failOnFlag(cmd, string(ir.Warning))
	cmd.Flags().StringVarP(&configFile, "config", "c", "", "read language, pages and ignored findings from this file")
	cmd.Flags().StringVar(&explain, "explain", "", "explain the findings of a `CODE` instead")
	since := cmd.Flags().String("since", "", "report what is new since this git `REV` only")
	complete := cobra.FixedCompletions(config.CodeNames(), cobra.ShellCompDirectiveNoFileComp)
	if err := cmd.RegisterFlagCompletionFunc("explain", complete); err != nil {
		panic(err) // the flag was added two lines above
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if cmd.Flags().Changed("explain") {
			return e.explain(explain)
		}
		return e.lint(args, configFile, format.value, failOn.value, *since)
	}
	return cmd
}

func formatNames() []string {
	names := make([]string, len(findings.Formats))
	for i, f := range findings.Formats {
		names[i] = f.Name
	}
	return names
}

func (e *env) explain(code string) error {
	c, ok := ir.Lookup(code)
	if !ok {
		return fmt.Errorf("there is no finding with the code %q%s", code, config.DidYouMean(code, config.CodeNames()))
	}
	return findings.Explain(e.out, c)
}

func (e *env) lint(args []string, configFile, format, failOn, since string) error {
	job, err := e.argumentJob(args, configFile)
	if err != nil {
		return err
	}
	r, err := e.read(job)
	if err != nil {
		return err
	}
	all := len(r.API.Diagnostics)
	if r.API, err = ir.Select(r.API, job.Select); err != nil {
		return err
	}
	found, at := withEmitted(r, job.Base), location{job.Dir, r.Pages}
	if since != "" {
		known, err := e.knownAt(since, job)
		if err != nil {
			return err
		}
		found = withoutKnown(found, r, known)
	}
	report := findings.Report{
		Findings: at.display(found), Source: at.source(),
		Color: color(e.outTerminal), Version: strings.TrimPrefix(releaseVersion(), "v"),
	}
	for _, f := range findings.Formats {
		if f.Name == format {
			err = f.Print(e.out, report)
		}
	}
	if err != nil {
		return err
	}
	e.note("docpiler: %s: %s%s", quantity(r.PageCount(), "page"), findings.Count(found), elsewhere(all-len(r.API.Diagnostics)))
	if failing(found, failOn) {
		return exitStatus(1)
	}
	return nil
}

// knownAt returns the fingerprints of what was wrong with the pages at a git
// revision.
func (e *env) knownAt(rev string, job docpiler.Job) (map[string]bool, error) {
	copied, err := checkOut(rev, job.Dir, job.Docs)
	if err != nil {
		return nil, err
	}
	defer copied.remove()
	job.Dir, job.Confined = copied.dir, true
	r, err := e.read(job)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", rev, err)
	}
	known := map[string]bool{}
	for _, print := range fingerprints(withEmitted(r, job.Base), r) {
		known[print] = true
	}
	return known, nil
}

// fingerprints are those of findings whose files are named as the pages are.
func fingerprints(found []ir.Diagnostic, r *docpiler.Reading) []string {
	return findings.Fingerprints(findings.Report{Findings: found, Source: location{set: r.Pages}.source()})
}

func withoutKnown(found []ir.Diagnostic, r *docpiler.Reading, known map[string]bool) []ir.Diagnostic {
	var kept []ir.Diagnostic
	for i, print := range fingerprints(found, r) {
		if !known[print] {
			kept = append(kept, found[i])
		}
	}
	return kept
}

// withEmitted returns the findings of the pages and those of emitting code
// from them, in the order of the pages.
func withEmitted(r *docpiler.Reading, locale string) []ir.Diagnostic {
	emitted := emit.Check(r.API, emit.Options{Locale: locale})
	all := slices.Concat(r.API.Diagnostics, r.Reported(emitted))
	slices.SortStableFunc(all, func(x, y ir.Diagnostic) int {
		return cmp.Or(ir.ComparePos(x.Pos(), y.Pos()), cmp.Compare(x.Code, y.Code))
	})
	return all
}

// elsewhere says how many findings are on pages that are not selected, "" if none
// is.
func elsewhere(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("; %s on pages that select leaves out", quantity(n, "more finding"))
}
