package markdown

import (
	"regexp"
	"strings"
)

// tagKind says what a raw HTML tag does to the text round it.
type tagKind int

const (
	tagText   tagKind = iota // no HTML tag but a placeholder: <resourceId>
	tagNone                  // changes nothing
	tagBreak                 // <br>: a new line
	tagBlock                 // begins a new line if there is text before and after
	tagAnchor                // <a>
	tagCode
	tagBold
	tagItalic
)

var tagKinds = map[string]tagKind{
	"br": tagBreak, "a": tagAnchor,
	"p": tagBlock, "div": tagBlock, "li": tagBlock, "ul": tagBlock, "ol": tagBlock, "hr": tagBlock, "tr": tagBlock,
	"h1": tagBlock, "h2": tagBlock, "h3": tagBlock, "h4": tagBlock, "h5": tagBlock, "h6": tagBlock,
	"blockquote": tagBlock, "section": tagBlock, "dl": tagBlock, "dt": tagBlock, "dd": tagBlock,
	"code": tagCode, "kbd": tagCode, "samp": tagCode, "tt": tagCode,
	"b": tagBold, "strong": tagBold, "i": tagItalic, "em": tagItalic,
	"span": tagNone, "sup": tagNone, "sub": tagNone, "u": tagNone, "s": tagNone, "del": tagNone, "ins": tagNone,
	"small": tagNone, "big": tagNone, "font": tagNone, "center": tagNone, "img": tagNone, "iframe": tagNone,
	"details": tagNone, "summary": tagBlock, "nobr": tagNone, "wbr": tagNone, "mark": tagNone, "abbr": tagNone,
	"table": tagNone, "thead": tagNone, "tbody": tagNone, "td": tagBlock, "th": tagBlock, "video": tagNone,
	"rgn": tagNone, "strike": tagNone, "var": tagItalic, "cite": tagItalic, "q": tagNone, "label": tagNone,
}

var (
	nameAttr = regexp.MustCompile(`(?i)\s(?:name|id)\s*=\s*["']?([^"'\s>]+)`)
	hrefAttr = regexp.MustCompile(`(?i)\shref\s*=\s*["']([^"']*)["']`)
)

// kindOf returns what a tag does and whether it is an end tag.
func kindOf(raw string) (kind tagKind, end bool) {
	name := nameOf(raw)
	if name == "" {
		return tagText, false
	}
	return tagKinds[name], raw[1] == '/'
}

// nameOf returns the name of the tag at the start of a text in lower case, "" if
// there is none.
func nameOf(text string) string {
	i := 1
	if i < len(text) && text[i] == '/' {
		i++
	}
	end := i
	for end < len(text) && (isLetter(text[end]) || end > i && ('0' <= text[end] && text[end] <= '9' || text[end] == '-')) {
		end++
	}
	if text == "" || text[0] != '<' {
		return ""
	}
	return strings.ToLower(text[min(i, end):end])
}

// tag handles a raw tag that begins at a source offset.
func (f *inliner) tag(raw string, start int) {
	kind, end := kindOf(raw)
	by := 1
	if end {
		by = -1
	}
	if f.hides(raw, by) {
		return
	}
	switch kind {
	case tagText:
		f.text(raw, start)
	case tagBreak:
		f.lineBreak(start)
	case tagBlock:
		f.NewLine()
	case tagAnchor:
		f.anchor(raw, end, start)
	case tagCode:
		f.Change(&f.Code, by)
	case tagBold:
		f.Change(&f.Bold, by)
	case tagItalic:
		f.Change(&f.Italic, by)
	case tagNone:
	}
}

// original is the class of the spans in which a translated page keeps the
// original text, for readers who point at the translation.
const original = "sxs-lookup"

// hides handles the tags of spans that hold the original text, and what is
// inside them. It reports whether the tag is done with.
func (f *inliner) hides(raw string, by int) bool {
	switch {
	case f.hidden > 0 && nameOf(raw) == "span":
		f.hidden += by
	case f.hidden == 0 && by > 0 && strings.Contains(raw, original) && nameOf(raw) == "span":
		f.hidden = 1
	}
	return f.hidden > 0
}

// anchor handles <a>: a name for the heading, or a link.
func (f *inliner) anchor(raw string, end bool, start int) {
	if end {
		f.closeLink(start)
		return
	}
	if name, ok := strings.CutPrefix(raw, `<a name="`); ok {
		if f.out.anchor == "" {
			f.out.anchor, _, _ = strings.Cut(name, `"`)
		}
	} else if m := hrefAttr.FindStringSubmatch(raw); m != nil {
		f.OpenLink(m[1])
	} else if m := nameAttr.FindStringSubmatch(raw); m != nil && f.out.anchor == "" {
		f.out.anchor = m[1]
	}
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
