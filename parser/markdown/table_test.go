package markdown

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/docpiler/docpiler/parser/page"
)

// pieces are what cells are made of: as written and as read. The first two hold
// a pipe that parts no cells only because it stands in a code span.
var pieces = [][2]string{
	{"`a|b`", "a|b"}, {"`` `|` ``", "`|`"}, {"word", "word"}, {"two words", "two words"}, {"`c\\|d`", "c|d"}, {"x\\|y", "x|y"},
	{"\\{t\\}", "{t}"}, {"&lt;u&gt;", "<u>"}, {"**bold**", "bold"}, {"[link](x.md)", "link"}, {"<b>", ""}, {"<id>", "<id>"}, {"a_b_c", "a_b_c"},
}

// No cell loses text or gains any from another, whatever it holds, and however
// many cells a row has.
func TestCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		columns := rapid.IntRange(2, 5).Draw(t, "columns")
		count := rapid.IntRange(1, 7).Draw(t, "cells")
		first := 0
		if count < columns {
			first = 2 // where cells are missing such a pipe may as well part two
		}
		var source, want []string
		for range count {
			var written, read []string
			for _, i := range rapid.SliceOfN(rapid.IntRange(first, len(pieces)-1), 0, 3).Draw(t, "pieces") {
				written = append(written, pieces[i][0])
				read = append(read, pieces[i][1])
			}
			source = append(source, strings.Join(written, " "))
			want = append(want, strings.Join(strings.Fields(strings.Join(read, " ")), " "))
		}
		text := strings.Repeat("|h", columns) + "|\n" + strings.Repeat("|-", columns) + "|\n|" + strings.Join(source, "|") + "|\n"
		blocks := Parse(page.Source{Name: "a.md", Data: []byte(text)})[0].Root.Blocks
		cells := blocks[0].(*page.Table).Rows[0].Cells
		if len(cells) != columns {
			t.Fatalf("%q: %d cells", text, len(cells))
		}
		for i, c := range cells {
			expect := ""
			switch {
			case i == columns-1 && count > columns:
				expect = strings.Join(want[i:], "|")
			case i < count:
				expect = want[i]
			}
			if got := bareText(c.Spans.String()); got != bareText(expect) {
				t.Fatalf("%q: cell %d is %q, want %q", text, i, got, expect)
			}
		}
	})
}

// bareText drops blanks and the pipes that join cells in excess.
func bareText(s string) string {
	return strings.Trim(strings.Join(strings.Fields(s), ""), "|")
}

// A form feed at the end of a cell or row is no text, and leaves no row open.
func TestFormFeed(t *testing.T) {
	blocks := Parse(page.Source{Name: "a.md", Data: []byte("|h\f|i|\n|-|-|\n|a\f|\f|\n|**b:**\f|c|\f\nd | e | f\n|g|h\ni | j | k\n")})[0].Root.Blocks
	var got []string
	for _, r := range blocks[0].(*page.Table).Rows {
		for _, c := range r.Cells {
			got = append(got, c.Spans.String())
		}
	}
	if want := []string{"a", "", "b:", "c", "d", "e | f", "g", "h i | j | k"}; !slices.Equal(got, want) {
		t.Errorf("cells %q, want %q", got, want)
	}
}
