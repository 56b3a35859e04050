package lint

import (
	"path"
	"testing"
)

// A link's path is joined without a string where that is simple; then it must be
// what the library makes of it.
func TestFindIsJoin(t *testing.T) {
	files := []string{"a.md", "d/a.md", "d/e/a.md", "/d/a.md", "./d/a.md", "../d/a.md", "d//a.md", "d/./a.md", "d/../e/a.md", "d./a.md", "d/..e/a.md"}
	links := []string{"b.md", "../b.md", "../../b.md", "../../../b.md", "./b.md", "e/b.md", "../e/b.md", "..", "../", "", "e//b.md", "e/../b.md", ".././b.md", "..b.md", "/b.md", "b.txt", "b.md/", "B.md"}
	var pages []Page
	for _, folder := range []string{"", "d/", "d/e/", "e/", "/", "/d/", "../", "../d/", "../e/", "d./", "d/..e/", "d/e/e/"} {
		for _, name := range []string{"b.md", "..b.md", "b.txt"} {
			pages = append(pages, Page{Name: folder + name})
		}
	}
	set := newPageSet(pages)
	for _, file := range files {
		for _, link := range links {
			name := path.Join(path.Dir(file), link)
			var want *Page
			if path.Ext(name) == ".md" {
				want = set.pages[name]
			}
			got := set.find(file, link)
			if got.page != want {
				t.Errorf("find(%q, %q) = %+v, want %q", file, link, got, name)
			}
			if known := path.Ext(name) == ".md" && set.folders[path.Dir(name)]; (got.name != "") != known {
				t.Errorf("find(%q, %q) knows %q, want %v", file, link, got.name, known)
			}
		}
	}
}
