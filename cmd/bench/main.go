//go:build unix

// Command bench measures docpiler as a whole process against its floors, on a
// folder of pages:
//
//	go run ./cmd/bench -docs ../shared/corpus/en-us
//
// The floors are what cannot be avoided: goldmark's parse of the same bytes,
// and go/format of the same output. Figures are medians of several runs; CPU is
// user plus system time of the process, memory its largest resident set, both
// as the kernel accounts them for a finished child (what /usr/bin/time prints).
// The machine may be shared: read the ratios.
package main

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
)

func main() {
	if len(os.Args) > 2 && os.Args[1] == floorVerb {
		exit(floor(os.Args[2], os.Args[3:]))
	}
	var b bench
	flag.StringVar(&b.docs, "docs", "../shared/corpus/en-us", "folder of `pages`")
	flag.IntVar(&b.runs, "runs", 5, "counted runs of each command, after one that is not counted")
	grow := flag.String("grow", "", "also measure the growth over these `numbers` of pages, e.g. 500,5000,50000")
	flag.BoolVar(&b.peers, "peers", false, "also measure oapi-codegen and ogen on a description of as many operations")
	flag.Parse()
	var err error
	if b.grow, err = numbers(*grow); err != nil {
		exit(fmt.Errorf("-grow: %w", err))
	}
	exit(b.run(os.Stdout))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

func numbers(list string) ([]int, error) {
	if list == "" {
		return nil, nil
	}
	var out []int
	for _, s := range strings.Split(list, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("%q is not a number of pages", s)
		}
		out = append(out, n)
	}
	return out, nil
}
