package gofile

import (
	"bytes"
	"fmt"
)

// allowed lists the packages that emitted files import.
var allowed = map[string]bool{
	"bytes": true, "cmp": true, "context": true, "encoding/base64": true, "encoding/json": true, "errors": true, "fmt": true, "io": true, "iter": true,
	"maps": true, "math": true, "math/rand/v2": true, "mime": true, "net/http": true, "net/http/httptest": true, "net/url": true,
	"reflect": true, "slices": true, "strconv": true, "strings": true, "sync": true, "testing": true, "time": true,
	"os": true, "log": true,
}

var header = []byte(Header + "\n\n")

// Check holds an emitted file to the rules that keep page text in its place:
// it is Go, it begins with the header and the package clause, it imports the
// standard library alone, under no other name, its comments are line comments
// that are no directives, no string spans lines, nothing runs on import, and
// no character is invisible.
//
// It reads the bytes that will be written, and knows the Go that docpiler
// emits, not all of Go: what it does not know, it refuses. Tests hold that
// go/parser reads whatever Check lets pass, and finds these rules kept.
func Check(name string, source []byte) error {
	if !bytes.HasPrefix(source, header) {
		return fmt.Errorf("%s: emitted source does not begin with its header", name)
	}
	c := checkerOf(source)
	c.file()
	if c.broken == "" {
		return nil
	}
	before := source[:c.at]
	line, column := 1+bytes.Count(before, []byte("\n")), len(before)-bytes.LastIndexByte(before, '\n')
	return fmt.Errorf("%s:%d:%d: emitted source breaks a rule: %s", name, line, column, c.broken)
}

// checker reads the grammar of a file, a method for each of its rules, and
// keeps the first thing that is wrong. From there on it sees the end of the file.
type checker struct {
	scanner
	tok    tokenKind // the current one
	ends   bool      // the end of the line would end a statement
	clause clause
	bodies int // number of bodies of functions around
	depth  int // of nesting

	broken string // the rule, "" for none
	at     int    // where
}

// checkerOf returns a checker that stands before the first token of a file.
func checkerOf(source []byte) checker {
	c := checker{scanner: scanner{src: source}}
	c.next()
	return c
}

// clause is the head of a statement, where { begins the statement's block.
type clause byte

const (
	noClause clause = iota
	headClause
	switchClause
)

// next moves to the next token. Comments are no tokens; the end of a line is a
// semicolon, or nothing.
func (c *checker) next() {
	for {
		c.tok = c.scanner.next()
		switch c.tok {
		case commentToken:
			c.comment()
			continue
		case illegalToken:
			c.fail(c.reason)
			return
		case '\n', endToken:
			if c.ends {
				c.tok, c.ends = ';', false
			} else if c.tok == '\n' {
				continue
			}
			return
		}
		c.ends = c.tok.endsStatement()
		return
	}
}

// comment lets line comments pass that no tool takes for an order. Before the
// package clause stand the header and the package's own comment, which no page
// has a say in.
func (c *checker) comment() {
	switch text := c.text(); {
	case len(text) > 2 && text[2] != ' ' && text[2] != '\t':
		c.fail("a comment does not begin with a blank")
	case bytes.HasPrefix(bytes.TrimLeft(text[2:], " \t"), []byte("+build")): // for go vet, too many blanks are none
		c.fail("a comment is a directive")
	}
}

// fail notes what is wrong with the current token, and where.
func (c *checker) fail(rule string) { c.failAt(c.start, rule) }

func (c *checker) failAt(at int, rule string) {
	if c.broken == "" {
		c.broken, c.at = rule, at
	}
	c.tok, c.ends, c.end = endToken, false, len(c.src)
}

// unexpected fails because something else should stand here.
func (c *checker) unexpected(want string) {
	found := c.tok.String()
	switch {
	case c.broken != "":
		return
	case c.tok == ';' && !bytes.HasPrefix(c.src[c.start:], []byte(";")):
		found = tokenKind('\n').String()
	case c.tok == nameToken || c.tok == numberToken:
		found = string(c.text())
	}
	c.fail("expected " + want + ", found " + found)
}

// accept moves on if the current token is t.
func (c *checker) accept(t tokenKind) bool {
	if c.tok != t {
		return false
	}
	c.next()
	return true
}

func (c *checker) expect(t tokenKind) {
	if c.tok != t {
		c.unexpected(t.String())
		return
	}
	c.next()
}

// semicolon ends a statement or declaration. Before a closing bracket there
// need be none.
func (c *checker) semicolon() {
	if c.tok != ')' && c.tok != '}' {
		c.expect(';')
	}
}

// maxDepth bounds nesting, and the length of one expression. go/parser gives up
// at ten times that.
const maxDepth = 10_000

// deeper goes one level down. Who calls it sets depth back.
func (c *checker) deeper() {
	if c.depth++; c.depth > maxDepth {
		c.fail("it is nested too deeply")
	}
}
