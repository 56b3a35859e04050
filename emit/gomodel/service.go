package gomodel

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// resources says how Go spells the resources of a version that pages spell with
// different capitals, chartSeries and chartseries. The spelling that tells most
// words apart counts: the others know less. Counting pages would be of no use,
// since one page more could turn the names of all the others. By then the ids
// are made, and stay as they are.
type resources map[string]*ir.Operation // by serviceKey: one that spells it best

// serviceKey is equal for resources that share a service: those that differ in
// capitals, or as singular and plural.
func serviceKey(resource string) string { return strings.ToLower(plural(exported(resource))) }

func spellingsOf(ops []*ir.Operation) resources {
	all := resources{}
	for _, op := range ops {
		key := serviceKey(op.Resource)
		if best := all[key]; len(op.Endpoints) > 0 && (best == nil || spellsBetter(op.Resource, best.Resource)) {
			all[key] = op
		}
	}
	return all
}

// spellsBetter reports whether a has more words than b. Of those with as many
// the last one counts: small letters follow capitals.
func spellsBetter(a, b string) bool {
	if x, y := countWords(a), countWords(b); x != y {
		return x > y
	}
	return a > b
}

func countWords(name string) int {
	n := 0
	for w, rest := cutWord(name); w != ""; w, rest = cutWord(rest) {
		n++
	}
	return n
}

// word returns the Go name of an operation's resource: its own words, with the
// capitals of the best spelling.
func (r resources) word(op *ir.Operation) string {
	own, best := exported(op.Resource), exported(r[serviceKey(op.Resource)].Resource)
	n := 0
	for n < min(len(own), len(best)) && strings.EqualFold(own[n:n+1], best[n:n+1]) {
		n++
	}
	return best[:n] + own[n:]
}

// service returns the service of an operation's resource. Pages that name one
// resource in singular and plural share it: "subscription", "subscriptions".
// A page whose capitals do not count is a finding.
func (b *builder) service(op *ir.Operation) *Service {
	best := b.resources[serviceKey(op.Resource)]
	field, word := plural(exported(best.Resource)), b.resources.word(op)
	s := b.services[field]
	if s == nil {
		s = &Service{Field: Name(field), Stem: fileStem(word), API: b.api}
		b.services[field] = s
		b.pkg.Services = append(b.pkg.Services, s)
		b.claims = append(b.claims, serviceClaim(s, op))
	}
	name := op.Resource
	if strings.EqualFold(name, best.Resource) {
		name = best.Resource
	}
	if !slices.Contains(s.Resources, name) {
		s.Resources = append(s.Resources, name)
	}
	if page := op.Endpoints[0].At.File; word != exported(op.Resource) && !b.respelled[page] {
		b.respelled[page] = true
		b.found = append(b.found, ir.NewDiagnostic("resource-spelling", op.Endpoints[0].At,
			fmt.Sprintf("The page calls its resource %s, another page %s; in Go the resource is %s.", op.Resource, best.Resource, word),
			ir.RelatedAt(best.Endpoints[0].At, "the resource "+best.Resource)))
	}
	return s
}

func serviceClaim(s *Service, op *ir.Operation) *claim {
	longer := string(s.Field + "ResourceService")
	return &claim{
		kind: "resource ", subject: op.Resource, at: op.Endpoints[0].At,
		wish: string(s.Field + "Service"), longer: func(*claim) []string { return []string{longer} },
		to: &s.Name, most: maxPart, then: func(name Name) {
			s.Field = Name(strings.TrimSuffix(string(name), "Service"))
			s.Server = s.Field + "Server"
		},
	}
}
