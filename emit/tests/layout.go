package tests

import "strings"

// lineWidth is how long a line of JSON gets before it is broken.
const lineWidth = 96

// maxLayout bounds how deep JSON is broken into lines.
const maxLayout = 64

// bodyLines returns a body as the lines to print: of JSON, what fits on a line
// stands on one; other texts as they are. n is the text taken apart, nil if
// nobody did that yet.
func bodyLines(text string, n *node) []string {
	if n == nil {
		n = parse(text)
	}
	if n == nil {
		return strings.Split(strings.ReplaceAll(text, "\r", ""), "\n")
	}
	if len(n.text) <= lineWidth {
		return []string{n.text}
	}
	l := lines{}
	l.value(n, 0, 0)
	return append(l.list, string(l.last))
}

// lines is JSON that is broken into lines.
type lines struct {
	list []string
	last []byte
}

// end ends the last line; the next one is so deep.
func (l *lines) end(depth int) {
	l.list = append(l.list, string(l.last))
	l.last = l.last[:0]
	for range depth {
		l.last = append(l.last, "  "...)
	}
}

// value adds a value so deep, behind used columns of a line that is indented.
func (l *lines) value(n *node, depth, used int) {
	if 2*depth+used+len(n.text) <= lineWidth || depth == maxLayout || n.text[0] != '{' && n.text[0] != '[' {
		l.last = append(l.last, n.text...)
		return
	}
	l.last = append(l.last, n.text[0])
	for i := range n.nodes {
		if i > 0 {
			l.last = append(l.last, ',')
		}
		l.end(depth + 1)
		used := 0
		if m := &n.nodes[i]; m.key != "" {
			l.last = append(append(l.last, m.key...), ": "...)
			used = len(m.key) + len(": ")
		}
		l.value(&n.nodes[i], depth+1, used)
	}
	l.end(depth)
	l.last = append(l.last, n.text[len(n.text)-1])
}
