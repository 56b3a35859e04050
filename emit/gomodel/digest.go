package gomodel

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"reflect"
	"slices"

	"github.com/docpiler/docpiler/ir"
)

// Digest is a hash of all that a unit's files are printed from, as bytes.
type Digest string

// Digester computes the digests of units. It keeps what units share, so one
// serves all units of a model, which must not change meanwhile.
type Digester struct {
	shapes    map[*Type]*shape
	addresses map[any]sum // of *Address and *AddressSet
	writers   map[reflect.Type]writer
	walk      walk
}

type sum = [sha256.Size]byte

// NewDigester returns a digester that knows nothing yet.
func NewDigester() *Digester {
	return &Digester{shapes: map[*Type]*shape{}, addresses: map[any]sum{}, writers: map[reflect.Type]writer{}}
}

// shape is a type as units see it that only use it: without its comments.
type shape struct {
	sum     sum
	reaches []*Type
}

// Unit returns the digest of a unit: everything that the unit holds, and the
// shapes of all types that it reaches. It goes by reflection, so that what is
// added to the model is part of it.
func (d *Digester) Unit(u Unit) Digest {
	w := &d.walk
	w.docs, w.file, w.out, w.reaches = true, "", w.out[:0], w.reaches[:0]
	w.text(u.Package)
	w.text(u.APIVersion)
	w.text(u.Stem)
	for _, s := range u.Services {
		d.write(reflect.ValueOf(s).Elem())
	}
	for _, set := range u.Sets {
		d.write(reflect.ValueOf(set))
	}
	for _, t := range u.Types {
		d.write(reflect.ValueOf(t).Elem())
	}
	seen := make(map[*Type]bool, len(w.reaches))
	for i := 0; i < len(w.reaches); i++ {
		if t := w.reaches[i]; !seen[t] {
			seen[t] = true
			s := d.shape(t)
			w.out = append(w.out, s.sum[:]...)
			w.reaches = append(w.reaches, s.reaches...)
		}
	}
	all := sha256.Sum256(w.out)
	return Digest(all[:])
}

func (d *Digester) shape(t *Type) *shape {
	s := d.shapes[t]
	if s == nil {
		s = &shape{}
		s.sum, s.reaches = d.part(reflect.ValueOf(t).Elem(), false)
		d.shapes[t] = s
	}
	return s
}

// address returns the digest of what an *Address or *AddressSet points to.
func (d *Digester) address(p reflect.Value) sum {
	key := p.Interface()
	sum, ok := d.addresses[key]
	if !ok {
		sum, _ = d.part(p.Elem(), true)
		d.addresses[key] = sum
	}
	return sum
}

// part returns the digest of something that units share, and the types that it
// leads to. It may be asked for while the walk goes on.
func (d *Digester) part(v reflect.Value, docs bool) (sum, []*Type) {
	w := &d.walk
	was, out, reaches := *w, len(w.out), len(w.reaches)
	w.docs, w.file = docs, ""
	d.write(v)
	sum, led := sha256.Sum256(w.out[out:]), slices.Clone(w.reaches[reaches:])
	w.docs, w.file, w.out, w.reaches = was.docs, was.file, w.out[:out], w.reaches[:reaches]
	return sum, led
}

// walk writes values one after the other, so that different values give
// different bytes.
type walk struct {
	docs    bool   // comments of types count too
	file    string // of the last place
	out     []byte
	reaches []*Type
}

func (w *walk) text(s string) {
	w.out = binary.AppendUvarint(w.out, uint64(len(s)))
	w.out = append(w.out, s...)
}

func (d *Digester) write(v reflect.Value) { d.writer(v.Type())(&d.walk, v) }

// writer writes the values of one type. What is to be known of the type is
// looked up once, when the writer is made.
type writer func(w *walk, v reflect.Value)

func (d *Digester) writer(t reflect.Type) writer {
	write := d.writers[t]
	if write == nil {
		write = d.newWriter(t)
		d.writers[t] = write
	}
	return write
}

func (d *Digester) newWriter(t reflect.Type) writer {
	switch t.Kind() {
	case reflect.String:
		return func(w *walk, v reflect.Value) { w.text(v.String()) }
	case reflect.Int:
		return func(w *walk, v reflect.Value) { w.out = binary.AppendVarint(w.out, v.Int()) }
	case reflect.Bool:
		return func(w *walk, v reflect.Value) { w.truth(v.Bool()) }
	case reflect.Slice:
		return d.listWriter(t)
	case reflect.Struct:
		if t == reflect.TypeFor[ir.Pos]() {
			return (*walk).place
		}
		return d.fieldsWriter(t)
	case reflect.Pointer:
		return d.pointerWriter(t)
	}
	panic(fmt.Sprintf("gomodel: no digest of a %s", t))
}

func (w *walk) truth(is bool) {
	if is {
		w.out = append(w.out, 1)
	} else {
		w.out = append(w.out, 0)
	}
}

// place writes an ir.Pos. Nearly all places of a unit are in one file, so it is
// written where it changes.
func (w *walk) place(v reflect.Value) {
	file, line, column := v.Field(0).String(), v.Field(1).Int(), v.Field(2).Int()
	w.truth(file == w.file)
	if file != w.file {
		w.file = file
		w.text(file)
	}
	w.out = binary.AppendVarint(binary.AppendVarint(w.out, line), column)
}

// listWriter writes a slice; nil is not an empty one.
func (d *Digester) listWriter(t reflect.Type) writer {
	element := d.writer(t.Elem())
	return func(w *walk, v reflect.Value) {
		if v.IsNil() {
			w.truth(false)
			return
		}
		n := v.Len()
		w.out = binary.AppendUvarint(w.out, uint64(n)+1)
		for i := range n {
			element(w, v.Index(i))
		}
	}
}

// pointerWriter writes what a pointer leads to; where it leads out of the unit,
// what can be seen of it there.
func (d *Digester) pointerWriter(t reflect.Type) writer {
	var target writer
	switch t {
	case reflect.TypeFor[*Type]():
		target = func(w *walk, v reflect.Value) {
			t := v.Interface().(*Type)
			w.text(string(t.Name))
			w.reaches = append(w.reaches, t)
		}
	case reflect.TypeFor[*Service]():
		target = func(w *walk, v reflect.Value) { w.text(string(v.Interface().(*Service).Name)) }
	case reflect.TypeFor[*Address](), reflect.TypeFor[*AddressSet]():
		target = func(w *walk, v reflect.Value) {
			sum := d.address(v)
			w.out = append(w.out, sum[:]...)
		}
	default:
		element := d.writer(t.Elem())
		target = func(w *walk, v reflect.Value) { element(w, v.Elem()) }
	}
	return func(w *walk, v reflect.Value) {
		w.truth(!v.IsNil())
		if !v.IsNil() {
			target(w, v)
		}
	}
}

// fieldsWriter writes a struct. Tags name the fields that are different: "-"
// tells printers nothing, "doc" counts for the unit that declares the type alone.
func (d *Digester) fieldsWriter(t reflect.Type) writer {
	type field struct {
		index int
		doc   bool
		write writer
	}
	var fields []field
	for i := range t.NumField() {
		f := t.Field(i)
		if tag := f.Tag.Get("digest"); tag == "" || tag == "doc" {
			fields = append(fields, field{i, tag == "doc", d.writer(f.Type)})
		}
	}
	return func(w *walk, v reflect.Value) {
		for _, f := range fields {
			if w.docs || !f.doc {
				f.write(w, v.Field(f.index))
			}
		}
	}
}
