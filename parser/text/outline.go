package text

// outline gives headings their levels. Copied text has none; they follow from
// what a heading is about and from where it stands.
type outline struct {
	met     map[string]bool // roles of the headings met so far
	example int             // level of the sections of an example: its request, its response; 0 outside examples
}

// Levels of headings as the pages have them.
const (
	levelMain = 2 // Permissions, HTTP request, ..., Examples
	levelPart = 3 // "Example 2: Clock in", "Permissions for channel", "Response body"
)

// level gives the next heading its level; numbered tells examples apart from
// the heading above all of them.
func (o *outline) level(role string, numbered bool) int {
	again := role != "" && o.met[role]
	o.met[role] = true
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
		if again && o.example == 0 {
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
