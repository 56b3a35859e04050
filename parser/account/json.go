package account

import (
	"regexp"
	"strings"
)

var (
	jsonKey   = regexp.MustCompile(`^[\s,{\[]*["\x{201c}\x{201d}\x{201e}]([^"\x{201c}\x{201d}]+)["\x{201c}\x{201d}]\s*[:=]`)
	jsonSign  = regexp.MustCompile(`^\s*[\[\]{}][\s\[\]{},]*$`)
	jsonValue = regexp.MustCompile(`^\s*(?:"[^"]*"|-?\d[\d.eE+-]*|true|false|null|\.\.\.|\x{2026}),?\s*$`)
	jsonKeys  = regexp.MustCompile(`["\x{201c}\x{201d}\x{201e}]([A-Za-z@$_][^"\x{201c}\x{201d}]*)["\x{201c}\x{201d}]\s*:`)
)

// jsonLength returns of how many units the JSON is that units begin with, 0 if
// they begin with none. Within a code block it goes on as long as lines look like
// it or are indented.
func jsonLength(list []unit) int {
	if u := list[0]; u.kind == code && !isProtocol(u.lang) || u.kind == row || u.kind == head || !isJSON(u.text) {
		return 0
	}
	n, keys := 0, 0
	for n < len(list) {
		u := list[n]
		if u.kind != list[0].kind || n > 0 && u.kind == code && u.block != list[0].block {
			break
		}
		indented := u.kind == code && u.text != "" && (u.text[0] == ' ' || u.text[0] == '\t') && !requestLine.MatchString(u.text)
		if !isJSON(u.text) && !jsonValue.MatchString(u.text) && !(n > 0 && indented) {
			break
		}
		if jsonKey.MatchString(u.text) {
			keys++
		}
		n++
	}
	if keys == 0 {
		return 0
	}
	return n
}

func isJSON(text string) bool {
	if !strings.ContainsAny(text, "\"\u201c\u201d\u201e{}[]") {
		return false
	}
	return jsonKey.MatchString(text) || jsonSign.MatchString(text)
}

// json adds a block of JSON.
func (d *detector) json(list []unit) {
	const most = 100 // names that are looked for
	var names []string
	seen := map[string]bool{}
	for _, u := range list {
		for _, m := range jsonKeys.FindAllStringSubmatch(u.text, -1) {
			if !seen[m[1]] && len(names) < most {
				seen[m[1]] = true
				names = append(names, m[1])
			}
		}
	}
	f := fact(list[0], JSON, names...)
	f.Last = list[len(list)-1].last
	d.add(f)
}
