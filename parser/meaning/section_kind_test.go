package meaning

import (
	"testing"

	"github.com/docpiler/docpiler/parser/words"
)

// Every heading that the word files know is a kind of section, once, and no two
// kinds have the same place on a page.
func TestKinds(t *testing.T) {
	rows, places := map[words.Role]int{}, map[int]words.Role{}
	for _, k := range kinds {
		rows[k.role]++
		if other, taken := places[k.order]; taken && k.order > 0 {
			t.Errorf("%s and %s have the same place", other.Key(), k.role.Key())
		}
		places[k.order] = k.role
		if k.facts && k.operation == nil {
			t.Errorf("%s is to be understood, but nothing reads it", k.role.Key())
		}
	}
	base, _ := words.For(words.Base)
	for _, role := range base.RolesOf(words.Headings) {
		if rows[role] != 1 {
			t.Errorf("%s has %d rows in the table of kinds, want 1", role.Key(), rows[role])
		}
		delete(rows, role)
	}
	for role := range rows {
		t.Errorf("%s is a kind of section, but no heading of the word files", role.Key())
	}
}
