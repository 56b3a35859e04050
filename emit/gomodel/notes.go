package gomodel

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// listMark matches what stands before an item of a list.
var listMark = regexp.MustCompile(`^([-*•]|[0-9]{1,2}[.)]) +`)

// noteDoc writes a note as one paragraph: its first one, and where that opens a
// list, or is the first item of one, the items.
func noteDoc(text string) string {
	list := paragraphs(text)
	if len(list) == 0 {
		return ""
	}
	out := listMark.ReplaceAllString(list[0], "")
	if out == list[0] && !endsInColon(out) {
		return out
	}
	for _, p := range list[1:] {
		mark := listMark.FindString(p)
		if mark == "" {
			break
		}
		if !isEnded(out) {
			out += ";"
		}
		out += " " + p[len(mark):]
	}
	if !isEnded(out) {
		out += "."
	}
	return shorten(out)
}

func isEnded(p string) bool {
	last, _ := utf8.DecodeLastRuneInString(p)
	return strings.ContainsRune(".:;!?。：；", last)
}

func endsInColon(p string) bool { return strings.HasSuffix(p, ":") || strings.HasSuffix(p, "：") }

// withoutLeadIn takes the words off the end of a text that lead to a list or
// table, which stands on the page alone: "You can create these types:".
func withoutLeadIn(list []string) []string {
	if len(list) == 0 || !endsInColon(list[len(list)-1]) {
		return list
	}
	last := list[len(list)-1]
	for _, stop := range []string{". ", "。"} {
		if i := strings.LastIndex(last, stop); i > 0 {
			list[len(list)-1] = last[:i] + strings.TrimSpace(stop)
			return list
		}
	}
	if len(list) > 1 {
		return list[:len(list)-1]
	}
	list[0] = strings.TrimRight(last, ":：") + "."
	return list
}
