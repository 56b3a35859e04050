// Package account tells which lines of a page look like facts, and which of them
// neither a value of the IR nor a finding answers for.
//
// Lines of a page go in, as they stand in the file, whether it is Markdown, HTML or
// copied text; facts with their lines come out. Nothing here reads a page as the
// readers do: a line looks like a fact by its own shape, and no reader can make it
// look otherwise. So a reader that loses a line, or is switched off, shows.
//
//	GET /teams/{id}                 a request line
//	|Application|Team.Read.All|     a permission
//	|Content-Type|application/json| a header
//	|id|String|The identifier.|     a row
//	HTTP/1.1 200 OK                 a status
//	{ "id": "7" }                   JSON
package account

import "unicode/utf8"

// Kind says what a line looks like.
type Kind string

// The kinds of facts.
const (
	Request    Kind = "request line"
	Status     Kind = "status"
	Permission Kind = "permission"
	Header     Kind = "header"
	Row        Kind = "table row"
	JSON       Kind = "JSON"
)

// Fact is something on a page that looks like a fact.
type Fact struct {
	Kind    Kind
	Lines          // on which it stands
	Block   int    // first line of the table or code block that holds it, else its own
	Section int    // line of the heading above it, 0 without any
	Text    string // of the first line, without markup, shortened
	Listed  bool   // a request that stands beside what is said of it, as in lists of operations
	Strong  bool   // only a page of the reference shows it: a request line, permissions, a row with a type

	Odd bool // its name holds a dash for a hyphen, or a sign that was escaped twice

	Exact bool // names must be words of their own in a value, not parts of words

	// Names are the words of the fact that what is read from it must hold, each as
	// [Squeeze] leaves it: a permission, the method and path, the keys of JSON.
	Names []string
}

// Words is what of the detection depends on language.
type Words struct {
	Schemes map[string]string // what the rows of permission tables are called, as [Squeeze] leaves it, and the names of the schemes in the IR
	Headers map[string]string // what headers are called in translations, as [Squeeze] leaves it, and their names
}

// Lines are lines of a file, counted from 1.
type Lines struct{ First, Last int }

func (l Lines) meets(o Lines) bool { return l.First <= o.Last && o.First <= l.Last }

// Facts returns what looks like a fact, in the order of the lines.
func Facts(data []byte, words Words) []Fact {
	d := detector{schemes: words.Schemes, headers: words.Headers}
	d.read(units(data))
	return d.facts
}

// Squeeze leaves the letters and digits of a text, in lower case: what two
// spellings of one name have in common.
func Squeeze(s string) string { return string(appendSqueezed(make([]byte, 0, len(s)), s)) }

func appendSqueezed(to []byte, s string) []byte {
	for i, c := range s {
		switch {
		case 'A' <= c && c <= 'Z':
			to = append(to, s[i]+'a'-'A')
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			to = append(to, s[i])
		case c > 0x7f && isLetter(c):
			to = utf8.AppendRune(to, c)
		}
	}
	return to
}
