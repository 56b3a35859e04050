package meaning

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
	"github.com/docpiler/docpiler/parser/jsonmend"
)

// mendBody makes valid JSON of a body and reports what was wrong with it. A
// body beyond mending stays as it is.
func mendBody(c *pageContext, body string, from ir.Pos) string {
	mended, fixes, fault := jsonmend.Mend(body)
	if fault != nil {
		c.report("json-broken", from.In(body, fault.Offset), "The JSON cannot be read: it %s.", fault.Message)
		return body
	}
	reportFixes(c, fixes, body, from)
	if tree, err := jsontree.Parse(mended); err == nil {
		c.lintRepeats(tree, mended, from)
	}
	return mended
}

// reportFixes names each kind of fault that was mended, at its first place.
func reportFixes(c *pageContext, fixes []jsonmend.Fix, text string, from ir.Pos) {
	if len(fixes) == 0 {
		return
	}
	seen := map[jsonmend.Kind]bool{}
	for _, f := range fixes {
		if !seen[f.Kind] {
			seen[f.Kind] = true
			c.report("json-mended", from.In(text, f.Offset), "The JSON has %s.", f.Kind)
		}
	}
}

// jsonString returns the text of a JSON string, "" for anything else.
func jsonString(v string) string {
	if !strings.HasPrefix(v, `"`) {
		return ""
	}
	if !strings.Contains(v, `\`) {
		return strings.Trim(v, `"`)
	}
	var s string
	if json.Unmarshal([]byte(v), &s) != nil {
		return ""
	}
	return s
}

// jsonStrings reads one string or a list of them; empty ones are dropped.
func jsonStrings(v string) []string {
	if s := strings.TrimSpace(jsonString(v)); s != "" {
		return []string{s}
	}
	var out []string
	list, _ := jsontree.Parse(v) // nothing in what is none
	for _, e := range list.Elements() {
		if s := strings.TrimSpace(e.Str()); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// jsonBool reads true and "true".
func jsonBool(v string) bool {
	b, err := strconv.ParseBool(strings.Trim(v, `"`))
	return err == nil && b
}
