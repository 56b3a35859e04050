package meaning

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// describePath gives the placeholders of the endpoints the types and
// descriptions that the page documents, and returns the parameters that stand
// in no path template.
func describePath(endpoints []endpointLine, params []ir.Parameter) []ir.Parameter {
	rest := []ir.Parameter{}
	for _, p := range params {
		used := false
		for _, e := range endpoints {
			for i, h := range e.holes {
				if !h.isFor(p.Name) {
					continue
				}
				used = true
				to := &e.PathParameters[i]
				to.Rows = append(to.Rows, rowsOf(p)...)
				if to.Type == "" && to.Description.IsZero() {
					to.Type, to.Description = p.Type, p.Description
				}
			}
			for i := range e.QueryParameters {
				if q := &e.QueryParameters[i]; isPairFor(*q, p.Name) {
					used = true
					q.Rows = append(q.Rows, rowsOf(p)...)
				}
			}
		}
		if !used {
			rest = append(rest, p)
		}
	}
	return rest
}

// isFor reports whether a documented name means the placeholder: by its own
// name or by the argument that it is the value of.
func (h hole) isFor(name string) bool {
	return sameName(h.Name, name) || h.Argument != "" && sameName(h.Argument, name)
}

// isPairFor reports whether a documented name means a query parameter of a path, or
// a placeholder in the value of it.
func isPairFor(q ir.PathQuery, name string) bool {
	holes, _ := readHoles(q.Value)
	return strings.EqualFold(q.Name, name) || slices.ContainsFunc(holes, func(h hole) bool { return h.isFor(name) })
}

// sameName compares names as tables and paths write them: "{drive-id}" is
// driveId.
func sameName(a, b string) bool {
	return strings.EqualFold(nameSigns.Replace(a), nameSigns.Replace(b))
}

var nameSigns = strings.NewReplacer("{", "", "}", "", "<", "", ">", "", "-", "", "_", "", " ", "")

// describeRenamed gives the arguments of functions in the paths what documented
// parameters say that fit none by name, because a translation rendered the
// name: a parameter whose description mentions the placeholder, else, on a
// translated page, parameters and arguments in order, if there are as many of
// one as of the other. It returns the parameters that are left.
func (r fieldReader) describeRenamed(endpoints []endpointLine, params []ir.Parameter) []ir.Parameter {
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
	if len(left) != len(arguments) || r.known && !r.isTranslation() {
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

func (r fieldReader) describeArgument(endpoints []endpointLine, name string, p ir.Parameter) {
	r.report("translated-name", p.At, "The parameter %s is taken for the placeholder %s of the path.", quote(p.Name), quote(name))
	for _, e := range endpoints {
		for i, h := range e.holes {
			if h.Argument != "" && h.Name == name {
				to := &e.PathParameters[i]
				to.Written += " " + p.Name
				to.Type, to.Description, to.Rows = p.Type, p.Description, append(to.Rows, rowsOf(p)...)
			}
		}
	}
}
