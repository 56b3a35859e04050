package gomodel

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// segment is one part of a path template between slashes: texts around holes.
// texts has one element more than holes.
type segment struct {
	texts []string
	holes []hole
	shape string // what tells paths apart: texts without case, holes without names
}

func newSegment(texts []string, holes []hole) *segment {
	return &segment{texts, holes, strings.ToLower(strings.Join(texts, "{}"))}
}

// hole is a placeholder.
type hole struct {
	name     string // as the page writes it, without brackets
	argument string // name of the function argument that it is the value of, "" if it is none
	kind     string // primitive type that the page documents, "" if it documents none
}

// literal returns the segment's text if it has no holes.
func (s *segment) literal() (string, bool) { return s.texts[0], len(s.holes) == 0 }

// isHole reports whether the segment is one placeholder and nothing else.
func (s *segment) isHole() bool { return len(s.holes) == 1 && s.texts[0] == "" && s.texts[1] == "" }

// appendShape appends what tells paths apart.
func appendShape(b []byte, path []*segment) []byte {
	for _, s := range path {
		b = append(append(b, '/'), s.shape...)
	}
	return b
}

// segments are those that parsePath has met, by their text: nearly all stand in
// many paths.
type segments map[string]*segment

// parsePath reads a path template by this grammar: one slash before each
// segment; a segment is made of placeholders, {x} or <x>, and of the signs that
// stand in URLs unescaped; no segment is made of dots alone. A missing closing
// bracket of a function call is added, and other brackets around a placeholder
// are read as [ir.PathTemplate] says. What else a page writes is an error.
func (known segments) parsePath(e *ir.Endpoint) ([]*segment, error) {
	text, ok := strings.CutPrefix(strings.TrimSuffix(e.Template(), "/"), "/")
	if !ok || text == "" || len(text) > 2000 {
		return nil, fmt.Errorf("a path begins with a slash and names something")
	}
	params := e.PathParameters
	path := make([]*segment, 0, 1+strings.Count(text, "/"))
	for part, rest := cutPath(text); ; part, rest = cutPath(rest[1:]) {
		s := known[part]
		if s == nil {
			var err error
			if s, err = parseSegment(part); err != nil {
				return nil, err
			}
			known[part] = s
		}
		n := min(len(s.holes), len(params))
		path = append(path, s.withKinds(params[:n]))
		params = params[n:]
		if rest == "" {
			return path, nil
		}
	}
}

// withKinds returns the segment with the types that a page documents for its
// placeholders.
func (s *segment) withKinds(params []ir.PathParam) *segment {
	if !slices.ContainsFunc(params, func(p ir.PathParam) bool { return p.Type != "" }) {
		return s
	}
	typed := &segment{s.texts, slices.Clone(s.holes), s.shape}
	for i, p := range params {
		typed.holes[i].kind = p.Type
	}
	return typed
}

// cutPath cuts a path before its first slash outside of placeholders.
func cutPath(text string) (part, rest string) {
	open := false
	for i := range len(text) {
		switch text[i] {
		case '{', '<':
			open = true
		case '}', '>':
			open = false
		case '/':
			if !open {
				return text[:i], text[i:]
			}
		}
	}
	return text, ""
}

func parseSegment(text string) (*segment, error) {
	var texts []string
	var holes []hole
	rest := text
	if strings.Count(text, "(") == strings.Count(text, ")")+1 {
		rest += ")"
	}
	for {
		i := strings.IndexAny(rest, "{<")
		if i < 0 {
			texts = append(texts, rest)
			break
		}
		end := strings.IndexByte(rest[i:], map[byte]byte{'{': '}', '<': '>'}[rest[i]])
		if end < 0 {
			return nil, fmt.Errorf("the segment %q lacks a closing bracket", text)
		}
		texts = append(texts, rest[:i])
		holes = append(holes, hole{name: strings.TrimSpace(rest[i+1 : i+end]), argument: argumentBefore(rest[:i])})
		rest = rest[i+end+1:]
	}
	all := strings.Join(texts, "")
	for _, r := range all {
		if !isAlnum(r) && !strings.ContainsRune("-._~!$&'()*+,;=:@", r) {
			return nil, fmt.Errorf("the segment %q holds the sign %q, which stands in no path", text, r)
		}
	}
	if len(holes) == 0 && strings.Trim(all, ".") == "" {
		return nil, fmt.Errorf("the segment %q names nothing", text)
	}
	return newSegment(texts, holes), nil
}

// argumentBefore returns the name in "range(address='" or ",end=".
func argumentBefore(text string) string {
	text, ok := strings.CutSuffix(strings.TrimRight(text, "'@"), "=")
	if !ok {
		return ""
	}
	return text[strings.LastIndexAny(text, "(,")+1:]
}

// template writes a path with Go names in its placeholders.
func template(path []*segment, names []string) string {
	var buf [128]byte
	out := buf[:0]
	for _, s := range path {
		out = append(out, '/')
		for i, t := range s.texts {
			out = append(out, t...)
			if i < len(s.holes) {
				out = append(append(append(out, '{'), names[0]...), '}')
				names = names[1:]
			}
		}
	}
	return string(out)
}

// countHoles returns the number of placeholders of a path.
func countHoles(path []*segment) int {
	n := 0
	for _, s := range path {
		n += len(s.holes)
	}
	return n
}

// argumentNames names the placeholders of a path as arguments: by the name of a
// function argument, else as the page does; "id" and a name that stands twice
// take the name of the segment before it.
func argumentNames(before string, path []*segment) []string {
	var names []string
	for i, s := range path {
		if lit, ok := s.literal(); ok {
			before = lit
			continue
		}
		for _, h := range s.holes {
			name := unexported(h.argumentOrName())
			if strings.EqualFold(strings.Trim(h.name, "-_ "), "id") && h.argument == "" && before != "" {
				name = unexported(singular(exported(lastPart(before))) + "-id")
			}
			names = append(names, name)
		}
		if t := s.texts[0]; t != "" && i < len(path) {
			before = t
		}
	}
	return distinct(names, path)
}

func (h hole) argumentOrName() string {
	if h.argument != "" {
		return h.argument
	}
	return strings.ReplaceAll(h.name, "|", " or ")
}

// distinct makes names that stand twice longer, by the segment before each,
// and where that does not do, by their place in the path.
func distinct(names []string, path []*segment) []string {
	if !repeats(names) {
		return names
	}
	words := wordsBefore(path)
	count := map[string]int{}
	for _, n := range names {
		count[n]++
	}
	used := map[string]bool{}
	for i, n := range names {
		if count[n] > 1 && words[i] != "" {
			names[i] = unexported(words[i] + "-" + n)
		}
		names[i] = unused(names[i], "Below", used)
	}
	return names
}

// repeats reports whether a name stands twice.
func repeats(names []string) bool {
	for i, n := range names {
		if slices.Contains(names[:i], n) {
			return true
		}
	}
	return false
}

// wordsBefore gives for each placeholder the last literal text before it.
func wordsBefore(path []*segment) []string {
	var words []string
	word := ""
	for _, s := range path {
		if s.texts[0] != "" {
			word = singular(exported(lastPart(s.texts[0])))
		}
		for range s.holes {
			words = append(words, word)
		}
	}
	return words
}

// lastPart cuts a namespace, a call's brackets and a colon off a segment's text.
func lastPart(text string) string {
	text, _, _ = strings.Cut(text, "(")
	text = strings.Trim(text, ":$")
	return text[strings.LastIndexByte(text, '.')+1:]
}
