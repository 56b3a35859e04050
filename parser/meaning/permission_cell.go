package meaning

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// order says how a cell lists its names.
type order string

const (
	leastFirst order = "from least to most"
	mostFirst  order = "from most to least"
)

// clause is what a permission cell says under one condition.
type clause struct {
	context string
	status  ir.PermissionStatus // "" if the clause says nothing
	names   []string            // alternatives, "A and B" where both must be held
}

// orderedCell reads a cell that lists all names in one order: one entry per
// condition in it.
func (r permissionReader) orderedCell(cell page.Cell, by order) []ir.Permission {
	var out []ir.Permission
	for _, c := range r.clauses(cell) {
		p := ir.Permission{Status: c.status, Context: c.context, Least: []string{}, Higher: []string{}, At: cell.At}
		if len(c.names) > 0 {
			r.checkOrder(c.names, by, cell.At)
			if by == mostFirst {
				slices.Reverse(c.names)
			}
			p.Least, p.Higher = c.names[:1:1], c.names[1:]
		}
		out = append(out, p)
	}
	return out
}

// leastAndHigher reads the cell of a least column together with its higher
// column: one entry per condition that either of them names.
func (r permissionReader) leastAndHigher(row page.Row, columns []permissionColumn, i int) []ir.Permission {
	least := r.clauses(row.Cells[i])
	var higher []clause
	for j, c := range columns {
		if c.role == words.PermissionHigher {
			higher = r.clauses(row.Cells[j])
		}
	}
	var out []ir.Permission
	for _, l := range least {
		p := ir.Permission{Status: l.status, Context: l.context, Least: notNil(l.names), Higher: []string{}, At: row.Cells[i].At}
		if h := slices.IndexFunc(higher, func(h clause) bool { return h.context == l.context }); h >= 0 {
			p.Higher = r.higherNames(l, higher[h], row.Cells[i].At)
			if len(p.Higher) > 0 {
				p.Status = ir.Supported
			}
			higher = slices.Delete(higher, h, h+1)
		}
		out = append(out, p)
	}
	for _, h := range higher {
		if len(h.names) > 0 {
			out = append(out, ir.Permission{Status: ir.Supported, Context: h.context, Least: []string{}, Higher: h.names, At: row.Cells[i].At})
		}
	}
	return out
}

// higherNames returns the names of the higher column, with a finding where the
// least column is empty next to them or holds a stronger name.
func (r permissionReader) higherNames(least, higher clause, at ir.Pos) []string {
	names := slices.DeleteFunc(notNil(higher.names), func(n string) bool { return slices.Contains(least.names, n) })
	if len(names) > 0 && len(least.names) == 0 {
		r.report("permissions-least-empty", at, "The column of higher privileged permissions names %s, but the least privileged column names none.", quote(names[0]))
	}
	for _, l := range least.names {
		for _, h := range names {
			if weaker(h, l) {
				r.report("permissions-order", at, "The permission %s stands in the least privileged column and %s in the higher one.", quote(l), quote(h))
			}
		}
	}
	return names
}

func notNil(s []string) []string {
	if s == nil {
		return []string{}
	}
	return slices.Clone(s)
}

// weaker reports whether a is the reading half of b ("User.Read.All" of
// "User.ReadWrite.All").
func weaker(a, b string) bool {
	return a != b && strings.Contains(b, ".ReadWrite") && strings.Replace(b, ".ReadWrite", ".Read", 1) == a
}

// checkOrder reports a header that says the opposite of what the names show.
func (r permissionReader) checkOrder(names []string, by order, at ir.Pos) {
	with, against := countOrder(names)
	if by == mostFirst {
		with, against = against, with
	}
	if against > with {
		r.report("permissions-order", at, "The header says %s privileged, but %s stand the other way round.", by, quote(strings.Join(names, ", ")))
	}
}

// countOrder counts the pairs of a list that go from less to more privileged,
// and those that go the other way.
func countOrder(names []string) (up, down int) {
	for i, first := range names {
		for _, second := range names[i+1:] {
			if weaker(first, second) {
				up++
			}
			if weaker(second, first) {
				down++
			}
		}
	}
	return up, down
}

// permissionName matches the name of a permission: dotted parts of letters,
// digits, underscores and hyphens.
var permissionName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)+$`)

// clauses reads a cell line by line. A line or statement that ends in a colon
// is the condition of what follows.
func (r permissionReader) clauses(cell page.Cell) []clause {
	var out []clause
	context := ""
	for _, line := range cell.Spans.Lines() {
		for _, statement := range semicolonParts(cleanLabel(line)) {
			condition, rest := r.cutCondition(strings.TrimSpace(statement))
			if condition != "" {
				context = condition
			}
			if rest == "" {
				continue
			}
			c := r.clause(rest, cell.At)
			if c.context == "" {
				c.context = context
			}
			out = appendClause(out, c)
		}
	}
	if len(out) == 0 {
		r.report("permissions-undetermined", cell.At, "The cell is empty.")
		out = []clause{{status: ir.Undetermined, context: context}}
	}
	return out
}

// semicolonParts splits a text at its semicolons.
func semicolonParts(text string) []string {
	if indexEither(text, ";", "\uff1b") < 0 {
		return []string{text}
	}
	return strings.FieldsFunc(text, func(c rune) bool { return c == ';' || c == '\uff1b' })
}

// appendClause adds a clause, joining it with one of the same condition.
func appendClause(out []clause, c clause) []clause {
	i := slices.IndexFunc(out, func(o clause) bool { return o.context == c.context })
	if i < 0 {
		return append(out, c)
	}
	for _, n := range c.names {
		if !slices.Contains(out[i].names, n) {
			out[i].names = append(out[i].names, n)
		}
	}
	if len(out[i].names) > 0 {
		out[i].status = ir.Supported
	}
	return out
}

// cutCondition parts "For user resource: User.Read" at its colon. "TODO: …" is
// no condition, which the words of the language tell.
func (r permissionReader) cutCondition(text string) (condition, rest string) {
	i := indexEither(text, ":", "\uff1a")
	if i < 0 || r.negative(text) != "" {
		return "", text
	}
	return strings.TrimSpace(text[:i]), strings.TrimLeft(text[i:], ":\uff1a ")
}

// negative returns the status that a cell without names states, "" if its words
// are unknown. The first sentence decides.
func (r permissionReader) negative(text string) ir.PermissionStatus {
	if role := r.words.RoleOf(words.Negatives, text); !role.IsZero() {
		return ir.PermissionStatus(role.Key())
	}
	if i := indexEither(text, ".", "\u3002"); i > 0 && (i+1 == len(text) || text[i] != '.' || text[i+1] == ' ') {
		return ir.PermissionStatus(r.words.RoleOf(words.Negatives, text[:i]).Key())
	}
	return ""
}

// clause reads a statement without condition: a negative, or names.
func (r permissionReader) clause(text string, at ir.Pos) clause {
	if status := r.negative(text); status != "" {
		if status == ir.Undetermined {
			r.report("permissions-undetermined", at, "The cell says %s instead of naming permissions.", quote(text))
		}
		return clause{status: status}
	}
	names, prose := r.permissionNames(text)
	c := clause{names: names, status: ir.Supported}
	switch {
	case len(names) == 0:
		c.status = ir.Undetermined
		r.report("permissions-undetermined", at, "The cell says %s, which names no permission.", quote(text))
	case prose.after != "" && prose.before == "":
		c.context = prose.after
	case prose.before != "" || prose.after != "":
		r.report("permissions-prose", at, "The cell says %s; only the names in it are kept.", quote(text))
	}
	return c
}
