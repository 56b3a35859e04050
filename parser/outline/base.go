package outline

import (
	"slices"
	"strings"
)

// bases lists the addresses that the operation's path stands below, with base
// path: of each request that the page shows with more than the path.
func (o *operation) bases() []string {
	var out []string
	for _, x := range o.carriers {
		if isURL(x.address) {
			out = append(out, hostOf(x.address)+versionPart(pathOf(x.address)))
		}
	}
	for _, s := range o.samples {
		if !s.request {
			continue
		}
		for _, x := range o.carriers {
			if base, ok := baseOf(x.address, s.address); ok && base != "" {
				out = append(out, base)
				break
			}
		}
	}
	return slices.Compact(out)
}

// baseOf is what an example's address has before the path of a template, the
// version of the API included where the template begins with one.
func baseOf(template, example string) (string, bool) {
	n, ok := fits(template, example)
	if !ok {
		return "", false
	}
	parts := strings.Split(strings.Trim(pathOf(example), "/"), "/")
	base := hostOf(example)
	if n > 0 {
		base += "/" + strings.Join(parts[:n], "/")
	}
	return base + versionPart("/"+strings.Join(parts[n:], "/")), true
}

// hostOf is an address up to its path, "" if it begins with that. A user's name
// and password are left out.
func hostOf(address string) string {
	if !isURL(address) {
		return ""
	}
	scheme, after, _ := strings.Cut(address, "://")
	host := after[:strings.IndexAny(after+"/", "/?")]
	return strings.ToLower(scheme) + "://" + host[strings.LastIndexByte(host, '@')+1:]
}

// versionPart is the leading segment of a path that names a version, with its
// slash, "" if there is none. parser/meaning takes it off paths.
func versionPart(path string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if first == "" || versionIn("/"+first) == "" {
		return ""
	}
	return "/" + first
}

// The media types of forms.
const (
	formType  = "application/x-www-form-urlencoded"
	multipart = "multipart/form-data"
)

// bodyType is the media type of the request body where the page says that it is a
// form: by a section of form parameters, else by a call that sends one. Files
// travel in several parts.
func (o *operation) bodyType() string {
	kind := ""
	for _, s := range o.samples {
		if s.request && s.form != "" {
			kind = s.form
		}
	}
	for _, f := range o.fields {
		if f.form && kind == "" {
			kind = formType
		}
	}
	for _, f := range o.fields {
		if (kind != "" || o.dialect.Files) && sendsFile(f) {
			kind = multipart
		}
	}
	return kind
}

// sendsFile reports whether a parameter of the body is a file.
func sendsFile(f field) bool {
	return f.place == "body" && f.typ == "Binary"
}
