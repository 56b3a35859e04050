package meaning

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir/service"
)

// partName names an operation of a page that documents several, which says no
// name: by method and path, all of whose literal segments go into resource and
// name, so that operations of different paths have different names.
//
//	GET  /projects/:id/pipelines               project   listPipelines
//	GET  /projects/:id/pipelines/:pipeline_id  project   getPipeline
//	POST /auth/cf/config                       authCf    createConfig
func partName(e endpointLine, title string) opName {
	words, isEntity := partWords(e.Template())
	key := lastKey(e.Template())
	if len(words) == 0 {
		return opName{"root", strings.ToLower(e.Method)}
	}
	last := words[len(words)-1]
	if len(words) == 1 && !isEntity && e.Method == "POST" && hasCapitalInside(last) {
		return opName{"api", last} // the name of a call: /sendMessage
	}
	owners := words[:len(words)-1]
	for i, w := range owners {
		owners[i] = singular(w)
	}
	verb := partVerb(e.Method, last, isEntity)
	if len(owners) == 0 {
		return opName{singular(last), verb + key}
	}
	if isEntity {
		last = singular(last)
	}
	if first, _, _ := strings.Cut(title, " "); e.Method == "POST" && !isEntity && strings.EqualFold(first, last) {
		return opName{joinWords(owners), lowerFirst(last)} // "Cancel a build"
	}
	return opName{joinWords(owners), verb + upperFirst(last) + key}
}

// lastKey is the name of the placeholder that ends a template, where another one
// stands before it: /webhooks/{id}/{token} is no webhook by its id.
func lastKey(template string) string {
	parts := strings.Split(strings.Trim(template, "/"), "/")
	n := len(parts)
	if n < 2 || !isKey(parts[n-1]) || !isKey(parts[n-2]) {
		return ""
	}
	return "By" + upperFirst(wordOf(strings.ReplaceAll(parts[n-1], ".", " ")))
}

func isKey(segment string) bool { return segment != "" && strings.IndexByte("{<:*", segment[0]) >= 0 }

// partVerb is what a method does to the end of a path.
func partVerb(method, last string, isEntity bool) string {
	verbs, known := pathVerbs[method]
	switch {
	case !known:
		return strings.ToLower(method)
	case isEntity && method == "POST":
		return "post"
	case isEntity || !isPlural(last):
		return verbs.entity
	}
	return verbs.collection
}

// partWords lists the literal segments of a template as words of one name, and
// whether a placeholder ends it. What leads to every path of a service, such as
// "api" and a version, tells nothing.
func partWords(template string) (words []string, isEntity bool) {
	for s := range strings.SplitSeq(strings.Trim(template, "/"), "/") {
		isEntity = strings.ContainsAny(s, "{<:*")
		if isEntity && strings.IndexByte("{<:*", s[0]) >= 0 {
			continue
		}
		if before, after, ok := strings.Cut(s, "."); ok && isTypeName(before) && isTypeName(after) {
			words = append(words, wordOf(before)) // "chat.postMessage"
			s = after
		}
		name := wordOf(s)
		if name == "" || len(words) == 0 && (service.Graph.IsVersion(s) || strings.EqualFold(s, "api")) {
			continue
		}
		words = append(words, name)
	}
	return words, isEntity
}

// wordOf makes one word of a segment: "oauth-clients" is oauthClients.
func wordOf(segment string) string {
	parts := identifierWord.FindAllString(strings.ReplaceAll(segment, "_", " "), -1)
	parts = slices.DeleteFunc(parts, func(p string) bool { return p == "" })
	if len(parts) == 0 {
		return ""
	}
	return joinWords(parts)
}
