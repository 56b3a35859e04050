package ir

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir/service"
)

// merger joins the variants of one operation or type. It works on a copy of the
// variant whose facts win and collects findings about the others.
type merger struct {
	base   string
	unread map[string]bool // pages in a language without a word file: what hangs on words proves nothing
	found  []Diagnostic

	// Of the variant that is being merged:
	from, into Source          // the variant and the one whose facts win
	at, ref    Pos             // places that stand for the two pages
	payload    map[string]bool // names in the variant's code, which nobody translates
}

// drift reports that the variant states another fact than the base page.
func (m *merger) drift(what, variantFact, baseFact string, at, ref Pos) {
	variantFact, baseFact = withoutCommonStart(variantFact, baseFact)
	m.report("variant-drift", fmt.Sprintf("The pages differ in the %s: %s on the %s page, %s on the %s page.", what,
		orNothing(variantFact), label(m.from), orNothing(baseFact), label(m.into)), at, ref, baseFact)
}

// keptStart is how much of a common start stays before the difference, in
// bytes.
const keptStart = 12

// withoutCommonStart cuts what two long facts have in common before they
// differ, so that a message shows the difference.
func withoutCommonStart(a, b string) (string, string) {
	if max(len(a), len(b)) <= maxShown {
		return a, b
	}
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	n -= keptStart
	for n > 0 && !utf8.RuneStart(a[n]) {
		n--
	}
	if n <= keptStart {
		return a, b
	}
	return "\u2026" + a[n:], "\u2026" + b[n:]
}

// missing reports that the variant lacks entries of one list, extra that only
// it has them. Nothing is reported without names.
func (m *merger) missing(what string, names []string, at, ref Pos) {
	if len(names) > 0 {
		m.report("variant-drift", fmt.Sprintf("The %s missing from the %s page; the %s page has %s.",
			enumerated(what, names), label(m.from), label(m.into), itOrThem(names)), at, ref, listOr(names, ""))
	}
}

func (m *merger) extra(what string, names []string, at, ref Pos) {
	if len(names) > 0 {
		m.report("variant-drift", fmt.Sprintf("The %s on the %s page only; the %s page lacks %s.",
			enumerated(what, names), label(m.from), label(m.into), itOrThem(names)), at, ref, label(m.into)+" page")
	}
}

// enumerated quotes a list of names with what they name and its verb: header "a"
// is, headers "a", "b" are.
func enumerated(what string, names []string) string {
	if len(names) == 1 {
		return what + " " + quoted(names[0]) + " is"
	}
	var b strings.Builder
	b.WriteString(plural(what))
	for i, n := range names {
		if i == maxListed {
			fmt.Fprintf(&b, " and %d more", len(names)-i)
			break
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(" " + quoted(n))
	}
	return b.String() + " are"
}

func plural(noun string) string {
	switch {
	case strings.HasSuffix(noun, "y"):
		return strings.TrimSuffix(noun, "y") + "ies"
	case strings.HasSuffix(noun, "s"):
		return noun + "es"
	}
	return noun + "s"
}

func itOrThem(names []string) string {
	if len(names) == 1 {
		return "it"
	}
	return "them"
}

// translated reports a name that the variant renders in its own language.
func (m *merger) translated(what, name, baseName string, at, ref Pos) {
	m.report("translated-name", fmt.Sprintf("The %s page calls the %s %s %s; the name of the %s page is used.",
		label(m.from), what, quoted(baseName), quoted(name), label(m.into)), at, ref, baseName)
}

func (m *merger) report(code, message string, at, ref Pos, baseFact string) {
	if at.IsZero() {
		at = m.at
	}
	if at.IsZero() {
		at.File = m.from.File
	}
	if ref.IsZero() {
		ref = m.ref
	}
	if ref.IsZero() {
		ref.File = m.into.File
	}
	m.found = append(m.found, NewDiagnostic(code, at, message, RelatedAt(ref, shown(baseFact))))
}

// label names a variant for a reader: its language, and its shape where the
// languages are the same.
func label(s Source) string {
	if s.Locale == "" || s.Locale == "und" {
		return s.Format
	}
	return s.Locale + " " + s.Format
}

func orNothing(fact string) string {
	if fact == "" {
		return "nothing"
	}
	return quoted(fact)
}

func quoted(s string) string { return `"` + shown(s) + `"` }

// maxShown bounds how much of a page a message quotes, in code points.
const maxShown = 80

// shown makes a piece of a page fit for a message: one line, no control or
// invisible characters, not too long.
func shown(s string) string { return shownUpTo(s, maxShown) }

// shownUpTo is shown with a bound of its own.
func shownUpTo(s string, most int) string {
	var b strings.Builder
	n := 0
	for _, r := range strings.Join(strings.Fields(s), " ") {
		if n == most {
			b.WriteString("\u2026")
			break
		}
		if unicode.IsPrint(r) {
			b.WriteRune(r)
			n++
		}
	}
	return b.String()
}

// isRendering reports whether a name of the variant is a translator's rendering
// of the base page's name, not another name: it is no identifier, or the code
// of the variant itself uses the base page's name.
func (m *merger) isRendering(name, baseName string) bool {
	if m.from.Locale == m.into.Locale {
		return false
	}
	switch {
	case !isIdentifier(name):
		return true
	case m.payload[strings.ToLower(name)] || isHeaderName(name):
		return false
	case m.payload[strings.ToLower(baseName)]:
		return true
	}
	return !isCoined(name)
}

// isCoined reports whether a name is one that programs make and no translator
// does: camel case from a small letter on, or with signs inside.
func isCoined(name string) bool {
	first := name[0]
	return strings.ContainsAny(name, "@.$_#") || 'a' <= first && first <= 'z' && strings.ToLower(name) != name
}

// isHeaderName reports whether a name is a request header that HTTP or the
// service defines.
func isHeaderName(name string) bool {
	name = strings.ToLower(name)
	return slices.Contains(headerNames, name) || slices.Contains(service.Graph.Headers, name) || strings.HasPrefix(name, "x-") || strings.HasPrefix(name, "ms-")
}

// headerNames are request headers in lower case, from RFC 9110 and its kin.
var headerNames = []string{
	"accept", "accept-encoding", "accept-language", "authorization", "content-disposition",
	"content-length", "content-range", "content-type", "date", "host", "if-match", "if-modified-since", "if-none-match",
	"location", "prefer", "range", "slug", "transfer-encoding", "user-agent",
}

// isIdentifier reports whether a name could be a property, type, header or
// permission name.
func isIdentifier(name string) bool {
	for _, r := range name {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_-.@$#", r) {
			return false
		}
	}
	return name != ""
}

// addNames adds the words that a piece of code uses, in lower case.
func addNames(names map[string]bool, code string) {
	for _, w := range strings.FieldsFunc(code, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_-@.$", r)
	}) {
		names[strings.ToLower(w)] = true
	}
}

// sameType reports whether two spellings mean one type.
func sameType(a, b string) bool {
	return strings.EqualFold(service.Graph.Bare(a), service.Graph.Bare(b))
}

// mergeType compares a type and returns the one that stands; what says where it
// stands, e.g. "type of body property notes".
func (m *merger) mergeType(what string, have, variant typeRef, at, ref Pos) typeRef {
	switch {
	case variant.name == "":
		return have
	case have.name == "":
		return variant
	case !sameType(have.name, variant.name):
		if m.isForeignType(variant.name, have.name) {
			m.translated(what, variant.name, have.name, at, ref)
		} else if !m.unread[m.from.File] || !IsPrimitive(variant.name) {
			m.drift(what, variant.String(), have.String(), at, ref)
		}
	case have.collection != variant.collection && !m.unread[m.from.File]:
		m.drift(what, variant.String(), have.String(), at, ref)
	}
	return have
}

func (m *merger) isForeignType(name, baseName string) bool {
	if IsPrimitive(name) {
		return false
	}
	return m.isRendering(name, baseName)
}

type typeRef struct {
	name       string
	collection bool
}

func (t typeRef) String() string {
	if t.collection {
		return t.name + " collection"
	}
	return t.name
}
