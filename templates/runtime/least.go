package runtime

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// LeastPrivilege returns the least privileged permissions with which all of the
// operations can be called under a scheme, sorted. It takes only names that
// some operation documents as its least privileged ones; of equal choices it
// takes the earlier in the alphabet. The error names the operations for which
// the documentation gives no permission, and those that need something else in
// each of several contexts, which [Operation.In] tells apart; the others are still
// covered.
func LeastPrivilege(scheme Scheme, operations ...*Operation) ([]string, error) {
	var wants [][][]string // per entry: alternatives of names that are needed together
	var unknown []error
	var names []string
	for _, op := range operations {
		known := false
		if contexts := contextsOf(scheme, op); contexts != nil {
			unknown = append(unknown, fmt.Errorf("%s: the permission under the scheme %s depends on the context, one of %q; choose by Operation.In", op.ID, scheme, contexts))
			continue
		}
		for _, p := range op.Permissions {
			if p.Scheme != scheme || len(p.Least) == 0 {
				known = known || p.Scheme == scheme && p.Status == "supported" && len(p.Higher) == 0
				continue
			}
			known = true
			for _, least := range p.Least {
				names = append(names, strings.Split(least, " and ")...)
			}
			var alternatives [][]string
			for _, a := range slices.Concat(p.Least, p.Higher) {
				alternatives = append(alternatives, strings.Split(a, " and "))
			}
			wants = append(wants, alternatives)
		}
		if !known {
			unknown = append(unknown, fmt.Errorf("%s: no permission is documented for the scheme %s", op.ID, scheme))
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	for i := len(names) - 1; i >= 0; i-- {
		if fewer := slices.Delete(slices.Clone(names), i, i+1); suffices(fewer, wants) {
			names = fewer
		}
	}
	return names, errors.Join(unknown...)
}

// contextsOf lists the contexts of an operation under a scheme, nil if it needs the
// same in all of them.
func contextsOf(scheme Scheme, op *Operation) []string {
	needs := map[string]string{}
	var contexts []string
	for _, p := range op.Permissions {
		if p.Scheme != scheme {
			continue
		}
		if _, known := needs[p.Context]; !known {
			contexts = append(contexts, p.Context)
		}
		needs[p.Context] += fmt.Sprint(p.Status, p.Least, p.Higher)
	}
	for _, c := range contexts {
		if needs[c] != needs[contexts[0]] {
			return contexts
		}
	}
	return nil
}

// suffices reports whether the names hold one alternative of each want.
func suffices(names []string, wants [][][]string) bool {
	for _, alternatives := range wants {
		if !slices.ContainsFunc(alternatives, func(together []string) bool {
			return !slices.ContainsFunc(together, func(name string) bool { return !slices.Contains(names, name) })
		}) {
			return false
		}
	}
	return true
}
