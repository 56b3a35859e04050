package emit

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/longtest"
)

var (
	mutants    = flag.Int("mutants", 12, "how many mutants of each kind TestMutants makes")
	mutantsOf  = flag.String("mutants-of", "", "saved IR whose packages TestMutants mutates; default: the reference beside the repository, else the archives")
	mutantsIn  = flag.Int("mutants-in", 60, "how many operations of the IR, chosen at random; 0: all")
	mutantSeed = flag.Uint64("mutants-seed", 1, "what the choice of operations and mutants depends on")
)

// TestMutants puts faults into emitted clients and servers, one at a time, and
// demands that the emitted tests catch at least 95 % of them: a wrong method,
// path segment, JSON name, query or header name, or status. All faults of a
// package are compiled at once; the environment says which one is at work.
func TestMutants(t *testing.T) {
	longtest.Skip(t, "compiles packages and runs their tests for each mutant")
	random := rand.New(rand.NewPCG(*mutantSeed, 0))
	packages := mutablePackages(t, random)
	var all []*mutant
	for _, dir := range slices.Sorted(maps.Keys(packages)) {
		all = append(all, seed(t, dir, packages[dir])...)
	}
	chosen := chooseMutants(all, random)
	if len(chosen) == 0 {
		t.Fatal("nothing to mutate")
	}
	programs := buildTests(t, packages)
	tryMutants(t, programs, chosen)
	caught, tried := map[string]int{}, map[string]int{}
	for _, m := range chosen {
		for _, kind := range []string{m.kind, "all"} {
			tried[kind]++
			if m.caught {
				caught[kind]++
			}
		}
		if !m.caught {
			t.Logf("not caught: %s in %s/%s:%d: %s became %s", m.kind, m.dir, m.file, m.line, m.was, m.is)
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(tried)) {
		t.Logf("%s: %d of %d mutants caught", kind, caught[kind], tried[kind])
	}
	t.Logf("%d places to mutate in %d packages", len(all), len(packages))
	if 100*caught["all"] < 95*tried["all"] {
		t.Errorf("%d of %d mutants caught, less than 95 %%", caught["all"], tried["all"])
	}
}

// mutablePackages returns emitted packages by folder.
func mutablePackages(t *testing.T, random *rand.Rand) map[string]Files {
	packages := map[string]Files{}
	add := func(name string, api *ir.API) {
		files, _, err := Generate(api, Options{Package: "graph"})
		if err != nil {
			t.Fatal(err)
		}
		for file, data := range files {
			dir := name + "/" + filepath.ToSlash(filepath.Dir(file))
			if packages[dir] == nil {
				packages[dir] = Files{}
			}
			packages[dir][filepath.Base(file)] = data
		}
	}
	if api := wholeReference(t); api != nil {
		add("reference", randomSlice(t, api, *mutantsIn, random))
		return packages
	}
	t.Log("the reference is not beside the repository; the archives stand for it")
	for name, archive := range archives(t) {
		api, err := ir.Decode(archive.Files[0].Data)
		if err != nil {
			t.Fatal(err)
		}
		add(strings.TrimSuffix(filepath.Base(name), ".txtar"), api)
	}
	return packages
}

// wholeReference returns the IR that -mutants-of names, else that of the
// reference pages beside the repository; nil if there are none.
func wholeReference(t *testing.T) *ir.API {
	if *mutantsOf == "" {
		return referenceAPI()
	}
	data, err := os.ReadFile(*mutantsOf)
	if err != nil {
		t.Fatal(err)
	}
	api, err := ir.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	return api
}

// chooseMutants returns some mutants of each kind.
func chooseMutants(all []*mutant, random *rand.Rand) []*mutant {
	random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	count := map[string]int{}
	return slices.DeleteFunc(slices.Clone(all), func(m *mutant) bool {
		count[m.kind]++
		return count[m.kind] > *mutants
	})
}

// buildTests compiles the tests of each package, faults asleep, and checks that
// they pass. It returns the programs by folder.
func buildTests(t *testing.T, packages map[string]Files) map[string]string {
	dir := t.TempDir()
	write := func(path string, data []byte) {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(dir, "go.mod"), []byte("module mutants\n\ngo 1.24\n"))
	programs := map[string]string{}
	for at, files := range packages {
		for name, data := range files {
			write(filepath.Join(dir, at, name), data)
		}
		programs[at] = filepath.Join(dir, strings.ReplaceAll(at, "/", "-")+".test")
		build := exec.Command("go", "test", "-c", "-vet=off", "-o", programs[at], "./"+at)
		build.Dir, build.Env = dir, append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOPROXY=off")
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%s does not build: %v\n%s", at, err, out)
		}
		if out, err := runTests(programs[at], "none"); err != nil {
			t.Fatalf("the tests of %s fail without a fault: %v\n%s", at, err, out)
		}
	}
	return programs
}

// tryMutants runs the tests of each mutant's package.
func tryMutants(t *testing.T, programs map[string]string, chosen []*mutant) {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	var mu sync.Mutex
	for _, m := range chosen {
		group.Go(func() error {
			out, err := runTests(programs[m.dir], m.id)
			m.caught = err != nil
			if err != nil && !bytes.Contains(out, []byte("FAIL")) && !bytes.Contains(out, []byte("panic")) {
				mu.Lock()
				defer mu.Unlock()
				t.Errorf("the tests of %s ended oddly: %v\n%s", m.file, err, out)
			}
			return nil
		})
	}
	_ = group.Wait()
}

// runTests runs a test program with one fault at work.
func runTests(program, id string) ([]byte, error) {
	ctx, stop := context.WithTimeout(context.Background(), 5*time.Minute)
	defer stop()
	run := exec.CommandContext(ctx, program, "-test.failfast")
	run.Env = append(os.Environ(), fmt.Sprintf("%s=%s", mutantVariable, id))
	return run.CombinedOutput()
}
