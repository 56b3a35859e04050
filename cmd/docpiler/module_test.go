package main

import (
	"os"
	"strings"
	"testing"
)

// What init says of docpiler's go line is what go.mod says.
func TestToolGo(t *testing.T) {
	data, err := os.ReadFile("../../go.mod")
	if err != nil || !strings.Contains(string(data), "\ngo "+toolGo+"\n") {
		t.Errorf("go.mod has another go line than %s, error %v", toolGo, err)
	}
}

func TestModule(t *testing.T) {
	for _, tt := range []struct{ gomod, command, last string }{
		{"module example.com/a\n\ngo 1.24.0\n", "go tool -modfile=tools/go.mod docpiler generate", "go generate ./..."},
		{"module example.com/a\n\ngo " + toolGo + "\n", "go tool docpiler generate", "go get -tool " + toolPath + ", then go generate ./..."},
		{"module example.com/a\n\ngo 1.30\n\ntool " + toolPath + "\n", "go tool docpiler generate", "go generate ./..."},
		{"module example.com/a\n\ngo 1.24\n\ntool " + toolPath + "\n", "go tool docpiler generate", "go generate ./..."},
		{"no module", "go tool docpiler generate", "go get -tool " + toolPath + ", then go generate ./..."},
	} {
		m := readModule([]byte(tt.gomod))
		steps := m.steps()
		if m.command() != tt.command || steps[len(steps)-1] != tt.last {
			t.Errorf("%q: %q, then %q", tt.gomod, m.command(), steps)
		}
	}
}

func TestPackageNames(t *testing.T) {
	for _, tt := range []struct {
		found  suggestion
		module string
		want   string
	}{
		{suggestion{namespace: "microsoft.graph"}, "example.com/app", "graph"},
		{suggestion{docs: []suggestedDoc{{path: "docs", dialect: "terraform-cloud"}}}, "example.com/app", "terraformcloud"},
		{suggestion{}, "example.com/My-Shop", "myshopapi"},
		{suggestion{}, "", "api"},
		{suggestion{namespace: "a.9"}, "", "api"},
	} {
		if got := tt.found.packageName(tt.module); got != tt.want {
			t.Errorf("%+v in %q: %s, want %s", tt.found, tt.module, got, tt.want)
		}
	}
}
