package pull

import (
	"errors"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/docpiler/docpiler/parser/pages"
)

const maxSegment = 100 // bytes of one name in a path

// checkName refuses names that leave the folder, that some system reads
// differently, or that no page has.
func checkName(name string) error {
	if !utf8.ValidString(name) || !filepath.IsLocal(filepath.FromSlash(name)) || path.Clean(name) != name || len(name) > 1000 {
		return errors.New("it is no plain path")
	}
	for segment := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(segment, ".") || strings.HasSuffix(segment, ".") || strings.HasSuffix(segment, " ") ||
			strings.ContainsAny(segment, `\:*?"<>|`) || len(segment) > 255 || isReserved(segment) ||
			strings.ContainsFunc(segment, func(r rune) bool { return !unicode.IsPrint(r) }) {
			return errors.New("no file is written under this name")
		}
	}
	if !pages.Readable(name) || isData(name) {
		return errors.New("it is no page by its ending")
	}
	return nil
}

// isReserved reports a name that Windows gives to a device.
func isReserved(segment string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(segment), ".")
	stem = strings.TrimRight(stem, " ")
	switch stem {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	return len(stem) == 4 && (strings.HasPrefix(stem, "COM") || strings.HasPrefix(stem, "LPT")) && stem[3] >= '0' && stem[3] <= '9'
}

// isHidden reports a file, or one in a folder, that no page lies in.
func isHidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.Contains(name, "/.")
}

// isData tells a saved IR, which is not pulled, from a page.
func isData(name string) bool {
	return slices.Contains([]string{".json", ".yaml", ".yml"}, strings.ToLower(path.Ext(name)))
}

// pageEndings are what a URL may end with that tells a page's format.
var pageEndings = []string{".md", ".markdown", ".mdx", ".html", ".htm", ".xhtml", ".txt"}

// fileName is where the page of a URL lies: the URL's path, made plain, with the
// ending of the page's format. Pages of another host than home's lie in a folder
// of their own. Two URLs may give one name.
func fileName(u *url.URL, home, ending string) string {
	var segments []string
	if hostOf(u) != home {
		segments = append(segments, plain(hostOf(u)))
	}
	escaped := strings.Split(strings.Trim(u.EscapedPath(), "/"), "/")
	for i, segment := range escaped {
		if decoded, err := url.PathUnescape(segment); err == nil {
			segment = decoded
		}
		last := i == len(escaped)-1
		if last && segment == "" || last && strings.HasSuffix(u.Path, "/") {
			if segment != "" {
				segments = append(segments, plain(segment))
			}
			segment = "index"
		}
		if last {
			segment = withoutEnding(segment)
			if u.RawQuery != "" {
				segment += "_" + u.RawQuery
			}
			segments = append(segments, plain(segment)+ending)
		} else {
			segments = append(segments, plain(segment))
		}
	}
	return strings.Join(segments, "/")
}

func withoutEnding(segment string) string {
	if ext := path.Ext(segment); slices.Contains(pageEndings, strings.ToLower(ext)) {
		return segment[:len(segment)-len(ext)]
	}
	return segment
}

// plain makes one name of a path plain everywhere: ASCII letters, digits, and
// signs that mean nothing.
func plain(segment string) string {
	s := strings.Map(func(r rune) rune {
		if r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_.", r)) {
			return r
		}
		return '-'
	}, segment)
	s = strings.Trim(s, ".")
	if len(s) > maxSegment {
		s = strings.Trim(s[:maxSegment-9], ".") + "-" + sumOf([]byte(segment))[:8]
	}
	if s == "" || isReserved(s) || withoutEnding(s) != s { // a folder may not be called as a page is
		s += "_"
	}
	return s
}

// distinct gives pages whose names differ in nothing but case, or not at all,
// names of their own: all but the first in the order of their URLs. The names of
// others are taken.
func distinct(list, others []lockedPage) {
	order := make([]*lockedPage, len(list))
	for i := range list {
		order[i] = &list[i]
	}
	slices.SortFunc(order, func(a, b *lockedPage) int { return strings.Compare(a.URL, b.URL) })
	taken := map[string]bool{}
	for _, p := range others {
		taken[strings.ToLower(p.Path)] = true
	}
	for _, p := range order {
		if taken[strings.ToLower(p.Path)] {
			ext := path.Ext(p.Path)
			p.Path = strings.TrimSuffix(p.Path, ext) + "-" + sumOf([]byte(p.URL))[:8] + ext
		}
		taken[strings.ToLower(p.Path)] = true
	}
}

// within reports whether a path is, or lies below, one of some folders, files and
// globs; no list means all.
func within(name string, paths []string) bool {
	if len(paths) == 0 {
		return true
	}
	return slices.ContainsFunc(paths, func(p string) bool {
		p = strings.Trim(p, "/")
		return p == name || p == "." || strings.HasPrefix(name, p+"/") || doublestar.MatchUnvalidated(p, name)
	})
}
