package text

import (
	"strings"
	"unicode"
)

// cut returns the first token of each cell, and the number of tokens. Fits: the
// line has the shape of a row; sure: no other reading is likely.
func (r *rowReader) cut(p phrase) (cuts []int, fits, sure bool) {
	cuts, fits, sure = []int{0}, true, true
	at := 0
	for c := range r.cols[:len(r.cols)-1] {
		ok := true
		switch end := min(at+1, len(p.tokens)); {
		case c == 0 && r.cols[0].kind == kindLabel:
			at, ok = r.label(p)
			if r.foreign {
				at = r.foreignLabel(p, at)
			}
			fits = len(r.table.Rows) == 0 || !isPermissions(p.slice(0, 1)) && !isCondition(p.slice(0, at))
		case c == 0 && r.cols[0].kind == kindName:
			at, fits = r.name(p)
		case r.cols[c].kind == kindPerms:
			at, ok = r.permissions(p, at)
		case r.cols[c].kind == kindType:
			var certain int
			at, certain = r.typeEnd(p, at)
			if ok = certain > 0; !ok && r.foreign {
				at = end // a type in words that are not known
			}
		case at == end || r.cols[c].kind == kindFlag:
			at = end
		default:
			word := p.slice(at, end)
			at, ok = end, isMemberName(word) || r.words.Role("marker", word) != ""
		}
		sure = sure && ok
		cuts = append(cuts, at)
	}
	return append(cuts, len(p.tokens)), fits, sure
}

// name returns the end of the first cell of a table of parameters or
// properties: one name, or the words before something that is surely a type or
// a value, where a translation put blanks into the name.
func (r *rowReader) name(p phrase) (end int, fits bool) {
	const most = 5 // words of a translated name
	first := p.slice(0, 1)
	for end := min(most, len(p.tokens)-1); end > 0; end-- {
		if name := p.slice(0, end); !isCondition(name) && !strings.Contains(name, ":") && r.words.Role("header", name) != "" {
			return end, true
		}
	}
	if name, ok := strings.CutSuffix(first, ":"); ok && isNameLike(name) && len(p.tokens) > 2 && isPermission(p.slice(1, 2)) {
		return 2, true // "Prefer: outlook.timezone"
	}
	if len(r.cols) > 1 && r.cols[1].kind == kindType {
		return r.typedName(p)
	}
	if mark := remarkEnd(p, 1); mark > 1 && isMemberName(first) && r.words.Role("marker", p.slice(1, mark)) != "" {
		return mark, true
	}
	if !isMemberName(first) {
		for end := 2; end <= most && end < len(p.tokens); end++ {
			if opensValue(p.slice(end, end+1)) {
				return end, true
			}
		}
	}
	return 1, r.style.spaced || isMemberName(first)
}

// typedName is name where a type follows.
func (r *rowReader) typedName(p phrase) (end int, fits bool) {
	const most = 5 // words of a translated name
	first := p.slice(0, 1)
	if mark := remarkEnd(p, 1); mark > 1 && isMemberName(first) {
		if _, sure := r.typeEnd(p, mark); sure > 0 { // "caption (deprecated) String"
			r.small = r.small || isSmall(first)
			return mark, true
		}
	}
	end, sure := r.typeEnd(p, 1)
	known := sure == 2 && r.words.Role("type", p.slice(1, end)) != ""
	sentence := r.small && isCapital(first) && end < len(p.tokens) && unicode.IsLower(firstRune(p.slice(end, end+1)))
	switch {
	case known, sure == 2 && !sentence, sure == 1 && isSmall(first), isTranslated(p), isCamel(first) && len(p.tokens) > 2:
		r.small = r.small || isSmall(first)
		return 1, true
	case r.isCaption(p):
		return len(p.tokens), true
	}
	for end := 2; end <= most && end < len(p.tokens) && (isWord(first) || isMemberName(first)) && isWord(p.slice(end-1, end)); end++ {
		if _, sure := r.typeEnd(p, end); sure == 2 {
			return end, true
		}
	}
	return 1, isMemberName(first) && (sure == 1 && len(p.tokens) <= 3 && !endsSentence(p.text) || len(r.table.Rows) == 0)
}

// remarkEnd returns the end of the remark in brackets that stands at a token, the
// token itself if there is none: "(deprecated)", "(in preview)".
func remarkEnd(p phrase, from int) int {
	const most = 3 // words
	if from >= len(p.tokens) || !strings.HasPrefix(p.slice(from, from+1), "(") {
		return from
	}
	for end := from + 1; end <= min(len(p.tokens), from+most); end++ {
		if strings.HasSuffix(p.slice(from, end), ")") {
			return end
		}
	}
	return from
}

// isCapital recognises a word as a sentence begins with.
func isCapital(s string) bool {
	return isWord(s) && unicode.IsUpper(firstRune(s)) && strings.ToLower(s[1:]) == s[1:]
}

// isCamel recognises a name that is no word of any language.
func isCamel(s string) bool {
	return isIdentifier(s) && isSmall(s) && strings.ToLower(s) != s
}

// isSmall reports whether a word is a name rather than the first word of a
// sentence: it does not begin with a capital.
func isSmall(s string) bool {
	return (isMemberName(s) || isWord(s)) && !unicode.IsUpper(firstRune(s))
}

// isCondition recognises what stands before the permissions of one of several
// cases, "For group resource:".
func isCondition(s string) bool {
	c := lastRune(s)
	return c == ':' || c == '\uff1a'
}

// isCaption recognises a row that only names the rows below it: a few words
// between two rows that have types.
func (r *rowReader) isCaption(p phrase) bool {
	const most = 3
	if len(p.tokens) > most || r.continued || !opensSentence(p.text) || isCondition(r.at(r.i-1).text) || strings.ContainsAny(p.text, ".,;:()/") {
		return false
	}
	for from := 1; from < len(p.tokens); from++ {
		if _, sure := r.typeEnd(p, from); sure == 2 {
			return false
		}
	}
	next := newPhrase(r.at(r.i + 1).text)
	_, sure := r.typeEnd(next, 1)
	return sure > 0 && isSmall(next.slice(0, 1))
}

// isTranslated recognises a row whose name and type are both words of the
// language: two words without capitals before a sentence.
func isTranslated(p phrase) bool {
	if len(p.tokens) < 3 {
		return false
	}
	name, typ := p.slice(0, 1), p.slice(1, 2)
	return unicode.IsLower(firstRune(name)) && isWord(name) && unicode.IsLower(firstRune(typ)) && isWord(typ) && unicode.IsUpper(firstRune(p.slice(2, 3)))
}

// opensValue recognises what the value of a header begins with: a media type, a
// placeholder.
func opensValue(s string) bool {
	major, minor, ok := strings.Cut(strings.TrimRight(s, "."), "/")
	return ok && isNameLike(major) && isMemberName(minor) || strings.HasPrefix(s, "{") || strings.HasPrefix(s, "<")
}

// foreignLabel is the end of a row label where the language's negatives are not
// known: a cell behind a bracket is remembered, and ends other rows too. A row
// of two or more words without it has one word as its label.
func (r *rowReader) foreignLabel(p phrase, end int) int {
	switch rest := p.text[p.tokens[end-1].to:]; {
	case end < len(p.tokens):
		if next, _ := r.permissions(p, end); next == end {
			r.negatives = append(r.negatives, strings.TrimSpace(rest))
		}
		return end
	case len(p.tokens) == 1 || strings.HasSuffix(p.text, ")"):
		return end
	}
	for _, negative := range r.negatives {
		if label, ok := strings.CutSuffix(p.text, " "+negative); ok {
			return len(tokenize(label))
		}
	}
	return 1
}
