package findings

import (
	"unicode"

	eastasian "golang.org/x/text/width"
)

// width returns how many cells of a terminal a visible text fills: letters of
// East Asian scripts fill two, combining marks none.
func width(s string) int {
	n := 0
	for _, r := range s {
		switch kind := eastasian.LookupRune(r).Kind(); {
		case unicode.Is(unicode.Mn, r):
		case kind == eastasian.EastAsianWide, kind == eastasian.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
