package changes

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
)

// Compare returns what changed from one state of an API to another: what [ir.Diff]
// finds, and the emitted methods whose signature is another one although nothing
// else says that Go code breaks.
func Compare(old, new *ir.API) []ir.Change {
	list := ir.Diff(old, new)
	before, after := signatures(old), signatures(new)
	for _, o := range new.Operations {
		was, is := before[o.ID], after[o.ID]
		breaks := slices.ContainsFunc(list, func(c ir.Change) bool { return c.Subject == o.ID && c.Code })
		if was == "" || is == "" || was == is || breaks {
			continue
		}
		c := ir.NewChange("signature-changed", o.ID, fmt.Sprintf("The emitted method is %s, was %s.", is, was))
		c.Old, c.New = was, is
		if len(o.Endpoints) > 0 {
			c.At = o.Endpoints[0].At
		}
		list = slices.Insert(list, placeOf(list, o.ID), c)
	}
	return list
}

// placeOf is the place after the changes of an operation and of those before it.
func placeOf(list []ir.Change, id string) int {
	return len(list) - len(after(list, id))
}

// after returns the changes of later operations, and those of types, whose subject
// holds a blank.
func after(list []ir.Change, id string) []ir.Change {
	for i, c := range list {
		if strings.Contains(c.Subject, " ") || c.Subject > id {
			return list[i:]
		}
	}
	return nil
}

// signatures lists the methods of each operation as Go writes them.
func signatures(api *ir.API) map[string]string {
	out := map[string][]string{}
	model, _ := gomodel.New(api, gomodel.Options{})
	for _, p := range model.Packages {
		for _, s := range p.Services {
			for _, m := range s.Methods {
				out[m.ID] = append(out[m.ID], signature(m))
			}
		}
	}
	joined := map[string]string{}
	for id, list := range out {
		slices.Sort(list)
		joined[id] = strings.Join(list, "; ")
	}
	return joined
}

// signature is a method without the names of its arguments, which nobody depends
// on.
func signature(m *gomodel.Method) string {
	arguments := []string{"context.Context"}
	for _, a := range m.Arguments() {
		arguments = append(arguments, a.Type.String())
	}
	result := "error"
	if m.Result.Kind != gomodel.None {
		result = "(" + resultKinds[m.Result.Kind] + m.Result.Type.String() + ", error)"
	}
	return fmt.Sprintf("%s.%s(%s) %s", m.Service.Name, m.Name, strings.Join(arguments, ", "), result)
}

var resultKinds = map[gomodel.ResultKind]string{gomodel.Object: "*", gomodel.Paged: "*Page of ", gomodel.Stream: "stream", gomodel.Accepted: "*Accepted "}

// Summary says for each audience whether a list breaks it, and how many changes of
// each kind there are.
func Summary(list []ir.Change) []string {
	calls, code := 0, 0
	counts := map[string]int{}
	for _, c := range list {
		counts[c.Kind]++
		if c.Calls {
			calls++
		}
		if c.Code {
			code++
		}
	}
	var kinds []string
	for _, k := range ir.ChangeKinds {
		if counts[k.Name] > 0 {
			kinds = append(kinds, fmt.Sprintf("%d %s", counts[k.Name], k.Name))
		}
	}
	if len(kinds) == 0 {
		return nil
	}
	return []string{verdict("those who call the service", calls), verdict("those who compile the emitted Go", code), strings.Join(kinds, ", ")}
}

func verdict(who string, n int) string {
	if n == 0 {
		return "nothing breaks for " + who
	}
	return fmt.Sprintf("%d breaking for %s", n, who)
}

// Without drops the changes that a list of accepted ones names, a line each: a kind,
// and a subject unless all are meant; "*" stands for any text in it. Lines that
// begin with "#" are comments. An error names a line without a known kind.
func Without(list []ir.Change, accepted string) ([]ir.Change, error) {
	var rules [][2]string
	n := 0
	for line := range strings.Lines(accepted) {
		n++
		kind, subject, _ := strings.Cut(strings.TrimSpace(line), " ")
		if kind == "" || strings.HasPrefix(kind, "#") {
			continue
		}
		if _, known := ir.LookupChange(kind); !known {
			return nil, fmt.Errorf("line %d: %q is no kind of change; docpiler diff --rules lists them", n, kind)
		}
		rules = append(rules, [2]string{kind, strings.TrimSpace(subject)})
	}
	return slices.DeleteFunc(slices.Clone(list), func(c ir.Change) bool {
		return slices.ContainsFunc(rules, func(r [2]string) bool { return r[0] == c.Kind && (r[1] == "" || matches(r[1], c.Subject)) })
	}), nil
}

// matches compares a subject with a pattern in which "*" stands for any text.
func matches(pattern, subject string) bool {
	parts := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(subject, parts[0])
	if len(parts) == 1 || !ok {
		return ok && rest == ""
	}
	for _, part := range parts[1 : len(parts)-1] {
		_, after, found := strings.Cut(rest, part)
		if !found {
			return false
		}
		rest = after
	}
	return strings.HasSuffix(rest, parts[len(parts)-1])
}

// Only returns the changes that break somebody.
func Only(list []ir.Change) []ir.Change {
	return slices.DeleteFunc(slices.Clone(list), func(c ir.Change) bool { return !c.Breaking })
}
