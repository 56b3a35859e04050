package gofile

// spaced reports whether a blank stands between the last token and t.
func (p *printer) spaced(t, next lexeme) bool {
	if len(p.cur.text) == 0 {
		return false
	}
	if t.kind == commentLexeme {
		return true
	}
	if before, decided := p.spacedBehind(t); decided {
		return before
	}
	if t.kind == signLexeme {
		return p.spacedBefore(t, next)
	}
	return true
}

// spacedBehind decides where the last token alone settles it.
func (p *printer) spacedBehind(t lexeme) (spaced, decided bool) {
	if p.last.kind != signLexeme {
		return false, false
	}
	switch string(p.last.text) {
	case "(", "[", ".", "!", "...", "&", "*", "-":
		return false, true
	case "{":
		return p.top().block && !t.sign('}'), true
	case "]":
		if p.typed {
			return false, true
		}
	}
	return false, false
}

// spacedBefore decides what the sign t settles.
func (p *printer) spacedBefore(t, next lexeme) bool {
	switch string(t.text) {
	case ",", ";", ":", ".", ")", "]", "++":
		return false
	case "}":
		return p.top().block
	case "...":
		return !next.sign(')')
	case "(":
		return p.spacedParen()
	case "[":
		return !p.last.operand() && !p.last.is("map") || next.sign(']') && !p.last.sign(']') || p.last.sign(',')
	case "{":
		return p.spacedBrace(next)
	}
	return true
}

// spacedParen: calls and type conversions have no blank; receivers, groups and
// results have one.
func (p *printer) spacedParen() bool {
	switch {
	case p.last.is("func"):
		return len(p.cur.text) == len("func") && len(p.open) == 0
	case p.last.sign(')'):
		return p.block == 1+len(p.open) || p.top().methods
	case p.last.kind == wordLexeme:
		return isKeyword(p.last.text)
	}
	return !p.last.operand()
}

// spacedBrace: literals have no blank; blocks have one, but for those of types
// on one line.
func (p *printer) spacedBrace(next lexeme) bool {
	if p.last.is("struct") || p.last.is("interface") {
		return next.kind == newlineLexeme
	}
	return p.block == 1+len(p.open) || !p.last.operand()
}

func (t lexeme) is(word string) bool { return t.kind == wordLexeme && string(t.text) == word }

func (t lexeme) sign(s byte) bool {
	return t.kind == signLexeme && len(t.text) == 1 && t.text[0] == s
}

func (t lexeme) opens() bool  { return t.sign('(') || t.sign('[') || t.sign('{') }
func (t lexeme) closes() bool { return t.sign(')') || t.sign(']') || t.sign('}') }

// operand reports whether a token ends an operand or a type, so that a bracket
// behind it is a call, an index, type arguments or a literal.
func (t lexeme) operand() bool {
	return t.kind == wordLexeme && !isKeyword(t.text) || t.kind == stringLexeme || t.closes()
}

func isKeyword(text []byte) bool {
	switch string(text) {
	case "case", "chan", "const", "default", "defer", "else", "for", "func", "go", "if", "import", "interface", "map", "package",
		"range", "return", "select", "struct", "switch", "type", "var":
		return true
	}
	return false
}
