package outline

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/dialect"
	"github.com/docpiler/docpiler/parser/page"
)

// grant is permissions of one scheme, any of which suffices.
type grant struct {
	scheme string
	names  []string
	at     ir.Pos
}

// grant reads a paragraph whose lines name permissions, "Required scope:
// `read_builds`". It reports whether all of the paragraph does.
func (o *operation) grant(p piece, in page.Inline) bool {
	all := true
	for _, line := range in.Lines() {
		line = page.Trim(line)
		if len(line) == 0 {
			continue
		}
		text := line.String()
		scheme, hole := "", ""
		if len(text) <= maxLabelled {
			scheme, hole = o.dialect.Match(dialect.Permission, text)
		}
		var names []string
		switch {
		case scheme != "":
			if names = line.Codes(); len(names) == 0 {
				names = rolesIn(scheme, original(text, hole))
			}
			if len(names) == 0 {
				names = strings.FieldsFunc(original(text, hole), func(r rune) bool { return strings.ContainsRune(" ,;|", r) })
				names = slices.DeleteFunc(names, func(n string) bool { return !compound.MatchString(n) && !strings.Contains(n, "_") })
			}
		case p.role == "permissions":
			scheme = "permission"
			for _, name := range line.Codes() {
				if compound.MatchString(name) {
					names = append(names, name)
				}
			}
		}
		names = slices.DeleteFunc(names, func(n string) bool { return !permissionName.MatchString(n) && !roleWords.MatchString(n) })
		if len(names) == 0 {
			all = false
			continue
		}
		o.grants = append(o.grants, grant{scheme, names, line[0].At})
	}
	return all
}

// rolesIn reads names of several words each: "Manage Users, View Dashboard". Scopes
// have none.
func rolesIn(scheme, text string) []string {
	names := strings.Split(text, ", ")
	for _, name := range names {
		if scheme == "oauth2" || !roleWords.MatchString(name) {
			return nil
		}
	}
	return names
}

// roleWords matches the name of a permission that people read.
var roleWords = regexp.MustCompile(`^[A-Z][a-z]+( [A-Z][a-z]+){1,3}$`)

// compound matches the name of a permission that no other name looks like.
var compound = regexp.MustCompile(`[:.-]|^[A-Z]+_[A-Z_]+$`)

// permissionName matches what may be the name of a permission.
var permissionName = regexp.MustCompile(`^[A-Za-z][\w.-]*([:/.][\w.*/-]+)*$`)

// grantTable reads a table of actions and the scopes that they hold for.
func (o *operation) grantTable(p piece, t *page.Table) bool {
	if p.role != "permissions" {
		return false
	}
	column := slices.IndexFunc(t.Head, func(h page.Cell) bool {
		return o.dialect.Role(dialect.Column, h.Spans.String()) == "action"
	})
	if column < 0 {
		return false
	}
	for _, row := range t.Rows {
		text := nameMarks.Replace(row.Cells[column].Spans.String())
		for name := range strings.FieldsSeq(text) {
			if permissionName.MatchString(name) {
				o.grants = append(o.grants, grant{"action", []string{name}, row.At})
			}
		}
	}
	return true
}
