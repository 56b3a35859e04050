package emit

import (
	"slices"
	"strings"
	"testing"
)

// Under go generate a Go file that goes leaves a stub, which the next run that
// changes anything removes; until then everything is in step.
func TestStubs(t *testing.T) {
	to := target(t)
	emitted := files("v1/a.go", "package v1\n", "v1/b.go", "package v1\n", "v1/b.json", "{}")
	mustWrite(t, to, emitted)
	delete(emitted, "v1/b.go")
	delete(emitted, "v1/b.json")
	listed := to
	listed.Listed, listed.Stubs = true, true
	if got := actions(mustWrite(t, listed, emitted)); !slices.Equal(got, []string{"emptied v1/b.go", "removed v1/b.json"}) {
		t.Errorf("the run under go generate: %v", got)
	}
	stub := disk(t, to.Base)["graph/v1/b.go"]
	if !strings.HasPrefix(stub, "//go:build ignore\n") || !strings.HasSuffix(stub, "\npackage v1\n") {
		t.Errorf("the stub is %q", stub)
	}
	if got := actions(mustWrite(t, listed, emitted)); len(got) > 0 {
		t.Errorf("the next one: %v", got)
	}
	check := to
	check.Stubs = true
	if plan, err := Compare(check, emitted); err != nil || len(plan.Changes) > 0 {
		t.Errorf("check finds %v, error %v", actions(plan), err)
	}
	emitted["v1/a.go"] = []byte(head + "package v1 // changed\n")
	if got := actions(mustWrite(t, listed, emitted)); !slices.Equal(got, []string{"updated v1/a.go", "removed v1/b.go"}) {
		t.Errorf("the run that changes something: %v", got)
	}
}

// A file that comes back takes the place of its stub; a run outside of go
// generate removes stubs at once.
func TestStubsGo(t *testing.T) {
	to := target(t)
	both, one := files("v1/a.go", "package v1\n", "v1/b.go", "package v1\n"), files("v1/a.go", "package v1\n")
	listed := to
	listed.Listed, listed.Stubs = true, true
	mustWrite(t, to, both)
	mustWrite(t, listed, one)
	if got := actions(mustWrite(t, listed, both)); !slices.Equal(got, []string{"updated v1/b.go"}) {
		t.Errorf("back again: %v", got)
	}
	mustWrite(t, listed, one)
	if got := actions(mustWrite(t, to, one)); !slices.Equal(got, []string{"removed v1/b.go"}) {
		t.Errorf("outside of go generate: %v", got)
	}
}
