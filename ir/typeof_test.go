package ir

import (
	"testing"

	"github.com/docpiler/docpiler/ir/jsontree"
)

func TestTypeOf(t *testing.T) {
	for _, c := range []struct {
		name, values string
		want         Shown
	}{
		{"nothing", `[]`, Shown{}},
		{"null", `[null, null]`, Shown{Nullable: true}},
		{"whole numbers", `[1, 3000000000, null]`, Shown{Type: "Int64", Nullable: true}},
		{"numbers", `[1, 1.5, 2]`, Shown{Type: "Double"}},
		{"written as no whole number", `[1.0]`, Shown{Type: "Double"}},
		{"a whole number beyond 64 bits", `[123456789012345678901234567890]`, Shown{Type: "Double"}},
		{"a number beyond all", `[1, 1e999999]`, Shown{Type: "Json"}},
		{"texts", `["a", "2021-01-31T08:30:00Z"]`, Shown{Type: "String"}},
		{"times", `["2021-01-31T08:30:00Z", null, "0001-01-01T00:00:00.123+01:00"]`, Shown{Type: "DateTimeOffset", Nullable: true}},
		{"no times", `["2021-01-31", "2021-01-31T08:30:00"]`, Shown{Type: "String"}},
		{"truth values", `[true, false]`, Shown{Type: "Boolean"}},
		{"several kinds", `[true, "a"]`, Shown{Type: "Json"}},
		{"objects", `[{"a": 1}, {}]`, Shown{Type: "Json", Objects: true}},
		{"objects of a type", `[{"@odata.type": "#microsoft.graph.door"}, {"@odata.type": "microsoft.graph.door"}]`, Shown{Type: "microsoft.graph.door", Objects: true}},
		{"objects of two types", `[{"@odata.type": "#microsoft.graph.door"}, {}]`, Shown{Type: "Json", Objects: true}},
		{"objects and others", `[{}, 1]`, Shown{Type: "Json"}},
		{"lists", `[[1, null], [], [2.5]]`, Shown{Type: "Double", Collection: true}},
		{"empty lists", `[[], null]`, Shown{Collection: true, Nullable: true}},
		{"lists of objects", `[[{}], [{"a": 1}]]`, Shown{Type: "Json", Collection: true, Objects: true}},
		{"lists in lists", `[[[1], [2]]]`, Shown{Type: "Json", Collection: true}},
		{"one value and a list", `["a", ["b"]]`, Shown{Type: "Json"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			values, err := jsontree.Parse(c.values)
			if err != nil {
				t.Fatal(err)
			}
			if got := TypeOf(append(values.Elements(), nil)); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}
