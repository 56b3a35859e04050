package runtime

import (
	"slices"
	"strings"
)

// segmentKind says how a template segment matches.
type segmentKind int

const (
	literalSegment segmentKind = iota
	callSegment
	patternSegment
	oneSegment
	pathSegment
	restSegment
)

// templateSegment is one segment of a path template.
type templateSegment struct {
	kind  segmentKind
	text  string    // literal: the folded text; call: its key
	parts []string  // pattern: folded texts before, between and after the placeholders
	args  []callArg // call: sorted by name
	order []int     // for each placeholder as written: its place in the order of matching
}

// hole stands for a placeholder while a segment is taken apart. It can stand
// in no URL.
const hole = "\x00"

// templateError says why a path template cannot be read.
type templateError string

func (e templateError) Error() string { return "path template " + string(e) }

const (
	errBrackets templateError = "has unbalanced brackets"
	errSlash    templateError = "does not start with one slash"
	errSegment  templateError = "has an empty, '.' or '..' segment"
	errArgument templateError = "has a call whose arguments cannot be told apart"
	errText     templateError = "has a control character"
	errShape    templateError = "has the shape of another one"
)

// parseTemplate reads a path template, e.g. "/me/drive/root:/{item-path}:/content".
// Placeholders are {name} or <name>; their names do not matter.
func parseTemplate(template string) ([]templateSegment, error) {
	if !strings.HasPrefix(template, "/") || strings.HasPrefix(template, "//") {
		return nil, errSlash
	}
	if strings.ContainsFunc(template, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return nil, errText
	}
	plain, err := punchHoles(template)
	if err != nil {
		return nil, err
	}
	plain = strings.TrimSuffix(plain[1:], "/")
	if plain == "" {
		return nil, nil
	}
	var segments []templateSegment
	texts, addressed := strings.Split(plain, "/"), false // the segment before ends in a colon
	for i, text := range texts {
		if text == "" || text == "." || text == ".." {
			return nil, errSegment
		}
		segment, err := parseSegment(text, addressed)
		if segment.kind == restSegment && i < len(texts)-1 {
			segment.kind = oneSegment
		}
		if err != nil {
			return nil, err
		}
		segments = append(segments, segment)
		addressed = strings.HasSuffix(text, ":") && segment.kind != pathSegment
	}
	return segments, nil
}

// punchHoles replaces each placeholder by a hole.
func punchHoles(template string) (string, error) {
	var out strings.Builder
	for template != "" {
		i := strings.IndexAny(template, "{}<>")
		if i < 0 {
			break
		}
		closing := map[byte]string{'{': "}", '<': ">"}[template[i]]
		end := strings.IndexAny(template[i+1:], "{}<>")
		if closing == "" || end < 0 || template[i+1+end:i+2+end] != closing {
			return "", errBrackets
		}
		out.WriteString(template[:i])
		out.WriteString(hole)
		template = template[i+1+end+1:]
	}
	out.WriteString(template)
	return out.String(), nil
}

func parseSegment(text string, addressed bool) (templateSegment, error) {
	switch {
	case text == hole && addressed:
		return templateSegment{kind: restSegment, order: []int{0}}, nil
	case text == hole+":" && addressed:
		return templateSegment{kind: pathSegment, order: []int{0}}, nil
	case text == hole:
		return templateSegment{kind: oneSegment, order: []int{0}}, nil
	}
	if call, ok := parseCall(text); ok && !strings.Contains(call.name, hole) {
		return callTemplate(call)
	}
	if !strings.Contains(text, hole) {
		return templateSegment{kind: literalSegment, text: foldCase(strings.TrimSuffix(text, "()"))}, nil
	}
	parts := strings.Split(foldCase(text), hole)
	order := make([]int, len(parts)-1)
	for i := range order {
		order[i] = i
	}
	return templateSegment{kind: patternSegment, parts: parts, order: order}, nil
}

// callTemplate turns a call with holes into a segment. Its arguments are
// matched in the order of their names, which need not be that of the page.
func callTemplate(call pathCall) (templateSegment, error) {
	s := templateSegment{kind: callSegment, text: call.key(), args: call.args}
	var places []int // places among the arguments as written, in the order of matching
	for i, a := range s.args {
		value, quoted := unquote(a.value)
		if i > 0 && s.args[i-1].name == a.name || strings.Count(value, hole) > 1 {
			return s, errArgument
		}
		if before, after, found := strings.Cut(value, hole); found && !quoted {
			value = strings.TrimSuffix(before, "'") + hole + strings.TrimPrefix(after, "'")
		}
		s.args[i].value = foldCase(value)
		if strings.Contains(value, hole) {
			places = append(places, a.place)
		}
		s.args[i].place = 0
	}
	written := slices.Sorted(slices.Values(places))
	for _, place := range written {
		s.order = append(s.order, slices.Index(places, place))
	}
	return s, nil
}

// pathCall is a segment of the form name(a=x,b='y'); the name may be empty.
type pathCall struct {
	name string
	args []callArg // sorted by name
}

// callArg is one argument: its folded name, "" for a key in parentheses, and
// its value as written, quotes included. In a template the value is folded,
// has no quotes, and may have one hole.
type callArg struct {
	name  string
	value string
	place int // place among the arguments as written
}

// key tells calls apart by name and argument names.
func (c pathCall) key() string {
	var out strings.Builder
	out.WriteString(foldCase(c.name))
	for _, a := range c.args {
		out.WriteString("\x00" + a.name)
	}
	return out.String()
}

// parseCall reads a segment as a call with at least one argument.
func parseCall(segment string) (pathCall, bool) {
	inner, ok := strings.CutSuffix(segment, ")")
	name, list, hasList := strings.Cut(inner, "(")
	if !ok || !hasList || list == "" {
		return pathCall{}, false
	}
	call := pathCall{name: name}
	for list != "" {
		end := indexOutsideQuotes(list, ',')
		arg := callArg{value: strings.TrimSpace(list[:end]), place: len(call.args)}
		if i := indexOutsideQuotes(arg.value, '='); i < len(arg.value) {
			arg.name = foldCase(strings.TrimSpace(arg.value[:i]))
			arg.value = strings.TrimSpace(arg.value[i+1:])
		}
		call.args = append(call.args, arg)
		list = strings.TrimPrefix(list[end:], ",")
	}
	slices.SortStableFunc(call.args, func(a, b callArg) int { return strings.Compare(a.name, b.name) })
	return call, true
}

// indexOutsideQuotes returns the place of a byte that stands in no '…', or the
// length of the text. A doubled quote inside quotes closes and opens them again.
func indexOutsideQuotes(s string, b byte) int {
	quoted := false
	for i := range len(s) {
		switch {
		case s[i] == '\'':
			quoted = !quoted
		case s[i] == b && !quoted:
			return i
		}
	}
	return len(s)
}

// unquote takes the quotes off a literal: 'it”s' is it's.
func unquote(s string) (string, bool) {
	if len(s) < 2 || s[0] != '\'' || s[len(s)-1] != '\'' {
		return s, false
	}
	return strings.ReplaceAll(s[1:len(s)-1], "''", "'"), true
}

// matchArgs returns the values at the holes of a template's arguments, if the
// other texts agree. Both lists have the same names in the same order.
func matchArgs(template, request []callArg) ([]string, bool) {
	if len(template) != len(request) {
		return nil, false
	}
	var values []string
	for i, t := range template {
		before, after, open := strings.Cut(t.value, hole)
		text, ok := cutAround(request[i].value, before, after)
		switch {
		case !ok, open && text == "", !open && text != "":
			return nil, false
		case open:
			values = append(values, text)
		}
	}
	return values, true
}

// cutAround takes off the texts around a hole, outside or inside the quotes:
// both enumName'member' and 'prefix-value' occur.
func cutAround(value, before, after string) (string, bool) {
	if len(value) > len(before) && value[len(before)] == '\'' && foldCase(value[:len(before)]) == before {
		text, _ := unquote(value[len(before):])
		return text, after == ""
	}
	text, _ := unquote(value)
	if len(text) < len(before)+len(after) {
		return "", false
	}
	end := len(text) - len(after)
	return text[len(before):end], foldCase(text[:len(before)]) == before && foldCase(text[end:]) == after
}

// matchParts returns what stands between the parts of a pattern, each piece as
// short as possible and never empty.
func matchParts(parts []string, segment string) ([]string, bool) {
	folded := foldCase(segment)
	if !strings.HasPrefix(folded, parts[0]) {
		return nil, false
	}
	at := len(parts[0])
	values := make([]string, 0, len(parts)-1)
	for i, part := range parts[1:] {
		if at >= len(segment) {
			return nil, false
		}
		end := strings.Index(folded[at+1:], part) + at + 1
		if i == len(parts)-2 {
			end = len(segment) - len(part)
		}
		if end <= at || !strings.HasSuffix(folded[:end+len(part)], part) {
			return nil, false
		}
		values = append(values, segment[at:end])
		at = end + len(part)
	}
	return values, true
}

// fixedText counts the bytes of arguments that a request must repeat.
func fixedText(args []callArg) int {
	n := 0
	for _, a := range args {
		n += len(strings.ReplaceAll(a.value, hole, ""))
	}
	return n
}

func textLen(parts []string) int {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	return n
}
