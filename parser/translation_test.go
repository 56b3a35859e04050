package parser

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/longtest"
	"github.com/docpiler/docpiler/parser/internal/corpus"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// translations are the languages of the corpus, with the share of pages whose
// facts must stand when the word file of the language is taken away: those that
// the page states with words, of pages read alone; those of the English page or
// of both pages with words, of pairs.
var translations = []struct {
	folder        string
	alone, paired float64
}{
	{"de-de", 0.65, 0.97}, // a seventh of the pages translates Workbook-Session-Id, which nothing else tells
	{"ja-jp", 0.70, 0.97},
	{"zh-cn", 0.80, 0.97},
	{"pt-br", 0.75, 0.97},
}

func TestTranslationsWithoutWords(t *testing.T) {
	longtest.Skip(t, "reads two thousand pages")
	all := corpus.Markdown(t)
	for _, c := range translations {
		t.Run(c.folder, func(t *testing.T) {
			translated := apiPages(all, c.folder)
			language, _, _ := strings.Cut(c.folder, "-")
			withheld := Options{Words: func(locale string) (*words.Set, bool) {
				if strings.HasPrefix(locale, language) {
					set, _ := words.For(words.Base)
					return set, false
				}
				return words.For(locale)
			}}
			originals := ReadAll(originals(all, translated), Options{})
			with, without := ReadAll(slices.Clone(translated), Options{}), ReadAll(translated, withheld)
			apart := Options{Unmerged: true}
			alone := sameFacts(t, Join(without, apart), Join(with, apart))
			paired := sameFacts(t, Join(slices.Concat(originals, without), Options{}),
				Join(slices.Concat(originals, with), Options{}), Join(originals, Options{}))
			t.Logf("without words %.1f %% of %d pages alone and %.1f %% of pairs keep their facts", 100*alone, len(translated), 100*paired)
			if alone < c.alone || paired < c.paired {
				t.Errorf("alone %.3f, want %.3f; paired %.3f, want %.3f", alone, c.alone, paired, c.paired)
			}
		})
	}
}

// apiPages returns the pages of operations below a folder.
func apiPages(all []page.Source, folder string) []page.Source {
	var out []page.Source
	for _, p := range all {
		if strings.HasPrefix(p.Name, folder+"/") && strings.Contains(p.Name, "/api/") {
			out = append(out, p)
		}
	}
	return out
}

// originals returns the English pages of translated ones.
func originals(all, translated []page.Source) []page.Source {
	wanted := map[string]bool{}
	for _, p := range translated {
		_, path, _ := strings.Cut(p.Name, "/")
		wanted["en-us/"+path] = true
	}
	var out []page.Source
	for _, p := range apiPages(all, "en-us") {
		if wanted[p.Name] {
			out = append(out, p)
		}
	}
	return out
}

// sameFacts returns the share of operations of an API that state the same facts
// as in one of the others.
func sameFacts(t *testing.T, api *ir.API, others ...*ir.API) float64 {
	t.Helper()
	known := map[string]bool{}
	for _, other := range others {
		for _, o := range other.Operations {
			known[operationKey(o)+factsOf(o)] = true
		}
	}
	same := 0
	for _, o := range api.Operations {
		if known[operationKey(o)+factsOf(o)] {
			same++
		}
	}
	if same == 0 {
		t.Fatal("no operations in common")
	}
	return float64(same) / float64(len(api.Operations))
}

func operationKey(o *ir.Operation) string {
	key := o.Sources[0].File
	if len(o.Endpoints) > 0 {
		key += " " + o.Endpoints[0].Method + o.Endpoints[0].Path
	}
	return key
}

// factsOf renders what no language may change.
func factsOf(o *ir.Operation) string {
	var b strings.Builder
	for _, e := range o.Endpoints {
		fmt.Fprintln(&b, e.Method, e.Path)
	}
	for _, p := range o.Permissions {
		fmt.Fprintln(&b, p.Scheme, p.Status, p.Least, p.Higher)
	}
	for _, list := range [][]ir.Parameter{o.Headers, o.FunctionParameters, o.Query} {
		for _, p := range list {
			fmt.Fprintln(&b, p.Name, p.Type, p.Required)
		}
	}
	if o.Body != nil {
		fmt.Fprintln(&b, o.Body.Type)
		for _, p := range o.Body.Properties {
			fmt.Fprintln(&b, p.Name, p.Type, p.Collection)
		}
	}
	for _, r := range o.Responses {
		fmt.Fprintln(&b, r.Status, r.Type, r.Collection)
	}
	for _, x := range o.Examples {
		fmt.Fprintln(&b, x.Request.Method, x.Request.URL, x.Request.Body)
	}
	return b.String()
}
