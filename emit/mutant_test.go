package emit

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mutantVariable names the environment variable that holds the id of the fault
// that is at work.
const mutantVariable = "DOCPILER_MUTANT"

// mutant is a fault that sleeps in an emitted file.
type mutant struct {
	id        string
	kind      string // "method", "path", "json", "query", "header", "subtype", "status", or one of these of the server
	dir, file string
	line      int
	was, is   string
	caught    bool
}

// edit replaces source[from:to].
type edit struct {
	from, to int
	text     string
}

// mutantSource wakes the fault that the environment names.
const mutantSource = `
import (
	"os"
	"reflect"
)

var mutantID = os.Getenv("` + mutantVariable + `")

func mutated[T any](id string, was, is T) T {
	if id == mutantID {
		return is
	}
	return was
}

func mutatedTag(tag reflect.StructTag) reflect.StructTag {
	if id := tag.Get("mutant"); id != "" && id == mutantID {
		return reflect.StructTag(tag.Get("instead"))
	}
	return tag
}
`

// tagRead matches where the runtime reads a struct tag.
var tagRead = regexp.MustCompile(`\b\w+(\.Type\(\))?\.Field\(\w\)\.Tag\b`)

// seed puts a sleeping fault into each place of a package that holds a fact of
// the API.
func seed(t *testing.T, dir string, files Files) []*mutant {
	t.Helper()
	m := mutator{dir: dir, fset: token.NewFileSet()}
	var pkg string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file, err := parser.ParseFile(m.fset, name, files[name], parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		pkg = file.Name.Name
		switch {
		case strings.HasSuffix(name, "_test.go"):
		case strings.HasPrefix(name, "runtime"):
			files[name] = tagRead.ReplaceAll(files[name], []byte("mutatedTag($0)"))
		default:
			m.file, m.server, m.edits = name, strings.HasSuffix(name, "_server.go"), nil
			ast.Inspect(file, func(n ast.Node) bool {
				m.node(n)
				return true
			})
			files[name] = apply(files[name], m.edits)
		}
	}
	files["mutants.go"] = []byte("package " + pkg + "\n" + mutantSource)
	return m.list
}

// apply makes edits that do not overlap.
func apply(source []byte, edits []edit) []byte {
	slices.SortFunc(edits, func(a, b edit) int { return a.from - b.from })
	var out bytes.Buffer
	at := 0
	for _, e := range edits {
		out.Write(source[at:e.from])
		out.WriteString(e.text)
		at = e.to
	}
	out.Write(source[at:])
	return out.Bytes()
}

// mutator finds the places of a package.
type mutator struct {
	dir, file string
	server    bool
	fset      *token.FileSet
	edits     []edit
	list      []*mutant
}

// add notes the faults of one literal; it is replaced by a choice among them.
func (m *mutator) add(kind string, lit *ast.BasicLit, faults ...string) {
	text := lit.Value
	for _, is := range faults {
		text = fmt.Sprintf("mutated(%q, %s, %s)", m.note(kind, lit, is), text, is)
	}
	m.replace(lit, text)
}

func (m *mutator) note(kind string, lit *ast.BasicLit, is string) (id string) {
	if m.server {
		kind = "server " + kind
	}
	id = strconv.Itoa(len(m.list))
	m.list = append(m.list, &mutant{id: id, kind: kind, dir: m.dir, file: m.file, line: m.fset.Position(lit.Pos()).Line, was: lit.Value, is: is})
	return id
}

func (m *mutator) replace(lit *ast.BasicLit, text string) {
	m.edits = append(m.edits, edit{m.fset.Position(lit.Pos()).Offset, m.fset.Position(lit.End()).Offset, text})
}

// node looks for literals by where they stand.
func (m *mutator) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.KeyValueExpr:
		key, isName := n.Key.(*ast.Ident)
		lit, isText := n.Value.(*ast.BasicLit)
		switch {
		case isName && isText && key.Name == "method":
			m.add("method", lit, otherMethod(lit.Value))
		case isName && isText && key.Name == "path":
			m.template(lit)
		}
	case *ast.CompositeLit:
		m.composite(n)
	case *ast.CallExpr:
		m.call(n)
	case *ast.FuncDecl:
		if n.Name.Name == "newSubtype" || n.Name.Name == "odataType" {
			m.subtypes(n)
		}
	case *ast.Field:
		if n.Tag != nil {
			m.tag(n.Tag)
		}
	}
}

// subtypes mutates the values of @odata.type that a subtype is known by.
func (m *mutator) subtypes(n *ast.FuncDecl) {
	ast.Inspect(n.Body, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok {
			m.add("subtype", lit, longer(lit.Value))
		}
		return true
	})
}

func otherMethod(quoted string) string {
	return strconv.Quote(map[bool]string{true: "PUT", false: "POST"}[quoted == `"POST"`])
}

// composite mutates the names of required query parameters and headers, and the
// endpoints of servers.
func (m *mutator) composite(n *ast.CompositeLit) {
	if list, ok := n.Type.(*ast.ArrayType); ok {
		if name, ok := list.Elt.(*ast.Ident); ok && name.Name == "serverEndpoint" {
			for _, e := range n.Elts {
				m.endpoint(e.(*ast.CompositeLit))
			}
		}
	}
	if name, ok := n.Type.(*ast.Ident); !ok || name.Name != "values" {
		return
	}
	for _, e := range n.Elts {
		if pair, ok := e.(*ast.KeyValueExpr); ok {
			if lit, ok := pair.Key.(*ast.BasicLit); ok {
				m.add("query", lit, longer(lit.Value))
			}
		}
	}
}

func longer(quoted string) string { return strings.TrimSuffix(quoted, `"`) + `q"` }

func (m *mutator) endpoint(n *ast.CompositeLit) {
	if method, ok := n.Elts[0].(*ast.BasicLit); ok {
		m.add("method", method, otherMethod(method.Value))
	}
	if template, ok := n.Elts[1].(*ast.BasicLit); ok {
		m.template(template)
	}
}

// call mutates the templates of addresses, and what servers read and send.
func (m *mutator) call(n *ast.CallExpr) {
	fun := n.Fun
	if generic, ok := fun.(*ast.IndexExpr); ok {
		fun = generic.X
	}
	name, ok := fun.(*ast.Ident)
	if !ok {
		return
	}
	text := func(i int) *ast.BasicLit {
		if i < len(n.Args) {
			lit, _ := n.Args[i].(*ast.BasicLit)
			return lit
		}
		return nil
	}
	switch first, second := text(0), text(1); {
	case name.Name == "expand" && first != nil:
		m.template(first)
	case name.Name == "queryArgument" && second != nil:
		m.add("query", second, longer(second.Value))
	case name.Name == "headerArgument" && second != nil:
		m.add("header", second, longer(second.Value))
	case strings.HasPrefix(name.Name, "send") && second != nil && second.Kind == token.INT:
		m.add("status", second, map[bool]string{true: "202", false: "200"}[second.Value == "200"])
	}
}

var literalSegment = regexp.MustCompile(`/[A-Za-z$.]{2,}`)

// template mutates each literal segment of a path template.
func (m *mutator) template(lit *ast.BasicLit) {
	var faults []string
	for _, at := range literalSegment.FindAllStringIndex(lit.Value, -1) {
		faults = append(faults, lit.Value[:at[1]]+"q"+lit.Value[at[1]:])
	}
	if len(faults) > 0 {
		m.add("path", lit, faults...)
	}
}

var tagName = regexp.MustCompile(`(json|query|header):"([^",]+)`)

// tag mutates the name that a struct tag gives a field.
func (m *mutator) tag(lit *ast.BasicLit) {
	at := tagName.FindStringSubmatchIndex(lit.Value)
	if at == nil || lit.Value[at[4]:at[5]] == "-" {
		return
	}
	is := lit.Value[:at[5]] + "q" + lit.Value[at[5]:]
	id := m.note(lit.Value[at[2]:at[3]], lit, is)
	m.replace(lit, fmt.Sprintf("`%s mutant:%q instead:%s`", strings.Trim(lit.Value, "`"), id, strconv.Quote(strings.Trim(is, "`"))))
}
