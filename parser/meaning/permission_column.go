package meaning

import (
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// permissionColumn is what a column of a scheme table holds.
type permissionColumn struct {
	role    words.Role // of the group [words.PermissionColumns]
	context string     // what the head says the column is about
	guessed bool       // the head is unknown
}

func (r permissionReader) permissionColumns(t *page.Table) []permissionColumn {
	columns := make([]permissionColumn, len(t.Head))
	for i, c := range t.Head[1:] {
		head := cleanLabel(c.Spans)
		role, hole := r.words.MatchOf(words.PermissionColumns, head)
		columns[i+1].role = role
		switch role {
		case words.PermissionOnSelf, words.PermissionOnOthers:
			columns[i+1] = permissionColumn{role: words.PermissionLeastToMost, context: cutBracket(head)}
		case words.Role{}:
			r.unknownColumn(columns, i+1, c)
		default:
			if hole != "" {
				columns[i+1].context = cutBracket(head)
			}
		}
	}
	return columns
}

// unknownColumn gives a column with an unknown head the role that its place
// suggests: two columns of names are least and higher.
func (r permissionReader) unknownColumn(columns []permissionColumn, i int, head page.Cell) {
	role := words.PermissionNames
	if len(columns) == 3 && columns[3-i].role != words.PermissionLeastToMost && columns[3-i].role != words.PermissionMostToLeast {
		role = words.PermissionLeast
		if i == 2 {
			role = words.PermissionHigher
		}
	}
	columns[i].role, columns[i].guessed = role, true
	r.reportWord(head, role)
}

// guessOrder tells the order of a column whose head is unknown by its names:
// those for reading are less privileged than those for writing.
func (r permissionReader) guessOrder(t *page.Table, columns []permissionColumn) {
	for i := range columns {
		if !columns[i].guessed || columns[i].role != words.PermissionNames {
			continue
		}
		with, against := 0, 0
		for _, row := range t.Rows {
			names, _ := r.permissionNames(cleanLabel(row.Cells[i].Spans))
			up, down := countOrder(names)
			with, against = with+up, against+down
		}
		if against > with {
			columns[i].role = words.PermissionMostToLeast
		}
	}
}

func cutBracket(s string) string {
	if i := indexEither(s, "(", "\uff08"); i > 0 {
		s = s[:i]
	}
	return strings.TrimSpace(s)
}

// permissionRow reads the cells of a row. Two columns least and higher make
// one entry per condition; every other column makes entries of its own.
func (r permissionReader) permissionRow(row page.Row, columns []permissionColumn) []ir.Permission {
	var out []ir.Permission
	for i, cell := range row.Cells {
		var entries []ir.Permission
		switch columns[i].role {
		case words.PermissionLeast:
			entries = r.leastAndHigher(row, columns, i)
		case words.PermissionMostToLeast:
			entries = r.orderedCell(cell, mostFirst)
		case words.PermissionLeastToMost, words.PermissionNames:
			entries = r.orderedCell(cell, leastFirst)
		}
		for j := range entries {
			entries[j].Context = joinContext(columns[i].context, entries[j].Context)
		}
		out = append(out, entries...)
	}
	return out
}
