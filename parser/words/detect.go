package words

import (
	"bytes"
	"iter"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Detect tells which language a copied page is in, by its script and by the
// words of each language: headings and labels that stand on lines of their own,
// and the share of common words. It returns the tag of a language that has a
// file, or of the only language that a script is used for, or "" if neither
// tells. It allocates nothing for text in ASCII.
func Detect(text []byte) string {
	script := ""
	if !isASCII(text) {
		script = scriptOf(prose(text))
	}
	best, most := scriptLocale[script], 0
	x := languageIndex()
	if x.only(script, best) {
		return best
	}
	scores := x.scores(prose(text))
	for i, l := range x.languages {
		if l.script != script {
			continue
		}
		if score := scores[i]; score > most || score > 0 && score == most && l.locale == Base {
			best, most = l.locale, score
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
func scriptOf(lines iter.Seq[[]byte]) string {
	const share = 20 // letters of the text per letter of the script, at most
	var counts [len(scripts)]int
	letters := 0
	for line := range lines {
		letters++ // its end
		for i := 0; i < len(line); {
			c, size := utf8.DecodeRune(line[i:])
			if i += size; c < 0x370 {
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

// prose iterates over the lines of a text that are no code, as far as it takes
// to tell a language.
func prose(text []byte) iter.Seq[[]byte] {
	const enough = 40000 // bytes
	return func(yield func([]byte) bool) {
		seen := 0
		for line := range bytes.Lines(text) {
			line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte(" |"))
			if len(line) == 0 || line[0] == ' ' || bytes.ContainsAny(line, "\"{};=<>") {
				continue // code
			}
			if seen > enough || !yield(line) {
				return
			}
			seen += len(line) + 1
		}
	}
}

// lineGroups are the groups whose words stand on lines of their own, also where
// cells do not; headings do, too.
var lineGroups = []string{"alert", "permCol", "permRow", "cell", "column", "frame"}

// index tells in which languages a text stands, as indices of its languages: one
// look-up in place of one for each language.
type index struct {
	languages []indexed
	lines     map[string][]int
	headings  map[string][]int
	common    map[string][]int
	shapes    shapes // of common words
}

type indexed struct{ locale, script string }

// languageIndex is made of the files alone: their sets are of no use here.
var languageIndex = sync.OnceValue(makeIndex)

func makeIndex() *index {
	x := &index{lines: map[string][]int{}, headings: map[string][]int{}, common: map[string][]int{}}
	for i, l := range languages() {
		texts := read(l.locale)
		x.languages = append(x.languages, indexed{l.locale, headingScript(texts["heading"])})
		for _, group := range lineGroups {
			enter(i, texts[group], x.lines)
		}
		enter(i, texts["heading"], x.lines, x.headings)
		enter(i, texts["common"], x.common)
	}
	for text := range x.common {
		x.shapes.add(text)
	}
	return x
}

// only reports whether a language is the only one that is written in a script.
func (x *index) only(script, locale string) bool {
	return locale != "" && !slices.ContainsFunc(x.languages, func(l indexed) bool { return l.script == script && l.locale != locale })
}

// enter enters the texts of a group that are no patterns as those of language i.
func enter(i int, roles map[string][]string, maps ...map[string][]int) {
	for _, texts := range roles {
		for _, text := range texts {
			f := newForm("", text)
			if len(f.holes) > 0 {
				continue
			}
			for _, key := range f.exact() {
				for _, in := range maps {
					if list := in[key]; len(list) == 0 || list[len(list)-1] != i {
						in[key] = append(list, i)
					}
				}
			}
		}
	}
}

// headingScript is the script that the headings of a language are written in.
func headingScript(roles map[string][]string) string {
	return scriptOf(func(yield func([]byte) bool) {
		for _, texts := range roles {
			for _, text := range texts {
				if !yield([]byte(text)) {
					return
				}
			}
		}
	})
}

// scores weighs, for each language, the lines that are words of the language
// itself, not of the base language that it falls back to, and the share of common
// words. It is 0 where they do not amount to anything: every page holds some words
// of others.
func (x *index) scores(prose iter.Seq[[]byte]) []int {
	const (
		longest = 100 // bytes of a line that can be a heading
		perLine = 3
		lines   = 2  // headings that tell a language alone
		share   = 12 // per cent of common words that tell it alone; pages of other languages have up to 5
	)
	tallies := make([]struct{ score, headings, common int }, len(x.languages))
	var buf [longest]byte
	count := 0
	for line := range prose {
		if len(line) < longest {
			folded := foldInto(buf[:0], line)
			for _, i := range x.lines[string(folded)] {
				tallies[i].score += perLine
			}
			for _, i := range x.headings[string(folded)] {
				tallies[i].headings++
			}
		}
		for word := range bytes.FieldsSeq(line) {
			count++
			if word = trimSigns(word); !x.shapes.has(word) && isASCII(word) {
				continue
			}
			for _, i := range x.common[string(foldInto(buf[:0], word))] {
				tallies[i].common++
			}
		}
	}
	scores := make([]int, len(tallies))
	for i, t := range tallies {
		common := 100 * t.common / max(1, count)
		if t.headings >= lines || common >= share {
			scores[i] = t.score + common
		}
	}
	return scores
}

// shapes are the first letters and lengths of words in ASCII, which few other
// words have: a look at it spares most look-ups.
type shapes [utf8.RuneSelf]uint32

const longestShape = 31 // bytes

func (s *shapes) add(word string) {
	if word != "" && isASCII(word) && len(word) <= longestShape {
		s[word[0]] |= 1 << len(word)
	}
}

// has reports whether a word, in any case, may be one of those that were added.
func (s *shapes) has(word []byte) bool {
	if len(word) == 0 {
		return false
	}
	return len(word) > longestShape || word[0] >= utf8.RuneSelf || s[lowerByte(word[0])]&(1<<len(word)) != 0
}
