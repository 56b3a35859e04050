package main

import (
	"go/ast"
	goparser "go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docpiler/docpiler/emit"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/longtest"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/page"
)

// sentence is the form of every message: a sentence that begins with a capital
// and ends with a full stop.
var sentence = regexp.MustCompile(`^[A-Z].*[^.]\.$`)

// quotedText is what a message quotes, which may be anything.
var quotedText = regexp.MustCompile(`"[^"]*"`)

// lapse says what is wrong with the form of a message, "" if nothing is.
func lapse(message string) string {
	if !sentence.MatchString(message) {
		return "is no sentence with a capital and a full stop"
	}
	words := strings.Fields(quotedText.ReplaceAllString(message, `"`))
	for i := 1; i < len(words); i++ {
		if strings.EqualFold(words[i], words[i-1]) && unicode.IsLetter(rune(words[i][0])) {
			return "doubles the word " + words[i]
		}
	}
	return ""
}

// The messages of findings and changes that stand in the source, as far as they
// do, with something in the place of verbs.
func TestMessagesInSourceAreSentences(t *testing.T) {
	verb := regexp.MustCompile(`%[a-z]`)
	found := 0
	for _, top := range []string{"ir", "parser", "emit"} {
		err := filepath.WalkDir(filepath.Join("..", "..", top), func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			set := token.NewFileSet()
			file, err := goparser.ParseFile(set, name, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				if message := messageOf(call); message != "" {
					found++
					if wrong := lapse(verb.ReplaceAllString(message, `"X"`)); wrong != "" {
						t.Errorf("%s: the message %q %s", set.Position(call.Pos()), message, wrong)
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if found < 100 {
		t.Errorf("only %d messages were found", found)
	}
}

// messageOf is the message of a call that reports a finding or change: the texts
// after the code that are longest.
func messageOf(call *ast.CallExpr) (message string) {
	reports := false
	for _, arg := range call.Args {
		texts := textsIn(arg)
		if code := strings.Join(texts, ""); !strings.Contains(code, " ") {
			_, isFinding := ir.Lookup(code)
			_, isChange := ir.LookupChange(code)
			reports = reports || isFinding || isChange
			continue
		}
		if text := strings.Join(texts, `"X"`); reports && len(text) > len(message) {
			message = text
		}
	}
	return message
}

// textsIn lists the string literals in an expression, but for those that are
// arguments of a format.
func textsIn(e ast.Expr) []string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			text, _ := strconv.Unquote(e.Value)
			return []string{text}
		}
	case *ast.BinaryExpr:
		return append(textsIn(e.X), textsIn(e.Y)...)
	case *ast.CallExpr:
		if f, ok := e.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Sprintf" {
			return textsIn(e.Args[0])
		}
	}
	return nil
}

// The findings of the pages in testdata, one by one and merged, of the seeds and of
// what is emitted for them; of real pages, where they are at hand.
func TestFindingsAreSentences(t *testing.T) {
	var sources []page.Source
	archives, err := filepath.Glob(filepath.Join("..", "..", "parser", "testdata", "*.txtar"))
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives (%v)", err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if f.Name != "ir" && f.Name != "findings" {
				sources = append(sources, page.Source{Name: filepath.Base(name) + "/" + f.Name, Data: f.Data})
			}
		}
	}
	checkFindings(t, sources, true)
	checkFindings(t, pagesBelow(t, filepath.Join("..", "..", "seeds")), true)
	if !longtest.Enabled() {
		return
	}
	shared := filepath.Join("..", "..", "..", "shared")
	for _, folders := range [][]string{{"corpus/en-us", "corpus/de-de"}, {"twins/wild"}} {
		var sources []page.Source
		for _, folder := range folders {
			if root := filepath.Join(shared, filepath.FromSlash(folder)); isDir(root) {
				sources = append(sources, pagesBelow(t, root)...)
			}
		}
		checkFindings(t, sources, false)
	}
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

func pagesBelow(t *testing.T, root string) []page.Source {
	t.Helper()
	var sources []page.Source
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		switch filepath.Ext(name) {
		case ".md", ".html", ".txt":
			data, err := os.ReadFile(name)
			sources = append(sources, page.Source{Name: filepath.ToSlash(name), Data: data})
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return sources
}

// checkFindings compiles pages, and emits code for them if that is wanted, and
// looks at each kind of message that comes of it.
func checkFindings(t *testing.T, sources []page.Source, emits bool) {
	t.Helper()
	api := parser.Compile(sources, parser.Options{})
	findings := api.Diagnostics
	if emits {
		_, found, err := emit.Generate(api, emit.Options{Package: "api"})
		if err != nil {
			t.Fatal(err)
		}
		findings = append(findings, found...)
	}
	seen := map[string]bool{}
	for _, d := range findings {
		if wrong := lapse(d.Message); wrong != "" && !seen[d.Code+wrong] {
			seen[d.Code+wrong] = true
			t.Errorf("%s: %s: the message %q %s", d.Pos(), d.Code, d.Message, wrong)
		}
	}
}
