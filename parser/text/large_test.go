package text_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/text"
)

// units make pages that cost much when they are repeated often.
var units = map[string]string{
	"cells":             "a |\n",
	"heads":             "Name |\nType |\n",
	"empty cells":       "|\n",
	"open brackets":     "{\n\"a\": 1\n\n",
	"open quotes":       "{\n\"a\": \"\n}\n\n",
	"requests":          "GET /a\n",
	"status lines":      "HTTP/1.1 200 OK\n\n",
	"headings":          "HTTP request\n\nResponse\n\nExample\n\n",
	"items":             "- a\n",
	"headers":           "GET /a\nA-B: c\n",
	"samples":           "POST https://a/b\nconst a = 1;\nb\n",
	"alerts":            "Note\n",
	"broken tables":     "Property Type Description\na String\n\nb\nc\n\n",
	"permissions":       "Permission type Permissions\n\nApplication A.B.C\nx: A.B\n\n",
	"buttons":           "Edit\n",
	"buttons apart":     "Edit\n\n",
	"lists of sections": "Edit\n\nPermissions\nHTTP request\n\n",
	"tabs":              "\t",
	"a line":            "Permission type ",
	"names in a line":   "A.B.C ",
	"commas in a line":  "a, ",
	"bars in a line":    "a | ",
	"foreign headings":  "Abc\n",
	"blank lines":       "\n",
}

// BenchmarkLargePages reads a quarter of a megabyte of each: what grows faster
// than its page stands out.
func BenchmarkLargePages(b *testing.B) {
	const size = 1 << 18
	for _, name := range slices.Sorted(maps.Keys(units)) {
		data := []byte("Name\tType\n" + strings.Repeat(units[name], size/len(units[name])))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				text.Parse(page.Source{Name: "a.txt", Data: data})
			}
		})
	}
}
