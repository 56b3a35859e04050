package ir

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"
)

// Text is one text in several languages, the base language first, the others
// sorted by tag. Its JSON form is an object from BCP 47 tag to text. An empty
// Text is {} in JSON.
type Text []LocalText

// LocalText is a text in one language.
type LocalText struct {
	Locale string // BCP 47, e.g. "de-DE"
	Text   string // never empty
}

// NewText returns text in one language; an empty string gives an empty Text.
func NewText(locale, text string) Text {
	if text == "" {
		return nil
	}
	return Text{{locale, text}}
}

// In returns the text in a language, "" if there is none.
func (t Text) In(locale string) string {
	for _, l := range t {
		if l.Locale == locale {
			return l.Text
		}
	}
	return ""
}

// Best returns the text in the first of the locales that has one, else the
// first text, else "".
func (t Text) Best(locales ...string) string {
	for _, l := range locales {
		if s := t.In(l); s != "" {
			return s
		}
	}
	if len(t) > 0 {
		return t[0].Text
	}
	return ""
}

// Merge returns t with the languages of u that t lacks, in canonical order for
// the base language.
func (t Text) Merge(base string, u Text) Text {
	out := slices.Clone(t)
	for _, l := range u {
		if out.In(l.Locale) == "" {
			out = append(out, l)
		}
	}
	slices.SortStableFunc(out, func(a, b LocalText) int { return compareLocales(base, a.Locale, b.Locale) })
	return out
}

// compareLocales puts the base language first and sorts the others by tag.
func compareLocales(base, a, b string) int {
	switch {
	case a == b:
		return 0
	case a == base:
		return -1
	case b == base:
		return 1
	case a < b:
		return -1
	}
	return 1
}

// IsZero reports whether there is no text at all.
func (t Text) IsZero() bool { return len(t) == 0 }

// MarshalJSON gives an object from tag to text, in the order of t.
func (t Text) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	b.WriteByte('{')
	for i, l := range t {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := enc.Encode(l.Locale); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := enc.Encode(l.Text); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// maxLocales bounds the languages of one text; the largest documentation sites
// have about sixty.
const maxLocales = 500

// UnmarshalJSON reads an object from tag to text and keeps its order. Of two
// texts in one language it takes the first; empty texts are left out.
func (t *Text) UnmarshalJSON(data []byte) error {
	*t = nil
	rest := bytes.TrimLeft(data, blanks)
	if bytes.Equal(rest, []byte("null")) {
		return nil
	}
	if len(rest) == 0 || rest[0] != '{' {
		return fmt.Errorf("text by language: expected an object, found %.20s", rest)
	}
	for rest = rest[1:]; ; {
		rest = bytes.TrimLeft(rest, blanks+",")
		if len(rest) == 0 || rest[0] == '}' {
			return nil
		}
		locale, after, err := cutString(rest)
		if err != nil {
			return err
		}
		text, after, err := cutString(bytes.TrimLeft(after, blanks+":"))
		if err != nil {
			return err
		}
		if rest = after; text != "" && t.In(locale) == "" {
			*t = append(*t, LocalText{locale, text})
		}
		if len(*t) > maxLocales {
			return fmt.Errorf("text by language: more than %d languages", maxLocales)
		}
	}
}

const blanks = " \t\r\n"

// cutString reads the JSON string at the start of data, whose form the caller
// has checked, several times faster than a decoder of its own for each text.
func cutString(data []byte) (s string, rest []byte, err error) {
	if len(data) == 0 || data[0] != '"' {
		return "", nil, fmt.Errorf("text by language: expected a string, found %.20s", data)
	}
	end, plain := 1, true
	for end < len(data) && data[end] != '"' {
		if data[end] == '\\' {
			plain = false
			end++
		}
		end++
	}
	if end >= len(data) {
		return "", nil, errors.New("text by language: a string does not end")
	}
	token, rest := data[:end+1], data[end+1:]
	if plain && utf8.Valid(token) {
		return string(token[1:end]), rest, nil
	}
	err = json.Unmarshal(token, &s)
	return s, rest, err
}
