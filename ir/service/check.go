package service

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// Versions and Pagings list the values that a configuration may give.
func Versions() []string { return []string{string(VersionInPath), string(VersionNone)} }

// Pagings lists the kinds of paging.
func Pagings() []string {
	return []string{string(PagingOData), string(PagingLinks), string(PagingCursor), string(PagingNone)}
}

// Problem is what is wrong with a value of a service. Key is the path of the key,
// such as "auth.header" or "environments[1].url".
type Problem struct{ Key, Message string }

func (p Problem) Error() string { return p.Key + ": " + p.Message }

// Check returns the first of [Service.Problems].
func (s *Service) Check() error {
	for _, p := range s.Problems() {
		return p
	}
	return nil
}

// Problems lists what is wrong with the values of a service.
func (s *Service) Problems() []Problem {
	var out []Problem
	add := func(key, message string) {
		if message != "" {
			out = append(out, Problem{key, message})
		}
	}
	add("url", wrongURL(s.URL))
	for i, e := range s.Environments {
		add(fmt.Sprintf("environments[%d].url", i), wrongURL(e.URL))
		if !environmentName.MatchString(e.Name) {
			add(fmt.Sprintf("environments[%d].name", i), fmt.Sprintf("%q is no name of letters and digits that begins with a letter", e.Name))
		}
	}
	if s.Version != "" && !slices.Contains(Versions(), string(s.Version)) {
		add("version", fmt.Sprintf("%q is none of %s", s.Version, strings.Join(Versions(), ", ")))
	}
	if s.Paging != "" && !slices.Contains(Pagings(), string(s.Paging)) {
		add("paging", fmt.Sprintf("%q is none of %s", s.Paging, strings.Join(Pagings(), ", ")))
	}
	if s.Auth.Header != "" && !isToken(s.Auth.Header) {
		add("auth.header", fmt.Sprintf("%q is no name of a header", s.Auth.Header))
	}
	if strings.ContainsFunc(s.Auth.Prefix, func(r rune) bool { return r < ' ' || r > '~' }) {
		add("auth.prefix", fmt.Sprintf("%q cannot stand in a header", s.Auth.Prefix))
	}
	if c := s.Cursor; s.Paging == PagingCursor && (c.Items == "" || c.Next == "" || c.Parameter == "") {
		add("cursor", "paging by cursor needs items, next and parameter")
	}
	for i, m := range s.Methods {
		if m == "" || strings.Trim(m, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			add(fmt.Sprintf("methods[%d]", i), fmt.Sprintf("%q is no method in capitals", m))
		}
	}
	return out
}

var environmentName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]{0,39}$`)

// wrongURL says why an address cannot be that of a service, "" if it can.
func wrongURL(text string) string {
	if text == "" {
		return ""
	}
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return fmt.Sprintf("%q is no URL", text)
	case u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return fmt.Sprintf("%q is not of the form https://host/base", text)
	case strings.HasSuffix(text, "/"):
		return fmt.Sprintf("%q ends in a slash", text)
	}
	return ""
}

// isToken reports whether a text may be a header's name (RFC 9110, 5.6.2).
func isToken(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r) })
}

// HostOf returns the host of an address, in lower case, "" if it has none.
func HostOf(address string) string {
	_, after, ok := strings.Cut(address, "://")
	if !ok {
		return ""
	}
	return strings.ToLower(after[:strings.IndexAny(after+"/", "/?")])
}

// PathOf returns the path of an address, "" if it has none.
func PathOf(address string) string {
	if _, after, ok := strings.Cut(address, "://"); ok {
		i := strings.IndexAny(after+"/", "/?")
		return strings.TrimSuffix(after[min(i, len(after)):], "/")
	}
	return strings.TrimSuffix(address, "/")
}
