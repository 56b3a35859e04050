package words

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// Finder looks for phrases in texts. It remembers the last text, since one text
// is usually asked for several phrases in a row; the zero value is ready to use.
type Finder struct {
	text  string
	ascii []byte // the text with the letters of ASCII small
	all   []byte // with all letters small; nil until it is needed
	signs byte   // all bytes of the text, one on the other
}

// IsASCII reports whether the text that was looked in last is in ASCII.
func (f *Finder) IsASCII() bool { return f.signs < utf8.RuneSelf }

// Find returns where a text of a role stands within a longer text, in any case:
// the first place, and there the longest text; -1 if none does. Of a pattern
// the part before its hole is looked for.
func (f *Finder) Find(s *Set, group, role, in string) (start, end int) {
	start = -1
	for set := s; set != nil; set = set.base {
		for _, p := range set.phrases[group][role] {
			i := p.index(f.lower(in, p))
			if i >= 0 && (start < 0 || i < start || i == start && i+len(p.text) > end) {
				start, end = i, i+len(p.text)
			}
		}
	}
	return start, end
}

// lower gives a text in the small letters that a phrase is to be compared with.
func (f *Finder) lower(text string, p phrase) []byte {
	if f.text != text || f.ascii == nil {
		f.text, f.ascii, f.all = text, append(f.ascii[:0], text...), nil
		f.signs = 0
		for i, c := range f.ascii {
			f.ascii[i] = small[c]
			f.signs |= c
		}
	}
	if p.ascii {
		return f.ascii
	}
	if f.all == nil {
		f.all = lowerSameSize(text)
	}
	return f.all
}

// phrase is a text that is looked for, in small letters.
type phrase struct {
	text  []byte
	ascii bool
	rare  int // where its rarest byte stands, which is looked for first
}

// usual are the letters of prose from rare to frequent.
const usual = "zqxjkvbpygfwmucldrhsnioate "

// rarity is lower for rarer bytes. Letters beyond ASCII begin with one of few
// bytes.
func rarity(c byte) int {
	switch i := strings.IndexByte(usual, c); {
	case c >= 0xc0:
		return len(usual)
	case c >= utf8.RuneSelf:
		return len(usual) / 2
	default:
		return i
	}
}

func newPhrase(text string) phrase {
	p := phrase{text: []byte(text), ascii: isASCII(text)}
	for i, c := range p.text {
		if rarity(c) < rarity(p.text[p.rare]) {
			p.rare = i
		}
	}
	return p
}

// index is bytes.Index for the phrase.
func (p phrase) index(in []byte) int {
	for at := p.rare; at < len(in); at++ {
		i := bytes.IndexByte(in[at:], p.text[p.rare])
		if i < 0 {
			return -1
		}
		at += i
		if bytes.HasPrefix(in[at-p.rare:], p.text) {
			return at - p.rare
		}
	}
	return -1
}

// phrasesOf are the texts of a group as Find compares them, by role.
func phrasesOf(roles map[string][]string) map[string][]phrase {
	out := make(map[string][]phrase, len(roles))
	for role, texts := range roles {
		for _, text := range texts {
			before, _, _ := strings.Cut(text, "{")
			if before = strings.TrimSpace(strings.ToLower(before)); before != "" {
				out[role] = append(out[role], newPhrase(before))
			}
		}
	}
	return out
}

// lowerSameSize gives a text in small letters, or as it is if a letter would
// change its length, so that places would not fit.
func lowerSameSize(text string) []byte {
	if lower := strings.ToLower(text); len(lower) == len(text) {
		return []byte(lower)
	}
	return []byte(text)
}

// MayStart reports whether a text of a group may begin with a byte, in any case;
// true for bytes that are no ASCII. It spares the look-up of most texts.
func (s *Set) MayStart(group string, c byte) bool {
	if c >= utf8.RuneSelf {
		return true
	}
	for set := s; set != nil; set = set.base {
		if starts := set.starts[group]; starts != nil && starts[lowerByte(c)] {
			return true
		}
	}
	return false
}

// firstBytes are the bytes in ASCII that the texts of a group begin with, in
// small letters.
type firstBytes [utf8.RuneSelf]bool

// add notes how a folded text begins. A pattern that opens with a hole may begin
// with anything.
func (f *firstBytes) add(text string, isForm bool) {
	switch {
	case text == "" && isForm:
		for i := range f {
			f[i] = true
		}
	case text != "" && text[0] < utf8.RuneSelf:
		f[text[0]] = true
	}
}

func isASCII[T ~string | ~[]byte](s T) bool {
	var signs byte
	for i := 0; i < len(s); i++ {
		signs |= s[i]
	}
	return signs < utf8.RuneSelf
}

// small holds the small letters of ASCII; all other bytes as they are.
var small = func() (letters [256]byte) {
	for c := range letters {
		letters[c] = lowerByte(byte(c))
	}
	return letters
}()

func lowerByte(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
