package markdown

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// What a page may include: so many bytes and files in all, so deep. Real pages
// include ten files of a few hundred bytes, two deep.
const (
	maxIncluded = 2 << 20
	maxFiles    = 500
	maxDepth    = 10
)

// include puts the blocks of another file where the page includes it. What a
// tab in a programming language includes is never read: it is no fact.
func (w *walker) include(target string, at ir.Pos) {
	if w.build.Foreign() {
		return
	}
	data, name, ok := w.read(target, at)
	if !ok {
		if !isSnippet(target) {
			w.build.Add(&page.Missing{At: at, Path: target})
		}
		return
	}
	w.enter(name, data, w.document)
}

// enter does something with another file as the current one.
func (w *walker) enter(name string, data []byte, do func()) {
	outer := w.doc
	w.doc = newDocument(name, data)
	w.including = append(w.including, name)
	do()
	w.including = w.including[:len(w.including)-1]
	w.doc = outer
}

// read returns an included file and its path. What is wrong is reported, but a
// missing code sample is usual and not worth a finding.
func (w *walker) read(target string, at ir.Pos) (data []byte, name string, ok bool) {
	name = resolve(w.doc.name, target)
	switch {
	case name == w.src.Name || slices.Contains(w.including, name):
		w.build.Report("include-cycle", at, fmt.Sprintf("The file includes itself: %s.", strings.Join(append(slices.Clone(w.including), name), " -> ")))
		return nil, name, false
	case len(w.including) >= maxDepth:
		w.build.Report("include-limit", at, fmt.Sprintf("The include %q is nested more than %d deep and is not read.", target, maxDepth))
		return nil, name, false
	}
	err := fmt.Errorf("nothing can be included here")
	if w.src.Include != nil {
		data, err = w.src.Include(name)
	}
	if err != nil {
		if !isSnippet(target) {
			w.build.Report("include-missing", at, fmt.Sprintf("The included file %q could not be read.", target), w.includers()...)
		}
		return nil, name, false
	}
	if w.included += len(data); w.included > maxIncluded || w.files == maxFiles {
		w.overfull(target, at)
		return nil, name, false
	}
	w.files++
	return data, name, true
}

// overfull reports, once, that nothing more is included.
func (w *walker) overfull(target string, at ir.Pos) {
	if !w.full {
		w.full = true
		w.build.Report("include-limit", at, fmt.Sprintf("Up to the include %q the page includes %d files of %d bytes; no more are read.", target, w.files, w.included))
	}
}

// includers names the page when a finding stands in a file that it includes.
func (w *walker) includers() []ir.Related {
	if len(w.including) == 0 {
		return nil
	}
	return []ir.Related{ir.RelatedAt(ir.Pos{File: w.src.Name, Line: 1, Column: 1}, "included by this page")}
}

// resolve returns the path of an included file as seen from the file that
// includes it. "~/" stands for the docs root, where the page's own path begins.
func resolve(from, target string) string {
	target, _, _ = strings.Cut(target, "?")
	target = strings.ReplaceAll(target, `\`, "/")
	if rest, ok := strings.CutPrefix(target, "~/"); ok {
		return path.Clean(rest)
	}
	return path.Join(path.Dir(from), target)
}

// isSnippet reports whether an include names a code sample or the remark on the
// SDK that follows it.
func isSnippet(target string) bool {
	return strings.Contains(target, "/snippets/") || strings.HasPrefix(target, "snippets/")
}

// includes handles [!INCLUDE [x](path)] within a text: it is replaced by the
// text of that file, or, in a paragraph, by its blocks after the paragraph.
func (f *inliner) includes(in page.Inline) page.Inline {
	replaced := false
	for i := 1; i+1 < len(in); i++ {
		if in[i].Kind != page.Link || in[i-1].Kind != page.Text {
			continue
		}
		before, ok := cutSuffixFold(strings.TrimRight(in[i-1].Text, " "), "[!include")
		after, closed := strings.CutPrefix(in[i+1].Text, "]")
		if !ok || !closed {
			continue
		}
		link := in[i]
		in[i-1].Text, in[i+1].Text = before, after
		in[i+1].At.Column += len("]") + leading(after)
		in[i+1].At = f.w.doc.lines.Inside(in[i+1].At) // the blank may be the end of the line
		var text page.Inline
		if f.inCell {
			text = f.w.includedText(link.Href, link.At)
		} else {
			f.out.includes = append(f.out.includes, included{link.Href, link.At})
		}
		in = slices.Replace(in, i, i+1, text...)
		i += len(text)
		replaced = true
	}
	if replaced {
		in = page.Trim(in)
	}
	return in
}

func cutSuffixFold(s, suffix string) (string, bool) {
	if n := len(s) - len(suffix); n >= 0 && strings.EqualFold(s[n:], suffix) {
		return s[:n], true
	}
	return s, false
}

// includedText returns the text of the paragraphs of an included file.
func (w *walker) includedText(target string, at ir.Pos) page.Inline {
	data, name, ok := w.read(target, at)
	if !ok {
		return nil
	}
	var text page.Inline
	w.enter(name, data, func() {
		for _, b := range w.build.Nest(w.document) {
			p, ok := b.(*page.Para)
			if !ok {
				continue
			}
			if len(text) > 0 {
				text = append(text, page.Span{Text: " ", At: p.At})
			}
			text = append(text, p.Spans...)
		}
	})
	return text
}
