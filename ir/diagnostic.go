package ir

// Severity says what a finding costs.
type Severity string

// Error: an operation is lost. Warning: a fact is doubtful. Info: worth knowing.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Rank orders severities: info 1, warning 2, error 3; 0 for anything else.
func (s Severity) Rank() int {
	switch s {
	case Info:
		return 1
	case Warning:
		return 2
	case Error:
		return 3
	}
	return 0
}

// Diagnostic is one finding about a page. Message is one sentence, with a capital
// and a full stop, that quotes what stood there and says what was expected; it
// holds no control characters.
type Diagnostic struct {
	Severity Severity  `json:"severity"`
	Code     string    `json:"code"` // a key of Codes
	Message  string    `json:"message"`
	File     string    `json:"file,omitempty"`
	Line     int       `json:"line,omitempty"`
	Column   int       `json:"column,omitempty"`
	Related  []Related `json:"related,omitempty"`
}

// Related is a second place that a finding speaks of.
type Related struct {
	File    string `json:"file"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message,omitempty"`
}

// Pos returns the place of the finding.
func (d Diagnostic) Pos() Pos { return Pos{d.File, d.Line, d.Column} }

// NewDiagnostic returns a finding with the severity that Codes gives for its
// code. It panics if the code is not listed, which is a bug in docpiler.
func NewDiagnostic(code string, at Pos, message string, related ...Related) Diagnostic {
	c, ok := Lookup(code)
	if !ok {
		panic("ir: finding code " + code + " is not listed in codes.go")
	}
	return Diagnostic{
		Severity: c.Severity, Code: code, Message: message,
		File: at.File, Line: at.Line, Column: at.Column, Related: related,
	}
}

// RelatedAt returns a related place.
func RelatedAt(p Pos, message string) Related {
	return Related{File: p.File, Line: p.Line, Column: p.Column, Message: message}
}
