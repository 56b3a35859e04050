package words

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// Detect tells which language a copied page is in, by its script and by the
// words of each language: headings and labels that stand on lines of their own,
// and the share of common words. It returns the tag of a language that has a
// file, or of the only language that a script is used for, or "" if neither
// tells.
func Detect(text string) string {
	lines := proseOf(text)
	script := scriptOf(lines)
	best, most := scriptLocale[script], 0
	x := languageIndex()
	for i, t := range x.weigh(lines) {
		l := x.languages[i]
		if l.script == script && (t.score > most || t.score > 0 && t.score == most && l.locale == Base) {
			best, most = l.locale, t.score
		}
	}
	return best
}

// scriptLocale is the language of a page whose script tells it: no other one that
// documentation is translated to is written in it.
var scriptLocale = map[string]string{"Hani": "zh-CN", "Kana": "ja-JP", "Hang": "ko-KR", "Thai": "th-TH", "Grek": "el-GR", "Hebr": "he-IL"}

// scripts lists the scripts that tell languages apart. Japanese and Korean pages
// hold Han signs too, so Han comes last.
var scripts = [...]struct {
	name  string
	table []*unicode.RangeTable
}{
	{"Kana", []*unicode.RangeTable{unicode.Hiragana, unicode.Katakana}},
	{"Hang", []*unicode.RangeTable{unicode.Hangul}},
	{"Thai", []*unicode.RangeTable{unicode.Thai}},
	{"Grek", []*unicode.RangeTable{unicode.Greek}},
	{"Hebr", []*unicode.RangeTable{unicode.Hebrew}},
	{"Arab", []*unicode.RangeTable{unicode.Arabic}},
	{"Cyrl", []*unicode.RangeTable{unicode.Cyrillic}},
	{"Deva", []*unicode.RangeTable{unicode.Devanagari}},
	{"Hani", []*unicode.RangeTable{unicode.Han}},
}

// scriptOf returns the script that lines are in as far as it is not Latin, ""
// if it is. Names on a page are Latin in every language, so that a small share
// decides.
func scriptOf(lines []string) string {
	const share = 20 // letters of the text per letter of the script, at most
	var counts [len(scripts)]int
	letters := 0
	for _, line := range lines {
		letters++ // its end
		for _, c := range line {
			if c < 0x370 { // Greek, the first that is not Latin
				letters++
				continue
			}
			for i := range scripts {
				if unicode.In(c, scripts[i].table...) {
					counts[i]++
					break
				}
			}
		}
	}
	for i, n := range counts {
		if n > 0 && n*share > letters {
			return scripts[i].name
		}
	}
	return ""
}

// proseOf returns the lines of a text that are no code, as far as it takes to tell
// a language.
func proseOf(text string) []string {
	const enough = 40000 // bytes
	var lines []string
	seen := 0
	for line := range strings.SplitSeq(text, "\n") {
		if seen > enough {
			break
		}
		line = strings.TrimSuffix(line, " |")
		if line != "" && line[0] != ' ' && !strings.ContainsAny(line, codeSigns) {
			lines = append(lines, line)
			seen += len(line) + 1
		}
	}
	return lines
}

// codeSigns stand in hardly any prose.
const codeSigns = "\"{};=<>"

// lineGroups are the groups whose words stand on lines of their own, also where
// cells do not; headings do, too.
var lineGroups = []string{"alert", "permCol", "permRow", "cell", "column", "frame"}

// index tells in which languages a text stands, as indices of its languages: one
// look-up in place of one for each language.
type index struct {
	languages []indexed
	lines     map[string][]int // of lineGroups and headings
	headings  map[string][]int
	common    map[string][]int
}

type indexed struct{ locale, script string }

var languageIndex = sync.OnceValue(func() *index {
	x := &index{lines: map[string][]int{}, headings: map[string][]int{}, common: map[string][]int{}}
	for i, set := range All() {
		x.languages = append(x.languages, indexed{set.Locale, headingScript(set.texts["heading"])})
		addTexts(x.lines, i, set, append(lineGroups, "heading")...)
		addTexts(x.headings, i, set, "heading")
		addTexts(x.common, i, set, "common")
	}
	return x
})

// addTexts adds to an index the texts, no patterns, that a language has in groups.
func addTexts(to map[string][]int, language int, set *Set, groups ...string) {
	for _, group := range groups {
		for text := range set.exact[group] {
			if list := to[text]; !slices.Contains(list, language) {
				to[text] = append(list, language)
			}
		}
	}
}

// headingScript is the script that the headings of a language are written in.
func headingScript(roles map[string][]string) string {
	return scriptOf(slices.Concat(slices.Collect(maps.Values(roles))...))
}

// weigh weighs, for each language, the lines that are words of the language
// itself, not of the base language that it falls back to, and the share of common
// words. It is 0 where they do not amount to anything: every page holds some words
// of others.
func (x *index) weigh(prose []string) []tally {
	const (
		longest = 100 // bytes of a line that can be a heading
		perLine = 3
		lines   = 2  // headings that tell a language alone
		share   = 12 // per cent of common words that tell it alone; pages of other languages have up to 5
	)
	tallies := make([]tally, len(x.languages))
	count := 0
	for _, line := range prose {
		folded := Fold(line)
		if len(line) < longest {
			for _, i := range x.lines[folded] {
				tallies[i].score += perLine
			}
			for _, i := range x.headings[folded] {
				tallies[i].headings++
			}
		}
		for word := range strings.FieldsSeq(folded) {
			count++
			for _, i := range x.common[strings.Trim(word, foldedSigns)] {
				tallies[i].common++
			}
		}
	}
	for i := range tallies {
		t := &tallies[i]
		t.common = 100 * t.common / max(1, count)
		if t.score += t.common; t.headings < lines && t.common < share {
			t.score = 0
		}
	}
	return tallies
}

// tally is what speaks for a language.
type tally struct{ score, headings, common int }
