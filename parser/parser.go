// Package parser is the way in: documentation pages go in, in any shape and
// language, one [ir.API] comes out.
//
//	page.Source → format → page.Page → meaning → ir.API of the page
//	                                   all pages → ir.Merge → ir.Link
//
// Pages are read one by one and in parallel. What is wrong with a page is a
// finding in the result; no page stops another.
package parser

import (
	"bytes"
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/service"
	"github.com/docpiler/docpiler/parser/account"
	"github.com/docpiler/docpiler/parser/dialect"
	"github.com/docpiler/docpiler/parser/html"
	"github.com/docpiler/docpiler/parser/lint"
	"github.com/docpiler/docpiler/parser/markdown"
	"github.com/docpiler/docpiler/parser/meaning"
	"github.com/docpiler/docpiler/parser/mhtml"
	"github.com/docpiler/docpiler/parser/outline"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/restore"
	"github.com/docpiler/docpiler/parser/source"
	"github.com/docpiler/docpiler/parser/text"
	"github.com/docpiler/docpiler/parser/words"
)

// Format is a shape in which pages come.
type Format struct {
	Name  string
	Is    func(page.Source) bool         // looks at the content, never at the name
	Parse func(page.Source) []*page.Page // one page, or one per API version that the page's zones show
}

// Formats lists the shapes in the order in which they are tried. Text takes
// whatever the others leave.
var Formats = []Format{
	{"mhtml", mhtml.Is, mhtml.Parse},
	{"html", html.Is, html.Parse},
	{"markdown", markdown.Is, markdown.Parse},
	{"text", text.Is, text.Parse},
}

// Options say how to compile. The zero value is ready to use.
type Options struct {
	Base     string                                           // language that wins where variants disagree; "" means [ir.BaseLocale]
	Locale   func(name string) string                         // language of a page that does not say it itself, "" if unknown; may be nil
	Version  func(name string) string                         // version of the API of a page that does not say it itself, "" if unknown; may be nil
	Dialect  func(name string) *dialect.Dialect               // of a page; nil, or nil returned: told by the page
	Words    func(locale string) (set *words.Set, known bool) // words of a language; nil means [words.For]
	Service  service.Service                                  // what is configured of the pages' service
	Workers  int                                              // pages read at a time; 0 means one per processor
	Renames  []ir.Rename                                      // other names for operations
	Unmerged bool                                             // leave the pages apart: no Merge, no Link
	Progress func()                                           // called after each page, from several goroutines; may be nil
}

// Reading is what one page says, and what the checks across pages need of it.
// It is not changed once it is there.
type Reading struct {
	API     *ir.API
	Noted   lint.Page
	Account account.Total // of the lines that look like facts
}

// Compile reads the pages and returns everything that they say, merged and
// linked. The order of sources does not show in the result, unless the pages
// are left apart.
func Compile(sources []page.Source, opt Options) *ir.API {
	return Join(ReadAll(slices.Clone(sources), opt), opt)
}

// Join is the second half of Compile: it puts together what was read.
func Join(read []Reading, opt Options) *ir.API {
	apis := make([]*ir.API, len(read))
	pages := make([]lint.Page, len(read))
	for i, r := range read {
		apis[i], pages[i] = r.API, r.Noted
	}
	var links []ir.Diagnostic
	var group sync.WaitGroup
	group.Go(func() { links = lint.CheckLinks(pages) }) // which have nothing to do with the API
	api := join(apis)
	if !opt.Unmerged {
		api = Merge(apis, opt)
	}
	group.Wait()
	api.Diagnostics = append(api.Diagnostics, links...)
	lint.CheckPages(api, pages)
	return api
}

// Merge joins pages that were left apart, such as those of saved IRs, as
// Compile joins its pages.
func Merge(apis []*ir.API, opt Options) *ir.API {
	api := ir.Merge(cmp.Or(opt.Base, ir.BaseLocale), shareVersion(takeOnlyVersion(nameDocuments(apis))))
	ir.Link(api, opt.Renames...)
	settleService(api, opt.Service)
	lint.CheckAPI(api)
	return api
}

// ReadAll is the first half of Compile: it reads each source and drops its data,
// so that what was read need not be in memory twice. The results stand in the
// order of sources.
func ReadAll(sources []page.Source, opt Options) []Reading {
	all := make([]Reading, len(sources))
	var group errgroup.Group
	group.SetLimit(cmp.Or(opt.Workers, runtime.GOMAXPROCS(0)))
	for i := range sources {
		group.Go(func() error {
			all[i] = ReadOne(sources[i], opt)
			sources[i].Data = nil
			if opt.Progress != nil {
				opt.Progress()
			}
			return nil
		})
	}
	_ = group.Wait() // what is wrong with a page is a finding
	return all
}

// Read reads one page, unmerged. A page that makes the reader panic, which is
// a bug in docpiler, gives the finding page-unreadable and nothing else.
func Read(src page.Source, opt Options) *ir.API {
	return ReadOne(src, opt).API
}

// ReadOne is Read with what the checks across pages need to know. The variants of
// a page with zones have their links in common.
func ReadOne(src page.Source, opt Options) (out Reading) {
	defer func() {
		if p := recover(); p != nil {
			out.API = unreadable(src, fmt.Sprintf("The page cannot be read: %v.", p))
		}
	}()
	if what := page.Binary(src.Data); what != "" {
		return Reading{API: unreadable(src, fmt.Sprintf("The page is no text, but %s; it is not read.", what))}
	}
	src, dirt := source.Clean(src)
	var apis []*ir.API
	var included []page.Source
	if include := src.Include; include != nil {
		src.Include = func(path string) ([]byte, error) {
			data, err := include(path)
			if err == nil {
				clean, found := source.Clean(page.Source{Name: path, Data: data})
				data, dirt = clean.Data, append(dirt, found...)
			}
			seen := func(s page.Source) bool { return s.Name == path }
			if err == nil && path != src.Name && !slices.ContainsFunc(included, seen) {
				included = append(included, page.Source{Name: path, Data: data})
			}
			return data, err
		}
	}
	for i, p := range Parse(src) {
		restore.Frame(p)
		if p.At.IsZero() { // a page of front matter alone
			p.At = ir.Pos{File: p.Name, Line: 1, Column: 1}
		}
		found := settleLocale(p, opt)
		if opt.Version != nil && p.Version == "" {
			p.Version = opt.Version(p.Name)
		}
		page := readParts(p, src.Data, opt, func() *page.Page { return Parse(src)[i] })
		page.Diagnostics = append(page.Diagnostics, found...)
		apis = append(apis, page)
		if i == 0 {
			out.Noted = lint.Of(p)
		}
	}
	if out.API = apis[0]; len(apis) > 1 {
		out.API = join(apis)
	}
	out.API.Diagnostics = append(out.API.Diagnostics, dirt...)
	out.Account = accountFor(src, included, out.API)
	account.Forget(out.API)
	return out
}

// unreadable is what a page says that cannot be read.
func unreadable(src page.Source, why string) *ir.API {
	return &ir.API{IRVersion: ir.Version, Diagnostics: []ir.Diagnostic{
		ir.NewDiagnostic("page-unreadable", ir.Pos{File: src.Name, Line: 1, Column: 1}, why),
	}}
}

// maxParts is how many operations of a page are read. References on one page have
// some hundred.
const maxParts = 5000

// readParts reads a page as a whole or, where that gives no endpoint, the
// operations that it shows in another layout. Copied text is cut only where its
// dialect is known. Where no heading of the page names its requests, the page, which
// again parses once more, may be one of several operations as well.
func readParts(p *page.Page, data []byte, opt Options, again func() *page.Page) *ir.API {
	whole := readPage(p, opt)
	n := countEndpoints(whole)
	if n > 0 && (p.Format == "text" || p.Headed) {
		return whole
	}
	d := dialectOf(p.Name, data, opt)
	if d.Whole || p.Format == "text" && d == dialect.Default() {
		return whole
	}
	d = d.WithMethods(opt.Service.Methods)
	if n > 0 {
		fresh := again()
		restore.Frame(fresh)
		fresh.Locale, fresh.Version = p.Locale, p.Version
		if parts, aside := outline.Split(fresh, documentOf(p.Name), d); len(parts) > 2*n || haveTitles(parts, n) {
			return readSplit(&ir.API{Diagnostics: fresh.Diagnostics}, parts, aside, d, opt)
		}
		return whole
	}
	parts, aside := outline.Split(p, documentOf(p.Name), d)
	if len(parts) == 0 {
		return whole
	}
	return readSplit(&ir.API{Types: whole.Types, Diagnostics: p.Diagnostics}, parts, aside, d, opt)
}

// haveTitles reports whether each of some operations, as many as there are endpoints
// or more, stands below a heading of its own.
func haveTitles(parts []*page.Page, endpoints int) bool {
	const fewest = 3
	titles := map[string]bool{}
	for _, p := range parts {
		titles[p.Title.String()] = true
	}
	return len(parts) >= fewest && len(parts) >= endpoints && len(titles) == len(parts)
}

// countEndpoints counts the endpoints of all operations.
func countEndpoints(api *ir.API) int {
	n := 0
	for _, o := range api.Operations {
		n += len(o.Endpoints)
	}
	return n
}

// readSplit reads the operations of a page, and adds what is known of it besides, and
// where it holds no facts.
func readSplit(besides *ir.API, parts []*page.Page, aside []ir.Span, d *dialect.Dialect, opt Options) *ir.API {
	if len(parts) > maxParts {
		besides.Diagnostics = append(besides.Diagnostics, ir.NewDiagnostic("endpoints-too-many", parts[maxParts].At,
			fmt.Sprintf("The page documents more than the %d operations that are read.", maxParts)))
		parts = parts[:maxParts]
	}
	apis := []*ir.API{besides}
	for _, part := range parts {
		apis = append(apis, readPage(part, opt))
	}
	api := join(apis)
	for _, s := range aside {
		api.Aside = append(api.Aside, ir.Aside{Span: s, Strong: true})
	}
	told := d.Service
	api.Service, api.Bases = &told, basesOf(parts)
	api.Diagnostics = once(api.Diagnostics, "version-assumed")
	return api
}

// basesOf counts the addresses that operations stand below.
func basesOf(parts []*page.Page) map[string]int {
	bases := map[string]int{}
	for _, p := range parts {
		for _, base := range p.Bases {
			bases[base]++
		}
	}
	return bases
}

// once drops all findings of a kind but the first.
func once(all []ir.Diagnostic, code string) []ir.Diagnostic {
	seen := false
	return slices.DeleteFunc(all, func(d ir.Diagnostic) bool {
		again := seen && d.Code == code
		seen = seen || d.Code == code
		return again
	})
}

func dialectOf(name string, data []byte, opt Options) *dialect.Dialect {
	if opt.Dialect != nil {
		if d := opt.Dialect(name); d != nil {
			return d
		}
	}
	d, _ := dialect.Tell(data)
	return d
}

// documentOf is what the names of a page's variants have in common: its path
// without the folder or ending that names the language.
func documentOf(name string) string {
	if tag := pathLocale(name); tag != "" {
		name = strings.Join(slices.DeleteFunc(strings.Split(name, "/"), func(s string) bool {
			return strings.EqualFold(s, tag) || strings.EqualFold(canonical(s), tag)
		}), "/")
	}
	return name
}

func readPage(p *page.Page, opt Options) *ir.API {
	wordsFor := opt.Words
	if wordsFor == nil {
		wordsFor = words.For
	}
	set, known := wordsFor(p.Locale)
	restore.Sections(p, set)
	return meaning.ReadWith(p, set, known)
}

// Parse turns a source into its page tree, by the first format that it fits.
func Parse(src page.Source) []*page.Page {
	src.Data = page.UTF8(src.Data)
	if bytes.IndexByte(src.Data, '\n') < 0 { // lines end in \r alone, as on old machines
		src.Data = page.UnixLines(src.Data)
	}
	for _, f := range Formats {
		if f.Is(src) {
			return f.Parse(src)
		}
	}
	return text.Parse(src)
}

// join puts pages beside each other without relating them.
func join(apis []*ir.API) *ir.API {
	out := &ir.API{IRVersion: ir.Version}
	for _, a := range apis {
		out.Operations = append(out.Operations, a.Operations...)
		out.Types = append(out.Types, a.Types...)
		out.Diagnostics = append(out.Diagnostics, a.Diagnostics...)
		out.Aside = append(out.Aside, a.Aside...)
	}
	out.Service, out.Bases = ir.MergeServices(apis)
	return out
}
