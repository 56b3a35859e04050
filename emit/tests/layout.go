package tests

import "strings"

// lineWidth is how long a line of JSON gets before it is broken.
const lineWidth = 96

// maxLayout bounds how deep JSON is broken into lines.
const maxLayout = 64

// layout breaks JSON into lines, and uses its memory again for the next.
type layout struct{ out []byte }

// lines returns a body as the lines to print: of JSON, what fits on a line
// stands on one; other texts as they are. n is the text taken apart, nil if
// nobody did that yet.
func (l *layout) lines(text string, n *node) []string {
	if n == nil {
		n = parse(text)
	}
	if n == nil {
		return strings.Split(strings.ReplaceAll(text, "\r", ""), "\n")
	}
	if len(n.text) <= lineWidth {
		return []string{n.text}
	}
	l.out = l.out[:0]
	l.value(n, 0, 0)
	return strings.Split(string(l.out), "\n")
}

// line begins a line so deep.
func (l *layout) line(depth int) {
	l.out = append(l.out, '\n')
	for range depth {
		l.out = append(l.out, "  "...)
	}
}

// value adds a value so deep, behind used columns of a line that is indented.
func (l *layout) value(n *node, depth, used int) {
	if 2*depth+used+len(n.text) <= lineWidth || depth == maxLayout || n.text[0] != '{' && n.text[0] != '[' {
		l.out = append(l.out, n.text...)
		return
	}
	l.out = append(l.out, n.text[0])
	for i := range n.nodes {
		if i > 0 {
			l.out = append(l.out, ',')
		}
		l.line(depth + 1)
		used := 0
		if m := &n.nodes[i]; m.key != "" {
			l.out = append(append(l.out, m.key...), ": "...)
			used = len(m.key) + len(": ")
		}
		l.value(&n.nodes[i], depth+1, used)
	}
	l.line(depth)
	l.out = append(l.out, n.text[len(n.text)-1])
}
