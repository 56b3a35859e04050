package runtime

import (
	"encoding/json"
	"strings"
	"testing"
)

// tree is a type whose subtype contains it again.
type tree struct {
	Name    string                     `json:"name,omitzero"`
	Child   *tree                      `json:"child,omitzero"`
	Subtype treeSubtype                `json:"-"`
	Extra   map[string]json.RawMessage `json:"-"`
}

func (t tree) MarshalJSON() ([]byte, error)     { return encode(t) }
func (t *tree) UnmarshalJSON(data []byte) error { return decode(data, t) }
func (*tree) newSubtype(kind string) any {
	if kind == "#graph.oak" {
		return new(oak)
	}
	return nil
}

type treeSubtype interface {
	named
	treeSubtype()
}

type oak struct {
	Name  string                     `json:"name,omitzero"`
	Child *tree                      `json:"child,omitzero"`
	Extra map[string]json.RawMessage `json:"-"`
}

func (o oak) MarshalJSON() ([]byte, error)     { return encode(o) }
func (o *oak) UnmarshalJSON(data []byte) error { return decode(data, o) }
func (*oak) odataType() string                 { return "#graph.oak" }
func (*oak) treeSubtype()                      {}

// TestDecodeNestedSubtypes holds that nesting does not multiply the work: with
// two decodings per level this body would take for ever.
func TestDecodeNestedSubtypes(t *testing.T) {
	const depth = 60
	text := strings.Repeat(`{"@odata.type":"#graph.oak","name":"a","child":`, depth) + "{}" + strings.Repeat("}", depth)
	var root tree
	if err := json.Unmarshal([]byte(text), &root); err != nil {
		t.Fatal(err)
	}
	levels := 0
	for at := &root; at.Child != nil; at = at.Child {
		sub, ok := at.Subtype.(*oak)
		if !ok || sub.Name != "a" || at.Name != "a" {
			t.Fatalf("level %d: %+v", levels, at)
		}
		levels++
	}
	data, err := json.Marshal(root)
	if levels != depth || err != nil || !sameJSON(string(data), text) {
		t.Errorf("%d levels, error %v: %s", levels, err, data)
	}
}
