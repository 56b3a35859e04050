package text

import "github.com/docpiler/docpiler/parser/page"

// outline builds the tree of sections. Copied text has no levels; they follow
// from what a heading is about and from where it stands.
type outline struct {
	root *page.Section
	open []*page.Section // from the root's child to the innermost section

	example int // level of the sections of an example: its request, its response; 0 outside examples
}

func (o *outline) add(b page.Block) {
	s := o.innermost()
	s.Blocks = append(s.Blocks, b)
}

func (o *outline) innermost() *page.Section {
	if len(o.open) == 0 {
		return o.root
	}
	return o.open[len(o.open)-1]
}

// begin opens a section and closes those of its level and deeper.
func (o *outline) begin(s *page.Section) {
	for len(o.open) > 0 && o.innermost().Level >= s.Level {
		o.open = o.open[:len(o.open)-1]
	}
	parent := o.innermost()
	parent.Sub = append(parent.Sub, s)
	o.open = append(o.open, s)
}

// Levels of headings as the pages have them.
const (
	levelMain = 2 // Permissions, HTTP request, …, Examples
	levelPart = 3 // "Example 2: Clock in", "Permissions for channel", "Response body"
)

// level gives a heading its level: numbered tells examples apart from the
// heading above all of them, again says that the role has been met before.
func (o *outline) level(role string, numbered, again bool) int {
	switch role {
	case "examples":
		return o.exampleLevel(numbered)
	case "request":
		if o.example == 0 {
			o.example = levelPart
		}
		return o.example
	case "response", "responsePart":
		if o.example > 0 {
			return o.example
		}
		if role == "responsePart" {
			return levelPart
		}
	case "headers", "body":
		if o.example > 0 && again {
			return o.example
		}
	case "permissions":
		if again {
			return levelPart
		}
	case "enumValues":
		return levelPart
	}
	o.example = 0
	return levelMain
}

func (o *outline) exampleLevel(numbered bool) int {
	above := o.example > 0
	if !numbered || !above {
		o.example = levelPart
		return levelMain
	}
	o.example = levelPart + 1
	return levelPart
}
