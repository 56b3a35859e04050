package outline

import (
	"net/url"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// call is a request that a curl command sends.
type call struct {
	request
	at      ir.Pos
	headers []ir.Header
	body    string
	form    bool   // the body is a form
	file    string // the body is in this file, "@payload.json"
}

// commands reads the curl commands of a code block.
func (c *cutter) commands(code *page.Code) []call {
	if !strings.Contains(code.Text, "curl") {
		return nil
	}
	var out []call
	lines := strings.Split(code.Text, "\n")
	for i := 0; i < len(lines); i++ {
		at := curlAt(lines[i])
		if at < 0 {
			continue
		}
		offset := 0
		for _, l := range lines[:i] {
			offset += len(l) + 1
		}
		words, used := shellWords(code.Text[offset+at:])
		if found, ok := c.curl(words); ok {
			found.at = lineAt(code, i, lines[i])
			out = append(out, found)
		}
		i += strings.Count(code.Text[offset+at:offset+at+used], "\n")
	}
	return out
}

// curlAt returns where the word curl opens a command in a line, -1 if it does not.
func curlAt(line string) int {
	i := strings.Index(line, "curl")
	if i < 0 || i+4 < len(line) && line[i+4] != ' ' && line[i+4] != '\t' && line[i+4] != '\\' {
		return -1
	}
	before := strings.TrimSpace(line[:i])
	if before == "" || before == "$" || before == ">" || before == "#" || strings.HasSuffix(before, "|") || strings.HasSuffix(before, "$(") {
		return i
	}
	return -1
}

// shellWords splits the first command of a text as a shell does, quotes and
// backslashes included, and returns how many bytes it takes.
func shellWords(text string) (words []string, used int) {
	var word strings.Builder
	open := false
	end := func() {
		if open {
			words = append(words, word.String())
		}
		word.Reset()
		open = false
	}
	for i := 0; i < len(text); i++ {
		switch ch := text[i]; ch {
		case '\\':
			if rest := strings.TrimLeft(text[i+1:], " \t"); strings.HasPrefix(rest, "\n") {
				i = len(text) - len(rest)
				end()
			} else if i+1 < len(text) {
				i++
				word.WriteByte(text[i])
				open = true
			}
		case '\'', '"':
			n := quoted(&word, text[i:])
			i += n - 1
			open = true
		case ' ', '\t':
			end()
		case '\n', ';':
			end()
			return words, i
		case '|', '>':
			if !open {
				return words, i
			}
			word.WriteByte(ch)
		default:
			word.WriteByte(ch)
			open = true
		}
	}
	end()
	return words, len(text)
}

// quoted appends what stands in the quotes that open a text, and returns how many
// bytes they take.
func quoted(to *strings.Builder, text string) int {
	mark := text[0]
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == mark:
			return i + 1
		case mark == '"' && text[i] == '\\' && i+1 < len(text) && strings.IndexByte("\"\\$`\n", text[i+1]) >= 0:
			i++
			if text[i] != '\n' {
				to.WriteByte(text[i])
			}
		default:
			to.WriteByte(text[i])
		}
	}
	return len(text)
}

// withValue are the options of curl, in their long and short forms, that the next
// word belongs to; those that matter have a name.
var withValue = map[string]string{
	"-X": "method", "--request": "method", "-H": "header", "--header": "header",
	"-d": "data", "--data": "data", "--data-raw": "data", "--data-ascii": "data", "--data-binary": "data", "--json": "json",
	"--data-urlencode": "data", "-F": "form", "--form": "form", "--form-string": "form", "--url": "url", "-T": "upload", "--upload-file": "upload",
	"-u": "", "--user": "", "-o": "", "--output": "", "-A": "", "--user-agent": "", "-e": "", "--referer": "", "-b": "", "--cookie": "",
	"-c": "", "--cookie-jar": "", "--cacert": "", "--cert": "", "--key": "", "-E": "", "-m": "", "--max-time": "", "--connect-timeout": "",
	"--unix-socket": "", "-w": "", "--write-out": "", "-x": "", "--proxy": "", "--retry": "", "-K": "", "--config": "", "-D": "", "--dump-header": "",
	"--resolve": "", "--oauth2-bearer": "",
}

// curl reads the words of a curl command.
func (c *cutter) curl(words []string) (call, bool) {
	var out call
	var data, address []string
	get := false
	for i := 1; i < len(words); i++ {
		option, value := words[i], ""
		if !strings.HasPrefix(option, "-") || option == "-" {
			address = append(address, option)
			continue
		}
		if name, after, ok := strings.Cut(option, "="); ok && strings.HasPrefix(name, "--") {
			option, value = name, after
		} else if !strings.HasPrefix(option, "--") && len(option) > 2 {
			option, value = shortOption(option)
		}
		kind, takes := withValue[option]
		if takes && value == "" && i+1 < len(words) {
			i++
			value = words[i]
		}
		switch {
		case kind == "method":
			out.method = c.method(value)
		case kind == "header":
			name, v, _ := strings.Cut(value, ":")
			out.headers = append(out.headers, ir.Header{Name: strings.TrimSpace(name), Value: strings.TrimSpace(v)})
		case kind == "data", kind == "json":
			data = append(data, value)
		case kind == "form":
			data, out.form = append(data, value), true
		case kind == "upload":
			out.file = value
		case kind == "url":
			address = append(address, value)
		case option == "-G", option == "--get":
			get = true
		case option == "-I", option == "--head":
			out.method = "HEAD"
		}
	}
	return out.complete(address, data, get)
}

// complete puts address, body and method together.
func (out call) complete(address, data []string, get bool) (call, bool) {
	for _, a := range address {
		if a = withoutVariable(a); out.address == "" && (isURL(a) || strings.HasPrefix(a, "/") || strings.Contains(a, ".") && strings.Contains(a, "/")) {
			out.address = a
		}
	}
	if out.address == "" {
		return out, false
	}
	if !isURL(out.address) && out.address[0] != '/' {
		out.address = "https://" + out.address
	}
	if get {
		mark := "?"
		if strings.Contains(out.address, "?") {
			mark = "&"
		}
		out.address += mark + strings.Join(data, "&")
		data = nil
	}
	out.body = strings.Join(data, "&")
	if name, ok := strings.CutPrefix(out.body, "@"); ok {
		out.body, out.file = "", name
	}
	if out.method == "" {
		out.method = "GET"
		switch {
		case len(data) > 0 && !get:
			out.method = "POST"
		case out.file != "":
			out.method = "PUT"
		}
	}
	return out, true
}

// shortOption splits "-XPOST" and "-sX": several flags, the last of which may
// take what follows.
func shortOption(option string) (name, value string) {
	for i := 1; i < len(option); i++ {
		if _, ok := withValue["-"+option[i:i+1]]; ok {
			return "-" + option[i:i+1], option[i+1:]
		}
	}
	if strings.Contains(option, "G") {
		return "-G", ""
	}
	if strings.Contains(option, "I") {
		return "-I", ""
	}
	return option, ""
}

// withoutVariable is an address without the variable of the shell that stands for
// its host: "$VAULT_ADDR/v1/sys" is "/v1/sys".
func withoutVariable(address string) string {
	if !strings.HasPrefix(address, "$") && !strings.HasPrefix(address, "{") {
		return address
	}
	if i := strings.IndexByte(address, '/'); i > 0 && strings.IndexByte(address[:i], '?') < 0 {
		return address[i:]
	}
	return address
}

// formType is the media type of a call whose body is a form, "" of any other.
func (c call) formType() string {
	for _, h := range c.headers {
		if strings.EqualFold(h.Name, "Content-Type") {
			kind, _, _ := strings.Cut(strings.ToLower(h.Value), ";")
			if kind == formType || kind == multipart {
				return kind
			}
			return ""
		}
	}
	switch body := strings.TrimSpace(c.body); {
	case body == "" || strings.IndexByte("{[", body[0]) >= 0:
		return ""
	case c.form:
		return multipart
	case !strings.Contains(body, "="):
		return ""
	}
	return formType
}

// message is the call as HTTP sends it.
func (c call) message() string {
	var b strings.Builder
	b.WriteString(c.method + " " + c.address)
	kind := ""
	for _, h := range c.headers {
		if h.Name == "" || strings.ContainsAny(h.Name, " \n") || strings.Contains(h.Value, "\n") || withoutMarks(h.Value, "") != h.Value {
			continue
		}
		b.WriteString("\n" + h.Name + ": " + h.Value)
		if strings.EqualFold(h.Name, "Content-Type") {
			kind = h.Value
		}
	}
	if c.body == "" {
		return b.String()
	}
	body := strings.TrimSpace(c.body)
	switch {
	case kind != "":
	case c.form:
		b.WriteString("\nContent-Type: " + multipart)
	case strings.IndexByte("{[", body[0]) >= 0:
		b.WriteString("\nContent-Type: application/json")
	default:
		b.WriteString("\nContent-Type: " + formType)
	}
	return b.String() + "\n\n" + body
}

// queryNames are the names in the query string of an address.
func queryNames(address string) []string {
	_, query := cutQuery(address)
	var out []string
	for pair := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(pair, "=")
		if plain, err := url.QueryUnescape(name); err == nil {
			name = plain
		}
		if name != "" {
			out = append(out, name)
		}
	}
	return out
}
