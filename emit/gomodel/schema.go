package gomodel

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
	"github.com/docpiler/docpiler/ir/service"
)

// maxDepth bounds chains of bases, and the nesting of examples that are looked
// into.
const maxDepth = 64

// longList is the length from which a list is worth an index.
const longList = 24

// schema is everything known about one JSON shape before it becomes a Go type:
// its page, the rows of body tables that describe it, and samples of it from
// the examples.
type schema struct {
	key     string         // tells schemas apart: the qualified API name in lower case, or a place
	api     string         // qualified API name, "" if the API does not name it
	wish    string         // Go name
	stem    string         // of the file of a shape that the API does not name
	page    *ir.Type       // nil: no page describes it
	table   []*ir.Property // rows of request tables
	samples []*jsontree.Node
	others  []*jsontree.Node   // samples that say to be of a subtype
	values  []string           // listed in the description of a property of this type
	root    *schema            // of an object that no page names: the schema that it was met in first
	instead map[string]*schema // subtypes that examples show in its place, by key
	base    *schema            // of a subtype that only examples show
	body    bool               // a request body: optional properties tell absent and null apart
	files   bool               // of a form in several parts, in which files travel
	at      ir.Pos

	built *Type
	done  bool // built is final; nil means raw JSON

	documented *propertyList // see properties
	revision   int           // of the index up to which they hold
	inner      map[string]*schema
}

// spelling is a type name as a page writes it, and the page's namespace.
type spelling struct{ name, namespace string }

// row is a row of a body table: the file stem of its resource and its name.
type row struct{ stem, name string }

// schemaIndex holds the schemas of one API version.
type schemaIndex struct {
	locale  string
	api     *service.Service
	root    string              // namespace of unqualified names, e.g. "microsoft.graph"
	pages   map[string]*ir.Type // by qualified name in lower case
	short   map[string][]string // keys of pages by unqualified name in lower case
	derived map[string][]string // keys of pages by the key of their base
	schemas map[string]*schema
	met     map[spelling]*schema     // what find found
	rows    map[row]*ir.BodyProperty // rows of body tables with a named type
	types   []*Type
	claims  []*claim
	found   []ir.Diagnostic

	revision int               // grows with what examples and body tables add to properties and bases
	names    map[string]string // what fieldName gave
}

func newSchemaIndex(api *ir.API, version, locale string) *schemaIndex {
	b := &schemaIndex{
		locale: locale, api: api.ServiceOf(), root: api.ServiceOf().Namespace,
		pages: map[string]*ir.Type{}, short: map[string][]string{}, derived: map[string][]string{}, schemas: map[string]*schema{},
		met: map[spelling]*schema{}, rows: map[row]*ir.BodyProperty{}, revision: 1, names: map[string]string{},
	}
	for _, t := range api.Types {
		if t.APIVersion == version {
			key := strings.ToLower(t.Name)
			b.pages[key] = t
			unqualified := key[strings.LastIndexByte(key, '.')+1:]
			b.short[unqualified] = append(b.short[unqualified], key)
		}
	}
	for key, t := range b.pages {
		if t.Base != "" {
			base := b.find(t.Base, namespaceOf(t.Name)).key
			b.derived[base] = append(b.derived[base], key)
		}
	}
	return b
}

// find returns the schema of a type name as a page writes it: qualified, or
// short for a type of the page's own namespace or of the root one.
func (b *schemaIndex) find(name, namespace string) *schema {
	s := b.met[spelling{name, namespace}]
	if s == nil {
		s = b.meet(name, namespace)
		b.met[spelling{name, namespace}] = s
	}
	return s
}

func (b *schemaIndex) meet(name, namespace string) *schema {
	name = strings.TrimPrefix(strings.TrimSpace(name), "#")
	qualified, key := name, strings.ToLower(name)
	if !strings.Contains(name, ".") || b.root == "" {
		qualified, key = b.qualify(name, namespace)
	}
	if s := b.schemas[key]; s != nil {
		return s
	}
	s := &schema{key: key, api: qualified, page: b.pages[key]}
	if s.page != nil {
		s.api, s.at = s.page.Name, s.page.At
	}
	s.wish = exported(strings.TrimPrefix(s.api, b.root+"."))
	s.stem = fileStem(s.wish)
	b.schemas[key] = s
	return s
}

// qualify returns the qualified name of a short one, and its key.
func (b *schemaIndex) qualify(name, namespace string) (qualified, key string) {
	if namespace != "" && namespace != b.root {
		qualified = namespace + "." + name
		if key = strings.ToLower(qualified); b.pages[key] != nil {
			return qualified, key
		}
	}
	if qualified = name; b.root != "" {
		qualified = b.root + "." + name
	}
	key = strings.ToLower(qualified)
	if b.pages[key] != nil {
		return qualified, key
	}
	if keys := b.short[strings.ToLower(name)]; len(keys) == 1 {
		return b.pages[keys[0]].Name, keys[0]
	}
	return qualified, key
}

// place returns the schema of a shape that the API does not name.
func (b *schemaIndex) place(key, wish, stem string, at ir.Pos) *schema {
	if s := b.schemas[key]; s != nil {
		return s
	}
	s := &schema{key: key, wish: wish, stem: stem, at: at}
	b.schemas[key] = s
	return s
}

// property is what pages say about a member of a schema.
type property struct {
	*ir.Property
	namespace string // where its type name is looked up
}

// properties lists the documented properties: inherited ones first, each name
// once, the most derived definition winning.
func (b *schemaIndex) properties(s *schema) []property {
	if s.page == nil && s.base == nil && len(s.table) == 0 { // most of those that only examples show
		return nil
	}
	if s.revision < b.revision {
		b.listProperties(s)
	}
	return s.documented.all
}

func (b *schemaIndex) listProperties(s *schema) {
	chain := b.chain(s)
	s.revision = math.MaxInt // pages do not change
	n := 0
	for _, c := range chain {
		if c.page == nil { // tables of requests may come in later
			s.revision = b.revision
		}
		n += len(c.table)
		if c.page != nil {
			n += len(c.page.Properties)
		}
	}
	list := newPropertyList(n)
	for _, c := range slices.Backward(chain) {
		if page := c.page; page != nil {
			namespace := namespaceOf(page.Name)
			for j := range page.Properties {
				list.add(property{&page.Properties[j], namespace}, true)
			}
		}
		for _, row := range c.table {
			list.add(property{row, b.root}, false)
		}
	}
	s.documented = list
}

// propertyList is a list of properties, each name once.
type propertyList struct {
	all   []property
	index map[string]int // of long lists
}

func newPropertyList(n int) *propertyList {
	l := &propertyList{all: make([]property, 0, n)}
	if n >= longList {
		l.index = make(map[string]int, n)
	}
	return l
}

// find returns the place of a property, -1 if there is none of the name.
func (l *propertyList) find(name string) int {
	if l.index == nil {
		return slices.IndexFunc(l.all, func(p property) bool { return p.Name == name })
	}
	if i, ok := l.index[name]; ok {
		return i
	}
	return -1
}

// add adds a property. One of its name gives way, if it may.
func (l *propertyList) add(p property, wins bool) {
	switch i := l.find(p.Name); {
	case i < 0:
		if l.index != nil {
			l.index[p.Name] = len(l.all)
		}
		l.all = append(l.all, p)
	case wins:
		l.all[i] = p
	}
}

// rowProperties turns the rows of a body table into properties.
func rowProperties(rows []ir.BodyProperty) []*ir.Property {
	list, all := make([]*ir.Property, len(rows)), make([]ir.Property, len(rows))
	for i := range rows {
		p := &rows[i]
		all[i] = ir.Property{
			Name: p.Name, Type: p.Type, Collection: p.Collection, Required: p.Required,
			Values: p.Values, Description: p.Description, At: p.At,
		}
		list[i] = &all[i]
	}
	return list
}

// chain returns the schema and its bases, the nearest first. A cycle ends it.
func (b *schemaIndex) chain(s *schema) []*schema {
	var buf [4]*schema // few types have more bases
	chain := buf[:0]
	for s != nil && !slices.Contains(chain, s) && len(chain) < maxDepth {
		chain = append(chain, s)
		s = b.baseOf(s)
	}
	return slices.Clone(chain)
}

func (b *schemaIndex) baseOf(s *schema) *schema {
	if s.page != nil && s.page.Base != "" {
		return b.find(s.page.Base, namespaceOf(s.page.Name))
	}
	return s.base
}

// derives reports whether s is base or derives from it.
func (b *schemaIndex) derives(s, base *schema) bool {
	for range maxDepth {
		if s == base || s == nil {
			return s == base
		}
		s = b.baseOf(s)
	}
	return false
}

func namespaceOf(qualified string) string {
	i := strings.LastIndexByte(qualified, '.')
	return qualified[:max(i, 0)]
}

// learn adds a sample of a schema and, through its members, samples of others.
func (b *schemaIndex) learn(s *schema, n *jsontree.Node, depth int) {
	if n == nil || depth > maxDepth {
		return
	}
	if n.Kind() == jsontree.Array {
		for _, e := range n.Elements() {
			b.learn(s, e, depth+1)
		}
		return
	}
	if kind := ir.ODataType(n); kind != "" {
		if sub := b.shownAs(s, kind); sub != s {
			s.others = append(s.others, n)
			s = sub
		}
	}
	s.samples = append(s.samples, n)
	for _, m := range n.Members() {
		if p := b.property(s, m.Name); p != nil && p.Type != "" {
			if !ir.IsPrimitive(p.Type) {
				b.learn(b.find(p.Type, p.namespace), m, depth+1)
			}
		} else if isProperty(m.Name) && s.page == nil {
			b.learn(b.inner(s, m.Name), m, depth+1)
		}
	}
}

// property returns what pages say about a member, nil if they say nothing.
func (b *schemaIndex) property(s *schema, name string) *property {
	if len(b.properties(s)) == 0 {
		return nil
	}
	if i := s.documented.find(name); i >= 0 {
		return &s.documented.all[i]
	}
	return nil
}

// shownAs returns the schema that an object's @odata.type names, if that is
// another one than the page says and may stand there.
func (b *schemaIndex) shownAs(s *schema, kind string) *schema {
	if s.body || !strings.Contains(kind, ".") {
		return s
	}
	sub := b.find(kind, "")
	switch {
	case sub == s:
		return s
	case sub.page == nil && sub.base == nil && s.api != "" && !b.derives(s, sub):
		sub.base = s
		b.revision++
	case !b.derives(sub, s):
		return s
	}
	if s.instead == nil {
		s.instead = map[string]*schema{}
	}
	s.instead[sub.key] = sub
	return sub
}

// inner returns the schema of an object that a member holds and that no page
// names: the type that a body table of the resource gives a property of that
// name, else one shape for all members of that name below the same root.
func (b *schemaIndex) inner(s *schema, name string) *schema {
	root := s
	if s.root != nil {
		root = s.root
	}
	inner := root.inner[name]
	if inner == nil {
		if p := b.rows[row{root.stem, name}]; p != nil {
			inner = b.find(p.Type, b.root)
		} else {
			inner = b.place(root.key+"/"+name, root.wish+exported(name), root.stem, root.at)
			inner.root = root
		}
		if root.inner == nil {
			root.inner = map[string]*schema{}
		}
		root.inner[name] = inner
	}
	return inner
}

// isProperty tells properties from annotations ("@odata.etag", "x@odata.count").
func isProperty(name string) bool {
	return name != "" && strings.IndexByte(name, '@') < 0 && strings.IndexByte(name, '#') < 0
}

// usableJSON reports whether a name can stand in a struct tag as it is.
func usableJSON(name string) bool {
	return isWord(name) || isPrintable(name) && name != "-" && !strings.ContainsAny(name, " \"\\`,")
}

// isWord reports whether a name is a short one of ASCII letters and digits.
func isWord(name string) bool {
	for i := range len(name) {
		if !isAlnum(rune(name[i])) {
			return false
		}
	}
	return name != "" && len(name) <= 128
}

// isPrintable reports whether a text is a short one of visible characters.
func isPrintable(text string) bool {
	return text != "" && len(text) <= 128 && !strings.ContainsFunc(text, func(r rune) bool {
		return r == unicode.ReplacementChar || !unicode.IsPrint(r)
	})
}
