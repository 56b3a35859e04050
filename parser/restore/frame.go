package restore

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// Frame takes what a site, a browser or a converter put around the article off a
// page: what stands above its title, buttons and banners, the list of its headings,
// the foot of the page. What a converter says there about the page, its title and
// its address, goes into the metadata. A bare line "Note" becomes the label of an
// alert again.
func Frame(p *page.Page) {
	f := &framer{page: p, titles: map[string]bool{}}
	for s := range p.Root.All() {
		f.titles[words.Fold(s.Title.String())] = true
	}
	f.source()
	f.innerTitle()
	f.head()
	f.sections()
	for s := range p.Root.All() {
		s.Blocks = alerts(s.Blocks)
	}
}

// framer is one page while its frame is taken off.
type framer struct {
	page   *page.Page
	titles map[string]bool // of the headings, folded
}

var (
	sourceLine = regexp.MustCompile(`(?i)^\s*(?:url )?source(?: url)?:\s*(https?://\S+)`)
	titleLine  = regexp.MustCompile(`^Title:\s*(\S.*)$`)
	contentsOf = regexp.MustCompile(`^(?:Markdown Content|Published Time|Fetched|Retrieved):`)
)

// source reads what a converter wrote above the page: "URL Source: https://…",
// "Title: …", a comment with the address.
func (f *framer) source() {
	p := f.page
	set := func(key, value string) {
		if p.Meta[key] == "" {
			p.Meta[key] = value
		}
	}
	for _, c := range p.Comments {
		if m := sourceLine.FindStringSubmatch(c.Text); m != nil {
			set("canonicalurl", m[1])
		}
	}
	const most = 6 // blocks that such lines take
	for i, b := range p.Root.Blocks[:min(most, len(p.Root.Blocks))] {
		para, ok := b.(*page.Para)
		if !ok {
			continue
		}
		text := para.Spans.String()
		if m := sourceLine.FindStringSubmatch(text); m != nil {
			set("canonicalurl", m[1])
			p.Root.Blocks[i] = nil
		}
		if m := titleLine.FindStringSubmatch(text); m != nil && i == 0 {
			if p.Root.Blocks[i] = nil; p.Title == nil {
				p.Title = cutSite(para.Spans, len("Title:"))
			}
		}
		if contentsOf.MatchString(text) {
			p.Root.Blocks[i] = nil
		}
	}
	p.Root.Blocks = slices.DeleteFunc(p.Root.Blocks, func(b page.Block) bool { return b == nil })
}

// cutSite takes a label off the start of a title, and the names of the site behind
// a dash off its end.
func cutSite(in page.Inline, label int) page.Inline {
	text := in.String()[label:]
	text, _, _ = strings.Cut(text, " - Microsoft")
	text, _, _ = strings.Cut(text, " | Microsoft")
	return page.Inline{{Kind: page.Text, Text: strings.TrimSpace(text), At: in[0].At}}
}

// innerTitle takes the second heading of the first level for the title where the
// first one says the same and names the site, too: that is the frame's.
func (f *framer) innerTitle() {
	root := f.page.Root
	outer := words.Fold(f.page.Title.String())
	for i, s := range root.Sub {
		title := words.Fold(s.Title.String())
		if s.Level != 1 || title == "" || !strings.HasPrefix(outer, title) {
			continue
		}
		f.page.Title, f.page.At = s.Title, s.At
		root.Blocks = append(comments(root.Blocks), s.Blocks...)
		root.Sub = slices.Concat(s.Sub, root.Sub[i+1:])
		return
	}
}

// comments keeps the comments among blocks.
func comments(blocks []page.Block) []page.Block {
	return slices.DeleteFunc(blocks, func(b page.Block) bool {
		_, comment := b.(*page.Comment)
		return !comment
	})
}

// aboveTitle reports whether a block stands above the title of the page.
func (f *framer) aboveTitle(b page.Block) bool {
	if f.page.Title == nil {
		return false
	}
	title, at := f.page.Title[0].At, b.Pos()
	return at.File == title.File && at.Line < title.Line
}

// head drops what stands above the title, and the frame below it.
func (f *framer) head() {
	f.page.Root.Blocks = f.kept(f.page.Root.Blocks)
}

// kept returns the blocks that are no frame.
func (f *framer) kept(blocks []page.Block) []page.Block {
	return slices.DeleteFunc(blocks, func(b page.Block) bool {
		switch b := b.(type) {
		case *page.Para:
			return f.aboveTitle(b) || words.Frame(b.Spans.String())
		case *page.List:
			return f.aboveTitle(b) || f.isContents(b)
		case *page.Note:
			return f.aboveTitle(b) || isSignIn(b)
		}
		return false
	})
}

// isSignIn reports whether an alert speaks of nothing but access to the site.
func isSignIn(n *page.Note) bool {
	found := false
	for b := range page.Within(n.Blocks) {
		para, ok := b.(*page.Para)
		if !ok {
			continue
		}
		if !words.Frame(para.Spans.String(), "signIn", "banner") {
			return false
		}
		found = true
	}
	return found
}

// isContents reports whether a list is that of the page's headings, or one of
// buttons or links of the site.
func (f *framer) isContents(l *page.List) bool {
	for _, item := range l.Items {
		text := ""
		for _, b := range item {
			if para, ok := b.(*page.Para); ok {
				text += para.Spans.String()
			} else if _, list := b.(*page.List); !list {
				return false
			}
		}
		text = strings.TrimLeft(text, "0123456789.) \t")
		if text != "" && !f.titles[words.Fold(text)] && !words.Frame(text) {
			return false
		}
	}
	return true
}

// sections takes the headings of the frame away. What stands below one belongs to
// the section before, unless it is at the foot of the page, of which nothing is
// kept.
func (f *framer) sections() {
	root := f.page.Root
	last := -1 // section that is no frame
	for i, s := range root.Sub {
		if !f.isFrame(s) {
			last = i
		}
	}
	before := root
	subs := root.Sub
	root.Sub = nil
	for i, s := range subs {
		switch {
		case !f.isFrame(s):
			root.Sub = append(root.Sub, s)
			before = s
		case i < last || before == root:
			before.Blocks = append(before.Blocks, f.kept(s.Blocks)...)
			before.Sub = append(before.Sub, s.Sub...)
		}
	}
	if n := len(root.Sub); n > 0 {
		f.foot(root.Sub[n-1])
	}
}

// isFrame reports whether a heading is one of the site.
func (f *framer) isFrame(s *page.Section) bool {
	return words.Frame(s.Title.String(), "button", "contents", "end")
}

// foot drops the frame at the end of the last section.
func (f *framer) foot(s *page.Section) {
	if n := len(s.Sub); n > 0 {
		for n > 0 && f.isFrame(s.Sub[n-1]) {
			n--
		}
		if s.Sub = s.Sub[:n]; n > 0 {
			f.foot(s.Sub[n-1])
			return
		}
	}
	n := len(s.Blocks)
	for ; n > 0; n-- {
		switch b := s.Blocks[n-1].(type) {
		case *page.Para:
			if words.Frame(b.Spans.String()) {
				continue
			}
		case *page.List:
			if f.isContents(b) {
				continue
			}
		}
		break
	}
	s.Blocks = s.Blocks[:n]
}

// alerts makes an alert of a paragraph that is nothing but the label of one, and
// of the paragraph after it.
func alerts(blocks []page.Block) []page.Block {
	var out []page.Block
	for i := 0; i < len(blocks); i++ {
		label, ok := blocks[i].(*page.Para)
		if ok && i+1 < len(blocks) {
			kind := ""
			if len(label.Spans) == 1 && !strings.HasSuffix(label.Spans[0].Text, ".") {
				kind = words.Alert(label.Spans[0].Text)
			}
			if body, para := blocks[i+1].(*page.Para); para && kind != "" {
				out = append(out, &page.Note{At: label.At, Kind: kind, Blocks: []page.Block{body}})
				i++
				continue
			}
		}
		out = append(out, blocks[i])
	}
	return out
}
