package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/docpiler/docpiler"
	"github.com/docpiler/docpiler/cmd/docpiler/config"
	"github.com/docpiler/docpiler/emit"
	"github.com/docpiler/docpiler/emit/findings"
	"github.com/docpiler/docpiler/ir"
)

// generation is the verb generate with its flags.
type generation struct {
	*env
	config                       string
	dryRun, diff, verbose, force bool
	failOn                       *choice
}

func newGenerate(e *env) *cobra.Command {
	g := &generation{env: e}
	cmd := &cobra.Command{
		Use:   "generate",
		Short: "compile the pages and write the code",
		Long: "generate compiles the pages that docpiler.yaml names and brings the output\n" +
			"folder in step. It writes only what differs and removes only what it wrote\n" +
			"itself. The exit status is 1 if an operation was lost or nothing was written.",
		Example: "  docpiler generate --dry-run --diff",
		Args:    noArguments,
		RunE:    func(*cobra.Command, []string) error { return g.run() },
	}
	f := cmd.Flags()
	f.StringVarP(&g.config, "config", "c", config.Name, "configuration file")
	f.BoolVar(&g.dryRun, "dry-run", false, "write nothing, list what would change")
	f.BoolVar(&g.diff, "diff", false, "print the unified diff of what changes")
	f.BoolVar(&g.force, "force", false, "overwrite files that were changed by hand")
	f.BoolVarP(&g.verbose, "verbose", "v", false, "name every file and show every finding")
	f.BoolVarP(&e.quiet, "quiet", "q", false, "show errors and the summary alone")
	g.failOn = failOnFlag(cmd, string(ir.Error))
	return cmd
}

func (g *generation) run() error {
	cfg, err := config.Load(g.config)
	if err != nil {
		return err
	}
	job, err := configJob(cfg)
	if err != nil {
		return err
	}
	result, err := g.build(job)
	if err != nil {
		return err
	}
	if err := g.warn(location{cfg.Dir, result.Pages}, result.Findings, g.lowest(), g.verbose); err != nil {
		return err
	}
	plan, err := g.write(cfg, result)
	var refused *emit.RefusedError
	if err != nil && !errors.As(err, &refused) {
		return err
	}
	if shown := g.show(cfg, plan); shown != nil {
		return shown
	}
	if err != nil {
		return err
	}
	g.summary(result, plan)
	if failing(result.Findings, g.failOn.value) {
		return exitStatus(1)
	}
	return nil
}

// lowest is the severity from which findings are shown.
func (g *generation) lowest() ir.Severity {
	switch {
	case g.verbose:
		return ir.Info
	case g.quiet:
		return ir.Error
	}
	return ir.Warning
}

func (g *generation) write(cfg *config.Config, result *docpiler.Result) (*emit.Plan, error) {
	t := target(cfg)
	t.Force = g.force
	t.Listed = os.Getenv("GOFILE") != "" // which go generate sets
	t.Stubs = t.Listed
	if g.dryRun {
		plan, err := emit.Compare(t, result.Files)
		if err != nil {
			return nil, err
		}
		return plan, plan.Refused()
	}
	var err error
	if t.Mutex, err = mutexFile(cfg.OutputDir()); err != nil {
		return nil, err
	}
	return emit.Write(t, result.Files)
}

// target says where the files of a configuration go.
func target(cfg *config.Config) emit.Target {
	t := emit.Target{Base: cfg.Dir, Output: filepath.ToSlash(filepath.Clean(cfg.Output))}
	if cfg.AllowOutside {
		t.Base, t.Output = filepath.Split(filepath.Clean(cfg.OutputDir()))
		t.Base = filepath.Clean(t.Base)
	}
	if file, err := filepath.Rel(t.Base, cfg.File); err == nil {
		t.Config = filepath.ToSlash(file)
	}
	return t
}

// prefix is the output folder as seen from the current one, with a slash.
func prefix(cfg *config.Config) string {
	return filepath.ToSlash(filepath.Clean(cfg.OutputDir())) + "/"
}

// show prints the changes: as a diff, as a list where nothing is written, and
// for those who asked to be told everything.
func (g *generation) show(cfg *config.Config, plan *emit.Plan) error {
	if plan == nil {
		return nil
	}
	if g.diff {
		if err := g.printDiff(plan.Diff(prefix(cfg))); err != nil {
			return err
		}
	}
	g.list(prefix(cfg), plan.Changes)
	for _, f := range plan.Former {
		g.list(filepath.ToSlash(filepath.Join(cfg.Dir, f.Output))+"/", f.Changes)
	}
	return nil
}

// list names changes of files below a folder.
func (g *generation) list(prefix string, changes []emit.Change) {
	for _, c := range changes {
		line := fmt.Sprintf("%s %s%s", c.Action, prefix, c.Name)
		switch {
		case c.Action == emit.Kept:
			g.note("%s: %s", line, c.Why)
		case g.dryRun && !g.diff:
			fmt.Fprintln(g.out, line)
		case g.verbose:
			g.note("%s", line)
		}
	}
}

func (g *generation) summary(result *docpiler.Result, plan *emit.Plan) {
	would := ""
	if g.dryRun {
		would = "would be "
	}
	g.note("docpiler: %s, %s; files: %d %swritten, %d unchanged, %d %sremoved;%s %s%s",
		quantity(result.PageCount, "page"), quantity(result.Operations, "operation"),
		plan.Count(emit.Created)+plan.Count(emit.Updated), would, plan.Unchanged,
		plan.Count(emit.Removed)+plan.Count(emit.Emptied), would, exampleTotals(result), findings.Count(result.Findings), elsewhere(result.Unselected))
	if n := plan.Count(emit.Emptied); n > 0 && !g.quiet {
		g.note("docpiler: go generate had listed %s of those removed; an empty file stays of each until the next run that changes anything", quantity(n, "file"))
	}
}

// exampleTotals says what became of the pages' examples, "" if there are none.
func exampleTotals(result *docpiler.Result) string {
	if result.Examples.Run+len(result.Examples.Skipped) == 0 {
		return ""
	}
	return " examples in tests: " + result.Examples.String() + ";"
}
