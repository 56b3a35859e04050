package page

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// Dump returns the tree as text for golden tests: one line per node, its place,
// its kind and its content. Nodes of another file than the page name that file.
//
//	page markdown en-US
//	1:1 title "Get team"
//	5:1 h2 #permissions "Permissions"
//	  7:1 para "See " [Permissions](/graph/permissions-reference) "."
//	  9:1 table
//	    9:2 "Permission type" | 9:18 "Permissions"
func Dump(p *Page) string {
	d := &dumper{file: p.Name}
	d.line(strings.TrimRight("page "+p.Format+" "+p.Locale, " "))
	if p.Zone != "" {
		d.line("zone " + p.Zone)
	}
	for _, key := range slices.Sorted(maps.Keys(p.Meta)) {
		d.line(fmt.Sprintf("meta %s: %s", key, p.Meta[key]))
	}
	if p.Title != nil {
		d.node(p.At, "title "+spans(p.Title))
	}
	if p.Root != nil {
		d.blocks(p.Root.Blocks)
		d.sections(p.Root.Sub)
	}
	for _, f := range p.Diagnostics {
		d.node(f.Pos(), fmt.Sprintf("%s %s: %s", f.Severity, f.Code, f.Message))
	}
	return d.out.String()
}

type dumper struct {
	out    strings.Builder
	file   string
	indent int
}

func (d *dumper) line(text string) {
	for range d.indent {
		d.out.WriteString("  ")
	}
	d.out.WriteString(text)
	d.out.WriteByte('\n')
}

func (d *dumper) node(at ir.Pos, text string) { d.line(d.at(at) + " " + text) }

func (d *dumper) at(p ir.Pos) string {
	if p.File != d.file {
		return p.String()
	}
	return fmt.Sprintf("%d:%d", p.Line, p.Column)
}

func (d *dumper) within(fill func()) {
	d.indent++
	fill()
	d.indent--
}

func (d *dumper) sections(list []*Section) {
	for _, s := range list {
		d.node(s.At, fmt.Sprintf("h%d #%s %s", s.Level, s.Anchor, spans(s.Title)))
		d.within(func() {
			d.blocks(s.Blocks)
			d.sections(s.Sub)
		})
	}
}

func (d *dumper) blocks(list []Block) {
	for _, b := range list {
		d.block(b)
	}
}

func (d *dumper) block(b Block) {
	switch b := b.(type) {
	case *Para:
		d.node(b.At, "para "+spans(b.Spans))
	case *Comment:
		d.node(b.At, fmt.Sprintf("comment %q", b.Text))
	case *Missing:
		d.node(b.At, "missing "+b.Path)
	case *Note:
		d.node(b.At, strings.TrimRight("note "+b.Kind, " "))
		d.within(func() { d.blocks(b.Blocks) })
	case *List:
		kind := "list"
		if b.Ordered {
			kind = "list ordered"
		}
		d.node(b.At, kind)
		for _, item := range b.Items {
			d.within(func() {
				d.line("item")
				d.within(func() { d.blocks(item) })
			})
		}
	case *Table:
		d.table(b)
	case *Code:
		d.code(b)
	}
}

func (d *dumper) table(t *Table) {
	d.node(t.At, "table"+flag(!t.Certain, " uncertain"))
	d.within(func() {
		d.line(d.cells(t.Head))
		for _, r := range t.Rows {
			d.node(r.At, "row"+flag(r.Ragged, " ragged")+" "+d.cells(r.Cells))
		}
	})
}

func (d *dumper) cells(list []Cell) string {
	parts := make([]string, len(list))
	for i, c := range list {
		parts[i] = strings.TrimRight(d.at(c.At)+" "+spans(c.Spans), " ")
	}
	return strings.Join(parts, " | ")
}

func (d *dumper) code(c *Code) {
	text := "code"
	if c.Lang != "" {
		text += " " + c.Lang
	}
	if c.Tab != "" {
		text += " tab=" + c.Tab
	}
	if c.Annotation != nil {
		text += " annotation=" + d.at(c.Annotation.At)
	}
	text += flag(c.Unindented, " unindented") + flag(c.Unclosed, " unclosed")
	d.node(c.At, text)
	d.within(func() {
		for i, line := range strings.Split(c.Text, "\n") {
			if i == 0 {
				line = d.at(c.From) + "| " + line
			} else {
				line = "| " + line
			}
			d.line(strings.TrimRight(line, " "))
		}
	})
}

func flag(on bool, text string) string {
	if on {
		return text
	}
	return ""
}

// spans renders an Inline: text quoted, other kinds in Markdown's signs.
func spans(in Inline) string {
	parts := make([]string, len(in))
	for i, s := range in {
		switch s.Kind {
		case CodeSpan:
			parts[i] = "`" + s.Text + "`"
		case Link:
			parts[i] = "[" + s.Text + "](" + s.Href + ")"
		case Bold:
			parts[i] = "**" + s.Text + "**"
		case Italic:
			parts[i] = "*" + s.Text + "*"
		case Break:
			parts[i] = "<br>"
		default:
			parts[i] = fmt.Sprintf("%q", s.Text)
		}
	}
	return strings.Join(parts, " ")
}
