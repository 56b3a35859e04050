package parser

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// fileEnding is what follows a language tag in the name of a file.
var fileEnding = regexp.MustCompile(`(?i)^[a-z]+$`)

// languageFolder is a folder named by a language alone: "docs/de/page.md".
var languageFolder = regexp.MustCompile(`(?:^|/)([a-z]{2})/`)

// settleLocale decides in which language a page is: by what the page itself
// says, by the caller's word, by its path, by its script and words. It reports
// a page that says something that is no language or that its path or words
// belie, and one of which nothing tells. A page whose headings are all in another
// language than it says is taken to be in that one.
func settleLocale(p *page.Page, opt Options) []ir.Diagnostic {
	var found []ir.Diagnostic
	report := func(code, format string, args ...any) {
		found = append(found, ir.NewDiagnostic(code, p.At, fmt.Sprintf(format, args...)))
	}
	if p.Locale == "" {
		for _, key := range languageKeys {
			if said := p.Meta[key]; said != "" {
				report("language-mismatch", "The page says that its language is %q, which is no language tag.", ir.Visible(said))
				break
			}
		}
		if p.Locale = guessLocale(p, opt); p.Locale == "" && headedInBase(p.Root) {
			p.Locale = words.Base
		}
		if p.Locale == "" {
			report("language-unknown", "Nothing tells the language of the page; it is read with the words of %s.", words.Base)
		}
		return found
	}
	if at := pathLocale(p.Name); at != "" && !sameLanguage(at, p.Locale) {
		report("language-mismatch", "The page says that its language is %s, but its path says %s.", p.Locale, at)
	}
	if told := beliedBy(p); told != "" {
		report("language-mismatch", "The page says that its language is %s, but its words are those of %s; it is read as the latter.", p.Locale, told)
		p.Locale = told
	}
	return found
}

// headedInBase reports whether a page too short to tell its language, such as one
// of a few enumerations, has a heading of the base language.
func headedInBase(s *page.Section) bool {
	base, _ := words.For(words.Base)
	return slices.ContainsFunc(s.Sub, func(sub *page.Section) bool {
		return base.Role("heading", sub.Title.String()) != "" || headedInBase(sub)
	})
}

// languageKeys are the keys of a page's metadata that name its language, and
// urlKeys those of its address, which may.
var (
	languageKeys = []string{"ms.contentlocale", "locale", "lang"}
	urlKeys      = []string{"canonical", "canonicalurl", "og:url", "original_content_git_url"}
)

// canonical gives a tag in its canonical spelling, "" if it is none.
func canonical(tag string) string {
	t, err := language.Parse(tag)
	if err != nil || t == language.Und {
		return ""
	}
	return t.String()
}

// guessLocale tells the language of a page that does not say it, "" if nothing
// tells.
func guessLocale(p *page.Page, opt Options) string {
	if opt.Locale != nil {
		if l := canonical(opt.Locale(p.Name)); l != "" {
			return l
		}
	}
	if l := pathLocale(p.Name); l != "" {
		return l
	}
	for _, key := range urlKeys {
		if l := pathLocale(p.Meta[key]); l != "" {
			return l
		}
	}
	if l := detect(p); l != "" {
		return l
	}
	if m := languageFolder.FindStringSubmatch(p.Name); m != nil {
		if set, known := words.For(m[1]); known {
			return set.Locale
		}
	}
	return ""
}

// pathLocale is the language tag in a path, "" if there is none: a folder
// ("de-de/") or the end of one ("docs.de-DE/"), or before the ending of the file
// ("page.de-de.txt").
func pathLocale(name string) string {
	for folder, rest, ok := strings.Cut(name, "/"); ok; folder, rest, ok = strings.Cut(rest, "/") {
		if isRegionTag(afterDot(folder)) {
			return canonical(afterDot(folder))
		}
		name = rest
	}
	ending := afterDot(name)
	stem := strings.TrimSuffix(name[:len(name)-len(ending)], ".")
	if isRegionTag(afterDot(stem)) && fileEnding.MatchString(ending) {
		return canonical(afterDot(stem))
	}
	return ""
}

// afterDot is what follows the last dot of a name, all of it without one.
func afterDot(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// isRegionTag reports whether a part of a path is a language tag with a region,
// and perhaps a script between: "de-DE", "zh-Hant-TW".
func isRegionTag(s string) bool {
	language, rest, _ := strings.Cut(s, "-")
	script, region, scripted := strings.Cut(rest, "-")
	if !scripted {
		region = script
	}
	return (len(language) == 2 || len(language) == 3) && (!scripted || len(script) == 4 && isLetters(script)) &&
		len(region) == 2 && isLetters(language) && isLetters(region)
}

func isLetters(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

func sameLanguage(a, b string) bool {
	x, _ := language.Make(a).Base()
	y, _ := language.Make(b).Base()
	return x == y
}

// fewHeadings is how many headings a page has at least from which its language
// can be told.
const fewHeadings = 3

// beliedBy returns the language that a page is in, where none of its headings
// is in the language that it claims to be in, and "" otherwise.
func beliedBy(p *page.Page) string {
	set, known := words.For(p.Locale)
	if !known {
		return ""
	}
	if len(p.Root.Sub) < fewHeadings {
		return ""
	}
	for _, s := range p.Root.Sub {
		if set.Own("heading", s.Title.String()) {
			return ""
		}
	}
	if told := detect(p); told != "" && !sameLanguage(told, p.Locale) {
		return told
	}
	return ""
}

// enough is how many bytes of prose tell a language.
const enough = 4 << 10

// detect tells the language of a page by its prose.
func detect(p *page.Page) string {
	var b strings.Builder
	b.WriteString(p.Title.String())
	for s := range p.Root.All() {
		b.WriteString("\n" + s.Title.String())
		for _, block := range s.Blocks {
			if para, ok := block.(*page.Para); ok && b.Len() < enough {
				b.WriteString("\n" + para.Spans.String())
			}
		}
	}
	return words.Detect(b.String())
}
