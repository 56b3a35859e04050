package runtime

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// endpointLine is a line of a page's code block that documents an endpoint.
var endpointLine = regexp.MustCompile(`(?m)^(GET|POST|PUT|PATCH|DELETE) (/[^ ?\n][^?\n]*)`)

// corpusEndpoints reads the endpoint lines of the reference pages beside the
// repository.
func corpusEndpoints(t testing.TB) [][2]string {
	root := filepath.Join("..", "..", "..", "shared", "corpus", "en-us")
	if _, err := os.Stat(root); err != nil {
		t.Skip("the reference pages are not beside the repository: ../shared/corpus/en-us")
	}
	var lines [][2]string
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".md") {
			return err
		}
		data, err := os.ReadFile(name)
		for _, m := range endpointLine.FindAllSubmatch(data, -1) {
			lines = append(lines, [2]string{string(m[1]), string(bytes.TrimSpace(m[2]))})
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// TestRouterHoldsReference registers every endpoint line of the reference in
// one router and finds each again by a request that fills its placeholders.
func TestRouterHoldsReference(t *testing.T) {
	r := &router[string]{}
	refused, shared := 0, 0
	var held [][2]string
	for _, line := range corpusEndpoints(t) {
		switch err := r.add(line[0], line[1], line[1]); err {
		case nil:
			held = append(held, line)
		case errShape:
			shared++
		default:
			refused++
			t.Logf("%s %s: %v", line[0], line[1], err)
		}
	}
	t.Logf("%d routes held, %d of the same shape, %d refused", len(held), shared, refused)
	if refused*200 > len(held) {
		t.Errorf("%d of %d templates are refused", refused, len(held)+refused)
	}
	placeholder := regexp.MustCompile(`\{[^}]*\}|<[^>]*>`)
	for _, line := range held {
		n := len(placeholder.FindAllString(line[1], -1))
		path := placeholder.ReplaceAllString(line[1], "zz9")
		m := r.find(line[0], strings.ReplaceAll(strings.ReplaceAll(path, "%", "%25"), " ", "%20"))
		if !m.found || len(m.args) != n || m.value != line[1] {
			t.Errorf("%s %s: found %v, %q with %q", line[0], path, m.found, m.value, m.args)
		}
	}
}
