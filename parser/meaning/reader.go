package meaning

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// reader is one page while it is being understood.
type reader struct {
	page   *page.Page
	words  *words.Set
	known  bool     // words are those of the page's language, not the base language's
	place  *address // see address
	named  bool     // the names of the page are known, see identifiers
	locale string   // BCP 47 tag under which the page's texts are kept
	lesson *lesson  // nil where words are known
	found  []ir.Diagnostic
	head   tableHead

	names map[string]string   // see identifiers
	types map[string]bool     // names of types in lower case, see isKnownType
	used  map[page.Block]bool // tables and code blocks that something was read from
}

// report adds a finding. The message is one sentence; what stood on the page is
// given through [quote].
func (r *reader) report(code string, at ir.Pos, format string, args ...any) {
	r.reportWith(nil, code, at, format, args...)
}

// reportWith is report with related places. A finding inside an included file
// names the page too.
func (r *reader) reportWith(related []ir.Related, code string, at ir.Pos, format string, args ...any) {
	if at.File != r.page.Name {
		related = append(related, ir.RelatedAt(r.page.At, "the page that includes it"))
	}
	r.found = append(r.found, ir.NewDiagnostic(code, at, fmt.Sprintf(format, args...), related...))
}

// text is a text of the page in the page's language.
func (r *reader) text(s string) ir.Text { return ir.NewText(r.locale, s) }

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
