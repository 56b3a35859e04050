package ir

import (
	"cmp"
	"slices"
)

// Ignored is a finding that a page asks not to report.
type Ignored struct {
	File string `json:"file"` // that holds the page, or what it includes
	Code string `json:"code"`
}

// Reported returns those findings of a list that no page asks to ignore. It
// works in place. Findings that are made of an API after its pages were read,
// such as those of emitting code, are to be passed through it.
func (a *API) Reported(list []Diagnostic) []Diagnostic {
	if len(a.Ignored) == 0 {
		return list
	}
	ignored := make(map[Ignored]bool, len(a.Ignored))
	for _, i := range a.Ignored {
		ignored[i] = true
	}
	return slices.DeleteFunc(list, func(d Diagnostic) bool { return ignored[Ignored{d.File, d.Code}] })
}

// Ignore adds findings that pages ask not to report; each stands in the list once,
// by file and code.
func (a *API) Ignore(list ...Ignored) {
	a.Ignored = append(a.Ignored, list...)
	slices.SortFunc(a.Ignored, func(x, y Ignored) int { return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Code, y.Code)) })
	a.Ignored = slices.Compact(a.Ignored)
}
