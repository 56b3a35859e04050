package meaning

import (
	"strings"

	"github.com/docpiler/docpiler/ir/service"
)

// opName is the resource and name of an operation, e.g. timeCard and clockIn.
type opName struct{ resource, name string }

// operationName names the operation of a page by its title, then by its paths and
// methods. The name of the file tells only where neither does, so that a page has
// one name in all its shapes, and whatever other pages there are. Bodyless says
// that the page says that no body is sent.
func (r *operationReader) operationName(lines []endpointLine, bodyless bool) opName {
	if r.page.Document != "" && len(lines) > 0 {
		return partName(lines[0], r.page.Title.String())
	}
	title := r.readTitle()
	if len(lines) > 0 {
		title = r.pathOf(lines[0]).ownerIn(title)
		if bodyless && lines[0].Method == "POST" && title.verb != "create" {
			title.action = lastWord(lines[0].Path) // what is created needs a body
		}
	}
	if n, ok := r.nameFromTitle(title, lines); ok {
		return n
	}
	if len(lines) > 0 {
		return r.nameFromPath(lines, title)
	}
	if n, ok := r.nameFromStem(); ok {
		return n
	}
	words := identifierWord.FindAllString(r.page.Title.String(), -1)
	if len(words) == 0 {
		return opName{"page", "call"}
	}
	return opName{lowerFirst(words[len(words)-1]), lowerFirst(words[0])}
}

// nameFromTitle reads "timeCard: clockIn", and "Update timeCard", which names the
// resource; what is done to it the path knows as well.
func (r *operationReader) nameFromTitle(t title, lines []endpointLine) (opName, bool) {
	if t.resource != "" {
		return r.nameFromColon(t, lines), true
	}
	if t.typ == "" || t.owner != "" {
		return opName{}, false
	}
	if len(lines) == 0 {
		return opName{t.typ, t.verb}, t.named
	}
	p := r.pathOf(lines[0])
	if !p.known || p.isReference || p.last == "" {
		return opName{}, false
	}
	if t.lost && p.method == "GET" && p.plural && !p.keyed {
		t.verb = "list"
	}
	typ := r.spelled(t.typ, lines...)
	same := strings.EqualFold(singular(typ), singular(p.last))
	switch {
	case p.isAction(t) && t.lost:
		return opName{}, false // the sentence may speak of what it is done with
	case p.isAction(t) && strings.EqualFold(singular(typ), p.owner()):
		return opName{p.owner(), p.action(t)}, true
	case p.isAction(t):
		return opName{r.oneUsed(typ), p.action(t)}, t.named || !containsFold(p.last, strings.ToLower(typ))
	case same && p.isCollection(t) && (p.owned || len(p.words) == 1 && p.method == "POST" || !t.named && len(p.words) > 1 || !p.plural && t.verb == "list"):
		return opName{}, false // a collection of the same name is that of its owner
	case same && p.nested && !p.plural && !t.named:
		return opName{}, false // the one that its owner has
	case t.verb == "list":
		return opName{r.one(typ, lines[0]), "list"}, true
	}
	return opName{typ, p.verb(t)}, true
}

// nameFromColon reads "timeCard: clockIn". The word before the colon of a
// translation may be a translated one: then the path knows the resource.
func (r *operationReader) nameFromColon(t title, lines []endpointLine) opName {
	n := opName{r.names.cased(t.resource), t.name}
	if len(lines) == 0 || !r.isTranslation() {
		return n
	}
	byPath := r.nameFromPath(lines, title{})
	last := lowerFirst(lastWord(lines[0].Path))
	if !hasCapitalInside(t.resource) && !r.names.isInPath(t.resource, lines) {
		n.resource = byPath.resource
		if last == t.name {
			n.resource = r.pathOf(lines[0]).owner()
		}
	}
	if last != t.name && !hasCapitalInside(t.name) {
		n.name = byPath.name
	}
	return n
}

// isInPath reports whether a path has a segment of a name, or of its plural.
func (n *names) isInPath(name string, lines []endpointLine) bool {
	for _, e := range lines {
		for _, w := range literalWords(e.Path) {
			if strings.EqualFold(w, name) || strings.EqualFold(singular(w), name) {
				return true
			}
		}
	}
	return false
}

// one is the singular of a type that a title names in the plural: as the page spells
// it where it does, "printTaskDefinitions" of a printTaskDefinition.
func (r *operationReader) one(plural string, e endpointLine) string {
	one := singular(strings.TrimSuffix(plural, "Collection"))
	for _, part := range strings.FieldsFunc(e.Template(), func(c rune) bool { return strings.ContainsRune("/{}", c) }) {
		if strings.EqualFold(part, plural+"Id") {
			return plural // {termsAndConditionsId}: it has no other form
		}
	}
	return one
}

// oneUsed is the singular of a type, if the page uses that.
func (r *operationReader) oneUsed(typ string) string {
	if one := singular(typ); r.names.spelling[strings.ToLower(one)] != "" {
		return one
	}
	return typ
}

// nameFromPath derives a name from a path: an entity's own verb, the list or
// creation of a collection below its owner, or the action that ends the path. The
// title may name the owner, and a verb that says more than the method.
//
//	GET    /users/{id}/messages           user    listMessages
//	POST   /teams/{id}/channels           team    postChannels
//	DELETE /groups/{id}/owners/{id}/$ref  group   deleteOwners
//	PUT    /notes/{id}/content            note    putContent
func (r *operationReader) nameFromPath(lines []endpointLine, t title) opName {
	e := lines[0]
	p := r.pathOf(e)
	if p.last == "" {
		return opName{"root", strings.ToLower(e.Method)}
	}
	owner := r.spelled(p.owner(), e)
	if t.owner != "" && t.ownerNamed {
		owner = t.owner
	}
	last := r.spelled(p.last)
	of := func(verb string) opName { return opName{owner, verb + upperFirst(last)} }
	switch {
	case !p.known:
		return opName{owner, lowerFirst(p.last)}
	case p.isAction(t):
		if t.owner == "" {
			owner = r.spelled(r.actor(lines), e)
		}
		return opName{owner, p.action(t)}
	case p.isReference, p.keyed && t.owner != "":
		return of(p.memberVerb(t))
	case p.keyed:
		return opName{r.spelled(p.resource(), e), p.verb(t)}
	case p.plural && len(p.words) == 1 && p.method != "POST":
		return opName{singular(last), p.collectionVerb(t)}
	case p.plural:
		return of(p.collectionVerb(t))
	case p.nested, t.verb == "list" && len(p.words) > 1:
		return of(p.verb(t))
	}
	return opName{singular(last), p.verb(t)}
}

// actor is the resource whose action most of the paths end in, the first of those
// that are as frequent.
func (r *operationReader) actor(lines []endpointLine) string {
	count := map[string]int{}
	best := ""
	for _, e := range lines[:min(len(lines), maxTemplates)] {
		p := r.pathOf(e)
		owner := p.owner()
		if p.nested && p.key != "" {
			owner = p.key
		}
		count[owner]++
	}
	for _, e := range lines[:min(len(lines), maxTemplates)] {
		p := r.pathOf(e)
		for _, owner := range []string{p.key, p.owner()} {
			if count[owner] > count[best] {
				best = owner
			}
		}
	}
	return best
}

// spelled is a name as the page spells it, where it has lost its capitals.
func (r *operationReader) spelled(name string, paths ...endpointLine) string {
	if hasCapitalInside(name) {
		return lowerFirst(name)
	}
	return lowerFirst(r.names.cased(name, paths...))
}

// singular turns the name of a collection in a path into that of its members.
func singular(plural string) string {
	plural = lowerFirst(plural)
	switch {
	case strings.HasSuffix(strings.ToLower(plural), "series"):
		return plural
	case strings.HasSuffix(plural, "tuses"):
		return plural[:len(plural)-2]
	case strings.HasSuffix(plural, "ies") && len(plural) > 4:
		return plural[:len(plural)-3] + "y"
	case strings.HasSuffix(plural, "sses"), strings.HasSuffix(plural, "xes"), strings.HasSuffix(plural, "ches"), strings.HasSuffix(plural, "shes"):
		return plural[:len(plural)-2]
	case strings.HasSuffix(plural, "s") && !strings.HasSuffix(plural, "ss") && len(plural) > 3:
		return plural[:len(plural)-1]
	}
	return plural
}

// lastWord is the last literal segment of a path, without its arguments and
// namespace.
func lastWord(path string) string {
	words := literalWords(path)
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// literalWords lists the segments of a path that are no placeholders.
func literalWords(path string) []string {
	var out []string
	for _, s := range strings.Split(path, "/") {
		if i := strings.IndexByte(s, '('); i >= 0 {
			s = s[:i]
		}
		s = s[strings.LastIndexByte(s, '.')+1:]
		if isTypeName(s) {
			out = append(out, s)
		}
	}
	return out
}

// nameFromStem reads the name of a file, "user-list-messages" (resource and
// operation).
func (r *operationReader) nameFromStem() (opName, bool) {
	words := strings.FieldsFunc(r.address.stem, func(c rune) bool { return c == '-' || c == '.' })
	if len(words) >= 4 && words[0] == service.Graph.GeneratedStem {
		words = words[2:] // after an area
	}
	if len(words) < 2 || isVerb(words[0]) && !isVerb(words[1]) {
		return opName{}, false // "get-device-command-status" begins with no resource, "post-list-attachments" does
	}
	name := words[1]
	if !isVerb(name) {
		name = r.names.cased(name)
	}
	for _, w := range words[2:] {
		name += upperFirst(r.names.cased(w))
	}
	return opName{r.names.cased(words[0]), name}, true
}
