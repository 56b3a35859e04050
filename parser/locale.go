package parser

import (
	"regexp"
	"strings"

	"golang.org/x/text/language"

	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// localeInPath is a language tag with a region as a folder ("de-de/"), at the
// end of one ("docs.de-DE/"), or before the ending of a file (".de-de.txt").
var localeInPath = regexp.MustCompile(`(?i)(?:^|[/.])([a-z]{2,3}(?:-[a-z]{4})?-[a-z]{2})(?:/|\.[a-z]+$)`)

// guessLocale decides in which language a page is that does not say so: by the
// caller's word, then by its path, then by its script and words. It returns ""
// if nothing tells.
func guessLocale(p *page.Page, opt Options) string {
	if opt.Locale != nil {
		if l := opt.Locale(p.Name); l != "" {
			return l
		}
	}
	if m := localeInPath.FindStringSubmatch(p.Name); m != nil {
		if tag, err := language.Parse(m[1]); err == nil {
			return tag.String()
		}
	}
	return words.Detect(visibleText(p))
}

// enough is how many bytes of prose tell a language.
const enough = 4 << 10

// visibleText is the prose of a page, as far as it takes to tell its language.
func visibleText(p *page.Page) string {
	var b strings.Builder
	b.WriteString(p.Title.String())
	var visit func(s *page.Section)
	visit = func(s *page.Section) {
		b.WriteString("\n" + s.Title.String())
		for _, block := range s.Blocks {
			if para, ok := block.(*page.Para); ok && b.Len() < enough {
				b.WriteString("\n" + para.Spans.String())
			}
		}
		for _, sub := range s.Sub {
			visit(sub)
		}
	}
	visit(p.Root)
	return b.String()
}
