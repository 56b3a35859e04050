package gofile

import (
	"bytes"
	"go/format"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/dave/jennifer/jen"
	"pgregory.net/rapid"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/templates"
)

// graphWords are names that belong to Microsoft Graph or its protocol.
var graphWords = regexp.MustCompile(`(?i)\bgraph\.|odata|microsoft|consistencylevel|innererror|x-ms-|azure-`)

func TestRuntime(t *testing.T) {
	all := []templates.RuntimeTags{"", templates.PlainTag, "plain " + templates.LinksTag, "plain " + templates.CursorTag, "plain " + templates.UnpagedTag}
	for _, part := range []templates.RuntimePart{templates.ClientPart, templates.ServerPart, templates.TestPart, templates.ServerTestPart} {
		for _, tags := range all {
			source, err := Runtime("graphv1", string(part)+".go", part, tags)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(source), "\npackage graphv1\n") || strings.Contains(string(source), "standin") {
				t.Errorf("%s: not the runtime behind another package clause", part)
			}
			named := graphWords.FindAllString(string(source), -1)
			if strings.Contains(string(tags), " ") && len(named) > 0 {
				t.Errorf("%s for %s mentions %q", part, tags, named)
			}
		}
	}
}

func TestDoc(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain", "It does a thing.", "// It does a thing.\n"},
		{"lines", "one\ntwo\r\n//go:generate rm", "// one two //go:generate rm\n"},
		{"directive", "+build ignore", "// Text: +build ignore\n"},
		{"directive in code", "\t+build ignore", "// Text: +build ignore\n"},
		{"go directive", "go:generate rm -rf", "// Text: go:generate rm -rf\n"},
		{"block", "*/ func init() {}", "// */ func init() {}\n"},
		{"bidi", "a\u202eb\u2028c\x1b[0m", "// a b c [0m\n"},
		{"code", "\tx := 1", "//\tx := 1\n"},
		{"no order", "line of code", "// Text: line of code.\n"},
		{"heading", "# It", "// Text: # It\n"},
		{"link", "[a]: b", "// Text: [a]: b\n"},
		{"no heading", "It", "// It.\n"},
		{"no heading in Japanese", "更新", "// 更新.\n"},
		{"a stop of its own", "更新します。", "// 更新します。\n"},
		{"quotation marks", "say ``it'' or ```go", "// say “it” or ```go.\n"},
		{"empty", " \n\u200b ", ""},
		{"nothing", "\u200b", ""},
		{"long", strings.Repeat("word ", 30), "// " + strings.TrimSpace(strings.Repeat("word ", 19)) + "\n// " + strings.TrimSpace(strings.Repeat("word ", 11)) + "\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(append(docLines([]string{tt.text}), ""), "\n"); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// TestDirective holds that isDirective knows what this pattern matches.
func TestDirective(t *testing.T) {
	pattern := regexp.MustCompile(`^(\+build|go:|line |export |extern |sys(nb)? |nolint|cgo |lint:|[a-z]+:[a-z])`)
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SampledFrom([]string{"+build", "go", "line", "export", "extern", "sys", "nb", "nolint", "cgo", "lint", ":", "x", "A", "1", "é"})
		word := strings.Join(rapid.SliceOfN(parts, 1, 4).Draw(t, "parts"), "")
		if got, want := isDirective(word, true), pattern.MatchString(word+" "); got != want {
			t.Errorf("%q before a blank: %v, want %v", word, got, want)
		}
		if got, want := isDirective(word, false), pattern.MatchString(word); got != want {
			t.Errorf("%q: %v, want %v", word, got, want)
		}
	})
}

// TestText holds that texts are literals on one line that Go reads as they were.
func TestText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SampledFrom([]string{"a", " ", `"`, "`", `\`, "\t", "\n", "\r", "é", "\u202e", "\x00", "\xff", "{}"})
		text := strings.Join(rapid.SliceOf(parts).Draw(t, "parts"), "")
		literal := quote(text)
		if read, err := strconv.Unquote(literal); err != nil || read != text || clean(literal) != literal {
			t.Errorf("%q: %s reads as %q (%v)", text, literal, read, err)
		}
	})
}

// TestNameRefused holds that nothing but a name gets in as a name.
func TestNameRefused(t *testing.T) {
	long := gomodel.Name(strings.Repeat("x", gomodel.MaxName+1))
	for _, name := range []gomodel.Name{"", "a b", "a.b", "a()", "a\nfunc init() {}", "é", "a/*", "a\"", "/", "func", "1a", long} {
		for what, f := range map[string]*File{
			"package": New(string(name)),
			"type":    declare(jen.Type().Add(Name(name)).Int()),
			"field":   declare(jen.Type().Id("T").Struct(Name(name).Int())),
			"member":  declare(jen.Var().Id("x").Op("=").Id("y").Add(Dot(name))),
			"use":     declare(jen.Var().Id("x").Add(Type(gomodel.Ref{Go: string(name)}))),
		} {
			if source, err := f.Source("p.go"); err == nil {
				t.Errorf("%s %q: no error\n%s", what, name, source)
			}
		}
	}
}

func declare(declaration jen.Code) *File {
	f := New("p")
	f.Declare(nil, declaration)
	return f
}

// FuzzText holds that page text stays inside comments and literals.
func FuzzText(f *testing.F) {
	for _, s := range []string{"a", "`\"\\", "\n//go:build x", "*/", "\u202e", "\x00", "+build x", "\t +build x", "\u00a0+build", "é\u2028"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		file := New("p")
		file.Declare(Doc(s), jen.Const().Id("X").Op("=").Add(Text(s)))
		file.Declare(Doc("About "+s, s, "\t"+s), jen.Func().Id("F").Params(jen.Id("a").Struct(
			Doc(s), jen.Id("b").Int().Add(Tag("json", s, ",omitzero")),
		)).Block(
			jen.Id("print").Call(TextLines([]string{s, s})...),
			Output(s, s),
		))
		source, err := file.Source("p.go")
		if err != nil {
			t.Fatalf("%v\n%s", err, source)
		}
		if err := Check("p.go", source); err != nil {
			t.Fatalf("%v\n%s", err, source)
		}
		if laidOut, err := format.Source(source); err != nil || !bytes.Equal(laidOut, source) {
			t.Fatalf("gofmt leaves (%v)\n%s\nof\n%s", err, laidOut, source)
		}
		if n := strings.Count(string(source), "\nfunc "); n != 1 {
			t.Fatalf("%d functions\n%s", n, source)
		}
	})
}
