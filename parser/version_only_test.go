package parser_test

import (
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser"
	"github.com/docpiler/docpiler/parser/page"
)

const (
	crateType = "# crate resource type\n\nA crate.\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|The number.|\n"
	crateGet  = "# Get crate\n\nReturns a crate.\n\n## HTTP request\n\n```http\nGET /crates/{id}\n```\n\n## Response\n\nReturns `200 OK` and a [crate](crate.md) object in the " +
		"response body.\n\n## Example\n\n```http\nGET https://api.example.com/VERSION/crates/7\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"id\": \"7\"}\n```\n"
)

// The page of a type that names no version is of the one that all operations are
// of; of two, none is taken silently.
func TestOnlyVersion(t *testing.T) {
	compile := func(versions ...string) *ir.API {
		sources := []page.Source{{Name: "docs/crate.md", Data: []byte(crateType)}}
		for _, v := range versions {
			text := []byte(strings.Replace(crateGet, "VERSION", v, 1))
			sources = append(sources, page.Source{Name: "docs/" + v + "/crate-get.md", Data: text})
		}
		return parser.Compile(sources, parser.Options{})
	}
	codes := func(api *ir.API) map[string]bool {
		out := map[string]bool{}
		for _, d := range api.Diagnostics {
			out[d.Code] = true
		}
		return out
	}
	one := compile("v3")
	if found := codes(one); one.Types[0].APIVersion != "v3" || found["version-unknown"] || !found["version-assumed"] || found["type-pages-missing"] {
		t.Errorf("one version: the type is of %s, findings %v", one.Types[0].APIVersion, found)
	}
	two := compile("v3", "v4")
	if found := codes(two); !found["version-unknown"] {
		t.Errorf("two versions: findings %v", found)
	}
}
