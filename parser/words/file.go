package words

import (
	"strings"

	"gopkg.in/yaml.v3"
)

// texts are the words of a file: group → role → texts as written.
type texts = map[string]map[string][]string

// read reads the file of a language. A broken one stops the program: all files
// are embedded, and a test reads them.
func read(locale string) texts {
	data, err := files.ReadFile(locale + ".yaml")
	if err != nil {
		panic("words: " + err.Error())
	}
	if out, ok := readPlain(string(data)); ok {
		return out
	}
	out := texts{}
	if err := yaml.Unmarshal(data, &out); err != nil {
		panic("words: " + locale + ": " + err.Error())
	}
	return out
}

// readPlain reads a file in the form that all have, a role with its texts in one
// line. It reports false for any other YAML. Reading that takes ten times as
// long, which every run would pay.
func readPlain(file string) (out texts, ok bool) {
	out = texts{}
	var group map[string][]string
	for line := range strings.Lines(file) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		role, inGroup := strings.CutPrefix(line, "  ")
		key, rest, ok := plainKey(role)
		if !ok || inGroup && group == nil {
			return nil, false
		}
		if !inGroup {
			if group = map[string][]string{}; out[key] != nil || !isRemark(rest) {
				return nil, false
			}
			out[key] = group
			continue
		}
		list, rest, ok := plainList(rest)
		if _, twice := group[key]; !ok || twice || !isRemark(rest) {
			return nil, false
		}
		group[key] = list
	}
	return out, true
}

// isRemark reports whether what follows a key or list is nothing, or a comment.
func isRemark(s string) bool { return s == "" || strings.HasPrefix(s, " #") }

// plainKey cuts a key and its colon off a line.
func plainKey(line string) (key, rest string, ok bool) {
	key, rest, ok = strings.Cut(line, ":")
	if n := len(key); n > 2 && key[0] == '"' && key[n-1] == '"' {
		key = key[1 : n-1]
	}
	return key, rest, ok && key != "" && key[0] != '-' && strings.IndexFunc(key, notInKey) < 0
}

// notInKey reports whether a key with this sign is left to YAML.
func notInKey(c rune) bool {
	return !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-')
}

// plainList cuts a list of texts in brackets off a line.
func plainList(line string) (list []string, rest string, ok bool) {
	rest, ok = strings.CutPrefix(line, " [")
	list = make([]string, 0, 1+strings.Count(rest, ", "))
	for ok && !strings.HasPrefix(rest, "]") {
		var text string
		if len(list) > 0 {
			if rest, ok = strings.CutPrefix(rest, ", "); !ok {
				break
			}
		}
		text, rest, ok = plainText(rest)
		list = append(list, text)
	}
	return list, strings.TrimPrefix(rest, "]"), ok
}

// plainText cuts a text off a list: one in quotes without escapes, or one
// without any sign that YAML might mean something by.
func plainText(s string) (text, rest string, ok bool) {
	if quoted, is := strings.CutPrefix(s, `"`); is {
		text, rest, ok = strings.Cut(quoted, `"`)
		return text, rest, ok && strings.IndexByte(text, '\\') < 0
	}
	end := strings.IndexAny(s, ",]")
	if end <= 0 {
		return "", "", false
	}
	text = s[:end]
	switch {
	case strings.ContainsAny(text, "[{}\":#&*!|>%@`\t"), strings.ContainsAny(text[:1], " '-?~"), text[end-1] == ' ':
		return "", "", false
	case strings.EqualFold(text, "null"):
		return "", "", false
	}
	return text, s[end:], true
}
