package findings

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/golden"
)

// Each archive in testdata holds pages, the findings about them as JSON, and
// what each printer makes of them. Only the sections present are checked.
func TestPrinters(t *testing.T) {
	golden.Run(t, func(t *testing.T, a *golden.Archive) {
		report := Report{Version: "1.2.3", Source: func(file string) []byte {
			if f := a.File(file); f != nil {
				return f.Data
			}
			return nil
		}}
		if err := json.Unmarshal(a.File("findings").Data, &report.Findings); err != nil {
			t.Fatal(err)
		}
		for _, format := range Formats {
			if a.File(format.Name) == nil {
				continue
			}
			var got bytes.Buffer
			if err := format.Print(&got, report); err != nil {
				t.Fatal(err)
			}
			a.Want(t, format.Name, got.String())
		}
	})
}

func TestColor(t *testing.T) {
	var b bytes.Buffer
	report := Report{Color: true, Findings: []ir.Diagnostic{{Severity: ir.Error, Code: "x", Message: "m"}}}
	if err := Text(&b, report); err != nil {
		t.Fatal(err)
	}
	if want := "\x1b[1;31merror:\x1b[0m m [x]\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

func TestCount(t *testing.T) {
	list := func(s ...ir.Severity) (out []ir.Diagnostic) {
		for _, severity := range s {
			out = append(out, ir.Diagnostic{Severity: severity})
		}
		return out
	}
	tests := []struct {
		list []ir.Diagnostic
		want string
	}{
		{nil, "no findings"},
		{list(ir.Error), "1 error"},
		{list(ir.Info, ir.Info), "2 info"},
		{list(ir.Warning, ir.Error, ir.Warning, ir.Error), "2 errors, 2 warnings"},
	}
	for _, tt := range tests {
		if got := Count(tt.list); got != tt.want {
			t.Errorf("Count = %q, want %q", got, tt.want)
		}
	}
}

func TestExplainEveryCode(t *testing.T) {
	for _, c := range ir.Codes {
		var b bytes.Buffer
		if err := Explain(&b, c); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{c.Name, string(c.Severity), c.Doc} {
			if want == "" || !strings.Contains(b.String(), want) {
				t.Errorf("%s: the explanation lacks %q", c.Name, want)
			}
		}
		if c.Example == "" || c.Mend == "" {
			t.Errorf("%s has no example or does not say how to mend it", c.Name)
		}
	}
}

// Whatever a page writes into a message, a file name or a source line, the
// printers show nothing hidden, GitHub's runner sees one command per finding,
// and JSON stays JSON.
func TestHostileTexts(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		"\n::add-path::/tmp", "x\r::error::", "%0A::warning::", "::stop-commands::t", "\x1b]0;title\x07", "a\u202eb",
		"file=x,line=1::", "\u2028::set-env name=PATH::x", "\xff\xfe", "\u200b\ufeff",
	}))
	rapid.Check(t, func(t *rapid.T) {
		d := ir.Diagnostic{
			Severity: ir.Severity(rapid.SampledFrom([]string{"error", "warning", "info"}).Draw(t, "severity")),
			Code:     text.Draw(t, "code"), Message: text.Draw(t, "message"), File: text.Draw(t, "file"),
			Line: rapid.IntRange(0, 3).Draw(t, "line"), Column: rapid.IntRange(0, 9).Draw(t, "column"),
			Related: []ir.Related{{File: text.Draw(t, "other"), Line: 1, Column: 1, Message: text.Draw(t, "why")}},
		}
		page := []byte(text.Draw(t, "source"))
		report := Report{Findings: []ir.Diagnostic{d}, Source: func(string) []byte { return page }}
		for _, format := range Formats {
			var b bytes.Buffer
			if err := format.Print(&b, report); err != nil {
				t.Fatal(err)
			}
			checkInert(t, format.Name, b.String())
		}
	})
}

func checkInert(t *rapid.T, format, out string) {
	for _, r := range out {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || unicode.Is(unicode.Zl, r)) {
			t.Fatalf("%s shows the hidden character %U in %q", format, r, out)
		}
	}
	switch format {
	case "github":
		if n := strings.Count(out, "\n"); n != 1 {
			t.Fatalf("github prints %d lines for one finding: %q", n, out)
		}
		if !strings.HasPrefix(out, "::error ") && !strings.HasPrefix(out, "::warning ") && !strings.HasPrefix(out, "::notice ") {
			t.Fatalf("github prints another command: %q", out)
		}
	case "json", "sarif":
		if !json.Valid([]byte(out)) {
			t.Fatalf("%s prints no JSON: %q", format, out)
		}
	}
}

// Fingerprints do not change where lines are put before a finding, and differ.
func TestFingerprints(t *testing.T) {
	prints := func(page string, lines ...int) []string {
		report := Report{Source: func(string) []byte { return []byte(page) }}
		for _, n := range lines {
			report.Findings = append(report.Findings, ir.Diagnostic{Code: "x", File: "a.md", Line: n})
		}
		return Fingerprints(report)
	}
	before, after := prints("one\ntwo\ntwo\n", 1, 2, 3), prints("new\n\none\ntwo\ntwo\n", 3, 4, 5)
	for i := range before {
		if before[i] != after[i] {
			t.Errorf("finding %d has another fingerprint after lines moved", i)
		}
	}
	if before[0] == before[1] || before[1] == before[2] {
		t.Errorf("equal fingerprints: %q", before)
	}
}
