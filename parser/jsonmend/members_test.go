package jsonmend

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestMembers(t *testing.T) {
	var got []string
	for key, value := range Members(` {"a" : "x,}\"", "b\u0063":[1, {"c": 2}] ,"d": -1.5, "e":{}, "f" :null}`) {
		got = append(got, key+"="+value)
	}
	want := []string{`a="x,}\""`, `bc=[1, {"c": 2}]`, `d=-1.5`, `e={}`, `f=null`}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for key := range Members(`["a", {"b": 1}]`) {
		t.Errorf("an array has the member %q", key)
	}
}

func TestElements(t *testing.T) {
	got := slices.Collect(Elements(` [1, "a,]" ,[2,3],{"b":[4]}, null ]`))
	want := []string{`1`, `"a,]"`, `[2,3]`, `{"b":[4]}`, `null`}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestMembersAgree compares with encoding/json.
func TestMembersAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := document().Draw(t, "value")
		text, err := json.MarshalIndent(value, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for key, raw := range Members(string(text)) {
			n++
			want, _ := json.Marshal(value[key])
			var got bytes.Buffer
			if err := json.Compact(&got, []byte(raw)); err != nil || got.String() != string(want) {
				t.Fatalf("%s: got %s, want %s", key, raw, want)
			}
		}
		if n != len(value) {
			t.Fatalf("%d members of %d", n, len(value))
		}
	})
}
