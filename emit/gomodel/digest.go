package gomodel

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"reflect"
)

// Digest is a hash of all that a unit's files are printed from, as bytes.
type Digest string

// Digester computes the digests of units. It keeps what units share, so one
// serves all units of a model, which must not change meanwhile.
type Digester struct {
	shapes    map[*Type]*shape
	addresses map[any]Digest // of *Address and *AddressSet
	tags      map[reflect.Type][]string
	scratch   []byte // of a unit
}

// NewDigester returns a digester that knows nothing yet.
func NewDigester() *Digester {
	return &Digester{shapes: map[*Type]*shape{}, addresses: map[any]Digest{}, tags: map[reflect.Type][]string{}}
}

// shape is a type as units see it that only use it: without its comments.
type shape struct {
	sum     Digest
	reaches []*Type
}

// Unit returns the digest of a unit: everything that the unit holds, and the
// shapes of all types that it reaches. It goes by reflection, so that what is
// added to the model is part of it.
func (d *Digester) Unit(u Unit) Digest {
	w := walk{digester: d, docs: true, out: d.scratch[:0]}
	w.text(u.Package)
	w.text(u.APIVersion)
	w.text(u.Stem)
	for _, s := range u.Services {
		w.value(reflect.ValueOf(*s))
	}
	for _, set := range u.Sets {
		w.value(reflect.ValueOf(set))
	}
	for _, t := range u.Types {
		w.value(reflect.ValueOf(*t))
	}
	reached := w.reaches
	seen := map[*Type]bool{}
	for len(reached) > 0 {
		t := reached[0]
		reached = reached[1:]
		if !seen[t] {
			seen[t] = true
			s := d.shape(t)
			w.out = append(w.out, s.sum...)
			reached = append(reached, s.reaches...)
		}
	}
	d.scratch = w.out
	return w.sum()
}

func (d *Digester) shape(t *Type) *shape {
	if s := d.shapes[t]; s != nil {
		return s
	}
	w := walk{digester: d}
	w.value(reflect.ValueOf(*t))
	s := &shape{sum: w.sum(), reaches: w.reaches}
	d.shapes[t] = s
	return s
}

// address returns the digest of what an *Address or *AddressSet points to.
func (d *Digester) address(p reflect.Value) Digest {
	key := p.Interface()
	if sum, ok := d.addresses[key]; ok {
		return sum
	}
	w := walk{digester: d, docs: true}
	w.value(p.Elem())
	sum := w.sum()
	d.addresses[key] = sum
	return sum
}

// walk writes values one behind the other, so that different values give
// different bytes.
type walk struct {
	digester *Digester
	docs     bool // comments of types count too
	out      []byte
	reaches  []*Type
}

func (w *walk) sum() Digest {
	sum := sha256.Sum256(w.out)
	return Digest(sum[:])
}

func (w *walk) text(s string) {
	w.out = binary.AppendUvarint(w.out, uint64(len(s)))
	w.out = append(w.out, s...)
}

func (w *walk) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		w.text(v.String())
	case reflect.Int:
		w.out = binary.AppendVarint(w.out, v.Int())
	case reflect.Bool:
		w.out = append(w.out, map[bool]byte{true: 1}[v.Bool()])
	case reflect.Slice:
		w.list(v)
	case reflect.Struct:
		w.fields(v)
	case reflect.Pointer:
		w.pointer(v)
	default:
		panic(fmt.Sprintf("gomodel: no digest of a %s", v.Type()))
	}
}

// list writes a slice; nil is not an empty one.
func (w *walk) list(v reflect.Value) {
	if v.IsNil() {
		w.out = append(w.out, 0)
		return
	}
	w.out = binary.AppendUvarint(w.out, uint64(v.Len())+1)
	for i := range v.Len() {
		w.value(v.Index(i))
	}
}

// pointer writes what a pointer leads to; where it leads out of the unit, what
// can be seen of it there.
func (w *walk) pointer(v reflect.Value) {
	if v.IsNil() {
		w.out = append(w.out, 0)
		return
	}
	w.out = append(w.out, 1)
	switch p := v.Interface().(type) {
	case *Type:
		w.text(p.Name)
		w.reaches = append(w.reaches, p)
	case *Service:
		w.text(p.Name)
	case *Address, *AddressSet:
		sum := w.digester.address(v)
		w.out = append(w.out, sum...)
	default:
		w.value(v.Elem())
	}
}

// fields writes a struct. Tags name the fields that are different: "-" tells
// printers nothing, "doc" counts for the unit that declares the type alone.
func (w *walk) fields(v reflect.Value) {
	for i, tag := range w.digester.tagsOf(v.Type()) {
		if tag == "" || tag == "doc" && w.docs {
			w.value(v.Field(i))
		}
	}
}

// tagsOf returns the tags of a struct's fields, in their order.
func (d *Digester) tagsOf(t reflect.Type) []string {
	if tags, ok := d.tags[t]; ok {
		return tags
	}
	tags := make([]string, t.NumField())
	for i := range tags {
		tags[i] = t.Field(i).Tag.Get("digest")
	}
	d.tags[t] = tags
	return tags
}
