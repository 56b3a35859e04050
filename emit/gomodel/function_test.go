package gomodel

import (
	"testing"

	"github.com/docpiler/docpiler/ir"
)

func TestOpenLiterals(t *testing.T) {
	op := &ir.Operation{FunctionParameters: []ir.Parameter{{Name: "count", Type: "Int32"}, {Name: "on", Type: "String"}}}
	for path, want := range map[string]string{
		"/a/f(count=n)":                           "/a/f(count={count})",
		"/a/f(on='parameterValue',count=1)":       "/a/f(on='{on}',count={count})",
		"/a/f(On=on-value,count={count})":         "/a/f(On=on-value,count={count})", // a placeholder shows that the rest is meant
		"/a/f(on=on-value)":                       "/a/f(on='{on}')",
		"/a/f(other='x')":                         "/a/f(other='x')",
		"/a/f(count=n,other='x')/b":               "/a/f(count={count},other='x')/b",
		"/a/f()":                                  "/a/f()",
		"/a/acdefc6b-2dc6-4e71-b1e9-6d9810ab1793": "/a/{id}",
		"/a/2192CA408EA2410EBA3BEC8AE873BE6B/b":   "/a/{id}/b",
		"/a/2192ca408ea2410eba3bec8ae873be6/b":    "/a/2192ca408ea2410eba3bec8ae873be6/b",
	} {
		segments, err := segments{}.parsePath(&ir.Endpoint{Method: "GET", Path: path})
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		segments = openLiterals(op, segments)
		for _, s := range segments {
			for _, h := range s.holes {
				names = append(names, h.name)
			}
		}
		if got := template(segments, names); got != want {
			t.Errorf("%s became %s, want %s", path, got, want)
		}
	}
}

func TestWithArguments(t *testing.T) {
	function := []ir.Parameter{{Name: "zone", Type: "String"}}
	with, without := "https://x/v1.0/me/zones(zone='a')", "https://x/v1.0/me/zones?$top=1"
	for _, tt := range []struct {
		paths    []string
		examples []string
		want     string
		bare     bool
	}{
		{[]string{"/me/zones"}, []string{with}, "/me/zones(zone='{zone}')", false},
		{[]string{"/me/zones"}, []string{without}, "/me/zones", false},
		{[]string{"/me/zones"}, []string{with, without}, "/me/zones(zone='{zone}')", true},
		{[]string{"/me/zones"}, []string{with, "https://x/v1.0/me/zones/1"}, "/me/zones(zone='{zone}')", false},
		{[]string{"/me/zones", "/me/zones(zone='{zone}')"}, []string{with, without}, "/me/zones", false},
	} {
		op := &ir.Operation{APIVersion: "v1.0", FunctionParameters: function}
		for _, url := range tt.examples {
			op.Examples = append(op.Examples, ir.Example{Request: ir.ExampleRequest{Method: "GET", URL: url}})
		}
		for _, p := range tt.paths {
			op.Endpoints = append(op.Endpoints, ir.Endpoint{Method: "GET", Path: p})
		}
		segments, err := segments{}.parsePath(&op.Endpoints[0])
		if err != nil {
			t.Fatal(err)
		}
		full, bare := withArguments(op, &op.Endpoints[0], segments)
		if got := template(full, []string{"zone"}); got != tt.want || bare != tt.bare {
			t.Errorf("%q %q: %s, %v, want %s, %v", tt.paths, tt.examples, got, bare, tt.want, tt.bare)
		}
	}
}
