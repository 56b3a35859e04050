package gofile

import (
	"bytes"
	"go/format"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const testHead = Header + "\n\npackage p\n\n"

func TestCheckRefuses(t *testing.T) {
	for _, tt := range []struct{ name, source, want string }{
		{"no header", "package p\n", "p.go: emitted source does not begin with its header"},
		{"no package", Header + "\n\nvar x = 1\n", "p.go:3:1: expected 'package'"},
		{"not go", testHead + "func", "p.go:5:5: expected 'IDENT'"},
		{"cgo", testHead + "import \"C\"\n", `p.go:5:8: emitted source breaks a rule: import of "C"`},
		{"dot import", testHead + "import . \"fmt\"\n", `p.go:5:8: emitted source breaks a rule: import of "fmt"`},
		{"blank import", testHead + "import _ \"fmt\"\n", "p.go:5:8: emitted source breaks a rule: import of"},
		{"named import", testHead + "import (\n\tf \"fmt\"\n)\n", "p.go:6:2: emitted source breaks a rule: import of"},
		{"foreign import", testHead + "import \"os/exec\"\n", `p.go:5:8: emitted source breaks a rule: import of "os/exec"`},
		{"late import", testHead + "type t int\n\nimport \"fmt\"\n", "p.go:7:1: imports must appear before other declarations"},
		{"block comment", testHead + "/* x */\n", `p.go:5:1: emitted source breaks a rule: the comment "/* x */"`},
		{"block comment within", testHead + "func F( /*line x.go:1*/ ) {}\n", `p.go:5:9: emitted source breaks a rule: the comment "/*line x.go:1*/"`},
		{"directive", testHead + "//go:generate rm\n", `p.go:5:1: emitted source breaks a rule: the comment "//go:generate rm"`},
		{"directive after code", testHead + "var x int //go:generate rm\n", `p.go:5:11: emitted source breaks a rule: the comment "//go:generate rm"`},
		{"line directive", testHead + "//line x.go:1\n", `p.go:5:1: emitted source breaks a rule: the comment "//line x.go:1"`},
		{"old directive", testHead + "// +build ignore\n", `p.go:5:1: emitted source breaks a rule: the comment "// +build ignore"`},
		{"old directive after blanks", testHead + "//  \t+build ignore\n", `p.go:5:1: emitted source breaks a rule: the comment`},
		{"early directive", Header + "\n\n//go:build ignore\n\npackage p\n", "p.go:3:1: emitted source breaks a rule: the comment"},
		{"init", testHead + "func init() {}\n", "p.go:5:1: emitted source breaks a rule: function init"},
		{"main", testHead + "func main() {}\n", "p.go:5:1: emitted source breaks a rule: function main"},
		{"test main", testHead + "func TestMain() {}\n", "p.go:5:1: emitted source breaks a rule: function TestMain"},
		{"no body", testHead + "func F()\n", "p.go:5:1: emitted source breaks a rule: function F has no body"},
		{"call", testHead + "var x = f()\n", "p.go:5:9: emitted source breaks a rule: a call on package level"},
		{"deep call", testHead + "var x = []int{1, -f(2)}\n", "p.go:5:19: emitted source breaks a rule: a call on package level"},
		{"call of a function there", testHead + "var x = func() int { return f() }()\n", "p.go:5:9: emitted source breaks a rule: a call on package level"},
		{"call in a type", testHead + "type t struct{ a [len(x)]int }\n", "p.go:5:19: emitted source breaks a rule: a call on package level"},
		{"string over lines", testHead + "var x = `a\n//go:generate rm`\n", "p.go:5:9: emitted source breaks a rule: a string spans lines"},
		{"string without end", testHead + "var x = \"a\n", "p.go:5:9: string literal not terminated"},
		{"escape", testHead + `var x = "\z"`, "p.go:5:11: unknown escape sequence"},
		{"number and name", testHead + "var x = 1a\n", "p.go:5:10: expected ';', found a"},
		{"turned round", testHead + "// a\u202eb\n", "p.go:5:5: emitted source breaks a rule: the invisible character U+202E"},
		{"invisible", testHead + "var x = \"\u200b\"\n", "p.go:5:10: emitted source breaks a rule: the invisible character U+200B"},
		{"return", testHead + "// a\r// b\n", "p.go:5:5: emitted source breaks a rule: the invisible character U+000D"},
		{"zero", testHead + "var x\x00 int\n", "p.go:5:6: illegal character NUL"},
		{"byte order", testHead + "\ufeffvar x int\n", "p.go:5:1: illegal byte order mark"},
		{"not UTF-8", testHead + "// \xff\n", "p.go:5:4: illegal UTF-8 encoding"},
		{"name", testHead + "var é int\n", `p.go:5:5: emitted source breaks a rule: the name "é"`},
		{"long name", testHead + "var " + strings.Repeat("x", 201) + " int\n", "p.go:5:5: emitted source breaks a rule: the name"},
		{"two statements", testHead + "func F() { a b }\n", "p.go:5:14: expected ';', found b"},
		{"deep", testHead + "var x = " + strings.Repeat("(", 200_000) + "1" + strings.Repeat(")", 200_000) + "\n", "exceeded max nesting depth"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := Check("p.go", []byte(tt.source)); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestCheckAccepts(t *testing.T) {
	for _, source := range []string{
		testHead,
		testHead + "import \"fmt\"\n\n// F is a method.\nfunc (t T) init() { fmt.Println() }\n",
		testHead + "//\n//\tcode\n// text\n",
		testHead + "// 日本語 é \ufffd\nvar x = \"日本語 \ufffd\"\n",
		testHead + "var x = func() int { return f() }\n",
	} {
		if err := Check("p.go", []byte(source)); err != nil {
			t.Errorf("%v\n%s", err, source)
		}
	}
}

// TestGenerated holds that the emitted files of the repository, the runtime
// among them, keep the rules and are in the layout of gofmt.
func TestGenerated(t *testing.T) {
	err := filepath.WalkDir("../../generated", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".go") {
			return err
		}
		source, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if err := Check(name, source); err != nil {
			t.Error(err)
		}
		if laidOut, err := format.Source(source); err != nil || !bytes.Equal(laidOut, source) {
			t.Errorf("%s is not in the layout of gofmt: %v", name, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
