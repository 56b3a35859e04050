// Package jsonmend makes valid JSON of what documentation pages show as JSON,
// where the intent is certain, and says what it changed. The text keeps its
// formatting otherwise.
//
//	{"a": 1, // first       {"a": 1,
//	 'b': [2, 3,],      →    "b": [2, 3]
//	 ...                     }
//	}
package jsonmend

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir/jsontree"
)

// Kind says what was wrong; its text is part of a message: "a trailing comma".
type Kind string

// The kinds of faults that are mended.
const (
	TrailingComma  Kind = "a trailing comma"
	ExtraComma     Kind = "a comma too many"
	MissingComma   Kind = "a missing comma"
	LineBreak      Kind = "a line break or control character in a string"
	Comment        Kind = "a comment"
	SmartQuote     Kind = "a typographic quotation mark"
	SingleQuote    Kind = "a single quotation mark"
	UnescapedQuote Kind = "an unescaped quotation mark"
	BadEscape      Kind = "an escape that JSON does not know"
	UnquotedKey    Kind = "a key without quotation marks"
	Ellipsis       Kind = "dots in place of members"
	Literal        Kind = "a literal in capital letters"
	Blank          Kind = "a blank that JSON does not know"
	UnquotedValue  Kind = "a date or GUID without quotation marks"
	MissingBracket Kind = "a missing bracket"
	TextAfter      Kind = "text after the end"
)

// Fix is one change.
type Fix struct {
	Offset int // in bytes, of the fault in the text given
	Kind   Kind
}

// Fault is why a text cannot be mended.
type Fault struct {
	Offset  int // in bytes, of the place where reading stopped
	Message string
}

func (f *Fault) Error() string { return f.Message }

// Mend returns the text as valid JSON with what was changed, in text order. A
// text that is valid already is returned as it stands. Where the intent is not
// certain it returns the text as it stands and a Fault.
func Mend(text string) (string, []Fix, *Fault) {
	if isJSON(text) {
		return text, nil, nil
	}
	m := mender{src: text}
	fault := m.document()
	if fault != nil {
		return text, nil, fault
	}
	mended, fixes := m.apply()
	if !isJSON(mended) {
		return text, nil, &Fault{Message: "is not JSON"}
	}
	return mended, fixes, nil
}

// isJSON reports whether a text is JSON that [jsontree.Parse] reads. Few texts
// have so many brackets that they may be nested too deeply.
func isJSON(text string) bool {
	if !json.Valid([]byte(text)) {
		return false
	}
	if strings.Count(text, "{")+strings.Count(text, "[") <= jsontree.MaxDepth {
		return true
	}
	_, err := jsontree.Parse(text)
	return err == nil
}

// mender reads a text and collects the changes that make it JSON.
type mender struct {
	src   string
	pos   int
	depth int
	edits []edit
}

// edit replaces src[from:to].
type edit struct {
	from, to int
	with     string
	kind     Kind
}

func (m *mender) edit(from, to int, with string, kind Kind) {
	m.edits = append(m.edits, edit{from, to, with, kind})
}

// apply makes the changes. Edits never overlap; at one place what is put in
// comes before what is taken out.
func (m *mender) apply() (string, []Fix) {
	slices.SortStableFunc(m.edits, func(a, b edit) int {
		return cmp.Or(a.from-b.from, a.to-b.to)
	})
	var b strings.Builder
	fixes := make([]Fix, 0, len(m.edits))
	done := 0
	for _, e := range m.edits {
		b.WriteString(m.src[done:e.from])
		b.WriteString(e.with)
		done = e.to
		if n := len(fixes); n == 0 || fixes[n-1].Kind != e.kind || fixes[n-1].Offset != e.from {
			fixes = append(fixes, Fix{e.from, e.kind})
		}
	}
	b.WriteString(m.src[done:])
	return b.String(), fixes
}

func (m *mender) faultf(format string, args ...any) *Fault {
	return &Fault{Offset: min(m.pos, len(m.src)), Message: fmt.Sprintf(format, args...)}
}
