// Package meaning reads what a page says: a page tree goes in, the operations
// or types that the page documents come out as an [ir.API], together with what
// is wrong with it.
//
//	# Get team                            operation v1.0/team/get
//	## Permissions      |Application|…|     its permissions
//	## HTTP request     GET /teams/{id}     its endpoints
//	## Response         `200 OK` … team     its responses
//
// A section is recognised by its anchor, which is English in every translation,
// then by its title in the words of the page's language, then by its shape.
package meaning

import (
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// Read returns the operations and types of one page in page order, with the
// page's findings. A page that documents neither, such as an overview, gives
// an empty API. Read keeps nothing of p and may run for many pages at once.
func Read(p *page.Page) *ir.API {
	set, known := words.For(p.Locale)
	return ReadWith(p, set, known)
}

// ReadWith is Read with given words. Where they are not known to be those of
// the page's language, the page's own words are learned first.
func ReadWith(p *page.Page, set *words.Set, known bool) *ir.API {
	r := newReader(p, set, known)
	parts := r.walk()
	if !known {
		r.learn(parts)
		parts = r.walk()
	}
	api := &ir.API{IRVersion: ir.Version}
	switch {
	case isTypePage(r, parts):
		api.Types = readType(r, parts)
	case isOperationPage(r, parts):
		api.Operations = readOperations(r, parts)
		r.lintSections(parts)
	case r.address().folder == "api" && !hasPrefixFold(p.Meta["doc_type"], "concept"):
		r.report("endpoint-missing", p.At, "The page %s stands among the pages of operations, but documents none.", quote(p.Title.String()))
	}
	r.reportLesson()
	api.Diagnostics = append(r.found, p.Diagnostics...)
	return api
}

func newReader(p *page.Page, set *words.Set, known bool) *reader {
	r := &reader{page: p, words: set, known: known, locale: p.Locale,
		names: map[string]string{}, types: map[string]bool{}, used: map[page.Block]bool{}}
	if r.locale == "" {
		r.locale = "und"
	}
	return r
}
