package tests

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// plain returns what encoding/json gives for a value.
func (n *node) plain() any {
	switch n.kind() {
	case anObject:
		object := map[string]any{}
		for i := range n.nodes {
			object[n.nodes[i].name] = n.get(n.nodes[i].name).plain()
		}
		return object
	case aList:
		list := []any{}
		for i := range n.nodes {
			list = append(list, n.nodes[i].plain())
		}
		return list
	case aText:
		text, _ := n.str()
		return text
	case aTruthValue:
		return n.text == "true"
	case aNumber:
		number, _ := strconv.ParseFloat(n.text, 64)
		return number
	}
	return nil
}

// TestParse holds that values are those of encoding/json.
func TestParse(t *testing.T) {
	large := "{"
	for i := range 40 {
		large += `"m` + strconv.Itoa(i%30) + `":` + strconv.Itoa(i) + ","
	}
	for _, text := range []string{
		`{}`, `[]`, `""`, `0`, ` { "a" : [ 1 , { } , [ ] , null ] , "b" : false } `, `{"a":1,"a":2}`, `{"A":"é😀\n\"","\\":"\\"}`,
		`{"a}":"]","b,":"{","c:":"\\\""}`, `-1.5e10`, "{\"\xff\":\"\xff\"}", strings.Repeat("[", 1000) + strings.Repeat("]", 1000), large + `"x":{}}`,
		``, `{`, `{"a"}`, `[1,]`, `1 2`, `tru`, `{"a":1}}`,
	} {
		var want any
		err := json.Unmarshal([]byte(text), &want)
		n := parse(text)
		if (n == nil) != (err != nil) {
			t.Errorf("%.80s: is JSON %v, error %v", text, n != nil, err)
		} else if n != nil && !reflect.DeepEqual(n.plain(), want) {
			t.Errorf("%.80s: %v, want %v", text, n.plain(), want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		data, err := json.Marshal(drawJSON(t, 4))
		if err != nil {
			t.Fatal(err)
		}
		var want any
		if err := json.Unmarshal(data, &want); err != nil || !reflect.DeepEqual(parse(string(data)).plain(), want) {
			t.Fatalf("%s: %v, error %v", data, parse(string(data)).plain(), err)
		}
	})
}

// TestQuote holds that plain texts are written like all others.
func TestQuote(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		want, err := json.Marshal(text)
		if err != nil || quote(text) != string(want) {
			t.Fatalf("%q: %s, want %s, error %v", text, quote(text), want, err)
		}
	})
}

func TestUnwrap(t *testing.T) {
	for text, want := range map[string]string{`{"value":[1]}`: "[1]", `{"Value":null}`: "null", `{"a":1}`: `{"a":1}`, `[1]`: "[1]", `null`: "null"} {
		if got := parse(text).unwrap().text; got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	if (*node)(nil).unwrap() != nil {
		t.Error("nothing holds a value")
	}
}
