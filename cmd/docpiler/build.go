package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"sync"

	"github.com/docpiler/docpiler/cmd/docpiler/config"
	"github.com/docpiler/docpiler/cmd/docpiler/pages"
	"github.com/docpiler/docpiler/cmd/docpiler/stamps"
	"github.com/docpiler/docpiler/emit"
	"github.com/docpiler/docpiler/ir"
)

// built is what a configuration compiles to. The API of what it was compiled
// from is not there where the cache knew the result.
type built struct {
	*compiled
	config            *config.Config
	memory            *memory
	shelf             *shelf
	files             map[string]*emit.File
	findings          []ir.Diagnostic // of the pages and of emitting
	examples          emit.Examples   // what the emitted tests hold
	operations, pages int             // how many
}

// build compiles the pages of a configuration and emits the code, all in
// memory. What an earlier run made of the same comes from the cache: of all
// pages, of one page, of one part of the output.
func (e *env) build(configFile string) (*built, error) {
	cfg, err := config.Load(configFile)
	if err != nil {
		return nil, err
	}
	in := configInput(cfg)
	mem := openMemory(cfg)
	in.opt.Stamps = cmp.Or(mem.known(), stamps.Read("", now()))
	set, err := pages.Load(in.inputs, in.opt)
	if err != nil {
		mem.close()
		return nil, err
	}
	b := &built{compiled: &compiled{set: set, input: in}, config: cfg, memory: mem, shelf: &shelf{}}
	keys := pageKeys(set)
	input := inputKey(cfg, set, keys)
	if last, ok := mem.recall(input, set); ok {
		b.recall(e, last)
		return b, nil
	}
	run, more, ok := b.amend(e, input, keys)
	if !ok {
		if run, more, err = b.buildAll(e, input); err != nil {
			b.close()
			return nil, err
		}
	}
	mem.remember(run, more)
	return b, nil
}

// buildAll compiles everything and returns what is to be kept of it.
func (b *built) buildAll(e *env, input string) (*remembered, *details, error) {
	out, err := b.compile(e)
	if err != nil || b.memory == nil {
		return nil, nil, err
	}
	sums := make(map[string]string, len(b.files))
	for name, f := range b.files {
		sums[name] = f.Sum
	}
	run := &remembered{
		Input: input, Operations: b.operations, Pages: b.pages, Findings: b.findings, OfPages: len(b.compiled.api.Diagnostics), Examples: b.examples,
		Files: sumsOf(sums), Fragments: b.memory.fragments,
	}
	more := &details{Run: run.mark(), Others: othersKey(b.config, b.set), Pages: b.memory.marks, LeftOut: b.memory.leftOut, Parts: b.memory.parts, Origins: *out.Origins}
	for digest, outcome := range out.Known {
		more.Printed = append(more.Printed, newPrintedPart(digest, outcome))
	}
	return run, more, nil
}

// recall fills in the last run over again. It is built only if somebody asks for
// what a file holds.
func (b *built) recall(e *env, last *remembered) {
	b.files = make(map[string]*emit.File, len(last.Files))
	b.findings, b.examples, b.operations, b.pages = last.Findings, last.Examples, last.Operations, last.Pages
	again := sync.OnceValues(func() (*built, error) {
		again := &built{compiled: b.compiled, config: b.config, memory: b.memory, shelf: b.shelf}
		_, err := again.compile(e)
		return again, err
	})
	for _, known := range last.Files {
		b.files[known.Name] = emit.LaterFile(known.Sum, func() ([]byte, error) {
			again, err := again()
			if err != nil {
				return nil, err
			}
			f := again.files[known.Name]
			if f == nil || f.Sum != known.Sum {
				return nil, errIncludeChanged
			}
			return f.Bytes()
		})
	}
}

// errIncludeChanged: pages that change are told by their hashes.
var errIncludeChanged = errors.New("an included file changed while docpiler ran; run docpiler again")

// emitOptions say how the code of the configuration is emitted.
func (b *built) emitOptions() emit.Options {
	return emit.Options{Package: b.config.Package, Locale: b.config.Base, Emit: b.config.Emit, Shelf: b.shelf, Origins: b.memory != nil}
}

// compile fills in what the pages compile to. It returns the output, for the next
// run.
func (b *built) compile(e *env) (*emit.Output, error) {
	c, err := e.compileSet(b.input, b.set, b.memory)
	if err != nil {
		return nil, err
	}
	whole := c.api
	if c.api, err = ir.Select(c.api, ir.Selection(b.config.Select)); err != nil {
		return nil, err
	}
	out, err := emit.Build(c.api, b.emitOptions(), b.memory.printed())
	if err != nil {
		return nil, err
	}
	if out.Origins != nil {
		out.Origins.Join(whole)
	}
	b.compiled, b.files, b.examples, b.operations, b.pages = c, out.Files, out.Examples, len(c.api.Operations), c.pageCount()
	b.findings = append(b.findings, c.api.Diagnostics...)
	b.findings = append(b.findings, c.reported(out.Found)...)
	return out, nil
}

// close ends what a build holds: open folders, and what is still to be kept for
// the next one.
func (b *built) close() {
	b.set.Close()
	b.shelf.close()
	b.memory.close()
}

// target says where the files of the configuration go.
func (b *built) target() emit.Target {
	t := emit.Target{Base: b.config.Dir, Output: filepath.ToSlash(filepath.Clean(b.config.Output)), Pages: b.hashes()}
	if book := b.memory.known(); book != nil {
		t.Stamps = book.Below("output " + b.config.OutputDir() + " ")
	}
	if b.config.AllowOutside {
		t.Base, t.Output = filepath.Split(filepath.Clean(b.config.OutputDir()))
		t.Base = filepath.Clean(t.Base)
	}
	return t
}

// prefix is the output folder as seen from the current one, with a slash.
func (b *built) prefix() string {
	return filepath.ToSlash(filepath.Clean(b.config.OutputDir())) + "/"
}

// mutexFile returns a file that keeps two runs on one output folder apart. It
// lies in the user's cache folder, or among temporary files where there is
// none, so that nothing of it shows in the repository.
func mutexFile(outputDir string) (string, error) {
	abs, err := filepath.Abs(outputDir)
	if err != nil {
		return "", err
	}
	dir, err := os.UserCacheDir()
	if err != nil || os.MkdirAll(filepath.Join(dir, "docpiler", "locks"), 0o700) != nil {
		dir = os.TempDir()
	}
	dir = filepath.Join(dir, "docpiler", "locks")
	sum := sha256.Sum256([]byte(abs))
	return filepath.Join(dir, hex.EncodeToString(sum[:16])), os.MkdirAll(dir, 0o700)
}
