package gomodel

import (
	"fmt"
	"hash/fnv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// spellings says how Go writes words with a spelling of their own, by the word in
// lower case: initialisms in capitals, others as they are commonly written.
var spellings = func() map[string]string {
	set := map[string]string{"odata": "OData", "ids": "IDs", "urls": "URLs", "uris": "URIs", "apis": "APIs", "ips": "IPs", "oauth2": "OAuth2"}
	for w := range strings.FieldsSeq("acl api ascii cpu csv dns eof gps guid html http https id imap ios ip json jwt lan mdm mfa ms " +
		"pdf pim pin ram rpc sdk sha sip sla smtp sms sql ssh ssid sso tcp tls totp ttl udp ui uid upn uri url usb utc utf8 " +
		"uuid vm vpn wan xml") {
		set[w] = strings.ToUpper(w)
	}
	return set
}()

// longestSpelling is the length of the longest word of spellings.
const longestSpelling = len("oauth2")

// reservedWords are Go's keywords, its predeclared names, the packages that
// emitted files import, and what emitted method bodies say themselves.
var reservedWords = wordSet("break case chan const continue default defer else fallthrough for func go goto if import " +
	"interface map package range return select struct switch type var " +
	"any append bool byte cap clear close comparable complex complex64 complex128 copy delete error false float32 float64 " +
	"imag int int8 int16 int32 int64 iota len make max min new nil panic print println real recover rune string true uint " +
	"uint8 uint16 uint32 uint64 uintptr " +
	"context errors fmt http io iter json strings testing time url " +
	"accepted at body call ctx endpoint err expand nothing object options opts paged result s scalar stream t values x")

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// Names are cut where they are too long, and told apart by a hash: words that the
// pages write at maxWord, what is put together of several at maxJoined, and what
// is put together with others still, services and methods, at maxPart. With the
// prefixes and suffixes of our own none is longer than [MaxName].
const (
	maxWord   = 100
	maxPart   = 90
	maxJoined = 150
	MaxName   = 200
)

// exported returns the Go name of an API name: ASCII letters and digits that
// begin with a capital letter, e.g. "ItemID" for "item-id". It is never empty.
func exported(name string) string {
	var buf [maxWord]byte
	out := append(buf[:0], 'X') // it stays where what follows begins with no letter
	for w, rest := cutWord(cased(name)); w != ""; w, rest = cutWord(rest) {
		out = appendCapital(out, w)
	}
	if len(out) > 1 && out[1] >= 'A' && out[1] <= 'Z' {
		out = out[1:]
	}
	if string(out) == name && len(name) <= maxWord {
		return name
	}
	return bounded(string(out), name, maxWord)
}

// unexported returns the Go name of an argument, e.g. "itemID"; it is never a
// reserved word.
func unexported(name string) string {
	var buf [maxWord]byte
	out := buf[:0]
	w, rest := cutWord(cased(name))
	if w == "" || w[0] < 'A' {
		out = appendCapital(append(out, 'x'), w)
	} else {
		out = append(out, strings.ToLower(w)...)
	}
	for w, rest = cutWord(rest); w != ""; w, rest = cutWord(rest) {
		out = appendCapital(out, w)
	}
	s := bounded(string(out), name, maxWord)
	if reservedWords[s] {
		s += "Value"
	}
	return s
}

// cased returns a name as its words are to be read: one in capitals throughout,
// such as MS-APP-ACTS-AS, has no words in capitals.
func cased(name string) string {
	if strings.ContainsAny(name, "-_") && !strings.ContainsFunc(name, isLower) {
		return strings.ToLower(name)
	}
	return name
}

// bounded cuts a name that is longer than most and tells it apart by a hash of
// what it stands for.
func bounded(goName, name string, most int) string {
	if len(goName) > most {
		return goName[:most-9] + "X" + hash(name)
	}
	return goName
}

// appendCapital appends a word as Go writes it within a name.
func appendCapital(out []byte, w string) []byte {
	if w == "" {
		return out
	}
	if len(w) <= longestSpelling {
		var buf [longestSpelling]byte
		lower := buf[:len(w)]
		for i := range lower {
			lower[i] = w[i]
			if isUpper(rune(w[i])) {
				lower[i] += 'a' - 'A'
			}
		}
		if s := spellings[string(lower)]; s != "" {
			return append(out, s...)
		}
	}
	out = append(out, w...)
	if first := &out[len(out)-len(w)]; isLower(rune(*first)) {
		*first -= 'a' - 'A'
	}
	return out
}

// cutWord cuts the first word off a name, "" if it has none. Words end at signs
// that are no letters or digits and where case changes: "teamsAppId" is teams,
// App, Id; "HTTPServer" is HTTP, Server. Letters outside ASCII become their
// number.
func cutWord(name string) (word, rest string) {
	start := 0
	for i, r := range name {
		switch {
		case r > unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			if i > start {
				return name[start:i], name[i:]
			}
			return fmt.Sprintf("U%04X", r), name[i+utf8.RuneLen(r):]
		case !isAlnum(r):
			if i > start {
				return name[start:i], name[i:]
			}
			_, size := utf8.DecodeRuneInString(name[i:])
			start = i + size
		case isUpper(r) && i > start && (!isUpper(rune(name[i-1])) || i+1 < len(name) && isLower(rune(name[i+1])) && !pluralAt(name, i)):
			return name[start:i], name[i:]
		}
	}
	return name[start:], ""
}

// pluralAt reports whether an "s" that ends a run of capitals follows: IDs.
func pluralAt(name string, i int) bool {
	return name[i+1] == 's' && (i+2 == len(name) || !isLower(rune(name[i+2])))
}

func isUpper(r rune) bool { return r >= 'A' && r <= 'Z' }
func isLower(r rune) bool { return r >= 'a' && r <= 'z' }
func isAlnum(r rune) bool { return isUpper(r) || isLower(r) || r >= '0' && r <= '9' }

// plural returns the plural of a Go name's last word.
func plural(name string) string {
	switch {
	case endsIn(name, "ss"), endsIn(name, "x"), endsIn(name, "ch"), endsIn(name, "sh"), endsIn(name, "us"):
		return name + "es"
	case endsIn(name, "sis"):
		return name[:len(name)-2] + "es"
	case endsIn(name, "s"):
		return name
	case endsIn(name, "y") && len(name) > 1 && !strings.ContainsRune("aeiouAEIOU", rune(name[len(name)-2])):
		return name[:len(name)-1] + "ies"
	}
	return name + "s"
}

// singular returns the singular of a Go name's last word, e.g. "Drive" for
// "Drives"; a name that is no plural stays.
func singular(name string) string {
	switch {
	case !endsIn(name, "s"):
		if endsIn(name, "children") {
			return name[:len(name)-3]
		}
		return name
	case endsIn(name, "ies") && len(name) > 4:
		return name[:len(name)-3] + "y"
	case endsIn(name, "sses"), endsIn(name, "xes"), endsIn(name, "ches"), endsIn(name, "shes"):
		return name[:len(name)-2]
	case endsIn(name, "ss"), endsIn(name, "us"), endsIn(name, "is"), len(name) < 3:
		return name
	}
	return name[:len(name)-1]
}

// endsIn reports whether a Go name ends in letters, whatever their case.
func endsIn(name, letters string) bool {
	return len(name) >= len(letters) && strings.EqualFold(name[len(name)-len(letters):], letters)
}

// fileStem returns the name of the Go file for a Go name, without ending and
// without anything that the go command or a file system reads a meaning into.
func fileStem(name string) string {
	stem := strings.ToLower(name)
	if reservedStems[stem] {
		stem += "resource"
	}
	return stem
}

// reservedStems are the names of files that every package has, and those that
// some systems cannot hold.
var reservedStems = func() map[string]bool {
	set := wordSet("addresses batch client doc handler operations runtime server testdata vendor con prn aux nul")
	for i := range 10 {
		set[fmt.Sprintf("com%d", i)], set[fmt.Sprintf("lpt%d", i)] = true, true
	}
	return set
}()

// hash tells long or clashing names apart; it depends on the text alone.
func hash(s string) string {
	h := fnv.New32a()
	h.Write([]byte(s))
	return fmt.Sprintf("%08x", h.Sum32())
}

// Mark returns the unexported method by which types are known to implement an
// emitted interface.
func Mark(name Name) Name { return Name(strings.ToLower(string(name[:1]))) + name[1:] }
