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
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/emit"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/service"
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
	Version      int               `yaml:"version" doc:"Version of this file's format: 1." required:"true" enum:"1"`
	Docs         []Doc             `yaml:"docs" doc:"Where the documentation pages are." required:"true"`
	Service      Service           `yaml:"service" doc:"What belongs to the service and not to a page; what is not said here, the dialect and the addresses of the pages say."`
	Base         string            `yaml:"base" doc:"The language that wins where translations disagree." default:"en-US" pattern:"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"`
	Rename       map[string]string `yaml:"rename" doc:"Other names for operations, by id: a name (create), or resource and name (subscription/create)."`
	Select       Select            `yaml:"select" doc:"Which operations; all by default. Types are those that the selected operations reach."`
	Output       string            `yaml:"output" doc:"Folder of the emitted code, relative to this file; each API version is a package below it." required:"true"`
	Package      string            `yaml:"package" doc:"The emitted packages' names start with it." required:"true" pattern:"^[a-z][a-z0-9]*$"`
	Emit         []string          `yaml:"emit" doc:"What is emitted." default:"emit.DefaultNames" enum:"emit.Names"`
	Lint         Lint              `yaml:"lint" doc:"Which findings do not matter."`
	AllowOutside bool              `yaml:"allowOutside" doc:"Paths may lead outside the folder that holds this file."`

	// File is the path that Load was given; Dir is its folder. All paths of
	// the configuration are relative to Dir.
	File string `yaml:"-"`
	Dir  string `yaml:"-"`

	Places map[string]string `yaml:"-"` // of the ids in Rename: "docpiler.yaml:12:3"
}

// Doc is one place with pages.
type Doc struct {
	Path    string `yaml:"path" doc:"Folder, file, glob (** crosses folders) or saved IR (*.json, *.yaml), relative to this file." required:"true"`
	Locale  string `yaml:"locale" doc:"Language of pages that do not say it themselves, e.g. de-DE." pattern:"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"`
	Dialect string `yaml:"dialect" doc:"How these pages are laid out: a dialect that is built in, or a file (*.yaml) of your own; told by the pages by default. See docs/dialects.md."`
	Pull    Pull   `yaml:"pull" doc:"Where docpiler pull fetches the pages of the folder path from: a git repository, or a website. See docs/pull.md."`
	Version string `yaml:"version" doc:"Version of the API, of pages that do not say it themselves, e.g. v4." pattern:"^[A-Za-z][A-Za-z0-9.]*$"`
}

// Service is what belongs to the service and not to a page.
type Service struct {
	URL          string            `yaml:"url" doc:"Address of the service, with base path: what the pages' paths are below."`
	Environments map[string]string `yaml:"environments" doc:"Further addresses by name, e.g. staging: https://staging.example/api."`
	Version      string            `yaml:"version" doc:"Whether the version of the API follows the address (path) or stands nowhere (none); told by the pages by default." enum:"service.Versions"`
	Auth         Auth              `yaml:"auth" doc:"How a call is authorized."`
	Errors       Errors            `yaml:"errors" doc:"Where an answer of failure says what went wrong: members, parted by dots."`
	Result       string            `yaml:"result" doc:"Member of an answer that holds what the pages say is returned, parted by dots; the answer itself by default."`
	Paging       string            `yaml:"paging" doc:"How a list goes on that an answer holds a part of: by @odata.nextLink, by the header Link, by a cursor, or not at all." enum:"service.Pagings"`
	Cursor       Cursor            `yaml:"cursor" doc:"Where paging by cursor has what."`
	Namespace    string            `yaml:"namespace" doc:"Namespace of types whose page names none." pattern:"^[A-Za-z][A-Za-z0-9.]*$"`
	Methods      []string          `yaml:"methods" doc:"Methods beyond those of HTTP, e.g. LIST."`
	Prefixes     []string          `yaml:"prefixes" doc:"What pages write before paths in place of the address, e.g. /{base}/v2."`
}

// Auth says how a call is authorized.
type Auth struct {
	Header string `yaml:"header" doc:"Header that the token is sent in." default:"Authorization"`
	Prefix string `yaml:"prefix" doc:"What stands there before the token; nothing if another header is named." default:"Bearer"`
}

// Errors are paths of members.
type Errors struct {
	Code    string `yaml:"code" doc:"Member with the code, e.g. error.code."`
	Message string `yaml:"message" doc:"Member with the text for people."`
}

// Cursor says how pages of a list lead to each other.
type Cursor struct {
	Items     string `yaml:"items" doc:"Member with the items, e.g. data."`
	Next      string `yaml:"next" doc:"Member with the cursor of the next page, e.g. meta.next."`
	Parameter string `yaml:"parameter" doc:"Query parameter that takes the cursor."`
}

// Of returns the service that the configuration describes. A prefix that ends in a
// letter or digit is parted from the token by a blank.
func (s Service) Of() service.Service {
	out := service.Service{
		URL: s.URL, Version: service.Version(s.Version), Auth: service.Auth(s.Auth), Errors: service.Errors(s.Errors), Result: s.Result,
		Paging: service.Paging(s.Paging), Cursor: service.Cursor(s.Cursor), Namespace: s.Namespace, Methods: s.Methods, Prefixes: s.Prefixes,
	}
	if p := out.Auth.Prefix; p != "" && !strings.ContainsAny(p[len(p)-1:], " =:") {
		out.Auth.Prefix += " "
	}
	for _, name := range slices.Sorted(maps.Keys(s.Environments)) {
		out.Environments = append(out.Environments, service.Environment{Name: name, URL: s.Environments[name], Doc: "environment " + name})
	}
	return out
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
	c.service(cfg)
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

// Renames lists the names that operations get, by id.
func (cfg *Config) Renames() []ir.Rename {
	var out []ir.Rename
	for _, id := range slices.Sorted(maps.Keys(cfg.Rename)) {
		out = append(out, ir.Rename{ID: id, To: cfg.Rename[id], At: cfg.Places[id]})
	}
	return out
}

// OutputDir returns the output folder as the operating system writes it.
func (cfg *Config) OutputDir() string {
	out := filepath.FromSlash(cfg.Output)
	if filepath.IsAbs(out) {
		return out
	}
	return filepath.Join(cfg.Dir, out)
}
