package gofile

// spaced reports whether a blank stands between the last token and t on its line.
func (p *printer) spaced(t, next lexeme) bool {
	if t.kind == commentToken {
		return true
	}
	if before, decided := p.spacedBehind(t); decided {
		return before
	}
	return p.spacedBefore(t, next)
}

// spacedBehind decides where the last token alone settles it.
func (p *printer) spacedBehind(t lexeme) (spaced, decided bool) {
	switch p.last.kind {
	case '(', '[', '.', '!', ellipsisToken, '&', '*', '-':
		return false, true
	case '{':
		return p.top().block && t.kind != '}', true
	case ']':
		return false, p.typed
	}
	return false, false
}

// spacedBefore decides what t settles.
func (p *printer) spacedBefore(t, next lexeme) bool {
	switch t.kind {
	case ',', ';', ':', '.', ')', ']', stepToken:
		return false
	case '}':
		return p.top().block
	case ellipsisToken:
		return next.kind != ')'
	case '(':
		return p.spacedParen()
	case '[':
		return !p.last.operand() && p.last.kind != mapToken || next.kind == ']' && p.last.kind != ']' || p.last.kind == ','
	case '{':
		return p.spacedBrace(next)
	}
	return true
}

// spacedParen: calls and type conversions have no blank; receivers, groups and
// results have one.
func (p *printer) spacedParen() bool {
	switch last := p.last.kind; {
	case last == funcToken:
		return p.length() == len("func") && len(p.open) == 0
	case last == ')':
		return p.block == 1+len(p.open) || p.top().methods
	}
	return !p.last.operand()
}

// spacedBrace: literals have no blank; blocks have one, but for those of types
// on one line.
func (p *printer) spacedBrace(next lexeme) bool {
	if p.last.kind == structToken || p.last.kind == interfaceToken {
		return next.kind == '\n'
	}
	return p.block == 1+len(p.open) || !p.last.operand()
}

func (t lexeme) opens() bool  { return t.kind == '(' || t.kind == '[' || t.kind == '{' }
func (t lexeme) closes() bool { return t.kind == ')' || t.kind == ']' || t.kind == '}' }
func (t lexeme) quoted() bool { return t.kind == stringToken || t.kind == charToken }

// operand reports whether a token ends an operand or a type, so that a bracket
// behind it is a call, an index, type arguments or a literal.
func (t lexeme) operand() bool {
	switch t.kind {
	case nameToken, numberToken, stringToken, charToken, ')', ']', '}':
		return true
	}
	return false
}
