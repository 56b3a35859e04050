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
	var room [64][]byte
	lines := proseOf(room[:0], text)
	script, ascii := "", isASCII(text)
	if !ascii {
		script = scriptOf(lines)
	}
	best, most := scriptLocale[script], 0
	x := languageIndex()
	if x.only(script, best) {
		return best
	}
	tallies := x.weigh(lines, ascii)
	for i, l := range x.languages {
		if l.script != script {
			continue
		}
		if score := tallies[i].score; score > most || score > 0 && score == most && l.locale == Base {
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
func scriptOf(lines [][]byte) string {
	const share = 20 // letters of the text per letter of the script, at most
	var counts [len(scripts)]int
	letters := 0
	for _, line := range lines {
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

// proseOf appends the lines of a text that are no code, as far as it takes to tell
// a language.
func proseOf(lines [][]byte, text []byte) [][]byte {
	const enough = 40000 // bytes
	for seen := 0; len(text) > 0 && seen <= enough; {
		line, rest, _ := bytes.Cut(text, []byte("\n"))
		text = rest
		line = bytes.TrimSuffix(line, []byte(" |"))
		if len(line) > 0 && line[0] != ' ' && !isCode(line) {
			lines = append(lines, line)
			seen += len(line) + 1
		}
	}
	return lines
}

// isCode reports whether a line has signs that hardly any prose has.
func isCode(line []byte) bool {
	for _, c := range line {
		if codeSigns[c] {
			return true
		}
	}
	return false
}

var codeSigns = [256]bool{'"': true, '{': true, '}': true, ';': true, '=': true, '<': true, '>': true}

// lineGroups are the groups whose words stand on lines of their own, also where
// cells do not; headings do, too.
var lineGroups = []string{"alert", "permCol", "permRow", "cell", "column", "frame"}

// index tells in which languages a text stands, as indices of its languages: one
// look-up in place of one for each language.
type index struct {
	languages []indexed
	lines     map[string]lineOf
	common    map[string][]int
	short     map[uint64][]int // common of words in ASCII, see pack
	shapes    shapes           // of those words
	others    bool             // there are common words that are not short
}

// lineOf says of which languages a line is a word, and of which a heading.
type lineOf struct{ any, heading []int }

type indexed struct{ locale, script string }

// languageIndex is made of the files alone: their sets are of no use here.
var languageIndex = sync.OnceValue(makeIndex)

func makeIndex() *index {
	x := &index{lines: map[string]lineOf{}, common: map[string][]int{}, short: map[uint64][]int{}}
	for i, l := range languages() {
		texts := read(l.locale)
		x.languages = append(x.languages, indexed{l.locale, headingScript(texts["heading"])})
		for text := range exactTexts(texts, lineGroups...) {
			line := x.lines[text]
			line.any = addTo(line.any, i)
			x.lines[text] = line
		}
		for text := range exactTexts(texts, "heading") {
			line := x.lines[text]
			line.any, line.heading = addTo(line.any, i), addTo(line.heading, i)
			x.lines[text] = line
		}
		for text := range exactTexts(texts, "common") {
			x.common[text] = addTo(x.common[text], i)
		}
	}
	for text, list := range x.common {
		if key, ok := pack(text); ok {
			x.short[key] = list
			x.shapes.add(key, len(text))
		} else if isASCII(text) {
			x.others = true
		}
	}
	return x
}

// addTo adds a language to a list, once.
func addTo(list []int, i int) []int {
	if len(list) > 0 && list[len(list)-1] == i {
		return list
	}
	return append(list, i)
}

// exactTexts iterates over the texts of groups, folded, that are no patterns.
func exactTexts(texts texts, groups ...string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, group := range groups {
			for _, list := range texts[group] {
				for _, text := range list {
					if f := newForm("", text); len(f.holes) == 0 {
						keys := f.exact()
						if !yield(keys[0]) || keys[1] != keys[0] && !yield(keys[1]) {
							return
						}
					}
				}
			}
		}
	}
}

// headingScript is the script that the headings of a language are written in.
func headingScript(roles map[string][]string) string {
	var lines [][]byte
	for _, texts := range roles {
		for _, text := range texts {
			lines = append(lines, []byte(text))
		}
	}
	return scriptOf(lines)
}

// only reports whether a language is the only one that is written in a script.
func (x *index) only(script, locale string) bool {
	return locale != "" && !slices.ContainsFunc(x.languages, func(l indexed) bool { return l.script == script && l.locale != locale })
}

// weigh weighs, for each language, the lines that are words of the language
// itself, not of the base language that it falls back to, and the share of common
// words. It is 0 where they do not amount to anything: every page holds some words
// of others.
func (x *index) weigh(prose [][]byte, ascii bool) []tally {
	const (
		longest = 100 // bytes of a line that can be a heading
		perLine = 3
		lines   = 2  // headings that tell a language alone
		share   = 12 // per cent of common words that tell it alone; pages of other languages have up to 5
	)
	tallies := make([]tally, len(x.languages))
	var buf [longest]byte
	count := 0
	for _, line := range prose {
		if len(line) < longest {
			known := x.lines[string(foldInto(buf[:0], line))]
			for _, i := range known.any {
				tallies[i].score += perLine
			}
			for _, i := range known.heading {
				tallies[i].headings++
			}
		}
		count += x.count(line, ascii, tallies)
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

// count counts the common words of each language in a line, and returns how many
// words it has.
func (x *index) count(line []byte, ascii bool, tallies []tally) (words int) {
	if ascii && !x.others {
		return x.countShort(line, tallies)
	}
	var buf [shortText]byte
	for word := range bytes.FieldsSeq(line) {
		words++
		for _, i := range x.common[string(foldInto(buf[:0], word))] {
			tallies[i].common++
		}
	}
	return words
}

// countShort is count for text in ASCII. It packs each word while it looks for
// its end, without the signs round it.
func (x *index) countShort(line []byte, tallies []tally) (words int) {
	var key, upTo uint64 // the word, and what of it ends in no sign
	size, n := 0, 0      // bytes of both
	start := 0
	for i := 0; i <= len(line); i++ {
		kind := wordEnd
		if i < len(line) {
			kind = kinds[line[i]]
		}
		switch {
		case kind > wordSign:
			key, size = key<<8|uint64(kind), size+1
			upTo, n = key, size
		case kind == wordSign:
			if n > 0 {
				key, size = key<<8|uint64(line[i]), size+1
			}
		default:
			if start < i {
				words++
			}
			if 0 < n && n <= longestShort && x.shapes.has(upTo, n) {
				for _, i := range x.short[upTo] {
					tallies[i].common++
				}
			}
			key, size, n, start = 0, 0, 0, i+1
		}
	}
	return words
}

// What a byte is in a word: its end, a sign, or else a letter, given small.
const (
	wordEnd byte = iota
	wordSign
)

var kinds = func() (kinds [256]byte) {
	for i := range kinds {
		c := byte(i)
		switch kinds[i] = small[c]; {
		case isBlank(c):
			kinds[i] = wordEnd
		case isSign(c):
			kinds[i] = wordSign
		case c <= wordSign:
			kinds[i] = wordSign + 1 // in no word either
		}
	}
	return kinds
}()

// longestShort is the length of the longest words that are packed.
const longestShort = 8

// pack gives a word of a few bytes in ASCII, in small letters, as a number.
func pack(word string) (key uint64, ok bool) {
	if len(word) == 0 || len(word) > longestShort {
		return 0, false
	}
	for _, c := range []byte(word) {
		if c <= wordSign+1 || c >= utf8.RuneSelf || isBlank(c) {
			return 0, false
		}
		key = key<<8 | uint64(c)
	}
	return key, true
}

// shapes are the first letters and lengths of packed words, which few other words
// have: a look at it spares most look-ups.
type shapes [utf8.RuneSelf]uint16

func (s *shapes) add(key uint64, n int)      { s[key>>(8*(n-1))] |= 1 << n }
func (s *shapes) has(key uint64, n int) bool { return s[key>>(8*(n-1))]&(1<<n) != 0 }
