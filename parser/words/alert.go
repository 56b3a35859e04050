package words

import "sync"

// Alert returns which kind of alert a word names in any language, "" if in
// none; the base language comes first. It serves where the language of a page is
// not known yet.
func Alert(word string) string {
	if role := baseSet().Role("alert", word); role != "" {
		return role
	}
	var forFolded, forTight [shortText]byte
	folded := foldInto(forFolded[:0], word)
	a, known := alerts()[string(folded)]
	if tight := squeezeInto(forTight[:0], folded); len(tight) != len(folded) {
		if b, ok := alerts()[string(tight)]; ok && (!known || b.language < a.language) {
			a = b
		}
	}
	return a.role
}

// alert is a kind of alert, and the first language that has a word for it.
type alert struct {
	language int
	role     string
}

// alerts are the words of all languages, folded; none is a pattern. They are made
// of the files alone, for a page has words of other languages in its alerts only.
var alerts = sync.OnceValue(func() map[string]alert {
	out := map[string]alert{}
	for i, l := range languages() {
		roles := read(l.locale)["alert"]
		for _, role := range sortedKeys(roles) {
			for _, text := range roles[role] {
				for _, key := range newForm(role, text).exact() {
					if _, taken := out[key]; !taken {
						out[key] = alert{i, role}
					}
				}
			}
		}
	}
	return out
})
