// Package markdown writes texts of pages into Markdown so that they stay texts.
package markdown

import "strings"

// Longest is the number of characters after which Code cuts a text off.
const Longest = 150

// Code writes a text without line ends as a code span: there it can be no link,
// picture, mention, heading or element. Its fence is longer than any run of
// backquotes in it.
func Code(s string) string {
	if runes := []rune(s); len(runes) > Longest {
		s = string(runes[:Longest]) + "…"
	}
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if s == "" || strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}
