package outline

import (
	"regexp"
	"strings"
)

// request is a method with an address, as a page writes them.
type request struct {
	method  string // in capitals
	address string // with host and query string where the page has them
}

// request reads a text that is a method and an address and nothing else but for
// "HTTP/1.1" or a remark behind it. A method in another case counts only before
// an address that cannot be prose.
func (c *cutter) request(text string) (request, bool) {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\u00a0", " "))
	end := strings.IndexAny(text, " \t:/")
	if end <= 0 || end > maxMethod {
		return request{}, false
	}
	method := c.method(text[:end])
	if method == "" {
		return request{}, false
	}
	rest := strings.TrimLeft(text[end:], " \t:")
	if text[end] == '/' {
		rest = text[end:]
	}
	address, ok := addressOf(rest)
	if !ok && text[:end] == method {
		address, ok = relative(rest)
	}
	if !ok || text[:end] != method && address[0] != '/' && !isURL(address) {
		return request{}, false
	}
	return request{method, address}, true
}

// maxMethod is longer than any method.
const maxMethod = 12

// method returns the method that a word is, in capitals, "" if it is none.
func (c *cutter) method(word string) string {
	word = strings.Trim(strings.TrimSpace(word), "`*_\"'()")
	for _, m := range c.dialect.Methods {
		if strings.EqualFold(m, word) {
			return m
		}
	}
	return ""
}

// methods reads one or more methods that a cell or value lists.
func (c *cutter) methods(text string) []string {
	var out []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" /,|&\n", r) }) {
		m := c.method(word)
		if m == "" && !strings.EqualFold(word, "or") {
			return nil
		}
		if m != "" {
			out = append(out, m)
		}
	}
	return out
}

// addressOf reads an address: a URL, a path, or one that begins with a
// placeholder for its base. What may follow it is "HTTP/1.1" or a remark.
func addressOf(text string) (address string, ok bool) {
	text = strings.TrimSpace(strings.Trim(strings.TrimSpace(text), "`\"'"))
	end := addressEnd(text)
	address, rest := text[:end], strings.TrimSpace(text[end:])
	if rest != "" && !isRemark(rest) {
		return "", false
	}
	address = strings.TrimRight(address, ",;`\"'")
	switch {
	case address == "":
		return "", false
	case address[0] == '/':
		return address, isPath(address)
	case isURL(address):
		_, after, _ := strings.Cut(address, "://")
		return address, strings.Contains(after, "/") || strings.Contains(after, "?")
	case strings.IndexByte("{<[$", address[0]) >= 0 && strings.Contains(address, "/"):
		return address, true
	case strings.HasPrefix(address, "~/"):
		return address, true
	}
	return "", false
}

// relative reads an address without leading slash where the place says that it is
// one.
func relative(text string) (address string, ok bool) {
	if address, ok = addressOf(text); ok {
		return address, true
	}
	text = strings.TrimSpace(strings.Trim(strings.TrimSpace(text), "`\"'"))
	end := addressEnd(text)
	if rest := strings.TrimSpace(text[end:]); rest != "" && !isRemark(rest) {
		return "", false
	}
	return text[:end], relativePath.MatchString(text[:end])
}

var relativePath = regexp.MustCompile(`^[A-Za-z][\w.-]*(/[\w.:{}<>$*-]+)+/?(\?.*)?$`)

// isPath tells a path from "/" followed by other signs.
func isPath(address string) bool {
	return len(address) == 1 || strings.IndexByte("/*=", address[1]) < 0 || strings.HasPrefix(address, "/*{")
}

// isRemark reports whether what follows an address belongs to no other statement:
// a protocol, a comment, something in brackets.
func isRemark(rest string) bool {
	return hasPrefixFold(rest, "HTTP/") || strings.HasPrefix(rest, "#") || strings.HasPrefix(rest, "//") ||
		strings.HasPrefix(rest, "(") && strings.HasSuffix(rest, ")") && len(rest) < maxRemark
}

const maxRemark = 60

// addressEnd returns the offset of the first blank that is not inside brackets.
func addressEnd(text string) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '{', '<', '[', '(':
			depth++
		case '}', '>', ']', ')':
			depth = max(0, depth-1)
		case '\n':
			return i
		case ' ', '\t':
			if depth == 0 || !closes(text[i:]) {
				return i
			}
		}
	}
	return len(text)
}

// closes reports whether a bracket that is open is closed in the same segment.
func closes(rest string) bool {
	i := strings.IndexAny(rest, "}>])/\n")
	return i >= 0 && rest[i] != '/' && rest[i] != '\n'
}

func isURL(s string) bool { return hasPrefixFold(s, "https://") || hasPrefixFold(s, "http://") }

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// pathOf is an address without host, base placeholder and query string.
func pathOf(address string) string {
	if isURL(address) {
		_, after, _ := strings.Cut(address, "://")
		i := strings.IndexAny(after, "/?")
		if i < 0 {
			return "/"
		}
		address = after[i:]
	}
	address = withoutBase(address)
	path, _ := cutQuery(address)
	if path == "" {
		return "/"
	}
	return path
}

// withoutBase is an address without the placeholder that stands for the base of all:
// "{baseURL}/v1/users" is "/v1/users".
func withoutBase(address string) string {
	address = strings.TrimPrefix(address, "~")
	if address == "" || strings.IndexByte("{<[$*", address[0]) < 0 {
		return address
	}
	depth := 0
	for i := 0; i < len(address); i++ {
		switch address[i] {
		case '{', '<', '[':
			depth++
		case '}', '>', ']':
			depth--
		case '/':
			if depth <= 0 {
				return address[i:]
			}
		}
	}
	return address
}

// cutQuery parts an address at the first question mark outside of brackets.
func cutQuery(address string) (path, query string) {
	depth := 0
	for i := 0; i < len(address); i++ {
		switch address[i] {
		case '{', '<':
			depth++
		case '}', '>':
			depth--
		case '?':
			if depth <= 0 {
				return address[:i], address[i+1:]
			}
		}
	}
	return address, ""
}

// segments are the parts of an address's path, "" for placeholders, the others
// in small letters.
func segments(address string) []string {
	var out []string
	for s := range strings.SplitSeq(strings.Trim(pathOf(address), "/"), "/") {
		if isPlaceholder(s) {
			s = ""
		}
		out = append(out, strings.ToLower(s))
	}
	return out
}

// isPlaceholder reports whether a segment stands for a value.
func isPlaceholder(segment string) bool {
	if segment == "" {
		return false
	}
	return strings.IndexByte(":{<[(*", segment[0]) >= 0 || strings.ContainsAny(segment, "{<")
}

// placeholders lists the names of the placeholders of an address's path.
func placeholders(address string) []string {
	var out []string
	for s := range strings.SplitSeq(strings.Trim(pathOf(address), "/"), "/") {
		if isPlaceholder(s) {
			out = append(out, plainName(s))
		}
	}
	return out
}

// plainName is a name without the signs that mark it as a placeholder.
func plainName(name string) string {
	return strings.ToLower(nameSigns.Replace(name))
}

var nameSigns = strings.NewReplacer("{", "", "}", "", "<", "", ">", "", "[", "", "]", "", ":", "", "$", "", "-", "", "_", "", " ", "", "*", "", ".", "")

// fits reports whether an example's address is a call of a template, perhaps with
// a base path before it, which is returned as a number of segments.
func fits(template, example string) (base int, ok bool) {
	want, have := segments(template), segments(example)
	base = len(have) - len(want)
	if base < 0 {
		return 0, false
	}
	for i, s := range want {
		if s != "" && s != have[base+i] {
			return 0, false
		}
	}
	return base, true
}

// shape is what spellings of one endpoint have in common.
func (r request) shape() string { return r.method + " /" + strings.Join(segments(r.address), "/") }

// last is the method with the last segment that is no placeholder, by which the
// alternative addresses of one operation are told from other operations.
func (r request) last() string {
	all := segments(r.address)
	for i := len(all) - 1; i >= 0; i-- {
		if all[i] != "" {
			return r.method + " " + all[i]
		}
	}
	return r.method
}
