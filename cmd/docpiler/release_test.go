package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// The files by which other tools run or build docpiler name what there is.
func TestReleaseFiles(t *testing.T) {
	root := filepath.Join("..", "..")
	load := func(name string, into any) {
		t.Helper()
		if err := yaml.Unmarshal(read(t, filepath.Join(root, filepath.FromSlash(name))), into); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}

	var release struct {
		Builds []struct {
			Main           string
			Env            []string
			Flags, Ldflags []string
		}
		Archives []struct{ Files []struct{ Src string } }
	}
	load(".ci/goreleaser.yaml", &release)
	reproducible := string(read(t, filepath.Join(root, ".ci", "reproducible")))
	documented := string(read(t, filepath.Join(root, "docs", "release.md")))
	for _, flag := range slices.Concat(release.Builds[0].Flags, release.Builds[0].Ldflags, []string{release.Builds[0].Main, "CGO_ENABLED=0"}) {
		if !strings.Contains(reproducible, flag) || !strings.Contains(documented, flag) {
			t.Errorf("%s builds with %s, .ci/reproducible or docs/release.md does not", ".ci/goreleaser.yaml", flag)
		}
	}
	for _, f := range release.Archives[0].Files {
		if _, err := os.Stat(filepath.Join(root, f.Src)); err != nil {
			t.Error(err)
		}
	}

	var hooks []struct{ ID, Name, Language, Entry string }
	load(".pre-commit-hooks.yaml", &hooks)
	for _, h := range hooks {
		name, _, _ := strings.Cut(strings.TrimPrefix(h.Entry, "docpiler "), " ")
		if h.ID != "docpiler-"+name || h.Language != "golang" || !slices.ContainsFunc(verbs, func(v verb) bool { return v.name == name }) {
			t.Errorf("hook %+v", h)
		}
	}

	var action struct {
		Inputs map[string]any
		Runs   struct {
			Using string
			Steps []struct {
				Shell, Run string
				Env        map[string]string
			}
		}
	}
	load("docs/recipes/action/action.yml", &action)
	script := string(read(t, filepath.Join(root, "docs", "recipes", "action", "run.sh")))
	step := action.Runs.Steps[0]
	if action.Runs.Using != "composite" || step.Shell == "" || strings.Contains(step.Run, "${{") || len(step.Env) != len(action.Inputs) {
		t.Errorf("action %+v", action)
	}
	for name, value := range step.Env {
		input := strings.TrimSuffix(strings.TrimPrefix(value, "${{ inputs."), " }}")
		if _, ok := action.Inputs[input]; !ok || !strings.Contains(script, name) {
			t.Errorf("%s: %s", name, value)
		}
	}
}
