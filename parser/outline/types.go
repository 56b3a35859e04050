package outline

import (
	"strings"

	"github.com/docpiler/docpiler/parser/dialect"
)

// maxType is the length in bytes of the longest text that names a type.
const maxType = 60

// typeOf reads a type as pages write it and returns it as parser/meaning reads
// it: "integer" is "Int64", "array of strings" is "String collection", "Array of
// Update" is "Update collection". Of alternatives text counts if it is one of
// them, else the first.
func (c *cutter) typeOf(text string) string {
	text = strings.TrimSpace(strings.Trim(strings.TrimSpace(text), "`*_?"))
	text = strings.TrimSuffix(strings.ReplaceAll(text, "\\", ""), "?")
	if text == "" || len(text) > maxType {
		return ""
	}
	if c.dialect.IsFile(text) {
		return "Binary"
	}
	if typ := c.oneType(text); typ != "" {
		return typ
	}
	var first string
	for _, alternative := range alternatives(text) {
		typ := c.oneType(alternative)
		if typ == "String" {
			return typ
		}
		if first == "" {
			first = typ
		}
	}
	return first
}

var typeJoints = strings.NewReplacer(" or ", "|", "/", "|", " and ", "|", "\n", "|")

// alternatives parts "integer/string", "Integer or String", "string | null".
func alternatives(text string) []string {
	text = typeJoints.Replace(text)
	if !strings.Contains(text, "|") {
		if before, _, ok := strings.Cut(text, "("); ok {
			return []string{before}
		}
		if before, _, ok := strings.Cut(text, ","); ok {
			return []string{before}
		}
		return nil
	}
	return strings.Split(text, "|")
}

func (c *cutter) oneType(text string) string {
	text = strings.TrimSpace(strings.Trim(strings.TrimSpace(text), "`?"))
	switch role, hole := c.dialect.Match(dialect.Collection, text); role {
	case "bare":
		return "Json collection"
	case "of":
		of := original(text, hole)
		inner := c.oneType(of)
		if inner == "" { // "array of snowflakes"
			inner = c.dialect.Role(dialect.Type, strings.TrimSuffix(of, "s"))
		}
		if inner != "" && !strings.HasSuffix(inner, " collection") {
			return inner + " collection"
		}
		return "Json collection"
	}
	if role := c.dialect.Role(dialect.Type, text); role != "" {
		return role
	}
	text = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(text, "a "), "an "), "partial ")
	for _, end := range []string{" object", " objects"} {
		text = strings.TrimSuffix(text, end)
	}
	if isTypeName(text) && 'A' <= text[0] && text[0] <= 'Z' {
		return text
	}
	return ""
}

// isPrimitive reports whether a text names a type that every service has.
func (c *cutter) isPrimitive(text string) bool {
	return c.dialect.Role(dialect.Type, text) != "" || c.dialect.Role(dialect.Collection, text) != ""
}

// original finds a text that was folded in the text that it comes from.
func original(text, folded string) string {
	if i := strings.Index(strings.ToLower(text), folded); i >= 0 && i+len(folded) <= len(text) {
		return text[i : i+len(folded)]
	}
	return folded
}

func isTypeName(s string) bool {
	for i := 0; i < len(s); i++ {
		ch := s[i]
		if !('a' <= ch && ch <= 'z' || 'A' <= ch && ch <= 'Z' || i > 0 && ('0' <= ch && ch <= '9' || ch == '_')) {
			return false
		}
	}
	return s != ""
}
