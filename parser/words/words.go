// Package words holds what the pages of each language call things: section
// headings, table columns, permission schemes, negatives, markers, types. One
// YAML file per language, embedded; no word of any language stands in Go code.
//
// A file maps group → role → texts:
//
//	heading:
//	  httpRequest: [HTTP request]
//	permRow:
//	  application: [Application]
//
// A text may hold {T} (a name) and {n} (a number); it is then a pattern.
// Texts compare after [Fold]: without case, width, surrounding punctuation.
package words

import (
	"embed"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

//go:embed *.yaml
var files embed.FS

// Base is the language whose words serve where a language has none of its own,
// because translators leave many of them untouched.
const Base = "en-US"

// Set is the words of one language. Its methods fall back to the base language.
type Set struct {
	Locale string // BCP 47

	texts   texts                          // as written
	exact   map[string]map[string]string   // group → folded text → role
	forms   map[string][]form              // group → patterns
	phrases map[string]map[string][]string // group → role → texts as Find compares them
	base    *Set                           // nil for the base language itself
}

// form is a text with holes: {T} stands for any text, {n} for a number.
type form struct {
	role  string
	texts []string // folded, around the holes: one more than holes
	holes []string // "{T}" or "{n}"
}

// match returns what stood in the last hole.
func (f form) match(folded string) (hole string, ok bool) {
	rest, ok := strings.CutPrefix(folded, f.texts[0])
	if !ok {
		return "", false
	}
	for i, kind := range f.holes {
		end := strings.Index(rest, f.texts[i+1])
		switch {
		case kind == "{n}":
			end = len(rest) - len(strings.TrimLeft(rest, "0123456789"))
		case i == len(f.holes)-1:
			end = len(rest) - len(f.texts[i+1])
		}
		if end <= 0 || !strings.HasPrefix(rest[end:], f.texts[i+1]) {
			return "", false
		}
		hole, rest = strings.TrimSpace(rest[:end]), rest[end+len(f.texts[i+1]):]
	}
	return hole, rest == "" && hole != ""
}

// weight is the length of the fixed part: the longest pattern is the most
// specific one.
func (f form) weight() int { return len(strings.Join(f.texts, "")) }

// Role returns the role of a text within a group ("heading", "Request body" →
// "body"), "" if no word of the language or of the base language fits.
func (s *Set) Role(group, text string) string {
	role, _ := s.Match(group, text)
	return role
}

// Match is Role that also returns what stood in the last hole of a pattern, folded.
func (s *Set) Match(group, text string) (role, hole string) {
	_, role, hole = s.MatchIn([]string{group}, text)
	return role, hole
}

// MatchIn is Match over several groups: the first one that knows the text.
func (s *Set) MatchIn(groups []string, text string) (group, role, hole string) {
	folded := Fold(text)
	if folded == "" {
		return "", "", ""
	}
	for _, group := range groups {
		if role, hole := s.matchFolded(group, folded); role != "" {
			return group, role, hole
		}
	}
	return "", "", ""
}

// matchFolded is Match for a folded text.
func (s *Set) matchFolded(group, folded string) (role, hole string) {
	if role := s.exactRole(group, folded); role != "" {
		return role, ""
	}
	for set := s; set != nil; set = set.base {
		for _, f := range set.forms[group] {
			if hole, ok := f.match(folded); ok {
				return f.role, hole
			}
		}
	}
	return "", ""
}

// Exact is [Set.Role] without patterns.
func (s *Set) Exact(group, text string) string { return s.exactRole(group, Fold(text)) }

// exactRole is the role of a folded text, else that of the text without the
// blanks that translators set as they like.
func (s *Set) exactRole(group, folded string) string {
	if role := s.spelling(group, folded); role != "" {
		return role
	}
	return s.spelling(group, squeeze(folded))
}

func (s *Set) spelling(group, folded string) string {
	for set := s; set != nil; set = set.base {
		if role := set.exact[group][folded]; role != "" {
			return role
		}
	}
	return ""
}

// Own reports whether a text is a word of the language itself, not one that the
// base language lends it.
func (s *Set) Own(group, text string) bool {
	role := s.Role(group, text)
	return role != "" && (s.base == nil || s.base.Role(group, text) != role)
}

// Texts returns the texts of a role as the file writes them, the most usual
// first, followed by those of the base language that differ.
func (s *Set) Texts(group, role string) []string {
	out := slices.Clip(s.texts[group][role])
	if s.base != nil {
		for _, t := range s.base.texts[group][role] {
			if !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
	}
	return out
}

// Roles returns the roles of a group in either language, sorted.
func (s *Set) Roles(group string) []string {
	var out []string
	for set := s; set != nil; set = set.base {
		for role := range set.texts[group] {
			out = append(out, role)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// With returns a set for a language whose words are, besides those of s, the
// given ones: group → role → texts. It serves languages without a file.
func (s *Set) With(locale string, texts map[string]map[string][]string) *Set {
	out := newSet(locale, texts)
	out.base = s
	return out
}

// All returns every language that has a file, sorted by tag.
func All() []*Set {
	var sets []*Set
	for _, l := range languages() {
		sets = append(sets, l.set())
	}
	return sets
}

// wordFile is a language that has a file.
type wordFile struct {
	locale string
	set    func() *Set // reads the file, once
}

// languages lists the files, sorted by tag. A file is read when its words are
// wanted: most runs want those of one language or two.
var languages = sync.OnceValue(func() []wordFile {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		panic("words: " + err.Error()) // the pattern is wrong
	}
	var out []wordFile
	for _, name := range names {
		locale := strings.TrimSuffix(name, ".yaml")
		if locale == Base {
			out = append(out, wordFile{locale, baseSet})
			continue
		}
		out = append(out, wordFile{locale, sync.OnceValue(func() *Set {
			s := newSet(locale, read(locale))
			s.base = baseSet()
			return s
		})})
	}
	return out
})

// For returns the words of the language that fits a BCP 47 tag best: the same
// tag, or the same language in another region. For any other tag it returns
// the base language and false.
func For(locale string) (*Set, bool) {
	for _, l := range languages() {
		if l.locale == locale {
			return l.set(), true
		}
	}
	if tag, err := language.Parse(locale); err == nil {
		want, script := likely(tag)
		for _, l := range languages() {
			if b, sc := likely(language.Make(l.locale)); b == want && sc == script {
				return l.set(), true
			}
		}
	}
	return baseSet(), false
}

func likely(t language.Tag) (language.Base, language.Script) {
	b, _ := t.Base()
	s, _ := t.Script()
	return b, s
}

var baseSet = sync.OnceValue(func() *Set { return newSet(Base, read(Base)) })

func newSet(locale string, texts texts) *Set {
	s := &Set{
		Locale:  locale,
		texts:   texts,
		exact:   map[string]map[string]string{},
		forms:   map[string][]form{},
		phrases: map[string]map[string][]string{},
	}
	for group, roles := range s.texts {
		s.exact[group] = map[string]string{}
		s.phrases[group] = phrasesOf(roles)
		for _, role := range slices.Sorted(maps.Keys(roles)) {
			for _, text := range roles[role] {
				s.add(group, role, text)
			}
		}
		slices.SortStableFunc(s.forms[group], func(a, b form) int { return b.weight() - a.weight() })
	}
	return s
}

func (s *Set) add(group, role, text string) {
	f := newForm(role, text)
	if len(f.holes) > 0 {
		s.forms[group] = append(s.forms[group], f)
		return
	}
	for _, key := range f.exact() {
		if _, taken := s.exact[group][key]; !taken {
			s.exact[group][key] = role
		}
	}
}

// exact returns the spellings, folded, of a form without holes: also the one
// without the blanks that translators set as they like.
func (f form) exact() [2]string {
	folded := strings.Trim(f.texts[0], foldedSigns)
	return [2]string{folded, squeeze(folded)}
}

func newForm(role, text string) form {
	f := form{role: role}
	for {
		i := strings.IndexByte(text, '{')
		if i < 0 || i+3 > len(text) || text[i:i+3] != "{T}" && text[i:i+3] != "{n}" {
			f.texts = append(f.texts, foldKeepEnds(text))
			return f
		}
		f.texts = append(f.texts, foldKeepEnds(text[:i]))
		f.holes = append(f.holes, text[i:i+3])
		text = text[i+3:]
	}
}
