package gomodel

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// openLiterals makes placeholders of what a page writes out in a path though
// it differs from call to call: an id, and the value of a function argument
// that the page documents ("count=n", "on='parameterValue'").
func openLiterals(op *ir.Operation, path []*segment) []*segment {
	for i, s := range path { // path is the caller's own
		text, ok := s.literal()
		switch {
		case !ok:
		case i > 0 && isLiteralID(text):
			path[i] = newSegment([]string{"", ""}, []hole{{name: "id"}})
		case strings.Contains(text, "="):
			path[i] = openCall(op.FunctionParameters, s)
		}
	}
	return path
}

// isLiteralID reports whether a text is a GUID, with or without hyphens.
func isLiteralID(text string) bool {
	return (len(text) == 36 || len(text) == 32) && literalID.MatchString(text)
}

// literalID matches a GUID, with or without hyphens.
var literalID = regexp.MustCompile(`^(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^(?i)[0-9a-f]{32}$`)

// callValue matches an argument of a call and its value, quoted or not.
var callValue = regexp.MustCompile(`([(,]\s*)(\w+)='?([^',()]+)'?`)

// openCall returns the call with placeholders for the documented arguments.
func openCall(documented []ir.Parameter, s *segment) *segment {
	text, from, closing := s.texts[0], 0, ""
	var texts []string
	var holes []hole
	for _, at := range callValue.FindAllStringSubmatchIndex(text, -1) {
		name := text[at[4]:at[5]]
		i := slices.IndexFunc(documented, func(p ir.Parameter) bool { return strings.EqualFold(p.Name, name) })
		if i < 0 {
			continue
		}
		quote := "" // of a text that the page writes without its quotes
		if documented[i].Type == "String" && text[at[6]-1] != '\'' {
			quote = "'"
		}
		texts = append(texts, closing+text[from:at[6]]+quote)
		holes = append(holes, hole{name: name, argument: name, kind: documented[i].Type})
		from, closing = at[7], quote
	}
	return newSegment(append(texts, closing+text[from:]), holes)
}

// withArguments adds to a function's path the documented arguments that the
// path template leaves out, where an example shows the call with arguments.
// With another example that has none, the path as it is can be called too (bare).
func withArguments(op *ir.Operation, e *ir.Endpoint, path []*segment) (full []*segment, bare bool) {
	if e.Method != "GET" || len(op.FunctionParameters) == 0 {
		return path, false
	}
	last := path[len(path)-1]
	name, ok := last.literal()
	name = strings.TrimSuffix(name, "()")
	if !ok || strings.Contains(name, "(") ||
		documentedWithArguments(op, name) || !shownWithArguments(op, name) {
		return path, false
	}
	var texts []string
	var holes []hole
	text := name + "("
	for i, p := range op.FunctionParameters {
		quote := map[bool]string{true: "'"}[p.Type == "String" || p.Type == ""]
		if i > 0 {
			text += ","
		}
		texts = append(texts, text+p.Name+"="+quote)
		holes = append(holes, hole{name: p.Name, argument: p.Name, kind: p.Type})
		text = quote
	}
	full = slices.Clone(path)
	full[len(full)-1] = newSegment(append(texts, text+")"), holes)
	return full, shownWithoutArguments(op, name)
}

func shownWithArguments(op *ir.Operation, name string) bool {
	return slices.ContainsFunc(op.Examples, func(x ir.Example) bool {
		return strings.Contains(strings.ToLower(x.Request.URL), strings.ToLower(name)+"(") && strings.Contains(x.Request.URL, "=")
	})
}

func shownWithoutArguments(op *ir.Operation, name string) bool {
	return slices.ContainsFunc(op.Examples, func(x ir.Example) bool {
		called := calledPath(op, x.Request.URL)
		return len(called) > 0 && strings.EqualFold(strings.TrimSuffix(called[len(called)-1], "()"), name)
	})
}

// documentedWithArguments reports whether another path of the operation is the
// call with its arguments.
func documentedWithArguments(op *ir.Operation, name string) bool {
	return slices.ContainsFunc(op.Endpoints, func(e ir.Endpoint) bool {
		return strings.Contains(strings.ToLower(e.Path), "/"+strings.ToLower(name)+"(")
	})
}
