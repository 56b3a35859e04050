package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/emit"
)

// TestWordsAreAmended holds that an edit which nothing but a page's own code shows
// prints no more than that, and that what may change more is compiled.
func TestWordsAreAmended(t *testing.T) {
	const page, include, resource = "docs/v1.0/api/team-get.md", "docs/v1.0/includes/team.md", "docs/v1.0/resources/team.md"
	const headers = "## Request headers\n\n|Name|Description|\n|:---|:---|\n|Authorization|Bearer {token}.|\n"
	texts := map[string]string{
		page: strings.NewReplacer("## Response\n", headers+"|Prefer|What is liked.|\n\n## Response\n",
			"```http\nHTTP", "<!-- {\"blockType\": \"response\", \"@odata.type\": \"microsoft.graph.team\"} -->\n```http\nHTTP").Replace(cachedPage("team", 0)),
		include: cachedPermissions(0),
		resource: "# team resource type\n\nNamespace: microsoft.graph\n\nSome people.\n\n## Properties\n\n|Property|Type|Description|\n|:---|:---|:---|\n" +
			"|id|String|Tells it apart.|\n|kind|teamKind|What it is.|\n",
	}
	for _, test := range []struct {
		name, file, old, new string
		amended              bool
		changed              int // files
	}{
		{"nothing that is read", page, "\n\n## Permissions\n", "\n \n## Permissions\n", true, 0},
		{"a summary", page, "Reads it 0 times.", "Reads it, and tells.", true, 2}, // client, server
		{"lines before an example that is run", page, "## Example\n", "\n\n## Example\n", true, 1},
		{"a note", page, "Reads it 0 times.\n", "Reads it 0 times.\n\n> [!IMPORTANT]\n> Only by day.\n", true, 2}, // client, tests
		{"the value of an example", page, `"id": "1"`, `"id": "2"`, true, 1},
		{"a header beside another one", page, "|Prefer|", "|If-Match|The version.|\n|Prefer|", true, 2}, // client, server
		{"permissions in an included file", include, "Thing0", "Thing7", true, 1},
		{"a line in an included file", include, "|Permission type", "\n|Permission type", true, 0},
		{"the words of a property", resource, "Tells it apart.", "Its key.", true, 1},
		{"another property", resource, "|kind|", "|size|Int32|How large it is.|\n|kind|", true, 2}, // type, tests
		{"a property that leads to a type", resource, "|kind|", "|owner|user|Who has it.|\n|kind|", false, 0},
		{"a property that an example shows", resource, "|kind|", "|count0|Int32|How many.|\n|kind|", false, 0},
		{"a property less", resource, "|kind|teamKind|What it is.|\n", "", false, 0},
		{"a path", page, "/teams/{id}", "/teams/{key}", false, 0},
		{"the kind of a value", page, `"count0": 0`, `"count0": "x"`, false, 0},
		{"the only optional header", page, "|Prefer|What is liked.|\n", "", false, 0},
		{"a link to another page", page, "Reads it 0 times.", "Reads it like [chats](chat-get.md#example).", true, 2}, // client, server
		{"a link to no page", page, "Reads it 0 times.", "Reads it like [dogs](dog-get.md).", false, 0},
		{"a link to no heading", page, "Reads it 0 times.", "Reads it like [chats](chat-get.md#dogs).", false, 0},
		{"a heading more", page, "## Example\n", "### Remarks\n\nNone.\n\n## Example\n", true, 1},
		{"a heading that links may lead to", page, "## Example", "## An example", false, 0},
		{"a finding", page, "{\"id\": \"1\", ", "{\"id\": \"1\",, ", true, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := &twinProjects{t: t, dirs: [2]string{t.TempDir(), t.TempDir()}, cache: t.TempDir()}
			p.write("docpiler.yaml", cachedConfig)
			for _, thing := range []string{"chat", "place"} {
				p.write("docs/v1.0/api/"+thing+"-get.md", cachedPage(thing, 0))
				p.write("docs/v1.0/includes/"+thing+".md", cachedPermissions(0))
			}
			for name, text := range texts {
				p.write(name, text)
			}
			p.generate("the start")
			if !strings.Contains(texts[test.file], test.old) {
				t.Fatalf("%s has no %q", test.file, test.old)
			}
			p.write(test.file, strings.Replace(texts[test.file], test.old, test.new, 1))
			t.Setenv(cacheVariable, p.cache)
			t.Chdir(p.dirs[0])
			b, err := (&env{err: &bytes.Buffer{}}).build("docpiler.yaml")
			if err != nil {
				t.Fatal(err)
			}
			plan, err := emit.Compare(b.target(), b.files)
			b.close()
			if err != nil {
				t.Fatal(err)
			}
			if amended := b.api == nil; amended != test.amended {
				t.Fatalf("amended is %t", amended)
			}
			if test.amended && len(plan.Changes) != test.changed {
				t.Errorf("%d files change, want %d", len(plan.Changes), test.changed)
			}
			p.generate("the edit")
			p.write(test.file, texts[test.file])
			p.generate("the edit that takes it back")
			if edited := strings.Replace(texts[page], "Reads it 0 times.", "Reads it again.", 1); test.file == page {
				p.write(page, edited) // whatever was before, the next words are amended
				t.Setenv(cacheVariable, p.cache)
				t.Chdir(p.dirs[0])
				b, err := (&env{err: &bytes.Buffer{}}).build("docpiler.yaml")
				if err != nil {
					t.Fatal(err)
				}
				b.close()
				if b.api != nil {
					t.Error("the words of a page that was compiled before are not amended")
				}
			}
		})
	}
}

// TestReferenceIsAmended edits words on pages of the reference at random, and
// demands what a run without a cache gives.
func TestReferenceIsAmended(t *testing.T) {
	corpus := filepath.Join("..", "..", "..", "shared", "corpus")
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("there are no reference pages beside the repository")
	}
	if testing.Short() {
		t.Skip("-short")
	}
	t.Run("in English", func(t *testing.T) {
		dir := t.TempDir()
		if err := os.CopyFS(filepath.Join(dir, "docs"), os.DirFS(filepath.Join(corpus, "en-us"))); err != nil {
			t.Fatal(err)
		}
		referenceIsAmended(t, dir, 8, 3)
	})
	t.Run("in two languages", func(t *testing.T) {
		dir, german := t.TempDir(), os.DirFS(filepath.Join(corpus, "de-de"))
		if err := os.CopyFS(filepath.Join(dir, "docs", "de-de"), german); err != nil {
			t.Fatal(err)
		}
		err := fs.WalkDir(german, ".", func(name string, d fs.DirEntry, err error) error {
			data, missing := os.ReadFile(filepath.Join(corpus, "en-us", name))
			if err != nil || d.IsDir() || missing != nil {
				return err
			}
			to := filepath.Join(dir, "docs", "en-us", name)
			if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
				return err
			}
			return os.WriteFile(to, data, 0o644)
		})
		if err != nil {
			t.Fatal(err)
		}
		referenceIsAmended(t, dir, 20, 1)
	})
}

// referenceIsAmended edits up to some pages of a project in each of some rounds.
func referenceIsAmended(t *testing.T, dir string, rounds, pages int) {
	cache := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "docpiler.yaml"), []byte(cachedConfig), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	build := func(cache string) *built {
		t.Setenv(cacheVariable, cache)
		b, err := (&env{err: &bytes.Buffer{}}).build("docpiler.yaml")
		if err != nil {
			t.Fatal(err)
		}
		b.close()
		return b
	}
	build(cache)
	random, names := rand.New(rand.NewPCG(5, 6)), markdownFiles(t, "docs")
	amended := 0
	for round := range rounds {
		for range 1 + random.IntN(pages) {
			editWords(t, names[random.IntN(len(names))], random)
		}
		with, without := build(cache), build("off")
		if with.api == nil {
			amended++
		}
		if !maps.Equal(sums(with), sums(without)) {
			t.Fatalf("round %d: the files differ, amended is %t", round, with.api == nil)
		}
		if !reflect.DeepEqual(with.findings, without.findings) || with.examples.String() != without.examples.String() ||
			with.pages != without.pages || with.operations != without.operations {
			t.Fatalf("round %d: findings or totals differ, amended is %t", round, with.api == nil)
		}
	}
	t.Logf("%d of %d rounds were amended", amended, rounds)
	if amended < rounds/5 {
		t.Errorf("only %d of %d rounds were amended", amended, rounds)
	}
}

func sums(b *built) map[string]string {
	out := map[string]string{}
	for name, f := range b.files {
		out[name] = f.Sum
	}
	return out
}

func markdownFiles(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".md") && !strings.Contains(filepath.ToSlash(name), "/includes/") {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// plainWord matches a word of prose.
var plainWord = regexp.MustCompile(` [a-z]{4,} `)

// plainValue matches a text in an example.
var plainValue = regexp.MustCompile(`: "[a-z]+"`)

// underHead matches the line between the head of a table and its rows.
var underHead = regexp.MustCompile(`^\|[-:| ]+\|\s*$`)

// editWords changes some words of the prose, the tables and the examples of a page,
// and may put in links, empty lines before headings and rows into tables of properties.
func editWords(t *testing.T, name string, random *rand.Rand) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(data), "\n")
	code := false
	for i, line := range lines {
		if strings.HasPrefix(strings.TrimSpace(line), "```") {
			code = !code
		}
		switch {
		case code && random.IntN(10) == 0:
			lines[i] = plainValue.ReplaceAllString(line, fmt.Sprintf(`: "value%c"`, 'a'+rune(random.IntN(26))))
		case i > 0 && underHead.MatchString(line) && strings.Contains(lines[i-1], "Property") && random.IntN(2) == 0:
			lines[i] = line + fmt.Sprintf("|added%d|%s|What is added.|\n", random.IntN(100), []string{"String", "Int32", "Boolean collection"}[random.IntN(3)])
		case code, strings.HasPrefix(line, "<!--"), strings.Contains(line, "://"), strings.Contains(line, "ermission"), strings.Contains(line, "account)"):
		case strings.HasPrefix(line, "## ") && random.IntN(3) == 0:
			lines[i] = "\n" + line
		case strings.HasSuffix(strings.TrimSpace(line), ".") && !strings.Contains(line, "|") && random.IntN(30) == 0:
			links := []string{filepath.Base(name), filepath.Base(name), filepath.Base(name) + "#examples", "nowhere.md"}
			lines[i] = strings.TrimSpace(line) + fmt.Sprintf(" See [more](%s).\n", links[random.IntN(len(links))])
		case !strings.HasPrefix(line, "#") && random.IntN(15) == 0:
			lines[i] = plainWord.ReplaceAllString(line, fmt.Sprintf(" word%c ", 'a'+rune(random.IntN(26))))
		}
	}
	if err := os.WriteFile(name, []byte(strings.Join(lines, "")), 0o644); err != nil {
		t.Fatal(err)
	}
}
