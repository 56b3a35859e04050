package ir

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// renameClashes tells operations apart whose ids meet. One keeps the id: that of
// the page whose name says least besides it and, of several, of the shortest path. The
// others take longer names, by the first of the rules below that gives one that is
// free. There are no counters, and what a name becomes does not depend on the
// other names, so that a page added tomorrow takes a longer name itself. Pages
// force these: on the English reference of 2021 nearly all because each area of
// device management has a page of its own for one and the same endpoint.
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

// renameGroup renames the operations at some indexes, which share an id, but for
// the first: each takes the first longer name that is free. One that has the
// endpoints of another, and no name of its own, is the same operation and dropped.
func (l *linker) renameGroup(group []int, taken map[string][]int, drop map[int]bool) {
	slices.SortStableFunc(group, func(a, b int) int { return compareIDClaims(l.api.Operations[a], l.api.Operations[b]) })
	first := l.api.Operations[group[0]]
	for i, n := range group[1:] {
		o := l.api.Operations[n]
		for _, earlier := range group[:i+1] {
			if isRepeat(o, l.api.Operations[earlier]) {
				drop[n] = true
			}
		}
		name := freeName(o, first, taken)
		if drop[n] || name == "" {
			drop[n] = true
			l.report("operation-repeated", operationPos(o), fmt.Sprintf("The operation %s is documented twice with the same endpoints; the first is used.", o.ID),
				RelatedAt(operationPos(first), first.ID))
			continue
		}
		c := *o
		c.Name = name
		c.ID = c.APIVersion + "/" + c.Resource + "/" + c.Name
		taken[strings.ToLower(c.ID)] = append(taken[strings.ToLower(c.ID)], n)
		l.api.Operations[n] = &c
		l.report("name-clash", operationPos(&c), fmt.Sprintf("Two pages give the id %s; this one becomes %s.", o.ID, c.ID),
			RelatedAt(operationPos(first), first.ID))
	}
}

// isRepeat reports whether two operations of one id are one: nothing tells them
// apart, neither their endpoints nor what the files are called.
func isRepeat(a, b *Operation) bool {
	return endpointsKey(a) == endpointsKey(b) && slices.Equal(ownWords(a), ownWords(b))
}

// freeName returns the shortest longer name of an operation that no other has.
func freeName(o, first *Operation, taken map[string][]int) string {
	for _, name := range []string{ownerName(o, first), areaName(o), keyName(o, first), endpointName(o)} {
		if name != "" && name != o.Name && len(taken[strings.ToLower(o.APIVersion+"/"+o.Resource+"/"+name)]) == 0 {
			return name
		}
	}
	return ""
}

// compareIDClaims puts the operation first that keeps an id which others want.
func compareIDClaims(a, b *Operation) int {
	length := func(o *Operation) int {
		if len(o.Endpoints) == 0 {
			return math.MaxInt
		}
		return strings.Count(o.Endpoints[0].Path, "/")
	}
	return cmp.Or(
		cmp.Compare(len(ownWords(a)), len(ownWords(b))),
		cmp.Compare(length(a), length(b)),
		compareSources(a.Sources, b.Sources),
		strings.Compare(endpointsKey(a), endpointsKey(b)),
	)
}

// areaName appends the words of the file name that resource and name do not use:
// intune-shared-devicecategory-get becomes getIntuneShared.
func areaName(o *Operation) string { return camel(append([]string{o.Name}, ownWords(o)...)) }

// ownWords lists the words of a page's file name that the id does not use, but for
// the verbs of HTTP.
func ownWords(o *Operation) []string {
	used := strings.ToLower(o.Resource + " " + o.Name)
	return slices.DeleteFunc(stemWords(o), func(w string) bool {
		return strings.Contains(used, w) || slices.Contains(stemVerbs, w)
	})
}

// stemVerbs are words of file names that stand for a method.
var stemVerbs = []string{"create", "delete", "get", "list", "patch", "post", "put", "update"}

// ownerName appends the words of the path that resource and name do not use, if the
// path differs from that of the operation that keeps the name: get of
// /groups/{id}/events/{id} becomes getOfGroups.
func ownerName(o, first *Operation) string {
	if len(o.Endpoints) == 0 || len(first.Endpoints) == 0 || pathLiterals(o) == pathLiterals(first) {
		return ""
	}
	used := strings.ToLower(o.Resource + " " + o.Name)
	words := slices.DeleteFunc(strings.Split(pathLiterals(o), "/"), func(w string) bool {
		return strings.Contains(used, strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(w), "s"), "ie"))
	})
	if len(words) == 0 {
		return ""
	}
	return camel(append([]string{o.Name, "of"}, words...))
}

// pathLiterals is the first path without placeholders and arguments.
func pathLiterals(o *Operation) string {
	segments := strings.Split(o.Endpoints[0].Path, "/")
	return strings.Join(slices.DeleteFunc(segments, func(s string) bool {
		return s == "" || strings.ContainsAny(s, "{}<>()$'=:")
	}), "/")
}

// keyName appends the key that the path ends in, if that of the operation that keeps
// the name ends in none: update of /branding/{property name} becomes
// updateByPropertyName.
func keyName(o, first *Operation) string {
	key := func(o *Operation) string {
		if len(o.Endpoints) == 0 {
			return ""
		}
		path := o.Endpoints[0].Path
		last := path[strings.LastIndexByte(path, '/')+1:]
		if !strings.HasPrefix(last, "{") || !strings.HasSuffix(last, "}") {
			return ""
		}
		return last
	}
	if key(o) == "" || key(first) != "" {
		return ""
	}
	return camel([]string{o.Name, "by", key(o)})
}

// endpointName appends method and path of the first endpoint.
func endpointName(o *Operation) string {
	if len(o.Endpoints) == 0 {
		return ""
	}
	e := o.Endpoints[0]
	return camel([]string{o.Name, strings.ToLower(e.Method), e.Path})
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
