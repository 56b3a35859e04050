package gomodel

import (
	"strings"
	"sync"

	"github.com/docpiler/docpiler/ir/service"
	"github.com/docpiler/docpiler/templates"
)

// runtimeNames are the names that the runtime files declare at package level,
// and those of the emitted client. No API name may take one.
func runtimeNames(s *service.Service) map[string]bool {
	names := map[string]bool{
		"Client": true, "NewClient": true, "DefaultBaseURL": true, "authHeader": true, "authPrefix": true, "errorCode": true, "errorMessage": true,
		"resultMember": true, "cursorItems": true, "cursorNext": true, "cursorParameter": true,
	}
	for _, e := range Environments(s) {
		names[string(e.Const)] = true
	}
	known, _ := declaredNames.LoadOrStore(Tags(s), sync.OnceValue(func() []string {
		var names []string
		for _, f := range templates.Runtime(Tags(s)) {
			names = append(names, declared(f.Text)...)
		}
		return names
	}))
	for _, name := range known.(func() []string)() {
		names[name] = true
	}
	return names
}

var declaredNames sync.Map // templates.RuntimeTags → func() []string

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
