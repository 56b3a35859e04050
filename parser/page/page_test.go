package page

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docpiler/docpiler/ir"
)

func TestLines(t *testing.T) {
	data := []byte("\xEF\xBB\xBFab\r\n\u00e4\u00f6\n\nend")
	want := map[int]ir.Pos{
		0: {Line: 1, Column: 1}, 3: {Line: 1, Column: 1}, 4: {Line: 1, Column: 2}, 6: {Line: 1, Column: 4},
		7: {Line: 2, Column: 1}, 9: {Line: 2, Column: 2}, 11: {Line: 2, Column: 3},
		12: {Line: 3, Column: 1}, 13: {Line: 4, Column: 1}, 16: {Line: 4, Column: 4}, 99: {Line: 4, Column: 4},
	}
	offsets := make([]int, 0, len(want))
	for offset := range want {
		offsets = append(offsets, offset)
	}
	slices.Sort(offsets)
	lines := NewLines("", data)
	for range 20 { // in every order: the last answer is remembered
		for _, offset := range offsets {
			if got := lines.At(offset); got != want[offset] {
				t.Fatalf("At(%d) = %v, want %v (order %v)", offset, got, want[offset], offsets)
			}
		}
		rand.Shuffle(len(offsets), func(i, j int) { offsets[i], offsets[j] = offsets[j], offsets[i] })
	}
}

func TestUnixLines(t *testing.T) {
	for in, want := range map[string]string{"a\r\nb\n": "a\nb\n", "a\rb\r": "a\nb\n", "a\rb\n": "a b\n", "a\r\r\n": "a \n", "a": "a"} {
		if got := string(UnixLines([]byte(in))); got != want {
			t.Errorf("UnixLines(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestUTF8(t *testing.T) {
	for in, want := range map[string]string{
		"a\u00e4": "a\u00e4", "\xFF\xFEa\x00\xe4\x00": "a\u00e4", "\xFE\xFF\x00a\x00\xe4": "a\u00e4",
		"\xFF\xFE": "", "\xFF\xFEa": "", "\xFF\xFE\x3d\xd8\x00\xde": "\U0001f600",
	} {
		if got := string(UTF8([]byte(in))); got != want {
			t.Errorf("UTF8(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	for in, want := range map[string]string{"HTTP request": "http-request", "timeCard: clockIn": "timecard-clockin", "A & B_c-d": "a--b_c-d", "": ""} {
		if got := Slug(in); got != want {
			t.Errorf("Slug(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"http": HTTP, "curl": HTTP, "CSharp": "csharp", "programming-language-objectivec": "objc", "portal": "",
	} {
		if got := Tab(in); got != want {
			t.Errorf("Tab(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"java, curl": HTTP, "java,go": "java", "portal": "", "": ""} {
		if got := PivotTab(in); got != want {
			t.Errorf("PivotTab(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string][]string{
		"graph-v1,graph-beta": {"beta", "v1.0"}, ">=graph-rest-1.0": {"v1.0"}, "graph-rest-beta || rest-2.1": {"beta", "v2.1"},
		"programming-language-go": nil, "": nil, "alphabeta": nil,
	} {
		if got := Versions(in); !slices.Equal(got, want) {
			t.Errorf("Versions(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSpans(t *testing.T) {
	var b Spans
	b.Text(" one ")
	b.Text("two")
	b.Change(&b.Bold, 1)
	b.Text("bold")
	b.Change(&b.Bold, -1)
	b.NewLine()
	b.Text(" ")
	b.Text("three")
	b.Break()
	b.OpenLink("empty.md")
	b.CloseLink()
	b.OpenLink("#here")
	b.CloseLink()
	b.Text(" \n ")
	want := Inline{{Text: "one two"}, {Kind: Bold, Text: "bold"}, {Kind: Break}, {Text: "three"}, {Kind: Break}, {Kind: Link, Href: "empty.md"}}
	if diff := cmp.Diff(want, b.Inline()); diff != "" {
		t.Error(diff)
	}
	if b.Len() != 0 {
		t.Errorf("%d spans are left", b.Len())
	}
}

func TestFit(t *testing.T) {
	cell := func(text string) Cell { return Cell{Spans: Inline{{Text: text}}} }
	long := Fit(Row{Cells: []Cell{cell("a"), cell("b"), cell("c")}}, 2)
	if got := long.Cells[1].Spans.String(); len(long.Cells) != 2 || got != "b c" || !long.Ragged {
		t.Errorf("a long row becomes %d cells, the last %q", len(long.Cells), got)
	}
	short := Fit(Row{Cells: []Cell{cell("a")}}, 2)
	if len(short.Cells) != 2 || !short.Ragged {
		t.Errorf("a short row becomes %d cells", len(short.Cells))
	}
}

// A comment annotates the next code; remarks and paragraphs between do not
// matter, headings and tables do; code of other languages has none.
func TestAnnotations(t *testing.T) {
	p := &Page{}
	b := NewBuilder(p)
	note := func() *Comment { return &Comment{Text: `{ "blockType": "request" }`} }
	first, second, third := &Code{}, &Code{}, &Code{}
	b.Add(note())
	b.Add(&Para{Spans: Inline{{Text: "between"}}})
	b.Add(&Comment{Text: "a remark"})
	b.OpenTab("csharp")
	foreign := &Code{}
	b.Add(foreign)
	b.Add(&Para{Spans: Inline{{Text: "dropped"}}})
	b.CloseTabs()
	b.Add(first)
	b.Add(second)
	b.Add(note())
	b.Heading(&Section{Level: 2, Title: Inline{{Text: "H"}}})
	b.Add(third)
	if first.Annotation == nil || second.Annotation != nil || third.Annotation != nil || foreign.Annotation != nil {
		t.Errorf("annotations: %v %v %v %v", first.Annotation, second.Annotation, third.Annotation, foreign.Annotation)
	}
	if foreign.Tab != "csharp" || first.Tab != "" || len(p.Root.Blocks) != 7 {
		t.Errorf("tabs %q, %q; %d blocks", foreign.Tab, first.Tab, len(p.Root.Blocks))
	}
}
