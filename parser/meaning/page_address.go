package meaning

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/service"
	"github.com/docpiler/docpiler/parser/page"
)

// metaPaths are the metadata keys that may hold the path or address of a page.
var metaPaths = []string{"source_path", "original_content_git_url", "gitcommit", "canonical", "canonicalurl", "canonical_url", "og:url", "asset_id", "asseturl"}

var (
	namedVersions = strings.Join(service.Graph.Versions, "|")

	monikerPart = regexp.MustCompile(`(?i)\b[a-z-]*rest-(` + namedVersions + `|[0-9]+\.[0-9]+)\b`)
	localePart  = regexp.MustCompile(`(?i)\.[a-z]{2,3}-[a-z]{2,4}$`)
)

// address is what the path or metadata of a page say about it.
type address struct {
	version string // "v1.0", "beta"; "" if unknown
	folder  string // "api" or "resources"; "" if unknown
	stem    string // file name without ending, lower case; "" if it tells nothing
}

// addressOf reads the metadata first, since a copy may have any name.
func addressOf(p *page.Page, n *names) address {
	var a address
	if p.Document != "" {
		return a // of a page with many operations, none of which it names
	}
	for _, key := range metaPaths {
		a.add(p.Meta[key])
	}
	for _, key := range []string{"moniker", "monikers", "ms.moniker", "page_moniker", "monikerrange"} {
		if moniker := p.Meta[key]; moniker != "" && a.version == "" {
			if m := monikerPart.FindStringSubmatch(moniker); m != nil {
				a.version = versionOf(m[1])
			}
		}
	}
	if p.Format == "text" {
		return a
	}
	a.add(p.Name)
	if a.stem == "" {
		stem := strings.ToLower(strings.TrimSuffix(path.Base(p.Name), path.Ext(p.Name)))
		if stem = localePart.ReplaceAllString(stem, ""); tells(stem, n) {
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
		if s, segment, found = cutLastSegment(s); service.Graph.IsVersion(segment) {
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
func tells(stem string, n *names) bool {
	if !stemShape.MatchString(stem) {
		return false
	}
	return slices.ContainsFunc(strings.Split(stem, "-"), func(s string) bool {
		return len(s) > 3 && !isVerb(s) && n.isUsed(s)
	})
}

// versionToken is a version in an alert such as "APIs under the /beta version
// are subject to change".
var versionToken = regexp.MustCompile(`(?:^|[^A-Za-z0-9_.])/(` + namedVersions + `|v[0-9]+\.[0-9]+)\b`)

// apiVersion decides to which version of the service the page belongs: by its
// zone, its metadata and path, else by the alerts below its title, else by the
// addresses that it shows.
func apiVersion(c *pageContext, parts sections) string {
	if c.page.Zone != "" {
		return c.page.Zone
	}
	if v := c.address.version; v != "" {
		return v
	}
	for note := range blocksOf[*page.Note](c.page.Root.Blocks) {
		if m := versionToken.FindStringSubmatch(blocksText(note.Blocks)); m != nil {
			return m[1]
		}
	}
	for _, p := range parts {
		for code := range codes(p.Blocks) {
			first := firstLineOf(code)
			if _, rest, ok := cutMethod(first); ok {
				if t, ok := parseTarget(rest); ok && t.APIVersion != "" {
					return t.APIVersion
				}
			}
		}
	}
	if c.page.Version != "" {
		return c.page.Version
	}
	if c.page.Document != "" { // many services have none
		c.report("version-assumed", c.page.At, "Nothing says which version of the API the page documents; %s is assumed.", quote(service.Graph.Known.Version))
		return service.Graph.Known.Version
	}
	c.report("version-unknown", c.page.At, "Nothing says which version of the API the page documents; %s is assumed.", quote(service.Graph.Known.Version))
	return service.Graph.Known.Version
}

// sourceOf tells where the facts of the page come from. Folder is that of the
// documented page where its path does not say it: "api" or "resources".
func sourceOf(c *pageContext, version, folder string) ir.Source {
	s := ir.Source{File: c.page.Name, Format: c.page.Format, Locale: c.locale}
	if c.page.Document != "" {
		s.Document = version + "/" + c.page.Document
	} else if a := c.address; a.stem != "" {
		if a.folder != "" {
			folder = a.folder
		}
		s.Document = version + "/" + folder + "/" + a.stem
	}
	return s
}
