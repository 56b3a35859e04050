package openapi

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"strings"

	"gopkg.in/yaml.v3"
)

// writer writes a document part by part, so that only one part is in memory as a
// tree.
type writer struct {
	out  io.Writer
	json bool
	err  error

	levels []bool // of JSON: whether the open mappings have members
}

func (w *writer) write(s string) {
	if w.err == nil {
		_, w.err = io.WriteString(w.out, s)
	}
}

func appendText(out []byte, s string) []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(s) // a text always encodes
	return append(out, bytes.TrimSuffix(b.Bytes(), []byte("\n"))...)
}

// open begins a mapping: the document, or a member of the last one that is open.
func (w *writer) open(key string) {
	if key != "" {
		w.key(key)
	}
	if w.json {
		w.write("{")
	} else if key != "" {
		w.write("\n")
	}
	w.levels = append(w.levels, false)
}

func (w *writer) key(key string) {
	w.separate()
	margin := strings.Repeat("  ", len(w.levels)-boolInt(!w.json))
	if w.json {
		w.write("\n" + margin + string(appendText(nil, key)) + ": ")
		return
	}
	w.write(margin + key + ":")
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// separate puts a comma before all members but the first.
func (w *writer) separate() {
	last := len(w.levels) - 1
	if w.json && w.levels[last] {
		w.write(",")
	}
	w.levels[last] = true
}

// shut ends the last mapping that is open. An empty one has been opened in vain in
// YAML, so that parts that may be empty are not to be opened.
func (w *writer) shut() {
	w.levels = w.levels[:len(w.levels)-1]
	if w.json {
		w.write("\n" + strings.Repeat("  ", len(w.levels)) + "}")
	}
	if len(w.levels) == 0 && w.json {
		w.write("\n")
	}
}

// part writes a member of the mapping that is open.
func (w *writer) part(key string, value any) {
	node := nodeOf(reflect.ValueOf(value))
	if w.json {
		w.key(key)
		w.write(string(appendJSON(nil, node, strings.Repeat("  ", len(w.levels)))))
		return
	}
	w.separate()
	w.yaml(&yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Content: []*yaml.Node{text(key), node}})
}

// parts writes the fields of a struct as members.
func (w *writer) parts(value any) {
	node := nodeOf(reflect.ValueOf(value))
	for i := 0; i < len(node.Content); i += 2 {
		w.part(node.Content[i].Value, node.Content[i+1])
	}
}

// yaml writes a mapping with the margin of the members that are open.
func (w *writer) yaml(node *yaml.Node) {
	var b bytes.Buffer
	encoder := yaml.NewEncoder(&b)
	encoder.SetIndent(2)
	if err := encoder.Encode(node); err != nil && w.err == nil {
		w.err = err
	}
	if err := encoder.Close(); err != nil && w.err == nil {
		w.err = err
	}
	margin := strings.Repeat("  ", len(w.levels)-1)
	for line := range strings.Lines(b.String()) {
		if line != "\n" {
			w.write(margin)
		}
		w.write(line)
	}
}
