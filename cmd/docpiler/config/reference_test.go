package config

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir/golden"
)

const referenceHead = `# docpiler.yaml

Which pages, which operations, what to emit and where. ` + "`docpiler init`" + ` writes a commented one; ` + "`docpiler init --schema`" + ` prints the JSON
schema for editors. Keys that docpiler does not know are errors, with the nearest one that it knows. All paths are relative to the file.

This page is made from the schema (` + "`make golden`" + `).

| key | what it is | form |
|---|---|---|
`

// docs/configuration.md says what the schema says.
func TestReference(t *testing.T) {
	var b strings.Builder
	b.WriteString(referenceHead)
	writeKeys(&b, "", objectSchema(structKeys(Config{})))
	golden.Want(t, filepath.Join("..", "..", "..", "docs", "configuration.md"), b.String())
}

// writeKeys writes a row for each key of an object, and for those below it.
func writeKeys(b *strings.Builder, prefix string, s *schema) {
	required := map[string]bool{}
	for _, name := range s.Required {
		required[name] = true
	}
	for _, p := range s.Properties {
		name, value := prefix+p.name, p.schema
		form := value.Type
		inner := value
		if value.Items != nil {
			inner, form = value.Items, "list of "+value.Items.Type+"s"
			name += "[]"
		}
		if of, ok := value.Additional.(*schema); ok {
			form = "map to " + of.Type + "s"
		}
		var notes []string
		if required[p.name] {
			notes = append(notes, "required")
		}
		if len(inner.Enum) > 0 {
			notes = append(notes, strings.Trim(fmt.Sprint(inner.Enum), "[]"))
		}
		if value.Default != nil {
			notes = append(notes, "default "+strings.Trim(fmt.Sprint(value.Default), "[]"))
		}
		if len(notes) > 0 {
			form += "; " + strings.Join(notes, "; ")
		}
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", name, strings.ReplaceAll(value.Description, "|", "\\|"), strings.ReplaceAll(form, "|", "\\|"))
		if inner.Type == "object" {
			writeKeys(b, name+".", inner)
		}
	}
}
