package jsontree

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// texts are JSON and text that is nearly JSON.
func texts() []string {
	var large strings.Builder
	for i := range 40 {
		fmt.Fprintf(&large, `"m%d":%d,`, i%30, i)
	}
	return []string{
		`{"a": 1, "b": [true, null, "x\n\u00e9\\"], "a": -1.5e3, "": {}}`, ` [ ] `, `"\ud83d\ude00"`, `0`, "", `{"a" 1}`, `[1,]`, `1 2`, `{"a":1,}`, `{,}`,
		`[01, -0, 1., .5, 1e+2, 1E-, tru]`, `{"a": [{"b": {}}, []], "a": 2, "c"}`, "[\"\t\", \"\\u12\", \"\\x\"]", `"a`, `"\\`, "{\"\u00e9\": nullx}",
		"\"\xff\"", "{\"\xff\":\"\xff\"}", ` { "a" : [ 1 , { } , [ ] , null ] , "b" : false } `, `{"a}":"]","b,":"{","c:":"\\\""}`, `1e999999`,
		"{" + large.String() + `"x":{}}`, `{"a":1}}`, "\u00a01", "\ufeff{}", `{} {}`, `[1}`, "null", `{"a":1} ,`,
		strings.Repeat("[", MaxDepth) + strings.Repeat("]", MaxDepth), strings.Repeat("[", MaxDepth+1) + strings.Repeat("]", MaxDepth+1),
	}
}

// FuzzParse holds that Parse takes what encoding/json takes and reads the same
// from it, and that each value stands where the tree says.
func FuzzParse(f *testing.F) {
	for _, text := range texts() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, err := Parse(text)
		if errors.Is(err, ErrDeep) {
			return
		}
		if valid := json.Valid([]byte(text)); valid != (err == nil) {
			t.Fatalf("error %v, but valid: %t", err, valid)
		}
		if err == nil {
			check(t, text, n)
			if want := decode(t, text); !reflect.DeepEqual(plain(n), want) {
				t.Errorf("read %v, want %v", plain(n), want)
			}
		}
	})
}

// check holds that the texts of a tree are those of the source, and what Get
// finds.
func check(t *testing.T, source string, n *Node) {
	if got := source[n.Offset:][:len(n.Text)]; got != n.Text {
		t.Fatalf("at %d stands %q, not %q", n.Offset, got, n.Text)
	}
	if len(n.Nodes) == 0 && !reflect.DeepEqual(plain(n), decode(t, n.Text)) {
		t.Fatalf("%q is not %v", n.Text, plain(n))
	}
	for _, m := range n.Nodes {
		if n.Kind() == Object && n.Get(m.Name) != m {
			t.Fatalf("another member than that at %d is called %q", m.Offset, m.Name)
		}
		check(t, source, m)
	}
}

func decode(t *testing.T, text string) any {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var value any
	if err := d.Decode(&value); err != nil {
		t.Fatal(err)
	}
	return value
}

// plain is a value as encoding/json gives it.
func plain(n *Node) any {
	switch n.Kind() {
	case String:
		return n.Str()
	case Number:
		return json.Number(n.Text)
	case Bool:
		return n.Text == "true"
	case Array:
		list := make([]any, 0, len(n.Nodes))
		for _, e := range n.Elements() {
			list = append(list, plain(e))
		}
		return list
	case Object:
		object := map[string]any{}
		for _, m := range n.Members() {
			object[m.Name] = plain(m)
		}
		return object
	}
	return nil
}

func TestParse(t *testing.T) {
	n, err := Parse("\n{\"b\\u0063\" : [1, {\"c\":2}] ,\"a\": \"x,}\\\"\",\"d\":-1.50, \"a\":null}")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range n.Members() {
		got = append(got, fmt.Sprintf("%s at %d is %v: %s", m.Name, m.Offset, m.Kind(), m.Text))
	}
	want := []string{`bc at 14 is a list: [1, {"c":2}]`, `a at 56 is null: null`, `d at 45 is a number: -1.50`}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	nested := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	if errors.Is(parseError(nested(MaxDepth)), ErrDeep) || !errors.Is(parseError(nested(MaxDepth+1)), ErrDeep) {
		t.Error("the bound of the depth is another")
	}
}

func parseError(text string) error {
	_, err := Parse(text)
	return err
}

func TestNoTreeWithAnError(t *testing.T) {
	for _, text := range texts() {
		if n, err := Parse(text); (n == nil) != (err != nil) {
			t.Errorf("%.40q: node %v with error %v", text, n, err)
		}
	}
}

func TestNil(t *testing.T) {
	var n *Node
	if n.Get("a").Get("b").Kind() != None || n.Str() != "" || n.Members() != nil || n.Elements() != nil {
		t.Error("what is absent holds something")
	}
	if list, err := Parse(`[{"a":1}]`); err != nil || list.Get("a") != nil || list.Members() != nil || list.Elements()[0].Elements() != nil {
		t.Errorf("lists and objects are taken for each other, error %v", err)
	}
}

func TestOutOfRange(t *testing.T) {
	for text, want := range map[string]string{
		`{"a":[1,-1.5e300,123456789012345678901234567890]}`: "", `{"a":[{"b":1e400}],"c":-1e999999}`: "1e400", `"1e400"`: "", `1e-999999`: "",
	} {
		n, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if found := n.OutOfRange(); found != nil && found.Text != want || found == nil && want != "" {
			t.Errorf("%s: %v, want %s", text, found, want)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	text := "[" + strings.TrimSuffix(strings.Repeat("  {\"id\": \"a\", \"count\": 3, \"tags\": [\"x\", \"y\"], \"note\": null},\n", 100), ",\n") + "]"
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(text); err != nil {
			b.Fatal(err)
		}
	}
}
