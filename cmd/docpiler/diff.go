package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docpiler/docpiler/emit/changes"
	"github.com/docpiler/docpiler/ir"
)

// comparison is the verb diff with its flags.
type comparison struct {
	*env
	config string
	format *choice
	only   *choice
	ignore string // file of accepted changes
}

func newDiff(e *env) *cobra.Command {
	c := &comparison{env: e}
	var rules bool
	cmd := &cobra.Command{
		Use:   "diff OLD NEW | diff REV [REV] -- PATH...",
		Short: "say what changed in the API between two states of the pages",
		Long: "diff compares two doc trees or saved IRs, or the pages of git revisions: one\n" +
			"revision is compared with the work tree. Each change is marked as breaking or\n" +
			"not. The exit status is 0 if none breaks, 1 if one does, 2 if it cannot be told.",
		Example: "  docpiler diff --format markdown HEAD~1 -- docs",
	}
	names := make([]string, len(changes.Formats))
	for i, f := range changes.Formats {
		names[i] = f.Name
	}
	c.format = choiceFlag(cmd, "format", names[0], "form of the output", names...)
	cmd.Flags().StringVarP(&c.config, "config", "c", "", "read base language and pages from this file")
	c.only = choiceFlag(cmd, "only", "all", "which changes to print", "all", "breaking")
	cmd.Flags().StringVar(&c.ignore, "ignore", "", "leave out the changes that this `FILE` accepts: a kind and a subject a line")
	cmd.Flags().BoolVar(&rules, "rules", false, "print which kinds of change break, and why, instead")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if rules {
			return changes.Rules(e.out)
		}
		return c.run(args, cmd.ArgsLenAtDash())
	}
	return cmd
}

// run compares the two states that the arguments name; dash is the number of
// arguments before "--", -1 without it.
func (c *comparison) run(args []string, dash int) error {
	var old, new *ir.API
	var err error
	if dash < 0 && len(args) == 2 {
		old, new, err = c.paths(args[0], args[1])
	} else {
		old, new, err = c.revisions(args, dash)
	}
	if err != nil {
		return err
	}
	if a, b := languages(old), languages(new); a != b {
		c.note("docpiler: the old pages are in %s, the new ones in %s", a, b)
	}
	list := changes.Compare(old, new)
	if c.ignore != "" {
		accepted, err := os.ReadFile(c.ignore)
		if err == nil {
			list, err = changes.Without(list, string(accepted))
		}
		if err != nil {
			return fmt.Errorf("%s: %w", c.ignore, err)
		}
	}
	if c.only.value == "breaking" {
		list = changes.Only(list)
	}
	for _, f := range changes.Formats {
		if f.Name == c.format.value {
			err = f.Print(c.out, list)
		}
	}
	if err != nil {
		return err
	}
	c.note("docpiler: %s", changes.Title(list))
	for _, line := range changes.Summary(list) {
		c.note("docpiler: %s", line)
	}
	if changes.Breaking(list) > 0 {
		return exitStatus(1)
	}
	return nil
}

func (c *comparison) paths(oldPath, newPath string) (old, new *ir.API, err error) {
	if old, err = c.state([]string{oldPath}, ""); err != nil {
		return nil, nil, err
	}
	new, err = c.state([]string{newPath}, "")
	return old, new, err
}

// revisions compares the pages of a git revision with those of another, or with
// those in the work tree.
func (c *comparison) revisions(args []string, dash int) (old, new *ir.API, err error) {
	revs, paths := args, []string(nil)
	if dash >= 0 {
		revs, paths = args[:dash], args[dash:]
	}
	if len(revs) < 1 || len(revs) > 2 {
		return nil, nil, errors.New("wanted: OLD NEW, or one or two git revisions, then -- and the paths of the pages")
	}
	if old, err = c.revision(revs[0], paths); err != nil {
		return nil, nil, err
	}
	if len(revs) == 1 {
		new, err = c.state(paths, "")
	} else {
		new, err = c.revision(revs[1], paths)
	}
	return old, new, err
}

// revision reads the pages of a git revision from a copy of its files.
func (c *comparison) revision(rev string, paths []string) (*ir.API, error) {
	job, err := c.argumentJob(paths, c.config)
	if err != nil {
		return nil, err
	}
	copied, err := checkOut(rev, job.Dir, job.Docs)
	if err != nil {
		return nil, err
	}
	defer copied.remove()
	api, err := c.state(paths, copied.dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", rev, err)
	}
	return api, nil
}

// state compiles pages; relative paths start from dir if it is not "".
func (c *comparison) state(paths []string, dir string) (*ir.API, error) {
	job, err := c.argumentJob(paths, c.config)
	if err != nil {
		return nil, err
	}
	read := c.readShown
	if dir != "" {
		job.Dir, job.Confined, read = dir, true, c.read
	}
	r, err := read(job)
	if err != nil {
		return nil, err
	}
	return ir.SelectPresent(r.API, job.Select)
}

// languages lists those of the pages of an API.
func languages(api *ir.API) string {
	seen := map[string]bool{}
	for _, o := range api.Operations {
		for _, s := range o.Sources {
			seen[s.Locale] = true
		}
	}
	return strings.Join(slices.Sorted(maps.Keys(seen)), ", ")
}
