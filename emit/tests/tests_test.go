package tests

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
)

func TestHyphenated(t *testing.T) {
	for name, want := range map[string]string{"ItemID": "item-id", "idOrName": "id-or-name", "id": "id", "OAuth2PermissionGrantID": "oauth2-permission-grant-id", "x1st": "x1st"} {
		if got := hyphenated(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// note is a type that an example can show.
func note() *gomodel.Type {
	return &gomodel.Type{Name: "Note", Fields: []*gomodel.Field{{Name: "Title", JSON: "title", Type: gomodel.Ref{Go: "string"}}}}
}

// TestShownField holds that what an example prints may stand in a comment.
func TestShownField(t *testing.T) {
	for text, want := range map[string]bool{"a b": true, "+1 555": true, "": false, "a\nb": false, "+build ignore": false, " a": false} {
		data, err := json.Marshal(map[string]string{"title": text})
		if err != nil {
			t.Fatal(err)
		}
		if f, got := shownField(gomodel.Ref{Type: note()}, gomodel.NewPayload(string(data)).JSON()); (f != nil) != want || want && got != text {
			t.Errorf("%q: shown is %v", text, f != nil)
		}
	}
}

// TestLayout holds that laying out JSON changes nothing but white space.
func TestLayout(t *testing.T) {
	long := `{"a":"` + strings.Repeat("x", 90) + `","b":[1,2,{"c":"` + strings.Repeat("y", 90) + `"}]}`
	want := []string{
		"{", `  "a": "` + strings.Repeat("x", 90) + `",`, `  "b": [`, "    1,", "    2,",
		`    {`, `      "c": "` + strings.Repeat("y", 90) + `"`, "    }", "  ]", "}",
	}
	if got := bodyLines(gomodel.NewPayload(long)); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if got := bodyLines(gomodel.NewPayload("a\r\nb")); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("text: %q", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		value := drawJSON(t, 4)
		data, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		var again any
		if err := json.Unmarshal([]byte(strings.Join(bodyLines(gomodel.NewPayload(string(data))), "\n")), &again); err != nil || !reflect.DeepEqual(value, again) {
			t.Fatalf("%s became %v, %v", data, again, err)
		}
	})
}

func drawJSON(t *rapid.T, depth int) any {
	kinds := []string{"text", "number", "null"}
	if depth > 0 {
		kinds = append(kinds, "list", "object")
	}
	switch rapid.SampledFrom(kinds).Draw(t, "kind") {
	case "text":
		return rapid.String().Draw(t, "text")
	case "number":
		return float64(rapid.IntRange(-1000, 1000).Draw(t, "number"))
	case "list":
		list := []any{}
		for range rapid.IntRange(0, 4).Draw(t, "length") {
			list = append(list, drawJSON(t, depth-1))
		}
		return list
	case "object":
		object := map[string]any{}
		for range rapid.IntRange(0, 4).Draw(t, "size") {
			object[rapid.String().Draw(t, "key")] = drawJSON(t, depth-1)
		}
		return object
	}
	return nil
}

func TestPlace(t *testing.T) {
	for file, want := range map[string]string{
		"docs/a.md": "docs/a.md x", "/home/me/a.md": "a.md x", "../docs/a.md": "a.md x", `C:\docs\a.md`: "a.md x",
	} {
		if got := place(ir.Pos{File: file, Line: 7}, "x"); got != want {
			t.Errorf("%s: %q, want %q", file, got, want)
		}
	}
}
