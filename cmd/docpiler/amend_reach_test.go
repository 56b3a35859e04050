package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEditsReachOtherOutput edits what shows elsewhere than in the code of the
// page, and demands what a run without a cache gives.
func TestEditsReachOtherOutput(t *testing.T) {
	const german = "---\ntitle: Team abrufen\n---\n"
	properties := "|Property|Type|Description|\n|:---|:---|:---|\n|name|String|The name.|\n|size|Int32|The size.|\n"
	update := "# Update chat\n\nChanges it.\n\n## HTTP request\n\n```http\nPATCH /chats/{id}\n```\n\n## Request body\n\n" +
		"In the request body, supply a JSON representation of the [team](../resources/team.md) object.\n\n" +
		"## Response\n\nIf successful, this method returns a `204 No Content` response code.\n"
	query := "## Query parameters\n\n|Parameter|Type|Description|\n|:---|:---|:---|\n|word|String|Optional. What to look for.|\n|kind|String|Optional. Of which kind.|\n\n## Response\n"
	add := func(name string) string {
		return "# " + name + ": add\n\nAdds it.\n\n## HTTP request\n\n```http\nPOST /" + name + "s/{id}/add\n```\n\n## Request body\n\n" +
			"In the request body, supply a JSON representation of the [widget](../resources/widget.md) object.\n\n" + properties +
			"\n## Response\n\nIf successful, this method returns a `204 No Content` response code.\n"
	}
	for _, test := range []struct {
		name, config   string
		pages          map[string]string
		file, old, new string
	}{
		{
			name:   "the permissions of a translation that is not selected",
			config: "version: 1\ndocs:\n  - path: docs\n  - path: docs/de\n    locale: de-DE\noutput: graph\npackage: graph\nselect:\n  include: [\"*/chat/*\"]\n",
			pages: map[string]string{
				"docs/v1.0/api/team-get.md": cachedPage("team", 0), "docs/v1.0/includes/team.md": cachedPermissions(0),
				"docs/de/v1.0/api/team-get.md": german + cachedPage("team", 0), "docs/de/v1.0/includes/team.md": cachedPermissions(0),
			},
			file: "docs/de/v1.0/includes/team.md", old: "Thing0.Read.All", new: "Thing7.Read.All",
		},
		{
			name:   "the permissions of a translation of what is documented twice",
			config: "version: 1\ndocs:\n  - path: docs\n  - path: docs/de\n    locale: de-DE\noutput: graph\npackage: graph\n",
			pages: map[string]string{
				"docs/v1.0/api/team-get.md": cachedPage("team", 0), "docs/v1.0/includes/team.md": cachedPermissions(0),
				"docs/v1.0/api/team_get.md":    cachedPage("team", 0),
				"docs/de/v1.0/api/team_get.md": german + cachedPage("team", 0), "docs/de/v1.0/includes/team.md": cachedPermissions(0),
			},
			file: "docs/de/v1.0/includes/team.md", old: "Thing0.Read.All", new: "Thing7.Read.All",
		},
		{
			name:   "the included properties of a type that another page sends",
			config: cachedConfig,
			pages: map[string]string{
				"docs/v1.0/api/chat-update.md": update, "docs/v1.0/includes/properties.md": properties,
				"docs/v1.0/resources/team.md": "# team resource type\n\nA team.\n\n## Properties\n\n[!INCLUDE [properties](../includes/properties.md)]\n",
			},
			file: "docs/v1.0/includes/properties.md", old: "The name.", new: "What it is called.",
		},
		{
			name:   "a property of a type that body tables alone describe",
			config: cachedConfig,
			pages:  map[string]string{"docs/v1.0/api/chat-add.md": add("chat"), "docs/v1.0/api/team-add.md": add("team")},
			file:   "docs/v1.0/api/team-add.md", old: "|name|", new: "|colour|String|The colour.|\n|name|",
		},
		{
			name:   "an argument of the call that the package shows",
			config: cachedConfig,
			pages:  map[string]string{"docs/v1.0/api/chat-get.md": strings.NewReplacer("## Response\n", query, "/chats/1", "/chats/1?word=a").Replace(cachedPage("chat", 0))},
			file:   "docs/v1.0/api/chat-get.md", old: "Optional. What", new: "Required. What",
		},
		{
			name:   "a finding that the page asks to ignore",
			config: cachedConfig,
			pages:  map[string]string{"docs/v1.0/api/chat-get.md": cachedPage("chat", 0) + "\n<!-- docpiler:ignore json-mended -->\n"},
			file:   "docs/v1.0/api/chat-get.md", old: "{\"id\": \"1\", ", new: "{\"id\": \"1\",, ",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := &twinProjects{t: t, dirs: [2]string{t.TempDir(), t.TempDir()}, cache: t.TempDir()}
			p.write("docpiler.yaml", test.config)
			p.write("docs/v1.0/api/chat-get.md", cachedPage("chat", 0))
			p.write("docs/v1.0/includes/chat.md", cachedPermissions(0))
			for name, text := range test.pages {
				p.write(name, text)
			}
			p.generate("the start")
			if !strings.Contains(test.pages[test.file], test.old) {
				t.Fatalf("%s has no %q", test.file, test.old)
			}
			p.write(test.file, strings.Replace(test.pages[test.file], test.old, test.new, 1))
			p.generate("the edit")
		})
	}
}

// TestCacheOfTwoRuns mixes what two runs left in the cache, between which a file
// changed that a page includes, as runs do that end early or go on at once.
func TestCacheOfTwoRuns(t *testing.T) {
	p := &twinProjects{t: t, dirs: [2]string{t.TempDir(), t.TempDir()}, cache: t.TempDir()}
	p.write("docpiler.yaml", cachedConfig)
	for _, thing := range []string{"team", "chat"} {
		p.write("docs/v1.0/api/"+thing+"-get.md", cachedPage(thing, 0))
		p.write("docs/v1.0/includes/"+thing+".md", cachedPermissions(0))
	}
	p.generate("the start")
	first := cacheFiles(t, p.cache)
	p.write("docs/v1.0/includes/team.md", cachedPermissions(1))
	p.generate("an included file")
	second := cacheFiles(t, p.cache)
	for name, old := range first {
		for name, data := range second {
			if err := os.WriteFile(name, data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(name, old, 0o600); err != nil {
			t.Fatal(err)
		}
		p.generate("an entry of the first run")
	}
}

// cacheFiles returns the files of a cache by path.
func cacheFiles(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[name], err = os.ReadFile(name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
