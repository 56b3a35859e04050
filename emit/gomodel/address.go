package gomodel

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/service"
)

// site is one documented path of an operation, before names are decided.
type site struct {
	endpoint *ir.Endpoint
	path     []*segment
	alias    bool // no page documents it, an example shows it
}

func (s site) written() string { return s.endpoint.Method + " " + s.endpoint.Path }

// yields is what [Route.Yields] says.
func (s site) yields() bool { return s.alias || s.endpoint.Owner != "" }

// commonSuffix returns how many segments all paths have in common at their
// end, leaving at least one segment of each before it. It does not begin with a
// placeholder: an id belongs to the collection before it, which differs.
func commonSuffix(sites []site) int {
	n, path := sharedSegments(sites), sites[0].path
	for n > 0 && path[len(path)-n].isHole() {
		n--
	}
	return n
}

func sharedSegments(sites []site) int {
	n := 0
	for {
		var shape string
		for i, s := range sites {
			at := len(s.path) - 1 - n
			if at < 1 {
				return n
			}
			if i == 0 {
				shape = s.path[at].shape
			} else if s.path[at].shape != shape {
				return n
			}
		}
		n++
	}
}

// addressIndex holds the addresses and address sets of a package.
type addressIndex struct {
	addresses map[string]*Address    // by shape
	sets      map[string]*AddressSet // by name that was wished
	claims    []*claim
}

func newAddressIndex() *addressIndex {
	return &addressIndex{addresses: map[string]*Address{}, sets: map[string]*AddressSet{}}
}

// address returns the address of a path, the same one for each path of its shape.
func (b *addressIndex) address(path []*segment, at ir.Pos) *Address {
	var buf [128]byte
	key := appendShape(buf[:0], path)
	if a := b.addresses[string(key)]; a != nil {
		return a
	}
	shape := string(key)
	words, fields := addressWords(path, false)
	wish := "At" + strings.Join(words, "")
	a := &Address{Name: Name(wish), At: at}
	for _, f := range fields {
		a.Fields = append(a.Fields, &Param{Name: Name(f), Wire: f, Type: Ref{Go: "string"}})
	}
	a.Template = template(path, fields)
	b.addresses[shape] = a
	b.claims = append(b.claims, &claim{
		kind: "address ", subject: shape, at: at, wish: wish, to: &a.Name, longer: func(*claim) []string {
			long, _ := addressWords(path, true)
			return []string{"At" + strings.Join(long, "")}
		},
	})
	return a
}

// addressWords names an address and its placeholders by its shape alone:
// /drives/{}/items/{} is Drive, Item with the fields DriveID, ItemID. Names say
// ByID where one thing stands beside a set of such, which can be known of the
// path alone, or, if long, of each element of a set.
//
// What still meets is told apart by long names, with a finding. The pages force
// it where words run together (/groupSettings, /groups/{}/settings): on the English
// reference of 2021 five pairs of addresses meet, and two values of one enumeration.
func addressWords(path []*segment, long bool) (words, fields []string) {
	for i, s := range path {
		lit, ok := s.literal()
		word := exported(lastPart(s.texts[0]))
		switch {
		case ok && i == 0 && strings.EqualFold(lit, "me"):
			words = append(words, map[bool]string{true: "Me", false: "My"}[len(path) == 1])
		case ok && i+1 < len(path) && path[i+1].isHole():
			words = append(words, elementWord(word, i == 0, long))
		case ok && i == 0 && isSingleton(lit):
			words = append(words, "Default"+word) // /drive beside /drives/{id}
		case ok:
			words = append(words, word+argumentWords(s))
		case len(s.holes) == 1 && i > 0 && s.texts[0] == "" && strings.HasSuffix(path[i-1].texts[len(path[i-1].texts)-1], ":"):
			words, fields = append(words, "Path"), append(fields, "Path")
		case s.isHole() && i > 0 && path[i-1].texts[0] != "":
			fields = append(fields, strings.TrimSuffix(words[len(words)-1], "ByID")+"ID")
		default:
			if s.texts[0] != "" {
				words = append(words, word+argumentWords(s))
			}
			for _, h := range s.holes {
				fields = append(fields, exported(h.argumentOrName()))
			}
		}
	}
	used := map[string]bool{}
	for i, f := range fields {
		for used[f] {
			f = "Inner" + f
		}
		fields[i], used[f] = f, true
	}
	return words, fields
}

// elementWord names an element of a set, e.g. "Item" for "Items".
func elementWord(set string, first, long bool) string {
	one := singular(set)
	if long || one == set || !first && isSingleton(one) { // /organization/{id} beside /organization
		return one + "ByID"
	}
	return one
}

// argumentWords names a call by its arguments: getUse(period='{}') is
// GetUseByPeriod, image(width=640) is ImageWidth640.
func argumentWords(s *segment) string {
	_, arguments, ok := strings.Cut(s.texts[0], "(")
	if !ok {
		return ""
	}
	if word, _ := cutWord(arguments); len(s.holes) == 0 && word != "" {
		return exported(arguments)
	}
	var names []string
	for i := range s.holes {
		before := s.texts[i][strings.LastIndexAny(s.texts[i], "(,")+1:]
		if name, value, ok := strings.Cut(before, "="); ok {
			word := exported(name)
			if strings.Trim(value, "'@") != "" { // (zone=graph.zone'{}') beside (zone={})
				word += "Literal"
			}
			names = append(names, word)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "By" + strings.Join(names, "And")
}

// set returns the address set of the addresses. Up to five addresses of
// different names name it, so all methods with these share it; any other one
// belongs to its method.
func (b *addressIndex) set(addresses []*Address, owner, stem string) *AddressSet {
	addresses = slices.Clone(addresses)
	slices.SortFunc(addresses, func(x, y *Address) int { return cmp.Compare(x.Template, y.Template) })
	name := owner
	if len(addresses) <= 5 {
		var words []string
		for _, a := range addresses {
			words = append(words, strings.TrimPrefix(string(a.Name), "At"))
		}
		slices.Sort(words)
		shared := "At" + strings.Join(words, "Or")
		if distinct := len(slices.Compact(words)) == len(addresses); distinct && len(shared) <= 64 {
			name, stem = shared, ""
		}
	}
	key := make([]byte, 0, 128)
	key = append(key, name...)
	for _, a := range addresses {
		key = append(append(key, ' '), a.Template...)
	}
	if s := b.sets[string(key)]; s != nil {
		return s
	}
	s := &AddressSet{Addresses: addresses, Stem: stem}
	b.sets[string(key)] = s
	b.claims = append(b.claims, &claim{kind: "addresses ", subject: string(key), wish: name, to: &s.Name, then: func(name Name) {
		s.Mark = Mark(name)
	}})
	for _, a := range addresses {
		a.Sets = append(a.Sets, s)
	}
	return s
}

// finish sorts what the index holds, once names are settled.
func (b *addressIndex) finish() ([]*Address, []*AddressSet) {
	byName := func(x, y *AddressSet) int { return cmp.Compare(x.Name, y.Name) }
	addresses := slices.SortedFunc(maps.Values(b.addresses), func(x, y *Address) int { return cmp.Compare(x.Name, y.Name) })
	for _, a := range addresses {
		slices.SortFunc(a.Sets, byName)
	}
	sets := slices.SortedFunc(maps.Values(b.sets), byName)
	for _, s := range sets {
		slices.SortFunc(s.Addresses, func(x, y *Address) int { return cmp.Compare(x.Name, y.Name) })
	}
	return addresses, sets
}

// isSingleton reports whether an owner has one of a resource besides a set of them.
func isSingleton(resource string) bool {
	return slices.Contains(service.Graph.Singletons, strings.ToLower(resource))
}
