package ir

import (
	"cmp"
	"slices"
	"strings"
)

// Merge joins the APIs of single pages into one. Variants of a page (other
// languages, other shapes) become one operation or type with several sources:
// the facts of the base language win, what only a variant has is kept, texts
// are gathered per language, and where variants disagree a finding says so.
// API versions are never merged.
//
// The result does not depend on the order of apis, nor on how pages are spread
// over them. The values of apis are not changed. What pages say about each
// other beyond being variants is left to [Link].
func Merge(base string, apis []*API) *API {
	out := &API{IRVersion: Version}
	var ops []*Operation
	var types []*Type
	for _, a := range apis {
		ops = append(ops, a.Operations...)
		types = append(types, a.Types...)
		out.Diagnostics = append(out.Diagnostics, a.Diagnostics...)
		out.Ignored = append(out.Ignored, a.Ignored...)
	}
	out.Service, out.Bases = MergeServices(apis)
	unread := pagesWithoutWords(out.Diagnostics)
	for _, group := range operationVariants(base, ops) {
		if len(group) == 1 {
			out.Operations = append(out.Operations, group[0])
			continue
		}
		m := &merger{base: base, unread: unread}
		out.Operations = append(out.Operations, m.operations(group))
		out.Diagnostics = append(out.Diagnostics, m.found...)
	}
	for _, group := range typeVariants(base, types) {
		if len(group) == 1 {
			out.Types = append(out.Types, group[0])
			continue
		}
		m := &merger{base: base, unread: unread}
		out.Types = append(out.Types, m.types(group))
		out.Diagnostics = append(out.Diagnostics, m.found...)
	}
	sortAPI(out)
	return out
}

// pagesWithoutWords lists the pages in languages that have no word file.
func pagesWithoutWords(found []Diagnostic) map[string]bool {
	files := map[string]bool{}
	for _, d := range found {
		if d.Code == "words-unknown" {
			files[d.File] = true
		}
	}
	return files
}

// sortAPI brings the lists of an API into their canonical order and drops
// findings that stand there twice.
func sortAPI(a *API) {
	sortStable(a.Operations, compareOperations)
	sortStable(a.Types, compareTypes)
	a.Ignore()
	sortStable(a.Diagnostics, compareDiagnostics)
	a.Diagnostics = slices.CompactFunc(a.Diagnostics, func(x, y Diagnostic) bool { return compareDiagnostics(x, y) == 0 })
}

// sortStable sorts a list that is often sorted already.
func sortStable[T any](list []T, compare func(a, b T) int) {
	if !slices.IsSortedFunc(list, compare) {
		slices.SortStableFunc(list, compare)
	}
}

func compareOperations(a, b *Operation) int {
	if c := strings.Compare(a.ID, b.ID); c != 0 {
		return c
	}
	return cmp.Or(compareSources(a.Sources, b.Sources), ComparePos(operationPos(a), operationPos(b)))
}

func compareTypes(a, b *Type) int {
	if c := cmp.Or(strings.Compare(a.APIVersion, b.APIVersion), strings.Compare(a.Name, b.Name)); c != 0 {
		return c
	}
	return cmp.Or(compareSources(a.Sources, b.Sources), ComparePos(a.At, b.At))
}

func compareDiagnostics(a, b Diagnostic) int {
	if c := ComparePos(a.Pos(), b.Pos()); c != 0 {
		return c
	}
	if c := cmp.Or(strings.Compare(a.Code, b.Code), strings.Compare(a.Message, b.Message)); c != 0 {
		return c
	}
	return slices.CompareFunc(a.Related, b.Related, func(x, y Related) int {
		return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Line, y.Line), cmp.Compare(x.Column, y.Column), cmp.Compare(x.Message, y.Message))
	})
}

func compareSources(a, b []Source) int {
	return slices.CompareFunc(a, b, func(x, y Source) int {
		return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Locale, y.Locale), cmp.Compare(x.Format, y.Format), cmp.Compare(x.Document, y.Document))
	})
}

// operationPos is a place on the page that stands for the whole operation.
func operationPos(o *Operation) Pos {
	if len(o.Endpoints) > 0 {
		return o.Endpoints[0].At
	}
	if len(o.Examples) > 0 {
		return o.Examples[0].Request.At
	}
	return Pos{}
}

// formats lists the shapes of a page, the one that loses least first.
var formats = []string{"markdown", "html", "text"}

// compareVariants puts the variant first whose facts win: base language, then
// other regions of that language, then by tag; within a language the shape that
// loses least.
func compareVariants(base string, a, b Source) int {
	if a.Locale != b.Locale {
		return cmp.Or(cmp.Compare(localeRank(base, a.Locale), localeRank(base, b.Locale)), strings.Compare(a.Locale, b.Locale))
	}
	if a.Format != b.Format {
		return cmp.Or(cmp.Compare(formatRank(a.Format), formatRank(b.Format)), strings.Compare(a.File, b.File))
	}
	return strings.Compare(a.File, b.File)
}

func localeRank(base, locale string) int {
	language, _, _ := strings.Cut(base, "-")
	switch {
	case locale == base:
		return 0
	case locale == language || strings.HasPrefix(locale, language+"-"):
		return 1
	}
	return 2
}

func formatRank(format string) int {
	if i := slices.Index(formats, format); i >= 0 {
		return i
	}
	return len(formats)
}

func firstSource(sources []Source) Source {
	if len(sources) == 0 {
		return Source{}
	}
	return sources[0]
}

// mergeSources returns the sources of all variants, without repetition.
func mergeSources(base string, have, more []Source) []Source {
	out := slices.Clone(have)
	for _, s := range more {
		if !slices.Contains(have, s) {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b Source) int { return compareVariants(base, a, b) })
	return out
}
