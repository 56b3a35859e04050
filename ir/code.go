package ir

// Code describes one kind of finding. The table below is the single source of
// `lint --explain`, the documentation of findings and the SARIF rules.
type Code struct {
	Name     string   // stable, e.g. "permissions-undetermined"
	Severity Severity // what it costs by default
	Doc      string   // one sentence: what it means
	Example  string   // a line or two of a page that raises it
	Mend     string   // what to do

	OncePerPage bool // pages often have several for one cause, see [Gather]
}

// Lookup returns the description of a code.
func Lookup(name string) (Code, bool) {
	c, ok := codeIndex[name]
	return c, ok
}

var codeIndex = func() map[string]Code {
	m := make(map[string]Code, len(Codes))
	for _, c := range Codes {
		m[c.Name] = c
	}
	return m
}()
