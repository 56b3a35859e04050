package emit

import (
	"bytes"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/longtest"
)

// TestDigestsCover changes single facts of models at random and demands that a
// unit whose files change has another digest: nothing that printers look at may
// be missing from it.
func TestDigestsCover(t *testing.T) {
	rounds := 25
	if longtest.Enabled() {
		rounds = 200
	}
	for name, archive := range archives(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			api, err := ir.Decode(archive.Files[0].Data)
			if err != nil {
				t.Fatal(err)
			}
			model, _ := gomodel.New(api, gomodel.Options{Package: "graph"})
			facts := leaves(reflect.ValueOf(model), map[any]bool{}, nil)
			before, digests := printUnits(model)
			r := rand.New(rand.NewPCG(1, 2))
			for range rounds {
				fact := facts[r.IntN(len(facts))]
				undo := change(fact, r.IntN(2))
				after, changed := printUnits(model)
				for i := range after {
					if after[i] != nil && !bytes.Equal(before[i], after[i]) && digests[i] == changed[i] {
						t.Errorf("unit %d is printed in another way, but has the same digest, after %v was changed", i, fact)
					}
				}
				undo()
			}
		})
	}
}

// TestDigestsAreStable holds that what a unit does not show is not in its
// digest: a comment of a type that it only uses.
func TestDigestsAreStable(t *testing.T) {
	used := &gomodel.Type{Name: "Used", Doc: gomodel.Doc{Text: "Used is used."}}
	user := &gomodel.Type{Name: "User", Fields: []*gomodel.Field{{Name: "A", JSON: "a", Type: gomodel.Ref{Type: used}}}}
	unit := func(t *gomodel.Type) gomodel.Unit {
		return gomodel.Unit{Package: "p", File: &gomodel.File{Stem: "f", Types: []*gomodel.Type{t}}}
	}
	sums := func() (gomodel.Digest, gomodel.Digest) {
		d := gomodel.NewDigester()
		return d.Unit(unit(used)), d.Unit(unit(user))
	}
	own, other := sums()
	used.Doc.Text = "Used is used often."
	if newOwn, newOther := sums(); newOwn == own || newOther != other {
		t.Errorf("a comment changes the digest of its unit: %t; of a unit that uses the type: %t", newOwn != own, newOther != other)
	}
	own, other = sums()
	used.Fields = []*gomodel.Field{{Name: "B", JSON: "b", Type: gomodel.Ref{Go: "string"}}}
	if newOwn, newOther := sums(); newOwn == own || newOther == other {
		t.Errorf("a field changes the digest of its unit: %t; of a unit that uses the type: %t", newOwn != own, newOther != other)
	}
}

// printUnits prints all units of a model, each into one text, nil for one that
// cannot be printed, and returns their digests.
func printUnits(m *gomodel.Model) (texts [][]byte, digests []gomodel.Digest) {
	d := gomodel.NewDigester()
	for _, p := range m.Packages {
		for _, u := range p.Units() {
			digests = append(digests, d.Unit(u))
			texts = append(texts, printUnit(u))
		}
	}
	return texts, digests
}

func printUnit(u gomodel.Unit) (text []byte) {
	defer func() {
		if recover() != nil { // a model that is not sound cannot be printed
			text = nil
		}
	}()
	text = []byte("printed\n")
	for _, e := range Emitters {
		if e.Unit == nil {
			continue
		}
		printed, err := e.Unit(u, true)
		if err != nil {
			return nil
		}
		for _, name := range []string{u.Stem + ".go", u.Stem + "_server.go", u.Stem + "_test.go"} {
			text = append(text, printed.Files[name]...)
		}
	}
	return text
}

// leaves lists the texts, numbers and truth values that a value leads to.
func leaves(v reflect.Value, seen map[any]bool, list []reflect.Value) []reflect.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && !seen[v.Interface()] {
			seen[v.Interface()] = true
			list = leaves(v.Elem(), seen, list)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() { // others are made of these
				list = leaves(v.Field(i), seen, list)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			list = leaves(v.Index(i), seen, list)
		}
	default:
		list = append(list, v)
	}
	return list
}

// change gives a leaf another value, in one of two ways, and returns what takes
// that back.
func change(v reflect.Value, how int) (undo func()) {
	old := reflect.ValueOf(v.Interface())
	switch {
	case v.Kind() == reflect.Bool:
		v.SetBool(!v.Bool())
	case v.Kind() == reflect.Int:
		v.SetInt(v.Int() + int64(1-2*how))
	case how == 0 || v.String() == "":
		v.SetString(v.String() + "x")
	default:
		v.SetString("")
	}
	return func() { v.Set(old) }
}
