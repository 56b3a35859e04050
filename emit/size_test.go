package emit

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
)

// BenchmarkSlice reports how many types and lines random selections of
// operations emit, client and server, without the runtime and the tests. It
// needs DOCPILER_BENCH_IR, the file name of a saved IR.
func BenchmarkSlice(b *testing.B) {
	api := savedAPI(b)
	for _, size := range []int{1, 10, 100, len(api.Operations)} {
		b.Run(fmt.Sprintf("operations=%d", size), func(b *testing.B) { sliceSizes(b, api, size) })
	}
}

// sliceSizes emits selections of one size and reports medians and the largest.
func sliceSizes(b *testing.B, api *ir.API, size int) {
	random := rand.New(rand.NewPCG(1, uint64(size)))
	order := random.Perm(len(api.Operations))
	var types, lines []int
	for b.Loop() {
		var ids []string
		for _, i := range order[:size] {
			ids = append(ids, api.Operations[i].ID)
		}
		order = append(order[size:], order[:size]...)
		selected, err := ir.Select(api, ir.Selection{Include: ids})
		if err != nil {
			b.Fatal(err)
		}
		files, _, err := Generate(selected, Options{Package: "graph", Emit: []string{"client", "server"}})
		if err != nil {
			b.Fatal(err)
		}
		t, l := countCode(files)
		types, lines = append(types, t), append(lines, l)
	}
	slices.Sort(types)
	slices.Sort(lines)
	b.ReportMetric(float64(types[len(types)/2]), "types")
	b.ReportMetric(float64(types[len(types)-1]), "max-types")
	b.ReportMetric(float64(lines[len(lines)/2]), "lines")
	b.ReportMetric(float64(lines[len(lines)-1]), "max-lines")
}

// countCode counts structs and lines outside of the runtime.
func countCode(files Files) (types, lines int) {
	for name, data := range files {
		if !strings.HasPrefix(path.Base(name), "runtime") {
			types += bytes.Count(data, []byte(") UnmarshalJSON(data []byte) error"))
			lines += bytes.Count(data, []byte("\n"))
		}
	}
	return types, lines
}
