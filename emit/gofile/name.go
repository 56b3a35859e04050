package gofile

import (
	"go/token"
	"strconv"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/emit/gomodel"
)

// Name returns an identifier that gomodel made. A text that is none makes a file
// that [File.Source] refuses.
func Name(name gomodel.Name) *jen.Statement { return jen.Id(identifier(name)) }

// Dot returns a selector, to stand after what it selects from.
func Dot(name gomodel.Name) *jen.Statement { return (&jen.Statement{}).Dot(identifier(name)) }

// identifier returns a name as it is if it is an identifier in ASCII, else a
// quoted text after a sign that no Go file holds.
func identifier(name gomodel.Name) string {
	if isIdentifier(string(name)) {
		return string(name)
	}
	return "#" + strconv.Quote(string(name))
}

func isIdentifier(s string) bool {
	for i := range len(s) {
		if s[i] != '_' && !isAlnum(s[i]) {
			return false
		}
	}
	return len(s) <= gomodel.MaxName && token.IsIdentifier(s)
}

func isAlnum(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}
