package main

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"

	"github.com/docpiler/docpiler/cmd/docpiler/config"
	"github.com/docpiler/docpiler/emit"
	"github.com/docpiler/docpiler/ir"
)

// built is what a configuration compiles to.
type built struct {
	*compiled
	config   *config.Config
	files    map[string][]byte
	findings []ir.Diagnostic // of the pages and of emitting
}

// build compiles the pages of a configuration and emits the code, all in
// memory.
func (e *env) build(configFile string) (*built, error) {
	cfg, err := config.Load(configFile)
	if err != nil {
		return nil, err
	}
	c, err := e.compile(configInput(cfg))
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
	b := &built{compiled: c, config: cfg, files: files}
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
