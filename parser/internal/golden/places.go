package golden

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// Places returns an error if a node of the page lies outside the page's bytes.
// Nodes of included files are not looked at.
func Places(p *page.Page, data []byte) error {
	text := strings.TrimPrefix(string(data), "\ufeff")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	c := &places{page: p, lines: strings.Split(text, "\n")}
	c.spans(p.Title)
	c.section(p.Root)
	for _, d := range p.Diagnostics {
		c.at(d.Pos())
	}
	return c.err
}

type places struct {
	page  *page.Page
	lines []string
	err   error
}

func (c *places) at(p ir.Pos) {
	if c.err != nil || p.File != c.page.Name {
		return
	}
	if p.Line < 1 || p.Line > len(c.lines) || p.Column < 1 || p.Column > utf8.RuneCountInString(c.lines[p.Line-1])+1 {
		c.err = fmt.Errorf("%s lies outside the page", p)
	}
}

func (c *places) section(s *page.Section) {
	c.blocks(s.Blocks)
	for _, sub := range s.Sub {
		c.at(sub.At)
		c.spans(sub.Title)
		c.section(sub)
	}
}

func (c *places) spans(in page.Inline) {
	for _, s := range in {
		c.at(s.At)
	}
}

func (c *places) blocks(list []page.Block) {
	for _, b := range list {
		c.at(b.Pos())
		switch b := b.(type) {
		case *page.Para:
			c.spans(b.Spans)
		case *page.List:
			for _, item := range b.Items {
				c.blocks(item)
			}
		case *page.Note:
			c.blocks(b.Blocks)
		case *page.Code:
			c.at(b.From)
		case *page.Comment:
			c.at(b.From)
		case *page.Table:
			c.cells(b.Head)
			for _, r := range b.Rows {
				c.at(r.At)
				c.cells(r.Cells)
			}
		}
	}
}

func (c *places) cells(list []page.Cell) {
	for _, cell := range list {
		c.at(cell.At)
		c.spans(cell.Spans)
	}
}
