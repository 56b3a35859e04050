package ir

import (
	"bytes"
	"io"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

func encode(t testing.TB, api *API, format string) string {
	t.Helper()
	var b bytes.Buffer
	if err := Encode(&b, api, format); err != nil {
		t.Fatalf("Encode: %v", err)
	}
	return b.String()
}

// fill sets every field below v to something other than its zero value.
func fill(v reflect.Value, n *int) {
	*n++
	switch x := v.Addr().Interface().(type) {
	case *Pos:
		*x = Pos{"pages/p" + strconv.Itoa(*n) + ".md", *n, 2}
		return
	case *Text:
		*x = Text{{"en-US", "text " + strconv.Itoa(*n)}, {"de-DE", "<b> & \u00fcber"}}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.String:
		v.SetString("s" + strconv.Itoa(*n))
	case reflect.Int:
		v.SetInt(int64(*n))
	case reflect.Bool:
		v.SetBool(true)
	}
}

func fullAPI() *API {
	var api API
	n := 0
	fill(reflect.ValueOf(&api).Elem(), &n)
	api.IRVersion = Version
	return &api
}

func TestEncodeLeavesOutWhatIsAbsent(t *testing.T) {
	api := &API{
		Operations: []*Operation{{ID: "v1.0/a/b", Endpoints: []Endpoint{{Method: "GET", Path: "/a"}}, Examples: []Example{{}}}},
		Types:      []*Type{{Name: "microsoft.graph.a", Properties: []Property{{Name: "p"}}}},
	}
	got := encode(t, api, "json")
	if strings.Contains(got, "null") {
		t.Errorf("null in\n%s", got)
	}
	for _, absent := range []string{"permissions", "clouds", "body", "deprecated", "at", "document", "response\"", "nullable"} {
		if strings.Contains(got, `"`+absent+`"`) {
			t.Errorf("%q is there without a value", absent)
		}
	}
	for _, present := range []string{
		`"title": {}`, `"sources": []`, `"notes": []`, `"headers": []`, `"functionParameters": []`, `"query": []`,
		`"pathParameters": []`, `"queryParameters": []`, `"responses": []`, `"alternatives": []`,
		`"relationships": []`, `"members": []`, `"diagnostics": []`,
	} {
		if !strings.Contains(got, present) {
			t.Errorf("%s is missing", present)
		}
	}
	api.Operations[0].Permissions = []Permission{}
	if got := encode(t, api, "json"); !strings.Contains(got, `"permissions": []`) {
		t.Error("an empty list of permissions is left out; it says that the page has none")
	}
}

func TestEncodeChangesNothing(t *testing.T) {
	api := &API{Operations: []*Operation{{ID: "a", Examples: []Example{{}}}}}
	encode(t, api, "json")
	if o := api.Operations[0]; o.Notes != nil || o.Examples[0].Request.Headers != nil || api.Types != nil || api.IRVersion != 0 {
		t.Errorf("Encode changed what it was given: %+v", api)
	}
}

// sample draws an API with arbitrary values in every field.
func sample(t *rapid.T) *API {
	api := &API{}
	draw(t, reflect.ValueOf(api).Elem(), 0)
	api.IRVersion = Version
	return api
}

func draw(t *rapid.T, v reflect.Value, depth int) {
	text := rapid.OneOf(rapid.StringN(0, 12, -1), rapid.StringOfN(rapid.RuneFrom([]rune(" \n\r\t#:-'\"|>&*!%@`{}[]~\u0085\u2028\ufeff0a")), 0, 8, -1),
		rapid.SampledFrom([]string{"", "yes", "null", "~", "1.0", "0x1f", "2001-01-01", "<<", "=", "a: b", "- a", "? a", "...", "---"}))
	switch x := v.Addr().Interface().(type) {
	case *Pos:
		*x = Pos{text.Draw(t, "file"), rapid.IntRange(0, 9).Draw(t, "line"), rapid.IntRange(0, 9).Draw(t, "column")}
		if x.IsZero() {
			*x = Pos{}
		}
		return
	case *Text:
		for _, locale := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"en-US", "de-DE", "ja-JP", "no", "und"}), 0, 3, rapid.ID).Draw(t, "locales") {
			if s := text.Draw(t, "text"); s != "" {
				*x = append(*x, LocalText{locale, s})
			}
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("json") != "-" {
				draw(t, v.Field(i), depth+1)
			}
		}
	case reflect.Slice:
		n := rapid.IntRange(0, 2).Draw(t, "len")
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			draw(t, v.Index(i), depth+1)
		}
	case reflect.Pointer:
		if v.Type().Elem().Kind() == reflect.Struct && v.Type().Elem().NumField() > 10 || rapid.Bool().Draw(t, "present") {
			v.Set(reflect.New(v.Type().Elem()))
			draw(t, v.Elem(), depth+1)
		}
	case reflect.String:
		v.SetString(text.Draw(t, "string"))
	case reflect.Int:
		v.SetInt(int64(rapid.IntRange(-1, 999).Draw(t, "int")))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "bool"))
	}
}

func TestDecodeGivesBackWhatEncodeWrote(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		api := sample(t)
		for _, format := range []string{"json", "yaml"} {
			var b, again bytes.Buffer
			if err := Encode(&b, api, format); err != nil {
				t.Fatal(err)
			}
			got, err := Decode(b.Bytes())
			if err != nil {
				t.Fatalf("%v in\n%s", err, b.String())
			}
			if diff := cmp.Diff(api, got, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("decoded value differs (-want +got):\n%s\nin\n%s", diff, b.String())
			}
			if err := Encode(&again, got, format); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(b.String(), again.String()); diff != "" {
				t.Fatalf("second encoding differs (-want +got):\n%s", diff)
			}
		}
	})
}

func TestEncodeRefusesUnknownFormat(t *testing.T) {
	if err := Encode(io.Discard, &API{}, "xml"); err == nil || !strings.Contains(err.Error(), `"xml"`) {
		t.Errorf("error = %v, want one that names the format", err)
	}
}

func BenchmarkEncode(b *testing.B) {
	api := fullAPI()
	for len(api.Operations) < 2000 {
		api.Operations = append(api.Operations, api.Operations[0])
	}
	size := len(encode(b, api, "json"))
	b.SetBytes(int64(size))
	for b.Loop() {
		if err := Encode(io.Discard, api, "json"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	api := fullAPI()
	for len(api.Operations) < 500 {
		api.Operations = append(api.Operations, api.Operations[0])
	}
	data := []byte(encode(b, api, "json"))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Decode(data); err != nil {
			b.Fatal(err)
		}
	}
}
