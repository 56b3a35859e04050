package changes

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/golden"
)

// Each archive in testdata holds changes as JSON and what each printer makes of
// them. Only the sections present are checked.
func TestPrinters(t *testing.T) {
	golden.Run(t, func(t *testing.T, a *golden.Archive) {
		var list []ir.Change
		if err := json.Unmarshal(a.Files[0].Data, &list); err != nil {
			t.Fatal(err)
		}
		for _, section := range a.Files[1:] {
			var got bytes.Buffer
			if err := printer(t, section.Name)(&got, list); err != nil {
				t.Fatal(err)
			}
			a.Want(t, section.Name, got.String())
		}
	})
}

func printer(t *testing.T, name string) func(io.Writer, []ir.Change) error {
	t.Helper()
	for _, f := range Formats {
		if f.Name == name {
			return f.Print
		}
	}
	t.Fatalf("no format %q", name)
	return nil
}

func TestMarkdownFitsAComment(t *testing.T) {
	var list []ir.Change
	for i := range 5000 {
		list = append(list, ir.Change{
			Kind: "endpoint-removed", Breaking: i%2 == 0, Subject: strings.Repeat("s", 500), Message: strings.Repeat("m", 500),
			At: ir.Pos{File: strings.Repeat("f", 500), Line: 1, Column: 1},
		})
	}
	var b bytes.Buffer
	if err := Markdown(&b, list); err != nil {
		t.Fatal(err)
	}
	if n := len([]rune(b.String())); n > 65_536 {
		t.Errorf("the comment has %d characters", n)
	}
	if !strings.Contains(b.String(), "and 2380 more") {
		t.Errorf("the comment does not say that changes are missing:\n%s", b.String()[b.Len()-200:])
	}
}

// Whatever a page writes, the printers show nothing hidden, JSON stays JSON,
// HTML has no element of the page's, and Markdown keeps it in code spans.
func TestHostileTexts(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		"<script>alert(1)</script>", "![x](https://e/x.png)", "@everyone", "`", "``` \n# h", "a|b", "\n\n# heading", "](x)",
		"<img src=x onerror=y>", "</code></li>", "\x1b[2J", "a\u202eb", "{{.}}",
	}))
	rapid.Check(t, func(t *rapid.T) {
		list := []ir.Change{{
			Kind: text.Draw(t, "kind"), Subject: text.Draw(t, "subject"), Message: text.Draw(t, "message"),
			Old: text.Draw(t, "old"), New: text.Draw(t, "new"), Breaking: rapid.Bool().Draw(t, "breaking"),
			At: ir.Pos{File: text.Draw(t, "file"), Line: rapid.IntRange(0, 2).Draw(t, "line"), Column: 1},
		}}
		for _, f := range Formats {
			var b bytes.Buffer
			if err := f.Print(&b, list); err != nil {
				t.Fatal(err)
			}
			out := b.String()
			for _, r := range out {
				if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
					t.Fatalf("%s shows the hidden character %U in %q", f.Name, r, out)
				}
			}
			checkInert(t, f.Name, out)
		}
	})
}

func checkInert(t *rapid.T, format, out string) {
	switch format {
	case "json":
		if !json.Valid([]byte(out)) {
			t.Fatalf("no JSON: %q", out)
		}
	case "html":
		doc, err := html.Parse(strings.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "img" || n.Data == "a") {
				t.Fatalf("an element of the page's: <%s> in %q", n.Data, out)
			}
		}
	case "markdown":
		for line := range strings.Lines(out) {
			line = strings.TrimSuffix(line, "\n")
			if item, isItem := strings.CutPrefix(strings.TrimLeft(line, " "), "- "); isItem {
				checkCodeSpans(t, item)
			} else if line != "" && !strings.HasPrefix(line, "##") {
				t.Fatalf("text of a page outside the list: %q", line)
			}
		}
	}
}

// checkCodeSpans reads a line as Markdown does: a code span ends at a run of as
// many backquotes as began it. Outside of them only the printer's words stand.
func checkCodeSpans(t *rapid.T, line string) {
	outside := ""
	for rest := line; rest != ""; {
		before, after, found := strings.Cut(rest, "`")
		outside += before
		if !found {
			break
		}
		fence := "`"
		for strings.HasPrefix(after, "`") {
			fence, after = fence+"`", after[1:]
		}
		end := strings.Index(after, fence)
		if end < 0 || strings.HasPrefix(after[end+len(fence):], "`") {
			t.Fatalf("a code span does not end where it should: %q", line)
		}
		rest = after[end+len(fence):]
	}
	if words := strings.Join(strings.Fields(outside), " "); words != "" && words != "at" {
		t.Fatalf("text outside code spans: %q in %q", words, line)
	}
}
