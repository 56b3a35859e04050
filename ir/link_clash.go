package ir

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// renameClashes tells operations apart whose ids meet, by the first of the rules
// below that makes every one different. There are no counters, and what a name
// becomes does not depend on the other names, so that a page added tomorrow
// changes at most the name that it meets. Pages force these: on the English
// reference of 2021 52 ids meet, nearly all because each area of device
// management has a page of its own for one and the same endpoint.
func (l *linker) renameClashes() {
	groups := make(map[string][]int, len(l.api.Operations))
	var order []string
	for i, o := range l.api.Operations {
		key := strings.ToLower(o.ID)
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], i)
	}
	drop := map[int]bool{}
	for _, key := range order {
		if group := groups[key]; len(group) > 1 {
			l.renameGroup(group, groups, drop)
		}
	}
	if len(drop) > 0 {
		var kept []*Operation
		for i, o := range l.api.Operations {
			if !drop[i] {
				kept = append(kept, o)
			}
		}
		l.api.Operations = kept
	}
}

// renameGroup renames the operations at some indexes, which share an id. Where
// no rule tells two of them apart they are the same operation, and the later
// one is dropped.
func (l *linker) renameGroup(group []int, taken map[string][]int, drop map[int]bool) {
	ops := make([]*Operation, len(group))
	for i, n := range group {
		ops[i] = l.api.Operations[n]
	}
	for _, rule := range longerNames {
		names := rule(ops)
		if !allDifferent(ops, names, taken) {
			continue
		}
		for i, n := range group {
			if names[i] == ops[i].Name {
				continue
			}
			c := *ops[i]
			c.Name = names[i]
			c.ID = c.APIVersion + "/" + c.Resource + "/" + c.Name
			l.api.Operations[n] = &c
			other := ops[(i+1)%len(ops)]
			l.report("name-clash", operationPos(&c), fmt.Sprintf("Two pages give the id %s; this one becomes %s.", c.APIVersion+"/"+c.Resource+"/"+ops[i].Name, c.ID),
				RelatedAt(operationPos(other), other.ID))
		}
		return
	}
	l.dropRepeats(group, ops, taken, drop)
}

// dropRepeats drops the operations of a group that repeat one before them and
// renames what is left. Without any whose endpoints are the same, all are taken for
// repeats of the first.
func (l *linker) dropRepeats(group []int, ops []*Operation, taken map[string][]int, drop map[int]bool) {
	var left, repeats []int
	for i := range group {
		if slices.ContainsFunc(ops[:i], func(o *Operation) bool { return endpointsKey(o) == endpointsKey(ops[i]) }) {
			repeats = append(repeats, i)
		} else {
			left = append(left, group[i])
		}
	}
	if len(repeats) == 0 {
		for i := range group[1:] {
			repeats = append(repeats, i+1)
		}
		left = group[:1]
	}
	for _, i := range repeats {
		first := slices.IndexFunc(ops, func(o *Operation) bool { return endpointsKey(o) == endpointsKey(ops[i]) })
		if first == i {
			first = 0
		}
		drop[group[i]] = true
		l.report("name-clash", operationPos(ops[i]), fmt.Sprintf("The operation %s is documented twice with the same endpoints; the first is used.", ops[i].ID),
			RelatedAt(operationPos(ops[first]), ops[first].ID))
	}
	if len(left) > 1 {
		l.renameGroup(left, taken, drop)
	}
}

// longerNames are the ways to a longer name, the shortest first.
var longerNames = []func([]*Operation) []string{areaNames, stemNames, endpointNames}

func allDifferent(ops []*Operation, names []string, taken map[string][]int) bool {
	seen := map[string]bool{}
	for i, o := range ops {
		id := strings.ToLower(o.APIVersion + "/" + o.Resource + "/" + names[i])
		if names[i] == "" || seen[id] || len(taken[id]) > 0 && id != strings.ToLower(o.ID) {
			return false
		}
		seen[id] = true
	}
	return true
}

// areaNames appends the words of the file name that resource and name do not
// use: intune-shared-devicecategory-get becomes getIntuneShared, while
// devicecategory-get, which has none, keeps its name.
func areaNames(ops []*Operation) []string {
	out := make([]string, len(ops))
	for i, o := range ops {
		used := strings.ToLower(o.Resource + " " + o.Name)
		own := slices.DeleteFunc(stemWords(o), func(w string) bool { return strings.Contains(used, w) })
		out[i] = camel(append([]string{o.Name}, own...))
	}
	return out
}

// stemNames takes the whole file name.
func stemNames(ops []*Operation) []string {
	out := make([]string, len(ops))
	for i, o := range ops {
		out[i] = camel(stemWords(o))
	}
	return out
}

// endpointNames appends method and path of the first endpoint.
func endpointNames(ops []*Operation) []string {
	out := make([]string, len(ops))
	for i, o := range ops {
		if len(o.Endpoints) > 0 {
			e := o.Endpoints[0]
			out[i] = camel([]string{o.Name, strings.ToLower(e.Method), e.Path})
		}
	}
	return out
}

// stemWords returns the words of a documented page's file name.
func stemWords(o *Operation) []string {
	doc := firstSource(o.Sources).Document
	stem := strings.ToLower(doc[strings.LastIndexByte(doc, '/')+1:])
	return strings.FieldsFunc(stem, func(r rune) bool { return r == '-' || r == '_' || r == '.' })
}

// camel joins words into one name of ASCII letters and digits, keeping the case
// within words.
func camel(words []string) string {
	var b strings.Builder
	for _, w := range words {
		for _, part := range strings.FieldsFunc(w, func(r rune) bool {
			return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r)
		}) {
			if b.Len() == 0 {
				b.WriteString(part)
				continue
			}
			r, size := utf8.DecodeRuneInString(part)
			b.WriteRune(unicode.ToUpper(r))
			b.WriteString(part[size:])
		}
	}
	return b.String()
}
