package words

import (
	"maps"
	"slices"
	"strings"
	"sync"
)

// Frame reports whether a text is made of nothing but words that sites put around
// a page, in any language: "Read in English Add Edit". Only words of the given
// roles of the group "frame" count, of all roles if none is given.
func Frame(text string, roles ...string) bool {
	const longest = 500 // bytes
	if len(text) > longest {
		return false
	}
	counts := func(role string) bool { return len(roles) == 0 || slices.Contains(roles, role) }
	f := frames()
	folded := Fold(text)
	for _, p := range f.patterns {
		if _, ok := p.match(folded); ok && counts(p.role) {
			return true
		}
	}
	words := strings.Fields(folded)
	covered := make([]bool, len(words)+1) // whether the words up to here are phrases
	covered[0] = true
	last := 0 // that is covered
	for end := 1; end <= len(words) && end-last <= f.longest; end++ {
		for start := max(0, end-f.longest); start < end && !covered[end]; start++ {
			if covered[start] {
				role, known := f.exact[strings.Trim(strings.Join(words[start:end], " "), foldedSigns)]
				covered[end] = known && counts(role)
			}
		}
		if covered[end] {
			last = end
		}
	}
	return len(words) > 0 && covered[len(words)]
}

// frameWords are the texts of the group "frame" in all languages, folded.
type frameWords struct {
	exact    map[string]string // text → role
	patterns []form
	longest  int // words of the longest text
}

var frames = sync.OnceValue(func() frameWords {
	f := frameWords{exact: map[string]string{}}
	for _, l := range languages() {
		group := l.texts()["frame"]
		for _, role := range slices.Sorted(maps.Keys(group)) {
			for _, text := range group[role] {
				form := newForm(role, text)
				key := strings.Trim(form.texts[0], foldedSigns)
				if len(form.holes) > 0 {
					f.patterns = append(f.patterns, form)
					if sentence := role == "signIn" && strings.HasSuffix(text, " {T}"); !sentence {
						continue
					}
				}
				f.exact[key] = role
				f.longest = max(f.longest, len(strings.Fields(key)))
			}
		}
	}
	return f
})
