package gofile

import (
	"bytes"
	"errors"
	"fmt"
	goscanner "go/scanner"
	"go/token"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const testHead = Header + "\n\npackage p\n\n"

func TestCheckRefuses(t *testing.T) {
	for _, tt := range []struct{ name, source, want string }{
		{"no header", "package p\n", "p.go: emitted source does not begin with its header"},
		{"no package", Header + "\n\nvar x = 1\n", "p.go:3:1: expected package, found var"},
		{"not go", testHead + "func", "p.go:5:5: expected a name, found the end of the file"},
		{"cgo", testHead + "import \"C\"\n", `p.go:5:8: import of "C"`},
		{"dot import", testHead + "import . \"fmt\"\n", "p.go:5:8: import of ."},
		{"blank import", testHead + "import _ \"fmt\"\n", "p.go:5:8: import of _"},
		{"named import", testHead + "import (\n\tf \"fmt\"\n)\n", "p.go:6:2: import of f"},
		{"foreign import", testHead + "import \"os/exec\"\n", `p.go:5:8: import of "os/exec"`},
		{"late import", testHead + "type t int\n\nimport \"fmt\"\n", "p.go:7:1: expected a declaration, found import"},
		{"block comment", testHead + "/* x */\n", "p.go:5:1: a comment does not begin with //"},
		{"directive", testHead + "//go:generate rm\n", "p.go:5:1: a comment does not begin with a blank"},
		{"line directive", testHead + "//line x.go:1\n", "p.go:5:1: a comment does not begin with a blank"},
		{"old directive", testHead + "// +build ignore\n", "p.go:5:1: a comment is a directive"},
		{"old directive behind blanks", testHead + "//  \t+build ignore\n", "p.go:5:1: a comment is a directive"},
		{"early directive", Header + "\n\n//go:build ignore\n\npackage p\n", "p.go:3:1: a comment does not begin with a blank"},
		{"init", testHead + "func init() {}\n", "p.go:5:1: function init"},
		{"main", testHead + "func main() {}\n", "p.go:5:1: function main"},
		{"test main", testHead + "func TestMain() {}\n", "p.go:5:1: function TestMain"},
		{"call", testHead + "var x = f()\n", "p.go:5:10: a call on package level"},
		{"deep call", testHead + "var x = []int{1, -f(2)}\n", "p.go:5:20: a call on package level"},
		{"call of a function there", testHead + "var x = func() int { return f() }()\n", "p.go:5:34: a call on package level"},
		{"call in a type", testHead + "type t struct{ a [len(x)]int }\n", "p.go:5:22: a call on package level"},
		{"string over lines", testHead + "var x = `a\n//go:generate rm`\n", "p.go:5:9: a string spans lines"},
		{"string without end", testHead + "var x = \"a\n", "p.go:5:9: a string spans lines"},
		{"string at the end", testHead + "var x = \"a\\", "p.go:5:9: an escape sequence that Go does not know"},
		{"escape", testHead + `var x = "\z"`, "p.go:5:9: an escape sequence that Go does not know"},
		{"quote in another", testHead + `var x = "\'"`, "p.go:5:9: an escape sequence that Go does not know"},
		{"octal", testHead + `var x = "\400"`, "p.go:5:9: an escape sequence for no character"},
		{"surrogate", testHead + `var x = "\ud800"`, "p.go:5:9: an escape sequence for no character"},
		{"beyond Unicode", testHead + `var x = "\U00110000"`, "p.go:5:9: an escape sequence for no character"},
		{"beyond 32 bits", testHead + `var x = "\UFFFFFFFF"`, "p.go:5:9: an escape sequence for no character"},
		{"two characters", testHead + "var x = 'ab'\n", "p.go:5:9: a character does not end"},
		{"no character", testHead + "var x = ''\n", "p.go:5:9: a character is missing"},
		{"hexadecimal", testHead + "var x = 0x\n", "p.go:5:9: a number that is not plain"},
		{"octal number", testHead + "var x = 08\n", "p.go:5:9: a number that is not plain"},
		{"number and name", testHead + "var x = 1a\n", "p.go:5:9: a number that is not plain"},
		{"exponent", testHead + "var x = 1e+\n", "p.go:5:9: a number that is not plain"},
		{"turned round", testHead + "// a\u202eb\n", "p.go:5:1: an invisible character"},
		{"invisible", testHead + "var x = \"\u200b\"\n", "p.go:5:9: an invisible character"},
		{"return", testHead + "// a\r// b\n", "p.go:5:1: an invisible character"},
		{"zero", testHead + "var x\x00 int\n", "p.go:5:6: a character that Go does not know"},
		{"byte order", testHead + "\ufeffvar x int\n", "p.go:5:1: an invisible character"},
		{"not UTF-8", testHead + "// \xff\n", "p.go:5:1: a character that is not UTF-8"},
		{"not UTF-8 in a string", testHead + "var x = \"\xc3\"\n", "p.go:5:9: a character that is not UTF-8"},
		{"name", testHead + "var é int\n", "p.go:5:5: a name that is not ASCII"},
		{"long name", testHead + "var " + strings.Repeat("x", 201) + " int\n", "p.go:5:5: a name that is too long"},
		{"keyword", testHead + "var type int\n", "p.go:5:5: expected a name, found type"},
		{"no comma", testHead + "var x = []int{\n1\n}\n", "p.go:6:2: expected }, found the end of the line"},
		{"two statements", testHead + "func F() { a b }\n", "p.go:5:14: expected ;, found b"},
		{"names and types", testHead + "func F(a int, []string) {}\n", "p.go:5:23: a parameter without a name or type"},
		{"early variadic", testHead + "func F(a ...int, b int) {}\n", "p.go:5:23: a variadic parameter before the last"},
		{"shared variadic", testHead + "func F(a, b ...int) {}\n", "p.go:5:19: a variadic parameter before the last"},
		{"assignment for a condition", testHead + "func F() { if a := b {} }\n", "p.go:5:22: expected a condition, found {"},
		{"no call", testHead + "func F() { defer x }\n", "p.go:5:20: expected a call, found }"},
		{"type switch elsewhere", testHead + "func F() { x := y.(type) }\n", "p.go:5:20: expected a type, found type"},
		{"no body", testHead + "func F()\n", "p.go:5:9: expected {, found the end of the line"},
		{"deep", testHead + "var x = " + strings.Repeat("(", 20_000) + "1" + strings.Repeat(")", 20_000) + "\n", "p.go:5:10009: it is nested too deeply"},
		{"long", testHead + "var x = 1" + strings.Repeat(" + 1", 20_000) + "\n", "p.go:5:40011: it is nested too deeply"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := strings.Replace(tt.want, ": ", ": emitted source breaks a rule: ", 1)
			if strings.Contains(tt.want, "its header") {
				want = tt.want
			}
			if err := Check("p.go", []byte(tt.source)); err == nil || err.Error() != want {
				t.Errorf("got  %v\nwant %s", err, want)
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
		if err := Agree("p.go", []byte(source)); err != nil {
			t.Errorf("%v\n%s", err, source)
		}
	}
}

// What Check takes for too deep, go/parser must not take for too deep before.
func TestCheckOfNesting(t *testing.T) {
	for _, tt := range []struct{ before, open, middle, close, after string }{
		{"var x = ", "(", "1", ")", ""},
		{"var x = ", "!", "1", "", ""},
		{"var x = ", "a[", "1", "]", ""},
		{"var x = ", "[]int{", "", "}", ""},
		{"var x = t{", "{", "", "}", "}"},
		{"var x = ", "1 + ", "1", "", ""},
		{"var x = ", "1 || 1 && 1 == 1 + 1 * (", "1", ")", ""},
		{"var x = ", "", "a", ".b", ""},
		{"var x = ", "func() { x = ", "1", " }", ""},
		{"var x ", "[]", "int", "", ""},
		{"var x ", "map[", "int", "]int", ""},
		{"var x ", "func(", "int", ")", ""},
		{"var x ", "struct{ a ", "int", " }", ""},
		{"var x ", "interface{ m(a ", "int", ") }", ""},
		{"var x ", "t[", "int", "]", ""},
		{"func F() { f(", "f(", "1", ")", ") }"},
		{"func F() {", "{", "", "}", "}"},
		{"func F() {", "if x {} else ", "{}", "", "}"},
		{"func F() {", "for {", "", "}", "}"},
		{"func F() {", "switch { case x: ", "", "}", "}"},
	} {
		deepest := 0
		for _, n := range []int{100, 1000, 2000, 3000, 4900, 9900, 20_000} {
			source := testHead + tt.before + strings.Repeat(tt.open, n) + tt.middle + strings.Repeat(tt.close, n) + tt.after + "\n"
			if holds(t, []byte(source)) {
				deepest = n
			}
		}
		if deepest < 1000 || deepest > 9900 {
			t.Errorf("%s…: %d levels pass", tt.before+tt.open, deepest)
		}
	}
}

// Agree returns an error unless Check and go/parser both find a file in order,
// and see the same tokens in it.
func Agree(name string, source []byte) error {
	return errors.Join(Check(name, source), ReferenceCheck(name, source), sameTokens(source))
}

// sameTokens returns an error unless go/scanner cuts source as our scanner does.
func sameTokens(source []byte) error {
	files := token.NewFileSet()
	var theirs goscanner.Scanner
	theirs.Init(files.AddFile("", -1, len(source)), source, nil, goscanner.ScanComments)
	ours := checkerOf(source)
	for {
		pos, tok, text := theirs.Scan()
		at := files.Position(pos).Offset
		if tok == token.COMMENT {
			continue // Check skips them
		}
		if tok == token.EOF && ours.tok == endToken {
			return nil
		}
		if tok == token.EOF || ours.start != at || tok != token.SEMICOLON && string(ours.text()) != text && string(ours.text()) != tok.String() {
			return fmt.Errorf("at byte %d: go/scanner finds %s %q; at byte %d we find %v %q", at, tok, text, ours.start, ours.tok, ours.text())
		}
		ours.next()
	}
}

// emittedFiles returns what the repository holds of emitted files.
func emittedFiles(t testing.TB) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, root := range []string{"../../generated", "testdata/grammar.txt"} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				files[name], err = os.ReadFile(name)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// The runtime files are emitted too: generated/ holds them.
func TestCheckAgreesWithParser(t *testing.T) {
	for name, source := range emittedFiles(t) {
		if strings.HasSuffix(name, ".go") || strings.HasSuffix(name, ".txt") {
			if err := Agree(name, source); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// holds fails if Check lets a file pass that go/parser or the rules as they are
// seen in its tree refuse. It reports whether Check lets it pass.
func holds(t testing.TB, source []byte) bool {
	t.Helper()
	if Check("p.go", source) != nil {
		return false
	}
	if err := errors.Join(ReferenceCheck("p.go", source), sameTokens(source)); err != nil {
		t.Fatalf("Check lets pass what it must not: %v\n%s", err, source)
	}
	return true
}

// pieces cuts source into tokens and what stands between them.
func pieces(source []byte) [][]byte {
	var all [][]byte
	s := scanner{src: source}
	for end := 0; ; {
		kind := s.next()
		if s.start > end {
			all = append(all, source[end:s.start])
		}
		if kind == endToken {
			return all
		}
		all = append(all, s.text())
		end = s.end
	}
}

// foreign are tokens and text to put where they do not belong.
var foreign = strings.Split("x|1|1.5|'a'|\"s\"|`r`|(|)|[|]|{|}|,|;|:|.|...|:=|=|+=|==|<-|++|+|-|*|&|!|~|||<|\n|\"|'|`|\\|//|/*|*/|\r|\x00|\ufeff|é|"+
	"// x\n|//go:x\n|0x|1_0|2i|07|.(type)|x(|[]int|interface{}|struct{}|chan int|<-chan int|func()|func() {}|{}|()|[T any]|T{}|:= range|goto x|x:|fallthrough|"+
	strings.Join(keywords[:], "|"), "|")

// TestCheckOfMutants changes each place of the sample of the grammar in many
// ways, and random places of emitted files.
func TestCheckOfMutants(t *testing.T) {
	sample := pieces(emittedFiles(t)["testdata/grammar.txt"])
	passed, all := 0, 0
	try := func(parts ...[][]byte) {
		var source []byte
		for _, p := range parts {
			source = append(source, bytes.Join(p, nil)...)
		}
		all++
		if holds(t, source) {
			passed++
		}
	}
	for i := range sample {
		before, after := sample[:i], sample[i+1:]
		try(before, after)
		try(before, sample[i:i+1], sample[i:])
		try(before, [][]byte{sample[i][:len(sample[i])/2]}, after)
		for j := i + 1; j < min(i+5, len(sample)); j++ {
			try(before, sample[j:j+1], sample[i+1:j], sample[i:i+1], sample[j+1:])
			try(before, sample[j:])
		}
		for n, text := range foreign {
			if (i+n)%4 == 0 { // the fuzz targets try the others
				try(before, [][]byte{[]byte(text)}, sample[i:])
				try(before, [][]byte{[]byte(text)}, after)
			}
		}
	}
	t.Logf("%d of %d mutants pass", passed, all)
	if passed < 100 || passed > all/2 {
		t.Error("too few or too many mutants pass to prove anything")
	}
}

// mutate makes as many changes to source as the random numbers want.
func mutate(source []byte, random *rand.Rand, changes int) []byte {
	parts := pieces(source)
	for range changes {
		i, j := random.IntN(len(parts)), random.IntN(len(parts))
		switch random.IntN(6) {
		case 0:
			parts = append(parts[:i:i], parts[i+1:]...)
		case 1:
			parts[i] = parts[j]
		case 2:
			parts[i], parts[j] = parts[j], parts[i]
		case 3:
			parts[i] = []byte(foreign[random.IntN(len(foreign))])
		case 4:
			parts[i] = parts[i][:random.IntN(len(parts[i])+1)]
		default:
			from, to := min(i, j), max(i, j)
			parts = append(parts[:from:from], parts[min(to, from+random.IntN(20)+1):]...)
		}
		if len(parts) == 0 {
			break
		}
	}
	return bytes.Join(parts, nil)
}

// FuzzCheckMutants changes emitted files at random.
func FuzzCheckMutants(f *testing.F) {
	files := emittedFiles(f)
	names := slices.Sorted(maps.Keys(files))
	for seed := range uint64(200) {
		f.Add(seed, uint8(seed), uint8(seed%4))
	}
	f.Fuzz(func(t *testing.T, seed uint64, file, changes uint8) {
		source := files[names[int(file)%len(names)]]
		holds(t, mutate(source, rand.New(rand.NewPCG(seed, 1)), int(changes%8)+1))
	})
}

// FuzzCheck reads any text as the rest of a file, and of a function.
func FuzzCheck(f *testing.F) {
	for _, piece := range bytes.Split(emittedFiles(f)["testdata/grammar.txt"], []byte("\n")) {
		f.Add(string(piece))
	}
	for _, text := range foreign {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		holds(t, []byte(testHead+text))
		holds(t, []byte(testHead+"func F() {\n"+text+"\n}\n"))
		holds(t, []byte(testHead+"var x = "+text+"\n"))
		holds(t, []byte(testHead+"type t "+text+"\n"))
	})
}
