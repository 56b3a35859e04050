package emit

import (
	"go/format"
	"os"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
)

// savedAPI decodes the IR that the environment names: emitting knows no pages.
//
//	docpiler ir docs > api.json && DOCPILER_BENCH_IR=$PWD/api.json go test -bench . ./emit
func savedAPI(b *testing.B) *ir.API {
	b.Helper()
	name := os.Getenv("DOCPILER_BENCH_IR")
	if name == "" {
		b.Skip("DOCPILER_BENCH_IR names no saved IR")
	}
	data, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	api, err := ir.Decode(data)
	if err != nil {
		b.Fatal(err)
	}
	return api
}

// BenchmarkGenerate emits everything; its MB/s are those of the output.
func BenchmarkGenerate(b *testing.B) {
	api := savedAPI(b)
	b.ReportAllocs()
	for b.Loop() {
		files, _, err := Generate(api, Options{Package: "graph"})
		if err != nil {
			b.Fatal(err)
		}
		size := 0
		for _, data := range files {
			size += len(data)
		}
		b.SetBytes(int64(size))
	}
}

// BenchmarkFormat is the floor: go/format over the same output.
func BenchmarkFormat(b *testing.B) {
	files, _, err := Generate(savedAPI(b), Options{Package: "graph"})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		size := 0
		for name, data := range files {
			if strings.HasSuffix(name, ".go") {
				if _, err := format.Source(data); err != nil {
					b.Fatal(err)
				}
				size += len(data)
			}
		}
		b.SetBytes(int64(size))
	}
}

// BenchmarkPrepare names everything and digests all units: what a run pays whose
// pages are nearly all known.
func BenchmarkPrepare(b *testing.B) {
	api := savedAPI(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Prepare(api, Options{Package: "graph"}); err != nil {
			b.Fatal(err)
		}
	}
}
