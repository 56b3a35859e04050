package findings

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
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
		BaseIDs:    map[string]sarifBase{sourceRoot: {sarifText{"The folder that docpiler ran in."}}},
		ColumnKind: "unicodeCodePoints",
		Results:    make([]sarifResult, 0, len(r.Findings)),
	}
	prints := Fingerprints(r)
	for i, d := range r.Findings {
		result := newSARIFResult(visible(d), run.Tool.Driver.Rules)
		result.Fingerprints = map[string]string{"docpiler/v1": prints[i]}
		run.Results = append(run.Results, result)
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
	Tool       sarifTool            `json:"tool"`
	BaseIDs    map[string]sarifBase `json:"originalUriBaseIds"`
	ColumnKind string               `json:"columnKind"`
	Results    []sarifResult        `json:"results"`
}

// sourceRoot stands for the folder that relative names of files start from.
const sourceRoot = "%SRCROOT%"

type sarifBase struct {
	Description sarifText `json:"description"`
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
	FullDescription      sarifText   `json:"fullDescription"`
	HelpURI              string      `json:"helpUri"`
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
	Locations        []sarifLocation `json:"locations"` // never empty: code scanning refuses a file with such a result
	RelatedLocations []sarifLocation `json:"relatedLocations,omitempty"`

	Fingerprints map[string]string `json:"partialFingerprints"`
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
	URI       string `json:"uri"`
	URIBaseID string `json:"uriBaseId,omitempty"`
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
				ID: c.Name, ShortDescription: sarifText{firstSentence(c.Doc)}, FullDescription: sarifText{c.Doc},
				HelpURI:              "https://github.com/docpiler/docpiler/blob/main/docs/findings.md#" + c.Name,
				Help:                 sarifText{c.Doc + "\n\nExample:\n" + c.Example + "\n\n" + c.Mend},
				DefaultConfiguration: sarifConfig{sarifLevel(c.Severity)},
			})
		}
	}
	return rules
}

func firstSentence(s string) string {
	first, _, more := strings.Cut(s, ". ")
	if more {
		return first + "."
	}
	return s
}

// Fingerprints returns a text for each finding that stays what it is where lines
// move: a hash of its kind, its page, the line that it stands on, and how many such
// there are before it.
func Fingerprints(r Report) []string {
	out := make([]string, len(r.Findings))
	seen := map[string]int{}
	lines := map[string][]string{}
	for i, d := range r.Findings {
		if _, read := lines[d.File]; !read && d.File != "" && r.Source != nil {
			lines[d.File] = strings.Split(string(r.Source(d.File)), "\n")
		}
		line := ""
		if list := lines[d.File]; d.Line > 0 && d.Line <= len(list) {
			line = strings.TrimSpace(list[d.Line-1])
		}
		key := d.Code + "\n" + d.File + "\n" + line
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%d", key, seen[key]))
		seen[key]++
		out[i] = hex.EncodeToString(sum[:16])
	}
	return out
}

func newSARIFResult(d ir.Diagnostic, rules []sarifRule) sarifResult {
	result := sarifResult{
		RuleID: d.Code, Level: sarifLevel(d.Severity), Message: sarifText{d.Message},
		RuleIndex: slices.IndexFunc(rules, func(r sarifRule) bool { return r.ID == d.Code }),
	}
	result.Locations = []sarifLocation{{Physical: newSARIFPhysical(d.Pos())}}
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
	p := sarifPhysical{Artifact: sarifArtifact{URI: sarifURI(cmp.Or(at.File, "."))}}
	if !strings.HasPrefix(at.File, "/") {
		p.Artifact.URIBaseID = sourceRoot
	}
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
