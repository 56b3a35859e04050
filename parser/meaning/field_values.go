package meaning

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// possibleValues returns the values that a description lists after "Possible
// values are", in text order: "`a`, `b`, or `c`" in code spans, or bare names
// where the format has no code spans. A list whose end is not certain, a range
// of numbers and true/false give none.
func (v vocabulary) possibleValues(f field) []string {
	description := f.spans
	var out []string
	for i, s := range description {
		if s.Kind == page.CodeSpan || len(out) >= maxValues {
			continue
		}
		rest, ok := v.afterPhrase(s.Text)
		if !ok {
			continue
		}
		found := codeValues(rest, description[i+1:])
		if len(found) == 0 {
			found = bareValues(rest)
		}
		for _, value := range found {
			if !slices.Contains(out, value) {
				out = append(out, value)
			}
		}
	}
	if len(out) < 2 || isTruth(out) {
		return nil
	}
	return out
}

// afterPhrase returns what follows the last phrase that opens a list of values.
func (v vocabulary) afterPhrase(text string) (rest string, ok bool) {
	for range maxPhrases {
		start, end := v.find(words.SaysPossibleValues, text)
		if start < 0 {
			break
		}
		text, ok = text[end:], true
	}
	return text, ok
}

// maxPhrases bounds how often a phrase is looked for in one text.
const maxPhrases = 20

// codeValues collects the code spans that follow a phrase directly, up to the
// end of the sentence.
func codeValues(between string, spans page.Inline) []string {
	if strings.Trim(between, valueSigns) != "" {
		return nil
	}
	var out []string
	for _, s := range spans {
		if s.Kind != page.CodeSpan {
			if endsSentence(s) {
				break
			}
			continue
		}
		for _, v := range strings.Split(s.Text, ",") {
			if v = valueName(v); v != "" && len(out) < maxValues {
				out = append(out, v)
			}
		}
	}
	return out
}

// valueSigns are what may stand between a phrase and its first value.
const valueSigns = " :\"'([*\u00a0\uff1a\uff08\u3001\uff0c\u201c\u201d\u201e\u300c"

// endsSentence reports whether text between code spans ends their list.
func endsSentence(s page.Span) bool {
	if s.Kind == page.Link || s.Kind == page.Break {
		return false
	}
	t := strings.TrimRight(s.Text, " ")
	return strings.Contains(t, ". ") || strings.HasSuffix(t, ".") && len(t) < len(s.Text) || t == "." ||
		strings.HasPrefix(t, ".") || strings.Contains(t, "\u3002") || strings.Contains(t, "; ")
}

// valueName takes the number off "0 - none" and drops null and numbers.
func valueName(s string) string {
	s = strings.Trim(s, " \"'.\u00a0")
	if number, name, ok := strings.Cut(s, " - "); ok && strings.Trim(number, "0123456789") == "" {
		s = strings.TrimSpace(name)
	}
	if s == "null" || strings.Trim(s, "0123456789.-") == "" || len(s) > maxValue {
		return ""
	}
	return s
}

// maxValues bounds how many values of a description are read.
const maxValues = 1000

// maxValue bounds the length of a value; longer code spans are expressions.
const maxValue = 80

// bareValues reads "a, b, c, or d." as names parted by commas. The word before
// the last one is not asked for, so that any language will do.
func bareValues(text string) []string {
	text = strings.TrimLeft(text, valueSigns)
	for _, end := range []string{". ", "\u3002", "; ", "\n"} {
		text, _, _ = strings.Cut(text, end)
	}
	text = strings.TrimRight(text, " .)")
	var out []string
	pieces := strings.FieldsFunc(text, isComma)
	for i, p := range pieces {
		words := strings.Fields(p)
		last := i == len(pieces)-1 && i > 0
		switch {
		case len(words) == 1:
			out = append(out, words[0])
		case last && len(words) == 2 && len([]rune(words[0])) <= 3:
			out = append(out, words[1])
		case last && len(words) == 3 && len([]rune(words[1])) <= 3:
			out = append(out, words[0], words[2])
		default:
			return nil
		}
	}
	for i, v := range out {
		out[i] = strings.Trim(v, "\"'`*")
		if !isTypeName(out[i]) {
			return nil
		}
	}
	return out
}

// isTruth reports whether the values are those of a Boolean.
func isTruth(values []string) bool {
	for _, v := range values {
		if !strings.EqualFold(v, "true") && !strings.EqualFold(v, "false") {
			return false
		}
	}
	return true
}
