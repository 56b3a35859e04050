package meaning

import (
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/words"
)

// describeRenamed gives the arguments of functions in the paths what documented
// parameters say that fit none by name, because a translation rendered the
// name: a parameter whose description mentions the placeholder, else, on a
// translated page, parameters and arguments in order, if there are as many of
// one as of the other. It returns the parameters that are left.
func (r *reader) describeRenamed(endpoints []endpointLine, params []ir.Parameter) []ir.Parameter {
	left := []ir.Parameter{}
	for _, p := range params {
		mentioned := func(h hole) bool { return strings.Contains(p.Description.Best(r.locale), "{"+h.Name+"}") }
		if name := firstUndescribed(endpoints, mentioned); name != "" {
			r.describeArgument(endpoints, name, p)
			continue
		}
		left = append(left, p)
	}
	arguments := undescribed(endpoints)
	if len(left) != len(arguments) || r.known && r.words.Locale == words.Base {
		return left
	}
	for i, p := range left {
		r.describeArgument(endpoints, arguments[i], p)
	}
	return []ir.Parameter{}
}

// undescribed lists the arguments in the paths that nothing describes, each
// name once, in path order.
func undescribed(endpoints []endpointLine) []string {
	var names []string
	seen := map[string]bool{}
	for _, e := range endpoints {
		for i, h := range e.holes {
			if p := e.PathParameters[i]; h.Argument != "" && p.Type == "" && p.Description.IsZero() && !seen[h.Name] {
				seen[h.Name] = true
				names = append(names, h.Name)
			}
		}
	}
	return names
}

func firstUndescribed(endpoints []endpointLine, fits func(hole) bool) string {
	for _, name := range undescribed(endpoints) {
		if fits(hole{Name: name}) {
			return name
		}
	}
	return ""
}

func (r *reader) describeArgument(endpoints []endpointLine, name string, p ir.Parameter) {
	r.report("translated-name", p.At, "The parameter %s is taken for the placeholder %s of the path.", quote(p.Name), quote(name))
	for _, e := range endpoints {
		for i, h := range e.holes {
			if h.Argument != "" && h.Name == name {
				e.PathParameters[i].Type, e.PathParameters[i].Description = p.Type, p.Description
			}
		}
	}
}
