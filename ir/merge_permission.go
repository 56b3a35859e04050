package ir

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// mergePermissions pairs entries by scheme, then context, then order, for a
// context is often a caption and thus translated.
func (m *merger) mergePermissions(out, v *Operation) {
	if len(out.Permissions) == 0 {
		if out.Permissions == nil {
			out.Permissions = v.Permissions
		}
		return
	}
	if len(v.Permissions) == 0 || m.losesCells(v) {
		return
	}
	rows := func(list []Permission) []row {
		r := make([]row, len(list))
		for i, p := range list {
			r[i] = row{name: string(p.Scheme) + " " + p.Context, kind: string(p.Scheme), marks: p.Least}
		}
		return r
	}
	if len(out.Permissions) != len(v.Permissions) && hasContext(out.Permissions) && hasContext(v.Permissions) {
		m.compareContexts(out.Permissions, v.Permissions)
		return
	}
	match := align(rows(out.Permissions), rows(v.Permissions))
	var lacks, adds entries
	for i, j := range match {
		have := &out.Permissions[i]
		switch {
		case j < 0:
			lacks.add(permissionLabel(*have), v.Permissions[0].At, have.At)
		case have.Scheme == v.Permissions[j].Scheme:
			m.mergePermission(have, v.Permissions[j])
		}
	}
	for j, p := range v.Permissions {
		if !slices.Contains(match, j) {
			adds.add(permissionLabel(p), p.At, out.Permissions[0].At)
		}
	}
	m.missing("permission entry", lacks.names, lacks.at, lacks.ref)
	m.extra("permission entry", adds.names, adds.at, adds.ref)
}

func hasContext(list []Permission) bool {
	return slices.ContainsFunc(list, func(p Permission) bool { return p.Context != "" })
}

// compareContexts compares the entries of the same context. Others cannot be
// paired: their captions are translated, and there are more on one page than
// on the other.
func (m *merger) compareContexts(have, variant []Permission) {
	m.drift("number of permission entries", strconv.Itoa(len(variant)), strconv.Itoa(len(have)), variant[0].At, have[0].At)
	pairByKey(have, variant, permissionLabel, func(x, y *Permission) {
		if x != nil && y != nil {
			m.mergePermission(x, *y)
		}
	})
}

// losesCells reports whether the variant is copied text in which cells of
// several lines ran together, so that its permissions prove nothing.
func (m *merger) losesCells(v *Operation) bool {
	return m.from.Format == "text" && len(v.Permissions) > 3
}

func permissionLabel(p Permission) string {
	if p.Context == "" {
		return string(p.Scheme)
	}
	return string(p.Scheme) + " (" + p.Context + ")"
}

func (m *merger) mergePermission(have *Permission, v Permission) {
	m.complete(have, &v, &have.Status, &have.Least, &have.Higher, &have.Context)
	what := "permissions for " + permissionLabel(*have)
	if v.Status == Undetermined && have.Status == Supported && m.from.Locale != m.into.Locale {
		m.report("translated-name", fmt.Sprintf("The %s page names no %s, as if they had been translated; those of the %s page are used.",
			label(m.from), what, label(m.into)), v.At, have.At, permissionFacts(*have))
		return
	}
	if have.Status != v.Status {
		m.drift(what, permissionFacts(v), permissionFacts(*have), v.At, have.At)
		return
	}
	if samePermissions(have.Least, v.Least) && samePermissions(have.Higher, v.Higher) {
		return
	}
	if foreign := foreignPermissions(v); foreign != "" {
		m.translated(what, foreign, permissionFacts(*have), v.At, have.At)
		return
	}
	if m.from.Format == "text" && samePermissions(slices.Concat(have.Least, have.Higher), slices.Concat(v.Least, v.Higher)) {
		return // the shape may have lost which column a name stood in
	}
	m.drift(what, permissionFacts(v), permissionFacts(*have), v.At, have.At)
}

// samePermissions compares alternatives without regard to order and case.
func samePermissions(a, b []string) bool {
	key := func(list []string) string {
		keys := make([]string, len(list))
		for i, s := range list {
			keys[i] = nameKey(s)
		}
		slices.Sort(keys)
		return strings.Join(slices.Compact(keys), "|")
	}
	return key(a) == key(b)
}

// foreignPermissions returns the entries that are no permission names, because
// a translation rendered them.
func foreignPermissions(p Permission) string {
	var out []string
	for _, s := range slices.Concat(p.Least, p.Higher) {
		for name := range strings.SplitSeq(s, " and ") {
			if !isIdentifier(name) {
				out = append(out, s)
				break
			}
		}
	}
	return strings.Join(out, ", ")
}

// permissionFacts names what an entry says, in a message.
func permissionFacts(p Permission) string {
	if p.Status != Supported {
		return string(p.Status)
	}
	s := strings.Join(p.Least, " or ")
	if len(p.Higher) > 0 {
		s += "; higher: " + strings.Join(p.Higher, ", ")
	}
	return s
}
