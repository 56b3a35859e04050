package account

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlUnits splits HTML into its units. Lines count from first.
func htmlUnits(data []byte, first int) []unit {
	h := htmlSplitter{z: html.NewTokenizer(bytes.NewReader(data)), line: first}
	for {
		kind := h.z.Next()
		if kind == html.ErrorToken {
			break
		}
		before := h.line
		h.line += bytes.Count(h.z.Raw(), []byte("\n"))
		switch kind {
		case html.TextToken:
			h.text(string(h.z.Text()), before)
		case html.StartTagToken, html.SelfClosingTagToken:
			h.open(h.z.Token(), before)
		case html.EndTagToken:
			h.close(h.z.Token().DataAtom)
		}
	}
	h.flush()
	return h.out
}

type htmlSplitter struct {
	z    *html.Tokenizer
	line int // of the next token
	out  []unit

	text_   strings.Builder
	cur     unit
	skip    int // elements open whose text nobody sees
	pre     bool
	inRow   bool
	allHead bool
	table   int // line on which the table begins
}

func (h *htmlSplitter) text(s string, line int) {
	if h.skip > 0 {
		return
	}
	if h.pre {
		for i, l := range strings.Split(s, "\n") {
			if i > 0 {
				h.flush()
			}
			h.add(l, line+i)
		}
		return
	}
	if strings.TrimSpace(s) != "" || h.text_.Len() > 0 {
		lead := len(s) - len(strings.TrimLeft(s, " \t\r\n"))
		h.add(strings.Join(strings.Fields(" "+s+" "), " ")+" ", line+strings.Count(s[:lead], "\n"))
		h.cur.last = max(h.cur.last, line+strings.Count(strings.TrimRight(s, " \t\r\n"), "\n"))
	}
}

func (h *htmlSplitter) add(s string, line int) {
	if h.text_.Len() == 0 && strings.TrimSpace(s) != "" && h.cur.first == 0 {
		h.cur.first = line
	}
	h.text_.WriteString(s)
	h.cur.last = max(h.cur.last, line)
}

func (h *htmlSplitter) open(t html.Token, line int) {
	switch t.DataAtom {
	case atom.Script, atom.Style, atom.Nav, atom.Template, atom.Noscript, atom.Svg, atom.Button:
		if t.Type == html.StartTagToken {
			h.skip++
		}
	case atom.Pre:
		h.flush()
		h.pre = true
		h.cur.kind, h.cur.block, h.cur.lang = code, line, langOf(t)
	case atom.Code:
		if h.pre && h.cur.lang == "" {
			h.cur.lang = langOf(t)
		}
	case atom.Table:
		h.flush()
		h.table = line
	case atom.Tr:
		h.flush()
		h.inRow, h.allHead = true, true
		h.cur = unit{first: line, last: line, kind: row, block: h.table}
	case atom.Td, atom.Th:
		h.endCell()
		if t.DataAtom == atom.Td {
			h.allHead = false
		}
	case atom.A:
		if h.inRow && len(h.cur.cells) == 0 && strings.TrimSpace(h.text_.String()) == "" {
			h.cur.linked = true
		}
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		h.flush()
		h.cur.kind = heading
	case atom.Br:
		if h.pre || !h.inRow {
			h.flush()
		}
	default:
		if isBlock(t.DataAtom) && !h.inRow {
			h.flush()
		}
	}
}

func langOf(t html.Token) string {
	for _, a := range t.Attr {
		if a.Key == "class" {
			for c := range strings.FieldsSeq(strings.ToLower(a.Val)) {
				if l, ok := strings.CutPrefix(c, "lang-"); ok {
					return l
				}
				if l, ok := strings.CutPrefix(c, "language-"); ok {
					return l
				}
			}
		}
	}
	return ""
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Li, atom.Ul, atom.Ol, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Blockquote, atom.Dl, atom.Dt, atom.Dd:
		return true
	}
	return false
}

func (h *htmlSplitter) close(a atom.Atom) {
	switch a {
	case atom.Script, atom.Style, atom.Nav, atom.Template, atom.Noscript, atom.Svg, atom.Button:
		h.skip = max(0, h.skip-1)
	case atom.Pre:
		h.flush()
		h.pre, h.cur = false, unit{}
	case atom.Td, atom.Th:
		h.endCell()
	case atom.Tr:
		h.endCell()
		if h.allHead {
			h.cur.kind = head
		}
		h.flush()
		h.inRow = false
	case atom.Table:
		h.flush()
		h.inRow, h.table = false, 0
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		h.flush()
	default:
		if isBlock(a) && !h.inRow {
			h.flush()
		}
	}
}

func (h *htmlSplitter) endCell() {
	if text := strings.TrimSpace(h.text_.String()); h.inRow && text != "" {
		h.cur.cells = append(h.cur.cells, strings.Map(visible, text))
	}
	h.text_.Reset()
}

// flush adds the unit that is being gathered and begins another of its kind.
func (h *htmlSplitter) flush() {
	u := h.cur
	if h.inRow {
		h.endCell()
		u = h.cur
	} else {
		u.text = strings.Map(visible, h.text_.String())
		if !h.pre {
			u.text = strings.TrimSpace(u.text)
		}
	}
	h.text_.Reset()
	if (len(u.cells) > 0 || strings.TrimSpace(u.text) != "") && u.first > 0 {
		if u.raw = u.text; u.kind == row || u.kind == head {
			u.raw = strings.Join(u.cells, " | ")
		}
		if u.block == 0 {
			u.block = u.first
		}
		h.out = append(h.out, u)
	}
	next := unit{}
	if h.pre {
		next = unit{kind: code, lang: h.cur.lang, block: h.cur.block}
	}
	h.cur = next
}
