package text

import "strings"

// samplesTab is the tab of code samples in other languages, of which the text
// does not say which is which.
const samplesTab = "samples"

// samples reads the code of all other tabs that a scraper leaves behind a
// request. They last up to the next line that must be something else, less the
// prose before it.
func (r *reader) samples() {
	if r.style.spaced || r.i >= len(r.lines) || !codeLike(r.line().text) {
		return
	}
	end := r.i
	for j := r.i; j < len(r.lines) && !r.endsSamples(j); j++ {
		if codeLike(r.at(j).text) {
			end = j + 1
		}
	}
	r.addCode(r.i, end, "").Tab = samplesTab
}

func (r *reader) endsSamples(i int) bool {
	s := r.at(i).text
	role, _ := r.headingRole(i)
	return role != "" || isRequest(s) || isStatus(s)
}

// codeLike recognises lines of programming languages. It may miss some, which
// stand between lines that it knows, but takes no sentence for code.
func codeLike(s string) bool {
	s = strings.TrimLeft(s, " \t")
	if s == "" || bullet(s) > 0 {
		return false
	}
	for _, start := range codeStarts {
		if strings.HasPrefix(s, start) {
			return true
		}
	}
	for _, sign := range codeSigns {
		if strings.Contains(s, sign) {
			return true
		}
	}
	chained := len(s) > 1 && s[0] == '.' && isWordByte(s[1])
	return chained || strings.ContainsRune(";{}([\\", rune(s[len(s)-1])) || strings.Trim(s, ")]},; ") == "" || isCommand(s) || isMember(s)
}

// codeStarts and codeSigns are what lines of C#, shell, Go, Java, JavaScript,
// Objective-C, PHP, PowerShell and Python begin with or hold.
var codeStarts = []string{"//", "#", "/*", "<?", "@{", "{", "}", "]", "mgc ", "mgc-", "Import-Module ", "import ", "await ", "package "}

var codeSigns = []string{" = ", ":=", "->", "=>", "();", "\": ", "': ", "\\\"", "())"}

// isCommand recognises a cmdlet: "Import-Module Microsoft.Graph".
func isCommand(s string) bool {
	word, _, _ := strings.Cut(s, " ")
	verb, noun, ok := strings.Cut(word, "-")
	return ok && isIdentifier(verb) && isIdentifier(noun) && verb[0] <= 'Z' && len(noun) > 2 && noun[0] <= 'Z' && strings.ToLower(noun[1:]) != noun[1:]
}

// isMember recognises a member of an object literal and an argument in a list:
// `address: 'x'`, `authProvider,`.
func isMember(s string) bool {
	if name, ok := strings.CutSuffix(s, ","); ok && !strings.Contains(name, " ") {
		return true
	}
	name, value, ok := strings.Cut(s, ": ")
	if !ok || !isIdentifier(name) || value == "" {
		return false
	}
	value = strings.TrimSuffix(value, ",")
	return strings.ContainsRune("'\"0123456789[{", rune(value[0])) || value == "true" || value == "false" || value == "null"
}
