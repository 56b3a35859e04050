package meaning

import (
	"regexp"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// rowSpan is the lines of a row: those on which text of its cells begins.
func rowSpan(row page.Row) ir.Span {
	s := ir.Span{At: row.At, End: row.At.Line}
	for _, c := range row.Cells {
		for _, span := range c.Spans {
			s.End = max(s.End, span.At.Line)
		}
	}
	return s
}

// codeSpan is the lines of a code block's text.
func codeSpan(code *page.Code) ir.Span {
	return ir.Span{At: code.From, End: code.From.Line + strings.Count(code.Text, "\n")}
}

// shownBy is a code block that shows what a value is.
func shownBy(code *page.Code) ir.JSONBlock {
	return ir.JSONBlock{Body: strings.Clone(code.Text), Span: codeSpan(code)}
}

// rowsOf is the rows that describe a parameter.
func rowsOf(p ir.Parameter) []ir.Span { return append([]ir.Span{{At: p.At}}, p.Also...) }

// setAside notes the lines of the sections that hold no facts, and of the JSON that
// its author says is a sample.
func (c *pageContext) setAside(parts sections) {
	for i, p := range parts {
		for code := range codes(p.Blocks) {
			if code.Annotation != nil && sampleMark.MatchString(code.Annotation.Text) && strings.ContainsAny(firstLineOf(code), "{[") && !isHTTP(code) {
				c.aside = append(c.aside, ir.Aside{Span: codeSpan(code), Strong: true})
			}
		}
		if !kindOf(p.In).aside {
			continue
		}
		s := ir.Span{At: p.At, End: lastLine}
		if i+1 < len(parts) && parts[i+1].At.File == p.At.File {
			s.End = parts[i+1].At.Line - 1
		}
		c.aside = append(c.aside, ir.Aside{Span: s})
	}
}

// sampleMark is how an annotation says that JSON is not that of a call.
var sampleMark = regexp.MustCompile(`"blockType"\s*:\s*"(?:ignored|example)"`)

// lastLine is beyond the end of every page.
const lastLine = 1 << 30
