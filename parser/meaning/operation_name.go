package meaning

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir/service"
	"github.com/docpiler/docpiler/parser/page"
)

// opName is the resource and name of an operation, e.g. timeCard and clockIn.
type opName struct{ resource, name string }

// operationName names the operation of the page: from the file name where it
// tells, else from a title "timeCard: clockIn", else from the annotations, else
// from method and path.
func (r *operationReader) operationName(lines []endpointLine, namespace string) opName {
	if r.page.Document != "" && len(lines) > 0 {
		return partName(lines[0], r.page.Title.String())
	}
	if stem := r.address.stem; stem != "" {
		if n, ok := r.nameFromStem(stem, namespace, lines); ok {
			return n
		}
	}
	if n, ok := nameFromTitle(r.page.Title.String()); ok {
		return n
	}
	if n, ok := r.nameFromAnnotation(lines); ok {
		return n
	}
	if len(lines) > 0 {
		return nameFromPath(lines[0])
	}
	words := identifierWord.FindAllString(r.page.Title.String(), -1)
	if len(words) == 0 {
		return opName{"page", "call"}
	}
	return opName{lowerFirst(words[len(words)-1]), lowerFirst(words[0])}
}

// nameFromStem reads "user-list-messages", "intune-shared-devicecategory-get"
// (generator, area, resource, operation) and, where the page belongs to a
// namespace of its own or links to its type, "externalconnectors-externalgroup-get".
func (r *operationReader) nameFromStem(stem, namespace string, lines []endpointLine) (opName, bool) {
	words := strings.FieldsFunc(stem, func(c rune) bool { return c == '-' || c == '.' })
	switch {
	case len(words) >= 4 && words[0] == service.Graph.GeneratedStem:
		words = words[2:]
	case len(words) >= 3 && r.isNamespace(words, namespace):
		words = words[1:]
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
	return opName{r.names.cased(words[0], lines...), name}, true
}

// fileVerbs are the verbs that file names use for the operations of HTTP.
var fileVerbs = []string{"add", "create", "delete", "get", "list", "patch", "post", "put", "remove", "replace", "reset", "set", "update", "upsert"}

func isVerb(word string) bool { return slices.Contains(fileVerbs, word) }

// isNamespace reports whether the first word of a file name is the namespace
// of the page's type rather than a resource.
func (r *operationReader) isNamespace(words []string, namespace string) bool {
	last := namespace[strings.LastIndexByte(namespace, '.')+1:]
	if strings.Count(namespace, ".") > 1 && strings.EqualFold(last, words[0]) {
		return !isVerb(words[1])
	}
	prefix := "resources/" + words[0] + "-" + words[1]
	return r.linksTo(func(href string) bool { return strings.Contains(strings.ToLower(href), prefix) })
}

func (r *operationReader) linksTo(match func(href string) bool) bool {
	for _, p := range r.parts {
		for para := range blocksOf[*page.Para](p.Blocks) {
			if slices.ContainsFunc(para.Spans, func(s page.Span) bool { return s.Kind == page.Link && match(s.Href) }) {
				return true
			}
		}
	}
	return false
}

// nameFromTitle reads "timeCard: clockIn".
func nameFromTitle(title string) (opName, bool) {
	title = strings.ReplaceAll(title, "\uff1a", ":")
	resource, name, ok := strings.Cut(title, ":")
	resource, name = strings.TrimSpace(resource), strings.TrimSpace(name)
	if !ok || !isTypeName(resource) || !isTypeName(name) {
		return opName{}, false
	}
	return opName{lowerFirst(resource), lowerFirst(name)}, true
}

// nameFromAnnotation reads the name of a request annotation, "driveitem_checkin",
// if its second half is the end of the path.
func (r *operationReader) nameFromAnnotation(lines []endpointLine) (opName, bool) {
	for _, c := range r.page.Comments {
		m := annotationName.FindStringSubmatch(c.Text)
		if m == nil || len(lines) == 0 {
			continue
		}
		resource, name, ok := strings.Cut(strings.ToLower(m[1]), "_")
		last := lastWord(lines[0].Path)
		if ok && strings.EqualFold(name, last) && r.names.spelling[resource] != "" {
			return opName{r.names.cased(resource), lowerFirst(last)}, true
		}
	}
	return opName{}, false
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

// pathVerbs name what a method does to an entity or collection.
var pathVerbs = map[string]struct{ entity, collection string }{
	"GET": {"get", "list"}, "POST": {"create", "create"}, "PATCH": {"update", "update"},
	"PUT": {"put", "put"}, "DELETE": {"delete", "delete"},
}

// nameFromPath derives a name from a path: an entity's own verb, the list or
// creation of a collection below its owner, or the action that ends the path.
func nameFromPath(e endpointLine) opName {
	words := literalWords(e.Path)
	if len(words) == 0 {
		return opName{"root", strings.ToLower(e.Method)}
	}
	last := words[len(words)-1]
	owner := last
	if len(words) > 1 {
		owner = words[len(words)-2]
	}
	verbs, known := pathVerbs[e.Method]
	segments := strings.Split(strings.Trim(e.Template(), "/"), "/")
	isEntity := strings.HasPrefix(segments[len(segments)-1], "{")
	isPlural := strings.HasSuffix(last, "s") && !strings.HasSuffix(last, "ss")
	switch {
	case !known:
		return opName{singular(owner), lowerFirst(last)}
	case isEntity:
		return opName{singular(last), verbs.entity}
	case isCall(last):
		return opName{called(owner), lowerFirst(last)}
	case isPlural && (len(words) == 1 || owner == service.Graph.Self):
		return opName{singular(last), verbs.collection}
	case isPlural:
		return opName{singular(owner), verbs.collection + upperFirst(last)}
	case e.Method == "POST" || strings.Contains(e.Path, last+"("):
		return opName{called(owner), lowerFirst(last)}
	}
	return opName{singular(last), verbs.entity}
}

// called returns the resource whose action or function stands after an owner:
// the signed-in user is one too.
func called(owner string) string {
	if owner == service.Graph.Self {
		return service.Graph.SelfResource
	}
	return singular(owner)
}

// isCall reports whether a segment is called for what it does: getMemberObjects
// is no collection of them, and delta no object.
func isCall(segment string) bool { return segment == "delta" || callName.MatchString(segment) }

// callName matches what begins with a verb that begins no noun, as the one of
// listItems and addIns does.
var callName = regexp.MustCompile(`^(create|delete|get|remove|replace|reset|update|upsert)[A-Z]`)

// singular turns the name of a collection in a path into that of its members.
func singular(plural string) string {
	plural = lowerFirst(plural)
	switch {
	case strings.HasSuffix(plural, "ies") && len(plural) > 4:
		return plural[:len(plural)-3] + "y"
	case strings.HasSuffix(plural, "sses"), strings.HasSuffix(plural, "xes"), strings.HasSuffix(plural, "ches"), strings.HasSuffix(plural, "shes"):
		return plural[:len(plural)-2]
	case strings.HasSuffix(plural, "s") && !strings.HasSuffix(plural, "ss") && len(plural) > 3:
		return plural[:len(plural)-1]
	}
	return plural
}

var annotationName = regexp.MustCompile(`"name"\s*:\s*"([^"]+)"`)
