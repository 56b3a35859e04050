//go:build unix

// Command bench measures docpiler as a whole process against what cannot be
// avoided, goldmark's parse of the same pages and go/format of the same output, and
// against the aims in this file:
//
//	go run ./cmd/bench -docs ../shared/corpus/en-us -grow 11300,50000 -peers
//
// Figures are medians of several runs in turn; CPU is user plus system time of the
// process, memory its largest resident set, both as the kernel accounts them for a
// finished child. The machine may be shared: read the ratios.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

func main() {
	if len(os.Args) > 2 && os.Args[1] == floorVerb {
		exit(floor(os.Args[2], os.Args[3]))
	}
	b := bench{}
	docs := flag.String("docs", "../shared/corpus/en-us", "folder of `pages`")
	flag.IntVar(&b.runs, "runs", 5, "counted runs of each command, after one that is not counted")
	grow := flag.String("grow", "", "also measure these `numbers` of pages, e.g. 11300,50000")
	flag.BoolVar(&b.peers, "peers", false, "also measure oapi-codegen and ogen")
	flag.Parse()
	exit(b.run(*docs, *grow))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// bench is one run of the benchmark.
type bench struct {
	runs     int
	peers    bool
	tmp      string // holds the built program and the projects
	self     string // this program, for the floors
	docpiler string
	aims     []aim
}

// aim is a figure that is not to be exceeded, or not to fall short of.
type aim struct {
	what      string
	got, want float64
	least     bool // want is the least, not the most
}

func (a aim) held() bool { return a.got == a.want || a.least == (a.got > a.want) }

func (b *bench) run(docs, grow string) (err error) {
	sizes, err := numbers(grow)
	if err != nil {
		return err
	}
	if b.self, err = os.Executable(); err != nil {
		return err
	}
	if b.tmp, err = os.MkdirTemp("", "docpiler-bench-"); err != nil {
		return err
	}
	defer os.RemoveAll(b.tmp)
	b.docpiler = filepath.Join(b.tmp, "docpiler")
	if text, err := exec.Command("go", "build", "-o", b.docpiler, "./cmd/docpiler").CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w: %s", err, text)
	}
	pages, err := readPages(docs)
	if err != nil {
		return err
	}
	if err := b.whole(pages); err != nil {
		return err
	}
	for _, n := range sizes {
		if err := b.growth(sample(pages, n)); err != nil {
			return err
		}
	}
	if b.peers {
		if err := b.comparePeers(); err != nil {
			return err
		}
	}
	fmt.Println("\n| aim | measured | limit | held |\n|---|---|---|---|")
	for _, a := range b.aims {
		fmt.Printf("| %s | %.2f | %s %.2f | %t |\n", a.what, a.got, map[bool]string{true: "≥", false: "≤"}[a.least], a.want, a.held())
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
	fmt.Printf("%d pages, %.1f MB; medians of %d runs\n\n| step | CPU s | wall s | peak MB |\n|---|---|---|---|\n", len(pages), float64(p.bytes)/1e6, b.runs)
	for _, c := range p.steps() {
		u := got[c.name]
		fmt.Printf("| %s | %.2f | %.2f | %d |\n", c.name, u.cpu, u.wall, u.rss)
	}
	parse, cold := got["goldmark"].cpu, got["generate, cold"].cpu
	edited := got["generate, one page edited"]
	b.aims = append(b.aims,
		aim{what: "ir, to goldmark", got: got["ir"].cpu / parse, want: 4},
		aim{what: "cold, to goldmark and go/format", got: cold / (parse + got["go/format"].cpu), want: 1.6},
		aim{what: "an edited page, to cold", got: edited.cpu / cold, want: 0.25},
		aim{what: "an edited page, wall s", got: edited.wall, want: 0.5},
		aim{what: "nothing changed, to cold", got: got["generate, nothing changed"].cpu / cold, want: 0.1})
	return os.RemoveAll(p.dir)
}

// mostMemory are the MB that some numbers of pages may take.
var mostMemory = map[int]float64{11300: 400, 50000: 2000}

// growth measures one cold run over a number of pages.
func (b *bench) growth(pages []source) error {
	p, err := b.newProject("grow", pages)
	if err != nil {
		return err
	}
	cold, err := p.cold("generate, cold").once()
	if err != nil {
		return err
	}
	fmt.Printf("\n%d pages: %.3f CPU ms per page, %d MB\n", len(pages), 1000*cold.cpu/float64(len(pages)), cold.rss)
	if want, ok := mostMemory[len(pages)]; ok {
		b.aims = append(b.aims, aim{what: fmt.Sprintf("MB for %d pages", len(pages)), got: float64(cold.rss), want: want})
	}
	return os.RemoveAll(p.dir)
}

func numbers(list string) (out []int, err error) {
	for _, s := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' }) {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("-grow: %q is not a number of pages", s)
		}
		out = append(out, n)
	}
	return out, nil
}
