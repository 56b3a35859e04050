//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// peers are other generators, run as tools of the module in peers/, so that
// docpiler's own go.mod does not know them.
var peers = []struct {
	name, module string
	args         []string // DIR is the folder of the description
}{
	{"oapi-codegen", "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen",
		[]string{"-generate", "types,client,std-http,strict-server", "-package", "api", "-o", "DIR/out/api.go", "DIR/api.json"}},
	{"ogen", "github.com/ogen-go/ogen/cmd/ogen", []string{"--target", "DIR/out", "--package", "api", "--clean", "DIR/api.json"}},
}

// peerOperations is the number of operations that generators are compared on.
const peerOperations = 1000

// comparePeers measures the other generators on a description in which each
// operation has one type of twenty properties, and docpiler on pages that document
// the same, without tests.
func (b *bench) comparePeers() error {
	dir := filepath.Join(b.tmp, "peers")
	if err := os.MkdirAll(filepath.Join(dir, "out"), 0o755); err != nil {
		return err
	}
	description, err := json.Marshal(describe(peerOperations))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "api.json"), description, 0o644); err != nil {
		return err
	}
	p, err := b.newProject("same", documented(peerOperations))
	if err != nil {
		return err
	}
	config := filepath.Join(p.dir, "docpiler.yaml")
	text, err := os.ReadFile(config)
	if err != nil {
		return err
	}
	if err := os.WriteFile(config, append(text, "emit: [client, server]\n"...), 0o644); err != nil {
		return err
	}
	commands := []command{p.cold("docpiler")}
	for _, peer := range peers {
		tool := filepath.Join(b.tmp, peer.name)
		build := exec.Command("go", "build", "-o", tool, peer.module)
		build.Dir = filepath.Join("cmd", "bench", "peers")
		if text, err := build.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w: %s", peer.name, err, text)
		}
		args := strings.Split(strings.ReplaceAll(strings.Join(peer.args, "\n"), "DIR", dir), "\n")
		commands = append(commands, command{name: peer.name, dir: dir, args: append([]string{tool}, args...)})
	}
	got, err := medians(commands, min(b.runs, 3))
	if err != nil {
		return err
	}
	best := 0.0
	fmt.Printf("\n| tool | operations per CPU s | peak MB |\n|---|---|---|\n")
	for _, c := range commands {
		pace := peerOperations / got[c.name].cpu
		fmt.Printf("| %s | %.0f | %d |\n", c.name, pace, got[c.name].rss)
		if c.name != "docpiler" {
			best = max(best, pace)
		}
	}
	b.aims = append(b.aims, aim{what: "operations per CPU s, to the best peer", got: peerOperations / got["docpiler"].cpu / best, want: 2.5, least: true})
	return nil
}

type object = map[string]any

// kinds are the types of the properties that operations have, in OpenAPI and on
// pages.
var kinds = [3][2]string{{"string", "String"}, {"boolean", "Boolean"}, {"integer", "Int32"}}

// describe returns an OpenAPI 3.0 description of n operations.
func describe(n int) object {
	paths, schemas := object{}, object{}
	for i := range n {
		name := fmt.Sprintf("resource%d", i)
		content := object{"application/json": object{"schema": object{"$ref": "#/components/schemas/" + name}}}
		properties := object{"id": object{"type": "string"}}
		for j := range 19 {
			properties[fmt.Sprintf("property%d", j)] = object{"type": kinds[j%3][0]}
		}
		schemas[name] = object{"type": "object", "properties": properties}
		paths["/"+name+"/{id}"] = object{"patch": object{
			"operationId": "update" + name,
			"parameters":  []any{object{"name": "id", "in": "path", "required": true, "schema": object{"type": "string"}}},
			"requestBody": object{"content": content},
			"responses":   object{"200": object{"description": "updated", "content": content}},
		}}
	}
	return object{
		"openapi":    "3.0.3",
		"info":       object{"title": "bench", "version": "1"},
		"paths":      paths,
		"components": object{"schemas": schemas},
	}
}

// documented returns pages that document the operations of [describe]: for each a
// page of the operation and one of its type.
func documented(n int) []source {
	var pages []source
	for i := range n {
		name := fmt.Sprintf("resource%d", i)
		rows := "|id|String|The unique identifier.|\n"
		for j := range 19 {
			rows += fmt.Sprintf("|property%d|%s|Property number %d of the object.|\n", j, kinds[j%3][1], j)
		}
		fill := strings.NewReplacer("NAME", name, "ROWS", rows, "FENCE", "```")
		pages = append(pages,
			source{"v1.0/api/" + name + "-update.md", []byte(fill.Replace(operationPage))},
			source{"v1.0/resources/" + name + ".md", []byte(fill.Replace(typePage))})
	}
	return pages
}

const operationPage = `# Update NAME

Namespace: microsoft.graph

Update the properties of a [NAME](../resources/NAME.md) object.

## Permissions

|Permission type|Permissions (from least to most privileged)|
|:---|:---|
|Delegated (work or school account)|Things.ReadWrite.All|
|Application|Things.ReadWrite.All|

## HTTP request

FENCEhttp
PATCH /NAME/{id}
FENCE

## Request headers

|Name|Description|
|:---|:---|
|Authorization|Bearer {token}. Required.|

## Request body

In the request body, supply a JSON representation of the [NAME](../resources/NAME.md) object.

## Response

If successful, this method returns a 200 OK response code and an updated [NAME](../resources/NAME.md) object in the response body.

## Example

### Request

FENCEhttp
PATCH https://graph.microsoft.com/v1.0/NAME/17
Content-Type: application/json

{"property0": "text", "property1": true}
FENCE

### Response

FENCEhttp
HTTP/1.1 200 OK
Content-Type: application/json

{"id": "17", "property0": "text", "property1": true, "property2": 2}
FENCE
`

const typePage = `# NAME resource type

Namespace: microsoft.graph

Represents a NAME.

## Properties

|Property|Type|Description|
|:---|:---|:---|
ROWS`
