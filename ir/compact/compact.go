// Package compact is a binary form of plain Go values for caches: small, quick
// to read, and without names or versions, so that only the very program that
// wrote a value can read it.
//
// Values are structs of exported fields, slices, maps with string keys,
// pointers, strings, byte slices, booleans and ints, without cycles. Nothing is lost: nil
// is told from empty, nil from a pointer to zero.
package compact

import (
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// ErrDamaged says that data is not what Append wrote for the type.
var ErrDamaged = errors.New("compact: damaged data")

// Append appends the form of what v points to.
func Append(out []byte, v any) []byte {
	p := reflect.ValueOf(v)
	return codecOf(p.Type().Elem()).write(out, p.Elem())
}

// Read fills what v points to, which is zero, from the start of data and returns
// the rest. Strings of the value are parts of data.
func Read(data string, v any) (rest string, err error) {
	p := reflect.ValueOf(v)
	r := reader{rest: data}
	codecOf(p.Type().Elem()).read(&r, p.Elem())
	return r.rest, r.err
}

// codec writes and reads the values of one type.
type codec struct {
	write func(out []byte, v reflect.Value) []byte
	read  func(r *reader, v reflect.Value)
}

// reader is what is left to read: nothing after damage, so that all that follows
// is zero.
type reader struct {
	rest string
	err  error
}

func (r *reader) damaged() { r.rest, r.err = "", ErrDamaged }

func (r *reader) uint() uint64 {
	var n uint64
	for i := range min(len(r.rest), binary.MaxVarintLen64) {
		b := r.rest[i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			r.rest = r.rest[i+1:]
			return n
		}
	}
	r.damaged()
	return 0
}

// text reads a length and as many bytes.
func (r *reader) text() string {
	n, _ := r.length(0)
	return r.cut(n)
}

func (r *reader) cut(n int) string {
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

// length reads the number of things that take at least one byte each, from a number
// that is larger by nils, which are 1 where 0 stands for nil.
func (r *reader) length(nils uint64) (n int, isNil bool) {
	number := r.uint()
	if number < nils {
		return 0, true
	}
	if number -= nils; number > uint64(len(r.rest)) {
		r.damaged()
		return 0, true
	}
	return int(number), false
}

var codecs sync.Map // reflect.Type → *codec

// codecOf returns the codec of a type, which is made once.
func codecOf(t reflect.Type) *codec {
	if c, ok := codecs.Load(t); ok {
		return c.(*codec)
	}
	c := &codec{}
	switch t.Kind() {
	case reflect.String:
		*c = codec{writeString, func(r *reader, v reflect.Value) { v.SetString(r.text()) }}
	case reflect.Bool:
		*c = codec{writeBool, func(r *reader, v reflect.Value) { v.SetBool(r.uint() == 1) }}
	case reflect.Int:
		*c = codec{writeInt, readInt}
	case reflect.Struct:
		*c = structCodec(t)
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			*c = codec{writeBytes, readBytes}
		} else {
			*c = sliceCodec(t)
		}
	case reflect.Pointer:
		*c = pointerCodec(t)
	case reflect.Map:
		*c = mapCodec(t)
	default:
		panic(fmt.Sprintf("compact: there is no form of %s", t))
	}
	codecs.Store(t, c)
	return c
}

func writeString(out []byte, v reflect.Value) []byte {
	s := v.String()
	return append(binary.AppendUvarint(out, uint64(len(s))), s...)
}

func writeBool(out []byte, v reflect.Value) []byte {
	if v.Bool() {
		return append(out, 1)
	}
	return append(out, 0)
}

func writeInt(out []byte, v reflect.Value) []byte { return binary.AppendVarint(out, v.Int()) }

func readInt(r *reader, v reflect.Value) {
	n := r.uint()
	v.SetInt(int64(n>>1) ^ -int64(n&1))
}

// writeBytes writes 0 for nil, else the length and one.
func writeBytes(out []byte, v reflect.Value) []byte {
	if v.IsNil() {
		return append(out, 0)
	}
	return append(binary.AppendUvarint(out, uint64(v.Len())+1), v.Bytes()...)
}

func readBytes(r *reader, v reflect.Value) {
	if n, isNil := r.length(1); !isNil {
		v.SetBytes([]byte(r.cut(n)))
	}
}

func structCodec(t reflect.Type) codec {
	fields := make([]*codec, t.NumField())
	for i := range fields {
		if !t.Field(i).IsExported() {
			panic(fmt.Sprintf("compact: %s.%s is not exported", t, t.Field(i).Name))
		}
		fields[i] = codecOf(t.Field(i).Type)
	}
	return codec{
		func(out []byte, v reflect.Value) []byte {
			for i, f := range fields {
				out = f.write(out, v.Field(i))
			}
			return out
		},
		func(r *reader, v reflect.Value) {
			for i, f := range fields {
				f.read(r, v.Field(i))
			}
		},
	}
}

// sliceCodec writes 0 for nil, else the length and one.
func sliceCodec(t reflect.Type) codec {
	item := codecOf(t.Elem())
	return codec{
		func(out []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(out, 0)
			}
			out = binary.AppendUvarint(out, uint64(v.Len())+1)
			for i := range v.Len() {
				out = item.write(out, v.Index(i))
			}
			return out
		},
		func(r *reader, v reflect.Value) {
			n, isNil := r.length(1)
			if isNil {
				return
			}
			v.Set(reflect.MakeSlice(t, n, n))
			for i := range n {
				item.read(r, v.Index(i))
			}
		},
	}
}

func pointerCodec(t reflect.Type) codec {
	item := codecOf(t.Elem())
	return codec{
		func(out []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(out, 0)
			}
			return item.write(append(out, 1), v.Elem())
		},
		func(r *reader, v reflect.Value) {
			if r.uint() == 1 {
				v.Set(reflect.New(t.Elem()))
				item.read(r, v.Elem())
			}
		},
	}
}

// mapCodec writes keys in order, so that equal maps have equal forms.
func mapCodec(t reflect.Type) codec {
	item := codecOf(t.Elem())
	return codec{
		func(out []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(out, 0)
			}
			out = binary.AppendUvarint(out, uint64(v.Len())+1)
			keys := v.MapKeys()
			slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
			for _, k := range keys {
				out = item.write(writeString(out, k), v.MapIndex(k))
			}
			return out
		},
		func(r *reader, v reflect.Value) {
			n, isNil := r.length(1)
			if isNil {
				return
			}
			v.Set(reflect.MakeMapWithSize(t, n))
			value := reflect.New(t.Elem()).Elem()
			for range n {
				key := reflect.ValueOf(r.text()).Convert(t.Key())
				value.SetZero()
				item.read(r, value)
				v.SetMapIndex(key, value)
			}
		},
	}
}
