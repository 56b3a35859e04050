package gofile

// typ is a type.
func (c *checker) typ() {
	c.deeper()
	switch c.tok {
	case nameToken:
		c.next()
		c.qualified()
	case '*':
		c.next()
		c.typ()
	case '[':
		c.next()
		if !c.accept(']') {
			c.inBrackets()
			c.expect(']')
		}
		c.typ()
	case '(':
		c.next()
		c.typ()
		c.expect(')')
	case mapToken:
		c.next()
		c.expect('[')
		c.typ()
		c.expect(']')
		c.typ()
	case chanToken:
		c.next()
		c.accept(arrowToken)
		c.typ()
	case arrowToken:
		c.next()
		c.expect(chanToken)
		c.typ()
	case funcToken:
		c.next()
		c.signature()
	case structToken:
		c.structure()
	case interfaceToken:
		c.methods()
	default:
		c.unexpected("a type")
	}
	c.depth--
}

// qualified is the rest of the name of a type: a selector, type arguments.
func (c *checker) qualified() {
	if c.accept('.') {
		c.expect(nameToken)
	}
	if c.accept('[') {
		c.typ()
		for c.accept(',') {
			c.typ()
		}
		c.expect(']')
	}
}

// structure is a struct type.
func (c *checker) structure() {
	c.next()
	c.expect('{')
	for c.tok == nameToken || c.tok == '*' {
		c.field()
		c.accept(stringToken)
		c.semicolon()
	}
	c.expect('}')
}

// field is names and a type, or the name of an embedded type.
func (c *checker) field() {
	if c.accept('*') {
		c.expect(nameToken)
		c.qualified()
		return
	}
	c.next()
	switch c.tok {
	case '.':
		c.qualified()
	case '[':
		c.arrayOrArguments()
	case stringToken, ';', '}':
	default:
		for c.accept(',') {
			c.expect(nameToken)
		}
		c.typ()
	}
}

// arrayOrArguments is what a bracket behind a name begins: its type, or the
// arguments of the type that it is. It reports whether it was the former.
func (c *checker) arrayOrArguments() bool {
	c.next()
	if c.accept(']') {
		c.typ()
		return true
	}
	c.inBrackets()
	several := c.tok == ','
	for c.accept(',') {
		c.inBrackets()
	}
	c.expect(']')
	if several || !c.tok.startsType() {
		return false
	}
	c.typ()
	return true
}

// methods is an interface type.
func (c *checker) methods() {
	c.next()
	c.expect('{')
	for c.tok != '}' && c.tok != endToken {
		c.method()
		c.semicolon()
	}
	c.expect('}')
}

// method is one of an interface, or what the interface embeds.
func (c *checker) method() {
	if c.tok != nameToken {
		c.union()
		return
	}
	c.next()
	if c.tok == '(' {
		c.signature()
		return
	}
	c.qualified()
	if c.accept('|') {
		c.union()
	}
}

// union is types of which one is meant, with ~ also those made of it.
func (c *checker) union() {
	for {
		c.accept('~')
		c.typ()
		if !c.accept('|') {
			return
		}
	}
}

// signature is the parameters and results of a function.
func (c *checker) signature() {
	c.parameters(true)
	switch {
	case c.tok == '(':
		c.parameters(false)
	case c.tok.startsType():
		c.typ()
	}
}

// parameters are all named or all without names; names without a type have the
// next one. The last parameter may be variadic, no result is.
func (c *checker) parameters(variadic bool) {
	c.expect('(')
	var kind parameterKind
	named, typed := false, false
	for c.tok != ')' && c.tok != endToken {
		before := kind
		kind = c.parameter()
		switch spread := kind == variadicName || kind == variadicType; {
		case before == variadicName || before == variadicType, before == nameAlone && kind == variadicName:
			c.fail("a variadic parameter before the last")
		case spread && !variadic:
			c.fail("a variadic result")
		}
		named = named || kind == typedName || kind == variadicName
		typed = typed || kind == typeAlone || kind == variadicType
		if !c.accept(',') {
			break
		}
	}
	if named && (typed || kind == nameAlone) {
		c.fail("a parameter without a name or type")
	}
	c.expect(')')
}

type parameterKind byte

const (
	noParameter parameterKind = iota
	nameAlone                 // or the name of a type
	typeAlone
	typedName
	variadicName
	variadicType
)

func (c *checker) parameter() parameterKind {
	if c.accept(ellipsisToken) {
		c.typ()
		return variadicType
	}
	if c.tok != nameToken {
		c.typ()
		return typeAlone
	}
	c.next()
	switch {
	case c.tok == '.':
		c.qualified()
		return typeAlone
	case c.tok == '[':
		if c.arrayOrArguments() {
			return typedName
		}
		return typeAlone
	case c.accept(ellipsisToken):
		c.typ()
		return variadicName
	case c.tok.startsType():
		c.typ()
		return typedName
	}
	return nameAlone
}

// typeParameters are names and constraints, up to the closing bracket.
// Constraints begin as no expression could go on.
func (c *checker) typeParameters() {
	for {
		c.expect(nameToken)
		if c.accept(',') {
			continue
		}
		if c.tok != nameToken && c.tok != interfaceToken && c.tok != '~' {
			c.unexpected("a constraint")
		}
		c.union()
		if !c.accept(',') {
			break
		}
	}
	c.expect(']')
}
