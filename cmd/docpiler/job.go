package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/docpiler/docpiler"
	"github.com/docpiler/docpiler/cmd/docpiler/config"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/dialect"
	"github.com/docpiler/docpiler/parser/pages"
)

// argumentJob is the job of a verb with PATH arguments, "-" being one page on
// standard input. Without any, the pages of the configuration file are meant.
func (e *env) argumentJob(args []string, configFile string) (docpiler.Job, error) {
	job := docpiler.Job{Options: docpiler.Options{Base: ir.BaseLocale}}
	if configFile != "" || len(args) == 0 {
		if configFile == "" {
			configFile = config.Name
		}
		cfg, err := config.Load(configFile)
		if err != nil {
			return job, err
		}
		if job, err = configJob(cfg); err != nil {
			return job, err
		}
	}
	if len(args) > 0 {
		job.Docs, job.Dir, job.Confined = nil, "", false
		for _, arg := range args {
			in := pages.Input{Path: arg}
			if arg == stdinName {
				data, err := io.ReadAll(io.LimitReader(e.in, maxStdin))
				if err != nil {
					return job, fmt.Errorf("reading standard input: %w", err)
				}
				in.Data = append([]byte{}, data...)
			}
			job.Docs = append(job.Docs, in)
		}
		for i := range job.Rename {
			job.Rename[i].Optional = true // these may be other pages than those of the configuration
		}
	}
	return job, nil
}

// stdinName is the PATH that stands for standard input.
const stdinName = "-"

// maxStdin bounds what is read from there; pages are much smaller.
const maxStdin = 16 << 20

// configJob is the job that a configuration describes. An error is a dialect of
// the user's own that cannot be read.
func configJob(cfg *config.Config) (docpiler.Job, error) {
	job := docpiler.Job{Dir: cfg.Dir, Confined: !cfg.AllowOutside, Options: docpiler.Options{
		Base: cfg.Base, Rename: cfg.Renames(), Select: ir.Selection(cfg.Select), Package: cfg.Package, Emit: cfg.Emit, Service: cfg.Service.Of(),
	}}
	for _, d := range cfg.Docs {
		in := pages.Input{Path: d.Path, Locale: d.Locale, Version: d.Version}
		var err error
		if in.Dialect, err = loadDialect(cfg, d.Dialect); err != nil {
			return job, err
		}
		if d.Pull.IsSet() && !wasPulled(cfg, d) {
			return job, fmt.Errorf("%s: its pages are not there yet; `docpiler pull` fetches them", d.Path)
		}
		job.Docs = append(job.Docs, in)
	}
	for _, i := range cfg.Lint.Ignore {
		job.Ignore = append(job.Ignore, docpiler.Ignore(i))
	}
	return job, nil
}

// loadDialect returns the dialect that a configuration names; nil if it names none.
func loadDialect(cfg *config.Config, name string) (*dialect.Dialect, error) {
	if !config.IsDialectFile(name) {
		d, _ := dialect.Builtin(name) // which the configuration's check has found
		return d, nil
	}
	file := filepath.Join(cfg.Dir, filepath.FromSlash(name))
	if filepath.IsAbs(name) {
		file = name
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("the dialect %s cannot be read: %w", name, err)
	}
	return dialect.Parse(name, data)
}

// read compiles the pages of a job as far as the API.
func (e *env) read(job docpiler.Job) (*docpiler.Reading, error) {
	defer e.equip(&job).end()
	return docpiler.Read(job)
}

// readShown is read for verbs that show the errors among the findings.
func (e *env) readShown(job docpiler.Job) (*docpiler.Reading, error) {
	r, err := e.read(job)
	if err == nil {
		err = e.warn(location{job.Dir, r.Pages}, r.API.Diagnostics, ir.Error, false)
	}
	return r, err
}

// build compiles the pages of a job into code.
func (e *env) build(job docpiler.Job) (*docpiler.Result, error) {
	defer e.equip(&job).end()
	return docpiler.Build(job)
}

// equip gives a job the memo, a progress bar, and as much memory as its number of
// pages may take.
func (e *env) equip(job *docpiler.Job) *progress {
	bar := e.newProgress()
	job.Memo = openMemo()
	job.Progress = func(done, total int) {
		if done == 0 {
			limitMemory(total)
		}
		bar.step(done, total)
	}
	return bar
}

// limitMemory lets garbage lie until a run has taken what one over so many pages
// may take: to collect it earlier was a quarter of the work. Who set GOGC or
// GOMEMLIMIT is left alone.
func limitMemory(pages int) {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" && pages > 0 {
		debug.SetGCPercent(400)
		debug.SetMemoryLimit(int64(max(296<<20, pages*(26<<10))))
	}
}

// memoVariable names the folder of the memo; "off" means none.
const memoVariable = "DOCPILER_CACHE"

// openMemo returns the memo of this user, nil if there is to be none.
func openMemo() *docpiler.Memo {
	dir := os.Getenv(memoVariable)
	if strings.EqualFold(dir, "off") {
		return nil
	}
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return nil
		}
		dir = filepath.Join(user, "docpiler", "memo")
	}
	return docpiler.OpenMemo(dir)
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
