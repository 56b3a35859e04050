package account

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
)

// detector gathers the facts of a page.
type detector struct {
	schemes map[string]string // label, squeezed → scheme
	headers map[string]string // translated name, squeezed → header
	section int               // line of the last heading
	facts   []Fact
	wrapped bool // the line goes on with the prose of the line above
	message bool // a request or status line stands above, and no blank line or prose after it
}

func (d *detector) read(list []unit) {
	for i := 0; i < len(list); {
		u := list[i]
		if n := jsonLength(list[i:]); n > 0 {
			d.json(list[i : i+n])
			d.message = false
			i += n
			continue
		}
		if u.kind == heading {
			d.section = u.first
		}
		d.wrapped = i > 0 && goesOn(list[i-1], u)
		i++
		switch u.kind {
		case head:
			if f, ok := request(u, u.line()); ok {
				d.add(f)
			}
		case row:
			d.row(u)
		default:
			d.line(u)
		}
	}
}

// goesOn reports whether a line of prose seems to go on with that of the line above,
// which is long and lacks the end of a sentence.
func goesOn(above, u unit) bool {
	const long = 60 // bytes
	t := above.text
	return above.kind == prose && u.kind == prose && above.block == u.block && len(t) >= long && !strings.ContainsAny(t[len(t)-1:], ".:|")
}

func (d *detector) add(f Fact) {
	f.Section = d.section
	d.facts = append(d.facts, f)
}

func fact(u unit, kind Kind, names ...string) Fact {
	squeezed := make([]string, 0, len(names))
	for _, n := range names {
		if !isMarked(n) {
			n = Squeeze(n)
		}
		if n != "" && !slices.Contains(squeezed, n) {
			squeezed = append(squeezed, n)
		}
	}
	f := Fact{Kind: kind, Lines: Lines{u.first, u.last}, Block: u.block, Text: excerpt(u), Names: squeezed}
	if u.kind == prose || u.kind == heading {
		f.Block = u.first
	}
	f.Odd, f.Exact = isOdd(u, kind), kind == Permission
	f.Strong = kind == Request || kind == Permission || kind == Row && slices.ContainsFunc(u.cells, isType)
	return f
}

// isOdd reports whether the name of a fact holds a sign that no name has.
func isOdd(u unit, kind Kind) bool {
	text := u.raw
	if strings.IndexByte(text, dashByte) < 0 && !strings.Contains(text, "&amp;") {
		return false
	}
	switch cells := splitCells(strings.TrimSpace(text)); {
	case kind == Status || kind == JSON:
		return false
	case u.kind == row && kind != Permission && len(cells) > 1:
		text = cells[0] + " " + cells[1]
		if len(cells) == 2 {
			text = cells[0]
		}
	case kind == Header:
		text, _, _ = strings.Cut(text, ":")
	}
	return oddSign.MatchString(text)
}

var oddSign = regexp.MustCompile(`[A-Za-z][\x{2010}-\x{2015}\x{2212}][A-Za-z]|&amp;#?\w+;`)

const dashByte = 0xe2 // with which all dashes begin in UTF-8

// excerpt is the beginning of a unit's text.
func excerpt(u unit) string {
	const most = 120 // bytes
	s := u.text
	if s == "" {
		s = u.line()
	}
	if s = strings.TrimSpace(s); len(s) <= most {
		return s
	}
	cut := most
	for !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "\u2026"
}

// line looks at a line that is no row of cells.
func (d *detector) line(u unit) {
	if f, ok := request(u, u.text); ok {
		d.add(f)
		d.message = true
		return
	}
	if m := statusOf(u.text); m != nil && !(u.kind == prose && d.wrapped) {
		d.add(fact(u, Status, m[1]))
		d.message = true
		return
	}
	if d.message && strings.IndexByte(u.text, '=') > 0 {
		if m := queryRest.FindStringSubmatch(u.text); m != nil {
			d.add(fact(u, Request, m[1])) // of a request line that was cut
			return
		}
	}
	if u.kind == code && !isProtocol(u.lang) {
		return
	}
	if d.message = d.message && !d.wrapped; d.message {
		var name string
		if name, d.message = headerOf(u.text); d.message {
			d.add(fact(u, Header, name))
			return
		}
	}
	if u.kind == code {
		return
	}
	if u.kind == prose {
		d.proseLine(u)
	}
}

// statusOf matches a status line.
func statusOf(text string) []string {
	if !strings.Contains(text, "HTTP") {
		return nil
	}
	return statusLine.FindStringSubmatch(text)
}

// proseLine looks at a line of prose, or of a table whose cells nothing marks.
func (d *detector) proseLine(u unit) {
	text := strings.TrimRight(u.text, "| \t")
	if text == "" {
		return
	}
	const fewest, most = 3, 4 // words of a scheme's name that is none of other prose, and of what follows it
	names := scopes(text)
	var scheme string
	var named, rest int
	if len(names) > 0 || strings.IndexByte(text, ' ') > 0 {
		scheme, named, rest = d.scheme(text, len(names) > 0)
	}
	switch {
	case scheme != "" && (len(names) > 0 || named >= fewest && rest <= most):
		d.add(fact(u, Permission, append(names, schemeName(scheme))...))
	case d.wrapped:
		for _, code := range proseStatuses(text) {
			d.add(fact(u, Status, code))
		}
	case isScopeList(text) && !(u.first > u.block && strings.HasSuffix(text, ".")):
		d.add(fact(u, Permission, names...))
	case d.header(text) != "":
		d.add(fact(u, Header, headerWord(d.header(text))))
	case strings.IndexByte("ACIP", text[0]) >= 0 && textHeader.MatchString(text):
		d.add(fact(u, Header, headerWord(textHeader.FindStringSubmatch(text)[1])))
	case strings.IndexByte(text, '$') >= 0 && textOption.MatchString(text):
		d.add(fact(u, Row, textOption.FindStringSubmatch(text)[1]))
	case startsProperty(text) && textProperty.MatchString(text):
		d.add(fact(u, Row, textProperty.FindStringSubmatch(text)[1]))
	default:
		for _, code := range proseStatuses(text) {
			d.add(fact(u, Status, code))
		}
	}
}

// scheme is the permission scheme whose name a text begins with, "" without any, with
// how many words name it and how many follow.
func (d *detector) scheme(text string, scoped bool) (scheme string, named, rest int) {
	const longest, most = 120, 8 // bytes of a text that is a row without permissions, words of a scheme's name
	if len(text) > longest && !scoped {
		return "", 0, 0
	}
	words, count := strings.Fields(text), 0
	squeezed := make([]byte, 0, len(text))
	for i, w := range words[:min(len(words), most)] {
		before := len(squeezed)
		if squeezed = appendSqueezed(squeezed, w); len(squeezed) == before {
			continue
		}
		count++
		if s := d.schemes[string(squeezed)]; s != "" {
			scheme, named, rest = s, count, len(words)-i-1
		}
	}
	return scheme, named, rest
}

// header is the header that a text is the translated name of, "" if it is none's.
func (d *detector) header(text string) string {
	const longest = 60 // bytes
	if len(text) > longest {
		return ""
	}
	return d.headers[Squeeze(text)]
}

var (
	statusLine  = regexp.MustCompile(`^[\s>]*HTTP(?:/\d(?:\.\d)?)?[\s:]+([1-5]\d\d)\b`)
	headerName  = regexp.MustCompile(`^(Authorization|Accept|Prefer|ConsistencyLevel|[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)+)$`)
	usualHeader = regexp.MustCompile(`^(?:Authorization|Accept|Prefer|ConsistencyLevel|If-Match|If-None-Match|Content-Type|Content-Length)$`)
	textHeader  = regexp.MustCompile(`^(Authorization|Accept|Prefer|ConsistencyLevel|If-Match|If-None-Match|Content-Type|Content-Length)(?:$|\s*[|:]|\s+(?:Bearer\b|application/|\{|[Ss]tring\b|eventual\b|\S{1,20} \{))`)

	queryRest    = regexp.MustCompile(`^\s*\$?((?:count|expand|filter|format|orderby|search|select|skip|top)=)`)
	textOption   = regexp.MustCompile(`^[-*+\x{2022}] (\$(?:count|expand|filter|format|orderby|search|select|skip|skiptoken|top))(?:\s?:|\s+[^\s=]|$)`)
	textProperty = regexp.MustCompile(`^([a-z@$][\w@.$]*)\s(?:` + strings.Join(ir.Primitives, "|") + `|Collection\(|[a-z]\w+ collection\b)`)
)

// isType reports whether a cell holds the name of a primitive or a collection.
func isType(cell string) bool {
	const longest = 80 // bytes
	const list = " collection"
	switch {
	case cell == "" || len(cell) >= longest:
		return false
	case hasPrefixFold(cell, "Collection("):
		return true
	case len(cell) > len(list) && strings.EqualFold(cell[len(cell)-len(list):], list):
		cell = cell[:len(cell)-len(list)]
		if wordLength(cell) == len(cell) {
			return true
		}
	}
	return primitive(cell) != ""
}

// primitive is the primitive type that a text is the name of, "" if it is none.
func primitive(text string) string {
	if hasPrefixFold(text, "Edm.") {
		text = text[len("Edm."):]
	}
	for _, p := range ir.Primitives {
		if len(p) == len(text) && strings.EqualFold(p, text) {
			return p
		}
	}
	return ""
}

// typeOf is the type that a row gives what it names: the primitive, or the link to a
// type of that name, that a cell holds and nothing else.
func typeOf(u unit) []string {
	for _, c := range u.cells[1:] {
		if p := primitive(strings.TrimSuffix(c, " collection")); p != "" {
			return []string{typeWord(p)}
		}
	}
	if !strings.Contains(u.raw, ".md)") {
		return nil
	}
	for _, c := range splitCells(strings.TrimSpace(u.raw)) {
		if m := typeLink.FindStringSubmatch(c); m != nil && strings.EqualFold(m[1], m[2]) {
			return []string{typeWord(m[1])}
		}
	}
	return nil
}

var typeLink = regexp.MustCompile(`^\[(\w+)\]\((?:[^()\s]*[/-])?(\w+)\.md\)(?: collection)?$`)

// request reads a line that begins with a method and a path, and goes on with
// nothing that prose would.
func request(u unit, text string) (Fact, bool) {
	method, path, rest, ok := cutRequest(text)
	if !ok || u.kind != code && isProse(method, path, rest) {
		return Fact{}, false
	}
	if i := strings.IndexAny(path, "?#"); i > 0 {
		path = path[:i]
	}
	if at := hostAndVersion.FindStringIndex(path); at != nil {
		path = path[at[1]:]
	}
	return fact(u, Request, method, path), true
}

var hostAndVersion = regexp.MustCompile(`^(https?://[^/\s]+)?(/(v\d+(\.\d+)?|beta)(/|$))?`)

// isProse reports whether a line that begins like a request goes on like a
// sentence.
func isProse(method, path, rest string) bool {
	if method != strings.ToUpper(method) {
		return len(strings.Fields(rest)) > 0 || !strings.ContainsAny(path[1:], "/{")
	}
	words := 0
	depth := strings.Count(path, "{") + strings.Count(path, "(") + strings.Count(path, "<") - strings.Count(path, "}") - strings.Count(path, ")") - strings.Count(path, ">")
	for w := range strings.FieldsSeq(rest) {
		if depth <= 0 && !strings.HasPrefix(w, "HTTP/") && !strings.HasPrefix(w, "|") && !strings.HasPrefix(w, "/") && !strings.HasPrefix(w, "{") {
			words++
		}
		depth += strings.Count(w, "{") + strings.Count(w, "(") - strings.Count(w, "}") - strings.Count(w, ")")
	}
	const most = 2 // words behind a path that is no sentence
	return words > most
}

// isProtocol reports whether code of a language may show HTTP or JSON.
func isProtocol(lang string) bool {
	switch lang {
	case "", "http", "https", "json", "msgraph-interactive", "rest", "text", "txt", "plaintext":
		return true
	}
	return false
}

// scopes lists the words of a text that look like permissions.
func scopes(text string) []string {
	if !mayHoldScope(text) {
		return nil
	}
	var out []string
	for w := range strings.FieldsFuncSeq(text, partsWords) {
		if w = trimMarks(w); isScope(w) {
			out = append(out, w)
		}
	}
	return out
}

// isScopeList reports whether a text is a list of permissions rather than prose
// that names some.
func isScopeList(text string) bool {
	if !mayHoldScope(text) {
		return false
	}
	n, all := 0, 0
	for w := range strings.FieldsFuncSeq(text, partsWords) {
		all++
		if isScope(trimMarks(w)) {
			n++
		}
	}
	const several = 3 // permissions that prose parts by the cases for which they are
	return n > 0 && 2*n >= all || n >= several && 4*n >= all
}

// trimMarks cuts full stops and the marks of footnotes off a word.
func trimMarks(w string) string { return strings.Trim(withoutFootnote(strings.TrimSpace(w)), ".[]") }

// proseStatuses lists the statuses of success that a sentence names with their
// reason: "200 OK".
func proseStatuses(text string) []string {
	if !strings.Contains(text, "20") {
		return nil
	}
	var out []string
	for _, at := range proseStatus.FindAllStringSubmatchIndex(text, -1) {
		code := text[at[2]:at[3]]
		n, _ := strconv.Atoi(code)
		reason := http.StatusText(n)
		rest := strings.TrimLeft(text[at[3]:], " ,`*:-")
		if len(rest) >= len(reason) && strings.EqualFold(rest[:len(reason)], reason) {
			out = append(out, code)
		}
	}
	return out
}

var proseStatus = regexp.MustCompile(`\b(20[0-9])\b`)
