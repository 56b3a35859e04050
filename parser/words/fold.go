package words

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold returns a text as words are compared: compatibility-composed (full-width
// signs become half-width, no-break blanks become blanks), case-folded, runs of
// blanks as one, without blanks and . , : ; ? * ` around it.
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
