package meaning

import (
	"slices"
	"strings"
)

// title is what the title of a page says of its operation, in names; "" is what it
// does not say.
type title struct {
	resource, name string // "timeCard: clockIn"
	action         string // the whole title as one word, which may be what a path ends in
	called         bool   // the title says that it is an action or function
	verb           string // "list", "update", "move": the usual form of word
	word           string // the verb that names show, "add" for "Add"
	typ            string // "Update timeCard": the type, as the page spells it
	named          bool   // typ is surely the name of a type, not a plain noun
	rest           string // what follows the verb and a word more, as one word
	owner          string // "List tabs in teamsChannel": what it belongs to
	lost           bool   // the page has no title; a sentence names the type
	ownerNamed     bool   // owner is surely the name of a type
}

// readTitle reads the title of the page. Sentences are read in the base language
// alone; names are the same in all.
func (r *operationReader) readTitle() title {
	text := strings.ReplaceAll(r.page.Title.String(), "\uff1a", ":")
	if before, after, ok := strings.Cut(text, ":"); ok {
		return r.readColon(strings.TrimSpace(before), strings.TrimSpace(after))
	}
	if r.isTranslation() {
		return title{}
	}
	if text == "" {
		return r.readSummary()
	}
	return r.readPhrase(cutRemark(text))
}

// readColon reads "reportRoot: getCounts function" and "orgContact: List memberOf".
func (r *operationReader) readColon(resource, rest string) title {
	words := titleWords(rest)
	switch {
	case !isTypeName(resource) || len(words) == 0 || !isTypeName(words[0]):
		return title{}
	case len(words) == 1:
		return title{resource: lowerFirst(resource), name: lowerFirst(words[0])}
	case len(words) == 2 && isPlain(strings.ToLower(words[0])) && isTypeName(words[1]):
		return title{resource: lowerFirst(resource), name: strings.ToLower(words[0]) + upperFirst(words[1])}
	}
	return title{}
}

// readPhrase reads "Update the timeCard object", "List tabs in teamsChannel".
func (r *operationReader) readPhrase(text string) title {
	words := titleWords(text)
	if len(words) == 0 {
		return title{}
	}
	all := strings.Fields(strings.ToLower(text))
	t := title{
		action: strings.Join(words, ""), // "Check member groups", checkMemberGroups
		called: slices.Contains(all, "action") || slices.Contains(all, "function"),
	}
	if len(words) == 1 || slices.Contains(articles, all[0]) {
		return t
	}
	if strings.HasSuffix(words[0], "ly") {
		words = words[1:] // "Permanently delete item"
	}
	t.verb = plainVerb(strings.ToLower(words[0]))
	t.word = t.verb
	if strings.EqualFold(words[0], "add") {
		t.word = "add"
	}
	rest := words[1:]
	if len(rest) > 1 && isPreposition(rest[0]) {
		rest = rest[1:] // "Search for driveItems"
	}
	for i, w := range rest {
		name := strings.Trim(w, ".,()")
		known := r.names.cased(simpleName(name))
		named := isTypeName(name) && hasCapitalInside(known)
		switch {
		case i == 0 && named:
			t.typ, t.named = lowerFirst(known), true
		case i > 0 && isPreposition(rest[i-1]) && isTypeName(name) && (t.owner == "" || named && !t.ownerNamed):
			t.owner, t.ownerNamed = lowerFirst(known), named
		}
	}
	if len(rest) > 1 {
		t.rest = strings.Join(rest[1:], "")
	}
	if t.typ == "" && len(rest) == 1 && isTypeName(rest[0]) {
		t.typ = lowerFirst(rest[0])
	}
	return t
}

// readSummary reads the first sentence of a page that has lost its title.
func (r *operationReader) readSummary() title {
	sentences := summarySentences(r.pageContext, r.parts.root())
	if len(sentences) == 0 {
		return title{}
	}
	name := newAnswerReader(r.pageContext).prose.nextToObject(sentences[0], sentences[0].String())
	if !hasCapitalInside(name) {
		return title{}
	}
	return title{typ: lowerFirst(name), named: true, word: "create", lost: true}
}

// titleWords splits a title into words, without those that only say what a word
// before them is.
func titleWords(text string) []string {
	return slices.DeleteFunc(strings.Fields(text), func(w string) bool { return slices.Contains(fillWords, strings.ToLower(w)) })
}

var (
	articles     = []string{"a", "an", "the"}
	fillWords    = []string{"a", "an", "the", "action", "function", "method", "object", "resource"}
	prepositions = []string{"by", "for", "from", "in", "into", "of", "on", "to", "with"}
)

func isPreposition(word string) bool { return slices.Contains(prepositions, strings.ToLower(word)) }

// plainVerbs are the verbs that say no more than a method of HTTP, each with the one
// of the same meaning that names have.
var plainVerbs = map[string]string{
	"add": "create", "create": "create", "delete": "delete", "enumerate": "list", "get": "get", "list": "list", "listing": "list",
	"modify": "update", "patch": "update", "put": "put", "read": "get", "remove": "delete", "replace": "put", "retrieve": "get",
	"set": "update", "update": "update", "new": "create", "insert": "create", "change": "update", "edit": "update",
}

// plainVerb is the usual form of a verb, itself if it has none.
func plainVerb(verb string) string {
	if plain := plainVerbs[verb]; plain != "" {
		return plain
	}
	if !isTypeName(verb) {
		return ""
	}
	return verb
}

func isPlain(verb string) bool { return plainVerbs[verb] != "" }

// fileVerbs are the verbs that file names use for the operations of HTTP.
var fileVerbs = []string{"add", "create", "delete", "get", "list", "patch", "post", "put", "remove", "replace", "reset", "set", "update", "upsert"}

func isVerb(word string) bool { return slices.Contains(fileVerbs, word) }
