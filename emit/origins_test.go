package emit

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/page"
)

var origins = flag.Int("origins", 150, "how many units of the reference to make of their pages alone; 0: all")

// TestUnitsOfTheirPages makes units of the reference of nothing but the pages that
// their origins name, and demands that nearly all come out as of all pages. Those
// that do not cost speed alone: Amend sees it.
func TestUnitsOfTheirPages(t *testing.T) {
	t.Run("seeds", func(t *testing.T) { unitsOfTheirPages(t, sourcesBelow("../seeds")) })
	t.Run("reference", func(t *testing.T) { unitsOfTheirPages(t, referenceSources()) })
}

func unitsOfTheirPages(t *testing.T, sources []page.Source) {
	if sources == nil {
		t.Skip("there are no reference pages beside the repository")
	}
	apis := map[string]*ir.API{}
	var all []*ir.API
	for i, r := range parser.ReadAll(sources, parser.Options{}) {
		apis[sources[i].Name] = r.API
		all = append(all, r.API)
	}
	out, err := Build(parser.Merge(ir.BaseLocale, all), Options{Origins: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	units, pages, failed := out.Origins.Units, 0, 0
	if *origins > 0 && *origins < len(units) {
		random := rand.New(rand.NewPCG(1, 2))
		random.Shuffle(len(units), func(i, j int) { units[i], units[j] = units[j], units[i] })
		units = units[:*origins]
	}
	for _, u := range units {
		var part []*ir.API
		for _, n := range u.All {
			if api := apis[out.Origins.Pages[n]]; api != nil {
				part = append(part, api)
			}
		}
		pages += len(part)
		units, _ := unitsOf(parser.Merge(ir.BaseLocale, part), Options{}, []UnitOrigin{u})
		if made := units[u.Dir+"/"+u.Stem]; made == nil || made.digest != u.Digest {
			failed++
			t.Logf("%s/%s does not come out of its %d pages", u.Dir, u.Stem, len(part))
		}
	}
	t.Logf("%d of %d units do not come out of their pages; each has %d on average", failed, len(units), pages/len(units))
	if failed*20 > len(units) {
		t.Errorf("%d of %d units do not come out of their pages", failed, len(units))
	}
}

// TestTextsShowWhereSaid marks each text of each page with the page's number, and
// demands that the marks in the output of a unit are those of the pages that its
// origin names.
func TestTextsShowWhereSaid(t *testing.T) {
	t.Run("seeds", func(t *testing.T) { textsShowWhereSaid(t, sourcesBelow("../seeds")) })
	t.Run("reference", func(t *testing.T) { textsShowWhereSaid(t, referenceSources()) })
}

func textsShowWhereSaid(t *testing.T, sources []page.Source) {
	if sources == nil {
		t.Skip("there are no reference pages beside the repository")
	}
	numbers := map[string]string{}
	var all []*ir.API
	for i, r := range parser.ReadAll(sources, parser.Options{}) {
		mark := fmt.Sprintf("markz%dz", i)
		numbers[mark] = sources[i].Name
		markTexts(reflect.ValueOf(r.API), mark, false)
		all = append(all, r.API)
	}
	out, err := Build(parser.Merge(ir.BaseLocale, all), Options{Origins: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	origins := map[string]map[string]bool{}
	for _, u := range out.Origins.Units {
		files := map[string]bool{}
		for _, n := range u.Texts {
			files[out.Origins.Pages[n]] = true
		}
		origins[u.Dir+"/"+u.Stem] = files
	}
	shown, marks := 0, regexp.MustCompile(`(?i)markz\d+z`)
	for name, f := range out.Files {
		data, err := f.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		unit := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(name, ".go"), "_test"), "_server")
		for _, mark := range marks.FindAllString(string(data), -1) {
			shown++
			if page := numbers[strings.ToLower(mark)]; !origins[unit][page] {
				t.Errorf("%s shows a text of %s", name, page)
			}
		}
	}
	t.Logf("%d marks shown", shown)
	if shown < 10*len(sources) {
		t.Errorf("only %d marks of %d pages are shown", shown, len(sources))
	}
}

// sampleText matches the start of a word that a member of an example has.
var sampleText = regexp.MustCompile(`("[A-Za-z]+" *: *")`)

// markTexts puts a mark into all that may change on a page without more changing.
func markTexts(v reflect.Value, mark string, marked bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			markTexts(v.Elem(), mark, marked)
		}
	case reflect.Slice:
		for i := range v.Len() {
			markTexts(v.Index(i), mark, marked)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			switch f.Tag.Get("local") {
			case "sample":
				v.Field(i).SetString(sampleText.ReplaceAllString(v.Field(i).String(), "${1}"+mark+" "))
			case "text", "all":
				markTexts(v.Field(i), mark, true)
			default:
				markTexts(v.Field(i), mark, marked && f.Name != "Locale" && f.Name != "Kind")
			}
		}
	case reflect.String:
		if marked && v.Type() == reflect.TypeFor[string]() {
			v.SetString(mark + " " + v.String())
		}
	}
}
