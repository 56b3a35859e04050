package page

import "strings"

// superscripts are the digits of footnotes.
var superscripts = strings.NewReplacer("0", "\u2070", "1", "\u00b9", "2", "\u00b2", "3", "\u00b3", "4", "\u2074", "5", "\u2075", "6", "\u2076", "7", "\u2077", "8", "\u2078", "9", "\u2079")

// Superscript gives raised digits, as <sup> raises them, as the digits that Unicode
// has for that, so that a footnote does not run into the word that it stands at.
func Superscript(s string) string { return superscripts.Replace(s) }
