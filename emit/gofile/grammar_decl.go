package gofile

// file is the package clause, imports, and what the package declares.
func (c *checker) file() {
	c.expect(packageToken)
	c.expect(nameToken)
	c.expect(';')
	for c.tok == importToken {
		c.declaration()
	}
	for c.tok != endToken {
		switch c.tok {
		case constToken, typeToken, varToken:
			c.declaration()
		case funcToken:
			c.function()
		default:
			c.unexpected("a declaration")
		}
	}
}

// declaration is a keyword and what it declares, one or a group.
func (c *checker) declaration() {
	keyword := c.tok
	c.next()
	if !c.accept('(') {
		c.spec(keyword)
		return
	}
	for c.tok != ')' && c.tok != endToken {
		c.spec(keyword)
	}
	c.expect(')')
	c.semicolon()
}

// spec is one line of a declaration.
func (c *checker) spec(keyword tokenKind) {
	switch keyword {
	case importToken:
		c.imported()
	case typeToken:
		c.typeSpec()
	default:
		c.values(keyword)
	}
	c.semicolon()
}

func (c *checker) imported() {
	text := c.text()
	if c.tok != stringToken || !allowed[string(text[1:len(text)-1])] {
		c.fail("import of " + string(text))
		return
	}
	c.next()
}

// values are names with a type, values or both. Constants without either repeat
// those before.
func (c *checker) values(keyword tokenKind) {
	c.expect(nameToken)
	for c.accept(',') {
		c.expect(nameToken)
	}
	typed := c.tok.startsType()
	if typed {
		c.typ()
	}
	switch {
	case c.accept('='):
		c.exprs()
	case keyword == varToken && !typed, keyword == constToken && typed:
		c.unexpected("a value")
	}
}

// typeSpec is a type or, with =, an alias. Behind [ stand its parameters.
func (c *checker) typeSpec() {
	c.expect(nameToken)
	if c.tok != '[' {
		c.accept('=')
	} else if c.next(); c.tok != ']' {
		c.typeParameters()
	} else {
		c.next() // a slice
	}
	c.typ()
}

// function is a function or method, with its body. What runs without being
// called is refused.
func (c *checker) function() {
	at := c.start
	c.next()
	method := c.tok == '('
	if method {
		c.parameters(false)
	}
	switch string(c.text()) {
	case "init", "main", "TestMain":
		if !method {
			c.failAt(at, "function "+string(c.text()))
		}
	}
	c.expect(nameToken)
	if !method && c.accept('[') {
		c.typeParameters()
	}
	c.signature()
	c.body()
	c.semicolon()
}

// body is that of a function.
func (c *checker) body() {
	outer := c.clause
	c.clause = noClause
	c.bodies++
	c.block()
	c.bodies--
	c.clause = outer
}
