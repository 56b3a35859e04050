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

func TestParseTarget(t *testing.T) {
	tests := []struct{ url, version, want string }{
		{"https://graph.microsoft.com/v1.0/me/messages", "v1.0", "/me/messages"},
		{"https://graph.microsoft.com/beta/me", "v1.0", "/me"},
		{"https://example.com/preview/me", "preview", "/me"},
		{"/me/drive", "v1.0", "/me/drive"},
		{"me/drive/", "v1.0", "/me/drive"},
		{"~/me", "v1.0", "/me"},
		{"/users/{id | name}/a b", "v1.0", "/users/%7Bid%20%7C%20name%7D/a%20b"},
		{"/range(address='A1:B2')", "v1.0", "/range(address='A1:B2')"},
		{"/users/a%2Fb/100%", "v1.0", "/users/a%2Fb/100%25"},
		{"/me?$select=id, name&$filter=a eq 'b c'&flag", "v1.0", "/me?$select=id,+name&$filter=a+eq+'b+c'&flag="},
		{"", "v1.0", ""},
	}
	for _, tt := range tests {
		if got := parseTarget(tt.url, tt.version).line(); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.url, got, tt.want)
		}
	}
}

func TestHyphenated(t *testing.T) {
	for name, want := range map[string]string{"ItemID": "item-id", "idOrName": "id-or-name", "id": "id", "OAuth2PermissionGrantID": "oauth2-permission-grant-id", "x1st": "x1st"} {
		if got := hyphenated(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// note is a type with a field of each shape.
func note() *gomodel.Type {
	folder := &gomodel.Type{Name: "Folder", Fields: []*gomodel.Field{{Name: "Name", JSON: "name", Type: gomodel.Ref{Go: "string"}}}}
	colour := &gomodel.Type{Name: "Colour", Kind: gomodel.Enum, Members: []*gomodel.Member{{Name: "ColourRed", Value: "red"}}}
	return &gomodel.Type{Name: "Note", Fields: []*gomodel.Field{
		{Name: "Title", JSON: "title", Type: gomodel.Ref{Go: "string"}, Required: true},
		{Name: "Count", JSON: "count", Type: gomodel.Ref{Go: "int32", Wrap: gomodel.Maybe}},
		{Name: "Tags", JSON: "tags", Type: gomodel.Ref{Go: "string", List: true}},
		{Name: "Folder", JSON: "folder", Type: gomodel.Ref{Type: folder, Wrap: gomodel.Pointer}},
		{Name: "Folders", JSON: "folders", Type: gomodel.Ref{Type: folder, List: true}},
		{Name: "Colour", JSON: "colour", Type: gomodel.Ref{Type: colour}},
		{Name: "Data", JSON: "data", Type: gomodel.Ref{Go: "[]byte"}},
		{Name: "Any", JSON: "any", Type: gomodel.Ref{Go: "json.RawMessage"}},
	}}
}

func TestShapeOf(t *testing.T) {
	tests := []struct {
		name, json, untyped, misfits string
		fails                        bool
	}{
		{"fits", `{"title":"a","count":1,"tags":["b"],"folder":{"name":"c"},"folders":[{}],"colour":"red","data":"AQID","any":[1]}`, "", "", false},
		{"null", `{"title":null,"folder":null,"folders":[null]}`, "", "", false},
		{"undocumented", `{"more":1,"folder":{"x":1},"folders":[{"y":1},{"y":2,"name":"z"}]}`, "folder.x folders.y more", "", false},
		{"another type", `{"title":1,"count":"1","tags":["a",1],"folder":"x","folders":[1],"colour":2,"data":"*","any":3}`, "",
			"colour count data folder folders tags title", false},
		{"too large", `{"count":3000000000}`, "", "count", false},
		{"zero of another type", `{"title":0,"folder":[]}`, "", "", false},
		{"no object", `[]`, "", "", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			untyped, misfits, err := newShape().of(parse(tt.json), gomodel.Ref{Type: note()})
			if (err != nil) != tt.fails || strings.Join(untyped, " ") != tt.untyped || strings.Join(misfits, " ") != tt.misfits {
				t.Errorf("untyped %q, misfits %q, error %v", untyped, misfits, err)
			}
		})
	}
	if _, _, err := newShape().ofPage(parse(`{"value":{}}`), gomodel.Ref{Type: note()}); err == nil {
		t.Error("an object is no page")
	}
	untyped, _, err := newShape().ofPage(parse(`{"@odata.context":"c","@odata.count":1,"value":[{"x":1}]}`), gomodel.Ref{Type: note()})
	if err != nil || strings.Join(untyped, " ") != "@odata.context value.x" {
		t.Errorf("page: untyped %q, error %v", untyped, err)
	}
}

// TestShownField holds that what an example prints may stand in a comment.
func TestShownField(t *testing.T) {
	for text, want := range map[string]bool{"a b": true, "+1 555": true, "": false, "a\nb": false, "+build ignore": false, " a": false} {
		data, err := json.Marshal(map[string]string{"title": text})
		if err != nil {
			t.Fatal(err)
		}
		if f, got := shownField(gomodel.Ref{Type: note()}, parse(string(data))); (f != nil) != want || want && got != text {
			t.Errorf("%q: shown is %v", text, f != nil)
		}
	}
}

// TestSampleFits holds that made-up JSON has the types of the fields.
func TestSampleFits(t *testing.T) {
	text := "{" + strings.Join(sampleLines(note()), ",") + "}"
	untyped, misfits, err := newShape().of(parse(text), gomodel.Ref{Type: note()})
	if err != nil || len(untyped)+len(misfits) > 0 {
		t.Errorf("%s: untyped %q, misfits %q, error %v", text, untyped, misfits, err)
	}
}

func TestFits(t *testing.T) {
	for _, tt := range []struct {
		goType, text string
		want         bool
	}{
		{"string", "", true}, {"int32", "5", true}, {"int32", "5.0", false}, {"int32", "3000000000", false}, {"int64", "3000000000", true},
		{"bool", "TRUE", true}, {"bool", "yes", false}, {"float64", "1e3", true}, {"float64", "x", false}, {"float64", "Inf", false}, {"float32", "nan", false}, {"Date", "any", true},
	} {
		if got := fits(gomodel.Ref{Go: tt.goType}, tt.text); got != tt.want {
			t.Errorf("%q as %s: %v", tt.text, tt.goType, got)
		}
	}
	if fits(gomodel.Ref{Go: "int32", List: true}, "1,x") {
		t.Error("1,x is no list of numbers")
	}
}

// TestLayout holds that laying out JSON changes nothing but white space.
func TestLayout(t *testing.T) {
	long := `{"a":"` + strings.Repeat("x", 90) + `","b":[1,2,{"c":"` + strings.Repeat("y", 90) + `"}]}`
	want := []string{
		"{", `  "a": "` + strings.Repeat("x", 90) + `",`, `  "b": [`, "    1,", "    2,",
		`    {`, `      "c": "` + strings.Repeat("y", 90) + `"`, "    }", "  ]", "}",
	}
	if got := new(layout).lines(long, nil); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if got := new(layout).lines("a\r\nb", nil); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("text: %q", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		value := drawJSON(t, 4)
		data, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		var again any
		if err := json.Unmarshal([]byte(strings.Join(new(layout).lines(string(data), nil), "\n")), &again); err != nil || !reflect.DeepEqual(value, again) {
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
		"docs/a.md": "docs/a.md:7", "/home/me/a.md": "a.md:7", "../docs/a.md": "a.md:7", `C:\docs\a.md`: "a.md:7",
	} {
		if got := place(ir.Pos{File: file, Line: 7}); got != want {
			t.Errorf("%s: %q, want %q", file, got, want)
		}
	}
}

func TestSentPath(t *testing.T) {
	for _, tt := range []struct {
		template string
		values   []string
		want     string
	}{
		{"/users/{id}/f(a='{x}')", []string{"a/b", "it's"}, "/users/a%2Fb/f(a='it%27%27s')"},
		{"/root:/{path}:/content", []string{"a/b.txt"}, "/root:/a/b.txt:/content"},
	} {
		if got := sentPath(tt.template, tt.values); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.template, got, tt.want)
		}
	}
	if !samePath("/a/F(y=2,x=1)/", "/A/f(x=1,%20y=2)") || samePath("/a/f(x='1')", "/a/f(x=1)") {
		t.Error("paths compare without case and order of arguments, but with quotes")
	}
}
