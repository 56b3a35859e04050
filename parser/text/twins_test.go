package text_test

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/internal/corpus"
	"github.com/docpiler/docpiler/parser/page"
)

// carries says how much of each kind of fact a shape of a page can carry.
type carries struct {
	Permissions string   `json:"permissions"` // full, flat, none
	Headers     string   `json:"headers"`     // full, first-word, none
	Body        string   `json:"body"`        // types, names, none
	Typed       []string `json:"typed"`       // properties whose types a page with names carries
	Examples    string   `json:"examples"`    // full, none
}

// shape is a shape of copied text, and the share of pages, in per cent, of which
// every comparable fact must equal the Markdown's.
type shape struct {
	folder string
	least  int
}

// TestTwins compares each copied page with the Markdown of the same page, fact
// by fact. The copies carry no telling name.
func TestTwins(t *testing.T) {
	dir := corpus.Dir(t, "twins")
	pages := map[string]map[string]json.RawMessage{}
	data, err := os.ReadFile(filepath.Join(dir, "pages.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &pages); err != nil {
		t.Fatal(err)
	}
	for _, s := range []shape{{"text-a", 98}, {"text-b", 95}} {
		t.Run(s.folder, func(t *testing.T) {
			tally := map[string][2]int{}
			for name, about := range pages {
				var c carries
				if err := json.Unmarshal(about[s.folder], &c); err != nil {
					t.Fatal(err)
				}
				want := facts(t, filepath.Join(dir, "markdown", name+".md"), path.Join("api-reference", path.Base(path.Dir(name)), "api", path.Base(name)+".md"), c, s)
				got := facts(t, filepath.Join(dir, s.folder, name+".txt"), "0001.txt", c, s)
				diff := cmp.Diff(want, got)
				if diff != "" {
					t.Logf("%s (-markdown +text):\n%s", name, diff)
				}
				for _, key := range []string{"all", half(name), path.Dir(path.Dir(name))} {
					n := tally[key]
					n[0]++
					if diff == "" {
						n[1]++
					}
					tally[key] = n
				}
			}
			for key, n := range tally {
				t.Logf("%s: %d of %d pages equal", key, n[1], n[0])
			}
			if n := tally["all"]; n[1]*100 < n[0]*s.least {
				t.Errorf("%d of %d pages have every comparable fact equal, want %d %%", n[1], n[0], s.least)
			}
		})
	}
}

// half splits the pages: only one half is looked at while the parser is worked
// on, the other one shows what it does with pages that nobody looked at.
func half(name string) string {
	h := fnv.New32a()
	h.Write([]byte(path.Base(name)))
	return []string{"seen", "held out"}[h.Sum32()%2]
}

// pageFacts are the facts of a page that copied text can carry, as text.
type pageFacts struct {
	Endpoints, Permissions, Headers, Body, Statuses, Examples []string
}

func facts(t *testing.T, file, name string, c carries, s shape) pageFacts {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return factsOf(compile(page.Source{Name: name, Data: data}), c, s)
}

func compile(src page.Source) *ir.API {
	return parser.Compile([]page.Source{src}, parser.Options{Unmerged: true})
}

func factsOf(api *ir.API, c carries, s shape) pageFacts {
	var f pageFacts
	for _, op := range api.Operations {
		for _, e := range op.Endpoints {
			f.Endpoints = append(f.Endpoints, e.Method+" "+oneBlank(e.Path))
		}
		f.permissions(op, c.Permissions)
		f.headers(op, c.Headers)
		f.body(op, c)
		for _, r := range op.Responses {
			f.Statuses = append(f.Statuses, fmt.Sprint(r.Status))
		}
		if c.Examples == "full" {
			f.examples(op, s)
		}
	}
	return f
}

func (f *pageFacts) permissions(op *ir.Operation, how string) {
	for _, p := range op.Permissions {
		switch names := slices.Sorted(slices.Values(slices.Concat(p.Least, p.Higher))); how {
		case "full":
			f.Permissions = append(f.Permissions, fmt.Sprint(p.Scheme, " ", p.Status, " ", p.Least, p.Higher))
		case "flat":
			for _, n := range names {
				f.Permissions = append(f.Permissions, fmt.Sprint(p.Scheme, " ", n))
			}
		}
	}
	if how == "flat" {
		slices.Sort(f.Permissions)
	}
}

func (f *pageFacts) headers(op *ir.Operation, how string) {
	for _, h := range op.Headers {
		name := h.Name
		if how == "first-word" {
			name, _, _ = strings.Cut(name, " ")
			name, _, _ = strings.Cut(name, ":")
		}
		if how != "none" {
			f.Headers = append(f.Headers, name)
		}
	}
}

func (f *pageFacts) body(op *ir.Operation, c carries) {
	if op.Body == nil || op.Body.From != "table" || c.Body == "none" {
		return
	}
	for _, p := range op.Body.Properties {
		fact := oneBlank(p.Name)
		if c.Body == "types" || slices.Contains(c.Typed, p.Name) {
			fact += fmt.Sprint(" ", p.Type, " ", p.Collection)
		}
		f.Body = append(f.Body, fact)
	}
}

func (f *pageFacts) examples(op *ir.Operation, s shape) {
	for _, e := range op.Examples {
		f.Examples = append(f.Examples, e.Request.Method+" "+oneBlank(e.Request.URL), canonical(e.Request.Body, s))
		answers := e.Alternatives
		if e.Response != nil {
			answers = append([]ir.ExampleAnswer{*e.Response}, answers...)
		}
		for _, a := range answers {
			f.Examples = append(f.Examples, fmt.Sprint(a.Status), canonical(a.Body, s))
		}
	}
}

// canonical gives equal text for equal JSON, and nothing for what is no JSON.
func canonical(body string, s shape) string {
	var v any
	if json.Unmarshal([]byte(body), &v) != nil {
		return ""
	}
	if _, number := v.(float64); number {
		return ""
	}
	out, _ := json.Marshal(v)
	if s.folder == "text-b" { // runs of blanks in strings count as one
		return oneBlank(strings.NewReplacer(`\n`, " ", `\t`, " ", `\r`, " ").Replace(string(out)))
	}
	return string(out)
}

func oneBlank(s string) string { return strings.Join(strings.Fields(s), " ") }
