// Package config reads docpiler.yaml: which pages, which operations, what to
// emit and where. It refuses what it does not know, and says where and what
// was probably meant:
//
//	docpiler.yaml:7:1: unknown key "outptu"; did you mean "output"?
package config

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/docpiler/docpiler/emit"
)

// Name is the file that the verbs look for when none is given.
const Name = "docpiler.yaml"

// maxSize bounds a configuration file; real ones have a few hundred bytes.
const maxSize = 1 << 20

// Config is the content of docpiler.yaml. The struct tags are the single
// source of the checks and of the JSON schema: doc explains the key, required
// marks it, enum and pattern bound its values. Lists that another package decides
// stand in tags by name: see namedLists.
type Config struct {
	Version      int      `yaml:"version" doc:"Version of this file's format: 1." required:"true" enum:"1"`
	Docs         []Doc    `yaml:"docs" doc:"Where the documentation pages are." required:"true"`
	Base         string   `yaml:"base" doc:"The language that wins where translations disagree." default:"en-US" pattern:"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"`
	Select       Select   `yaml:"select" doc:"Which operations; all by default. Types are those that the selected operations reach."`
	Output       string   `yaml:"output" doc:"Folder of the emitted code, relative to this file; each API version is a package below it." required:"true"`
	Package      string   `yaml:"package" doc:"The emitted packages' names start with it." required:"true" pattern:"^[a-z][a-z0-9]*$"`
	Emit         []string `yaml:"emit" doc:"What is emitted." default:"emit.DefaultNames" enum:"emit.Names"`
	Lint         Lint     `yaml:"lint" doc:"Which findings do not matter."`
	AllowOutside bool     `yaml:"allowOutside" doc:"Paths may lead outside the folder that holds this file."`

	// File is the path that Load was given; Dir is its folder. All paths of
	// the configuration are relative to Dir.
	File string `yaml:"-"`
	Dir  string `yaml:"-"`
}

// Doc is one place with pages.
type Doc struct {
	Path    string `yaml:"path" doc:"Folder, file, glob (** crosses folders) or saved IR (*.json, *.yaml), relative to this file." required:"true"`
	Locale  string `yaml:"locale" doc:"Language of pages that do not say it themselves, e.g. de-DE." pattern:"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"`
	Dialect string `yaml:"dialect" doc:"How these pages are laid out: a dialect that is built in, or a file (*.yaml) of your own; told by the pages by default. See docs/dialects.md."`
	Pull    Pull   `yaml:"pull" doc:"Where docpiler pull fetches the pages of the folder path from: a git repository, or a website. See docs/pull.md."`
	Version string `yaml:"version" doc:"Version of the API, of pages that do not say it themselves, e.g. v4." pattern:"^[A-Za-z][A-Za-z0-9.]*$"`
}

// Select narrows the operations by patterns over ids or "METHOD /path".
type Select struct {
	Include []string `yaml:"include" doc:"Patterns over operation ids (v1.0/timeCard/*) or over method and path (POST /teams/**)."`
	Exclude []string `yaml:"exclude" doc:"Patterns of operations to leave out; they win over include."`

	Relationships []string `yaml:"relationships" doc:"Patterns over relationships (user.manager, team.*) that become typed fields; the others stay in Extra."`
}

// Lint says which findings are not reported.
type Lint struct {
	Ignore []Ignore `yaml:"ignore" doc:"Findings that are not reported."`
}

// Ignore is one kind of finding, in all pages or in some.
type Ignore struct {
	Code string `yaml:"code" doc:"Code of the finding, e.g. variant-drift." required:"true"`
	Path string `yaml:"path" doc:"Only in the pages that this glob matches; in all pages without it."`
}

// Load reads and checks a configuration file. All that is wrong with its
// content comes in one error, one line per problem.
func Load(file string) (*Config, error) {
	data, err := read(file)
	if err != nil {
		return nil, err
	}
	cfg, err := parse(file, data)
	if err != nil {
		return nil, err
	}
	cfg.File, cfg.Dir = file, filepath.Dir(file)
	return cfg, nil
}

func read(file string) ([]byte, error) {
	f, err := os.Open(file)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s does not exist; `docpiler init` writes one", file)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err == nil && len(data) > maxSize {
		err = fmt.Errorf("%s is larger than %d bytes", file, maxSize)
	}
	return data, err
}

// parse turns the bytes of a configuration into a checked Config.
func parse(file string, data []byte) (*Config, error) {
	c := &checker{file: file}
	root, err := c.document(data)
	if err != nil {
		return nil, err
	}
	cfg := new(Config)
	c.mapping(root, structKeys(*cfg), "")
	if err := c.err(); err != nil {
		return nil, err
	}
	if err := root.Decode(cfg); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	cfg.setDefaults()
	c.paths(cfg)
	return cfg, c.err()
}

func (cfg *Config) setDefaults() {
	if cfg.Base == "" {
		cfg.Base = "en-US"
	}
	if len(cfg.Emit) == 0 {
		cfg.Emit = emit.DefaultNames()
	}
}

// OutputDir returns the output folder as the operating system writes it.
func (cfg *Config) OutputDir() string {
	out := filepath.FromSlash(cfg.Output)
	if filepath.IsAbs(out) {
		return out
	}
	return filepath.Join(cfg.Dir, out)
}
