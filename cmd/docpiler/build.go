package main

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"sync"

	"github.com/docpiler/docpiler/cmd/docpiler/config"
	"github.com/docpiler/docpiler/cmd/docpiler/pages"
	"github.com/docpiler/docpiler/emit"
	"github.com/docpiler/docpiler/ir"
)

// built is what a configuration compiles to. The API of what it was compiled
// from is not there where the cache knew the result.
type built struct {
	*compiled
	config            *config.Config
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
	set, err := pages.Load(in.inputs, in.opt)
	if err != nil {
		return nil, err
	}
	defer set.Close()
	sums := sumsOf(set)
	mem := openMemory(cfg)
	defer mem.wait()
	input := inputKey(cfg, set, sums)
	if last, ok := mem.recall(input, set); ok {
		return e.recalled(cfg, in, set, sums, last), nil
	}
	b, known, err := e.buildSet(cfg, in, set, sums, mem)
	if err != nil {
		return nil, err
	}
	run := &remembered{Input: input, Operations: b.operations, Pages: b.pages, Findings: b.findings, Examples: b.examples, Files: map[string]string{}}
	for name, f := range b.files {
		run.Files[name] = f.Sum
	}
	mem.remember(run, known)
	return b, nil
}

// recalled is the last run over again. It is built only if somebody asks for
// what a file holds.
func (e *env) recalled(cfg *config.Config, in input, set *pages.Set, sums pageSums, last *remembered) *built {
	b := &built{
		compiled: &compiled{set: set, sums: sums, input: in}, config: cfg, files: make(map[string]*emit.File, len(last.Files)),
		findings: last.Findings, examples: last.Examples, operations: last.Operations, pages: last.Pages,
	}
	again := sync.OnceValues(func() (*built, error) {
		again, _, err := e.buildSet(cfg, in, set, sums, nil)
		return again, err
	})
	for name, sum := range last.Files {
		b.files[name] = emit.LaterFile(sum, func() ([]byte, error) {
			again, err := again()
			if err != nil {
				return nil, err
			}
			return again.files[name].Bytes()
		})
	}
	return b
}

// buildSet is build for pages that are on hand already.
func (e *env) buildSet(cfg *config.Config, in input, set *pages.Set, sums pageSums, mem *memory) (*built, emit.Known, error) {
	c, err := e.compileSet(in, set, sums, mem)
	if err != nil {
		return nil, nil, err
	}
	if c.api, err = ir.Select(c.api, ir.Selection(cfg.Select)); err != nil {
		return nil, nil, err
	}
	out, err := emit.Build(c.api, emit.Options{Package: cfg.Package, Locale: cfg.Base, Emit: cfg.Emit}, mem.printed())
	if err != nil {
		return nil, nil, err
	}
	b := &built{compiled: c, config: cfg, files: out.Files, examples: out.Examples, operations: len(c.api.Operations), pages: c.pageCount()}
	b.findings = append(b.findings, c.api.Diagnostics...)
	b.findings = append(b.findings, withoutIgnored(out.Found, cfg.Lint.Ignore)...)
	return b, out.Known, nil
}

// target says where the files of the configuration go.
func (b *built) target() emit.Target {
	t := emit.Target{Base: b.config.Dir, Output: filepath.ToSlash(filepath.Clean(b.config.Output)), Pages: b.hashes()}
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
