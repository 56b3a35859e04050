package gomodel

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/docpiler/docpiler/ir"
)

// New decides every name and type of the Go packages for an API. The findings
// tell of names that clash and of facts that have no place in Go; they are
// sorted by place.
func New(api *ir.API, opt Options) (*Model, []ir.Diagnostic) {
	api = ir.WithoutBase(api)
	opt.Package, opt.Locale = cmp.Or(opt.Package, "api"), cmp.Or(opt.Locale, ir.BaseLocale)
	byVersion := map[string][]*ir.Operation{}
	for _, op := range api.Operations {
		byVersion[op.APIVersion] = append(byVersion[op.APIVersion], op)
	}
	m := &Model{Service: api.ServiceOf()}
	var found []ir.Diagnostic
	var builders []*builder
	var group sync.WaitGroup
	for _, version := range slices.Sorted(maps.Keys(byVersion)) { // versions have nothing to do with each other
		b := newBuilder(api, version, opt)
		builders = append(builders, b)
		group.Go(func() { b.assemble(byVersion[version]) })
	}
	group.Wait()
	for _, b := range builders {
		m.Packages = append(m.Packages, b.pkg)
		found = append(found, b.found...)
	}
	found = append(found, settlePackages(m.Packages)...)
	slices.SortFunc(m.Packages, func(x, y *Package) int { return cmp.Compare(x.Dir, y.Dir) })
	slices.SortStableFunc(found, func(x, y ir.Diagnostic) int {
		return cmp.Or(ir.ComparePos(x.Pos(), y.Pos()), cmp.Compare(x.Code, y.Code), cmp.Compare(x.Message, y.Message))
	})
	return m, found
}

// versionWord returns the folder and name ending of an API version: "v1" for
// "v1.0", "beta", "v2p1" for "v2.1".
func versionWord(version string) string {
	word := strings.TrimSuffix(strings.ToLower(version), ".0")
	var b strings.Builder
	for _, r := range strings.ReplaceAll(word, ".", "p") {
		if isAlnum(r) {
			b.WriteRune(r)
		}
	}
	return cmp.Or(bounded(b.String(), version, 40), "x"+hash(version))
}

// settlePackages tells versions apart whose words meet.
func settlePackages(packages []*Package) []ir.Diagnostic {
	var claims []*claim
	for _, p := range packages {
		start := strings.TrimSuffix(p.Name, p.Dir)
		claims = append(claims, &claim{kind: "version ", subject: p.APIVersion, wish: p.Dir, then: func(dir Name) {
			p.Dir = strings.ToLower(string(dir))
			p.Name = start + p.Dir
		}})
	}
	return settle(claims, map[string]bool{"internal": true, "vendor": true, "testdata": true})
}

// builder makes one package.
type builder struct {
	*schemaIndex
	opt       Options
	pkg       *Package
	places    *addressIndex
	segments  segments
	resources resources
	services  map[string]*Service // by Field
	respelled map[string]bool     // pages whose spelling of a resource does not count
	calls     []*methodPlan
	claims    []*claim // of service and method level types
}

func newBuilder(api *ir.API, version string, opt Options) *builder {
	word := versionWord(version)
	return &builder{
		schemaIndex: newSchemaIndex(api, version, opt.Locale), opt: opt, places: newAddressIndex(), segments: segments{},
		services: map[string]*Service{}, respelled: map[string]bool{},
		pkg: &Package{Name: strings.ToLower(exported(opt.Package)) + word, Dir: word, APIVersion: version, API: api.ServiceOf()},
	}
}

func (b *builder) assemble(ops []*ir.Operation) {
	ops = slices.Clone(ops)
	slices.SortFunc(ops, func(x, y *ir.Operation) int { return cmp.Compare(x.ID, y.ID) })
	b.resources = spellingsOf(ops)
	for _, op := range ops {
		b.plan(op)
	}
	b.nameMethods()
	for _, p := range b.calls {
		b.noteRows(p)
	}
	for _, p := range b.calls { // samples of all operations first: they make the types
		b.learnFrom(p)
	}
	for _, p := range b.calls {
		b.finishMethod(p)
	}
	b.relate()
	b.settleNames()
	b.arrange()
}

// settleNames decides all names of the package level. Types come first: the
// names of constants and subtype interfaces begin with theirs.
func (b *builder) settleNames() {
	reserved := runtimeNames(b.api)
	first := slices.Concat(b.schemaIndex.claims, b.places.claims, b.claims)
	b.found = append(b.found, settle(first, reserved)...)
	taken := make(map[string]bool, len(reserved)+len(first)+3*len(b.pkg.Services))
	maps.Copy(taken, reserved)
	for _, c := range first {
		taken[c.name()] = true
	}
	for _, s := range b.pkg.Services {
		taken[string(s.Server)], taken[string("Unimplemented"+s.Server)], taken[string("Serve"+s.Field)] = true, true, true
	}
	var second []*claim
	for _, t := range b.types {
		second = append(second, memberClaims(t)...)
		if len(t.Subtypes) > 0 {
			second = append(second, &claim{kind: "subtypes of ", subject: string(t.Name), wish: string(t.Name + "Subtype"), at: t.At, to: &t.Subtype})
		}
	}
	b.found = append(b.found, settle(second, taken)...)
	for _, t := range b.types {
		for _, sub := range t.Subtypes {
			sub.Marks = append(sub.Marks, Mark(t.Subtype))
		}
	}
	for _, p := range b.calls {
		p.describeOwn(p.body, "is the request body of")
		p.describeOwn(p.item, "is the result of")
	}
}

// memberClaims asks for the names of an enumeration's constants.
func memberClaims(t *Type) []*claim {
	list := make([]*claim, len(t.Members))
	all := make([]claim, len(t.Members))
	name := string(t.Name)
	longer := func(c *claim) []string { return []string{name + "Value" + memberWord(c.subject)} }
	for i, m := range t.Members {
		all[i] = claim{
			kind: "value ", subject: m.Value, of: " of " + name, at: t.At,
			wish: name + memberWord(m.Value), longer: longer, to: &m.Name,
		}
		list[i] = &all[i]
	}
	return list
}

// memberWord returns what a value is called after the name of its type.
func memberWord(value string) string {
	word := exported(value)
	if value != "" && (value[0] < 'A' || value[0] > 'z') {
		word = strings.TrimPrefix(word, "X")
	}
	return word
}

// arrange sorts everything and puts it into files.
func (b *builder) arrange() {
	files := map[string]*File{}
	file := func(stem string) *File {
		f := files[stem]
		if f == nil {
			f = &File{Stem: stem}
			files[stem] = f
		}
		return f
	}
	for _, s := range b.pkg.Services {
		slices.SortFunc(s.Methods, func(x, y *Method) int { return cmp.Compare(x.Name, y.Name) })
		f := file(s.Stem)
		f.Services = append(f.Services, s)
	}
	byName := func(x, y *Type) int { return cmp.Compare(x.Name, y.Name) }
	for _, t := range b.types {
		slices.SortFunc(t.Subtypes, byName)
		slices.Sort(t.Marks)
		f := file(t.Stem)
		f.Types = append(f.Types, t)
	}
	slices.SortFunc(b.pkg.Services, func(x, y *Service) int { return cmp.Compare(x.Name, y.Name) })
	for _, f := range files {
		slices.SortFunc(f.Services, func(x, y *Service) int { return cmp.Compare(x.Name, y.Name) })
		slices.SortFunc(f.Types, byName)
	}
	b.pkg.Files = slices.SortedFunc(maps.Values(files), func(x, y *File) int { return cmp.Compare(x.Stem, y.Stem) })
	b.pkg.Addresses, b.pkg.Sets = b.places.finish()
	for _, set := range b.pkg.Sets {
		if set.Stem != "" {
			files[set.Stem].Sets = append(files[set.Stem].Sets, set)
		}
	}
}
