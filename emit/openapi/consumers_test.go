package openapi

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/longtest"
)

// TestConsumers has other people's generators make Go code of a document, and
// compiles it: of an archive, and of the API versions of a saved IR if -ir names
// one. The generators are got into a module of the test's own.
func TestConsumers(t *testing.T) {
	longtest.Skip(t, "downloads ogen and oapi-codegen and compiles what they emit")
	dir := t.TempDir()
	run := func(name string, args ...string) {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), name, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s %q: %v\n%s", name, args, err, out[max(0, len(out)-4000):])
		}
	}
	run("go", "mod", "init", "example.com/consumers")
	run("go", "get", "-tool", "github.com/ogen-go/ogen/cmd/ogen@v1.25.0")
	run("go", "get", "-tool", "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@latest")
	for name, api := range consumed(t) {
		model, _ := gomodel.New(api, gomodel.Options{})
		for _, p := range model.Packages {
			doc, err := Document(api, &gomodel.Model{Packages: []*gomodel.Package{p}}, Options{Version: "3.0", Format: "json"})
			if err != nil {
				t.Fatal(err)
			}
			base := name + p.Dir
			if err := os.WriteFile(filepath.Join(dir, base+".json"), doc, 0o600); err != nil {
				t.Fatal(err)
			}
			run("go", "tool", "ogen", "--target", base+"ogen", "--package", "api", "--clean", base+".json")
			for _, kind := range []string{"types,client", "types,strict-server,std-http-server"} {
				out := base + kind[6:7]
				if err := os.MkdirAll(filepath.Join(dir, out), 0o700); err != nil {
					t.Fatal(err)
				}
				run("go", "tool", "oapi-codegen", "-generate", kind, "-package", "api", "-o", filepath.Join(out, "api.go"), base+".json")
			}
		}
	}
	run("go", "mod", "tidy")
	run("go", "build", "./...")
}

// consumed lists the APIs that the generators are given.
func consumed(t *testing.T) map[string]*ir.API {
	t.Helper()
	decode := func(data []byte) *ir.API {
		api, err := ir.Decode(data)
		if err != nil {
			t.Fatal(err)
		}
		return api
	}
	archive, err := txtar.ParseFile("testdata/service.txtar")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*ir.API{"archive": decode(archive.Files[0].Data)}
	if *saved != "" {
		data, err := os.ReadFile(*saved)
		if err != nil {
			t.Fatal(err)
		}
		out["saved"] = decode(data)
	}
	return out
}
