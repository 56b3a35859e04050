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
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"gopkg.in/yaml.v3"
)

//go:embed *.yaml
var files embed.FS

// Base is the language whose words serve where a language has none of its own,
// because translators leave many of them untouched.
const Base = "en-US"

// Set is the words of one language. Its methods fall back to the base language.
type Set struct {
	Locale string // BCP 47

	texts map[string]map[string][]string // group → role → texts as written
	exact map[string]map[string]string   // group → folded text → role
	forms map[string][]form              // group → patterns
	base  *Set                           // nil for the base language itself

	script string   // of its headings, as scriptOf tells it
	found  sync.Map // phraseKey → []string, see phrases
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
	tight := squeeze(folded)
	for _, group := range groups {
		if role, hole := s.matchFolded(group, folded, tight); role != "" {
			return group, role, hole
		}
	}
	return "", "", ""
}

// matchFolded is Match for a folded text; tight is the text without the blanks
// that translators set as they like.
func (s *Set) matchFolded(group, folded, tight string) (role, hole string) {
	if role := s.exactRole(group, folded); role != "" {
		return role, ""
	}
	if tight != folded {
		if role := s.exactRole(group, tight); role != "" {
			return role, ""
		}
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

// Exact is [Set.Role] without patterns. It allocates nothing for short texts in
// ASCII, so that text of which little is a word can be tried freely.
func (s *Set) Exact(group, text string) string {
	var buf [64]byte
	folded, ok := foldInto(buf[:0], text)
	if !ok {
		key := Fold(text)
		if role := s.exactRole(group, key); role != "" {
			return role
		}
		return s.exactRole(group, squeeze(key))
	}
	for set := s; set != nil; set = set.base {
		if role, ok := set.exact[group][string(folded)]; ok {
			return role
		}
	}
	return ""
}

func (s *Set) exactRole(group, folded string) string {
	for set := s; set != nil; set = set.base {
		if role, ok := set.exact[group][folded]; ok {
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
	out := slices.Clone(s.texts[group][role])
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

// With returns a set for a language whose words are, beside those of s, the
// given ones: group → role → texts. It serves languages without a file.
func (s *Set) With(locale string, texts map[string]map[string][]string) *Set {
	out := newSet(locale, texts)
	out.base = s
	return out
}

// All returns every language that has a file, sorted by tag.
var All = sync.OnceValue(func() []*Set {
	sets, err := load(files)
	if err != nil {
		panic("words: " + err.Error()) // an embedded file is broken; held by a test
	}
	return sets
})

// For returns the words of the language that fits a BCP 47 tag best: the same
// tag, or the same language in another region. For any other tag it returns
// the base language and false.
func For(locale string) (*Set, bool) {
	sets := All()
	for _, s := range sets {
		if s.Locale == locale {
			return s, true
		}
	}
	if tag, err := language.Parse(locale); err == nil {
		want, script := likely(tag)
		for _, s := range sets {
			if b, sc := likely(language.Make(s.Locale)); b == want && sc == script {
				return s, true
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

func baseSet() *Set {
	for _, s := range All() {
		if s.Locale == Base {
			return s
		}
	}
	panic("words: no file for " + Base)
}

func load(dir fs.FS) ([]*Set, error) {
	names, err := fs.Glob(dir, "*.yaml")
	if err != nil {
		return nil, err
	}
	var sets []*Set
	var base *Set
	for _, name := range names {
		data, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, err
		}
		s, err := parse(strings.TrimSuffix(path.Base(name), ".yaml"), data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if s.Locale == Base {
			base = s
		}
		sets = append(sets, s)
	}
	for _, s := range sets {
		if s != base {
			s.base = base
		}
	}
	return sets, nil
}

func parse(locale string, data []byte) (*Set, error) {
	texts := map[string]map[string][]string{}
	if err := yaml.Unmarshal(data, &texts); err != nil {
		return nil, err
	}
	return newSet(locale, texts), nil
}

func newSet(locale string, texts map[string]map[string][]string) *Set {
	s := &Set{
		Locale: locale,
		texts:  texts,
		exact:  map[string]map[string]string{},
		forms:  map[string][]form{},
	}
	var headings []string
	for _, role := range sortedKeys(s.texts["heading"]) {
		headings = append(headings, s.texts["heading"][role]...)
	}
	s.script = scriptOf(strings.Join(headings, "\n"))
	for group, roles := range s.texts {
		s.exact[group] = map[string]string{}
		for _, role := range sortedKeys(roles) {
			for _, text := range roles[role] {
				s.add(group, role, text)
			}
		}
		slices.SortStableFunc(s.forms[group], func(a, b form) int { return b.weight() - a.weight() })
	}
	return s
}

func (s *Set) add(group, role, text string) {
	if f := newForm(role, text); len(f.holes) > 0 {
		s.forms[group] = append(s.forms[group], f)
		return
	}
	for _, key := range []string{Fold(text), squeeze(Fold(text))} {
		if _, taken := s.exact[group][key]; !taken {
			s.exact[group][key] = role
		}
	}
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

func sortedKeys(m map[string][]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
