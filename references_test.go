package docpiler_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docpiler/docpiler"
	"github.com/docpiler/docpiler/emit"
	"github.com/docpiler/docpiler/ir/longtest"
	"github.com/docpiler/docpiler/ir/service"
	"github.com/docpiler/docpiler/parser/pages"
)

// referenceServices are what the configuration of a reference's user would say of
// the service; the dialect and the pages say the rest.
var referenceServices = map[string]service.Service{
	"azure-search": {
		URL: "https://demo.search.windows.net", Version: service.VersionNone, Auth: service.Auth{Header: "api-key"},
		Errors: service.Errors{Code: "error.code", Message: "error.message"},
	},
	"binance-spot": {
		URL: "https://api.binance.com", Version: service.VersionNone, Auth: service.Auth{Header: "X-MBX-APIKEY"},
		Errors: service.Errors{Code: "code", Message: "msg"},
	},
	"buildkite": {Paging: service.PagingLinks},
	"business-central-v2": {
		URL: "https://api.businesscentral.dynamics.com/v2.0/sandbox/api/v2.0", Version: service.VersionNone, Paging: service.PagingOData,
		Errors:   service.Errors{Code: "error.code", Message: "error.message"},
		Prefixes: []string{"/businesscentralPrefix", "/{businesscentralPrefix}", "/api/v2.0"},
	},
	"docker-1.24": {URL: "http://localhost/v1.24", Errors: service.Errors{Message: "message"}},
	"github-md":   {URL: "https://api.github.com", Version: service.VersionNone, Paging: service.PagingLinks},
}

// TestReferences holds the emitted code of other services' references to what that
// of Graph's is held to: it builds and vets, seven in ten of the examples or more
// run as tests, none fails, and each skip is a finding. DOCPILER_LONG_TESTS=all takes
// all references, not one in six.
func TestReferences(t *testing.T) {
	longtest.Skip(t, "builds and tests what eighteen references compile to")
	root, err := filepath.Abs(filepath.Join("..", "shared", "references"))
	if err != nil {
		t.Fatal(err)
	}
	folders, err := os.ReadDir(root)
	if err != nil {
		t.Skipf("there are no references beside the repository: %v", err)
	}
	for i, f := range folders {
		if f.IsDir() && (i%6 == 0 || longtest.Whole()) {
			t.Run(f.Name(), func(t *testing.T) { checkReference(t, filepath.Join(root, f.Name()), referenceServices[f.Name()]) })
		}
	}
}

func checkReference(t *testing.T, dir string, s service.Service) {
	r, err := docpiler.Build(docpiler.Job{
		Docs: []pages.Input{{Path: "."}}, Dir: dir, Options: docpiler.Options{Package: "api", Service: s},
	})
	if err != nil {
		t.Fatal(err)
	}
	skipped, found := 0, map[string]int{}
	for _, n := range r.Examples.Skipped {
		skipped += n
	}
	for _, d := range r.Findings {
		found[d.Code] += 1 + len(d.Related) // findings of one cause stand together
	}
	for code, n := range r.Examples.Skipped {
		if found[code] < n {
			t.Errorf("%d examples are skipped for %s, with %d findings", n, code, found[code])
		}
	}
	if total := r.Examples.Run + skipped; 10*r.Examples.Run < 7*total {
		t.Errorf("%d of %d examples run", r.Examples.Run, total)
	}
	module := t.TempDir()
	if _, err := emit.Write(emit.Target{Base: module, Output: "api"}, r.Files); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(module, "go.mod"), []byte("module example.com/reference\n\ngo 1.26.0\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"vet", "./..."}, {"test", "-json", "./..."}} {
		cmd := exec.Command("go", args...)
		cmd.Dir = module
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("go %s: %v\n%s", strings.Join(args, " "), err, failures(out))
		}
	}
	t.Logf("%d operations, %v", r.Operations, r.Examples)
}

// failures are what tests say that fail, and all that is no test's output, at most
// a screenful.
func failures(out []byte) string {
	var b strings.Builder
	for line := range bytes.Lines(out) {
		var event struct{ Action, Test, Output string }
		if json.Unmarshal(line, &event) != nil {
			b.Write(line)
		} else if event.Action == "output" && strings.Contains(event.Output, "_test.go:") && !strings.Contains(event.Output, "examples: ") {
			b.WriteString(event.Test + event.Output)
		}
		if b.Len() > 4000 {
			break
		}
	}
	return b.String()
}
