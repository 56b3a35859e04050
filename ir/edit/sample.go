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
	dec := json.NewDecoder(strings.NewReader(body))
	dec.UseNumber()
	var out strings.Builder
	if !writeShape(&out, dec, "") {
		return "", false
	}
	return out.String(), true
}

// writeShape writes the shape of the next value, which a member of some name has.
func writeShape(out *strings.Builder, dec *json.Decoder, name string) bool {
	token, err := dec.Token()
	if err != nil {
		return false
	}
	switch v := token.(type) {
	case json.Delim:
		out.WriteString(v.String())
		for dec.More() {
			member := name // elements are what their list is
			if v == '{' {
				key, err := dec.Token()
				if err != nil {
					return false
				}
				member = key.(string)
				out.WriteString(strconv.Quote(member))
			}
			if !writeShape(out, dec, member) {
				return false
			}
		}
		_, err = dec.Token() // the end
		return err == nil
	case string:
		out.WriteString(shapeOfText(name, v))
	case json.Number:
		out.WriteString(shapeOfNumber(v.String()))
	case bool:
		out.WriteString("bool,")
	default:
		out.WriteString("null,")
	}
	return true
}

// shapeOfText tells times from other texts. Annotations ("@odata.type") say more
// than their kind.
func shapeOfText(name, text string) string {
	if strings.Contains(name, "@") {
		return strconv.Quote(text)
	}
	if _, err := time.Parse(time.RFC3339Nano, text); err == nil {
		return "time,"
	}
	return "text,"
}

// shapeOfNumber tells numbers by the types that can hold them.
func shapeOfNumber(text string) string {
	if _, err := strconv.ParseInt(text, 10, 64); err != nil {
		f, err := strconv.ParseFloat(text, 64)
		whole := err == nil && f == math.Trunc(f) && math.Abs(f) <= math.MaxInt32
		return map[bool]string{true: "round,", false: "real,"}[whole]
	}
	if _, err := strconv.ParseInt(text, 10, 32); err != nil {
		return "long,"
	}
	return "int,"
}
