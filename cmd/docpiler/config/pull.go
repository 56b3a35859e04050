package config

import (
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"gopkg.in/yaml.v3"
)

// Pull says where the pages of a folder are fetched from.
type Pull struct {
	Git          string   `yaml:"git" doc:"URL of a git repository, without a password; git's own helpers know it."`
	Ref          string   `yaml:"ref" doc:"Branch, tag or commit; the default branch by default." pattern:"^[A-Za-z0-9][A-Za-z0-9._/+-]*$"`
	Paths        []string `yaml:"paths" doc:"Folders, files or globs: in the repository, or of the path of the links of toc; by default all of the repository, or all below the folder of toc."`
	URLs         []string `yaml:"urls" doc:"URLs of pages."`
	TOC          string   `yaml:"toc" doc:"URL of a page, sitemap, TOC.yml, toc.json or llms.txt that links to the pages."`
	Hosts        []string `yaml:"hosts" doc:"Hosts that redirects and links may lead to, besides those of the URLs." pattern:"^[A-Za-z0-9.-]+(:[0-9]+)?$"`
	AllowHTTP    bool     `yaml:"allowHTTP" doc:"Connections may be without TLS, so that anybody on the way may change the pages."`
	AllowPrivate bool     `yaml:"allowPrivate" doc:"Addresses may be those of this machine or a private network; websites are asked through a proxy of the environment; git may use ssh and local repositories."`
	MaxPages     int      `yaml:"maxPages" doc:"How many pages there may be; 20000 by default."`
	Rate         int      `yaml:"rate" doc:"Requests per second; 2 by default, less where the site's robots.txt asks for less."`
}

// IsSet reports whether the pages are pulled.
func (p Pull) IsSet() bool { return p.Git != "" || p.TOC != "" || len(p.URLs) > 0 }

// pull checks where pages are pulled from.
func (c *checker) pull(path string, p Pull) {
	n := c.nodes[path]
	switch {
	case !p.IsSet():
		c.problem(n, "%s names neither git nor urls nor toc", path)
	case p.Git != "" && (p.TOC != "" || len(p.URLs) > 0):
		c.problem(n, "%s names a repository and a website; make two entries of it, with a path each", path)
	case p.Git == "" && p.Ref != "":
		c.problem(c.nodes[path+".ref"], "%s.ref belongs to git", path)
	}
	if p.Git != "" {
		c.url(c.nodes[path+".git"], p.Git, p, true)
	}
	if p.TOC != "" {
		c.url(c.nodes[path+".toc"], p.TOC, p, false)
	}
	for i, u := range p.URLs {
		c.url(c.item(path+".urls", i), u, p, false)
	}
	for i, folder := range p.Paths {
		if !filepath.IsLocal(filepath.FromSlash(strings.TrimPrefix(folder, "/"))) || !doublestar.ValidatePattern(folder) {
			c.problem(c.item(path+".paths", i), "%q is neither a path nor a glob", folder)
		}
	}
	for _, limit := range []struct {
		name  string
		value int
		most  int
	}{{"maxPages", p.MaxPages, 1000000}, {"rate", p.Rate, 50}} {
		if at := c.nodes[path+"."+limit.name]; at != nil && (limit.value < 1 || limit.value > limit.most) {
			c.problem(at, "%s.%s is %d, but must be from 1 to %d", path, limit.name, limit.value, limit.most)
		}
	}
}

// item returns an entry of a list.
func (c *checker) item(path string, i int) *yaml.Node { return c.nodes[path].Content[i] }

// url checks what is asked for pages.
func (c *checker) url(n *yaml.Node, text string, p Pull, isGit bool) {
	u, err := url.Parse(text)
	local := isGit && p.AllowPrivate
	switch {
	case err != nil || u.Opaque != "" || u.Scheme == "":
		c.problem(n, "%q is no URL (https://…)", text)
	case u.User != nil && !(isGit && u.Scheme == "ssh" && !hasPassword(u)):
		c.problem(n, "the URL for %s holds a user name or password; leave it out, git's own helpers know it", u.Host)
	case strings.HasPrefix(u.Hostname(), "-"):
		c.problem(n, "%q names no host", text)
	case u.Scheme == "https" && u.Hostname() != "", u.Scheme == "http" && u.Hostname() != "" && p.AllowHTTP:
	case local && (u.Scheme == "ssh" && u.Hostname() != "" || u.Scheme == "file"):
	case u.Scheme == "http":
		c.problem(n, "%q is not https; if that is meant, write allowHTTP: true", text)
	case isGit && (u.Scheme == "ssh" || u.Scheme == "file"):
		c.problem(n, "git connects to %q by itself, so where it leads is not checked; if that is meant, write allowPrivate: true", text)
	default:
		c.problem(n, "%q is no URL that pages are pulled from (https://…)", text)
	}
}

func hasPassword(u *url.URL) bool {
	_, has := u.User.Password()
	return has
}

// pullFolder checks the folder that pages are pulled into: docpiler writes and
// removes files there, so it belongs to the pull alone.
func (c *checker) pullFolder(n *yaml.Node, cfg *Config, index int) {
	name := path.Clean(filepath.ToSlash(cfg.Docs[index].Path))
	if name == "." || !filepath.IsLocal(filepath.FromSlash(name)) || strings.ContainsAny(name, "*?[{") {
		c.problem(n, "pages are pulled into a folder below the one of this file; %q is none", cfg.Docs[index].Path)
		return
	}
	others := []string{cfg.Output}
	for i, d := range cfg.Docs {
		if i < index && d.Pull.IsSet() {
			others = append(others, d.Path)
		}
	}
	if i := slices.IndexFunc(others, func(other string) bool { return overlap(name, path.Clean(filepath.ToSlash(other))) }); i >= 0 {
		c.problem(n, "pages are pulled into %q, which must not share files with %q", name, others[i])
	}
}

// overlap reports whether one folder is, or lies in, the other.
func overlap(a, b string) bool {
	return a == b || strings.HasPrefix(a, b+"/") || strings.HasPrefix(b, a+"/")
}
