// Package places checks that the nodes of a page tree lie where they can lie.
package places

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// Check returns an error if a node of the page lies outside the page's bytes, or
// a row does not fit its table. Nodes of included files are not looked at.
func Check(p *page.Page, data []byte) error {
	text := strings.TrimPrefix(string(data), "\ufeff")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	c := &checker{page: p, lines: strings.Split(text, "\n")}
	c.spans(p.Title)
	for section := range p.Root.All() {
		if section != p.Root {
			c.at(section.At)
		}
		c.spans(section.Title)
		for b := range page.Within(section.Blocks) {
			c.block(b)
		}
	}
	for _, d := range p.Diagnostics {
		c.at(d.Pos())
	}
	return c.err
}

type checker struct {
	page  *page.Page
	lines []string
	err   error
}

func (c *checker) at(p ir.Pos) {
	if c.err != nil || p.File != c.page.Name {
		return
	}
	if p.Line < 1 || p.Line > len(c.lines) || p.Column < 1 || p.Column > utf8.RuneCountInString(c.lines[p.Line-1])+1 {
		c.err = fmt.Errorf("%s lies outside the page", p)
	}
}

func (c *checker) spans(in page.Inline) {
	for _, s := range in {
		c.at(s.At)
	}
}

func (c *checker) block(b page.Block) {
	c.at(b.Pos())
	for text := range page.Texts(b) {
		c.spans(text)
	}
	switch b := b.(type) {
	case *page.Code:
		c.at(b.From)
	case *page.Comment:
		c.at(b.From)
	case *page.Table:
		for _, r := range b.Rows {
			c.at(r.At)
			if len(r.Cells) != len(b.Head) {
				c.err = fmt.Errorf("the row at %s has %d cells, its table %d", r.At, len(r.Cells), len(b.Head))
			}
			for _, cell := range r.Cells {
				c.at(cell.At)
			}
		}
	}
}
