package meaning

import (
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// lintSections reports headings that are misspelt, stand twice or stand in an
// unusual place.
func lintSections(c *pageContext, parts sections) {
	seen := map[words.Role]part{}
	var last kind
	for _, p := range parts {
		if p.Misspelt != "" {
			c.report("heading-misspelt", p.At, "The heading %s is not known; %s may be meant.", quote(p.Title.String()), quote(p.Misspelt))
		}
		if p.Depth != 1 || p.Role.IsZero() {
			continue
		}
		k := kindOf(p.Role)
		if first, again := seen[p.Role]; again && k.once && !p.InExamples {
			if strings.EqualFold(first.Title.String(), p.Title.String()) {
				related := []ir.Related{ir.RelatedAt(first.At, "first here")}
				c.reportWith(related, "heading-repeated", p.At, "The section %s stands on the page twice.", quote(p.Title.String()))
			}
			continue
		}
		seen[p.Role] = p
		if k.order > 0 && k.order < last.order {
			c.report("heading-misplaced", p.At, "The section %s stands after %s; it usually stands before.", quote(p.Title.String()), quote(seen[last.role].Title.String()))
		}
		if k.order > last.order {
			last = k
		}
	}
}

// lintEnd reports a page that ends with the heading of a section that holds facts.
func lintEnd(c *pageContext, parts sections) {
	last := parts[len(parts)-1]
	if k := kindOf(last.Role); len(parts) > 1 && len(last.Blocks) == 0 && (k.facts || k.typ != nil) && last.At.File == c.page.Name {
		c.report("page-cut", last.At, "The page ends with the heading %s; what followed is lost.", quote(last.Title.String()))
	}
}

// blocks are the tables and code blocks that a reader has read something from.
type blocks map[page.Block]bool

// lintLeftovers names the tables and code blocks of the sections of facts that no
// reader has read anything from.
func lintLeftovers(c *pageContext, parts sections, read ...blocks) {
	isRead := func(b page.Block) bool {
		for _, set := range read {
			if set[b] {
				return true
			}
		}
		return false
	}
	for _, p := range parts {
		if p.InExamples || !kindOf(p.In).facts {
			continue
		}
		for t := range tables(p.Blocks) {
			if !isRead(t) && !c.isClouds(t) {
				c.report("table-unreadable", t.At, "The table that begins with %s is of no known kind in the section %s.", quote(headText(t)), quote(p.Title.String()))
			}
		}
		for code := range codes(p.Blocks) {
			if !isRead(code) && isProtocol(code) && !holdsExample(p, code) {
				first := firstLineOf(code)
				c.report("block-unreadable", code.At, "The code block that begins with %s is of no known kind in the section %s.", quote(first), quote(p.Title.String()))
			}
		}
	}
}

// isProtocol reports whether a code block may show HTTP or JSON; code in a
// programming language states no facts.
func isProtocol(code *page.Code) bool {
	switch code.Lang {
	case "", "http", "msgraph-interactive", "json":
		return !isOtherTab(code)
	}
	return false
}

func headText(t *page.Table) string {
	var cells []string
	for _, c := range t.Head {
		cells = append(cells, c.Spans.String())
	}
	return strings.Join(cells, " | ")
}

// lintTitles reports a second title of an operation or type: another page in the same
// file, what it says is taken for that of the first.
func lintTitles(c *pageContext, p *page.Page) {
	for s := range p.Root.All() {
		if s.Level != 1 || s == p.Root {
			continue
		}
		for sub := range s.All() {
			if role, _ := headingRole(sub, c.vocabulary); kindOf(role).facts || kindOf(role).typ != nil {
				c.report("page-several", s.At, "The file holds a second page, %s; what it says is taken for the first's.", quote(s.Title.String()))
				return
			}
		}
	}
	lintNamespaces(c, p)
}

// lintNamespaces reports a second line that names the namespace of what a page
// documents, which stands below its title.
func lintNamespaces(c *pageContext, p *page.Page) {
	const longest = 80 // bytes
	first := false
	for s := range p.Root.All() {
		for para := range blocksOf[*page.Para](s.Blocks) {
			text := para.Spans.String()
			if len(text) > longest {
				continue
			}
			name, _ := c.cutNamespace(text)
			if name != "" && first {
				c.report("page-several", para.At, "The file holds a second page, of the namespace %s; what it says is taken for the first's.", quote(name))
				return
			}
			first = first || name != ""
		}
	}
}

// lintMarks reports paragraphs that begin like a heading whose text runs on.
func lintMarks(c *pageContext, parts sections) {
	for _, p := range parts {
		for para := range blocksOf[*page.Para](p.Blocks) {
			text := para.Spans.String()
			if name := strings.TrimLeft(text, "#"); len(text)-len(name) > 1 && name != "" && name[0] != ' ' {
				c.report("heading-misspelt", para.At, "The line %s begins like a heading, but lacks the blank behind the signs.", quote(text))
			}
		}
	}
}
