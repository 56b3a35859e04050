package account

import (
	"slices"
	"strings"
)

// row looks at a row of cells: a request, a line of text in a frame, or names with
// what is said of them.
func (d *detector) row(u unit) {
	switch {
	case len(u.cells) == 0 || d.requestRow(u):
	case len(u.cells) == 1:
		u.kind, u.text = prose, u.cells[0]
		d.line(u)
	default:
		d.namedRow(u)
	}
}

// requestRow adds the request that a row shows, in one cell, across them, or parted
// between two.
func (d *detector) requestRow(u unit) bool {
	if _, _, ok := cutMethod(u.cells[0]); ok {
		if f, ok := request(u, u.line()); ok {
			d.add(f)
			return true
		}
	}
	for _, c := range u.cells[1:] {
		if f, ok := request(u, c); ok {
			f.Text, f.Listed = excerpt(unit{text: c}), true
			d.add(f)
			return true
		}
	}
	method, path := partedRequest(u.cells)
	if method == "" {
		return false
	}
	f := fact(u, Request, method, path)
	f.Listed = true
	d.add(f)
	return true
}

// namedRow adds what a row says of the name that it begins with: permissions of a
// scheme, a header, a property.
func (d *detector) namedRow(u unit) {
	var scopesNamed []string
	for _, c := range u.cells[1:] {
		if isScopeList(c) {
			scopesNamed = append(scopesNamed, scopes(c)...)
		}
	}
	label := labelOf(u)
	scheme := d.schemeOf(u, label)
	first := withoutFootnote(label)
	switch {
	case scheme == "" && first == "" || scheme == "" && !slices.ContainsFunc(u.cells[1:], func(c string) bool { return c != "" }): // a caption among the rows
	case len(scopesNamed) > 0 || scheme != "":
		d.add(fact(u, Permission, append(scopesNamed, schemeName(scheme))...))
	case u.linked:
	case 'A' <= first[0] && first[0] <= 'Z' && headerName.MatchString(first):
		name := first
		if usualHeader.MatchString(first) {
			name = headerWord(first) // which is no query option, wherever the row stands
		}
		f := fact(u, Header, name)
		f.Exact = first != label // a mark stood behind it
		d.add(f)
	case d.header(first) != "" && !slices.ContainsFunc(u.cells, isType):
		d.add(fact(u, Header, headerWord(d.header(first))))
	default:
		name := nameIn(first)
		if name == "" {
			return
		}
		if !strings.Contains(name, "@") {
			name = name[strings.LastIndexByte(name, '.')+1:] // of a member of a member
		}
		d.add(fact(u, Row, append(typeOf(u), name)...))
	}
}

// labelOf is what a row names: its first cell, the second if that is empty, or the one
// before a type further on.
func labelOf(u unit) string {
	label := strings.Trim(u.cells[0], "*_ ")
	if label == "" {
		label = strings.Trim(u.cells[1], "*_ ") // a cell too many in front
	}
	if i := slices.IndexFunc(u.cells, isType); i > 1 && nameIn(u.cells[i-1]) != "" {
		label = u.cells[i-1] // what the type is that of
	}
	return label
}

// schemeOf is the permission scheme that a row is called after, "" for a property that
// is called like a scheme of one word.
func (d *detector) schemeOf(u unit, label string) string {
	scheme := d.schemes[Squeeze(label)]
	if !strings.HasSuffix(label, ")") && (strings.ToLower(label) == label || slices.ContainsFunc(u.cells, isType)) {
		return ""
	}
	return scheme
}
