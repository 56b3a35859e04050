package meaning

import (
	"regexp"
	"strings"

	"github.com/docpiler/docpiler/ir/service"
)

// pathVerbs name what a method does to an entity or collection.
var pathVerbs = map[string]struct{ entity, collection string }{
	"GET": {"get", "list"}, "POST": {"create", "create"}, "PATCH": {"update", "update"},
	"PUT": {"put", "put"}, "DELETE": {"delete", "delete"},
}

// pathShape is what names need to know of an endpoint.
type pathShape struct {
	method      string
	words       []string // literal segments
	last        string   // the last of them, "" if there is none
	types       []string // of the placeholder that follows each of words, where the page uses its name; else ""
	known       bool     // the method is one of pathVerbs
	keyed       bool     // a placeholder ends the path
	nested      bool     // a placeholder stands directly before last
	key         string   // the type that the placeholder before last names, if the page speaks of it: {driveItemId}
	owned       bool     // it is nested, or the signed-in user's
	plural      bool     // last is one
	call        bool     // last has arguments
	isReference bool     // it ends in $ref: what it adds and removes are links
}

func (r *operationReader) pathOf(e endpointLine) pathShape {
	p := pathShape{method: e.Method}
	_, p.known = pathVerbs[e.Method]
	wasKey, before := false, ""
	for s := range strings.SplitSeq(strings.Trim(e.Template(), "/"), "/") {
		isKey := isKey(s)
		switch {
		case isKey:
			if n := len(p.words); n > 0 && p.types[n-1] == "" {
				p.types[n-1] = r.typeOfKey(s, p.words[n-1])
			}
			before = r.typeOfKey(s, "")
		case s == "$ref":
			p.isReference = true
			continue
		case strings.HasPrefix(s, "$"):
			continue
		default:
			if words := literalWords(s); len(words) > 0 {
				p.words, p.types, p.nested, p.key = append(p.words, words[0]), append(p.types, ""), wasKey, before
				before = ""
				p.call = strings.Contains(s, "(")
			}
		}
		p.keyed, wasKey = isKey, isKey
	}
	if len(p.words) > 0 {
		p.last = p.words[len(p.words)-1]
		p.owned = p.nested || len(p.words) > 1 && p.words[len(p.words)-2] == service.Graph.Self
	}
	p.plural = isPlural(p.last)
	return p
}

// isPlural reports whether a segment names a collection.
func isPlural(word string) bool {
	return strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") || word == "children" || word == "people"
}

// typeOfKey is the type that a placeholder names after its collection, if the page
// speaks of it elsewhere: that of {printerShareId} in /shares/{printerShareId}.
func (r *operationReader) typeOfKey(key, collection string) string {
	name, ok := strings.CutSuffix(strings.Trim(key, "{}<>:* "), "Id")
	if !ok || !isTypeName(name) || !strings.HasSuffix(strings.ToLower(name), strings.ToLower(singular(collection))) || r.names.spelling[strings.ToLower(name)] == "" {
		return ""
	}
	return lowerFirst(name)
}

// resource is what the last collection of a path is one of.
func (p pathShape) resource() string {
	n := len(p.words) - 1
	if p.types[n] != "" {
		return p.types[n]
	}
	return singular(p.last)
}

// owner is the resource that what ends a path belongs to: the one before it, the
// signed-in user too, or itself if there is none.
func (p pathShape) owner() string {
	n := len(p.words) - 2
	switch {
	case n < 0:
		return singular(p.last)
	case p.words[n] == service.Graph.Self:
		return service.Graph.SelfResource
	case p.types[n] != "":
		return p.types[n]
	}
	return singular(p.words[n])
}

// ownerIn returns what a title says with the owner that fits the path: a type, or
// the word that the path has. "List accessReview reviewers" of /reviewers names the
// owner too.
func (p pathShape) ownerIn(t title) title {
	n := len(p.words) - 2
	switch {
	case n < 0:
		t.owner = ""
	case t.named && t.owner == "" && t.rest != "" && strings.EqualFold(t.rest, p.last):
		t.owner, t.ownerNamed, t.typ, t.named = t.typ, true, "", false
	case !t.ownerNamed && !strings.EqualFold(t.owner, p.owner()) && !strings.EqualFold(t.owner, singular(p.words[n])):
		t.owner = ""
	}
	return t
}

// isAction reports whether a path ends in what is done rather than in a thing.
func (p pathShape) isAction(t title) bool {
	switch {
	case p.keyed || p.isReference:
		return false
	case isCall(p.last) || p.call && !(t.named && p.plural && isPlain(t.verb)):
		return true
	case strings.EqualFold(t.action, p.last) && (t.called || p.method == "POST"):
		return true
	}
	return p.method == "POST" && !p.plural && len(p.words) > 1 && (t.typ == "" || t.verb != "create")
}

// action is what a path does at its end, in the title's word where that says more:
// "Follow site" of /followedSites/add.
func (p pathShape) action(t title) string {
	if isPlain(p.last) && t.verb != "" && !isPlain(t.verb) {
		return t.verb
	}
	return lowerFirst(p.last)
}

// isCollection reports whether what ends a path is listed or added to.
func (p pathShape) isCollection(t title) bool {
	return !p.keyed && (t.verb == "list" || p.method == "POST")
}

// verb is what the title says is done, if it says more than the method.
func (p pathShape) verb(t title) string {
	verbs := pathVerbs[p.method]
	switch {
	case t.verb == "":
		return verbs.entity
	case !isPlain(t.verb):
		return t.verb
	case t.typ != "" && t.verb == "create" && p.method == "POST":
		return t.word
	case p.method == "PUT" && t.verb == "update", p.method == "GET" && t.verb == "list", p.method == "POST" && t.verb == "update":
		return t.verb
	}
	return verbs.entity
}

// memberVerb is what is done to what belongs to an owner: a POST adds to it.
func (p pathShape) memberVerb(t title) string {
	if p.method == "POST" {
		return strings.ToLower(p.method)
	}
	return p.verb(t)
}

// collectionVerb is what is done to a collection.
func (p pathShape) collectionVerb(t title) string {
	switch {
	case p.method == "POST":
		return strings.ToLower(p.method)
	case p.method == "GET" && t.verb != "" && !isPlain(t.verb):
		return t.verb
	}
	return pathVerbs[p.method].collection
}

// isCall reports whether a segment is called for what it does: getMemberObjects
// is no collection of them, and delta no object.
func isCall(segment string) bool { return segment == "delta" || callName.MatchString(segment) }

// callName matches what begins with a verb that begins no noun, as the one of
// listItems and addIns does.
var callName = regexp.MustCompile(`^(create|delete|get|remove|replace|reset|update|upsert)[A-Z]`)
