package main

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docpiler/docpiler"
	"github.com/docpiler/docpiler/emit"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/longtest"
	"github.com/docpiler/docpiler/parser/pages"
)

// ownPool are the pages of testdata/pages.txtar.
func ownPool(t testing.TB) pool {
	archive, err := txtar.ParseFile("testdata/pages.txtar")
	if err != nil {
		t.Fatal(err)
	}
	p, texts := pool{}, map[string]string{}
	for _, f := range archive.Files {
		p.names = append(p.names, f.Name)
		texts[f.Name] = string(f.Data)
	}
	p.text = func(name string) string { return texts[name] }
	return p
}

// corpusPool are the pages beside the repository; it has none where there are none.
func corpusPool(t testing.TB) pool {
	dir := filepath.Join("..", "..", "..", "shared", "corpus", "en-us")
	p := pool{text: func(name string) string {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}}
	if _, err := os.Stat(dir); err != nil {
		return p
	}
	err := filepath.WalkDir(dir, func(file string, entry fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(file) == ".md" {
			name, _ := filepath.Rel(dir, file)
			p.names = append(p.names, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// memoProject is a project with a memo, on the disk.
type memoProject struct {
	*state
	dir string
	job docpiler.Job
}

// sync writes the files of the state.
func (p *memoProject) sync() error {
	docs := filepath.Join(p.dir, "docs")
	if err := os.RemoveAll(docs); err != nil {
		return err
	}
	for name, text := range p.files {
		file := filepath.Join(docs, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// reconfigure changes the job in one way.
func (p *memoProject) reconfigure() string {
	o := &p.job.Options
	switch p.r.IntN(5) {
	case 0:
		o.Emit = pick(p.r, [][]string{nil, {"client"}, {"client", "server"}, {"client", "tests", "openapi", "permissions"}})
	case 1:
		o.Base = pick(p.r, []string{"en-US", "de-DE"})
	case 2:
		o.Select = pick(p.r, []ir.Selection{{}, {Exclude: []string{"*/door/*"}}, {Exclude: []string{"GET /**"}}, {Include: []string{"**/*"}}})
	case 3:
		o.Ignore = pick(p.r, [][]docpiler.Ignore{nil, {{Code: "variant-drift"}}, {{Code: "link-broken", Path: "docs/**"}}})
	default:
		p.job.Docs = pick(p.r, [][]pages.Input{{{Path: "docs"}}, {{Path: "docs", Locale: "de-DE"}}, {{Path: "docs/**/*.md"}}})
	}
	return "another configuration"
}

// check generates with the memo, and demands that a check without it finds nothing
// to say.
func (p *memoProject) check() error {
	with, err := docpiler.Build(p.job)
	alone := p.job
	alone.Memo = nil
	without, errAlone := docpiler.Build(alone)
	if err != nil || errAlone != nil {
		if fmt.Sprint(err) != fmt.Sprint(errAlone) {
			return fmt.Errorf("with the memo: %v; without: %v", err, errAlone)
		}
		return nil
	}
	target := emit.Target{Base: p.dir, Output: "graph", Force: true}
	if _, err := emit.Write(target, with.Files); err != nil {
		return err
	}
	plan, err := emit.Compare(target, without.Files)
	if err != nil {
		return err
	}
	if len(plan.Changes) > 0 {
		return fmt.Errorf("generate with the memo, then check without:\n%s", plan.Diff("graph/"))
	}
	if !reflect.DeepEqual(with.Totals, without.Totals) || !reflect.DeepEqual(with.Findings, without.Findings) {
		return fmt.Errorf("findings and totals (-without +with):\n%s", cmp.Diff([]any{without.Totals, without.Findings}, []any{with.Totals, with.Findings}))
	}
	return nil
}

// editsPerSeed is how often a slice of pages is edited.
const editsPerSeed = 12

// editWithMemo edits a slice of the pages of a pool at random. The seed decides
// everything.
func editWithMemo(t *testing.T, p pool, seed uint64) {
	t.Helper()
	dir := t.TempDir()
	project := &memoProject{
		state: newState(rand.New(rand.NewPCG(seed, 0)), p), dir: dir,
		job: docpiler.Job{
			Docs: []pages.Input{{Path: "docs"}}, Dir: dir, Memo: docpiler.OpenMemo(t.TempDir()),
			Options: docpiler.Options{Base: ir.BaseLocale, Package: "graph"},
		},
	}
	done := []string{"start"}
	for range editsPerSeed {
		if err := project.sync(); err != nil {
			t.Fatal(err)
		}
		if err := project.check(); err != nil {
			t.Fatalf("seed %d, after %q: %v\n%s", seed, done, err, project)
		}
		if project.r.IntN(8) == 0 {
			done = append(done, project.reconfigure())
		} else {
			done = append(done, project.edit())
		}
	}
}

// TestEditsWithMemo edits the structure of pages at random and demands that what
// was generated with a memo is what is generated without.
func TestEditsWithMemo(t *testing.T) {
	seeds := 4
	switch {
	case longtest.Whole():
		seeds = 130 // with both pools more than 3,000 edits
	case longtest.Enabled():
		seeds = 20
	}
	for name, p := range map[string]pool{"own pages": ownPool(t), "reference": corpusPool(t)} {
		t.Run(name, func(t *testing.T) {
			if len(p.names) == 0 {
				t.Skip("the reference pages are not beside the repository: ../shared/corpus/en-us")
			}
			for seed := range seeds {
				editWithMemo(t, p, uint64(seed))
			}
		})
	}
}

// FuzzMemo is TestEditsWithMemo for as many seeds as you like. Seeds that found
// something stay in testdata/fuzz, by what they found.
func FuzzMemo(f *testing.F) {
	f.Add(uint64(1000))
	f.Fuzz(func(t *testing.T, seed uint64) { editWithMemo(t, ownPool(t), seed) })
}
