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
	writers   map[reflect.Type]writer
	scratch   []byte // of a unit
	own       []byte // of a shape or an address
}

// NewDigester returns a digester that knows nothing yet.
func NewDigester() *Digester {
	return &Digester{shapes: map[*Type]*shape{}, addresses: map[any]Digest{}, writers: map[reflect.Type]writer{}}
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
		w.value(reflect.ValueOf(s).Elem())
	}
	for _, set := range u.Sets {
		w.value(reflect.ValueOf(set))
	}
	for _, t := range u.Types {
		w.value(reflect.ValueOf(t).Elem())
	}
	seen := make(map[*Type]bool, len(w.reaches))
	for reached := w.reaches; len(reached) > 0; {
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
	s := d.shapes[t]
	if s == nil {
		s = &shape{}
		s.sum, s.reaches = d.part(reflect.ValueOf(t).Elem(), false)
		d.shapes[t] = s
	}
	return s
}

// address returns the digest of what an *Address or *AddressSet points to.
func (d *Digester) address(p reflect.Value) Digest {
	key := p.Interface()
	sum, ok := d.addresses[key]
	if !ok {
		sum, _ = d.part(p.Elem(), true)
		d.addresses[key] = sum
	}
	return sum
}

// part returns the digest of something that units share, and the types that it
// leads to.
func (d *Digester) part(v reflect.Value, docs bool) (Digest, []*Type) {
	w := walk{digester: d, docs: docs, out: d.own[:0]}
	d.own = nil // parts within it have bytes of their own
	w.value(v)
	d.own = w.out
	return w.sum(), w.reaches
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

func (w *walk) value(v reflect.Value) { w.digester.writer(v.Type())(w, v) }

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
			w.text(t.Name)
			w.reaches = append(w.reaches, t)
		}
	case reflect.TypeFor[*Service]():
		target = func(w *walk, v reflect.Value) { w.text(v.Interface().(*Service).Name) }
	case reflect.TypeFor[*Address](), reflect.TypeFor[*AddressSet]():
		target = func(w *walk, v reflect.Value) { w.out = append(w.out, d.address(v)...) }
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
