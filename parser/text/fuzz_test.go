package text_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/text"
)

// Whatever the bytes are: no panic, places inside the page, the same tree twice.
func FuzzParse(f *testing.F) {
	archives, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range archives {
		if a, err := txtar.ParseFile(file); err == nil {
			f.Add(a.Files[0].Data)
		}
	}
	seeds, _ := filepath.Glob("../../seeds/*.txt")
	for _, file := range seeds {
		if data, err := os.ReadFile(file); err == nil {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		src := page.Source{Name: "a.txt", Data: data}
		pages := text.Parse(src)
		if again := text.Parse(src); !reflect.DeepEqual(pages, again) {
			t.Fatal("the same bytes give two trees")
		}
		lines := strings.Split(strings.TrimPrefix(string(data), "\ufeff"), "\n")
		inside := func(at ir.Pos) {
			if at.IsZero() || at.Line > len(lines) || at.Column < 1 || at.Column > utf8.RuneCountInString(lines[at.Line-1])+1 {
				t.Fatalf("place %v is outside the page", at)
			}
		}
		walk(pages[0].Root.Blocks, pages[0].Root.Sub, inside)
	})
}

// walk hands over every place of a tree, and checks that rows fit their table.
func walk(blocks []page.Block, sections []*page.Section, place func(ir.Pos)) {
	for _, b := range blocks {
		place(b.Pos())
		switch b := b.(type) {
		case *page.Para:
			spans(b.Spans, place)
		case *page.List:
			for _, item := range b.Items {
				walk(item, nil, place)
			}
		case *page.Note:
			walk(b.Blocks, nil, place)
		case *page.Table:
			rows := append([]page.Row{{At: b.At, Cells: b.Head}}, b.Rows...)
			for _, row := range rows {
				if len(row.Cells) != len(b.Head) {
					panic("a row does not fit its table")
				}
				for _, c := range row.Cells {
					place(c.At)
					spans(c.Spans, place)
				}
			}
		}
	}
	for _, s := range sections {
		place(s.At)
		spans(s.Title, place)
		walk(s.Blocks, s.Sub, place)
	}
}

func spans(in page.Inline, place func(ir.Pos)) {
	for _, s := range in {
		place(s.At)
	}
}
