package meaning

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/parser/words"
)

// maxMarkers bounds the length of a statement that consists of markers.
const maxMarkers = 120

// markersOf lists the markers that stand in a text as a sentence, in brackets, in
// a list of markers ("Read-only, required"), or last in a sentence with a
// placeholder ("Bearer <token> Required"). The word in running prose ("is
// required when …", "Required, if …") is no marker.
func (v vocabulary) markersOf(text string) []words.Role {
	var out []words.Role
	for s := range statements(text) {
		if i := strings.LastIndexAny(s, "}>"); i >= 0 && i+1 < len(s) {
			out = append(out, v.endMarkers(s[i+1:])...)
			out = append(out, v.listedMarkers(s[i+1:])...)
		}
		if len(s) <= maxMarkers {
			out = append(out, v.listedMarkers(s)...)
		}
	}
	return out
}

// listedMarkers returns the roles of a statement that consists of markers, nil
// for any other.
func (v vocabulary) listedMarkers(s string) []words.Role {
	var out []words.Role
	for _, m := range strings.FieldsFunc(s, isComma) {
		role := v.words.ExactOf(words.Markers, m)
		if role.IsZero() {
			return nil
		}
		out = append(out, role)
	}
	return out
}

// endMarkers returns the roles of the markers that the words after a
// placeholder end in.
func (v vocabulary) endMarkers(s string) []words.Role {
	var out []words.Role
	folded := words.Fold(s)
	for _, role := range v.words.RolesOf(words.Markers) {
		if slices.ContainsFunc(v.words.TextsOf(role), func(m string) bool { return strings.HasSuffix(folded, words.Fold(m)) }) {
			out = append(out, role)
		}
	}
	return out
}
