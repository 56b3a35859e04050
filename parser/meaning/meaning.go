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
// then by its title in the words of the page's language, then by its shape. The
// table of [kinds] lists the kinds of sections.
//
// Each part of a page has a reader: permissions, fields (tables of headers,
// parameters and properties), endpoints, examples, answers, types. They share
// the page, its vocabulary, its names and its findings, see [pageContext], and
// nothing else. A file is called after its reader and, after an underscore,
// after what it does: permission_cell.go, example_lint.go.
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
	c := newContext(p, newVocabulary(set, known))
	if !known {
		c.learned = learn(p, set)
		c.vocabulary = newVocabulary(set.With(c.locale, c.learned.texts), false)
	}
	parts := sectionsOf(p, c.vocabulary)
	api := &ir.API{IRVersion: ir.Version}
	switch {
	case isTypePage(c, parts):
		api.Types = readTypes(c, parts)
	case isOperationPage(c, parts):
		api.Operations, api.Types = readOperations(c, parts)
		lintSections(c, parts)
	case c.address.folder == "api" && !hasPrefixFold(p.Meta["doc_type"], "concept"):
		c.report("endpoint-missing", p.At, "The page %s stands among the pages of operations, but documents none.", quote(p.Title.String()))
	}
	if len(api.Operations)+len(api.Types) == 0 && c.isTitledType(p) {
		c.report("type-missing", p.At, "The title %s names a type, but no properties or members of it could be read.", quote(p.Title.String()))
	}
	lintEnd(c, parts)
	lintMarks(c, parts)
	lintTitles(c, p)
	c.reportLearned()
	c.setAside(parts)
	if len(api.Operations)+len(api.Types) == 0 && hasPrefixFold(p.Meta["doc_type"], "concept") {
		c.aside = append(c.aside, ir.Aside{Span: ir.Span{At: ir.Pos{File: p.Name, Line: 1, Column: 1}, End: lastLine}, Strong: true})
	}
	api.Diagnostics, api.Aside = append(c.found, p.Diagnostics...), c.aside
	return api
}
