package text

import "github.com/docpiler/docpiler/parser/words"

// frameWord reports whether a line is a button of the site around the page, in
// any language: the page's own may not be known yet.
func frameWord(s string) bool {
	const longest = 60 // bytes
	if len(s) > longest {
		return false
	}
	for _, set := range words.All() {
		if set.Role("frame", s) != "" {
			return true
		}
	}
	return false
}

// frame skips words of the site within the page: the names of tabs and the
// buttons above code, and "In this article" with the headings of the page.
func (r *reader) frame() bool {
	if r.words.Role("frame", r.line().text) == "" {
		return false
	}
	const most = 24 // lines of such words in one place, with blank ones
	i := r.i
	for i < len(r.lines) && i < r.i+most && (r.at(i).blank() || r.words.Role("frame", r.at(i).text) != "") {
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
// if there is none: two or more headings with nothing between, of which the
// first stands on the page again.
func (r *reader) contents(i int) int {
	end := i
	for end < len(r.lines) && !r.at(end).blank() && r.isHeadingText(r.at(end).text) {
		end++
	}
	if end-i < 2 {
		return i
	}
	for j := end; j < len(r.lines); j++ {
		if r.at(j).text == r.at(i).text {
			return end
		}
	}
	return i
}

func (r *reader) isHeadingText(s string) bool {
	return len(s) <= maxHeading && r.words.Role("heading", s) != ""
}
