package main

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docpiler/docpiler/parser/page"
)

// resourcePage documents how to get a resource that holds an address.
func resourcePage(resource string) string {
	return strings.ReplaceAll(`# Get §

Namespace: microsoft.graph

Retrieve a §.

## Permissions

|Permission type|Permissions (from least to most privileged)|
|:---|:---|
|Delegated (work or school account)|§.Read|
|Delegated (personal Microsoft account)|Not supported.|
|Application|§.Read.All|

## HTTP request

`+"```http\nGET /§s/{id}\n```"+`

## Response

If successful, this method returns a `+"`200 OK`"+` response code and a [§](../resources/§.md) object in the response body.

## Example

### Request

`+"```http\nGET https://graph.microsoft.com/v1.0/§s/1\n```"+`

### Response

<!-- { "blockType": "response", "@odata.type": "microsoft.graph.§" } -->
`+"```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n"+
		`{"id": "1", "address": {"@odata.type": "#microsoft.graph.address", "city": "Oslo"}}`+"\n```\n", "§", resource)
}

// A change on one page touches the files of its resource and of the types that
// it reaches, and no others: reviews stay small.
func TestChangeStaysWithItsResource(t *testing.T) {
	pages := map[string]string{}
	for _, resource := range []string{"user", "group", "device"} {
		pages[resource] = resourcePage(resource)
	}
	before := emitPages(t, pages)
	tests := []struct{ name, old, new, want string }{
		{"summary", "Retrieve a user.", "Fetch a user.", "v1/user.go v1/user_server.go"},
		{"permission", "user.Read.All", "Directory.Read.All", "v1/user.go"},
		{"example", `"city": "Oslo"`, `"city": "Oslo", "street": "Karl Johan"`, "v1/user.go v1/user_test.go"},
		{"another path", "GET /users/{id}\n", "GET /users/{id}\nGET /me\n", "v1/addresses.go v1/user.go v1/user_server.go v1/user_test.go"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			changed := maps.Clone(pages)
			changed["user"] = strings.Replace(pages["user"], tt.old, tt.new, 1)
			got := changedFiles(before, emitPages(t, changed))
			if diff := cmp.Diff(strings.Fields(tt.want), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	t.Run("another page", func(t *testing.T) {
		more := maps.Clone(pages)
		more["printer"] = resourcePage("printer")
		got := changedFiles(before, emitPages(t, more))
		want := []string{"v1/client.go", "v1/printer.go", "v1/printer_server.go", "v1/printer_test.go"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func emitPages(t *testing.T, pages map[string]string) map[string][]byte {
	t.Helper()
	var sources []page.Source
	for name, text := range pages {
		sources = append(sources, page.Source{Name: "v1.0/api/" + name + "-get.md", Data: []byte(text)})
	}
	return emitted(t, sources...)
}

// changedFiles lists the files that are not the same in both, sorted.
func changedFiles(before, after map[string][]byte) []string {
	var out []string
	for name, data := range after {
		if !bytes.Equal(before[name], data) {
			out = append(out, name)
		}
	}
	for name := range before {
		if after[name] == nil {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}
