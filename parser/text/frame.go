package text

import (
	"regexp"
	"strings"

	"github.com/docpiler/docpiler/parser/words"
)

// maxFrame is how many lines of a site's frame stand in one place within the page,
// with blank ones.
const maxFrame = 40

// frameWord reports whether a line is of the frame of the site around the page, in
// any language: the page's own may not be known yet.
func frameWord(s string) bool {
	return isLine(s) || fileSize.MatchString(s) || include.MatchString(s) || words.Frame(strings.TrimLeft(s, "-*+\u2022 \t"))
}

// fileSize is what a code hosting site shows above a file.
var fileSize = regexp.MustCompile(`(?i)^[0-9]+ lines \([0-9]+ (?:loc|sloc)\)|^[0-9.]+ [KM]?B$`)

// include is what is left of included files where a page is shown as it is written.
var include = regexp.MustCompile(`^(?:\[!INCLUDE ?\[?[^\]]*\]?\]?(?:\([^)]*\)\]?)? ?)+$`)

// buttons reports whether a line names tabs and buttons alone.
func buttons(s string) bool {
	return words.Frame(strings.TrimLeft(s, "-*+\u2022 \t"), "tab", "button", "contents")
}

// frame skips words of the site within the page: the names of tabs and the
// buttons above code, and "In this article" with the headings of the page.
func (r *reader) frame() bool {
	if include.MatchString(r.line().text) {
		r.i++
		return true
	}
	if !buttons(r.line().text) {
		return false
	}
	i := r.i
	for i < len(r.lines) && i < r.i+maxFrame && (r.at(i).blank() || buttons(r.at(i).text)) {
		i++
	}
	if isCodeStart(r.at(i).text) {
		r.i = i
		return true
	}
	if end := r.contents(i); end > i {
		r.i = end
		return true
	}
	return false
}

// contents returns the end of a list of the page's headings at line i, i itself
// if there is none: two or more headings with nothing between, perhaps numbered,
// of which the first stands on the page again.
func (r *reader) contents(i int) int {
	end := i
	for end < len(r.lines) && !r.at(end).blank() && r.isHeadingText(item(r.at(end).text)) {
		end++
	}
	if end-i < 2 && item(r.at(i).text) == r.at(i).text {
		return i
	}
	for j := end; j < len(r.lines); j++ {
		if r.at(j).text == item(r.at(i).text) {
			return end
		}
	}
	return i
}

// item is the text of a line without the number or bullet of a list.
func item(s string) string {
	if n := bullet(s); n > 0 {
		return strings.TrimSpace(s[n:])
	}
	if rest := strings.TrimLeft(s, "0123456789"); len(rest) < len(s) && len(rest) > 2 && (rest[0] == '.' || rest[0] == ')') && rest[1] == ' ' {
		return strings.TrimSpace(rest[1:])
	}
	return s
}

func (r *reader) isHeadingText(s string) bool {
	return len(s) <= maxHeading && r.words.Role("heading", s) != ""
}
