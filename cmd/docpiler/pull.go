package main

import (
	"cmp"
	"context"
	"os"
	"os/signal"
	"path"
	"path/filepath"
	"syscall"

	"github.com/rogpeppe/go-internal/lockedfile"
	"github.com/spf13/cobra"

	"github.com/docpiler/docpiler/cmd/docpiler/config"
	"github.com/docpiler/docpiler/cmd/docpiler/pull"
	"github.com/docpiler/docpiler/ir"
)

// pulling is the verb pull with its flags.
type pulling struct {
	*env
	config                string
	check, force, verbose bool
}

func newPull(e *env) *cobra.Command {
	p := &pulling{env: e}
	cmd := &cobra.Command{
		Use:   "pull",
		Short: "fetch the pages that docpiler.yaml names by URL or git repository",
		Long: "pull fetches the pages of the entries of docpiler.yaml that say `pull:` into\n" +
			"their folders, and notes in " + pull.LockName + " what came from where. It\n" +
			"writes only what differs, and only when all of it is there; a pull that was\n" +
			"interrupted goes on where it stopped. The exit status is 1 if a page could not\n" +
			"be fetched, or, with --check, if pages differ from what was pulled.",
		Example: "  docpiler pull && docpiler generate",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return p.run(ctx)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&p.config, "config", "c", config.Name, "configuration file")
	f.BoolVar(&p.check, "check", false, "write nothing, list the pages that are newer")
	f.BoolVar(&p.force, "force", false, "overwrite and remove files that were changed by hand")
	f.BoolVarP(&p.verbose, "verbose", "v", false, "name every file")
	f.BoolVarP(&e.quiet, "quiet", "q", false, "show errors and the summary alone")
	return cmd
}

func (p *pulling) run(ctx context.Context) error {
	cfg, err := config.Load(p.config)
	if err != nil {
		return err
	}
	sources := pullSources(cfg)
	if len(sources) == 0 {
		p.note("docpiler: nothing to pull: no entry of %s says where to pull pages from (pull:)", p.config)
		return nil
	}
	staging, err := stagingFolder(cfg)
	if err != nil {
		return err
	}
	unlock, err := lockedfile.MutexAt(staging + ".lock").Lock() // two runs wait for each other
	if err != nil {
		return err
	}
	defer unlock()
	bar := p.newProgress()
	opt := pull.Options{
		Dir: cfg.Dir, Staging: staging, Force: p.force, Progress: bar.step,
		Agent: "docpiler/" + cmp.Or(releaseVersion(), "devel") + " (+https://github.com/docpiler/docpiler)",
	}
	do := pull.Pull
	if p.check {
		do = pull.Check
	}
	result, err := do(ctx, sources, opt)
	bar.end()
	if result == nil {
		return err
	}
	p.show(result)
	if err == nil && (len(result.Failures) > 0 || p.check && len(result.Changes) > 0) {
		err = exitStatus(1)
	}
	return err
}

// pullSources lists what a configuration pulls.
func pullSources(cfg *config.Config) []pull.Source {
	var out []pull.Source
	for _, d := range cfg.Docs {
		if s := d.Pull; s.IsSet() {
			out = append(out, pull.Source{
				Folder: path.Clean(filepath.ToSlash(d.Path)), Git: s.Git, Ref: s.Ref, Paths: s.Paths, URLs: s.URLs, TOC: s.TOC,
				Hosts: s.Hosts, AllowHTTP: s.AllowHTTP, AllowPrivate: s.AllowPrivate, MaxPages: s.MaxPages, Rate: s.Rate,
			})
		}
	}
	return out
}

// wasPulled reports whether the folder of pulled pages is there.
func wasPulled(cfg *config.Config, d config.Doc) bool {
	_, err := os.Stat(filepath.Join(cfg.Dir, filepath.FromSlash(d.Path)))
	return err == nil
}

// stagingFolder is where pages wait until all of them are there.
func stagingFolder(cfg *config.Config) (string, error) {
	file, err := mutexFile(cfg.Dir)
	if err != nil {
		return "", err
	}
	dir := filepath.Join(filepath.Dir(filepath.Dir(file)), "pull", filepath.Base(file))
	return dir, os.MkdirAll(dir, 0o700)
}

// show says what was changed, or would be.
func (p *pulling) show(result *pull.Result) {
	counts := map[pull.Action]int{}
	for _, c := range result.Changes {
		counts[c.Action]++
		line := string(c.Action) + " " + c.Name
		if c.From != "" {
			line += " from " + c.From
		}
		switch {
		case c.Action == pull.Kept:
			p.note("%s: it is no page of the source any more, but was changed by hand", line)
		case p.check:
			p.out.WriteString(ir.Visible(line) + "\n") // Flush tells of an error
		case p.verbose:
			p.note("%s", line)
		}
	}
	for _, f := range result.Failures {
		p.note("docpiler: %s: %v", f.What, f.Err)
	}
	would := ""
	if p.check {
		would = "would be "
	}
	p.note("docpiler: %s unchanged; %d %screated, %d %supdated, %d %sremoved; %d not fetched",
		quantity(result.Unchanged, "page"), counts[pull.Created], would, counts[pull.Updated], would, counts[pull.Removed], would, len(result.Failures))
}
