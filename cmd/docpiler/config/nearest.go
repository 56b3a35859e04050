package config

import (
	"fmt"

	"github.com/docpiler/docpiler/ir/nearest"
)

// DidYouMean returns `; did you mean "x"?` with the known name that is nearest
// to word, or "" if none is near enough to be worth naming.
func DidYouMean(word string, known []string) string {
	best := nearest.Word(word, known, min(max(2, len(word)/3), len(word)-1))
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", best)
}
