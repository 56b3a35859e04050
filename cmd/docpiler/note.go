package main

import (
	"fmt"

	"github.com/docpiler/docpiler/cmd/docpiler/config"
	"github.com/docpiler/docpiler/ir"
)

// note says something on standard error.
func (e *env) note(format string, args ...any) {
	fmt.Fprintln(e.err, ir.Visible(fmt.Sprintf(format, args...)))
}

// quantity words a number of things: "1 page", "12 pages".
func quantity(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

func nearestVerb(word string) string {
	names := make([]string, len(verbs))
	for i, v := range verbs {
		names[i] = v.name
	}
	return config.DidYouMean(word, names)
}
