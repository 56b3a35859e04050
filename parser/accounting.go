package parser

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/account"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// accountWords are what permission schemes are called in all languages.
var accountWords = sync.OnceValue(func() account.Words {
	out := account.Words{Schemes: map[string]string{}, Headers: map[string]string{}}
	for _, set := range words.All() {
		for _, role := range set.RolesOf(words.HeaderNames) {
			for _, label := range set.TextsOf(role) {
				if label := account.Squeeze(label); label != account.Squeeze(role.Key()) {
					out.Headers[label] = role.Key()
				}
			}
		}
		for _, role := range set.RolesOf(words.Schemes) {
			for _, label := range set.TextsOf(role) {
				out.Schemes[account.Squeeze(label)] = role.Key()
			}
		}
	}
	return out
})

// whole are the codes of findings that speak of all that begins where they point.
var whole = []string{"table-unreadable", "block-unreadable", "permissions-unreadable", "table-headless", "example-limit", "comment-unclosed", "fence-unclosed"}

// accountFor holds what was read of a page and of the files that it includes
// against what on them looks like a fact, and reports what nothing answers for.
func accountFor(src page.Source, included []page.Source, api *ir.API) account.Total {
	var total account.Total
	values := account.Values(api)
	for _, file := range append([]page.Source{src}, included...) {
		p := account.Page{Facts: account.Facts(page.UTF8(file.Data), accountWords()), Values: values[file.Name]}
		api.Diagnostics = append(api.Diagnostics, oddities(file.Name, p.Facts)...)
		for _, d := range api.Diagnostics {
			if d.File == file.Name && d.Severity.Rank() >= ir.Warning.Rank() {
				p.Findings = append(p.Findings, account.Finding{Line: d.Line, Whole: slices.Contains(whole, d.Code)})
			}
		}
		for _, a := range api.Aside {
			if a.At.File == file.Name {
				p.Aside = append(p.Aside, account.Aside{Lines: account.Lines{First: a.At.Line, Last: a.Last()}, Strong: a.Strong})
			}
		}
		p.Unread = len(api.Operations)+len(api.Types) == 0
		of, open := account.Balance(p)
		found := unaccounted(file.Name, open, api)
		for i := range found {
			if file.Name != src.Name {
				found[i].Related = append(found[i].Related, ir.Related{File: src.Name, Line: 1, Column: 1, Message: "the page that includes it"})
			}
		}
		told := len(found) > 0 || slices.ContainsFunc(api.Diagnostics, func(d ir.Diagnostic) bool { return d.Code == "type-missing" })
		for _, run := range open {
			if told {
				of.Reported += len(run)
			} else {
				of.Aside += len(run) // on a page that has nothing to do with the reference
			}
		}
		api.Diagnostics = append(api.Diagnostics, found...)
		total.Add(of)
	}
	return total
}

// oddities makes the findings of facts that were read, but may mean something else.
func oddities(file string, facts []account.Fact) []ir.Diagnostic {
	var out []ir.Diagnostic
	for _, f := range facts {
		at := ir.Pos{File: file, Line: f.First, Column: 1}
		if f.Odd {
			out = append(out, ir.NewDiagnostic("sign-odd", at, fmt.Sprintf("The name in %s holds a dash for a hyphen, or a sign that was escaped twice; it is read as it stands.", quoted(f.Text))))
		}
	}
	return out
}

// unaccounted makes the findings of the runs that nothing answers for. A page that
// documents neither operations nor types was not read at all, which is said once,
// and only where it shows what pages of the reference show.
func unaccounted(file string, runs []account.Run, api *ir.API) []ir.Diagnostic {
	if len(api.Operations)+len(api.Types) == 0 {
		all := account.Run(slices.Concat(runs...))
		i := slices.IndexFunc(all, func(f account.Fact) bool { return f.Kind == account.Request })
		if i < 0 {
			i = slices.IndexFunc(all, func(f account.Fact) bool { return f.Strong })
		}
		if i < 0 {
			return nil
		}
		return []ir.Diagnostic{unrecognised(file, all, all[i])}
	}
	var out []ir.Diagnostic
	for _, run := range runs {
		at := ir.Pos{File: file, Line: run[0].First, Column: 1}
		out = append(out, ir.NewDiagnostic("line-unaccounted", at, fmt.Sprintf("The line %s looks like a %s, but nothing was read from it%s.", quoted(run[0].Text), run[0].Kind, furtherLines(run))))
	}
	return out
}

// unrecognised is the finding of a page that was not read.
func unrecognised(file string, all account.Run, first account.Fact) ir.Diagnostic {
	at := ir.Pos{File: file, Line: first.First, Column: 1}
	if first.Kind != account.Request {
		return ir.NewDiagnostic("line-unaccounted", at, fmt.Sprintf("The line %s looks like a %s, but the page documents neither an operation nor a type; nothing was read from it.", quoted(first.Text), first.Kind))
	}
	d := ir.NewDiagnostic("operation-unrecognised", at, fmt.Sprintf("The page shows the request %s, but no operation was read from it.", quoted(first.Text)))
	kinds := map[account.Kind]bool{}
	for _, f := range all {
		kinds[f.Kind] = true
	}
	if kinds[account.Permission] && (kinds[account.Header] || kinds[account.Status] || kinds[account.JSON]) {
		d.Severity = ir.Error
	}
	return d
}

func furtherLines(run account.Run) string {
	if len(run) == 1 {
		return ""
	}
	return ", nor from " + strconv.Itoa(len(run)-1) + " more up to line " + strconv.Itoa(run[len(run)-1].Last)
}

func quoted(s string) string { return `"` + ir.Visible(strings.TrimSpace(s)) + `"` }
