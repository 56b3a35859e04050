package jsonmend

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestMend(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		kinds            []Kind
	}{
		{"valid stays as it stands", "{ \"a\" : [1,\n2] }", "{ \"a\" : [1,\n2] }", nil},
		{"trailing commas", "{\"a\": [1, 2,], }", "{\"a\": [1, 2] }", []Kind{TrailingComma, TrailingComma}},
		{"comma twice", `[1,, 2]`, `[1, 2]`, []Kind{ExtraComma}},
		{"comma missing", "{\"a\": \"x\"\n \"b\": {} \"c\": 1}", "{\"a\": \"x\",\n \"b\": {}, \"c\": 1}", []Kind{MissingComma, MissingComma}},
		{"line break in a key", "{\"a\": 1,\"\n  b\": 2}", `{"a": 1,"b": 2}`, []Kind{LineBreak}},
		{"line break", "{\"a\": \"x\n\ty\"}", `{"a": "x\n\ty"}`, []Kind{LineBreak, LineBreak}},
		{"comments", "{ // one\n\"a\": 1, /* two */\n\"b\": \"http://x\" // three\n}", "{ \n\"a\": 1, \n\"b\": \"http://x\" \n}", []Kind{Comment, Comment, Comment}},
		{"typographic quotes", "{\u201ca\u201d: \u201ex\u201c}", `{"a": "x"}`, []Kind{SmartQuote, SmartQuote, SmartQuote, SmartQuote}},
		{"typographic quotes inside stay", "{\"a\": \"\u201cx\u201d\",}", "{\"a\": \"\u201cx\u201d\"}", []Kind{TrailingComma}},
		{"single quotes", `{'a': 'say "x"', 'b': 'it\'s'}`, `{"a": "say \"x\"", "b": "it's"}`,
			[]Kind{SingleQuote, SingleQuote, SingleQuote, UnescapedQuote, UnescapedQuote, SingleQuote, SingleQuote, SingleQuote, SingleQuote, BadEscape, SingleQuote}},
		{"keys", `{a: 1, @odata.type: "x", $top: 2}`, `{"a": 1, "@odata.type": "x", "$top": 2}`, []Kind{UnquotedKey, UnquotedKey, UnquotedKey}},
		{"dots as members", "{\"a\": 1,\n...\n}", "{\"a\": 1\n\n}", []Kind{TrailingComma, Ellipsis}},
		{"dots between", "[{...}, \u2026, 2]", "[{},  2]", []Kind{Ellipsis, Ellipsis}},
		{"unescaped quote", `{"a": "he said "x" to me"}`, `{"a": "he said \"x\" to me"}`, []Kind{UnescapedQuote, UnescapedQuote}},
		{"doubled quote", `{"a": ""x", "b": ""}`, `{"a": "x", "b": ""}`, []Kind{UnescapedQuote}},
		{"bad escape", `{"a": "C:\dir"}`, `{"a": "C:\\dir"}`, []Kind{BadEscape}},
		{"capital literals", `[True, NULL]`, `[true, null]`, []Kind{Literal, Literal}},
		{"odd blanks", "{\"a\":\u00a01,\u202f\n\"b\": \"x\"\u00a0\n}", "{\"a\": 1, \n\"b\": \"x\" \n}", []Kind{Blank, Blank, Blank}},
		{"bare date", `{"a": 2018-04-01T12:39:16Z}`, `{"a": "2018-04-01T12:39:16Z"}`, []Kind{UnquotedValue}},
		{"open at the end", `{"a": [1, {"b": 2}`, `{"a": [1, {"b": 2}]}`, []Kind{MissingBracket}},
		{"no outer brackets", `"a": 1, "b": [2]`, `{"a": 1, "b": [2]}`, []Kind{MissingBracket, MissingBracket}},
		{"bracket after the end", "{\"a\": 1,}\n}", "{\"a\": 1}", []Kind{TrailingComma, TextAfter}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, fixes, fault := Mend(c.text)
			if fault != nil {
				t.Fatalf("fault at %d: %v", fault.Offset, fault)
			}
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			var kinds []Kind
			for _, f := range fixes {
				kinds = append(kinds, f.Kind)
			}
			if !reflect.DeepEqual(kinds, c.kinds) {
				t.Errorf("fixes %q, want %q", kinds, c.kinds)
			}
		})
	}
}

func TestMendLeaves(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"two values", "{\"a\": 1}\n{\"b\": 2}"},
		{"a placeholder", `{"a": <value>}`},
		{"a bare word", `{"a": String}`},
		{"headers in brackets", "{\nLocation: https://example.com\n}"},
		{"a quote that never closes", "{\"a: 1,\n\"b\": 2}"},
		{"the wrong bracket", `{"a": [1, 2}}`},
		{"escaped JSON", `{\"a\": 1}`},
		{"nothing", ""},
		{"prose after a number", "24 items"},
		{"deep nesting", strings.Repeat("[", 100_000)},
		{"deep valid nesting", strings.Repeat("[", 1000) + strings.Repeat("]", 1000)},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, fixes, fault := Mend(c.text)
			if fault == nil {
				t.Fatalf("mended to %s", got)
			}
			if got != c.text || fixes != nil {
				t.Errorf("text changed to %s", got)
			}
		})
	}
}

func TestFixOffset(t *testing.T) {
	_, fixes, fault := Mend("{\n  \"a\": 1,\n}")
	if fault != nil || len(fixes) != 1 || fixes[0] != (Fix{10, TrailingComma}) {
		t.Errorf("fixes %v, fault %v", fixes, fault)
	}
}

// TestMendRestores breaks random documents in ways that are mended and expects
// the same value back.
func TestMendRestores(t *testing.T) {
	breaks := map[string]func(string) string{
		"trailing comma": func(s string) string { return strings.ReplaceAll(s, "\n}", ",\n}") },
		"comment":        func(s string) string { return strings.ReplaceAll(s, ",\n", ", // more\n") },
		"comma missing":  func(s string) string { return strings.ReplaceAll(s, ",\n", "\n") },
		"dots":           func(s string) string { return strings.ReplaceAll(s, ",\n", ",\n...,\n") },
		"no-break blank": func(s string) string { return strings.ReplaceAll(s, "\": ", "\":\u00a0") },
	}
	rapid.Check(t, func(t *rapid.T) {
		value := document().Draw(t, "value")
		text, err := json.MarshalIndent(value, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		for name, f := range breaks {
			mended, _, fault := Mend(f(string(text)))
			if fault != nil {
				t.Fatalf("%s: %v in %s", name, fault, f(string(text)))
			}
			var back any
			if err := json.Unmarshal([]byte(mended), &back); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if again, _ := json.MarshalIndent(back, "", " "); string(again) != string(text) {
				t.Fatalf("%s: got %s, want %s", name, again, text)
			}
		}
	})
}

// document draws an object of words, numbers, lists and objects.
func document() *rapid.Generator[map[string]any] {
	word := rapid.StringMatching(`[a-z][a-zA-Z.]{0,8}`)
	scalar := rapid.OneOf(rapid.Map(word, func(s string) any { return s }), rapid.Map(rapid.Int32(), func(n int32) any { return n }), rapid.Just[any](nil), rapid.Map(rapid.Bool(), func(b bool) any { return b }))
	list := rapid.Map(rapid.SliceOfN(scalar, 0, 3), func(l []any) any { return l })
	inner := rapid.Map(rapid.MapOfN(word, scalar, 1, 3), func(m map[string]any) any { return m })
	return rapid.MapOfN(word, rapid.OneOf(scalar, list, inner), 1, 4)
}

func FuzzMend(f *testing.F) {
	for _, s := range []string{`{"a": 1,}`, "{'a': \u201cx\u201d}", "{\n...\n}", "[1 // x\n 2]", `"a": ""b"`, "{\"a\": 2018-01-01}", "[0//\n0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		mended, fixes, fault := Mend(text)
		if fault != nil {
			if mended != text || fault.Offset < 0 || fault.Offset > len(text) {
				t.Fatalf("fault %+v with text %q", fault, mended)
			}
			return
		}
		if !json.Valid([]byte(mended)) {
			t.Fatalf("not JSON: %q", mended)
		}
		for _, x := range fixes {
			if x.Offset < 0 || x.Offset > len(text) {
				t.Fatalf("offset %d outside of the text", x.Offset)
			}
		}
		if again, more, _ := Mend(mended); again != mended || len(more) != 0 {
			t.Fatalf("mended text is mended again: %q", again)
		}
	})
}

func BenchmarkMend(b *testing.B) {
	item := "  {\"id\": \"a\", \"count\": 3, \"tags\": [\"x\", \"y\"], \"note\": null},\n"
	for name, text := range map[string]string{
		"valid":  "[" + strings.TrimSuffix(strings.Repeat(item, 100), ",\n") + "]",
		"broken": "[" + strings.Repeat(item, 100) + "]",
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, _, fault := Mend(text); fault != nil {
					b.Fatal(fault)
				}
			}
		})
	}
}
