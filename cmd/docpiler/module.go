package main

import (
	goversion "go/version"
	"os"
	"path/filepath"

	"golang.org/x/mod/modfile"
)

// toolPath is the package of docpiler's command.
const toolPath = "github.com/docpiler/docpiler/cmd/docpiler"

// toolGo is the oldest Go that builds docpiler: the go line of its go.mod. What it
// emits needs less.
const toolGo = "1.26.0"

// userModule is what init needs to know of the module that a folder is in.
type userModule struct {
	path  string // "" without a go.mod
	older bool   // its go line is older than docpiler's, which a tool line would raise
	tool  bool   // it has a tool line for docpiler
}

// moduleOf reads the go.mod of the module that a folder is in.
func moduleOf(dir string) userModule {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return userModule{}
	}
	for {
		if data, err := os.ReadFile(filepath.Join(abs, "go.mod")); err == nil {
			return readModule(data)
		}
		parent := filepath.Dir(abs)
		if parent == abs {
			return userModule{}
		}
		abs = parent
	}
}

func readModule(data []byte) userModule {
	f, err := modfile.ParseLax("go.mod", data, nil)
	if err != nil || f.Module == nil {
		return userModule{}
	}
	m := userModule{path: f.Module.Mod.Path}
	m.older = f.Go != nil && goversion.Compare("go"+f.Go.Version, "go"+toolGo) < 0
	if strict, err := modfile.Parse("go.mod", data, nil); err == nil {
		for _, t := range strict.Tool {
			m.tool = m.tool || t.Path == toolPath
		}
	}
	return m
}

// command is what go generate runs. A module whose go line is older than docpiler's
// keeps it by having its tools in a module of their own.
func (m userModule) command() string {
	if m.older && !m.tool {
		return "go tool -modfile=tools/go.mod docpiler generate"
	}
	return "go tool docpiler generate"
}

// steps are the commands that come after init.
func (m userModule) steps() []string {
	switch {
	case m.tool:
		return []string{"go generate ./..."}
	case m.older:
		return []string{
			"a tool line would raise the go line of this module to " + toolGo + ", so that gen.go takes docpiler from a module of its own:",
			"mkdir tools && cd tools && go mod init " + m.path + "/tools && go get -tool " + toolPath + " && cd ..",
			"go generate ./...",
		}
	}
	return []string{"go get -tool " + toolPath + ", then go generate ./..."}
}
