package outline

import (
	"strings"
	"unicode"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// nest replaces the members of members, "data.attributes.name", by types of their
// own: the body keeps its top level, and each object becomes a page of a type. A
// member that no row describes by itself, "data", is made.
func (o *operation) nest(fields []field, name string) (top []field, types []*page.Page) {
	index := map[string]int{} // of top
	inner := map[string][]field{}
	for _, f := range fields {
		head, rest, nested := strings.Cut(f.name, ".")
		i, known := index[head]
		switch {
		case !known && nested:
			i = len(top)
			top = append(top, field{at: f.at, name: head, place: f.place})
		case !known:
			i = len(top)
			top = append(top, f)
		}
		index[head] = i
		if nested && rest != "" {
			f.name = rest
			inner[head] = append(inner[head], f)
		}
	}
	for i := range top {
		f := &top[i]
		members := inner[f.name]
		if len(members) == 0 {
			continue
		}
		list := ""
		if strings.HasSuffix(f.typ, "collection") || strings.HasSuffix(f.name, "[]") {
			list = " collection"
		}
		f.name = strings.TrimSuffix(f.name, "[]")
		typ := name + camel(f.name)
		f.typ = typ + list
		properties, more := o.nest(members, typ)
		types = append(types, o.typePage(typ, f.at, fieldTable(properties)))
		types = append(types, more...)
	}
	return top, types
}

// typePage lays a type out as a page of its own.
func (c *cutter) typePage(name string, at ir.Pos, t *page.Table, text ...page.Block) *page.Page {
	title := page.Inline{{Text: name, At: at}}
	properties := &page.Section{At: t.At, Level: 2, Anchor: "properties", Title: page.Inline{{Text: "Properties", At: t.At}}, Blocks: []page.Block{t}}
	return &page.Page{
		Name: c.page.Name, Format: c.page.Format, Locale: c.page.Locale, Meta: map[string]string{}, Title: title, At: at, Document: c.document, Version: c.page.Version,
		Root: &page.Section{At: at, Blocks: text, Sub: []*page.Section{properties}},
	}
}

// bodyName begins the names of the types of a body: the path and the method, so
// that no two operations have one.
func (o *operation) bodyName() string {
	var b strings.Builder
	for s := range strings.SplitSeq(strings.Trim(pathOf(o.carriers[0].address), "/"), "/") {
		if !isPlaceholder(s) {
			b.WriteString(camel(s))
		}
	}
	b.WriteString(camel(strings.ToLower(o.methodOf())))
	name := b.String()
	if '0' <= name[0] && name[0] <= '9' {
		name = "Of" + name
	}
	return name
}

// camel joins the words of a text, each with a capital.
func camel(text string) string {
	var b strings.Builder
	start := true
	for _, r := range text {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			start = true
			continue
		}
		if start {
			r = unicode.ToUpper(r)
		}
		b.WriteRune(r)
		start = false
	}
	return b.String()
}

// types lists the types that headings of the page name, where the dialect says
// that headings do.
func (c *cutter) types() []*page.Page {
	var out []*page.Page
	for _, e := range c.entries {
		name := e.Title.String()
		if !c.dialect.IsType(name) {
			continue
		}
		for _, b := range e.Blocks {
			t, ok := b.(*page.Table)
			if !ok {
				continue
			}
			if fields := c.tableFields(t, true); len(fields) > 0 {
				out = append(out, c.typePage(name, e.At, fieldTable(fields), firstPara(e.Blocks)...))
				break
			}
		}
	}
	return out
}

func firstPara(blocks []page.Block) []page.Block {
	for i, b := range blocks {
		if _, ok := b.(*page.Para); ok {
			return blocks[i : i+1]
		}
	}
	return nil
}
