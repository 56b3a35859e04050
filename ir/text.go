package ir

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
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
	dec := json.NewDecoder(bytes.NewReader(data))
	switch first, err := dec.Token(); {
	case err != nil || first == nil:
		return err
	case first != json.Delim('{'):
		return fmt.Errorf("text by language: expected an object, found %v", first)
	}
	for dec.More() {
		locale, err := dec.Token()
		if err != nil {
			return err
		}
		value, err := dec.Token()
		if err != nil {
			return err
		}
		text, ok := value.(string)
		if !ok {
			return fmt.Errorf("text by language: expected a string, found %v", value)
		}
		if l := locale.(string); text != "" && t.In(l) == "" {
			*t = append(*t, LocalText{l, text})
		}
		if len(*t) > maxLocales {
			return fmt.Errorf("text by language: more than %d languages", maxLocales)
		}
	}
	return nil
}
