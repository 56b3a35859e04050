package account

import (
	"cmp"
	"slices"
	"strings"
)

// Page is a file and what was made of it.
type Page struct {
	Facts    []Fact
	Values   []Value   // of the IR
	Findings []Finding // warnings and errors
	Aside    []Aside   // where readers say that no facts are expected
	Unread   bool      // neither operations nor types came of it: a request is never aside
}

// Aside are lines that readers know and that hold no facts.
type Aside struct {
	Lines
	Strong bool // not even strong ones, see [Fact]
}

// covers reports whether a fact is aside. A request in remarks and the like is none of
// the page's own, unless no operation was read.
func (a Aside) covers(f Fact, unread bool) bool {
	if !a.meets(f.Lines) {
		return false
	}
	if f.Kind == Request {
		return !unread
	}
	return a.Strong || !f.Strong
}

// Value is something in the IR, with its place.
type Value struct {
	Lines
	Words string // what stands in it: each text as [Squeeze] leaves it, and a blank
}

// Finding is the place of a finding.
type Finding struct {
	Line  int
	Whole bool // it speaks of all that begins there: a table, a code block, a section
}

// Total counts facts by what became of them.
type Total struct {
	Facts    int // lines, or blocks of JSON, that look like facts
	Used     int // values of the IR answer for them
	Reported int // findings answer for them
	Aside    int // they stand where readers expect no facts
}

// Add adds another total.
func (t *Total) Add(o Total) {
	t.Facts += o.Facts
	t.Used += o.Used
	t.Reported += o.Reported
	t.Aside += o.Aside
}

// Unaccounted returns how many facts nothing answers for.
func (t Total) Unaccounted() int { return t.Facts - t.Used - t.Reported - t.Aside }

// Run is facts that nothing answers for, with no other facts between them.
type Run []Fact

// Balance returns the account of a page, and the runs of facts that nothing answers
// for, in the order of the lines.
func Balance(p Page) (Total, []Run) {
	values := slices.Clone(p.Values)
	slices.SortStableFunc(values, func(a, b Value) int { return cmp.Compare(a.First, b.First) })
	var total Total
	var open []Run
	running := false
	for _, f := range p.Facts {
		for len(values) > 0 && values[0].Last < f.First {
			values = values[1:] // facts are in the order of their lines, too
		}
		total.Facts++
		was := running
		running = false
		switch {
		case used(f, values):
			total.Used++
		case reported(f, p.Findings):
			total.Reported++
		case f.Listed && !p.Unread, slices.ContainsFunc(p.Aside, func(a Aside) bool {
			return a.covers(f, p.Unread)
		}):
			total.Aside++
		case was:
			open[len(open)-1] = append(open[len(open)-1], f)
			running = true
		default:
			open = append(open, Run{f})
			running = true
		}
	}
	return total, open
}

// used reports whether values stand where a fact stands and hold its names. The
// values are in the order of their first lines.
func used(f Fact, values []Value) bool {
	there, end := false, 0
	for end < len(values) && values[end].First <= f.Last {
		there = there || values[end].meets(f.Lines)
		end++
	}
	return there && !slices.ContainsFunc(f.Names, func(name string) bool {
		return !slices.ContainsFunc(values[:end], func(v Value) bool { return v.meets(f.Lines) && holds(v.Words, name, f.Exact) })
	})
}

// holds reports whether a name is one of the words, or, unless exactly, in one.
func holds(words, name string, exactly bool) bool {
	for from := 0; ; {
		i := strings.Index(words[from:], name)
		if i < 0 || !exactly {
			return i >= 0
		}
		i += from
		if end := i + len(name); i > 0 && words[i-1] == ' ' && end < len(words) && words[end] == ' ' {
			return true
		}
		from = i + 1
	}
}

func reported(f Fact, findings []Finding) bool {
	return slices.ContainsFunc(findings, func(d Finding) bool {
		return d.Line > 0 && (f.First <= d.Line && d.Line <= f.Last || d.Whole && (d.Line == f.Block || d.Line == f.Section))
	})
}
