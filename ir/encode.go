package ir

import (
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"
)

// Encode writes an API in the form that other programs rely on: keys in the
// order of the structs, lists always present, absent things left out, never
// null; indented by two blanks, with a line end at the end. The format is
// "json" or "yaml". The same API gives the same bytes.
//
// Text that is not UTF-8 is written with U+FFFD in place of the bad bytes.
func Encode(w io.Writer, api *API, format string) error {
	switch format {
	case "json":
		e := &encoder{w: w}
		e.api(api)
		e.b = append(e.b, '\n')
		e.flush(0)
		return e.err
	case "yaml":
		return encodeYAML(w, api)
	}
	return fmt.Errorf("format %q is neither json nor yaml", format)
}

// flushSize is how many bytes the encoder gathers before it writes them.
const flushSize = 1 << 16

// encoder writes JSON by hand, several times faster than reflection does. That
// no field is forgotten is held by a test over the structs.
type encoder struct {
	w     io.Writer
	b     []byte
	depth int
	first bool // nothing stands yet in the innermost object or list
	err   error

	file   string // of the place that was written last
	quoted []byte // the same as a JSON string without its end
}

func (e *encoder) flush(atLeast int) {
	if len(e.b) < atLeast || e.err != nil {
		return
	}
	_, e.err = e.w.Write(e.b)
	e.b = e.b[:0]
}

// open begins an object or a list.
func (e *encoder) open(bracket byte) {
	e.b = append(e.b, bracket)
	e.depth++
	e.first = true
}

// end closes an object or a list; an empty one stays on one line.
func (e *encoder) end(bracket byte) {
	e.depth--
	if !e.first {
		e.line()
	}
	e.b = append(e.b, bracket)
	e.first = false
}

// indent is written in pieces.
const indent = "                                "

func (e *encoder) line() {
	e.b = append(e.b, '\n')
	for n := 2 * e.depth; n > 0; n -= len(indent) {
		e.b = append(e.b, indent[:min(n, len(indent))]...)
	}
}

// next begins a member of an object or list on a line of its own.
func (e *encoder) next() {
	if !e.first {
		e.b = append(e.b, ',')
	}
	e.first = false
	e.line()
}

// key begins a member of an object; the key needs no escaping.
func (e *encoder) key(k string) {
	e.next()
	e.b = append(e.b, '"')
	e.b = append(e.b, k...)
	e.b = append(e.b, `": `...)
}

func (e *encoder) str(k, v string) {
	e.key(k)
	e.b = appendString(e.b, v)
}

func (e *encoder) optStr(k, v string) {
	if v != "" {
		e.str(k, v)
	}
}

func (e *encoder) number(k string, v int) {
	e.key(k)
	e.b = strconv.AppendInt(e.b, int64(v), 10)
}

func (e *encoder) optNumber(k string, v int) {
	if v != 0 {
		e.number(k, v)
	}
}

func (e *encoder) flag(k string, v bool) {
	e.key(k)
	e.b = strconv.AppendBool(e.b, v)
}

func (e *encoder) optFlag(k string, v bool) {
	if v {
		e.flag(k, v)
	}
}

func (e *encoder) strs(k string, v []string) {
	e.key(k)
	e.open('[')
	for _, s := range v {
		e.next()
		e.b = appendString(e.b, s)
	}
	e.end(']')
}

func (e *encoder) optStrs(k string, v []string) {
	if len(v) > 0 {
		e.strs(k, v)
	}
}

func (e *encoder) text(k string, v Text) {
	e.key(k)
	e.open('{')
	for _, l := range v {
		e.next()
		e.b = appendString(e.b, l.Locale)
		e.b = append(e.b, ": "...)
		e.b = appendString(e.b, l.Text)
	}
	e.end('}')
}

func (e *encoder) optText(k string, v Text) {
	if len(v) > 0 {
		e.text(k, v)
	}
}

func (e *encoder) at(p Pos) {
	if p.IsZero() {
		return
	}
	if e.quoted == nil || p.File != e.file {
		e.file, e.quoted = p.File, appendString(e.quoted[:0], p.File)
		e.quoted = e.quoted[:len(e.quoted)-1]
	}
	e.key("at")
	e.b = append(e.b, e.quoted...)
	e.b = strconv.AppendInt(append(e.b, ':'), int64(p.Line), 10)
	e.b = strconv.AppendInt(append(e.b, ':'), int64(p.Column), 10)
	e.b = append(e.b, '"')
}

// list writes a list of objects.
func list[T any](e *encoder, k string, items []T, write func(*encoder, *T)) {
	e.key(k)
	e.open('[')
	for i := range items {
		e.next()
		e.open('{')
		write(e, &items[i])
		e.end('}')
		e.flush(flushSize)
	}
	e.end(']')
}

// record writes an object that may be absent.
func record[T any](e *encoder, k string, v *T, write func(*encoder, *T)) {
	if v == nil {
		return
	}
	e.key(k)
	e.open('{')
	write(e, v)
	e.end('}')
}

// plain tells the bytes that stand in a JSON string as they are.
var plain = func() (set [256]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		set[c] = c != '"' && c != '\\'
	}
	return set
}()

const hexDigits = "0123456789abcdef"

// appendString appends a JSON string. It escapes what encoding/json escapes
// with HTML escaping off.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if plain[c] {
			i++
			continue
		}
		if c < utf8.RuneSelf {
			b = append(b, s[start:i]...)
			b = appendEscape(b, c)
			i++
			start = i
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			b = append(append(b, s[start:i]...), `\ufffd`...)
			start = i + size
		case r == '\u2028' || r == '\u2029':
			b = append(append(b, s[start:i]...), `\u202`...)
			b = append(b, hexDigits[r&0xF])
			start = i + size
		}
		i += size
	}
	return append(append(b, s[start:]...), '"')
}

func appendEscape(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, '\\', 'n')
	case '\t':
		return append(b, '\\', 't')
	case '\r':
		return append(b, '\\', 'r')
	case '\b':
		return append(b, '\\', 'b')
	case '\f':
		return append(b, '\\', 'f')
	}
	return append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&0xF])
}
