package emit

import (
	"maps"
	"slices"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/emit/tests"
	"github.com/docpiler/docpiler/ir"
)

// Amendment is what becomes another in an output when texts of pages change.
type Amendment struct {
	Files map[string]*File          // that are printed anew, by slash path below the output folder
	Parts []AmendedPart             // of what was known
	Units map[string]gomodel.Digest // of units, by folder and stem with a slash between them
}

// AmendedPart is a part that was printed anew.
type AmendedPart struct {
	Was, Now gomodel.Digest
	Outcome  Outcome // in the place of what was known under Was
}

// Amend prints those units anew that show what changed, from the part of the API
// that they can be made again of. Before and after say the same but for what shows
// in these units alone and for places; moved says where a place is now.
//
// That the part is enough is not assumed: the units must come out of before as
// they came out of the whole, and declare the same names after it. It reports
// false where they do not, or where other output may show what changed: then
// everything is to be built.
func Amend(units []UnitOrigin, before, after *ir.API, opt Options, known func(gomodel.Digest) (Outcome, bool), moved func(ir.Pos) ir.Pos) (*Amendment, bool) {
	for _, e := range Emitters {
		if e.Texts && opt.runs(e) {
			return nil, false
		}
	}
	was, foundWas := unitsOf(before, opt, units)
	now, foundNow := unitsOf(after, opt, units)
	if !sameFindings(foundWas, foundNow, moved) {
		return nil, false
	}
	out := &Amendment{Files: map[string]*File{}, Units: map[string]gomodel.Digest{}}
	for _, u := range units {
		name := u.Dir + "/" + u.Stem
		before, after := was[name], now[name]
		if before == nil || before.digest != u.Digest || after == nil || !slices.Equal(before.names, after.names) {
			return nil, false
		}
		out.Units[name] = after.digest
		for i, p := range after.parts {
			if !out.replace(before.parts[i], p, known, opt.Shelf, moved) {
				return nil, false
			}
		}
	}
	return out, true
}

// Apply brings the origins of an output up to date.
func (a *Amendment) Apply(origins *Origins) {
	for i := range origins.Units {
		u := &origins.Units[i]
		if digest, ok := a.Units[u.Dir+"/"+u.Stem]; ok {
			u.Digest = digest
		}
	}
}

// replace prints a part in the place of another one, if it is not the same.
func (a *Amendment) replace(was, now *part, known func(gomodel.Digest) (Outcome, bool), shelf Shelf, moved func(ir.Pos) ir.Pos) bool {
	before, ok := known(was.digest)
	if !ok {
		return false
	}
	if was.digest == now.digest {
		return true
	}
	now.run(shelf)
	if now.err != nil || !sameNames(before.Files, now.outcome.Files) || !sameTests(before.Tests, now.outcome.Tests, moved) {
		return false
	}
	for name, f := range now.files {
		a.Files[now.dir+"/"+name] = f
	}
	a.Parts = append(a.Parts, AmendedPart{was.digest, now.digest, now.outcome})
	return true
}

func sameFindings(a, b []ir.Diagnostic, moved func(ir.Pos) ir.Pos) bool {
	return slices.EqualFunc(a, b, func(x, y ir.Diagnostic) bool {
		return x.Code == y.Code && x.Severity == y.Severity && x.Message == y.Message && moved(x.Pos()) == y.Pos()
	})
}

func sameNames(a, b map[string]string) bool {
	return maps.EqualFunc(a, b, func(_, _ string) bool { return true })
}

func sameTests(a, b Tests, moved func(ir.Pos) ir.Pos) bool {
	return a.Run == b.Run && slices.EqualFunc(a.Skips, b.Skips, func(x, y tests.Skip) bool {
		x.At = moved(x.At)
		return x == y
	})
}

// madeUnit is a unit made of a part of an API.
type madeUnit struct {
	digest gomodel.Digest
	names  []gomodel.Name // that it declares
	parts  []*part
}

// unitsOf makes some units of an API, by folder and stem. It returns what it found
// on the way, too.
func unitsOf(api *ir.API, opt Options, units []UnitOrigin) (map[string]*madeUnit, []ir.Diagnostic) {
	wanted := make(map[string]bool, len(units))
	for _, u := range units {
		wanted[u.Dir+"/"+u.Stem] = true
	}
	model, found := gomodel.New(api, gomodel.Options{Package: opt.Package, Locale: opt.Locale})
	in := Input{API: api, Go: model, Server: opt.wants("server")}
	made := map[string]*madeUnit{}
	for _, p := range model.Packages {
		digester := gomodel.NewDigester()
		for _, u := range p.Units() {
			name := p.Dir + "/" + u.Stem
			if !wanted[name] {
				continue
			}
			m := &madeUnit{digest: digester.Unit(u), names: u.Names()}
			for _, e := range Emitters {
				if e.Unit != nil && opt.runs(e) {
					m.parts = append(m.parts, in.unitPart(e, p, u, m.digest))
				}
			}
			made[name] = m
		}
	}
	return made, found
}
