package gofile

// spaced reports whether a blank stands between the last token and t on its line.
func (p *printer) spaced(t, next tokenKind) bool {
	if t == commentToken {
		return true
	}
	if before, decided := p.spacedBehind(t); decided {
		return before
	}
	return p.spacedBefore(t, next)
}

// spacedBehind decides where the last token alone settles it.
func (p *printer) spacedBehind(t tokenKind) (spaced, decided bool) {
	switch p.last {
	case '(', '[', '.', '!', ellipsisToken, '&', '*', '-':
		return false, true
	case '{':
		return p.top().block && t != '}', true
	case ']':
		return false, p.typed
	}
	return false, false
}

// spacedBefore decides what t settles.
func (p *printer) spacedBefore(t, next tokenKind) bool {
	switch t {
	case ',', ';', ':', '.', ')', ']', stepToken:
		return false
	case '}':
		return p.top().block
	case ellipsisToken:
		return next != ')'
	case '(':
		return p.spacedParen()
	case '[':
		return !p.last.operand() && p.last != mapToken || next == ']' && p.last != ']' || p.last == ','
	case '{':
		return p.spacedBrace(next)
	}
	return true
}

// spacedParen: calls and type conversions have no blank; receivers, groups and
// results have one.
func (p *printer) spacedParen() bool {
	switch last := p.last; {
	case last == funcToken:
		return p.length() == len("func") && len(p.open) == 0
	case last == ')':
		return p.block == 1+len(p.open) || p.top().methods
	}
	return !p.last.operand()
}

// spacedBrace: literals have no blank; blocks have one, but for those of types
// on one line.
func (p *printer) spacedBrace(next tokenKind) bool {
	if p.last == structToken || p.last == interfaceToken {
		return next == '\n'
	}
	return p.block == 1+len(p.open) || !p.last.operand()
}

func (t tokenKind) opens() bool  { return t == '(' || t == '[' || t == '{' }
func (t tokenKind) closes() bool { return t == ')' || t == ']' || t == '}' }
func (t tokenKind) quoted() bool { return t == stringToken || t == charToken }

// operand reports whether a token ends an operand or a type, so that a bracket
// behind it is a call, an index, type arguments or a literal.
func (t tokenKind) operand() bool {
	switch t {
	case nameToken, numberToken, stringToken, charToken, ')', ']', '}':
		return true
	}
	return false
}
