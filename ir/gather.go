package ir

import (
	"fmt"
	"slices"
)

// Gather puts the findings of one page that are likely to have one cause together:
// the first stays, the places of the others are related to it. Which are, says
// [Code.OncePerPage].
func Gather(list []Diagnostic) []Diagnostic {
	type key struct {
		code, file string
		severity   Severity
	}
	first := map[key]int{}
	out := make([]Diagnostic, 0, len(list))
	for _, d := range list {
		code, _ := Lookup(d.Code)
		k := key{d.Code, d.File, d.Severity}
		i, again := first[k]
		switch {
		case !code.OncePerPage:
		case again:
			out[i].Related = append(slices.Clip(out[i].Related), Related{File: d.File, Line: d.Line, Column: d.Column, Message: fmt.Sprintf("also here: %s", d.Message)})
			continue
		default:
			first[k] = len(out)
		}
		out = append(out, d)
	}
	return out
}
