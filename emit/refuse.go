package emit

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/docpiler/docpiler/emit/gofile"
	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
)

// brokenIn lists, of the joined errors of parts, those that tell of files which
// would have broken the rules for emitted source.
func brokenIn(err error) []*gofile.BrokenError {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return nil
	}
	var list []*gofile.BrokenError
	for _, err := range joined.Unwrap() {
		var broken *gofile.BrokenError
		if errors.As(err, &broken) {
			list = append(list, broken)
		}
	}
	return list
}

// withoutBroken returns an API without the operations for which files are broken,
// and a finding for each of them. It returns nil if it is not known which they
// are.
func withoutBroken(api *ir.API, opt Options, m *gomodel.Model, list []*gofile.BrokenError) (*ir.API, []ir.Diagnostic) {
	refused := map[string]error{} // by the id of the operation
	for _, broken := range list {
		own, all := candidates(m, broken)
		found := breaking(api, opt, own)
		if len(found) == 0 {
			found = breaking(api, opt, all)
		}
		if len(found) == 0 { // they break it together
			for id := range own {
				found[id] = broken
			}
		}
		for id, err := range found {
			refused[id] = err
		}
	}
	if len(refused) == 0 {
		return nil, nil
	}
	rest := *api
	rest.Operations = nil
	var findings []ir.Diagnostic
	for _, op := range api.Operations {
		if err := refused[op.ID]; err != nil {
			findings = append(findings, ir.NewDiagnostic("output-refused", placeOf(op), fmt.Sprintf("The operation %s was not emitted: %v.", op.ID, err)))
		} else {
			rest.Operations = append(rest.Operations, op)
		}
	}
	return &rest, findings
}

// candidates lists the ids of the operations that a broken file is made of, and
// those of its package.
func candidates(m *gomodel.Model, broken *gofile.BrokenError) (own, all map[string]bool) {
	own, all = map[string]bool{}, map[string]bool{}
	stem, _, _ := strings.Cut(strings.TrimSuffix(path.Base(broken.File), ".go"), "_")
	for _, p := range m.Packages {
		if p.Name != broken.Package {
			continue
		}
		for _, f := range p.Files {
			for _, s := range f.Services {
				for _, method := range s.Methods {
					all[method.ID] = true
					if f.Stem == stem {
						own[method.ID] = true
					}
				}
			}
		}
	}
	return own, all
}

// breaking tells which of some operations break a file even if there are no
// others, and how.
func breaking(api *ir.API, opt Options, ids map[string]bool) map[string]error {
	found := map[string]error{}
	for _, op := range api.Operations {
		if !ids[op.ID] {
			continue
		}
		one := *api
		one.Operations = []*ir.Operation{op}
		p, err := Prepare(&one, opt)
		if err != nil {
			continue // an unknown emitter, which the whole API would have met
		}
		_, err = printAll(p.Parts)
		if broken := brokenIn(err); len(broken) > 0 {
			found[op.ID] = broken[0]
		}
	}
	return found
}

func placeOf(op *ir.Operation) ir.Pos {
	if len(op.Endpoints) > 0 {
		return op.Endpoints[0].At
	}
	if len(op.Sources) > 0 {
		return ir.Pos{File: op.Sources[0].File, Line: 1}
	}
	return ir.Pos{}
}

// refusal is the finding about a file that would have broken the rules, where
// nobody knows for which operation.
func refusal(broken *gofile.BrokenError) ir.Diagnostic {
	return ir.NewDiagnostic("output-refused", ir.Pos{}, "Nothing was emitted: "+broken.Error()+".")
}
