package words

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold returns a text as words are compared: compatibility-composed (full-width
// signs become half-width, no-break blanks become blanks), case-folded, runs of
// blanks as one, typographic quotes and hyphens as those of ASCII, without
// blanks and . , : ; ? * ` around it.
func Fold(s string) string {
	return strings.Trim(foldKeepEnds(strings.TrimSpace(s)), foldedSigns)
}

// foldedSigns are cut off the ends of a folded text.
const foldedSigns = " .,:;?*`\u3002\u3001"

// shortText is the length of the texts that are looked up without allocating;
// longer ones are hardly ever words.
const shortText = 80

// foldInto appends the folded text to an empty buffer.
func foldInto[T ~string | ~[]byte](buf []byte, s T) []byte {
	s = trimSigns(s)
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			return append(buf[:0], Fold(string(s))...)
		case isBlank(c):
			if buf[len(buf)-1] != ' ' { // no blank opens the text
				buf = append(buf, ' ')
			}
		default:
			buf = append(buf, small[c])
		}
	}
	return buf
}

// trimSigns cuts the blanks and signs of ASCII that Fold does.
func trimSigns[T ~string | ~[]byte](s T) T {
	for len(s) > 0 && isSign(s[0]) {
		s = s[1:]
	}
	for len(s) > 0 && isSign(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

func isSign(c byte) bool {
	switch c {
	case '.', ',', ':', ';', '?', '*', '`':
		return true
	}
	return isBlank(c)
}

func isBlank(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

func foldKeepEnds(s string) string {
	if folded, ok := foldASCII(s); ok {
		return folded
	}
	s = norm.NFKC.String(s)
	if !foldsSimply(s) {
		s = cases.Fold().String(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range s {
		r = foldRune(r)
		if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
			blank = true
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		switch r {
		case '\u2018', '\u2019', '\u02bc':
			r = '\''
		case '\u201c', '\u201d':
			r = '"'
		case '\u2010', '\u2011', '\u2012', '\u2013':
			r = '-'
		case '\u00ad':
			continue
		}
		b.WriteRune(r)
	}
	if blank {
		b.WriteByte(' ')
	}
	return b.String()
}

// foldsSimply reports whether all letters of a text are folded by foldRune, as
// nearly all are: those of Latin, Cyrillic and the scripts that have no case.
func foldsSimply(s string) bool {
	for _, r := range s {
		if r >= endOfSimple && !hasNoCase(r) || utf8.RuneSelf <= r && r < endOfSimple && simpleFolds()[r] == 0 {
			return false
		}
	}
	return true
}

// hasNoCase reports whether a letter stands among punctuation, Chinese, Japanese
// or Korean.
func hasNoCase(r rune) bool {
	return 0x2000 <= r && r < 0x20d0 || firstTight <= r && r < 0xa4d0 || 0xac00 <= r && r < 0xd7a4
}

// foldRune gives a letter as it is folded; what is folded already stays as it is.
func foldRune(r rune) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return r + 'a' - 'A'
	case r < utf8.RuneSelf || r >= endOfSimple || simpleFolds()[r] == 0:
		return r
	}
	return simpleFolds()[r]
}

const (
	endOfSimple = 0x530  // behind Cyrillic
	firstTight  = 0x2e80 // radicals, the first of the scripts without blanks
)

// simpleFolds are the letters up to Cyrillic as they are folded, 0 for those that
// become more than one letter.
var simpleFolds = sync.OnceValue(func() *[endOfSimple]rune {
	var folds [endOfSimple]rune
	fold := cases.Fold()
	for r := range folds {
		if folded := []rune(fold.String(string(rune(r)))); len(folded) == 1 {
			folds[r] = folded[0]
		}
	}
	return &folds
})

// foldASCII is the fast path for plain ASCII text.
func foldASCII(s string) (string, bool) {
	same := true
	blank := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x80 {
			return "", false
		}
		isBlank := c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f'
		if 'A' <= c && c <= 'Z' || isBlank && (blank || c != ' ') {
			same = false
		}
		blank = isBlank
	}
	if same {
		return s, true
	}
	b := make([]byte, 0, len(s))
	blank = false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch c {
		case ' ', '\t', '\n', '\r', '\v', '\f':
			if !blank {
				b = append(b, ' ')
			}
			blank = true
			continue
		}
		blank = false
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	return string(b), true
}

// squeezeInto appends to an empty buffer a folded text without the blanks that
// translations set or leave out at will: beside brackets, and beside the letters
// of scripts that write no blanks. A text that has none is returned as it is.
func squeezeInto(buf, folded []byte) []byte {
	if bytes.IndexByte(folded, ' ') < 0 || !slices.ContainsFunc(folded, mayBeTight) {
		return folded
	}
	var before rune
	for i := 0; i < len(folded); {
		r, size := utf8.DecodeRune(folded[i:])
		after, _ := utf8.DecodeRune(folded[i+size:])
		if r != ' ' || i == 0 || i+size == len(folded) || !tight(before) && !tight(after) {
			buf = append(buf, folded[i:i+size]...)
		}
		before, i = r, i+size
	}
	return buf
}

func mayBeTight(c byte) bool { return c == '(' || c == ')' || c >= utf8.RuneSelf }

func tight(r rune) bool {
	return r == '(' || r == ')' || r >= firstTight && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == '\u30fc'
}
