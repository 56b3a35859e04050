package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/docpiler/docpiler/ir/longtest"
)

// Each archive in testdata/workflow is a repository that uses docpiler as
// engineers do: through the Go tools, in a module of its own. The module of the
// work tree stands in for the released one, so nothing is fetched. All but one
// build docpiler anew and so are long tests.
func TestWorkflows(t *testing.T) {
	if testing.Short() {
		t.Skip("builds docpiler several times; left out with -short")
	}
	out, err := exec.Command("go", "env", "GOMODCACHE", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	caches := strings.Fields(string(out))
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	// A test build fetches only what it links; the repositories want all that
	// go.mod lists, and get it from the module cache alone.
	download := exec.Command("go", "mod", "download")
	download.Dir = root
	if out, err := download.CombinedOutput(); err != nil {
		t.Skipf("the modules of go.mod cannot be had: %v\n%s", err, out)
	}
	files := []string{"testdata/workflow/tool-line.txtar"} // as the README has it
	if longtest.Enabled() {
		if files, err = filepath.Glob("testdata/workflow/*.txtar"); err != nil {
			t.Fatal(err)
		}
	}
	testscript.Run(t, testscript.Params{
		Files:               files,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE") != "",
		Setup: func(env *testscript.Env) error {
			env.Setenv("DOCPILER", root)
			env.Setenv("GOMODCACHE", caches[0])
			env.Setenv("GOCACHE", caches[1])
			env.Setenv("GOFLAGS", "-mod=mod")
			env.Setenv("GOPROXY", "off")
			env.Setenv("GOSUMDB", "off")
			env.Setenv("GOTOOLCHAIN", "local")
			return nil
		},
	})
}
