//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"text/tabwriter"
	"time"
)

// bench is one run of the benchmark.
type bench struct {
	docs  string
	runs  int
	grow  []int
	peers bool

	tmp      string // holds the built program, its cache and the projects
	self     string // this program, for the floors
	docpiler string
	out      io.Writer
}

func (b *bench) run(out io.Writer) error {
	b.out = out
	var err error
	if b.tmp, err = os.MkdirTemp("", "docpiler-bench-"); err != nil {
		return err
	}
	defer os.RemoveAll(b.tmp)
	if b.self, err = os.Executable(); err != nil {
		return err
	}
	b.docpiler = filepath.Join(b.tmp, "docpiler")
	if text, err := exec.Command("go", "build", "-o", b.docpiler, "./cmd/docpiler").CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w: %s", err, text)
	}
	pages, err := readPages(b.docs)
	if err != nil {
		return err
	}
	if len(pages) == 0 {
		return fmt.Errorf("%s holds no Markdown pages; name a folder with -docs", b.docs)
	}
	if err := b.whole(pages); err != nil {
		return err
	}
	if err := b.growth(pages); err != nil {
		return err
	}
	if b.peers {
		return b.comparePeers()
	}
	return nil
}

// whole measures every step on all pages.
func (b *bench) whole(pages []source) error {
	p, err := b.newProject("whole", pages)
	if err != nil {
		return err
	}
	got, err := medians(p.steps(), b.runs)
	if err != nil {
		return err
	}
	operations, err := p.operations()
	if err != nil {
		return err
	}
	b.printWhole(p, got, operations)
	return nil
}

// printWhole prints one row a step, each with its ratio to its floor.
func (b *bench) printWhole(p *project, got figures, operations int) {
	parse, format, cold := got["goldmark"].cpu, got["go/format"].cpu, got["generate, cold"].cpu
	fmt.Fprintf(b.out, "%d pages, %.1f MB, %d operations; median of %d runs\n\n", p.pages, float64(p.bytes)/1e6, operations, b.runs)
	w := tabwriter.NewWriter(b.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "| step\t| CPU s\t| wall s\t| peak MB\t| pages per CPU s\t| operations per CPU s\t| ratio\t| to\t|")
	fmt.Fprintln(w, "|---\t|---\t|---\t|---\t|---\t|---\t|---\t|---\t|")
	row := func(name string, floor time.Duration, to string) {
		u := got[name]
		fmt.Fprintf(w, "| %s\t| %.2f\t| %.2f\t| %d\t| %.0f\t| %.0f\t| %.2f\t| %s\t|\n", name, u.cpu.Seconds(), u.wall.Seconds(), u.rss/1e6,
			float64(p.pages)/u.cpu.Seconds(), float64(operations)/u.cpu.Seconds(), u.cpu.Seconds()/floor.Seconds(), to)
	}
	row("read", parse, "goldmark")
	row("goldmark", parse, "goldmark")
	row("go/format", format, "go/format")
	row("ir", parse, "goldmark")
	row("generate, cold", parse+format, "goldmark + go/format")
	row("generate, cold, one processor", parse+format, "goldmark + go/format")
	row("generate, cold, no tests", cold, "generate, cold")
	row("generate, nothing changed", cold, "generate, cold")
	row("generate, words of one page changed", cold, "generate, cold")
	row("generate, a property added on one page", cold, "generate, cold")
	row("generate, a property removed on one page", cold, "generate, cold")
	row("check", cold, "generate, cold")
	w.Flush()
	fmt.Fprintf(b.out, "\nBoth processors: %.2f times faster than one.\n",
		got["generate, cold, one processor"].wall.Seconds()/got["generate, cold"].wall.Seconds())
}

// growth measures ir and generate over more and more pages.
func (b *bench) growth(pages []source) error {
	if len(b.grow) == 0 {
		return nil
	}
	fmt.Fprintf(b.out, "\n| pages | ir, CPU ms per page | generate, cold, CPU ms per page | peak MB |\n|---|---|---|---|\n")
	for _, n := range b.grow {
		p, err := b.newProject(fmt.Sprintf("grow%d", n), sample(pages, n))
		if err != nil {
			return err
		}
		runs := b.runs
		if n > len(pages) { // one run of 50,000 pages takes a minute
			runs = min(runs, 3)
		}
		reading, err := p.ir().median(runs)
		if err != nil {
			return err
		}
		cold, err := p.cold("generate, cold").median(runs)
		if err != nil {
			return err
		}
		perPage := func(d time.Duration) float64 { return d.Seconds() * 1000 / float64(p.pages) }
		fmt.Fprintf(b.out, "| %d | %.3f | %.3f | %d |\n", p.pages, perPage(reading.cpu), perPage(cold.cpu), cold.rss/1e6)
		if err := os.RemoveAll(p.dir); err != nil {
			return err
		}
	}
	return nil
}

// operations counts the operations of a project.
func (p *project) operations() (int, error) {
	c := p.ir()
	cmd := exec.Command(c.args[0], c.args[1:]...)
	cmd.Dir, cmd.Env = c.dir, append(os.Environ(), c.env...)
	text, err := cmd.Output()
	if err != nil {
		return 0, err
	}
	var api struct{ Operations []struct{} }
	err = json.Unmarshal(text, &api)
	return len(api.Operations), err
}
