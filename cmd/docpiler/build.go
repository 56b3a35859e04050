package main

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"

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
	files             map[string][]byte
	findings          []ir.Diagnostic // of the pages and of emitting
	operations, pages int             // how many
}

// build compiles the pages of a configuration and emits the code, all in
// memory. What an earlier run made of the very same pages comes from the cache.
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
	store, slot := openCache(), slotOf(cfg)
	key, ok := runKey(cfg, set)
	if !ok {
		store = nil
	}
	if r, ok := recall(store, slot, key, set); ok {
		return &built{
			compiled: &compiled{set: set, input: in}, config: cfg,
			files: r.Files, findings: r.Findings, operations: r.Operations, pages: r.Pages,
		}, nil
	}
	b, err := e.buildSet(cfg, in, set)
	if err != nil {
		return nil, err
	}
	remember(store, slot, key, &remembered{
		Operations: b.operations, Pages: b.pages, Findings: b.findings, Files: b.files, Fragments: set.Fragments(),
	})
	return b, nil
}

// buildSet is build for pages that are read already, without the cache.
func (e *env) buildSet(cfg *config.Config, in input, set *pages.Set) (*built, error) {
	c, err := e.compileSet(in, set)
	if err != nil {
		return nil, err
	}
	if c.api, err = ir.Select(c.api, cfg.Select.Include, cfg.Select.Exclude); err != nil {
		return nil, err
	}
	files, found, err := emit.Generate(c.api, emit.Options{Package: cfg.Package, Locale: cfg.Base, Emit: cfg.Emit})
	if err != nil {
		return nil, err
	}
	b := &built{compiled: c, config: cfg, files: files, operations: len(c.api.Operations), pages: c.pageCount()}
	b.findings = append(b.findings, c.api.Diagnostics...)
	b.findings = append(b.findings, withoutIgnored(found, cfg.Lint.Ignore)...)
	return b, nil
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
