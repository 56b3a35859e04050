package page

import "strings"

// HTTP is the tab that holds the request itself; all others hold the same
// request in a programming language.
const HTTP = "http"

// tabs maps the ids of tabs and zone pivots that name a programming language to
// the id that [Code.Tab] holds. Ids are compared without case.
var tabs = map[string]string{
	"http": HTTP, "curl": HTTP, "rest": HTTP,
	"cli": "cli", "cpp": "cpp", "csharp": "csharp", "dotnet": "csharp", "go": "go", "java": "java",
	"javascript": "javascript", "browserjs": "javascript", "nodejs": "javascript", "typescript": "typescript",
	"objc": "objc", "objectivec": "objc", "php": "php", "powershell": "powershell", "python": "python",
	"ruby": "ruby", "swift": "swift",
}

// Tab returns the programming language that the id of a tab or zone pivot
// names, "http" for the plain request, "" if it names none.
func Tab(id string) string {
	id = strings.ToLower(id)
	id = strings.TrimPrefix(id, "programming-language-")
	return tabs[id]
}

// PivotTab returns the programming language of a zone pivot, given its ids
// parted by commas: "http" if one of them is the plain request.
func PivotTab(ids string) string {
	tab := ""
	for _, id := range strings.FieldsFunc(ids, func(r rune) bool { return r == ',' || r == ' ' }) {
		if t := Tab(id); t == HTTP || tab == "" {
			tab = t
		}
	}
	return tab
}
