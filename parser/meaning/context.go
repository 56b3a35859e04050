package meaning

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// pageContext is what the readers of one page share: the page, what its language
// calls things, the names that it uses, and what is wrong with it.
type pageContext struct {
	vocabulary
	page    *page.Page
	locale  string // BCP 47 tag under which the page's texts are kept
	names   *names
	address address
	learned *learned // words that the page's language lacks a file for; nil where it has one
	found   []ir.Diagnostic
	aside   []ir.Aside // where no facts are expected
}

func newContext(p *page.Page, v vocabulary) *pageContext {
	c := &pageContext{vocabulary: v, page: p, locale: p.Locale, names: namesOf(p)}
	if c.locale == "" {
		c.locale = "und"
	}
	c.address = addressOf(p, c.names)
	return c
}

// report adds a finding. The message is one sentence; what stood on the page is
// given through [quote].
func (c *pageContext) report(code string, at ir.Pos, format string, args ...any) {
	c.reportWith(nil, code, at, format, args...)
}

// reportWith is report with related places. A finding inside an included file
// names the page too.
func (c *pageContext) reportWith(related []ir.Related, code string, at ir.Pos, format string, args ...any) {
	if at.File != c.page.Name {
		related = append(related, ir.RelatedAt(c.page.At, "the page that includes it"))
	}
	c.found = append(c.found, ir.NewDiagnostic(code, at, fmt.Sprintf(format, args...), related...))
}

// text is a text of the page in the page's language.
func (c *pageContext) text(s string) ir.Text { return ir.NewText(c.locale, s) }

// maxQuote is how many code points of a page a message quotes.
const maxQuote = 200

// quote gives text of a page as a message may show it: on one line, without
// control characters, shortened, in double quotes.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	n := 0
	for _, c := range strings.TrimSpace(s) {
		if n++; n > maxQuote {
			b.WriteString("\u2026")
			break
		}
		if unicode.IsSpace(c) || unicode.IsControl(c) || unicode.Is(unicode.Cf, c) || c == unicode.ReplacementChar {
			c = ' '
		}
		b.WriteRune(c)
	}
	b.WriteByte('"')
	return b.String()
}
