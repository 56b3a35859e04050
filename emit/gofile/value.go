package gofile

import (
	"github.com/dave/jennifer/jen"
)

// Text returns a string literal on one line: interpreted, or raw where that
// saves escapes and holds none of what may stand in no source.
func Text(s string) *jen.Statement { return jen.Op(string(appendLiteral(nil, s))) }

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

// Field returns an element of a composite literal after its key.
func Field(key constant, value jen.Code) *jen.Statement {
	return jen.Id(string(key)).Op(":").Add(value)
}

// Multiline returns a composite literal's elements, each on a line of its own.
func Multiline(elements ...jen.Code) *jen.Statement {
	return jen.Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, elements...)
}

// OneLine returns the body of a function on the line of the function.
func OneLine(statements ...jen.Code) *jen.Statement {
	return jen.Custom(jen.Options{Open: "{", Close: "}", Separator: ";"}, statements...)
}
