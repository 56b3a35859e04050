package jsonmend

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestValid(t *testing.T) {
	for _, text := range []string{
		`{}`, ` [ ] `, "\n{\t\"a\" : 1 ,\r\n\"b\": [true, false, null]}\n", `"x"`, `-0.5e+10`, `0`, `1E2`, `"\u00e9\n\/"`, "\"\xff\"", "\"\x7f\"",
		``, ` `, `{`, `[1`, `[1,]`, `{"a"}`, `{"a":}`, `{"a":1,}`, `{a:1}`, `[1 2]`, `01`, `-`, `+1`, `.5`, `1.`, `1e`, `1e+`, `tru`, `truex`, `nul`,
		`"x`, `"\`, `"\x"`, `"\u12"`, `"\u12g4"`, "\"a\nb\"", "\"a\x00b\"", `{} {}`, `1 2`, "\u00a01", `[1}`, `{]`, `"a" "b"`, "\ufeff{}",
	} {
		if got, want := Valid(text), json.Valid([]byte(text)); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	if nested := strings.Repeat("[", maxDepth) + strings.Repeat("]", maxDepth); !Valid(nested) || Valid("["+nested+"]") {
		t.Error("the bound of the depth is another")
	}
}

// Valid says what encoding/json says, of JSON and of text that is nearly JSON.
func TestValidAgrees(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data, err := json.Marshal(document().Draw(t, "document"))
		if err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(0, 3).Draw(t, "changes") {
			at := rapid.IntRange(0, len(data)-1).Draw(t, "at")
			data[at] = rapid.SampledFrom([]byte("{}[]\",:\\/ \n\t0123456789.eE+-truefalsnu\x00\x1f\x80")).Draw(t, "byte")
		}
		if got, want := Valid(string(data)), json.Valid(data); got != want {
			t.Fatalf("%q: %v, want %v", data, got, want)
		}
	})
}
