package main

import (
	"cmp"
	goparser "go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/docpiler/docpiler/"

// onlyIn says which folders may import a package, or packages below it. What
// parses pages stays with its format; what touches the disk, other programs and
// the network stays at the edge.
var onlyIn = map[string][]string{
	"github.com/yuin/goldmark":       {"parser/markdown"},
	"github.com/PuerkitoBio/goquery": {"parser/html"},
	"golang.org/x/net/html":          {"parser/account", "parser/html", "parser/markdown"},
	"github.com/dave/jennifer":       {"emit/gofile", "emit/client", "emit/server", "emit/tests"},
	"github.com/spf13/cobra":         {"cmd/docpiler"},
	"os":                             {"cmd", "ir/golden", "ir/longtest", "emit/folders.go", "emit/former.go", "emit/lock.go", "emit/plan.go", "emit/write.go", "parser/internal", "parser/pages", "templates/runtime", "memo.go"},
	"os/exec":                        {"cmd/docpiler"},
	"net":                            {"cmd/docpiler", "emit/mock"},
	"syscall":                        {"cmd/docpiler/pull.go", "cmd/docpiler/pull/address.go", "cmd/docpiler/serve.go"},
	"unsafe":                         {},
	"C":                              {},
	"plugin":                         {},
}

// root stands for the package at the module's root.
const root = "."

// mayKnow says which packages of ours a folder may import.
var mayKnow = map[string][]string{
	root:           {"ir", "parser", "emit"},
	"ir":           {"ir"},
	"templates":    {},
	"parser":       {"ir", "parser"},
	"emit":         {"ir", "emit", "templates"},
	"cmd/docpiler": {"ir", "parser", "emit", "templates", "cmd", root},
}

// Who may know whom, as docs/architecture.md says.
func TestArchitecture(t *testing.T) {
	module := filepath.Join("..", "..")
	checked := 0
	for top, known := range mayKnow {
		start := filepath.Join(module, filepath.FromSlash(top))
		err := filepath.WalkDir(start, func(file string, entry fs.DirEntry, err error) error {
			if err == nil && top == root && entry.IsDir() && file != start {
				return fs.SkipDir
			}
			if err != nil || entry.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
				return err
			}
			rel, err := filepath.Rel(module, file)
			if err != nil {
				return err
			}
			f, err := goparser.ParseFile(token.NewFileSet(), file, nil, goparser.ImportsOnly)
			if err != nil {
				return err
			}
			for _, i := range f.Imports {
				imported, err := strconv.Unquote(i.Path.Value)
				if err != nil {
					return err
				}
				checkImport(t, filepath.ToSlash(rel), imported, known)
			}
			checked++
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if checked < 100 {
		t.Errorf("only %d files were looked at", checked)
	}
}

func checkImport(t *testing.T, file, imported string, known []string) {
	t.Helper()
	if ours, isOurs := strings.CutPrefix(imported+"/", module); isOurs {
		top, _, _ := strings.Cut(cmp.Or(ours, root), "/")
		if !slices.Contains(known, top) {
			t.Errorf("%s must not import %s", file, ours)
		}
		return
	}
	for guarded, places := range onlyIn {
		isStandard := !strings.Contains(guarded, ".") // of these, the packages below are others
		if imported != guarded && (isStandard || !strings.HasPrefix(imported, guarded+"/")) {
			continue
		}
		allowed := slices.ContainsFunc(places, func(place string) bool {
			return file == place || strings.HasPrefix(path.Dir(file)+"/", place+"/")
		})
		if !allowed {
			t.Errorf("%s must not import %s; only %s may", file, imported, strings.Join(places, ", "))
		}
	}
}
