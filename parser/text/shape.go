package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir"
)

// phrase is a piece of a row: its tokens, and the text that holds them.
type phrase struct {
	text   string
	tokens []token
}

func newPhrase(s string) phrase { return phrase{s, tokenize(s)} }

func (p phrase) slice(from, to int) string {
	return p.text[p.tokens[from].from:p.tokens[to-1].to]
}

// longest returns the end of the longest run of tokens from an index on that a
// test holds for, the index itself if there is none.
func (p phrase) longest(from int, holds func(string) bool) int {
	for to := min(len(p.tokens), from+maxPhrase); to > from; to-- {
		if holds(p.slice(from, to)) {
			return to
		}
	}
	return from
}

// label returns the end of the row label of a permissions table: one of the
// schemes, or what stands before the first permission or negative.
func (r *reader) label(p phrase) (end int, sure bool) {
	if end := p.longest(0, func(s string) bool { return r.words.Role("permRow", s) != "" }); end > 0 {
		return end, true
	}
	for end := 1; end < min(len(p.tokens), 2*maxPhrase); end++ {
		if next, ok := r.permissions(p, end); ok && next > end {
			return end, true
		}
	}
	for end, t := range p.tokens { // prose in the cell: the label ends with its bracket
		if c := p.text[t.to-1]; c == ')' || strings.HasSuffix(p.text[t.from:t.to], "\uff09") {
			return end + 1, end+1 == len(p.tokens)
		}
	}
	return len(p.tokens), true
}

// permissions returns the end of a permissions cell: a list of names, or a
// negative.
func (r *reader) permissions(p phrase, from int) (end int, sure bool) {
	if end := p.longest(from, func(s string) bool { return r.words.Role("cell", s) != "" }); end > from {
		return end, true
	}
	end = from
	for end < len(p.tokens) && (isPermissions(p.slice(end, end+1)) || r.endsJoined(p.slice(end, end+1)) && end+1 < len(p.tokens) && isPermissions(p.slice(end+1, end+2))) {
		open := strings.ContainsRune(",;\u3001\uff0c", lastRune(p.slice(end, end+1)))
		end++
		switch {
		case open, end < len(p.tokens) && r.endsJoined(p.slice(end-1, end)) && isPermissions(p.slice(end, end+1)):
		case end+1 < len(p.tokens) && r.joins(p.slice(end, end+1)) && isPermissions(p.slice(end+1, end+2)):
			end++
		default:
			return end, true
		}
	}
	return end, end > from
}

// endsJoined recognises names with a word after the last comma, without a blank,
// that joins them to the next name: "Mail.Read,et".
func (r *reader) endsJoined(s string) bool {
	i := strings.LastIndexAny(s, ",;\u3001\uff0c")
	if i < 1 || !isPermissions(s[:i]) {
		return false
	}
	return r.joins(strings.TrimLeft(s[i:], ",;\u3001\uff0c")) && strings.TrimLeft(s[i:], ",;\u3001\uff0c") != ""
}

// joins reports whether a word stands between two permissions of one cell:
// "and", "or", and the like in any language.
func (r *reader) joins(s string) bool {
	const most = 5 // code points
	return utf8.RuneCountInString(s) <= most && strings.IndexFunc(s, func(c rune) bool { return !unicode.IsLetter(c) }) < 0 && r.words.Role("cell", s) == ""
}

// isPermissions recognises one name, "Mail.Read", or several without blanks.
func isPermissions(s string) bool {
	names := strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(",;\u3001\uff0c", c) })
	for _, n := range names {
		if !isPermission(strings.TrimRight(n, ".*")) {
			return false
		}
	}
	return len(names) > 0
}

func isPermission(s string) bool {
	if !strings.Contains(s, ".") || strings.HasPrefix(s, "microsoft.graph") {
		return false
	}
	for part := range strings.SplitSeq(s, ".") {
		if part == "" || !isNameLike(part) {
			return false
		}
	}
	return true
}

// isNameLike recognises a name that may hold hyphens: "Content-Type".
func isNameLike(s string) bool {
	return isHeaderName(s) && ('0' > s[0] || s[0] > '9') && s[0] != '-'
}

// isIdentifier recognises a name as programming languages write them.
func isIdentifier(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isWordByte(s[i]) || i == 0 && '0' <= s[0] && s[0] <= '9' {
			return false
		}
	}
	return s != ""
}

// isMemberName recognises what stands in a column of names: identifiers, also
// qualified, annotated or with a path, "@odata.type", "files/fileName", "$top".
func isMemberName(s string) bool {
	s = strings.TrimLeft(s, "@$#")
	s = strings.TrimRight(s, "*")
	for part := range strings.FieldsFuncSeq(s, func(c rune) bool { return strings.ContainsRune("./@:", c) }) {
		if !isNameLike(part) || strings.HasSuffix(part, "-") {
			return false
		}
	}
	return s != "" && !endsSentence(s) && s[len(s)-1] != ':'
}

// isWord recognises one word of any script without punctuation, which a
// translated name is.
func isWord(s string) bool {
	return s != "" && strings.IndexFunc(s, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) < 0
}

// isTypeName recognises an identifier that may be qualified or in brackets,
// "microsoft.graph.user", "Collection(String)".
func isTypeName(s string) bool {
	s = strings.NewReplacer("Collection(", "", "collection(", "", ")", "", "[]", "", "(", "", "#", "").Replace(s)
	for part := range strings.SplitSeq(s, ".") {
		if !isIdentifier(part) {
			return false
		}
	}
	return true
}

// typed tells how surely a text names a type: 2 for a primitive in words or an
// identifier that no sentence holds, 1 for a word that could be a type.
func (r *reader) typed(s string) int {
	if role := r.words.Role("type", s); role != "" {
		return 2
	}
	if role, hole := r.words.Match("collection", s); role != "" {
		hole = strings.Trim(hole, "\"'\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d")
		if hole != "" && (isTypeName(hole) || r.words.Role("type", hole) != "") {
			return 2
		}
	}
	if name, suffix, ok := strings.Cut(s, "-"); ok && isWord(suffix) { // "AlertFeedback-Enumeration"
		s = name
	}
	switch {
	case !isTypeName(strings.ReplaceAll(s, "/", "")):
		return 0
	case strings.Contains(s, "/"): // "string/number"
		return 1
	case strings.ContainsAny(s, ".(") || strings.ToLower(s[1:]) != s[1:] || ir.IsPrimitive(s):
		return 2
	}
	return 1
}

// typeEnd returns the end of the type that stands at a token, and how sure it is.
func (r *reader) typeEnd(p phrase, from int) (end, sure int) {
	if from >= len(p.tokens) {
		return from, 0
	}
	if remark := p.slice(from, from+1); strings.HasPrefix(remark, "(") && strings.HasSuffix(remark, ")") && r.words.Role("marker", remark) != "" {
		if end, sure := r.typeEnd(p, from+1); sure > 0 { // "(Optional) String"
			return end, sure
		}
	}
	if end := p.longest(from, func(s string) bool { return strings.Contains(s, " ") && r.typed(s) == 2 }); end > from {
		return end, 2
	}
	if sure := r.typed(p.slice(from, from+1)); sure > 0 {
		return from + 1, sure
	}
	return from, 0
}

func firstRune(s string) rune {
	c, _ := utf8.DecodeRuneInString(s)
	return c
}

func lastRune(s string) rune {
	c, _ := utf8.DecodeLastRuneInString(s)
	return c
}
