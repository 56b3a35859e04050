package words

import (
	"maps"
	"slices"
	"sync"
)

// Alert returns which kind of alert a word names in any language, "" if in
// none; the base language comes first. It serves where the language of a page is
// not known yet.
func Alert(word string) string {
	folded := Fold(word)
	if role := alerts()[folded]; role != "" {
		return role
	}
	return alerts()[squeeze(folded)]
}

// alerts are the texts of the group "alert" in all languages, folded → role.
var alerts = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	add := func(group map[string][]string) {
		for _, role := range slices.Sorted(maps.Keys(group)) {
			for _, text := range group[role] {
				for _, key := range newForm(role, text).exact() {
					if out[key] == "" {
						out[key] = role
					}
				}
			}
		}
	}
	add(baseSet().texts["alert"])
	for _, l := range languages() {
		add(l.texts()["alert"])
	}
	return out
})
