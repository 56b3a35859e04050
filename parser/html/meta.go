package html

import (
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/text/language"

	"github.com/docpiler/docpiler/parser/page"
)

var (
	metaTags  = cascadia.MustCompile("meta[name][content]")
	canonical = cascadia.MustCompile("link[rel=canonical][href]")
	titleTag  = cascadia.MustCompile("head > title")
	htmlTag   = cascadia.MustCompile("html[lang]")
	pivots    = cascadia.MustCompile("[data-pivot]")
)

// meta returns the page's <meta> by name, and its canonical address, title and
// lang; keys in lower case, the first of a name counts.
func meta(doc *goquery.Document) map[string]string {
	out := map[string]string{}
	add := func(key, value string) {
		key = strings.ToLower(strings.TrimSpace(key))
		if _, taken := out[key]; !taken && value != "" {
			out[key] = strings.TrimSpace(value)
		}
	}
	doc.FindMatcher(metaTags).Each(func(_ int, s *goquery.Selection) {
		add(s.AttrOr("name", ""), s.AttrOr("content", ""))
	})
	add("canonical", doc.FindMatcher(canonical).AttrOr("href", ""))
	add("title", page.OneBlank(doc.FindMatcher(titleTag).First().Text()))
	add("lang", doc.FindMatcher(htmlTag).AttrOr("lang", ""))
	return out
}

// locale returns the language that the page names, as a BCP 47 tag.
func locale(meta map[string]string) string {
	for _, key := range []string{"ms.contentlocale", "locale", "lang"} {
		if tag, err := language.Parse(meta[key]); err == nil && tag != language.Und {
			return tag.String()
		}
	}
	return ""
}

// zones returns the API versions that the page's zones tell apart, sorted; one
// empty string if they tell none apart.
func zones(doc *goquery.Document) []string {
	var out []string
	doc.FindMatcher(pivots).Each(func(_ int, s *goquery.Selection) {
		out = append(out, page.Versions(s.AttrOr("data-pivot", ""))...)
	})
	if len(out) == 0 {
		return []string{""}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
