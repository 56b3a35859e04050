package ir

import (
	"slices"
	"strings"
	"unicode"

	"github.com/docpiler/docpiler/ir/service"
)

// A page may give a table of permissions for each of several cases: "For user
// resource", "chat", "Permissions acting on self". Where such a context names
// what the path of an endpoint names, its entries hold for that endpoint alone.

// settleContexts sets [Permission.Endpoints] of all operations.
func (l *linker) settleContexts() {
	for i, o := range l.api.Operations {
		held := contextEndpoints(o)
		changed := false
		for k := range o.Permissions {
			changed = changed || !sameEndpoints(o.Permissions[k].Endpoints, held[k])
		}
		if !changed {
			continue
		}
		c := *o
		c.Permissions = slices.Clone(o.Permissions)
		for k := range held {
			c.Permissions[k].Endpoints = held[k]
		}
		l.api.Operations[i] = &c
	}
}

// sameEndpoints tells a list that is absent from one that is empty.
func sameEndpoints(a, b []string) bool { return (a == nil) == (b == nil) && slices.Equal(a, b) }

// contextEndpoints returns for each permission of an operation the endpoints that
// it holds for, nil for all.
//
// An endpoint takes the contexts that name the most of its path, the last noun
// first; those come first that name nothing which other endpoints of the operation
// have and this one has not. Where no context names anything of an endpoint, those
// hold that name nothing at all.
func contextEndpoints(o *Operation) [][]string {
	held := make([][]string, len(o.Permissions))
	phrases := phrasesOf(o)
	if len(phrases) < 2 {
		return held
	}
	names := make([]string, 0, len(o.Endpoints))
	paths := make([]pathNouns, 0, len(o.Endpoints))
	for _, e := range o.Endpoints {
		if name := e.Method + " " + e.Path; !slices.Contains(names, name) {
			names, paths = append(names, name), append(paths, pathNounsOf(e.Template()))
		}
	}
	for _, p := range phrases {
		p.learn(paths)
	}
	holds := map[string][]string{} // endpoints by context
	for i, path := range paths {
		for _, p := range fittest(phrases, path) {
			holds[p.context] = append(holds[p.context], names[i])
		}
	}
	for i, p := range o.Permissions {
		if list := holds[p.Context]; p.Context != "" && len(list) < len(names) {
			held[i] = append([]string{}, list...)
		}
	}
	return held
}

// pathNouns are what a path names, and whose entity it starts with.
type pathNouns struct {
	nouns       []noun
	last        []noun // the last words of those that are several: "Apps" of "mobileApps"
	self, other bool   // the caller's own; a named one of the collection that this is in
}

func pathNounsOf(path string) pathNouns {
	var p pathNouns
	for _, word := range nounsOf(path) {
		words := camelWords(word)
		p.nouns, p.last = append(p.nouns, nounOf(word)), append(p.last, nounOf(words[len(words)-1]))
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	p.self = strings.EqualFold(first, service.Graph.Self)
	p.other = strings.EqualFold(first, service.Graph.SelfCollection)
	return p
}

// phrase is a context, word by word.
type phrase struct {
	context     string
	runs        []run  // by number of words, the longest first
	self, other bool   // "acting on self", "other users"
	known       []run  // those that some path names, none inside another
	common      []bool // by run of known: every path names it, so that it tells none apart
}

// run is some words of a phrase that follow each other, written as one.
type run struct {
	from, to int
	noun     noun
	token    bool // one word as the page writes it, which may name less than all of a noun
}

// maxRun bounds the words that are taken for one noun.
const maxRun = 4

var (
	selfWords  = []string{"self", "yourself", "own", "me", "signed"}
	otherWords = []string{"other", "others", "another"}
)

// phrasesOf lists the contexts of an operation's permissions.
func phrasesOf(o *Operation) []*phrase {
	var list []*phrase
	for _, p := range o.Permissions {
		if p.Context == "" || slices.ContainsFunc(list, func(x *phrase) bool { return x.context == p.Context }) {
			continue
		}
		list = append(list, phraseOf(p.Context))
	}
	return list
}

func phraseOf(context string) *phrase {
	p := &phrase{context: context}
	var words []string
	var ends []bool  // of a word as the page writes it
	var tokens []int // its number
	for n, token := range strings.FieldsFunc(context, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		parts := camelWords(token)
		for i, w := range parts {
			words, tokens, ends = append(words, strings.ToLower(w)), append(tokens, n), append(ends, i == len(parts)-1)
		}
		lower := strings.ToLower(token)
		p.self = p.self || slices.Contains(selfWords, lower)
		p.other = p.other || slices.Contains(otherWords, lower)
	}
	for n := min(maxRun, len(words)); n > 0; n-- {
		for i := 0; i+n <= len(words); i++ {
			if !ends[i+n-1] {
				continue // of a name as in code the last word says what it is
			}
			token := tokens[i] == tokens[i+n-1] && (i == 0 || ends[i-1])
			p.runs = append(p.runs, run{i, i + n, nounOf(strings.Join(words[i:i+n], "")), token})
		}
	}
	return p
}

// in returns the place of the last noun of a path that the run names, from 1; 0 if
// it names none. Where it names none as a whole, it may name the end of one or end
// in one, as "Apps" and "tasklist" do with "mobileApps" and "lists".
func (r run) in(path pathNouns) (at int, whole bool) {
	for i := len(path.nouns) - 1; i >= 0; i-- {
		if sharesWord(r.noun, path.nouns[i]) {
			return i + 1, true
		}
	}
	for i := len(path.nouns) - 1; r.token && i >= 0; i-- {
		if of := path.nouns[i].fit(r.noun[0]) == qualified; of || sharesWord(r.noun, path.last[i]) {
			return i + 1, of
		}
	}
	return 0, false
}

func sharesWord(a, b noun) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// learn notes the runs of the phrase that some path names.
func (p *phrase) learn(paths []pathNouns) {
	for _, r := range p.runs {
		if slices.ContainsFunc(p.known, func(k run) bool { return k.from <= r.from && r.to <= k.to }) {
			continue
		}
		named := 0
		for _, path := range paths {
			at, _ := r.in(path)
			named += min(1, at)
		}
		if named > 0 {
			p.known, p.common = append(p.known, r), append(p.common, named == len(paths))
		}
	}
}

// fit says how much of a path a phrase names, by the place of the last noun that
// not all paths have, then by how many, then the same of the others and of those
// that it names in part; and whether it names nothing that the path lacks.
func (p *phrase) fit(path pathNouns) (much int, all bool) {
	if p.self && path.other || p.other && path.self {
		return 0, false
	}
	var last, count [3]int // of nouns that tell paths apart; of others; of those named in part
	for i, k := range p.known {
		at, whole := k.in(path)
		if at == 0 {
			continue
		}
		n := 0
		switch {
		case !whole:
			n = 2
		case p.common[i]:
			n = 1
		}
		last[n], count[n] = max(last[n], at), count[n]+1
	}
	all = count[0]+count[1]+count[2] == len(p.known)
	if p.self && path.self || p.other && path.other {
		last[0], count[0] = max(last[0], 1), count[0]+1
	}
	for n := range last {
		much = much<<16 + min(last[n], 255)<<8 + min(count[n], 255)
	}
	return much, all
}

// fittest returns the phrases that name most of a path: those that name nothing
// else, if there are any, else all that name something.
func fittest(phrases []*phrase, path pathNouns) []*phrase {
	for _, whole := range []bool{true, false} {
		var best []*phrase
		most := 0
		for _, p := range phrases {
			much, all := p.fit(path)
			switch {
			case whole && !all:
			case much > most:
				most, best = much, []*phrase{p}
			case much == most && much > 0:
				best = append(best, p)
			}
		}
		if most > 0 {
			return best
		}
	}
	var mute []*phrase
	for _, p := range phrases {
		if len(p.known) == 0 && !p.self && !p.other {
			mute = append(mute, p)
		}
	}
	return mute
}
