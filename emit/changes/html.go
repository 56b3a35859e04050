package changes

import (
	_ "embed"
	"html/template"
	"io"

	"github.com/docpiler/docpiler/ir"
)

//go:embed changes.html
var pageText string

var pageTemplate = template.Must(template.New("changes").Funcs(template.FuncMap{
	"place": func(c ir.Change) string { return place(c).String() },
}).Parse(pageText))

// HTML prints one page that needs nothing else: no script, no picture, no other
// file. Texts of pages stand in element text alone.
func HTML(w io.Writer, list []ir.Change) error {
	return pageTemplate.Execute(w, struct {
		Title  string
		Groups []group
	}{"API: " + Title(list), groups(list)})
}
