package tests

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir/jsontree"
)

// lineWidth is how long a line of JSON gets before it is broken.
const lineWidth = 96

// bodyLines returns a body as the lines to print: of JSON, what fits on a line
// stands on one; other texts as they are.
func bodyLines(body gomodel.Payload) []string {
	if body.JSON() == nil {
		return strings.Split(strings.ReplaceAll(body.Text, "\r", ""), "\n")
	}
	return jsonLines("", body.JSON(), "")
}

// jsonLines returns a value as lines that begin so deep; the first one begins
// with a key, if there is one.
func jsonLines(indent string, n *jsontree.Node, key string) []string {
	text := compact(n)
	if len(indent)+len(key)+len(text) <= lineWidth || len(n.Nodes) == 0 {
		return []string{indent + key + text}
	}
	lines := []string{indent + key + text[:1]}
	for i, m := range n.Nodes {
		key := ""
		if n.Kind() == jsontree.Object {
			key = quote(m.Name) + ": "
		}
		lines = append(lines, jsonLines(indent+"  ", m, key)...)
		if i < len(n.Nodes)-1 {
			lines[len(lines)-1] += ","
		}
	}
	return append(lines, indent+text[len(text)-1:])
}

// compact returns the text of a value without blanks.
func compact(n *jsontree.Node) string {
	var out bytes.Buffer
	if json.Compact(&out, []byte(n.Text)) != nil { // it was read from JSON
		return n.Text
	}
	return out.String()
}

// quote returns a text as JSON, as people write it.
func quote(text string) string {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if encoder.Encode(text) != nil { // every text encodes
		return `""`
	}
	return strings.TrimSuffix(out.String(), "\n")
}
