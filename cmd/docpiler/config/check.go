package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"gopkg.in/yaml.v3"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/dialect"
)

// checker walks the YAML tree beside the Go structs and notes every problem
// with its place, so that one run shows them all.
type checker struct {
	file     string
	problems []string
	nodes    map[string]*yaml.Node // by path in the file, e.g. "docs[1].path"
}

func (c *checker) problem(n *yaml.Node, format string, args ...any) {
	c.problems = append(c.problems,
		fmt.Sprintf("%s:%d:%d: %s", c.file, n.Line, n.Column, ir.Visible(fmt.Sprintf(format, args...))))
}

func (c *checker) err() error {
	if len(c.problems) == 0 {
		return nil
	}
	return errors.New(strings.Join(c.problems, "\n"))
}

// document parses the file into its one mapping.
func (c *checker) document(data []byte) (*yaml.Node, error) {
	d := yaml.NewDecoder(bytes.NewReader(data))
	var doc, second yaml.Node
	if err := d.Decode(&doc); errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s:1:1: the file is empty; `docpiler init` writes an example", c.file)
	} else if err != nil {
		return nil, syntaxError(c.file, err)
	}
	if err := d.Decode(&second); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s:%d:1: the file holds more than one YAML document", c.file, max(second.Line, 1))
	}
	c.nodes = map[string]*yaml.Node{}
	return doc.Content[0], nil
}

var yamlLine = regexp.MustCompile(`^yaml: line (\d+): `)

// syntaxError brings "yaml: line 3: …" into the form of all other messages.
// yaml.v3 gives no column.
func syntaxError(file string, err error) error {
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		return fmt.Errorf("%s:%s:1: %s", file, m[1], strings.TrimPrefix(err.Error(), m[0]))
	}
	return fmt.Errorf("%s: %s", file, strings.TrimPrefix(err.Error(), "yaml: "))
}

// mapping checks an object against its known keys.
func (c *checker) mapping(n *yaml.Node, keys []key, path string) {
	if !c.kind(n, yaml.MappingNode, path) {
		return
	}
	seen := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		k := slices.IndexFunc(keys, func(k key) bool { return k.name == name.Value })
		switch {
		case k < 0:
			c.problem(name, "unknown key %q%s", name.Value, DidYouMean(name.Value, keyNames(keys)))
		case seen[name.Value] != nil:
			c.problem(name, "key %q stands twice; the first is on line %d", name.Value, seen[name.Value].Line)
		default:
			c.value(value, keys[k], join(path, name.Value))
		}
		seen[name.Value] = name
	}
	for _, k := range keys {
		if k.required && seen[k.name] == nil {
			c.problem(n, "key %q is missing%s", k.name, within(path))
		}
	}
}

// value checks what stands after a key, by the Go type that it becomes.
func (c *checker) value(n *yaml.Node, k key, path string) {
	c.nodes[path] = n
	switch {
	case k.list:
		if !c.kind(n, yaml.SequenceNode, path) {
			return
		}
		if k.required && len(n.Content) == 0 {
			c.problem(n, "%s is empty", path)
		}
		for i, item := range n.Content {
			c.value(item, k.element(), fmt.Sprintf("%s[%d]", path, i))
		}
	case k.names:
		c.texts(n, k, path)
	case k.fields != nil:
		c.mapping(n, k.fields, path)
	default:
		c.scalar(n, k, path)
	}
}

// texts checks an object of texts under any names.
func (c *checker) texts(n *yaml.Node, k key, path string) {
	if !c.kind(n, yaml.MappingNode, path) {
		return
	}
	seen := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := n.Content[i]
		if first := seen[name.Value]; first != nil {
			c.problem(name, "key %q stands twice; the first is on line %d", name.Value, first.Line)
		}
		seen[name.Value] = name
		c.value(n.Content[i+1], k.element(), join(path, name.Value))
	}
}

func (c *checker) scalar(n *yaml.Node, k key, path string) {
	if !c.kind(n, yaml.ScalarNode, path) {
		return
	}
	if n.Tag != k.tag {
		c.problem(n, "%s is %s, but must be %s", path, describe(n), tagNames[k.tag])
		return
	}
	switch {
	case k.required && n.Value == "":
		c.problem(n, "%s is empty", path)
	case len(k.enum) == 1 && n.Value != k.enum[0]:
		c.problem(n, "%s is %q, but must be %s", path, n.Value, k.enum[0])
	case len(k.enum) > 0 && !slices.Contains(k.enum, n.Value):
		c.problem(n, "%s is %q, but must be one of %s%s", path, n.Value,
			strings.Join(k.enum, ", "), DidYouMean(n.Value, k.enum))
	case k.pattern != nil && !k.pattern.MatchString(n.Value):
		c.problem(n, "%s is %q, which does not match %s", path, n.Value, k.pattern)
	}
}

var kindNames = map[yaml.Kind]string{
	yaml.MappingNode: "a mapping (key: value)", yaml.SequenceNode: "a list (- …)",
	yaml.ScalarNode: "a single value", yaml.AliasNode: "an alias",
}

var tagNames = map[string]string{
	"!!str": "a text", "!!int": "a whole number", "!!bool": "true or false", "!!null": "nothing", "!!float": "a number",
	"!!timestamp": "a date",
}

// kind checks the form of a node. Aliases have no use in so small a file and
// could make it large, so they are refused like any other wrong form.
func (c *checker) kind(n *yaml.Node, want yaml.Kind, path string) bool {
	if n.Kind != want {
		if path == "" {
			path = "the file"
		}
		c.problem(n, "%s is %s, but must be %s", path, describe(n), kindNames[want])
		return false
	}
	return true
}

func describe(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		return kindNames[n.Kind]
	}
	if n.Tag == "!!null" {
		return "empty"
	}
	if name, ok := tagNames[n.Tag]; ok {
		return fmt.Sprintf("%s (%s)", name, n.Value)
	}
	return n.Tag
}

// paths checks what the struct tags cannot say: where paths lead and whether
// globs are well formed.
func (c *checker) paths(cfg *Config) {
	for i, d := range cfg.Docs {
		n := c.nodes[fmt.Sprintf("docs[%d].path", i)]
		c.path(n, "docs path", d.Path, cfg.AllowOutside)
		if !doublestar.ValidatePattern(filepath.ToSlash(d.Path)) {
			c.problem(n, "docs path %q is no valid glob", d.Path)
		}
		c.dialect(c.nodes[fmt.Sprintf("docs[%d].dialect", i)], d.Dialect, cfg.AllowOutside)
		if pull := fmt.Sprintf("docs[%d].pull", i); c.nodes[pull] != nil {
			c.pull(pull, d.Pull)
			c.pullFolder(n, cfg, i)
		}
	}
	c.renames(cfg)
	c.path(c.nodes["output"], "output", cfg.Output, cfg.AllowOutside)
	for i, ignore := range cfg.Lint.Ignore {
		if _, ok := ir.Lookup(ignore.Code); !ok {
			c.problem(c.nodes[fmt.Sprintf("lint.ignore[%d].code", i)], "there is no finding with the code %q%s",
				ignore.Code, DidYouMean(ignore.Code, CodeNames()))
		}
		if !doublestar.ValidatePattern(ignore.Path) {
			c.problem(c.nodes[fmt.Sprintf("lint.ignore[%d].path", i)], "%q is no valid glob", ignore.Path)
		}
	}
}

var (
	renameID = regexp.MustCompile(`^[^/\s]+/[^/\s]+/[^/\s]+$`)
	renameTo = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*(?:/[A-Za-z][A-Za-z0-9_]*)?$`)
)

// renames checks the form of ids and names, and notes where they stand.
func (c *checker) renames(cfg *Config) {
	if len(cfg.Rename) > 0 {
		cfg.Places = map[string]string{}
	}
	for id, to := range cfg.Rename {
		n := c.nodes["rename."+id]
		cfg.Places[id] = fmt.Sprintf("%s:%d:%d", c.file, n.Line, n.Column)
		switch {
		case !renameID.MatchString(id):
			c.problem(n, "rename: %q is no id of an operation, such as v1.0/subscription/postSubscriptions", id)
		case !renameTo.MatchString(to):
			c.problem(n, "rename: %q is no name, such as create, nor a resource and a name, such as subscription/create", to)
		}
	}
}

// service checks what the struct tags cannot say of the service.
func (c *checker) service(cfg *Config) {
	s := cfg.Service.Of()
	for _, p := range s.Problems() {
		key := p.Key
		if i, ok := environmentIndex(key); ok {
			key = "environments." + s.Environments[i].Name
		}
		n := c.nodes["service."+key]
		if n == nil {
			n = c.nodes["service"]
		}
		c.problem(n, "service.%s: %s", key, p.Message)
	}
}

// environmentIndex returns the number in a key such as "environments[1].url".
func environmentIndex(key string) (i int, ok bool) {
	n, err := fmt.Sscanf(key, "environments[%d].", &i)
	return i, n == 1 && err == nil
}

// dialect checks the name of a dialect, or the path of one.
func (c *checker) dialect(n *yaml.Node, name string, allowOutside bool) {
	if IsDialectFile(name) {
		c.path(n, "dialect", name, allowOutside)
		return
	}
	if _, ok := dialect.Builtin(name); name != "" && !ok {
		c.problem(n, "there is no dialect %q; built in are %s%s", name, strings.Join(dialect.Names(), ", "), DidYouMean(name, dialect.Names()))
	}
}

// IsDialectFile tells the path of a dialect from the name of one that is built in.
func IsDialectFile(name string) bool {
	return slices.Contains([]string{".yaml", ".yml"}, filepath.Ext(name))
}

func (c *checker) path(n *yaml.Node, what, path string, allowOutside bool) {
	if !allowOutside && !filepath.IsLocal(filepath.FromSlash(path)) {
		c.problem(n, "%s %q leads outside the folder of this file; if that is meant, write allowOutside: true", what, path)
	}
}

// CodeNames lists the codes of all findings.
func CodeNames() []string {
	names := make([]string, len(ir.Codes))
	for i, code := range ir.Codes {
		names[i] = code.Name
	}
	return names
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func within(path string) string {
	if path == "" {
		return ""
	}
	return " in " + path
}
