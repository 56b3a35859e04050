package outline

import (
	"slices"
	"testing"
)

func TestWithOptional(t *testing.T) {
	for address, want := range map[string][]string{
		"/a/:b":               {"/a/:b"},
		"/a/(id or name)/b":   {"/a/(id or name)/b"},
		"/a/:b(/:c)":          {"/a/:b", "/a/:b/:c"},
		"/a(/:b)(/:c)/d?e=f":  {"/a/d?e=f", "/a/:b/d?e=f", "/a/:b/:c/d?e=f"},
		"/a(/b)(/c)(/d)(/e)x": {"/a(/b)(/c)(/d)(/e)x"},
	} {
		if got := withOptional(address); !slices.Equal(got, want) {
			t.Errorf("withOptional(%q) = %q, want %q", address, got, want)
		}
	}
}
