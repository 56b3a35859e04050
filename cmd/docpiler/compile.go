package main

import (
	"encoding/hex"
	"fmt"
	"path/filepath"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/docpiler/docpiler/cmd/docpiler/config"
	"github.com/docpiler/docpiler/cmd/docpiler/pages"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser"
)

// input is what a verb reads: pages named on the command line, or those of a
// configuration.
type input struct {
	inputs    []pages.Input
	opt       pages.Options
	base      string          // language that wins
	ignore    []config.Ignore // findings that do not matter
	selection config.Select   // of operations, for the verbs that select
	unmerged  bool            // keep each page's facts apart, for a shard
}

// argumentInput is the input of a verb with PATH arguments. Without any, the
// pages of the configuration file are meant.
func argumentInput(args []string, configFile string) (input, error) {
	in := input{base: ir.BaseLocale}
	if configFile != "" || len(args) == 0 {
		if configFile == "" {
			configFile = config.Name
		}
		cfg, err := config.Load(configFile)
		if err != nil {
			return in, err
		}
		in = configInput(cfg)
	}
	if len(args) > 0 {
		in.inputs, in.opt = nil, pages.Options{}
		for _, arg := range args {
			in.inputs = append(in.inputs, pages.Input{Path: arg})
		}
	}
	return in, nil
}

// configInput is the input of a verb that works on a configuration.
func configInput(cfg *config.Config) input {
	in := input{
		opt:       pages.Options{Dir: cfg.Dir, Confined: !cfg.AllowOutside},
		base:      cfg.Base,
		ignore:    cfg.Lint.Ignore,
		selection: cfg.Select,
	}
	for _, d := range cfg.Docs {
		in.inputs = append(in.inputs, pages.Input{Path: d.Path, Locale: d.Locale})
	}
	return in
}

// compiled is an API and the pages that it was read from.
type compiled struct {
	api   *ir.API
	set   *pages.Set
	input input
}

// compile reads and parses all pages of an input. Pages that cannot be read or
// understood are findings of the API, not errors.
func (e *env) compile(in input) (*compiled, error) {
	set, err := pages.Load(in.inputs, in.opt)
	if err != nil {
		return nil, err
	}
	defer set.Close()
	return e.compileSet(in, set, nil)
}

// compileSet is compile for pages that are on hand already, with what is known
// of them.
func (e *env) compileSet(in input, set *pages.Set, mem *memory) (*compiled, error) {
	parts, err := saved(set)
	if err != nil {
		return nil, err
	}
	if len(set.Diagnostics) > 0 {
		parts = append(parts, &ir.API{IRVersion: ir.Version, Diagnostics: set.Diagnostics})
	}
	bar := e.newProgress(len(set.Sources))
	opt := in.parserOptions(set)
	opt.Unmerged = in.unmerged || len(parts) > 0
	opt.Progress = bar.step
	read, err := mem.read(set, opt)
	bar.end()
	if err != nil {
		return nil, err
	}
	api := parser.Join(read, opt)
	if len(parts) > 0 {
		api = join(in, append(parts, api))
	}
	if mem != nil {
		mem.leftOut = pagesLeftOut(read, set, api)
	}
	c := &compiled{api: api, set: set, input: in}
	api.Diagnostics = c.reported(api.Diagnostics)
	return c, nil
}

// reported returns those of a list of findings that neither their page nor the
// configuration asks to ignore.
func (c *compiled) reported(list []ir.Diagnostic) []ir.Diagnostic {
	return withoutIgnored(c.api.Reported(list), c.input.ignore)
}

// parserOptions say how the pages of a set are read.
func (in input) parserOptions(set *pages.Set) parser.Options {
	return parser.Options{Base: in.base, Locale: func(name string) string { return set.Locales[name] }}
}

// saved reads the saved IRs of a set.
func saved(set *pages.Set) ([]*ir.API, error) {
	var parts []*ir.API
	for _, s := range set.Saved {
		api, err := ir.Decode(s.Data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.Name, err)
		}
		parts = append(parts, api)
	}
	return parts, nil
}

// join puts the APIs of shards and pages together.
func join(in input, parts []*ir.API) *ir.API {
	if !in.unmerged {
		return parser.Merge(in.base, parts)
	}
	all := &ir.API{IRVersion: ir.Version}
	for _, p := range parts {
		all.Operations = append(all.Operations, p.Operations...)
		all.Types = append(all.Types, p.Types...)
		all.Diagnostics = append(all.Diagnostics, p.Diagnostics...)
		all.Ignore(p.Ignored...)
	}
	return all
}

// withoutIgnored drops the findings that the configuration says do not matter.
func withoutIgnored(list []ir.Diagnostic, ignore []config.Ignore) []ir.Diagnostic {
	if len(ignore) == 0 {
		return list
	}
	var kept []ir.Diagnostic
	for _, d := range list {
		ignored := false
		for _, i := range ignore {
			if i.Code == d.Code && (i.Path == "" || doublestar.MatchUnvalidated(i.Path, d.File)) {
				ignored = true
			}
		}
		if !ignored {
			kept = append(kept, d)
		}
	}
	return kept
}

// hashes returns the hex SHA-256 of each page and saved IR, for the lock file.
func (c *compiled) hashes() map[string]string {
	out := make(map[string]string, len(c.set.Sums))
	for name, sum := range c.set.Sums {
		out[name] = hex.EncodeToString([]byte(sum))
	}
	return out
}

// pageCount returns how many pages were read, those behind saved IRs included.
func (c *compiled) pageCount() int {
	names := map[string]bool{}
	for _, s := range c.set.Sources {
		names[s.Name] = true
	}
	for _, o := range c.api.Operations {
		for _, s := range o.Sources {
			names[s.File] = true
		}
	}
	for _, t := range c.api.Types {
		for _, s := range t.Sources {
			names[s.File] = true
		}
	}
	return len(names)
}

// display returns the findings with file names as seen from the current folder:
// those of a configuration are relative to its own.
func (c *compiled) display(list []ir.Diagnostic) []ir.Diagnostic {
	if c.input.opt.Dir == "" || c.input.opt.Dir == "." {
		return list
	}
	out := make([]ir.Diagnostic, len(list))
	for i, d := range list {
		d.File = c.displayName(d.File)
		related := make([]ir.Related, len(d.Related))
		for j, r := range d.Related {
			r.File = c.displayName(r.File)
			related[j] = r
		}
		d.Related = related
		out[i] = d
	}
	return out
}

func (c *compiled) displayName(name string) string {
	if name == "" || filepath.IsAbs(filepath.FromSlash(name)) {
		return name
	}
	return filepath.ToSlash(filepath.Join(c.input.opt.Dir, filepath.FromSlash(name)))
}

// source returns the content of a page by the name that display gives it.
func (c *compiled) source() func(string) []byte {
	var names map[string]string
	return func(file string) []byte {
		if names == nil {
			names = make(map[string]string, len(c.set.Sources))
			for _, s := range c.set.Sources {
				name := s.Name
				if c.input.opt.Dir != "" && c.input.opt.Dir != "." {
					name = c.displayName(name)
				}
				names[name] = s.Name
			}
		}
		return c.set.Content(names[file])
	}
}
