package gofile

// tokenKind is the kind of a lexical element of Go. Brackets and operators of one
// byte are that byte, and so is the end of a line.
type tokenKind byte

const (
	endToken tokenKind = iota
	illegalToken
	commentToken // to the end of its line
	nameToken
	numberToken
	stringToken
	charToken
)

const (
	defineToken   tokenKind = iota + 128 // :=
	assignToken                          // += and its like; a plain = is itself
	binaryToken                          // an operator of two or three bytes between operands
	stepToken                            // ++ --
	arrowToken                           // <-
	ellipsisToken                        // ...

	breakToken // the first keyword
	caseToken
	chanToken
	constToken
	continueToken
	defaultToken
	deferToken
	elseToken
	fallthroughToken
	forToken
	funcToken
	goToken
	gotoToken
	ifToken
	importToken
	interfaceToken
	mapToken
	packageToken
	rangeToken
	returnToken
	selectToken
	structToken
	switchToken
	typeToken
	varToken
)

// keywords are sorted as their tokens are.
var keywords = [...]string{
	"break", "case", "chan", "const", "continue", "default", "defer", "else", "fallthrough", "for", "func", "go", "goto", "if", "import",
	"interface", "map", "package", "range", "return", "select", "struct", "switch", "type", "var",
}

// keywordsBy leads from the first letter, less 'b', to the keywords with it.
var keywordsBy = func() (by ['v' - 'b' + 1][]tokenKind) {
	for i, word := range keywords {
		by[word[0]-'b'] = append(by[word[0]-'b'], breakToken+tokenKind(i))
	}
	return by
}()

// wordToken tells keywords from names.
func wordToken(word []byte) tokenKind {
	if first := word[0]; len(word) > 1 && first >= 'b' && first <= 'v' {
		for _, t := range keywordsBy[first-'b'] {
			if string(word) == keywords[t-breakToken] {
				return t
			}
		}
	}
	return nameToken
}

func (t tokenKind) isKeyword() bool { return t >= breakToken }

// String says what was expected, or found in its place.
func (t tokenKind) String() string {
	switch t {
	case endToken:
		return "the end of the file"
	case nameToken:
		return "a name"
	case numberToken, charToken:
		return "a number"
	case stringToken:
		return "a string"
	case binaryToken, assignToken, stepToken:
		return "an operator"
	case defineToken:
		return ":="
	case arrowToken:
		return "<-"
	case ellipsisToken:
		return "..."
	case '\n':
		return "the end of the line"
	}
	if t.isKeyword() {
		return keywords[t-breakToken]
	}
	return string(rune(t))
}

// endsStatement reports whether the end of a line behind t ends a statement.
func (t tokenKind) endsStatement() bool {
	switch t {
	case nameToken, numberToken, stringToken, charToken, stepToken, ')', ']', '}', breakToken, continueToken, fallthroughToken, returnToken:
		return true
	}
	return false
}

// startsType reports whether a type may begin with t.
func (t tokenKind) startsType() bool {
	switch t {
	case nameToken, '[', '*', '(', funcToken, structToken, interfaceToken, mapToken, chanToken, arrowToken:
		return true
	}
	return false
}
