package gomodel

import (
	"fmt"
	"hash/fnv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// initialisms are words that Go writes in capitals, in lower case.
var initialisms = wordSet("acl api ascii cpu csv dns eof gps guid html http https id imap ios ip json jwt lan mdm mfa ms " +
	"odata pdf pim pin ram rpc sdk sha sip sla smtp sms sql ssh ssid sso tcp tls totp ttl udp ui uid upn uri url usb utc utf8 " +
	"uuid vm vpn wan xml")

// odd are words with a spelling of their own.
var odd = map[string]string{"odata": "OData", "ids": "IDs", "urls": "URLs", "uris": "URIs", "apis": "APIs", "ips": "IPs", "oauth2": "OAuth2"}

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

// maxName bounds identifiers; longer ones are cut and told apart by a hash.
const maxName = 100

// exported returns the Go name of an API name: ASCII letters and digits that
// begin with a capital letter, e.g. "ItemID" for "item-id". It is never empty.
func exported(name string) string {
	var b strings.Builder
	for _, w := range wordsOf(name) {
		b.WriteString(capital(w))
	}
	s := b.String()
	if s == "" || s[0] < 'A' || s[0] > 'Z' {
		s = "X" + s
	}
	return bounded(s, name)
}

// unexported returns the Go name of an argument, e.g. "itemID"; it is never a
// reserved word.
func unexported(name string) string {
	words := wordsOf(name)
	if len(words) == 0 || words[0][0] < 'A' {
		words = append([]string{"x"}, words...)
	}
	s := strings.ToLower(words[0])
	for _, w := range words[1:] {
		s += capital(w)
	}
	if s = bounded(s, name); reservedWords[s] {
		s += "Value"
	}
	return s
}

// wordsOf parts a name into words. A name in capitals throughout, such as
// MS-APP-ACTS-AS, has no words in capitals.
func wordsOf(name string) []string {
	if strings.ContainsAny(name, "-_") && !strings.ContainsFunc(name, isLower) {
		name = strings.ToLower(name)
	}
	return splitWords(name)
}

// bounded cuts a name that is too long and tells it apart by a hash of what it
// stands for.
func bounded(goName, name string) string {
	if len(goName) > maxName {
		return goName[:maxName-9] + "X" + hash(name)
	}
	return goName
}

func capital(w string) string {
	var buf [12]byte // the longest words of the tables have 6 bytes
	if len(w) <= len(buf) {
		lower := buf[:len(w)]
		for i := range lower {
			lower[i] = w[i]
			if w[i] >= 'A' && w[i] <= 'Z' {
				lower[i] += 'a' - 'A'
			}
		}
		switch {
		case odd[string(lower)] != "":
			return odd[string(lower)]
		case initialisms[string(lower)]:
			return strings.ToUpper(w)
		}
	}
	if w[0] < 'a' || w[0] > 'z' {
		return w
	}
	return strings.ToUpper(w[:1]) + w[1:]
}

// splitWords parts a name at signs that are no letters or digits and where
// case changes: "teamsAppId" is teams, App, Id; "HTTPServer" is HTTP, Server.
// Letters outside ASCII become their number.
func splitWords(name string) []string {
	var words []string
	start := 0
	flush := func(end int) {
		if end > start {
			words = append(words, name[start:end])
		}
		start = end
	}
	for i, r := range name {
		switch {
		case r > unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			flush(i)
			words = append(words, fmt.Sprintf("U%04X", r))
			start = i + utf8.RuneLen(r)
		case !isAlnum(r):
			_, size := utf8.DecodeRuneInString(name[i:])
			flush(i)
			start = i + size
		case isUpper(r) && i > start && (!isUpper(rune(name[i-1])) || i+1 < len(name) && isLower(rune(name[i+1])) && !pluralAt(name, i)):
			flush(i)
		}
	}
	flush(len(name))
	return words
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
	lower := strings.ToLower(name)
	switch {
	case strings.HasSuffix(lower, "ss"), strings.HasSuffix(lower, "x"), strings.HasSuffix(lower, "ch"), strings.HasSuffix(lower, "sh"),
		strings.HasSuffix(lower, "us"):
		return name + "es"
	case strings.HasSuffix(lower, "sis"):
		return name[:len(name)-2] + "es"
	case strings.HasSuffix(lower, "s"):
		return name
	case strings.HasSuffix(lower, "y") && len(name) > 1 && !strings.ContainsRune("aeiou", rune(lower[len(lower)-2])):
		return name[:len(name)-1] + "ies"
	}
	return name + "s"
}

// singular returns the singular of a Go name's last word, e.g. "Drive" for
// "Drives"; a name that is no plural stays.
func singular(name string) string {
	lower := strings.ToLower(name)
	switch {
	case strings.HasSuffix(lower, "ies") && len(name) > 4:
		return name[:len(name)-3] + "y"
	case strings.HasSuffix(lower, "sses"), strings.HasSuffix(lower, "xes"), strings.HasSuffix(lower, "ches"), strings.HasSuffix(lower, "shes"):
		return name[:len(name)-2]
	case strings.HasSuffix(lower, "children"):
		return name[:len(name)-3]
	case strings.HasSuffix(lower, "ss"), strings.HasSuffix(lower, "us"), strings.HasSuffix(lower, "is"), !strings.HasSuffix(lower, "s"), len(name) < 3:
		return name
	}
	return name[:len(name)-1]
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
func Mark(name string) string { return strings.ToLower(name[:1]) + name[1:] }
