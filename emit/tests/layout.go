package tests

import (
	"bytes"
	"encoding/json"
	"strings"
)

// lineWidth is how long a line of JSON gets before it is broken.
const lineWidth = 96

// maxLayout bounds how deep JSON is broken into lines.
const maxLayout = 64

// bodyLines returns a body as the lines to print: of JSON, what fits on a line
// stands on one; other texts as they are.
func bodyLines(body string) []string {
	if !json.Valid([]byte(body)) {
		return strings.Split(strings.ReplaceAll(body, "\r", ""), "\n")
	}
	var out strings.Builder
	layout(&out, json.RawMessage(body), "", 0, maxLayout)
	return strings.Split(out.String(), "\n")
}

// layout writes a JSON value behind used columns of a line that began with indent.
func layout(out *strings.Builder, raw json.RawMessage, indent string, used, depth int) {
	var flat bytes.Buffer
	if json.Compact(&flat, raw) != nil {
		return
	}
	text := flat.String()
	if len(indent)+used+len(text) <= lineWidth || depth == 0 || text[0] != '{' && text[0] != '[' {
		out.WriteString(text)
		return
	}
	out.WriteByte(text[0])
	for i, m := range members(flat.Bytes()) {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString("\n" + indent + "  " + m.name)
		layout(out, m.value, indent+"  ", len(m.name), depth-1)
	}
	out.WriteString("\n" + indent + text[len(text)-1:])
}

// member is a value of an object or list; name is `"name": `, empty in a list.
type member struct {
	name  string
	value json.RawMessage
}

// members lists what an object or list holds, in order.
func members(data []byte) []member {
	d := json.NewDecoder(bytes.NewReader(data))
	open, err := d.Token()
	var list []member
	for err == nil && d.More() {
		var m member
		if open == json.Delim('{') {
			var key json.Token
			if key, err = d.Token(); err == nil {
				m.name = quote(key.(string)) + ": "
			}
		}
		if err == nil {
			err = d.Decode(&m.value)
		}
		list = append(list, m)
	}
	return list
}
