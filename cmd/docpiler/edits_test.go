package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strings"
)

// state is a folder of pages that is edited at random.
type state struct {
	r     *rand.Rand
	pool  pool
	files map[string]string // by slash path below the docs folder
	past  []map[string]string
}

// pool is where pages come from.
type pool struct {
	names []string // of all files, sorted
	text  func(name string) string
}

func isFragment(name string) bool { return strings.Contains("/"+name, "/includes/") }

// linkTarget is a relative link of a page, or what it includes.
var linkTarget = regexp.MustCompile(`\]\(([^)\s#:]+\.md)`)

// newState takes a few neighbouring pages of a pool, with what they include and
// link to.
func newState(r *rand.Rand, p pool) *state {
	s := &state{r: r, pool: p, files: map[string]string{}}
	all := slices.DeleteFunc(slices.Clone(p.names), isFragment)
	at := r.IntN(len(all))
	for _, name := range all[at:min(len(all), at+1+r.IntN(4))] {
		s.take(name, 2)
	}
	return s
}

// take adds a file of the pool, and those that it leads to.
func (s *state) take(name string, depth int) {
	if _, known := slices.BinarySearch(s.pool.names, name); !known || s.files[name] != "" || len(s.files) > 15 {
		return
	}
	s.files[name] = s.pool.text(name)
	for _, m := range linkTarget.FindAllStringSubmatch(s.files[name], -1) {
		if target := path.Join(path.Dir(name), m[1]); depth > 0 || isFragment(target) {
			s.take(target, depth-1)
		}
	}
}

func (s *state) names() []string { return slices.Sorted(maps.Keys(s.files)) }

// pick returns one of a list, the zero value if it is empty.
func pick[T any](r *rand.Rand, list []T) (one T) {
	if len(list) > 0 {
		one = list[r.IntN(len(list))]
	}
	return one
}

// edit changes the folder in one way, and says which.
func (s *state) edit() string {
	s.past = append(s.past, maps.Clone(s.files))
	if s.r.IntN(4) > 0 {
		e := pick(s.r, textEdits)
		for range 10 { // until there is something of that kind
			name := pick(s.r, s.names())
			old := s.files[name]
			s.files[name] = e.do(s.r, old, s.files[pick(s.r, s.names())])
			if s.files[name] != old {
				return e.name + " on " + name
			}
		}
	}
	e := pick(s.r, folderEdits)
	e.do(s)
	return e.name
}

// folderEdits are edits that make, rename or remove files.
var folderEdits = []struct {
	name string
	do   func(*state)
}{
	{"remove", func(s *state) {
		if len(s.files) > 1 {
			delete(s.files, pick(s.r, s.names()))
		}
	}},
	{"add", func(s *state) { s.take(pick(s.r, s.pool.names), 0) }},
	{"copy", func(s *state) { name := pick(s.r, s.names()); s.files[s.newName(name)] = s.files[name] }},
	{"rename", func(s *state) {
		name := pick(s.r, s.names())
		text := s.files[name]
		delete(s.files, name)
		s.files[s.newName(name)] = text
	}},
	{"swap", func(s *state) {
		a, b := pick(s.r, s.names()), pick(s.r, s.names())
		s.files[a], s.files[b] = s.files[b], s.files[a]
	}},
	{"go back", func(s *state) { s.files = maps.Clone(pick(s.r, s.past)) }},
	{"undo", func(s *state) { s.files = maps.Clone(s.past[max(0, len(s.past)-2)]) }},
}

// newName makes a name for a file of the kind of another one.
func (s *state) newName(name string) string {
	dir, file := path.Split(name)
	if s.r.IntN(3) == 0 && !isFragment(name) {
		dir = path.Dir(pick(s.r, s.names())) + "/"
	}
	return path.Join(dir, pick(s.r, []string{"a", "m", "z"})+file)
}

// textEdits are edits of the text of one file; other is the text of some file.
var textEdits = []struct {
	name string
	do   func(r *rand.Rand, text, other string) string
}{
	{"move a bracket", moveBracket},
	{"drop a bracket", func(r *rand.Rand, text, _ string) string { return splice(r, text, bracket, "") }},
	{"double a bracket", func(r *rand.Rand, text, _ string) string { return splice(r, text, bracket, "$0$0") }},
	{"another value", func(r *rand.Rand, text, _ string) string {
		return splice(r, text, jsonValue, "${1}"+pick(r, jsonValues))
	}},
	{"another member", func(r *rand.Rand, text, other string) string {
		return splice(r, text, jsonMember, pick(r, jsonMember.FindAllString(text+other, -1)))
	}},
	{"another word", func(r *rand.Rand, text, other string) string {
		return splice(r, text, word, pick(r, word.FindAllString(other, -1)))
	}},
	{"another type", func(r *rand.Rand, text, other string) string {
		m := pick(r, typeCell.FindAllStringSubmatch(other, -1))
		if m == nil || r.IntN(2) == 0 {
			m = []string{"", "", pick(r, typeNames)}
		}
		return splice(r, text, typeCell, "${1}"+m[2]+"|")
	}},
	{"columns", func(r *rand.Rand, text, _ string) string { return editTable(r, text, editColumns) }},
	{"rows", func(r *rand.Rand, text, _ string) string { return editTable(r, text, editRuns) }},
	{"sections", editSections},
	{"another heading", func(r *rand.Rand, text, other string) string {
		return splice(r, text, heading, pick(r, heading.FindAllString(text+other, -1)))
	}},
	{"level of a heading", func(r *rand.Rand, text, _ string) string {
		return splice(r, text, hashes, pick(r, []string{"#", "##", "###"}))
	}},
	{"lines", func(r *rand.Rand, text, _ string) string {
		return strings.Join(editRuns(r, strings.SplitAfter(text, "\n")), "")
	}},
	{"drop a fence", func(r *rand.Rand, text, _ string) string { return splice(r, text, fence, "") }},
	{"drop an include", func(r *rand.Rand, text, _ string) string { return splice(r, text, include, "") }},
	{"another include", func(r *rand.Rand, text, other string) string {
		return splice(r, text, heading, "$0\n\n"+pick(r, include.FindAllString(text+other, -1)))
	}},
	{"put in a text", func(r *rand.Rand, text, other string) string {
		return splice(r, text, include, strings.ReplaceAll(other, "$", "$$"))
	}},
	{"drop the end", func(r *rand.Rand, text, _ string) string { return text[:r.IntN(len(text)+1)] }},
	{"a space", func(r *rand.Rand, text, _ string) string { return splice(r, text, word, "$0 ") }},
}

var (
	typeCell   = regexp.MustCompile(`(?m)^(\|[^|\n]+\|) *(\[\w+\]\([^)|]*\)(?: collection)?|\w+(?: collection)?) *\|`)
	typeNames  = []string{"String", "String collection", "Int32", "Int64", "Boolean", "DateTimeOffset", "doorState", "[siren](siren.md) collection", "[badge](badge.md)"}
	bracket    = regexp.MustCompile(`[{}\[\]]`)
	jsonValue  = regexp.MustCompile(`(": ?)(?:true|false|-?[0-9.]+|"[^"\n]*")`)
	jsonMember = regexp.MustCompile(`"[\w@.]+":`)
	word       = regexp.MustCompile(`[\p{L}\d.]+`)
	heading    = regexp.MustCompile(`(?m)^#+ .*$`)
	hashes     = regexp.MustCompile(`(?m)^#+`)
	fence      = regexp.MustCompile("(?m)^```.*$")
	include    = regexp.MustCompile(`\[!INCLUDE[^)]*\)\]`)
	jsonValues = []string{`true`, `5`, `1.5`, `"x"`, `"2024-01-01T00:00:00Z"`, `null`, `[]`, `{}`, `["a"]`, `[{"a": 1}]`,
		`{"@odata.type": "#microsoft.graph.siren", "tone": "low"}`}
)

// splice replaces one match of an expression, chosen at random.
func splice(r *rand.Rand, text string, at *regexp.Regexp, with string) string {
	m := pick(r, at.FindAllStringSubmatchIndex(text, -1))
	if m == nil {
		return text
	}
	return text[:m[0]] + string(at.ExpandString(nil, with, text, m)) + text[m[1]:]
}

// moveBracket moves a bracket past some of its neighbours.
func moveBracket(r *rand.Rand, text, _ string) string {
	all := bracket.FindAllStringIndex(text, -1)
	from, to := r.IntN(len(all)+1), r.IntN(len(all)+1)
	if from == len(all) || to == len(all) || from == to {
		return text
	}
	if near := from + 1 + r.IntN(3); r.IntN(3) > 0 && near < len(all) {
		to = near
	}
	sign := text[all[from][0]:all[from][1]]
	a, b := all[from][0], all[to][1]
	if from < to {
		return text[:a] + text[a+1:b] + sign + text[b:]
	}
	return text[:b] + sign + text[b:a] + text[a+1:]
}

// editRuns drops, doubles or swaps runs of lines or cells.
func editRuns(r *rand.Rand, list []string) []string {
	i, j := r.IntN(len(list)), r.IntN(len(list))
	switch r.IntN(3) {
	case 0:
		return slices.Delete(list, i, i+1)
	case 1:
		return slices.Insert(list, j, list[i])
	}
	list[i], list[j] = list[j], list[i]
	return list
}

// editTable edits the lines of one table.
func editTable(r *rand.Rand, text string, edit func(*rand.Rand, []string) []string) string {
	lines := strings.SplitAfter(text, "\n")
	var starts []int
	for i, line := range lines {
		if strings.HasPrefix(line, "|") && (i == 0 || !strings.HasPrefix(lines[i-1], "|")) {
			starts = append(starts, i)
		}
	}
	if len(starts) == 0 {
		return text
	}
	from := pick(r, starts)
	to := from
	for to < len(lines) && strings.HasPrefix(lines[to], "|") {
		to++
	}
	table := edit(r, slices.Clone(lines[from:to]))
	return strings.Join(slices.Concat(lines[:from], table, lines[to:]), "")
}

// editColumns does the same to the cells of every row.
func editColumns(r *rand.Rand, rows []string) []string {
	seed := r.Uint64()
	for i, row := range rows {
		cells := strings.Split(row, "|")
		if len(cells) > 3 {
			edited := editRuns(rand.New(rand.NewPCG(seed, 0)), cells[1:len(cells)-1:len(cells)-1])
			rows[i] = "|" + strings.Join(edited, "|") + "|" + cells[len(cells)-1]
		}
	}
	return rows
}

// editSections drops, doubles or swaps sections, or takes one from another page.
func editSections(r *rand.Rand, text, other string) string {
	list, others := sectionsOf(text), sectionsOf(other)
	if r.IntN(3) == 0 {
		return strings.Join(slices.Insert(list, r.IntN(len(list)+1), pick(r, others)), "")
	}
	return strings.Join(editRuns(r, list), "")
}

func sectionsOf(text string) []string {
	var list []string
	from := 0
	for _, m := range heading.FindAllStringIndex(text, -1) {
		list = append(list, text[from:m[0]])
		from = m[0]
	}
	return append(list, text[from:])
}

func (s *state) String() string {
	var b strings.Builder
	for _, name := range s.names() {
		fmt.Fprintf(&b, "-- %s --\n%s\n", name, s.files[name])
	}
	return b.String()
}
