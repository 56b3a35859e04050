package text

import "strings"

// isJSON reports whether a JSON object or array opens at a line: a bracket,
// and then a member, another bracket or the end. Code in other languages, where
// a bracket stands on a line of its own too, has no quoted names with a colon.
func (r *reader) isJSON(i int) bool {
	s := r.at(i).text
	if s == "" || s[0] != '{' && s[0] != '[' {
		return false
	}
	for depth := 0; depth < 4; depth++ {
		rest := strings.TrimLeft(s[1:], " \t")
		for rest == "" && i+1 < len(r.lines) {
			i++
			rest = r.at(i).text
		}
		if rest == "" {
			return false
		}
		switch rest[0] {
		case '}', ']':
			return true
		case '{', '[':
			s = rest
			continue
		case '"', '\u0027':
			return s[0] == '[' || memberName(rest)
		case '.': // "{ ... }" stands for members that are left out
			return strings.HasPrefix(rest, "...")
		}
		if s[0] == '[' {
			return strings.Trim(rest, "0123456789-.,] \ttruefalsn") == ""
		}
		return jsonLike(rest)
	}
	return true
}

// memberName recognises `"name":` at the start of a line.
func memberName(s string) bool {
	end := strings.IndexByte(s[1:], s[0])
	if end < 0 {
		return false
	}
	return strings.HasPrefix(strings.TrimLeft(s[end+2:], " \t"), ":")
}

// jsonLike recognises members whose names lack quotes or have typographic ones,
// and comments.
func jsonLike(s string) bool {
	if strings.HasPrefix(s, "//") || strings.HasPrefix(s, "/*") || strings.HasPrefix(s, "\u201c") || strings.HasPrefix(s, "\u201d") {
		return true
	}
	name, _, ok := strings.Cut(s, ":")
	return ok && isIdentifier(strings.TrimSpace(name))
}

// jsonEnd returns the index after the last line of the JSON that opens at line
// i. Brackets are balanced; where a quote is missing or a bracket too many, with
// strings that end at the line's end, and then by the shape of the lines.
func (r *reader) jsonEnd(i int) int {
	stop := r.hardStop(i + 1)
	if r.scanned += stop - i; r.scanned > maxScans*len(r.lines) {
		return i + 1
	}
	for _, loose := range []bool{false, true} {
		if end := r.balanced(i, stop, loose); end > 0 {
			return end
		}
	}
	if stop == len(r.lines) && r.isCutJSON(i) {
		return stop
	}
	indent := r.at(i).indent
	last := i + 1
	for j := i + 1; j < stop; j++ {
		s := r.at(j).text
		if s == "" || strings.Trim(s, "]},; ") != "" {
			continue
		}
		last = j + 1
		if r.style.indented && r.at(j).indent == indent && (j+1 == stop || r.at(j+1).blank()) {
			break
		}
	}
	return last
}

// isCutJSON reports whether the text ends within JSON that opens at a line: each line
// below is a member, or opens or closes something.
func (r *reader) isCutJSON(i int) bool {
	for i++; i < len(r.lines); i++ {
		if s := r.at(i).text; s != "" && strings.IndexByte("\"{}[]", s[0]) < 0 {
			return false
		}
	}
	return true
}

// maxScans is how often the lines of a page may be scanned for the end of JSON,
// on average. Only text that opens brackets and never closes them reaches it.
const maxScans = 16

// hardStop returns the index of the first line from i on that is in no JSON: a
// request line, a status line, a heading.
func (r *reader) hardStop(i int) int {
	for r.stop = max(r.stop, i); r.stop < len(r.lines) && !r.stopsJSON(r.stop); r.stop++ {
	}
	return r.stop
}

func (r *reader) stopsJSON(i int) bool {
	s := r.at(i).text
	if s == "" || strings.IndexByte("\"{}", s[0]) >= 0 || len(r.at(i).indent) > r.style.margin {
		return false
	}
	role, _ := r.headingRole(i)
	return role != "" || isRequest(s) || isStatus(s)
}

// balanced returns the index after the line on which all brackets are closed
// again, 0 if that does not happen before stop.
func (r *reader) balanced(i, stop int, loose bool) int {
	depth, quoted, escaped := 0, false, false
	for ; i < stop; i++ {
		s := r.at(i).text
		for k := 0; k < len(s); k++ {
			switch c := s[k]; {
			case escaped:
				escaped = false
			case quoted && c == '\\':
				escaped = true
			case c == '"':
				quoted = !quoted
			case quoted:
			case c == '{' || c == '[':
				depth++
			case c == '}' || c == ']':
				depth--
			}
		}
		if loose {
			quoted = false
		}
		escaped = false
		if depth <= 0 && !quoted {
			return i + 1
		}
	}
	return 0
}
