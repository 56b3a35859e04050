//go:build unix

package emit

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docpiler/docpiler/ir"
)

// emittedProgram makes one call through an emitted package.
const emittedProgram = `package main

import (
	"context"
	"fmt"
	"os"

	graph "example.com/emitted/v1"
)

func main() {
	client := graph.NewClient(graph.Options{Token: func(context.Context) (string, error) { return os.Getenv("TOKEN"), nil }})
	shift, err := client.Shifts.Start(context.Background(), os.Args[1], graph.ShiftStartBody{Reason: os.Args[2]})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(shift.ID, shift.StartDateTime)
}
`

// handWritten makes the same call with net/http alone.
const handWritten = `package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
)

func main() {
	body, err := json.Marshal(map[string]any{"reason": os.Args[2]})
	check(err)
	target := "https://graph.microsoft.com/v1.0/teams/" + url.PathEscape(os.Args[1]) + "/shifts/start"
	r, err := http.NewRequestWithContext(context.Background(), "POST", target, bytes.NewReader(body))
	check(err)
	r.Header.Set("Authorization", "Bearer "+os.Getenv("TOKEN"))
	r.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(r)
	check(err)
	defer answer.Body.Close()
	if answer.StatusCode >= 300 {
		check(fmt.Errorf("status %s", answer.Status))
	}
	var shift struct{ ID, StartDateTime string }
	check(json.NewDecoder(answer.Body).Decode(&shift))
	fmt.Println(shift.ID, shift.StartDateTime)
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
`

// BenchmarkGoBuild builds, with an empty build cache, a program that makes one
// call through an emitted slice, and one that makes it by hand. With
// DOCPILER_BENCH_IR it also builds all packages of that API, the standard
// library being built already. Figures are CPU seconds, the largest process in
// MB, the program in MB, and emitted lines.
func BenchmarkGoBuild(b *testing.B) {
	slice, err := txtar.ParseFile("testdata/inferred.txtar")
	if err != nil {
		b.Fatal(err)
	}
	b.Run("hand-written", func(b *testing.B) { build(b, Files{"main.go": []byte(handWritten)}, true) })
	b.Run("emitted", func(b *testing.B) {
		files := clientOf(b, slice.Files[0].Data)
		files["main.go"] = []byte(emittedProgram)
		build(b, files, true)
	})
	if name := os.Getenv("DOCPILER_BENCH_IR"); name != "" {
		data, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		b.Run("whole", func(b *testing.B) { build(b, clientOf(b, data), false) })
	}
}

// clientOf emits the client of an API.
func clientOf(b *testing.B, data []byte) Files {
	b.Helper()
	api, err := ir.Decode(data)
	if err != nil {
		b.Fatal(err)
	}
	files, _, err := Generate(api, Options{Package: "graph", Emit: []string{"client"}})
	if err != nil {
		b.Fatal(err)
	}
	return files
}

// build compiles a module and reports what it cost; cold also empties the
// build cache before each run and counts the standard library.
func build(b *testing.B, files Files, cold bool) {
	dir := b.TempDir()
	files["go.mod"] = []byte("module example.com/emitted\n\ngo 1.24\n")
	lines := 0
	for name, data := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			b.Fatal(err)
		}
		lines += bytes.Count(data, []byte("\n"))
	}
	var cpu, memory float64
	for b.Loop() {
		cache := b.TempDir()
		if !cold {
			goCommand(b, dir, cache, "build", "net/http", "encoding/json", "iter", "math/rand/v2")
		}
		seconds, megabytes := goCommand(b, dir, cache, "build", "-o", filepath.Join(dir, "out")+string(filepath.Separator), "./...")
		cpu, memory = cpu+seconds, max(memory, megabytes)
	}
	b.ReportMetric(cpu/float64(b.N), "cpu-s")
	b.ReportMetric(memory, "MB")
	b.ReportMetric(float64(lines), "lines")
	if info, err := os.Stat(filepath.Join(dir, "out", "emitted")); err == nil {
		b.ReportMetric(float64(info.Size())/1e6, "program-MB")
	}
}

// goCommand runs the go command and returns its CPU seconds, children
// included, and the memory of its largest process in MB.
func goCommand(b *testing.B, dir, cache string, args ...string) (seconds, megabytes float64) {
	b.Helper()
	if err := os.MkdirAll(filepath.Join(dir, "out"), 0o755); err != nil {
		b.Fatal(err)
	}
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOCACHE="+cache, "GOFLAGS=", "GOWORK=off", "GOPROXY=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	state := cmd.ProcessState
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if ok {
		megabytes = float64(usage.Maxrss) / 1024
	}
	return (state.UserTime() + state.SystemTime()).Seconds(), megabytes
}
