package page

import (
	"regexp"
	"slices"
	"strings"
)

// versionID finds the API version in the id of a zone pivot or moniker:
// "graph-v1", "graph-rest-beta", ">=graph-rest-1.0".
var versionID = regexp.MustCompile(`(?i)(?:^|[-_ ])(?:v?(\d+(?:\.\d+)?)|(beta))$`)

// Versions returns the API versions that the ids of a zone name, sorted: none
// for ids that tell other things apart.
func Versions(ids string) []string {
	var out []string
	for _, id := range strings.FieldsFunc(ids, func(r rune) bool { return strings.ContainsRune(",| <>=", r) }) {
		m := versionID.FindStringSubmatch(id)
		switch {
		case m == nil:
		case m[2] != "":
			out = append(out, "beta")
		case strings.Contains(m[1], "."):
			out = append(out, "v"+m[1])
		default:
			out = append(out, "v"+m[1]+".0")
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
