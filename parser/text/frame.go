package text

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/docpiler/docpiler/parser/page"
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

// included notes what the name of an included file says: a page about the beta version
// includes a word about it, and the table of permissions is missing where a page
// includes it.
func (r *reader) included(i int) {
	l := r.at(i)
	switch name := strings.ToLower(l.text); {
	case strings.Contains(name, "beta-disclaimer"):
		r.page.Version = "beta"
	case strings.Contains(name, "permissions-table"):
		at := l.pos(0)
		if r.section != "permissions" {
			r.section = "permissions"
			r.build.Heading(&page.Section{At: at, Level: r.outline.level(r.section, false), Title: l.span(0, len(l.text)), Anchor: anchorOf(r.section)})
		}
		r.build.Report("include-missing", at, "The file with the table of permissions, which the page includes, could not be read.")
	}
}

// afterAd returns the line after the words that a site advertises with above its
// banner, of which the last may run into the banner: "Register nowThis browser is no
// longer supported." What stands above a banner is an advertisement where one of its
// lines is a sentence, else it may be the title. Without one the answer is i.
func (r *reader) afterAd(i int) int {
	const most = 12 // lines
	ad := false
	for k := i; k < min(len(r.lines), i+most); k++ {
		s := r.at(k).text
		switch {
		case isCodeStart(s) || isNamespace(s):
			return i
		case isBanner(s):
			if ad {
				return k + 1
			}
			return i
		}
		ad = ad || isSentence(s)
	}
	return i
}

// isBanner reports whether a line ends with the sentence of a banner.
func isBanner(s string) bool {
	const fewest = 4 // words of such a sentence; buttons have less
	for from := 0; from < len(s); from++ {
		opens := unicode.IsUpper(firstRune(s[from:]))
		if opens && strings.Count(s[from:], " ")+1 >= fewest && endsSentence(s) && words.Frame(s[from:], "banner") {
			return true
		}
	}
	return false
}

// buttons reports whether a line names tabs and buttons alone.
func buttons(s string) bool {
	return words.Frame(strings.TrimLeft(s, "-*+\u2022 \t"), "tab", "button", "contents")
}

// frame skips words of the site within the page: the names of tabs and the
// buttons above code, and "In this article" with the headings of the page.
func (r *reader) frame() bool {
	if include.MatchString(r.line().text) {
		r.included(r.i)
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
