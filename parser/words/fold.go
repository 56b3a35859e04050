package words

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold returns a text as words are compared: compatibility-composed (full-width
// signs become half-width, no-break blanks become blanks), case-folded, runs of
// blanks as one, typographic quotes and hyphens as those of ASCII, without
// blanks and . , : ; ? * ` around it.
func Fold(s string) string {
	return strings.Trim(foldKeepEnds(strings.TrimSpace(s)), " .,:;?*`\u3002\u3001")
}

func foldKeepEnds(s string) string {
	if folded, ok := foldASCII(s); ok {
		return folded
	}
	s = cases.Fold().String(norm.NFKC.String(s))
	var b strings.Builder
	blank := false
	for _, r := range s {
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

// foldInto folds a text into a buffer. It reports false for text that is not
// ASCII, holds brackets, or is too long for the buffer; [Fold] serves for that.
func foldInto(buf []byte, s string) ([]byte, bool) {
	s = strings.Trim(s, " \t\r\n.,:;?*`")
	if len(s) > cap(buf) {
		return nil, false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 0x80 || c == '(' || c == ')':
			return nil, false
		case c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f':
			c = ' '
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		if c != ' ' || len(buf) == 0 || buf[len(buf)-1] != ' ' {
			buf = append(buf, c)
		}
	}
	return buf, true
}

// squeeze removes the blanks that translations set or leave out at will: beside
// brackets, and beside the letters of scripts that write no blanks.
func squeeze(folded string) string {
	if !strings.Contains(folded, " ") || strings.IndexFunc(folded, tight) < 0 {
		return folded
	}
	runes := []rune(folded)
	var b strings.Builder
	for i, r := range runes {
		if r == ' ' && i > 0 && i+1 < len(runes) && (tight(runes[i-1]) || tight(runes[i+1])) {
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func tight(r rune) bool {
	const firstTight = 0x2e80 // radicals, the first of the scripts without blanks
	return r == '(' || r == ')' || r >= firstTight && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == '\u30fc'
}
