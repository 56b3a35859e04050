package emit

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/emit/tests"
	"github.com/docpiler/docpiler/ir"
)

// Tests says what became of the examples of one part of the output.
type Tests struct {
	Run        int
	Skips      []tests.Skip
	Incomplete []tests.Skip // examples that run with made-up parts
}

// Examples counts the documented examples by what the emitted tests do with
// them. The zero value stands for no tests.
type Examples struct {
	Run     int            // examples that a test sends and answers
	Skipped map[string]int // the others, by finding code
}

// String words the totals: "26 run, 3 skipped (1 json-broken, 2 example-unmatched)".
func (e Examples) String() string {
	total := 0
	var byCode []string
	for _, code := range slices.Sorted(maps.Keys(e.Skipped)) {
		total += e.Skipped[code]
		byCode = append(byCode, fmt.Sprintf("%d %s", e.Skipped[code], code))
	}
	out := fmt.Sprintf("%d run, %d skipped", e.Run, total)
	if total > 0 {
		out += " (" + strings.Join(byCode, ", ") + ")"
	}
	return out
}

// addTests counts the examples of all parts and reports those that are skipped.
func (out *Output) addTests(api *ir.API, parts []Printed) {
	var skips, incomplete []tests.Skip
	for _, p := range parts {
		out.Examples.Run += p.Tests.Run
		skips = append(skips, p.Tests.Skips...)
		incomplete = append(incomplete, p.Tests.Incomplete...)
	}
	for _, s := range skips {
		if out.Examples.Skipped == nil {
			out.Examples.Skipped = map[string]int{}
		}
		out.Examples.Skipped[s.Code]++
	}
	out.Found = append(out.Found, exampleFindings(api, skips, incomplete)...)
}

// Check returns the findings of [Generate] without printing a file.
func Check(api *ir.API, opt Options) []ir.Diagnostic {
	model, found := gomodel.New(api, gomodel.Options{Package: opt.Package, Locale: opt.Locale})
	var skips, incomplete []tests.Skip
	if opt.wants("tests") {
		for _, p := range model.Packages {
			left, completed := tests.Skips(p)
			skips, incomplete = append(skips, left...), append(incomplete, completed...)
		}
	}
	return append(found, exampleFindings(api, skips, incomplete)...)
}

// exampleKey is a kind of finding about one example.
type exampleKey struct {
	code, file string
	line       int // of the request
}

// exampleFindings reports each example that the tests leave out or complete, if
// the page's findings do not say so already. What it costs is a test, not a
// fact: info.
func exampleFindings(api *ir.API, skips, incomplete []tests.Skip) []ir.Diagnostic {
	if len(skips)+len(incomplete) == 0 {
		return nil
	}
	known := foundByPages(api)
	var found []ir.Diagnostic
	report := func(list []tests.Skip, format string) {
		for _, s := range list {
			key := exampleKey{s.Code, s.At.File, s.At.Line}
			if known[key] {
				continue
			}
			known[key] = true
			d := ir.NewDiagnostic(s.Code, s.At, fmt.Sprintf(format, ir.Visible(shorten(s.Reason))))
			d.Severity = ir.Info
			found = append(found, d)
		}
	}
	report(skips, "The tests skip the example: %s.")
	report(incomplete, "The example lacks what the page requires, so its test makes it up: %s.")
	slices.SortStableFunc(found, func(x, y ir.Diagnostic) int {
		return cmp.Or(ir.ComparePos(x.Pos(), y.Pos()), cmp.Compare(x.Code, y.Code))
	})
	return found
}

// foundByPages says which findings the page has about which example: those
// between its request line and the next one.
func foundByPages(api *ir.API) map[exampleKey]bool {
	lines := map[string][]int{}
	for _, op := range api.Operations {
		for _, e := range op.Examples {
			lines[e.Request.At.File] = append(lines[e.Request.At.File], e.Request.At.Line)
		}
	}
	for file := range lines {
		slices.Sort(lines[file])
	}
	known := map[exampleKey]bool{}
	for _, d := range api.Diagnostics {
		starts := lines[d.File]
		at, exact := slices.BinarySearch(starts, d.Line)
		if !exact {
			at--
		}
		if at >= 0 {
			known[exampleKey{d.Code, d.File, starts[at]}] = true
		}
	}
	return known
}

// maxReason bounds what a finding quotes of a page, in runes.
const maxReason = 300

func shorten(text string) string {
	if runes := []rune(text); len(runes) > maxReason {
		return string(runes[:maxReason]) + "…"
	}
	return text
}
