// Package dialect holds what the pages of one service, or of a family of
// services, call things and where they put them: titles of sections, heads of
// columns, how a type, a mark or a permission is written, which elements hold a
// request. A dialect is a YAML file and nothing else; see docs/dialects.md.
//
// The file default.yaml holds what pages of any service have in common. Every
// other dialect adds to it.
package dialect

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"

	"github.com/docpiler/docpiler/ir/service"
	"github.com/docpiler/docpiler/parser/words"
)

//go:embed *.yaml
var files embed.FS

// Dialect is one dialect, ready to use. It is not changed once it is made.
type Dialect struct {
	Name    string
	Methods []string // in capitals
	Whole   bool     // a page is one operation or type and is never cut
	Call    *Call    // nil if headings are no calls

	// NoDefault says that a parameter without a default is required, where a table
	// has a column of defaults.
	NoDefault bool

	// Files says that a parameter of a type that is a file makes the body one of
	// several parts, also where nothing else does.
	Files bool

	Service service.Service // what its pages' service is like; the zero value: nothing is known

	key      string
	tell     []string
	typeName *regexp.Regexp // headings that name types; nil if none do
	files    []string
	elements []Element
	words    *words.Set
}

// Key tells dialects apart; "" is that of nil.
func (d *Dialect) Key() string {
	if d == nil {
		return ""
	}
	return d.key
}

// Call says how headings name calls of one address, as RPC services have it.
type Call struct {
	Method string
	Path   string // "{name}" stands for the heading

	heading *regexp.Regexp
}

// Of returns the path of the call that a heading names; "" if it names none.
func (c *Call) Of(heading string) string {
	if c == nil || !c.heading.MatchString(heading) {
		return ""
	}
	return strings.ReplaceAll(c.Path, "{name}", heading)
}

// IsFile reports whether a type, as a page writes it, may be a file.
func (d *Dialect) IsFile(typ string) bool {
	return slices.ContainsFunc(d.files, func(name string) bool { return slices.Contains(strings.Fields(typ), name) })
}

// ServiceAt returns the service of the built-in dialect that runs under the host of
// an address.
func ServiceAt(address string) (service.Service, bool) {
	for _, d := range builtin() {
		if d.Service.URL != "" && service.HostOf(d.Service.URL) == service.HostOf(address) {
			return d.Service, true
		}
	}
	return service.Service{}, false
}

// WithMethods returns the dialect with further methods.
func (d *Dialect) WithMethods(methods []string) *Dialect {
	if len(methods) == 0 {
		return d
	}
	out := *d
	out.Methods = slices.Concat(d.Methods, methods)
	return &out
}

// IsType reports whether a heading is the name of a type that stands below it.
func (d *Dialect) IsType(heading string) bool {
	return d.typeName != nil && d.typeName.MatchString(heading)
}

// file is a dialect as its file holds it. Each group maps a role to its texts,
// which may be patterns as in the word files.
type file struct {
	Name       string              `yaml:"name"`
	Tell       []string            `yaml:"tell"` // texts by which pages are known
	Whole      bool                `yaml:"whole"`
	NoDefault  bool                `yaml:"requiredWithoutDefault"`
	Methods    []string            `yaml:"methods"`
	Call       *callFile           `yaml:"call"`
	Types      string              `yaml:"types"` // a regular expression
	Files      []string            `yaml:"files"` // types that are files
	Service    service.Service     `yaml:"service"`
	Elements   []Element           `yaml:"elements"`
	Section    map[string][]string `yaml:"section"`
	Column     map[string][]string `yaml:"column"`
	Place      map[string][]string `yaml:"place"`
	Mark       map[string][]string `yaml:"mark"`
	Type       map[string][]string `yaml:"type"`
	Collection map[string][]string `yaml:"collection"`
	Permission map[string][]string `yaml:"permission"`
	Sentence   map[string][]string `yaml:"sentence"`
}

type callFile struct {
	Heading string `yaml:"heading"` // a regular expression
	Method  string `yaml:"method"`
	Path    string `yaml:"path"`
}

// The groups of words.
const (
	Section    = "dialect section"    // what stands below a heading or label
	Column     = "dialect column"     // what a column of a table holds
	Place      = "dialect place"      // where a parameter is sent
	Mark       = "dialect mark"       // whether a parameter is required
	Type       = "dialect type"       // primitive types
	Collection = "dialect collection" // how a list of a type is written
	Sentence   = "dialect sentence"   // words that a sentence says something by
	Permission = "dialect permission" // sentences that name permissions
)

// Default is the dialect of pages of which nothing more is known.
func Default() *Dialect { return builtin()[0] }

// builtin lists the dialects that are built in: the default, then all others by
// name.
var builtin = sync.OnceValue(func() []*Dialect {
	base, _ := words.For(words.Base)
	out := []*Dialect{load("default.yaml", &Dialect{words: base})}
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		panic(err) // the pattern is wrong
	}
	for _, name := range names {
		if name != "default.yaml" {
			out = append(out, load(name, out[0]))
		}
	}
	return out
})

// load reads a built-in dialect. A broken one stops the program: all are embedded,
// and a test reads them.
func load(name string, to *Dialect) *Dialect {
	data, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	d, err := parse(name, data, to)
	if err != nil {
		panic(err)
	}
	return d
}

// Builtin returns a built-in dialect by its name.
func Builtin(name string) (*Dialect, bool) {
	for _, d := range builtin() {
		if d.Name == name {
			return d, true
		}
	}
	return nil, false
}

// Names lists the built-in dialects, the default first.
func Names() []string {
	var out []string
	for _, d := range builtin() {
		out = append(out, d.Name)
	}
	return out
}

// Parse reads a dialect's file, which adds to the default.
func Parse(name string, data []byte) (*Dialect, error) { return parse(name, data, Default()) }

// Tell returns the built-in dialect that a page is in, by the texts in it: the one
// whose texts stand there most often; the default if none does. By is one of
// these texts.
func Tell(data []byte) (d *Dialect, by string) {
	most := 0
	d = Default()
	for _, other := range builtin()[1:] {
		n, first := 0, ""
		for _, text := range other.tell {
			if k := bytes.Count(data, []byte(text)); k > 0 {
				n += k
				first = cmp.Or(first, text)
			}
		}
		if n > most {
			d, by, most = other, first, n
		}
	}
	return d, by
}

func parse(name string, data []byte, to *Dialect) (*Dialect, error) {
	var f file
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&f); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	out, err := newDialect(f, to)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	sum := sha256.Sum256(data)
	out.key = f.Name + " " + hex.EncodeToString(sum[:])
	return out, nil
}

// newDialect adds what a file says to a dialect.
func newDialect(f file, to *Dialect) (*Dialect, error) {
	out := &Dialect{
		Name: f.Name, Whole: f.Whole, NoDefault: f.NoDefault, tell: f.Tell, Methods: slices.Clone(to.Methods),
		Files: len(f.Files) > 0, files: f.Files, Service: f.Service,
	}
	if f.Service.Name == "" && to.Name != "" {
		out.Service.Name = f.Name
	}
	if err := out.Service.Check(); err != nil {
		return nil, fmt.Errorf("service.%w", err)
	}
	for _, m := range slices.Concat(f.Methods, f.Service.Methods) {
		out.Methods = append(out.Methods, strings.ToUpper(m))
	}
	out.elements = append(slices.Clone(f.Elements), to.elements...)
	if f.Call != nil {
		heading, err := regexp.Compile(f.Call.Heading)
		if err != nil {
			return nil, fmt.Errorf("call.heading: %w", err)
		}
		out.Call = &Call{Method: strings.ToUpper(f.Call.Method), Path: f.Call.Path, heading: heading}
	}
	if f.Types != "" {
		types, err := regexp.Compile(f.Types)
		if err != nil {
			return nil, fmt.Errorf("types: %w", err)
		}
		out.typeName = types
	}
	if err := f.check(to); err != nil {
		return nil, err
	}
	out.words = to.words.With(f.Name, f.groups())
	return out, nil
}

// groups are the words of a file as package words takes them.
func (f file) groups() map[string]map[string][]string {
	return map[string]map[string][]string{
		Section: f.Section, Column: f.Column, Place: f.Place, Mark: f.Mark, Type: f.Type,
		Collection: f.Collection, Permission: f.Permission, Sentence: f.Sentence,
	}
}

// check refuses roles that the default does not have. Only schemes of permissions
// may have any name.
func (f file) check(to *Dialect) error {
	if f.Name == "" {
		return errors.New("it has no name")
	}
	if to.Name == "" {
		return nil // the default itself
	}
	for _, group := range slices.Sorted(maps.Keys(f.groups())) {
		known := to.words.Roles(group)
		for _, role := range slices.Sorted(maps.Keys(f.groups()[group])) {
			if group != Permission && !slices.Contains(known, role) {
				return fmt.Errorf("%s has no role %q; it has %s", strings.TrimPrefix(group, "dialect "), role, strings.Join(known, ", "))
			}
		}
	}
	return nil
}

// Role returns the role of a text within a group, "" if the dialect does not
// know the text.
func (d *Dialect) Role(group, text string) string { return d.words.Role(group, text) }

// Match is Role that also returns what stood in the last hole of a pattern.
func (d *Dialect) Match(group, text string) (role, hole string) { return d.words.Match(group, text) }

// Says reports whether a sentence holds a word of a role.
func (d *Dialect) Says(role, sentence string) bool {
	lower := strings.ToLower(sentence)
	return slices.ContainsFunc(d.words.Texts(Sentence, role), func(w string) bool { return strings.Contains(lower, strings.ToLower(w)) })
}
