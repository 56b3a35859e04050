package meaning

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/parser/words"
)

// aside is what stands round the names of a permission cell.
type aside struct{ before, after string }

// permissionNames reads a list of names: commas and "or" part alternatives,
// "and" and "plus" bind two that must be held together. After "one from", they
// bind whole lists: "One from A, B plus either C or D" is "A and C", "A and D",
// "B and C", "B and D". A name stands once in the result, without the star
// that refers to a footnote.
func (r permissionReader) permissionNames(text string) ([]string, aside) {
	var groups [][]string // to be combined, each a list of alternatives
	var group []string
	var rest aside
	product, bind, seen := false, false, false
	pieces := permissionWords(text)
	for i, word := range pieces {
		name := word
		if !permissionName.MatchString(name) {
			name = strings.Trim(word, "*`.\\")
		}
		if permissionName.MatchString(name) {
			seen = true
			group = joinName(group, name, bind)
			bind, rest.after = false, ""
			continue
		}
		switch role := r.words.RoleOf(words.PermissionWords, word); {
		case word == ",":
			bind = false
		case role == words.PermissionOneOf:
			product = true
		case role == words.PermissionAnd && product && len(group) > 0:
			groups, group = append(groups, group), nil
		case role == words.PermissionAnd && len(group) > 0:
			bind = true
		case role == words.PermissionOr:
		case !r.known && seen && len(group) > 0 && !bind && joins(pieces, i):
			bind = true
		case seen:
			rest.after = strings.TrimSpace(rest.after + " " + word)
		case !product:
			rest.before = strings.TrimSpace(rest.before + " " + word)
		}
	}
	rest.after = strings.Trim(rest.after, ".")
	return uniqueNames(combine(append(groups, group))), rest
}

// joins reports whether a single word stands between two names. In a language
// without words it is taken for "and", which is four times as frequent as "or".
func joins(words []string, i int) bool {
	isName := func(i int) bool {
		return i >= 0 && i < len(words) && permissionName.MatchString(strings.Trim(words[i], "*`."))
	}
	return words[i] != "," && isName(i-1) && isName(i+1)
}

func joinName(group []string, name string, bind bool) []string {
	if bind {
		group[len(group)-1] += " and " + name
		return group
	}
	return append(group, name)
}

func combine(groups [][]string) []string {
	out := groups[0]
	for _, g := range groups[1:] {
		var next []string
		for _, a := range out {
			for _, b := range g {
				next = append(next, a+" and "+b)
			}
		}
		out = next
	}
	return out
}

// uniqueNames drops what stands twice, in place.
func uniqueNames(names []string) []string {
	out := names[:0]
	for _, n := range names {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// permissionWords splits a text into words and commas. A name that a
// translation broke after a dot ("Mail. Read") is one word again.
func permissionWords(text string) []string {
	var words []string
	for _, field := range permissionFields(text) {
		last := len(words) - 1
		if last >= 0 && len(words[last]) > 1 && strings.HasSuffix(words[last], ".") && isNamePart(field) && isNamePart(strings.TrimSuffix(words[last], ".")) {
			words[last] += field
			continue
		}
		words = append(words, field)
	}
	return words
}

// permissionFields splits a text at its blanks, with separators as fields of
// their own.
func permissionFields(text string) []string { return strings.Fields(separators.Replace(text)) }

// separators sets the signs that part names, in any width, apart as commas.
var separators = strings.NewReplacer(",", " , ", "\uff0c", " , ", "\u3001", " , ", ";", " , ", "\u3002", " ", "\uff0a", "*",
	"(", " ( ", ")", " ) ", "\uff08", " ( ", "\uff09", " ) ")

// isNamePart reports whether s may be a part of a permission name.
func isNamePart(s string) bool {
	s = strings.TrimRight(s, "*")
	return s != "" && 'A' <= s[0] && s[0] <= 'Z' && isTypeName(strings.Trim(s, "."))
}
