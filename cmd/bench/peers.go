//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// peer is another generator, run as a tool of the module in peers/, so that
// docpiler's own go.mod does not know it.
type peer struct {
	name, module string
	args         func(description, out string) []string
}

var peers = []peer{
	{"oapi-codegen", "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen", func(description, out string) []string {
		return []string{"-generate", "types,client,std-http,strict-server", "-package", "api", "-o", filepath.Join(out, "api.go"), description}
	}},
	{"ogen", "github.com/ogen-go/ogen/cmd/ogen", func(description, out string) []string {
		return []string{"--target", out, "--package", "api", "--clean", description}
	}},
}

// comparePeers measures the other generators on descriptions in which each
// operation has one type of twenty properties, and docpiler on pages that
// document the same.
func (b *bench) comparePeers() error {
	fmt.Fprintf(b.out, "\n| tool | operations | CPU s | wall s | peak MB | operations per CPU s |\n|---|---|---|---|---|---|\n")
	for _, p := range peers {
		tool := filepath.Join(b.tmp, p.name)
		build := exec.Command("go", "build", "-o", tool, p.module)
		build.Dir = filepath.Join("cmd", "bench", "peers")
		if text, err := build.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w: %s", p.name, err, text)
		}
		for _, n := range peerSizes {
			if err := b.measurePeer(p, tool, n); err != nil {
				return err
			}
		}
	}
	return b.measureSame()
}

// peerSizes are the numbers of operations that generators are compared on.
var peerSizes = []int{200, 1000}

// measureSame measures docpiler on pages that document the same operations.
func (b *bench) measureSame() error {
	for _, n := range peerSizes {
		p, err := b.newProject(fmt.Sprintf("same-%d", n), documented(n))
		if err != nil {
			return err
		}
		if got, err := p.operations(); err != nil || got != n {
			return fmt.Errorf("the pages of %d operations give %d: %w", n, got, err)
		}
		cold := p.cold("docpiler, with tests")
		noTests := p.cold("docpiler")
		noTests.args = append(noTests.args, "-c", withoutTests)
		for _, c := range []command{noTests, cold} {
			u, err := c.median(b.runs)
			if err != nil {
				return err
			}
			b.peerRow(c.name, n, u)
		}
	}
	return nil
}

func (b *bench) measurePeer(p peer, tool string, n int) error {
	dir := filepath.Join(b.tmp, fmt.Sprintf("%s-%d", p.name, n))
	if err := os.MkdirAll(filepath.Join(dir, "out"), 0o755); err != nil {
		return err
	}
	description := filepath.Join(dir, "api.json")
	text, err := json.Marshal(describe(n))
	if err != nil {
		return err
	}
	if err := os.WriteFile(description, text, 0o644); err != nil {
		return err
	}
	c := command{name: p.name, dir: dir, args: append([]string{tool}, p.args(description, filepath.Join(dir, "out"))...)}
	u, err := c.median(min(b.runs, 3))
	if err != nil {
		return err
	}
	b.peerRow(p.name, n, u)
	return nil
}

func (b *bench) peerRow(name string, operations int, u usage) {
	fmt.Fprintf(b.out, "| %s | %d | %.2f | %.2f | %d | %.0f |\n", name, operations, u.cpu.Seconds(), u.wall.Seconds(), u.rss/1e6,
		float64(operations)*float64(time.Second)/float64(u.cpu))
}

type object = map[string]any

// describe returns an OpenAPI 3.0 description of n operations.
func describe(n int) object {
	paths, schemas := object{}, object{}
	for i := range n {
		name := fmt.Sprintf("resource%d", i)
		reference := object{"$ref": "#/components/schemas/" + name}
		content := object{"application/json": object{"schema": reference}}
		properties := object{"id": object{"type": "string"}}
		for j := range 19 {
			properties[fmt.Sprintf("property%d", j)] = object{"type": []string{"string", "boolean", "integer"}[j%3]}
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
