package text_test

import (
	"strings"
	"testing"
	"time"

	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/text"
)

// The time to read a page grows with its size, whatever is on it.
func TestLargePages(t *testing.T) {
	const size = 1 << 18
	for name, unit := range map[string]string{
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
	} {
		data := []byte("Name\tType\n" + strings.Repeat(unit, size/len(unit)))
		start := time.Now()
		text.Parse(page.Source{Name: "a.txt", Data: data})
		const most = 20 * time.Second // with the race detector on a busy machine; usually a tenth of one
		if took := time.Since(start); took > most {
			t.Errorf("%s: %d bytes take %v", name, len(data), took)
		} else if took > time.Second {
			t.Logf("%s: %d bytes take %v", name, len(data), took)
		}
	}
}
