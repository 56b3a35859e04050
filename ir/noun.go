package ir

import (
	"slices"
	"strings"
	"unicode"

	"github.com/docpiler/docpiler/ir/service"
)

// A noun is what a segment of a path names, in lower case: as the page writes it
// and in the singular. Where the singular is not sure all that it may be are there.
type noun []string

var irregular = map[string]string{"children": "child", "people": "person", "indices": "index", "criteria": "criterion"}

func nounOf(word string) noun {
	w := strings.ToLower(word)
	n := noun{w}
	add := func(ending, instead string) {
		if stem, ok := strings.CutSuffix(w, ending); ok && len(stem) > 1 {
			n = append(n, stem+instead)
		}
	}
	if !strings.HasSuffix(w, "ss") {
		add("s", "")
		add("es", "")
		add("ies", "y")
	}
	for many, one := range irregular {
		add(many, one)
	}
	return n
}

// fit says how well the name of a type or resource fits a noun: exactly, with
// words before it, in its last word alone, or not at all.
type fit int

const (
	exact fit = iota
	qualified
	akin
	foreign
)

// fit compares a name, e.g. "microsoft.graph.timeCard" with "timeCards".
func (n noun) fit(name string) fit {
	if len(n) == 0 {
		return foreign
	}
	bare := strings.ToLower(lastPart(name))
	if slices.Contains(n, bare) {
		return exact
	}
	if slices.ContainsFunc(n, func(s string) bool { return len(s) > 2 && strings.HasSuffix(bare, s) }) {
		return qualified
	}
	return foreign
}

// fitLastWord is fit for a word of a path, which says akin where only the last
// words are the same: "androidApp" and "mobileApps".
func fitLastWord(word, name string) fit {
	if f := nounOf(word).fit(name); f != foreign {
		return f
	}
	words := camelWords(word)
	if len(words) < 2 {
		return foreign
	}
	if nounOf(words[len(words)-1]).fit(name) != foreign {
		return akin
	}
	return foreign
}

// camelWords cuts a name before its capitals: "mobileApps" gives "mobile" and
// "Apps".
func camelWords(name string) []string {
	var words []string
	start, last := 0, rune(0)
	for i, r := range name {
		if i > start && unicode.IsUpper(r) && !unicode.IsUpper(last) {
			words = append(words, name[start:i])
			start = i
		}
		last = r
	}
	return append(words, name[start:])
}

// nounsOf lists the segments of a path that name something: no placeholders, no
// keys, no arguments. The caller's own entity ("me") counts as its collection.
func nounsOf(path string) []string {
	var out []string
	for s := range strings.SplitSeq(path, "/") {
		s, _, _ = strings.Cut(s, "(")
		s = strings.Trim(lastPart(s), ":$")
		switch {
		case s == "" || strings.ContainsAny(s, "{}<>"):
		case strings.EqualFold(s, service.Graph.Self):
			out = append(out, service.Graph.SelfCollection)
		default:
			out = append(out, s)
		}
	}
	return out
}
