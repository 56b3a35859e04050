package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// This file holds what is done for a page in a language without words: headings
// and heads of tables are then told by their shape alone.

// isForeign reports whether the language knows next to none of the headings
// that every page has.
func (r *reader) isForeign() bool {
	const enough = 2
	known := 0
	for i := range r.lines {
		if role, _ := r.headingRole(i); role != "" {
			if known++; known == enough {
				return false
			}
		}
	}
	return true
}

// looksHeading reports whether a line has the shape of a heading: short, no
// sentence, no name or value, and alone. Without blank lines it is alone if the
// line after it does not go on with a sentence, and the line before it, unless
// that is a heading, has come to an end.
func (r *reader) looksHeading(i int, below bool) bool {
	const (
		mostSigns = 60
		mostWords = 7
	)
	s, next := r.at(i).text, r.at(i+1).text
	if utf8.RuneCountInString(s) > mostSigns || strings.Count(s, " ") >= mostWords || strings.ContainsAny(s, "=<>{}\"|:/$\uff1a\u3001\uff0c") {
		return false
	}
	if !opensSentence(s) || endsSentence(s) || isCodeStart(s) || isMemberName(s) && strings.Contains(s, ".") || len(statuses(s)) > 0 {
		return false
	}
	if r.style.spaced {
		return r.at(i-1).blank() && next == "" && i+1 < len(r.lines)
	}
	before := r.at(i - 1)
	_, cell := before.bar()
	return next != "" && !unicode.IsLower(firstRune(next)) && !unicode.IsPunct(firstRune(next)) &&
		(i == 0 || below || cell || !r.isProse(i-1) || endsSentence(before.text) || isCondition(before.text) || codeLike(before.text))
}

// guessRole tells what the section below a heading is about: an example if the
// next line is the heading of a request.
func (r *reader) guessRole(i int) string {
	role, next := r.shownBelow(i)
	if role == "" && next == r.skipBlank(i+1) {
		if shown, _ := r.shownBelow(next); shown == "request" {
			return "examples"
		}
	}
	return role
}

// shownBelow returns the role that the first telling line below a heading shows,
// "" if the next heading comes before it, and the line where that was told.
func (r *reader) shownBelow(i int) (role string, at int) {
	for j := i + 1; j < len(r.lines); j++ {
		if r.looksHeading(j, j == i+1) {
			return "", j
		}
		if role := r.showsRole(j); role != "" {
			return role, j
		}
	}
	return "", len(r.lines)
}

// showsRole returns the role of the section that a line stands in as far as the
// line shows it.
func (r *reader) showsRole(i int) string {
	s, cell := r.at(i).bar()
	if !cell {
		s = r.at(i).text
	}
	p := newPhrase(s)
	if len(p.tokens) == 0 || len(s) > 2*maxHeading {
		return ""
	}
	first, last := p.slice(0, 1), p.slice(len(p.tokens)-1, len(p.tokens))
	switch {
	case isStatus(s) || len(statuses(s)) > 0:
		return "response"
	case isRequest(s) && (strings.Contains(s, "://") || r.outline.met["httpRequest"]):
		return "request"
	case isRequest(s):
		return "httpRequest"
	case isPermissions(last) && opensSentence(last) && !strings.ContainsAny(s, "{}\"/"):
		return "permissions"
	case isHeader(first):
		return "headers"
	case isSmall(first) && isMemberName(first) && r.isField(i, p, cell):
		return "body"
	}
	return ""
}

// isField reports whether a type stands behind a name: on the line, or in the
// next cell.
func (r *reader) isField(i int, p phrase, cell bool) bool {
	name := p.slice(0, 1)
	if cell {
		next, more := r.at(i + 1).bar()
		return more && len(p.tokens) == 1 && (r.typed(next) == 2 || isCamel(name) && isWord(next))
	}
	end, sure := r.typeEnd(p, 1)
	return sure == 2 && (isCamel(name) || r.words.Role("type", p.slice(1, end)) != "")
}

// anchorOf returns the anchor that a section of a role has on the site, in every
// language.
func anchorOf(role string) string {
	base, _ := words.For(words.Base)
	texts := base.Texts("heading", role)
	if len(texts) == 0 {
		return ""
	}
	return page.Slug(texts[0])
}

// guessColumns returns the columns of the unmarked table that the next lines
// may be, by the shape of the lines below its head; nil if they are none.
func (r *reader) guessColumns() []column {
	end := r.blockEnd(r.i)
	perms, fields, headers := 0, 0, 0
	for i := r.i + 1; i < end; i++ {
		p := newPhrase(r.at(i).text)
		_, sure := r.typeEnd(p, 1)
		first := p.slice(0, 1)
		switch {
		case isPermissions(p.slice(len(p.tokens)-1, len(p.tokens))) && len(p.tokens) > 1 && !isPermissions(first):
			perms++
		case (sure == 2 && isMemberName(first) || isCamel(first)) && len(p.tokens) > 2:
			fields++
		case isHeader(first) && len(p.tokens) > 1:
			headers++
		}
	}
	switch head := newPhrase(r.line().text); {
	case isMemberName(head.slice(0, 1)) && fields > 0 && strings.Contains(head.text, "."):
		return nil
	case perms > 0 && perms*3 >= end-r.i-1:
		return shareOut(head, kindLabel, kindPerms)
	case fields*2 > end-r.i-1:
		return shareOut(head, kindName, kindType, kindText)
	case headers*2 >= end-r.i-1 && headers > 0:
		return shareOut(head, kindName, kindText)
	}
	return nil
}

// isHeader recognises the name of an HTTP header.
func isHeader(s string) bool {
	s = strings.TrimSuffix(s, ":")
	return isNameLike(s) && (knownHeaders[strings.ToLower(s)] || strings.EqualFold(s, "Content-Type") || strings.EqualFold(s, "If-Match"))
}

// shareOut gives the words of a head to columns: one word each, the rest to the
// last, for what they say is not known.
func shareOut(head phrase, kinds ...kind) []column {
	if len(head.tokens) < len(kinds) {
		return nil
	}
	cols := make([]column, len(kinds))
	for c, k := range kinds {
		t := head.tokens[c]
		cols[c] = column{kind: k, from: t.from, to: t.to}
	}
	cols[len(cols)-1].to = len(head.text)
	return cols
}
