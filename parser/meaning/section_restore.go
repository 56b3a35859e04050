package meaning

import (
	"slices"
	"strings"
	"sync"

	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// restoreHeadings returns a section with the headings that lost their form made
// sections again: "##Properties" without a blank, and a paragraph, in bold or not,
// that is nothing but the name of a section that the page has nowhere else and that
// stands over what the section holds. The section given stays as it is.
func restoreHeadings(s *page.Section, v vocabulary) *page.Section {
	r := restorer{vocabulary: v}
	r.rolesOfPage = sync.OnceValue(func() map[words.Role]bool { return rolesOf(s, v) })
	return r.section(s)
}

type restorer struct {
	vocabulary
	rolesOfPage func() map[words.Role]bool // of its headings
}

// rolesOf are the roles of a section and those below it.
func rolesOf(s *page.Section, v vocabulary) map[words.Role]bool {
	out := map[words.Role]bool{}
	for sub := range s.All() {
		role, _ := headingRole(sub, v)
		out[role] = true
	}
	return out
}

func (r *restorer) section(s *page.Section) *page.Section {
	out := *s
	out.Sub = make([]*page.Section, 0, len(s.Sub))
	current := &out
	for i, b := range s.Blocks {
		if sub := r.heading(b, s.Blocks[i+1:], s.Level); sub != nil {
			if current == &out {
				out.Blocks = s.Blocks[:i:i]
			}
			current = sub
			out.Sub = append(out.Sub, sub)
			continue
		}
		if current != &out {
			current.Blocks = append(current.Blocks, b)
		}
	}
	for _, sub := range s.Sub {
		out.Sub = append(out.Sub, r.section(sub))
	}
	return &out
}

// heading is the section that a paragraph over other blocks opens, nil if it is
// only a paragraph.
func (r *restorer) heading(b page.Block, rest []page.Block, level int) *page.Section {
	const longest = 80 // bytes
	para, ok := b.(*page.Para)
	if !ok || len(rest) == 0 {
		return nil
	}
	text := para.Spans.String()
	name := strings.TrimLeft(text, "#")
	if len(text) > longest || name == "" || strings.Contains(text, "\n") {
		return nil
	}
	title := page.Inline{{Kind: page.Text, Text: strings.Trim(name, "*_: "), At: para.At}}
	if marks := len(text) - len(name); marks > 1 && name[0] != ' ' {
		return &page.Section{At: para.At, Level: marks, Title: title}
	}
	role := r.words.RoleOf(words.Headings, title[0].Text)
	if role.IsZero() || !stands(role, rest[0]) || r.rolesOfPage()[role] {
		return nil
	}
	r.rolesOfPage()[role] = true
	return &page.Section{At: para.At, Level: level + 1, Title: title}
}

// stands reports whether a block is what a section of a role begins with.
func stands(role words.Role, b page.Block) bool {
	switch b.(type) {
	case *page.Table:
		return slices.Contains([]words.Role{
			words.SectionPermissions, words.SectionPathParameters, words.SectionFunctionParameters, words.SectionQuery,
			words.SectionHeaders, words.SectionBody, words.SectionProperties, words.SectionRelationships, words.SectionMembers,
		}, role)
	case *page.Code:
		return role == words.SectionHTTPRequest
	case *page.Para:
		return slices.Contains([]words.Role{words.SectionPermissions, words.SectionQuery, words.SectionBody, words.SectionResponse}, role)
	}
	return false
}
