package gofile

import "github.com/dave/jennifer/jen"

// constant is a text that stands in the source of docpiler. Other packages
// cannot name the type, so that nothing but a constant of theirs becomes one.
type constant string

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
