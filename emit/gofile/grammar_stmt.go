package gofile

// block is statements in braces.
func (c *checker) block() {
	c.expect('{')
	c.statements()
	c.expect('}')
}

func (c *checker) statements() {
	for c.tok != '}' && c.tok != caseToken && c.tok != defaultToken && c.tok != endToken {
		c.statement()
	}
}

func (c *checker) statement() {
	c.deeper()
	switch c.tok {
	case constToken, typeToken, varToken:
		c.declaration()
		c.depth--
		return
	case ';':
	case '{':
		c.block()
	case ifToken:
		c.ifs()
	case forToken:
		c.loop()
	case switchToken:
		c.switches()
	case selectToken:
		c.selects()
	case returnToken:
		c.next()
		if c.tok != ';' && c.tok != '}' {
			c.exprs()
		}
	case breakToken, continueToken:
		c.next()
	case goToken, deferToken:
		c.next()
		if c.expr() != callShape {
			c.unexpected("a call")
		}
	default:
		c.simple(false)
	}
	c.depth--
	c.semicolon()
}

// simple tells simple statements apart.
type simple byte

const (
	otherSimple  simple = iota
	exprSimple          // an expression
	switchSimple        // v := x.(type), or without v
	rangeSimple         // k, v := range x
)

// simple is a statement without a block; ranges says that it may be a range.
func (c *checker) simple(ranges bool) simple {
	first, count := c.expr(), 1
	for c.accept(',') {
		c.expr()
		count++
	}
	op := c.tok
	switch {
	case op == '=' || op == defineToken || op == assignToken:
		c.next()
		if ranges && op != assignToken && count <= 2 && c.accept(rangeToken) {
			c.expr()
			return rangeSimple
		}
		value := c.expr()
		if value == switchShape && op == defineToken && count == 1 {
			return switchSimple
		}
		for c.accept(',') {
			c.expr()
		}
	case count > 1:
		c.unexpected("an assignment")
	case op == stepToken:
		c.next()
	case op == arrowToken:
		c.next()
		c.expr()
	case first == switchShape:
		return switchSimple
	default:
		return exprSimple
	}
	return otherSimple
}

// ifs is an if statement with all its branches.
func (c *checker) ifs() {
	depth := c.depth
	for {
		c.next()
		c.clause = headClause
		kind := c.simple(false)
		if c.accept(';') {
			kind = c.simple(false)
		}
		c.clause = noClause
		if kind != exprSimple {
			c.unexpected("a condition")
		}
		c.block()
		if !c.accept(elseToken) {
			break
		}
		if c.tok != ifToken {
			c.block()
			break
		}
		c.deeper()
	}
	c.depth = depth
}

func (c *checker) loop() {
	c.next()
	c.clause = headClause
	c.loopHead()
	c.clause = noClause
	c.block()
}

func (c *checker) loopHead() {
	if c.tok == '{' {
		return
	}
	if c.accept(rangeToken) {
		c.expr()
		return
	}
	kind := exprSimple
	if c.tok != ';' {
		kind = c.simple(true)
	}
	if kind != rangeSimple && c.accept(';') {
		kind = exprSimple
		if c.tok != ';' {
			kind = c.simple(false)
		}
		c.expect(';')
		if c.tok != '{' {
			c.simple(false)
		}
	}
	if kind != exprSimple && kind != rangeSimple {
		c.unexpected("a condition")
	}
}

// switches is a switch over values or types.
func (c *checker) switches() {
	c.next()
	c.clause = switchClause
	kind := exprSimple
	if c.tok != '{' && c.tok != ';' {
		kind = c.simple(false)
	}
	if c.accept(';') {
		kind = exprSimple
		if c.tok != '{' {
			kind = c.simple(false)
		}
	}
	c.clause = noClause
	if kind == otherSimple {
		c.unexpected("what to switch on")
	}
	c.cases(c.exprs)
}

func (c *checker) selects() {
	c.next()
	c.cases(c.communication)
}

// cases are the clauses of a switch or select; of says what stands behind case.
func (c *checker) cases(of func()) {
	c.expect('{')
	for c.tok == caseToken || c.tok == defaultToken {
		if c.accept(caseToken) {
			of()
		} else {
			c.next()
		}
		c.expect(':')
		c.statements()
	}
	c.expect('}')
}

// communication is to send, to receive, or to receive into one or two variables.
func (c *checker) communication() {
	count := 1
	c.expr()
	for c.accept(',') {
		c.expr()
		count++
	}
	switch {
	case count <= 2 && (c.tok == '=' || c.tok == defineToken), count == 1 && c.tok == arrowToken:
		c.next()
		c.expr()
	case count > 1:
		c.unexpected("an assignment")
	}
}
