package templates

import _ "embed"

// Config is the commented docpiler.yaml that `docpiler init` writes.
//
//go:embed docpiler.yaml
var Config string

// Gen is the gen.go that `docpiler init` writes; PACKAGE stands for the
// folder's package name and COMMAND for the command to run.
//
//go:embed gen.go.txt
var Gen string
