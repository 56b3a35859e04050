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
	var flat bytes.Buffer
	if json.Compact(&flat, []byte(body)) != nil {
		return strings.Split(strings.ReplaceAll(body, "\r", ""), "\n")
	}
	var out strings.Builder
	layout(&out, flat.String(), "", 0, maxLayout)
	return strings.Split(out.String(), "\n")
}

// layout writes a JSON value, which is compact, behind used columns of a line
// that began with indent.
func layout(out *strings.Builder, text, indent string, used, depth int) {
	if len(indent)+used+len(text) <= lineWidth || depth == 0 || text[0] != '{' && text[0] != '[' {
		out.WriteString(text)
		return
	}
	out.WriteByte(text[0])
	for i, m := range split(text) {
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

// members lists what an object or list holds, in order; nothing for what is no
// JSON or neither.
func members(raw json.RawMessage) []member {
	var flat bytes.Buffer
	if json.Compact(&flat, raw) != nil || flat.Bytes()[0] != '{' && flat.Bytes()[0] != '[' {
		return nil
	}
	var list []member
	for _, p := range split(flat.String()) {
		list = append(list, member{p.name, json.RawMessage(p.value)})
	}
	return list
}

// piece is a member in a text that is compact.
type piece struct{ name, value string }

// split lists the members of an object or list, which is compact.
func split(text string) []piece {
	var list []piece
	object := text[0] == '{'
	for text = text[1 : len(text)-1]; text != ""; {
		var p piece
		if object {
			end := valueEnd(text)
			p.name = requote(text[:end]) + ": "
			text = text[end+1:]
		}
		end := valueEnd(text)
		p.value = text[:end]
		list = append(list, p)
		text = strings.TrimPrefix(text[end:], ",")
	}
	return list
}

// valueEnd returns the length of the JSON value that a text begins with.
func valueEnd(text string) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			for i++; text[i] != '"'; i++ {
				if text[i] == '\\' {
					i++
				}
			}
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case ',', ':':
			if depth == 0 {
				return i
			}
		}
	}
	return len(text)
}

// requote writes a name without needless escapes.
func requote(quoted string) string {
	var name string
	if !strings.Contains(quoted, `\`) || json.Unmarshal([]byte(quoted), &name) != nil {
		return quoted
	}
	return quote(name)
}
