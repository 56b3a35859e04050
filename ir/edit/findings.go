package edit

import (
	"slices"

	"github.com/docpiler/docpiler/ir"
)

// maxMatched bounds the work of matching findings.
const maxMatched = 200

// matchFindings pairs the findings that say the same, in their order, notes their
// places, and gathers the others. It reports false if one finding stands at two
// places, or too many differ.
func (e *Edit) matchFindings(was, now []ir.Diagnostic) bool {
	was, now = once(was), once(now)
	for len(was) > 0 && len(now) > 0 && saysSame(was[0], now[0]) {
		if !e.moveFinding(was[0], now[0]) {
			return false
		}
		was, now = was[1:], now[1:]
	}
	for len(was) > 0 && len(now) > 0 && saysSame(was[len(was)-1], now[len(now)-1]) {
		if !e.moveFinding(was[len(was)-1], now[len(now)-1]) {
			return false
		}
		was, now = was[:len(was)-1], now[:len(now)-1]
	}
	if len(was) > maxMatched || len(now) > maxMatched {
		return false
	}
	most := make([][]int, len(was)+1) // pairs among what follows i and j
	for i := range most {
		most[i] = make([]int, len(now)+1)
	}
	for i := len(was) - 1; i >= 0; i-- {
		for j := len(now) - 1; j >= 0; j-- {
			if saysSame(was[i], now[j]) {
				most[i][j] = most[i+1][j+1] + 1
			} else {
				most[i][j] = max(most[i+1][j], most[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(was) && j < len(now) {
		switch {
		case saysSame(was[i], now[j]):
			if !e.moveFinding(was[i], now[j]) {
				return false
			}
			i, j = i+1, j+1
		case most[i+1][j] >= most[i][j+1]:
			e.Gone = append(e.Gone, was[i])
			i++
		default:
			e.New = append(e.New, now[j])
			j++
		}
	}
	e.Gone, e.New = append(e.Gone, was[i:]...), append(e.New, now[j:]...)
	return true
}

// once drops the findings that a page gives again, as the variants of a page with
// zones do: they are reported once.
func once(list []ir.Diagnostic) []ir.Diagnostic {
	var out []ir.Diagnostic
	seen := map[ir.Pos][]ir.Diagnostic{}
	for _, d := range list {
		at := d.Pos()
		if !slices.ContainsFunc(seen[at], func(x ir.Diagnostic) bool { return same(x, d) }) {
			seen[at] = append(seen[at], d)
			out = append(out, d)
		}
	}
	return out
}

func saysSame(a, b ir.Diagnostic) bool {
	return a.Severity == b.Severity && a.Code == b.Code && a.Message == b.Message && a.File == b.File &&
		slices.EqualFunc(a.Related, b.Related, func(x, y ir.Related) bool { return x.Message == y.Message && x.File == y.File })
}

func (e *Edit) moveFinding(was, now ir.Diagnostic) bool {
	for i, r := range was.Related {
		if !e.move(placeOf(r), placeOf(now.Related[i])) {
			return false
		}
	}
	return e.move(was.Pos(), now.Pos())
}

func placeOf(r ir.Related) ir.Pos { return ir.Pos{File: r.File, Line: r.Line, Column: r.Column} }

// Findings returns findings as they are now, in their order: the first ones, a
// number of them, are those of pages, sorted by place, to which Gone and New
// belong as far as they are reported. It reports false where the outcome is not
// sure: at a place of which nothing is known, on an edited page or in a file where
// other things moved, and where two findings would stand at one place.
func (e *Edit) Findings(list []ir.Diagnostic, ofPages int, edited func(file string) bool) (now []ir.Diagnostic, still int, ok bool) {
	pages, rest := slices.Clone(list[:ofPages]), slices.Clone(list[ofPages:])
	for _, d := range e.Gone {
		i := slices.IndexFunc(pages, func(x ir.Diagnostic) bool { return same(x, d) })
		if i < 0 {
			return nil, 0, false
		}
		pages = slices.Delete(pages, i, i+1)
	}
	if !e.place(pages, edited) || !e.place(rest, edited) {
		return nil, 0, false
	}
	for _, d := range e.New {
		i, taken := slices.BinarySearchFunc(pages, d, func(x, y ir.Diagnostic) int { return ir.ComparePos(x.Pos(), y.Pos()) })
		if taken {
			return nil, 0, false
		}
		pages = slices.Insert(pages, i, d)
	}
	return append(pages, rest...), len(pages), true
}

func same(a, b ir.Diagnostic) bool {
	return saysSame(a, b) && a.Pos() == b.Pos() && slices.Equal(a.Related, b.Related)
}

// place puts findings to where they are now.
func (e *Edit) place(list []ir.Diagnostic, edited func(file string) bool) bool {
	moved := map[string]bool{}
	for was, now := range e.moves {
		if was != now {
			moved[was.File] = true
		}
	}
	place := func(at ir.Pos) (ir.Pos, bool) {
		now, ok := e.moves[at]
		if !ok {
			now = at
		}
		return now, ok || at.IsZero() || !moved[at.File] && !edited(at.File)
	}
	for i := range list {
		d := &list[i]
		at, ok := place(d.Pos())
		if !ok {
			return false
		}
		d.Line, d.Column = at.Line, at.Column
		d.Related = slices.Clone(d.Related)
		for j := range d.Related {
			r := &d.Related[j]
			if at, ok = place(placeOf(*r)); !ok {
				return false
			}
			r.Line, r.Column = at.Line, at.Column
		}
	}
	return true
}
