package words

import (
	"strings"
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

func foldKeepEnds(s string) string {
	if isASCII(s) {
		s = strings.ToLower(s) // the same in a tenth of the time
	} else {
		s = cases.Fold().String(norm.NFKC.String(s))
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
			blank = true
			continue
		case r == '\u00ad':
			continue
		case blank:
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(foldSign(r))
	}
	if blank {
		b.WriteByte(' ')
	}
	return b.String()
}

// foldSign gives a quote or hyphen as that of ASCII.
func foldSign(r rune) rune {
	switch r {
	case '\u2018', '\u2019', '\u02bc':
		return '\''
	case '\u201c', '\u201d':
		return '"'
	case '\u2010', '\u2011', '\u2012', '\u2013':
		return '-'
	}
	return r
}

// squeeze returns a folded text without the blanks that translations set or
// leave out at will: next to brackets, and next to the letters of scripts that
// write no blanks.
func squeeze(folded string) string {
	if !strings.ContainsFunc(folded, tight) {
		return folded
	}
	var b strings.Builder
	runes := []rune(folded)
	for i, r := range runes {
		if r != ' ' || i == 0 || i+1 == len(runes) || !tight(runes[i-1]) && !tight(runes[i+1]) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func tight(r rune) bool {
	return r == '(' || r == ')' || r > unicode.MaxLatin1 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == '\u30fc'
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
