package gofile

// shape tells of an expression what may follow it.
type shape byte

const (
	otherShape  shape = iota
	nameShape         // a name, selector or index: { behind it begins a literal, but for heads of statements
	typeShape         // a slice, map or struct type: { behind it begins a literal
	callShape         // a call or conversion
	switchShape       // x.(type)
)

// exprs are expressions between commas.
func (c *checker) exprs() {
	c.expr()
	for c.accept(',') {
		c.expr()
	}
}

// expr is an expression or, where Go can tell them apart only later, a type.
func (c *checker) expr() shape {
	depth := c.depth
	c.deeper()
	s := c.unary()
	for c.atBinary() {
		c.next()
		c.unary()
		c.deeper()
		s = otherShape
	}
	c.depth = depth
	return s
}

func (c *checker) atBinary() bool {
	switch c.tok {
	case binaryToken, '+', '-', '*', '/', '%', '&', '|', '^', '<', '>':
		return true
	}
	return false
}

// inBrackets is an expression in brackets of a type, which { may follow.
func (c *checker) inBrackets() {
	outer := c.clause
	c.clause = noClause
	c.expr()
	c.clause = outer
}

func (c *checker) unary() shape {
	for plain := true; ; plain = false {
		switch c.tok {
		case '+', '-', '!', '^', '&', '*':
			c.next()
			c.deeper()
			continue
		case arrowToken:
			c.next()
			c.deeper()
			if c.tok == chanToken {
				c.unexpected("a channel")
			}
			continue
		}
		if s := c.primary(); plain {
			return s
		}
		return otherShape
	}
}

// primary is an operand with selectors, indices, calls and literals behind it.
func (c *checker) primary() shape {
	s := c.operand()
	for {
		switch {
		case c.tok == '.':
			c.next()
			s = c.selector()
		case c.tok == '[':
			s = c.index()
		case c.tok == '(':
			c.arguments()
			s = callShape
		case c.tok == '{' && (s == typeShape || s == nameShape && c.clause == noClause):
			c.literal()
			s = otherShape
		default:
			return s
		}
		c.deeper()
	}
}

func (c *checker) operand() shape {
	switch c.tok {
	case nameToken:
		c.next()
		return nameShape
	case numberToken, charToken, stringToken:
		c.next()
	case '(':
		c.inParentheses()
	case funcToken:
		c.next()
		c.signature()
		if c.tok == '{' {
			c.body()
		}
	case '[', mapToken, structToken:
		c.typ()
		return typeShape
	case chanToken, interfaceToken:
		c.typ()
	default:
		c.unexpected("an expression")
	}
	return otherShape
}

func (c *checker) inParentheses() {
	outer := c.clause
	c.clause = noClause
	c.next()
	if c.expr() == typeShape {
		c.fail("a type in parentheses")
	}
	c.expect(')')
	c.clause = outer
}

// selector is what stands behind a point.
func (c *checker) selector() shape {
	switch {
	case !c.accept('('):
		c.expect(nameToken)
		return nameShape
	case c.tok == typeToken && c.clause == switchClause:
		c.next()
		c.expect(')')
		return switchShape
	}
	c.typ()
	c.expect(')')
	return otherShape
}

// index is an index, a slice of two indices, or type arguments.
func (c *checker) index() shape {
	outer := c.clause
	c.clause = noClause
	c.next()
	s := nameShape
	if c.tok != ':' {
		c.expr()
	}
	if c.accept(':') {
		s = otherShape
		if c.tok != ']' {
			c.expr()
		}
	} else {
		for c.accept(',') {
			c.typ()
		}
	}
	c.expect(']')
	c.clause = outer
	return s
}

// arguments are those of a call, which has its place in functions alone.
func (c *checker) arguments() {
	if c.bodies == 0 {
		c.fail("a call on package level")
		return
	}
	outer := c.clause
	c.clause = noClause
	c.next()
	for c.tok != ')' && c.tok != endToken {
		c.expr()
		spread := c.accept(ellipsisToken)
		if !c.accept(',') || spread {
			break
		}
	}
	c.expect(')')
	c.clause = outer
}

// literal is the braces of a composite literal and what they hold.
func (c *checker) literal() {
	outer := c.clause
	c.clause = noClause
	c.deeper()
	c.next()
	for c.tok != '}' && c.tok != endToken {
		c.element()
		if c.accept(':') {
			c.element()
		}
		if !c.accept(',') {
			break
		}
	}
	c.expect('}')
	c.depth--
	c.clause = outer
}

func (c *checker) element() {
	if c.tok == '{' {
		c.literal()
	} else {
		c.expr()
	}
}
