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
	"embed"
	"fmt"
	"strings"
	"sync"

	"gopkg.in/yaml.v3"

	"github.com/docpiler/docpiler/parser/words"
)

//go:embed *.yaml
var files embed.FS

// Dialect is one dialect, ready to use. It is not changed once it is made.
type Dialect struct {
	Name    string
	Methods []string // in capitals

	words *words.Set
}

// file is a dialect as its file holds it. Each group maps a role to its texts,
// which may be patterns as in the word files.
type file struct {
	Name       string              `yaml:"name"`
	Methods    []string            `yaml:"methods"`
	Section    map[string][]string `yaml:"section"`
	Column     map[string][]string `yaml:"column"`
	Place      map[string][]string `yaml:"place"`
	Mark       map[string][]string `yaml:"mark"`
	Type       map[string][]string `yaml:"type"`
	Collection map[string][]string `yaml:"collection"`
	Permission map[string][]string `yaml:"permission"`
}

// The groups of words.
const (
	Section    = "dialect section"    // what stands below a heading or label
	Column     = "dialect column"     // what a column of a table holds
	Place      = "dialect place"      // where a parameter is sent
	Mark       = "dialect mark"       // whether a parameter is required
	Type       = "dialect type"       // primitive types
	Collection = "dialect collection" // how a list of a type is written
	Permission = "dialect permission" // sentences that name permissions
)

// Default is the dialect of pages of which nothing more is known.
func Default() *Dialect { return defaultDialect() }

var defaultDialect = sync.OnceValue(func() *Dialect {
	f, err := read("default.yaml")
	if err != nil {
		panic(err) // it is embedded, and a test reads it
	}
	base, _ := words.For(words.Base)
	return newDialect(f, &Dialect{words: base})
})

func read(name string) (file, error) {
	data, err := files.ReadFile(name)
	if err != nil {
		return file{}, err
	}
	return parse(name, data)
}

func parse(name string, data []byte) (file, error) {
	var f file
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&f); err != nil {
		return file{}, fmt.Errorf("%s: %w", name, err)
	}
	return f, nil
}

// newDialect adds what a file says to a dialect.
func newDialect(f file, to *Dialect) *Dialect {
	out := &Dialect{Name: f.Name, Methods: to.Methods}
	for _, m := range f.Methods {
		out.Methods = append(out.Methods[:len(out.Methods):len(out.Methods)], strings.ToUpper(m))
	}
	out.words = to.words.With(f.Name, map[string]map[string][]string{
		Section: f.Section, Column: f.Column, Place: f.Place, Mark: f.Mark, Type: f.Type,
		Collection: f.Collection, Permission: f.Permission,
	})
	return out
}

// Role returns the role of a text within a group, "" if the dialect does not
// know the text.
func (d *Dialect) Role(group, text string) string { return d.words.Role(group, text) }

// Match is Role that also returns what stood in the last hole of a pattern.
func (d *Dialect) Match(group, text string) (role, hole string) { return d.words.Match(group, text) }
