package words

import (
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
	s := newSample(text)
	best, most := scriptLocale[s.script], 0
	scores := languageIndex().scores(s)
	for i, set := range All() {
		if set.script != s.script {
			continue
		}
		if score := scores[i]; score > most || score > 0 && score == most && set.Locale == Base {
			best, most = set.Locale, score
		}
	}
	return best
}

// scriptLocale is the language of a page whose script tells it: no other one that
// documentation is translated to is written in it.
var scriptLocale = map[string]string{"Hani": "zh-CN", "Kana": "ja-JP", "Hang": "ko-KR", "Thai": "th-TH", "Grek": "el-GR", "Hebr": "he-IL"}

// scripts lists the scripts that tell languages apart. Japanese and Korean pages
// hold Han signs too, so Han comes last.
var scripts = []struct {
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

// scriptOf returns the script that text is in as far as it is not Latin, ""
// if it is. Names on a page are Latin in every language, so that a small share
// decides.
func scriptOf(text string) string {
	const share = 20 // letters of the text per letter of the script, at most
	counts := make([]int, len(scripts))
	letters := 0
	for _, c := range text {
		if c < 0x370 {
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
	for i, n := range counts {
		if n > 0 && n*share > letters {
			return scripts[i].name
		}
	}
	return ""
}

// sample is what is looked at of a text: its prose, folded.
type sample struct {
	script string
	lines  []string // short ones, which can be headings
	words  []string
}

func newSample(text string) sample {
	const (
		longest  = 100   // bytes of a line that can be a heading
		mostText = 40000 // bytes of prose that are enough
	)
	var s sample
	var prose strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		if prose.Len() > mostText {
			break
		}
		line = strings.TrimSuffix(line, " |")
		if line == "" || line[0] == ' ' || strings.ContainsAny(line, "\"{};=<>") {
			continue // code
		}
		prose.WriteString(line)
		prose.WriteByte('\n')
		if len(line) < longest {
			s.lines = append(s.lines, Fold(line))
		}
	}
	s.script = scriptOf(prose.String())
	for word := range strings.FieldsSeq(prose.String()) {
		s.words = append(s.words, Fold(word))
	}
	return s
}

// lineGroups are the groups whose words stand on lines of their own, also where
// cells do not.
var lineGroups = []string{"heading", "alert", "permCol", "permRow", "cell", "column", "frame"}

// index tells in which languages a text stands, as indices of [All]: one look-up
// in place of one for each language.
type index struct {
	languages int
	lines     map[string][]int
	headings  map[string][]int
	common    map[string][]int
}

var languageIndex = sync.OnceValue(func() *index {
	x := &index{languages: len(All()), lines: map[string][]int{}, headings: map[string][]int{}, common: map[string][]int{}}
	for i, set := range All() {
		for _, group := range lineGroups {
			for text := range set.exact[group] {
				if list := x.lines[text]; len(list) == 0 || list[len(list)-1] != i {
					x.lines[text] = append(list, i)
				}
			}
		}
		for text := range set.exact["heading"] {
			x.headings[text] = append(x.headings[text], i)
		}
		for text := range set.exact["common"] {
			x.common[text] = append(x.common[text], i)
		}
	}
	return x
})

// scores weighs, for each language, the lines that are words of the language
// itself, not of the base language that it falls back to, and the share of common
// words. It is 0 where they do not amount to anything: every page holds some words
// of others.
func (x *index) scores(of sample) []int {
	const (
		perLine = 3
		lines   = 2  // headings that tell a language alone
		share   = 12 // per cent of common words that tell it alone; pages of other languages have up to 5
	)
	scores, headings, common := make([]int, x.languages), make([]int, x.languages), make([]int, x.languages)
	for _, line := range of.lines {
		for _, i := range x.lines[line] {
			scores[i] += perLine
		}
		for _, i := range x.headings[line] {
			headings[i]++
		}
	}
	for _, word := range of.words {
		for _, i := range x.common[word] {
			common[i]++
		}
	}
	for i := range scores {
		common[i] = 100 * common[i] / max(1, len(of.words))
		if headings[i] < lines && common[i] < share {
			scores[i] = 0
		} else {
			scores[i] += common[i]
		}
	}
	return scores
}
