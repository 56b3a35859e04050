package gomodel

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// FuzzNode holds that parseNode takes what encoding/json takes, and reads the
// same from it.
func FuzzNode(f *testing.F) {
	for _, text := range []string{
		`{"a": 1, "b": [true, null, "x\n\u00e9\\"], "a": -1.5e3, "": {}}`, ` [ ] `, `"\ud83d\ude00"`, `0`, "", `{"a" 1}`, `[1,]`, `1 2`, `{"a":1,}`, `{,}`,
		`[01, -0, 1., .5, 1e+2, 1E-, tru]`, `{"a": [{"b": {}}, []], "a": 2, "c"}`, "[\"\t\", \"\\u12\", \"\\x\"]", `"a`, `"\\`, "{\"\u00e9\": nullx}",
		"\"\xff\"", strings.Repeat("[", 100) + strings.Repeat("]", 100),
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, err := parseNode(text)
		d := json.NewDecoder(strings.NewReader(strings.ToValidUTF8(text, "\uFFFD")))
		d.UseNumber()
		var want any
		valid := d.Decode(&want) == nil && json.Valid([]byte(strings.ToValidUTF8(text, "\uFFFD")))
		if err == errDeep {
			return
		}
		if valid != (err == nil) {
			t.Fatalf("error %v, but valid: %t", err, valid)
		}
		if err == nil && !reflect.DeepEqual(plain(n), want) {
			t.Errorf("read %v, want %v", plain(n), want)
		}
	})
}

// plain is a node as encoding/json would give it.
func plain(n *node) any {
	switch n.kind {
	case stringNode:
		return n.text
	case numberNode:
		return json.Number(n.text)
	case boolNode:
		return n.text == "true"
	case listNode:
		list := make([]any, len(n.members()))
		for i, m := range n.members() {
			list[i] = plain(&m.value)
		}
		return list
	case objectNode:
		object := map[string]any{}
		for _, m := range n.members() {
			object[m.name] = plain(&m.value)
		}
		return object
	}
	return nil
}
