package ir_test

import (
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/docpiler/docpiler/ir"
)

// What YAML 1.1 takes for a value, a merge, a truth, nothing, a number or a date is
// quoted where it is a text, whatever it stands in.
func TestWriteYAML(t *testing.T) {
	texts := []string{
		"=", "<<", "y", "n", "Yes", "NO", "on", "Off", "true", "~", "null", "", "1", "0777", "0o7", "0x_", "0b1", "1_000", "1:30", "12:30:45",
		".5_", "3.E+1", "1e3", ".inf", "-.INF", ".NaN", "2001-01-01", "2001-1-1 1:00:00", "- a", "a: b", "a #b", "%a", "@a", "`a", "*a", "&a", "!a", "\x01",
	}
	for _, text := range texts {
		for _, value := range []any{[]string{text}, map[string]string{text: text}, struct{ A string }{text}, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text}} {
			var b strings.Builder
			if err := ir.WriteYAML(&b, value); err != nil {
				t.Fatal(err)
			}
			plain := strings.TrimSpace(b.String())
			for _, sign := range []string{"- ", "a: ", "? "} {
				plain = strings.TrimPrefix(plain, sign)
			}
			if plain[0] != '"' && plain[0] != '\'' {
				t.Errorf("%q is printed as %s", text, plain)
			}
		}
	}
	for _, text := range []string{"a", "a=b", "v1.0", "GET", "User.Read", "1.2.3", "/a/{b}", "x0"} {
		var b strings.Builder
		if err := ir.WriteYAML(&b, text); err != nil || b.String() != text+"\n" {
			t.Errorf("%q is printed as %s (%v)", text, b.String(), err)
		}
	}
}
