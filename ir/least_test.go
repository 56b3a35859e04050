package ir

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// needing returns an operation that asks for permissions of delegatedWork,
// written "least alternatives; higher alternatives", one string per context.
func needing(id string, entries ...string) *Operation {
	o := &Operation{ID: id}
	for i, e := range entries {
		least, higher, _ := strings.Cut(e, "; ")
		p := Permission{Scheme: DelegatedWork, Status: Supported, Least: strings.Split(least, ", ")}
		if higher != "" {
			p.Higher = strings.Split(higher, ", ")
		}
		if len(entries) > 1 {
			p.Context = fmt.Sprintf("context %d", i+1)
		}
		o.Permissions = append(o.Permissions, p)
	}
	return o
}

func withStatus(id string, status PermissionStatus) *Operation {
	return &Operation{ID: id, Permissions: []Permission{{Scheme: DelegatedWork, Status: status}}}
}

func TestLeast(t *testing.T) {
	for _, c := range []struct {
		name string
		ops  []*Operation
		want string
	}{
		{"nothing", nil, ""},
		{"one", []*Operation{needing("a", "Mail.Read; Mail.ReadWrite")}, "Mail.Read<a"},
		{"a higher one is needed anyway", []*Operation{needing("a", "Mail.Read; Mail.ReadWrite"), needing("b", "Mail.ReadWrite")}, "Mail.ReadWrite<a,b"},
		{"a higher one that nobody needs stays out", []*Operation{needing("a", "Mail.Read; X.All"), needing("b", "User.Read; X.All")}, "Mail.Read<a User.Read<b"},
		{"conjunction", []*Operation{needing("a", "B.Read and A.Read; C.All")}, "A.Read<a B.Read<a"},
		{"alternative that another operation needs", []*Operation{needing("a", "A.Read, B.Read"), needing("b", "B.Read")}, "B.Read<a,b"},
		{"alternatives meet in one", []*Operation{needing("a", "A, M"), needing("b", "B, M"), needing("c", "C, M")}, "M<a,b,c"},
		{"conjunction loses against a single name", []*Operation{needing("a", "A and B, C")}, "C<a"},
		{"other permissions in each context", []*Operation{needing("a", "A", "B"), needing("b", "B")}, "B<b or:a(context 1: A)(context 2: B)"},
		{"the same in each context", []*Operation{needing("a", "A", "A")}, "A<a(context 1),a(context 2)"},
		{"no permission is needed", []*Operation{withStatus("a", Supported)}, ""},
		{"not supported", []*Operation{withStatus("a", NotSupported), withStatus("b", NotAvailable)}, "no:a,b"},
		{"supported in one context only", []*Operation{{ID: "a", Permissions: []Permission{
			{Scheme: DelegatedWork, Status: Supported, Least: []string{"A"}, Context: "user"},
			{Scheme: DelegatedWork, Status: NotSupported, Context: "group"},
		}}}, "or:a(user: A)(group: notSupported)"},
		{"undetermined", []*Operation{withStatus("a", Undetermined), needing("b", "B")}, "B<b open:a"},
		{"unreadable and silent", []*Operation{{ID: "a"}, {ID: "b", Permissions: []Permission{{Scheme: Application, Status: Supported, Least: []string{"A"}}}}}, "unknown:a,b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, leastText(Least(c.ops, DelegatedWork, Where{}))); diff != "" {
				t.Errorf("set (-want +got):\n%s", diff)
			}
		})
	}
}

func leastText(set LeastSet) string {
	needs := func(list []Need) string {
		var out []string
		for _, n := range list {
			s := n.Operation
			if n.Context != "" {
				s += "(" + n.Context + ")"
			}
			out = append(out, s)
		}
		return strings.Join(out, ",")
	}
	var out []string
	for _, p := range set.Permissions {
		out = append(out, p.Name+"<"+needs(p.ForcedBy))
	}
	for _, l := range []struct {
		label string
		needs []Need
	}{{"no:", set.NotSupported}, {"open:", set.Undetermined}, {"unknown:", set.Unknown}} {
		if len(l.needs) > 0 {
			out = append(out, l.label+needs(l.needs))
		}
	}
	for _, a := range set.Alternatives {
		text := "or:" + a.Operation
		for _, c := range a.Cases {
			what := string(c.Status)
			if c.Status == Supported {
				what = strings.Join(append(c.Least, c.Higher...), "|")
			}
			text += "(" + c.Context + ": " + what + ")"
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

func TestLeastWhere(t *testing.T) {
	list := &Operation{
		ID: "a", Endpoints: []Endpoint{{Method: "GET", Path: "/me/crates"}, {Method: "GET", Path: "/depots/{id}/crates"}},
		Permissions: []Permission{
			{Scheme: DelegatedWork, Status: Supported, Least: []string{"Own"}, Context: "own crates", Endpoints: []string{"GET /me/crates"}},
			{Scheme: DelegatedWork, Status: Supported, Least: []string{"All"}, Context: "crates of a depot", Endpoints: []string{"GET /depots/{id}/crates"}},
		},
	}
	other := &Operation{ID: "b", Endpoints: []Endpoint{{Method: "GET", Path: "/x"}}, Permissions: []Permission{{Scheme: DelegatedWork, Status: Supported, Least: []string{"X"}}}}
	for _, c := range []struct {
		where Where
		want  string
	}{
		{Where{}, "X<b or:a(own crates: Own)(crates of a depot: All)"},
		{Where{Endpoint: "GET /me/crates"}, "Own<a(own crates)"},
		{Where{Endpoint: "get /Depots/{depot-id}/crates/"}, "All<a(crates of a depot)"},
		{Where{Context: "OWN"}, "Own<a(own crates) X<b"},
		{Where{Context: "nobody's"}, "X<b unknown:a(nobody's)"},
		{Where{Endpoint: "PUT /me/crates"}, ""},
	} {
		if got := leastText(Least([]*Operation{list, other}, DelegatedWork, c.where)); got != c.want {
			t.Errorf("%+v: %s, want %s", c.where, got, c.want)
		}
	}
}

// The set satisfies every operation, and no name in it could be left out.
func TestLeastIsSufficientAndMinimal(t *testing.T) {
	name := rapid.SampledFrom([]string{"A", "B", "C", "D", "E"})
	option := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfNDistinct(name, 1, 2, rapid.ID).Draw(t, "option"), " and ")
	})
	rapid.Check(t, func(t *rapid.T) {
		var ops []*Operation
		for i := range rapid.IntRange(0, 6).Draw(t, "operations") {
			least := strings.Join(rapid.SliceOfN(option, 1, 3).Draw(t, "least"), ", ")
			higher := strings.Join(rapid.SliceOfN(option, 0, 3).Draw(t, "higher"), ", ")
			ops = append(ops, needing(fmt.Sprint(i), strings.TrimSuffix(least+"; "+higher, "; ")))
		}
		set := Least(ops, DelegatedWork, Where{})
		var names []string
		for _, p := range set.Permissions {
			names = append(names, p.Name)
			if len(p.ForcedBy) == 0 {
				t.Errorf("nothing forces %s", p.Name)
			}
		}
		for _, o := range ops {
			r := requirement{options: optionsOf(append(o.Permissions[0].Least, o.Permissions[0].Higher...))}
			if !r.metBy(names) {
				t.Errorf("%v does not satisfy %v", names, r.options)
			}
		}
	})
}

func TestLeastEndsOnManyAlternatives(t *testing.T) {
	var ops []*Operation
	for i := range 60 {
		ops = append(ops, needing(fmt.Sprint(i), fmt.Sprintf("A%d, B%d, C%d", i, i*7%31, i*5%13)))
	}
	if set := Least(ops, DelegatedWork, Where{}); len(set.Permissions) == 0 || len(set.Permissions) > 60 {
		t.Errorf("%d permissions", len(set.Permissions))
	}
}
