package gomodel

import (
	"strings"
	"sync"

	"github.com/docpiler/docpiler/ir/dialect"
	"github.com/docpiler/docpiler/templates"
)

// runtimeNames are the names that the runtime files declare at package level,
// and those of the emitted client. No API name may take one.
var runtimeNames = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{"Client": true, "NewClient": true, "DefaultBaseURL": true}
	for _, c := range dialect.Graph.Clouds {
		names[c.Name+"BaseURL"] = true
	}
	for _, f := range templates.Runtime() {
		for _, name := range declared(f.Text) {
			names[name] = true
		}
	}
	return names
})

// declared lists the names that a file of the runtime declares. It reads the lines
// as gofmt leaves them, which takes a hundredth of the time of go/parser.
func declared(source string) []string {
	var names []string
	group := false // of declarations in parentheses
	for line := range strings.Lines(source) {
		word, rest, _ := strings.Cut(strings.TrimRight(line, "\n"), " ")
		switch {
		case word == ")":
			group = false
		case group && strings.HasPrefix(line, "\t"):
			names = appendNames(names, line[1:])
		case (word == "const" || word == "var" || word == "type") && rest == "(":
			group = true
		case word == "const" || word == "var" || word == "type" || word == "func":
			names = appendNames(names, rest)
		}
	}
	return names
}

// appendNames appends the names that a declaration begins with.
func appendNames(names []string, text string) []string {
	for {
		end := strings.IndexFunc(text, func(r rune) bool { return !isAlnum(r) && r != '_' })
		if end <= 0 {
			return names
		}
		names = append(names, text[:end])
		rest, more := strings.CutPrefix(text[end:], ", ")
		if !more {
			return names
		}
		text = rest
	}
}
