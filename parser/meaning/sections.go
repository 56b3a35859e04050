package meaning

import (
	"slices"
	"strings"

	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// part is one section of the page in the flat list that [reader.walk] makes.
type part struct {
	*page.Section
	Role       string // of its heading, see the group "heading" of the word files; "" if unknown
	Misspelt   string // the known heading that is probably meant, if the heading is not known as it stands
	In         string // Role, or that of the nearest section around it that has one
	Depth      int    // 0 for the root
	InExamples bool   // it is the first examples or request heading, or stands after it
}

// walk returns all sections of the page in page order, the root first.
func (r *reader) walk() []part {
	var parts []part
	examples := false
	var visit func(s *page.Section, in string, depth int, nested bool)
	visit = func(s *page.Section, in string, depth int, nested bool) {
		p := part{Section: s, In: in, Depth: depth}
		if depth > 0 {
			p.Role = r.headingRole(s)
		}
		if depth > 0 && p.Role == "" {
			p.Misspelt, p.Role = r.misspeltHeading(s.Title.String())
		}
		if nested && p.Role == "httpRequest" {
			p.Role = "request"
		}
		if p.Role != "" {
			p.In = p.Role
		}
		// What stands below an examples heading belongs to the examples. So do
		// sections that come back after them, such as Response on 26 pages with
		// everything at one level, unless they describe the call.
		if p.Role == "examples" || p.Role == "request" {
			examples = true
		}
		p.InExamples = nested || examples && !slices.Contains(callRoles, p.In)
		parts = append(parts, p)
		for _, sub := range s.Sub {
			visit(sub, p.In, depth+1, nested || p.Role == "examples")
		}
	}
	visit(r.page.Root, "", 0, false)
	return parts
}

// callRoles are the roles of sections that describe the call wherever they stand.
var callRoles = []string{"permissions", "httpRequest", "query", "functionParameters", "pathParameters", "headers", "body"}

// headingRole tells what a section holds by its anchor, else by its title.
func (r *reader) headingRole(s *page.Section) string {
	if role := anchorRole(s.Anchor); role != "" {
		return role
	}
	return r.words.Role("heading", s.Title.String())
}

// anchorRole reads an anchor, which is the slug of the English heading, with a
// number if the page repeats it: "http-request", "response-3". The anchor of a
// longer heading gives no role, since patterns need the signs that slugs drop.
func anchorRole(anchor string) string {
	if anchor == "" {
		return ""
	}
	base, _ := words.For(words.Base)
	text := strings.ReplaceAll(anchor, "-", " ")
	if role := base.Role("heading", text); role != "" {
		return role
	}
	last := strings.LastIndexByte(text, ' ')
	if last < 0 || strings.Trim(text[last+1:], "0123456789") != "" {
		return ""
	}
	return base.Role("heading", text[:last])
}
