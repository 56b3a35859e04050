package gofile

import (
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"
)

// Text returns a string literal on one line: an interpreted one, or a raw one where
// that saves escapes and nothing in it is invisible.
func Text(s string) *jen.Statement { return jen.Op(quote(s)) }

func quote(s string) string {
	if strings.ContainsAny(s, `"\`) && strconv.CanBackquote(s) && clean(s) == s {
		return "`" + s + "`"
	}
	return strconv.Quote(s)
}

// Texts returns string literals.
func Texts(list []string) []jen.Code {
	codes := make([]jen.Code, len(list))
	for i, s := range list {
		codes[i] = Text(s)
	}
	return codes
}

// TextLines returns string literals as arguments of a call, each on a line of its
// own: they come last.
func TextLines(list []string) []jen.Code {
	codes := make([]jen.Code, len(list), len(list)+1)
	for i, s := range list {
		codes[i] = jen.Line().Add(Text(s))
	}
	return append(codes, jen.Line())
}

// Tag returns a struct tag with one key; option is what follows the value.
func Tag(key constant, value string, option constant) *jen.Statement {
	return jen.Tag(map[string]string{string(key): value + string(option)})
}
