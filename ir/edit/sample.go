package edit

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"
)

// sameShape reports whether two payloads of an example tell the same of the types
// in them: the same members, with values of the same kinds. What one cannot tell
// of a payload that is no JSON is in its bytes.
func sameShape(a, b string) bool {
	if a == b {
		return true
	}
	x, ok := shapeOf(a)
	if !ok {
		return false
	}
	y, ok := shapeOf(b)
	return ok && x == y
}

// shapeOf writes a JSON value with all that types can be told by in the place of
// its values; ok is false for any other text.
func shapeOf(body string) (shape string, ok bool) {
	if !json.Valid([]byte(body)) {
		return "", false
	}
	w := &shapeWriter{body: body, dec: json.NewDecoder(strings.NewReader(body))}
	w.dec.UseNumber()
	if !w.value("") {
		return "", false
	}
	return w.out.String(), true
}

// shapeWriter writes the shape of a JSON text.
type shapeWriter struct {
	body string
	dec  *json.Decoder
	out  strings.Builder
}

// next returns the next token, and how it is written: types are also looked for
// in the bytes of a payload.
func (w *shapeWriter) next() (token json.Token, written string, err error) {
	start := w.dec.InputOffset()
	token, err = w.dec.Token()
	return token, strings.TrimLeft(w.body[start:w.dec.InputOffset()], " \t\r\n,:"), err
}

// value writes the shape of the next value, which a member of some name has.
func (w *shapeWriter) value(name string) bool {
	token, written, err := w.next()
	if err != nil {
		return false
	}
	switch v := token.(type) {
	case json.Delim:
		w.out.WriteString(v.String())
		for w.dec.More() {
			member := name // elements are what their list is
			if v == '{' {
				key, written, err := w.next()
				if err != nil {
					return false
				}
				member = key.(string)
				w.out.WriteString(written)
			}
			if !w.value(member) {
				return false
			}
		}
		_, end, err := w.next()
		w.out.WriteString(end)
		return err == nil
	case string:
		w.out.WriteString(shapeOfText(name, v, written))
	case json.Number:
		w.out.WriteString(shapeOfNumber(v.String()))
	case bool:
		w.out.WriteString("bool,")
	default:
		w.out.WriteString("null,")
	}
	return true
}

// shapeOfText tells times from other texts. Annotations ("@odata.type") say more
// than their kind.
func shapeOfText(name, text, written string) string {
	if strings.Contains(name, "@") {
		return written
	}
	if _, err := time.Parse(time.RFC3339Nano, text); err == nil {
		return "time,"
	}
	return "text,"
}

// shapeOfNumber tells numbers by the types that can hold them. The least Int32 is
// taken for a long one, as it is in bodies.
func shapeOfNumber(text string) string {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		f, err := strconv.ParseFloat(text, 64)
		whole := err == nil && f == math.Trunc(f) && math.Abs(f) <= math.MaxInt32
		return map[bool]string{true: "round,", false: "real,"}[whole]
	}
	if n > math.MaxInt32 || n < -math.MaxInt32 {
		return "long,"
	}
	return "int,"
}
