package account

import (
	"iter"
	"regexp"
	"strings"
	"unicode/utf8"
)

// jsonKey is the name of the member that a line of JSON begins with.
func jsonKey(line string) (name string, ok bool) {
	name, rest, ok := cutQuoted(strings.TrimLeft(line, " \t\r\f,{["))
	rest = strings.TrimLeft(rest, " \t\r\f")
	return name, ok && name != "" && rest != "" && rest[0] == ':'
}

// cutQuoted cuts off the text in quotes, straight or not, that a line begins with.
func cutQuoted(line string) (text, rest string, ok bool) {
	_, n := quoteAt(line)
	if n == 0 {
		return "", line, false
	}
	end := strings.IndexAny(line[n:], "\"\u201c\u201d")
	if end < 0 {
		return "", line, false
	}
	end += n
	_, size := quoteAt(line[end:])
	return line[n:end], line[end+size:], true
}

// quoteAt returns the quotation mark that a text begins with, and its length.
func quoteAt(s string) (mark rune, length int) {
	if s == "" {
		return 0, 0
	}
	if s[0] == '"' {
		return '"', 1
	}
	switch c, n := utf8.DecodeRuneInString(s); c {
	case '\u201c', '\u201d', '\u201e':
		return c, n
	}
	return 0, 0
}

// isJSONSigns reports whether a line holds brackets and nothing else.
func isJSONSigns(line string) bool {
	line = strings.TrimLeft(line, " \t\r\f")
	return line != "" && line[0] != ',' && strings.Trim(line, " \t\r\f[]{},") == ""
}

// jsonValue matches a line that holds one value of a list.
var jsonValue = regexp.MustCompile(`^\s*(?:"[^"]*"|-?\d[\d.eE+-]*|true|false|null|\.\.\.|\x{2026}),?\s*$`)

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
		_, isKey := jsonKey(u.text)
		if !isKey && !isJSONSigns(u.text) && !(n > 0 && isIndented(u)) && !jsonValue.MatchString(u.text) {
			break
		}
		if isKey {
			keys++
		}
		n++
	}
	if keys == 0 {
		return 0
	}
	return n
}

// isJSON reports whether a line may begin JSON. One that a backslash continues stands
// in a command of a shell.
func isJSON(text string) bool {
	if strings.HasSuffix(strings.TrimRight(text, " \t"), `\`) {
		return false
	}
	_, isKey := jsonKey(text)
	return isKey || isJSONSigns(text)
}

// isIndented reports whether a line of code goes on with what stands above it.
func isIndented(u unit) bool {
	if u.kind != code || u.text == "" || u.text[0] != ' ' && u.text[0] != '\t' {
		return false
	}
	_, _, _, isRequest := cutRequest(u.text)
	return !isRequest
}

// json adds a block of JSON.
func (d *detector) json(list []unit) {
	const most = 100 // names that are looked for
	var names []string
	seen := map[string]bool{}
	for _, u := range list {
		for name := range jsonNames(u.text) {
			if !seen[name] && len(names) < most {
				seen[name] = true
				names = append(names, name)
			}
		}
	}
	f := fact(list[0], JSON, names...)
	f.Last = list[len(list)-1].last
	d.add(f)
}

// jsonNames lists the names of the members in a line of JSON.
func jsonNames(line string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := 0; i < len(line); {
			name, rest, ok := cutQuoted(line[i:])
			if !ok || name == "" {
				_, n := utf8.DecodeRuneInString(line[i:])
				i += n
				continue
			}
			if c := name[0]; (isASCIILetter(c) || c == '@' || c == '_' || c == '$') && strings.HasPrefix(strings.TrimLeft(rest, " \t"), ":") {
				if !yield(name) {
					return
				}
			}
			i = len(line) - len(rest)
		}
	}
}
