package markdown

import (
	"strings"

	"golang.org/x/net/html"
)

// tagKind says what a raw HTML tag does to the text round it.
type tagKind int

const (
	tagText   tagKind = iota // no HTML tag but a placeholder: <resourceId>
	tagNone                  // changes nothing
	tagRaised                // raises digits
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
	"span": tagNone, "sup": tagRaised, "sub": tagNone, "u": tagNone, "s": tagNone, "del": tagNone, "ins": tagNone,
	"small": tagNone, "big": tagNone, "font": tagNone, "center": tagNone, "img": tagNone, "iframe": tagNone,
	"details": tagNone, "summary": tagBlock, "nobr": tagNone, "wbr": tagNone, "mark": tagNone, "abbr": tagNone,
	"table": tagNone, "thead": tagNone, "tbody": tagNone, "td": tagBlock, "th": tagBlock, "video": tagNone,
	"rgn": tagNone, "strike": tagNone, "var": tagItalic, "cite": tagItalic, "q": tagNone, "label": tagNone,
}

// nameOf returns the name of a tag in lower case; that of a declaration or
// instruction begins with its sign.
func nameOf(tag string) string {
	name := strings.TrimLeft(tag, "</")
	if end := strings.IndexAny(name, " \t\n\f/>"); end >= 0 {
		name = name[:end]
	}
	return strings.ToLower(name)
}

// attrs returns the attributes of a tag.
func attrs(tag string) map[string]string {
	out := map[string]string{}
	z := html.NewTokenizer(strings.NewReader(tag))
	z.Next()
	for _, a := range z.Token().Attr {
		out[a.Key] = a.Val
	}
	return out
}

// tag handles a raw tag that begins at a source offset.
func (f *inliner) tag(raw string, start int) {
	name, end := nameOf(raw), strings.HasPrefix(raw, "</")
	by := 1
	if end {
		by = -1
	}
	if f.hides(name, raw, by) {
		return
	}
	switch tagKinds[name] {
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
	case tagRaised:
		f.raised = max(0, f.raised+by)
	case tagNone:
	}
}

// original is the class of the spans in which a translated page keeps the
// original text, for readers who point at the translation.
const original = "sxs-lookup"

// hides handles the tags of spans that hold the original text, and what is
// inside them. It reports whether the tag is done with.
func (f *inliner) hides(name, raw string, by int) bool {
	switch {
	case name != "span":
	case f.hidden > 0:
		f.hidden += by
	case by > 0 && strings.Contains(raw, original):
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
	a := attrs(raw)
	name, href := a["name"], a["href"]
	if href != "" {
		f.OpenLink(href)
	} else if name == "" {
		name = a["id"]
	}
	if f.out.anchor == "" {
		f.out.anchor = name
	}
}
