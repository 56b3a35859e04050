// Package lint finds what is wrong with pages only in each other's company:
// links that lead nowhere, names that two pages use, examples whose type has
// nothing to do with the documented one. It also drops the findings that a page
// asks to ignore:
//
//	<!-- docpiler:ignore json-mended, link-broken -->
package lint

import (
	"slices"
	"strings"
	"sync"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// Page is what the checks need to know of one page.
type Page struct {
	Name    string
	Anchors []string // of its headings, in lower case; nil if the format has none
	Links   []Link   // relative links, in page order
	Ignored []Ignored
}

// Link is a relative link of a page.
type Link struct {
	Href string // as written
	At   ir.Pos
}

// Ignored is a finding code that a page asks not to report.
type Ignored struct {
	Code string
	At   ir.Pos
}

// Of collects what the checks need of a page.
func Of(p *page.Page) Page {
	out := Page{Name: p.Name, Ignored: ignoredCodes(p.Comments)}
	if p.Format == "markdown" {
		out.Anchors = []string{"", page.Slug(p.Title.String())}
		out.collect(p.Root)
	}
	return out
}

// ignoreMark opens a comment that asks to ignore findings.
const ignoreMark = "docpiler:ignore"

// ignoredCodes reads the comments that ask to ignore findings on the page.
func ignoredCodes(comments []*page.Comment) []Ignored {
	var out []Ignored
	for _, c := range comments {
		rest, ok := strings.CutPrefix(strings.TrimSpace(c.Text), ignoreMark)
		if !ok {
			continue
		}
		for _, code := range strings.FieldsFunc(rest, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' || r == '\t' || r == '\r' }) {
			out = append(out, Ignored{code, c.At})
		}
	}
	return out
}

// Asks lists the findings that the page asks not to report. A comment in an included
// file counts for that file too.
func (p *Page) Asks() []ir.Ignored {
	var out []ir.Ignored
	for _, i := range p.Ignored {
		out = append(out, ir.Ignored{File: p.Name, Code: i.Code}, ir.Ignored{File: i.At.File, Code: i.Code})
	}
	return out
}

// CheckPages adds the findings about what pages ask to ignore to those of the API,
// and drops those that they ask to ignore, which the API keeps for findings to
// come.
func CheckPages(api *ir.API, pages []Page) {
	var ignored []ir.Ignored
	for _, p := range pages {
		ignored = append(ignored, p.Asks()...)
	}
	api.Ignore(ignored...)
	api.Diagnostics = api.Reported(append(api.Diagnostics, checkIgnored(pages)...))
	sort(api)
}

// CheckAPI adds the findings about what the pages of a merged API say of each
// other. It needs nothing but the API, so that shards give what one run gives.
func CheckAPI(api *ir.API) {
	checks := []func(*ir.API) []ir.Diagnostic{
		checkNames, checkTypes, checkProperties, checkMembers, checkValues, checkBodies, checkBodyTypes, checkTypeNames, checkTypePages, checkForeignNames,
	}
	found := make([][]ir.Diagnostic, len(checks))
	var group sync.WaitGroup
	for i, check := range checks {
		group.Go(func() { found[i] = check(api) })
	}
	group.Wait()
	// A shard may lack what the whole has.
	api.Diagnostics = slices.DeleteFunc(api.Diagnostics, func(d ir.Diagnostic) bool { return d.Code == typePagesMissing })
	api.Diagnostics = append(api.Diagnostics, slices.Concat(found...)...)
	sort(api)
}

func sort(api *ir.API) {
	slices.SortStableFunc(api.Diagnostics, func(a, b ir.Diagnostic) int { return ir.ComparePos(a.Pos(), b.Pos()) })
}

// checkIgnored reports codes that do not exist, which is how a typing error in
// a comment would go unnoticed.
func checkIgnored(pages []Page) []ir.Diagnostic {
	var out []ir.Diagnostic
	for _, p := range pages {
		for _, i := range p.Ignored {
			if _, ok := ir.Lookup(i.Code); !ok {
				out = append(out, ir.NewDiagnostic("ignore-unknown", i.At, "The comment asks to ignore \""+ir.Visible(i.Code)+"\", which is no code of a finding."))
			}
		}
	}
	return out
}
