package main

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/docpiler/docpiler/emit"
)

// TestChangesMeanwhile edits a file while docpiler runs, when the last run was
// found to hold already. What pages say is known; where an included file changed,
// what is printed is not what the hashes speak of, so it must not be written.
func TestChangesMeanwhile(t *testing.T) {
	const page, include = "docs/v1.0/api/team-get.md", "docs/v1.0/includes/team.md"
	for _, c := range []struct {
		what, file, content string
		refused             bool
	}{
		{"an included text", include, cachedPermissions(7), true},
		{"an included endpoint", include, "## HTTP request\n\n```http\nGET /other/{id}\n```\n", true},
		{"a page", page, cachedPage("team", 7), false},
	} {
		t.Run(c.what, func(t *testing.T) {
			now = func() time.Time { return time.Now().Add(time.Hour) }
			t.Cleanup(func() { now = time.Now })
			p := &twinProjects{t: t, dirs: [2]string{t.TempDir(), t.TempDir()}, cache: t.TempDir()}
			p.write("docpiler.yaml", cachedConfig)
			p.write(page, cachedPage("team", 0))
			p.write(include, cachedPermissions(0))
			p.generate("the start")
			p.generate("nothing") // which notes the hashes of files
			p.remove("graph")
			t.Setenv(cacheVariable, p.cache)
			t.Chdir(p.dirs[0])
			b, err := (&env{err: &bytes.Buffer{}}).build("docpiler.yaml")
			if err != nil {
				t.Fatal(err)
			}
			defer b.close()
			if b.api != nil {
				t.Fatal("the pages were compiled again")
			}
			p.write(c.file, c.content)
			for name, f := range b.files {
				data, err := f.Bytes()
				switch {
				case errors.Is(err, errIncludeChanged):
				case err != nil:
					t.Errorf("%s: %v", name, err)
				case emit.NewFile(data).Sum != f.Sum:
					t.Errorf("%s is printed, but is not what its hash says", name)
				}
			}
			if _, err := emit.Write(b.target(), b.files); errors.Is(err, errIncludeChanged) != c.refused {
				t.Errorf("writing said: %v", err)
			}
		})
	}
}
