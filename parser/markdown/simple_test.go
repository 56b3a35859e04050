package markdown

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/docpiler/docpiler/parser/page"
)

func TestIsSimple(t *testing.T) {
	for line, want := range map[string]bool{
		"plain":                               true,
		"a `b` c":                             true,
		"[a](b.md), `c`, [d e](../f/g.md#h).": true,
		"snake_case and 1_000":                true,
		"[a](b?c=1&d=2)":                      true,
		"`a` `b`":                             true,
		"`[a](b`":                             true,
		"":                                    true,

		"**a b**": true, "**Note:** a": true, "a**b**c": true, "**a_b** **c**": true, "**a.**": true,

		"Wow!": false, "** a**": false, "**a **": false, "**a": false, "***a***": false, "**a***": false, "**a:**b": false,
		"**a*b**": false, "**`a`**": false, "****": false, "**\u201ea\u201c**": false, "*a": false, "_a_": false, "a_": false, "a & b": false, `a\b`: false, "a <br>": false,
		"`a": false, "``a``": false, "``": false, "`a``": false, "` a`": false, "`a `": false, "`a\\b`": false,
		"[a]": false, "[a][b]": false, "[a]: b": false, "[](b)": false, "[a]()": false, "[ a](b)": false, "a]": false,
		"[`a`](b)": false, "[[a](b)](c)": false, "![a](b)": false, "[!NOTE]": false, "[*a*](b)": false,
		"[a](b c)": false, "[a](b \"c\")": false, "[a](<b>)": false, "[a](b(c))": false, "[a](b": false, "[a](b\\)": false,

		"a\tb": true, "**a:**\tb": true, "**a:**\x01": false, "**a:**\f": false, "**a**\x01": false, "a\x00": false, "a\v": false, "a\f": false,
		"**a\x1fb**": false, "[a\x01](b)": false, "[a](b\x01)": false,
	} {
		if got := isSimple([]byte(line)); got != want {
			t.Errorf("%q: %v, want %v", line, got, want)
		}
	}
}

// What is simple gives the spans that goldmark's nodes give. A tag that changes
// nothing makes goldmark read the same text.
func TestSimpleAgrees(t *testing.T) {
	pieces := []string{"a", "B c", "1", " ", "  ", "_", "!", ".", ":x:", "\u00a0", "\u00e9", "`d`", "`e f`", "`", "[g](h)", "[i j](../k.md#l_m)", "[", "](", ")", "]", "\nb", "  \nb", "*", "**", "**m**", "**n o:**", "q**r**", "&amp;", "<", "|", "-",
		"\t", "\x00", "\x01", "\v", "\f", "\x1f", "\x7f", "`\f`", "`\x01`", "`n\v`"}
	rapid.Check(t, func(t *rapid.T) {
		text := "x" + strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 12).Draw(t, "pieces"), "") +
			rapid.SampledFrom([]string{"", "", "\f", "\v", " \x01"}).Draw(t, "end")
		for _, form := range []string{"%", "# %", "|%|\n|-|", "|h|\n|-|\n|%|"} {
			if !isSimple([]byte(text)) || form != "%" && strings.ContainsAny(text, "\n|") {
				continue
			}
			got, want := inlinesOf(form, text), inlinesOf(form, text+"<u></u>")
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("%q: %v, goldmark gives %v", text, got, want)
			}
		}
	})
}

// inlinesOf parses a text in a form of block and returns all that it shows.
func inlinesOf(form, text string) []page.Inline {
	p := Parse(page.Source{Name: "a.md", Data: []byte("---\nx: y\n---\n" + strings.ReplaceAll(form, "%", text) + "\n")})[0]
	out := []page.Inline{p.Title}
	for s := range p.Root.All() {
		for b := range page.Within(s.Blocks) {
			for in := range page.Texts(b) {
				out = append(out, in)
			}
		}
	}
	return out
}
