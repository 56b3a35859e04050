package pull

import (
	"net/url"
	"os"
	"testing"
)

// Whatever a table of contents holds, its links are found or refused, and lead to
// files with plain names.
func FuzzLinks(f *testing.F) {
	for _, seed := range []string{
		`<a href="a">`, "- [A](a.md)\n", "- href: a\n", `{"items":[{"href":"a"}]}`, `<?xml version="1.0"?><urlset><url><loc>https://h/a</loc></url></urlset>`,
		"a: &a [*a]\n", "0: [:!00 \xef", "<urlset><loc>", "\xef\xbb\xbf# A\n<https://h/%2e%2e/x>\n",
	} {
		f.Add("text/html", "/toc.yml", []byte(seed))
		f.Add("", "/toc", []byte(seed))
	}
	base := &url.URL{Scheme: "https", Host: "h", Path: "/docs/toc"}
	f.Fuzz(func(t *testing.T, kind, name string, data []byte) {
		links, err := linksIn(kind, name, data)
		if err != nil {
			return
		}
		for _, link := range links {
			u, err := base.Parse(link)
			if err != nil {
				continue
			}
			if file := fileName(u, "h", ".html"); checkName(file) != nil {
				t.Errorf("%q gives the name %q: %v", link, file, checkName(file))
			}
		}
	})
}

// A lock file may come with a pull request: reading it gives pages with plain names,
// or an error, and what was read can be written.
func FuzzLock(f *testing.F) {
	f.Add([]byte("version: 1\nfolders:\n- path: a\n  pages:\n  - path: b.md\n    sha256: " + sumOf(nil) + "\n"))
	f.Add([]byte("version: 1\nfolders: [null]\n"))
	f.Add([]byte("folders: &a [*a]\n"))
	f.Add([]byte("0: [:!00 \xef"))
	f.Fuzz(func(t *testing.T, data []byte) {
		dir := t.TempDir()
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		if err := root.WriteFile(LockName, data, 0o600); err != nil {
			t.Fatal(err)
		}
		l, err := readLock(root)
		if err != nil {
			return
		}
		for _, folder := range l.Folders {
			for _, p := range folder.Pages {
				if err := checkName(p.Path); err != nil {
					t.Errorf("%q: %v", p.Path, err)
				}
			}
		}
		if err := l.save(root); err != nil {
			t.Error(err)
		}
		if _, err := readLock(root); err != nil {
			t.Errorf("what was written cannot be read: %v", err)
		}
	})
}
