package meaning

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/docpiler/docpiler/ir/nearest"
	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// part is one section of a page in the flat list that [sectionsOf] makes.
type part struct {
	*page.Section
	Role       words.Role // of its heading; zero if unknown
	Misspelt   string     // the known heading that is probably meant, if the heading is not known as it stands
	In         words.Role // Role, or that of the nearest section around it that has one
	Depth      int        // 0 for the root
	Call       bool       // it describes the call, see [kind]
	InExamples bool       // it is the first examples or request heading, or stands after it
}

// sections are the parts of a page in page order, the root first.
type sections []part

// of lists the sections of the roles, and those below them, that do not belong to
// the examples.
func (s sections) of(roles ...words.Role) sections {
	return s.where(func(p part) bool { return slices.Contains(roles, p.In) && !p.InExamples })
}

func (s sections) where(wanted func(part) bool) sections {
	var out sections
	for _, p := range s {
		if wanted(p) {
			out = append(out, p)
		}
	}
	return out
}

// has reports whether the page has a heading of one of the roles.
func (s sections) has(roles ...words.Role) bool {
	return slices.ContainsFunc(s, func(p part) bool { return slices.Contains(roles, p.Role) })
}

// root is what stands before the first heading but the title, which is that of a
// section where all headings are one level deeper.
func (s sections) root() part {
	if len(s) > 1 && len(s[0].Blocks) == 0 && s[1].Role.IsZero() {
		return s[1]
	}
	return s[0]
}

// sectionsOf returns all sections of the page.
func sectionsOf(p *page.Page, v vocabulary) sections {
	var parts sections
	examples := false
	var visit func(s *page.Section, in words.Role, depth int, nested bool)
	visit = func(s *page.Section, in words.Role, depth int, nested bool) {
		p := part{Section: s, In: in, Depth: depth}
		if depth > 0 {
			p.Role, p.Misspelt = headingRole(s, v)
		}
		if nested && p.Role == words.SectionHTTPRequest {
			p.Role = words.SectionRequest
		}
		if !p.Role.IsZero() {
			p.In = p.Role
		}
		// What stands below an examples heading belongs to the examples. So do
		// sections that come back after them, such as Response on 26 pages with
		// everything at one level, unless they describe the call.
		if p.Role == words.SectionExamples || p.Role == words.SectionRequest {
			examples = true
		}
		p.Call = kindOf(p.In).call
		p.InExamples = nested || examples && !p.Call
		parts = append(parts, p)
		for _, sub := range s.Sub {
			visit(sub, p.In, depth+1, nested || p.Role == words.SectionExamples)
		}
	}
	visit(restoreHeadings(p.Root, v), words.Role{}, 0, false)
	return parts
}

// headingRole tells what a section holds by its anchor, else by its title, else
// by the heading that its title probably was to be.
func headingRole(s *page.Section, v vocabulary) (role words.Role, misspelt string) {
	if role = anchorRole(s.Anchor); !role.IsZero() {
		return role, ""
	}
	if role = v.words.RoleOf(words.Headings, s.Title.String()); !role.IsZero() {
		return role, ""
	}
	title := s.Title.String()
	if bare := strings.TrimLeft(title, "0123456789"); bare != title && strings.HasPrefix(bare, ". ") { // "2. Request body"
		if role = v.words.RoleOf(words.Headings, bare[len(". "):]); !role.IsZero() {
			return role, ""
		}
	}
	return misspeltHeading(title, v)
}

// anchorRole reads an anchor, which is the slug of the English heading, with a
// number if the page repeats it: "http-request", "response-3". The anchor of a
// longer heading gives no role, since patterns need the signs that slugs drop.
func anchorRole(anchor string) words.Role {
	if anchor == "" {
		return words.Role{}
	}
	base, _ := words.For(words.Base)
	text := strings.ReplaceAll(anchor, "-", " ")
	if role := base.RoleOf(words.Headings, text); !role.IsZero() {
		return role
	}
	last := strings.LastIndexByte(text, ' ')
	if last < 0 || strings.Trim(text[last+1:], "0123456789") != "" {
		return words.Role{}
	}
	return base.RoleOf(words.Headings, text[:last])
}

// misspeltHeading returns the known heading that a title was probably meant to
// be, and its role: one with a few letters changed. Short titles are not tried,
// because a letter makes another word of them.
func misspeltHeading(title string, v vocabulary) (words.Role, string) {
	const shortest, maxSlips = 7, 2
	if len(title) < shortest || len(title) > 40 {
		return words.Role{}, ""
	}
	roles := map[string]words.Role{}
	var known []string
	size := utf8.RuneCountInString(title)
	for _, role := range v.words.RolesOf(words.Headings) {
		for _, text := range v.words.TextsOf(role) {
			longer := utf8.RuneCountInString(text) - size
			if max(longer, -longer) > 2*maxSlips { // no slips make this of it
				continue
			}
			if len(text) >= shortest && !strings.Contains(text, "{") {
				known = append(known, text)
				roles[text] = role
			}
		}
	}
	heading := nearest.Word(title, known, maxSlips)
	return roles[heading], heading
}
