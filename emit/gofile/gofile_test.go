package gofile

import (
	"fmt"
	"strings"
	"testing"

	"github.com/dave/jennifer/jen"

	"github.com/docpiler/docpiler/templates"
)

func TestRuntime(t *testing.T) {
	for _, part := range []templates.RuntimePart{templates.ClientPart, templates.ServerPart} {
		source, err := Runtime("graphv1", string(part)+".go", part)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(source), "\npackage graphv1\n") || strings.Contains(string(source), "standin") {
			t.Errorf("%s: not the runtime behind another package clause", part)
		}
	}
}

func TestDoc(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain", "It does a thing.", "// It does a thing.\n"},
		{"lines", "one\ntwo\r\n//go:generate rm", "// one two //go:generate rm\n"},
		{"directive", "+build ignore", "// Text: +build ignore\n"},
		{"go directive", "go:generate rm -rf", "// Text: go:generate rm -rf\n"},
		{"block", "*/ func init() {}", "// */ func init() {}\n"},
		{"bidi", "a\u202eb\u2028c\x1b[0m", "// a b c [0m\n"},
		{"code", "\tx := 1", "//\tx := 1\n"},
		{"long", strings.Repeat("word ", 30), "// " + strings.TrimSpace(strings.Repeat("word ", 19)) + "\n// " + strings.TrimSpace(strings.Repeat("word ", 11)) + "\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := fmt.Sprintf("%#v", Doc(tt.text).Var().Id("x").Int())
			if want := tt.want + "var x int"; got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// FuzzText holds that page text stays inside comments and literals.
func FuzzText(f *testing.F) {
	for _, s := range []string{"a", "`\"\\", "\n//go:build x", "*/", "\u202e", "\x00", "+build x", "é\u2028"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		file := New("p")
		file.Add(Doc(s).Var().Id("X").Op("=").Add(Text(s)))
		file.Add(Doc("About "+s, s).Func().Id("F").Params(jen.Id("a").String()).Block())
		source, err := file.Source("p.go")
		if err != nil {
			t.Fatalf("%v\n%s", err, source)
		}
		if n := strings.Count(string(source), "\nfunc "); n != 1 {
			t.Fatalf("%d functions\n%s", n, source)
		}
	})
}

func TestCheckRefuses(t *testing.T) {
	const head = Header + "\n\npackage p\n\n"
	for name, source := range map[string]string{
		"no header":         "package p\n",
		"not go":            head + "func",
		"cgo":               head + "import \"C\"\n",
		"dot import":        head + "import . \"fmt\"\n",
		"blank import":      head + "import _ \"fmt\"\n",
		"foreign import":    head + "import \"os/exec\"\n",
		"block comment":     head + "/* x */\n",
		"directive":         head + "//go:generate rm\n",
		"old directive":     head + "// +build ignore\n",
		"init":              head + "func init() {}\n",
		"test main":         head + "func TestMain() {}\n",
		"call":              head + "var x = f()\n",
		"string over lines": head + "var x = `a\n//go:generate rm`\n",
		"invisible":         head + "// a\u202eb\n",
	} {
		if Check("p.go", []byte(source)) == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if err := Check("p.go", []byte(head+"import \"fmt\"\n\n// F is a method.\nfunc (t T) init() { fmt.Println() }\n")); err != nil {
		t.Errorf("a plain file: %v", err)
	}
}
