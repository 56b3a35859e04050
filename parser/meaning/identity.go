package meaning

import (
	"iter"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// defaultVersion is assumed where nothing on or about a page names a version.
const defaultVersion = "v1.0"

// metaPaths are the metadata keys that may hold the path or address of a page.
var metaPaths = []string{"source_path", "original_content_git_url", "gitcommit", "canonical", "canonicalurl", "canonical_url", "og:url", "asset_id", "asseturl"}

var (
	monikerPart = regexp.MustCompile(`(?i)\b[a-z-]*rest-(beta|[0-9]+\.[0-9]+)\b`)
	localePart  = regexp.MustCompile(`(?i)\.[a-z]{2,3}-[a-z]{2,4}$`)
)

// address is what the path or metadata of a page say about it.
type address struct {
	version string // "v1.0", "beta"; "" if unknown
	folder  string // "api" or "resources"; "" if unknown
	stem    string // file name without ending, lower case; "" if it tells nothing
}

// address is what the path and metadata of the page say, read once.
func (r *reader) address() address {
	if r.place == nil {
		a := r.readAddress()
		r.place = &a
	}
	return *r.place
}

// readAddress reads the metadata first, since a copy may have any name.
func (r *reader) readAddress() address {
	var a address
	if r.page.Document != "" {
		return a // of a page with many operations, none of which it names
	}
	for _, key := range metaPaths {
		a.add(r.page.Meta[key])
	}
	for _, key := range []string{"moniker", "monikers", "ms.moniker", "page_moniker", "monikerrange"} {
		if moniker := r.page.Meta[key]; moniker != "" && a.version == "" {
			if m := monikerPart.FindStringSubmatch(moniker); m != nil {
				a.version = versionOf(m[1])
			}
		}
	}
	if r.page.Format == "text" {
		return a
	}
	a.add(r.page.Name)
	if a.stem == "" {
		stem := strings.ToLower(strings.TrimSuffix(path.Base(r.page.Name), path.Ext(r.page.Name)))
		if stem = localePart.ReplaceAllString(stem, ""); r.tells(stem) {
			a.stem = stem
		}
	}
	return a
}

// add takes what is still unknown from a path or URL such as
// "…/v1.0/api/user-list.md" or "https://…/graph/api/user-list?view=graph-rest-1.0".
func (a *address) add(s string) {
	if s == "" {
		return
	}
	if strings.Contains(s, "://") {
		u, err := url.Parse(s)
		if err != nil {
			return
		}
		if m := monikerPart.FindStringSubmatch(u.RawQuery); m != nil && a.version == "" {
			a.version = versionOf(m[1])
		}
		s = u.Path
	}
	s = strings.ToLower(strings.Trim(s, "/"))
	rest, file, found := cutLastSegment(s)
	if _, folder, _ := cutLastSegment(rest); found && a.stem == "" && (folder == "api" || folder == "resources") {
		a.folder, a.stem = folder, cutEnding(file)
	}
	for found = true; found && a.version == ""; {
		var segment string
		if s, segment, found = cutLastSegment(s); isVersion(segment) {
			a.version = segment
		}
	}
}

// cutLastSegment parts a path at its last slash.
func cutLastSegment(path string) (before, last string, found bool) {
	i := strings.LastIndexByte(path, '/')
	return path[:max(i, 0)], path[i+1:], i >= 0
}

// cutEnding takes the ending of a document off a file name.
func cutEnding(name string) string {
	for _, ending := range []string{".md", ".html", ".htm"} {
		name = strings.TrimSuffix(name, ending)
	}
	return name
}

func versionOf(moniker string) string {
	if moniker[0] >= '0' && moniker[0] <= '9' {
		return "v" + moniker
	}
	return strings.ToLower(moniker)
}

var stemShape = regexp.MustCompile(`^[a-z0-9]+(?:[-_][a-z0-9]+)+$`)

// tells reports whether a file name speaks of the page: it has the parts of a
// page name, and one of them is a name that the page uses.
func (r *reader) tells(stem string) bool {
	if !stemShape.MatchString(stem) {
		return false
	}
	return slices.ContainsFunc(strings.Split(stem, "-"), func(s string) bool {
		return len(s) > 3 && !isVerb(s) && r.isUsed(s)
	})
}

// fileVerbs are the verbs that file names use for the operations of HTTP.
var fileVerbs = []string{"add", "create", "delete", "get", "list", "patch", "post", "put", "remove", "replace", "reset", "set", "update", "upsert"}

// versionToken is a version in an alert such as "APIs under the /beta version
// are subject to change".
var versionToken = regexp.MustCompile(`(?:^|[^A-Za-z0-9_.])/(beta|v[0-9]+\.[0-9]+)\b`)

// apiVersion decides to which version of the service the page belongs: by its
// zone, its metadata and path, else by the alerts below its title, else by the
// addresses that it shows.
func (r *reader) apiVersion(parts []part) string {
	if r.page.Zone != "" {
		return r.page.Zone
	}
	if v := r.address().version; v != "" {
		return v
	}
	for note := range blocksOf[*page.Note](r.page.Root.Blocks) {
		if m := versionToken.FindStringSubmatch(blocksText(note.Blocks)); m != nil {
			return m[1]
		}
	}
	for _, p := range parts {
		for code := range codes(p.Blocks) {
			first, _, _ := strings.Cut(strings.TrimSpace(code.Text), "\n")
			if _, rest, ok := cutMethod(first); ok {
				if t, ok := parseTarget(rest); ok && t.APIVersion != "" {
					return t.APIVersion
				}
			}
		}
	}
	if r.page.Document != "" { // many services have none
		r.report("version-assumed", r.page.At, "Nothing says which version of the API the page documents; %s is assumed.", quote(defaultVersion))
		return defaultVersion
	}
	r.report("version-unknown", r.page.At, "Nothing says which version of the API the page documents; %s is assumed.", quote(defaultVersion))
	return defaultVersion
}

// source tells where the facts of the page come from. Folder is that of the
// documented page where its path does not say it: "api" or "resources".
func (r *reader) source(version, folder string) ir.Source {
	s := ir.Source{File: r.page.Name, Format: r.page.Format, Locale: r.locale}
	if r.page.Document != "" {
		s.Document = version + "/" + r.page.Document
	} else if a := r.address(); a.stem != "" {
		if a.folder != "" {
			folder = a.folder
		}
		s.Document = version + "/" + folder + "/" + a.stem
	}
	return s
}

// identifiers maps names in lower case to their spelling with capitals, as the
// page has them in annotations, links, its title, paths and code.
func (r *reader) identifiers() map[string]string {
	if r.named {
		return r.names
	}
	r.named = true
	for _, c := range r.page.Comments {
		for word := range namesIn(c.Text, true) {
			if name := lastPart(word); name != "" {
				r.addType(name)
			}
		}
	}
	r.addNames(r.page.Title, true)
	r.addSectionNames(r.page.Root)
	return r.names
}

// lastPart is the type of a qualified name of at least three parts, such as
// "microsoft.graph.user", "" for any other word.
func lastPart(word string) string {
	if strings.Count(word, ".") < 2 || word[0] < 'a' || word[0] > 'z' || !isTypeName(word) {
		return ""
	}
	return word[strings.LastIndexByte(word, '.')+1:]
}

// namesIn yields the runs of letters, digits and underscores in a text that
// begin with a letter, joined by dots if dotted is set.
func namesIn(text string, dotted bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := 0; i < len(text); i++ {
			start := i
			for i < len(text) && (isNameByte(text[i]) || dotted && text[i] == '.') {
				i++
			}
			end := i
			for start < end && !isLetter(text[start]) {
				start++
			}
			for start < end && !isLetter(text[end-1]) {
				end--
			}
			if start < end && !yield(text[start:end]) {
				return
			}
		}
	}
}

// addName keeps the first spelling that has a capital inside.
func (r *reader) addName(name string) {
	var buf [usualName]byte
	lower := append(buf[:0], name...)
	capitals := false // inside the name
	for i, c := range lower {
		if isCapital(c) {
			lower[i] = c + 'a' - 'A'
			capitals = capitals || i > 0
		}
	}
	switch old, ok := r.names[string(lower)]; {
	case !ok && name == string(lower):
		r.names[name] = name
	case !ok || capitals && old == string(lower):
		r.names[string(lower)] = name
	}
}

// usualName is the length of nearly all names.
const usualName = 64

// addType keeps the name of a type that the page annotates or links to.
func (r *reader) addType(name string) {
	r.addName(name)
	r.types[strings.ToLower(name)] = true
}

// isKnownType reports whether the page annotates or links to a type.
func (r *reader) isKnownType(name string) bool {
	r.identifiers()
	return r.types[strings.ToLower(name)]
}

// addNames takes the names of a text: every word with a capital inside, and of
// links, code and titles the plain words too.
func (r *reader) addNames(in page.Inline, title bool) {
	for _, s := range in {
		plain := title || s.Kind == page.Link || s.Kind == page.CodeSpan
		if plain || hasInnerCapital(s.Text) {
			for word := range namesIn(s.Text, false) {
				if plain || hasCapital(word) {
					r.addName(word)
				}
			}
		}
		if s.Kind == page.Link && isTypeTarget(s.Href) {
			r.addType(targetName(s.Href))
		}
	}
}

// hasInnerCapital reports whether a capital of a text stands behind a sign of a
// name, as in all names that have a capital inside.
func hasInnerCapital(text string) bool {
	for i := 1; i < len(text); i++ {
		if isCapital(text[i]) && isNameByte(text[i-1]) {
			return true
		}
	}
	return false
}

var identifierWord = regexp.MustCompile(`[A-Za-z][A-Za-z0-9_]*`)

func (r *reader) addSectionNames(s *page.Section) {
	for b := range page.Within(s.Blocks) {
		switch b := b.(type) {
		case *page.Para:
			r.addNames(b.Spans, false)
		case *page.Code:
			r.addCodeNames(b.Text)
		}
	}
	for _, sub := range s.Sub {
		r.addSectionNames(sub)
	}
}

// addCodeNames takes the names of the request lines of a code block.
func (r *reader) addCodeNames(text string) {
	for line := range strings.SplitSeq(text, "\n") {
		if _, rest, ok := cutMethod(strings.TrimSpace(line)); ok {
			for word := range namesIn(rest, false) {
				r.addName(word)
			}
		}
	}
}

// cased restores the capitals of a name from a file name. A name that runs the
// literals of a path together ("adminforms" for /admin/forms) has a capital at
// each.
func (r *reader) cased(name string, paths ...endpointLine) string {
	if n := r.identifiers()[strings.ToLower(name)]; n != "" && n != name {
		return lowerFirst(n)
	}
	if n := r.pluralOf(name); len(n) > len(name) && hasCapital(n) && strings.EqualFold(n[:len(name)-1], name[:len(name)-1]) {
		return lowerFirst(n[:len(name)-1] + name[len(name)-1:])
	}
	for _, e := range paths {
		words := literalWords(e.Path)
		for i := range words {
			for j := i + 2; j <= len(words); j++ {
				if isJoined(words[i:j], name) {
					return joinWords(words[i:j])
				}
			}
		}
	}
	return name
}

// pluralOf returns the plural of a name as the page writes it, in the paths of
// collections for example, "" if it does not.
func (r *reader) pluralOf(name string) string {
	for _, plural := range []string{name + "s", name + "es", strings.TrimSuffix(name, "y") + "ies"} {
		if n := r.identifiers()[strings.ToLower(plural)]; n != "" {
			return n
		}
	}
	return ""
}

// isUsed reports whether the page uses a word as a name, or its plural.
func (r *reader) isUsed(word string) bool {
	return r.identifiers()[strings.ToLower(word)] != "" || r.pluralOf(word) != ""
}

// isJoined reports whether a name runs words together, in any case.
func isJoined(words []string, name string) bool {
	if !isASCII(name) {
		return strings.EqualFold(strings.Join(words, ""), name)
	}
	for _, w := range words {
		if !hasPrefixFold(name, w) {
			return false
		}
		name = name[len(w):]
	}
	return name == ""
}

func joinWords(words []string) string {
	joined := lowerFirst(words[0])
	for _, w := range words[1:] {
		joined += upperFirst(w)
	}
	return joined
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
