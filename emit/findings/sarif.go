package findings

import (
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// SARIF prints a log of the Static Analysis Results Interchange Format 2.1.0,
// which code scanning services read. The rules are the rows of [ir.Codes].
func SARIF(w io.Writer, r Report) error {
	run := sarifRun{
		Tool: sarifTool{sarifDriver{
			Name: "docpiler", InformationURI: "https://github.com/docpiler/docpiler",
			SemanticVersion: r.Version, Rules: sarifRules(r.Findings),
		}},
		ColumnKind: "unicodeCodePoints",
		Results:    make([]sarifResult, 0, len(r.Findings)),
	}
	for _, d := range r.Findings {
		run.Results = append(run.Results, newSARIFResult(visible(d), run.Tool.Driver.Rules))
	}
	return encode(w, sarifLog{
		Schema:  "https://json.schemastore.org/sarif-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{run},
	})
}

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool       sarifTool     `json:"tool"`
	ColumnKind string        `json:"columnKind"`
	Results    []sarifResult `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name            string      `json:"name"`
	InformationURI  string      `json:"informationUri"`
	SemanticVersion string      `json:"semanticVersion,omitempty"`
	Rules           []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID                   string      `json:"id"`
	ShortDescription     sarifText   `json:"shortDescription"`
	Help                 sarifText   `json:"help"`
	DefaultConfiguration sarifConfig `json:"defaultConfiguration"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifConfig struct {
	Level string `json:"level"`
}

type sarifResult struct {
	RuleID           string          `json:"ruleId"`
	RuleIndex        int             `json:"ruleIndex"`
	Level            string          `json:"level"`
	Message          sarifText       `json:"message"`
	Locations        []sarifLocation `json:"locations,omitempty"`
	RelatedLocations []sarifLocation `json:"relatedLocations,omitempty"`
}

type sarifLocation struct {
	ID       *int          `json:"id,omitempty"`
	Physical sarifPhysical `json:"physicalLocation"`
	Message  *sarifText    `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn,omitempty"`
}

// sarifRules describes the kinds of finding that occur, sorted by code.
func sarifRules(list []ir.Diagnostic) []sarifRule {
	used := map[string]bool{}
	for _, d := range list {
		used[d.Code] = true
	}
	rules := []sarifRule{}
	for _, c := range ir.Codes {
		if used[c.Name] {
			rules = append(rules, sarifRule{
				ID: c.Name, ShortDescription: sarifText{c.Doc},
				Help:                 sarifText{c.Doc + "\n\nExample:\n" + c.Example + "\n\n" + c.Mend},
				DefaultConfiguration: sarifConfig{sarifLevel(c.Severity)},
			})
		}
	}
	return rules
}

func newSARIFResult(d ir.Diagnostic, rules []sarifRule) sarifResult {
	result := sarifResult{
		RuleID: d.Code, Level: sarifLevel(d.Severity), Message: sarifText{d.Message},
		RuleIndex: slices.IndexFunc(rules, func(r sarifRule) bool { return r.ID == d.Code }),
	}
	if d.File != "" {
		result.Locations = []sarifLocation{{Physical: newSARIFPhysical(d.Pos())}}
	}
	for i, r := range d.Related {
		result.RelatedLocations = append(result.RelatedLocations, sarifLocation{
			ID:       &i,
			Physical: newSARIFPhysical(ir.Pos{File: r.File, Line: r.Line, Column: r.Column}),
			Message:  &sarifText{r.Message},
		})
	}
	return result
}

func newSARIFPhysical(at ir.Pos) sarifPhysical {
	p := sarifPhysical{Artifact: sarifArtifact{sarifURI(at.File)}}
	if at.Line > 0 {
		p.Region = &sarifRegion{StartLine: at.Line, StartColumn: at.Column}
	}
	return p
}

// sarifURI writes a slash path as a relative reference, or as a file URL if it
// is absolute.
func sarifURI(file string) string {
	u := url.URL{Path: file}
	if strings.HasPrefix(file, "/") {
		u.Scheme = "file"
	}
	return u.String()
}

func sarifLevel(s ir.Severity) string {
	if s == ir.Error || s == ir.Warning {
		return string(s)
	}
	return "note"
}
