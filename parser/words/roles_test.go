package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strconv"
	"testing"
)

// declared are the roles that roles.go declares, by group.
func declared(t *testing.T) map[string][]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "roles.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		var values []string
		for _, e := range lit.Elts {
			if s, ok := e.(*ast.BasicLit); ok {
				value, err := strconv.Unquote(s.Value)
				if err != nil {
					t.Fatal(err)
				}
				values = append(values, value)
			}
		}
		switch len(values) {
		case 1:
			out[values[0]] = append(out[values[0]], "")
		case 2:
			out[values[0]] = append(out[values[0]], values[1])
		}
		return true
	})
	return out
}

// A role that code names must have English words, or it would never be found.
func TestRolesHaveWords(t *testing.T) {
	base := baseSet()
	for group, keys := range declared(t) {
		if len(base.texts[group]) == 0 {
			t.Errorf("%s.yaml has no group %s", Base, group)
		}
		for _, key := range keys {
			if key != "" && len(base.texts[group][key]) == 0 {
				t.Errorf("%s.yaml has no words for %s.%s", Base, group, key)
			}
		}
	}
}

// A heading without a role would be a kind of section that no code can name.
// That other languages have the same keys is TestEveryLanguageHasEveryRole.
func TestHeadingsHaveRoles(t *testing.T) {
	headings := declared(t)["heading"]
	for _, key := range slices.Sorted(maps.Keys(baseSet().texts["heading"])) {
		if !slices.Contains(headings, key) {
			t.Errorf("%s.yaml has heading.%s, which roles.go does not declare", Base, key)
		}
	}
}
