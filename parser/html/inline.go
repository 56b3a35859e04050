package html

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// run reads the content of an element as one run of text; anchor is the name
// of an <a> in it.
func (w *walker) run(n *html.Node) (text page.Inline, anchor string) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.A && anchor == "" {
			anchor = attr(c, "name")
		}
		w.inlineNode(c)
	}
	text = w.spans.Inline()
	for _, c := range w.notes {
		w.build.Add(c)
	}
	w.notes = nil
	return text, anchor
}

func (w *walker) inlineNode(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.text(n)
	case html.CommentNode:
		w.comment(n)
	case html.ElementNode:
		if !w.skip(n) {
			w.inline(n)
		}
	}
}

// inline reads an element within a text.
func (w *walker) inline(n *html.Node) {
	at := w.begin(n)
	switch n.DataAtom {
	case 0:
		if !strings.Contains(n.Data, "-") && w.next > 0 {
			w.alt(w.tag(w.marks[w.next-1].offset), at)
		}
	case atom.Br:
		w.spans.Break().At = at
	case atom.Img:
		w.alt(attr(n, "alt"), at)
	case atom.A:
		if href := attr(n, "href"); href != "" {
			w.spans.OpenLink(href)
			defer func() {
				if empty := w.spans.CloseLink(); empty != nil {
					empty.At = at
				}
			}()
		}
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		w.spans.Change(&w.spans.Code, 1)
		defer w.spans.Change(&w.spans.Code, -1)
	case atom.B, atom.Strong:
		w.spans.Change(&w.spans.Bold, 1)
		defer w.spans.Change(&w.spans.Bold, -1)
	case atom.I, atom.Em, atom.Var, atom.Cite:
		w.spans.Change(&w.spans.Italic, 1)
		defer w.spans.Change(&w.spans.Italic, -1)
	case atom.P, atom.Div, atom.Li, atom.Ul, atom.Ol, atom.Pre, atom.Blockquote, atom.Hr:
		w.spans.NewLine()
		defer w.spans.NewLine()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.inlineNode(c)
	}
}

// tag returns the tag at an offset as the page writes it: an element that HTML
// does not know is a placeholder, "<userId>", whose author forgot to escape it.
func (w *walker) tag(offset int) string {
	tag := w.data[offset:]
	return string(tag[:bytes.IndexByte(tag, '>')+1])
}

// alt reads the text that stands for a picture.
func (w *walker) alt(text string, at ir.Pos) {
	if text == "" {
		return
	}
	if span := w.spans.Text(text); span != nil {
		span.At = at
	}
}

func (w *walker) text(n *html.Node) {
	at := ir.Pos{}
	if strings.Trim(n.Data, blanks) != "" {
		at = w.lines.At(w.find(html.TextToken))
	} else if w.spans.Len() == 0 {
		return
	} else {
		at = w.spans.At()
	}
	text := n.Data
	if n.Parent != nil && n.Parent.DataAtom == atom.Sup {
		text = page.Superscript(text)
	}
	if span := w.spans.Text(text); span != nil {
		span.At = at
	}
}
