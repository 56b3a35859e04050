package gofile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
)

// Code is Go source in the making, in any layout. What is the same for all
// pages comes in by [Code.Go] and everything else by the method that makes it
// safe for its place, so that emitters read like what they print:
//
//	c.Doc(t.Comment()...).Go("type ").Name(t.Name).Go(" string\n\n")
type Code struct {
	out     []byte
	imports []constant // packages that out names
}

// constant is a text that stands in the source of docpiler. Other packages
// cannot name the type, so that nothing but a constant of theirs becomes one.
type constant string

// Go adds source that stands in an emitter.
func (c *Code) Go(source constant) *Code {
	c.out = append(c.out, source...)
	return c
}

// Name adds a name that gomodel made. A text that is none makes a file that
// [Check] refuses.
func (c *Code) Name(name gomodel.Name) *Code {
	if !isName(name) {
		name = "#" + gomodel.Name(strconv.Quote(string(name)))
	}
	c.out = append(c.out, name...)
	return c
}

func isName(s gomodel.Name) bool {
	for i := range len(s) {
		if s[i] != '_' && !isAlnum(s[i]) {
			return false
		}
	}
	return s != ""
}

// Qual adds a name of a package of the standard library, called like the end
// of its path.
func (c *Code) Qual(path, name constant) *Code {
	if !slices.Contains(c.imports, path) {
		c.imports = append(c.imports, path)
	}
	c.out = append(c.out, path[strings.LastIndexByte(string(path), '/')+1:]...)
	c.out = append(append(c.out, '.'), name...)
	return c
}

// Int adds a number.
func (c *Code) Int(n int) *Code {
	c.out = strconv.AppendInt(c.out, int64(n), 10)
	return c
}

// Float adds a number that nobody takes for a whole one.
func (c *Code) Float(n float64) *Code {
	text := fmt.Sprintf("%#v", n)
	if !strings.ContainsAny(text, ".e") {
		text += ".0"
	}
	c.out = append(c.out, text...)
	return c
}

// Bool adds true or false.
func (c *Code) Bool(is bool) *Code {
	c.out = strconv.AppendBool(c.out, is)
	return c
}

// Type adds a type.
func (c *Code) Type(r gomodel.Ref) *Code {
	switch r.Wrap {
	case gomodel.Pointer:
		c.out = append(c.out, '*')
	case gomodel.Maybe:
		c.out = append(c.out, "Opt["...)
	}
	if r.List {
		c.out = append(c.out, "[]"...)
	}
	switch {
	case r.Type != nil:
		c.Name(r.Type.Name)
	case r.Go == "json.RawMessage":
		c.Qual("encoding/json", "RawMessage")
	case r.Go == "json.Number":
		c.Qual("encoding/json", "Number")
	case r.Go == "io.Reader":
		c.Qual("io", "Reader")
	case r.Go == "[]byte":
		c.Go("[]byte")
	default:
		c.Name(gomodel.Name(r.Go))
	}
	if r.Wrap == gomodel.Maybe {
		c.out = append(c.out, ']')
	}
	return c
}
