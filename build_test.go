package docpiler

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"testing"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/pages"
)

// pageText documents one operation, with its permissions in an included file.
func pageText(name string, n int) string {
	return fmt.Sprintf("# Get %[1]s\n\nReads it %[2]d times.\n\n## Permissions\n\n[!INCLUDE [permissions](../includes/%[1]s.md)]\n\n"+
		"## HTTP request\n\n```http\nGET /%[1]ss/{id}\n```\n\n"+
		"## Response\n\nIf successful, this method returns a `200 OK` response code and a %[1]s object.\n", name, n)
}

func permissionText(n int) string {
	return fmt.Sprintf("|Permission type|Least privileged permissions|Higher privileged permissions|\n|:---|:---|:---|\n"+
		"|Application|Thing%d.Read.All|Not available.|\n", n)
}

// layPages writes pages about some things into a folder and returns a job for them.
func layPages(t *testing.T, things ...string) Job {
	t.Helper()
	dir := t.TempDir()
	for _, thing := range things {
		write(t, dir, "docs/api/"+thing+"-get.md", pageText(thing, 0))
		write(t, dir, "docs/includes/"+thing+".md", permissionText(0))
	}
	return Job{Docs: []pages.Input{{Path: "docs"}}, Dir: dir, Memo: OpenMemo(t.TempDir())}
}

func write(t *testing.T, dir, name, content string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// build builds with the memo of a job and without, and demands the same.
func build(t *testing.T, job Job) *Result {
	t.Helper()
	with, err := Build(job)
	if err != nil {
		t.Fatal(err)
	}
	job.Memo = nil
	without, err := Build(job)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(with.Files, without.Files) || !reflect.DeepEqual(with.Findings, without.Findings) || !reflect.DeepEqual(with.Totals, without.Totals) {
		t.Fatalf("with the memo:\n%v\nwithout:\n%v", with, without)
	}
	return with
}

// TestResultIsRecalled holds that nothing is compiled where nothing changed: what
// the memo says of the whole is the result.
func TestResultIsRecalled(t *testing.T) {
	job := layPages(t, "team", "chat")
	build(t, job)
	set, err := pages.Load(job.Docs, pages.Options{Dir: job.Dir})
	if err != nil {
		t.Fatal(err)
	}
	defer set.Close()
	var known remembered
	if key := job.key(set); !job.Memo.read(key, &known) {
		t.Fatal("the result is not in the memo")
	} else {
		known.Findings = []ir.Diagnostic{{Message: "recalled"}}
		job.Memo.write(key, &known)
	}
	again, err := Build(job)
	if err != nil || len(again.Findings) != 1 || again.Findings[0].Message != "recalled" || len(again.Files) == 0 {
		t.Errorf("compiled again: %v, %v", again, err)
	}
	write(t, job.Dir, "docs/includes/chat.md", permissionText(1))
	if again := build(t, job); len(again.Findings) == 1 {
		t.Error("recalled although an included file changed")
	}
}

// TestChangesShow edits pages, what they include, and where the docs root is.
func TestChangesShow(t *testing.T) {
	job := layPages(t, "team", "chat")
	before := build(t, job)
	changes := []struct {
		what string
		do   func()
	}{
		{"a page", func() { write(t, job.Dir, "docs/api/team-get.md", pageText("team", 1)) }},
		{"an include", func() { write(t, job.Dir, "docs/includes/chat.md", permissionText(1)) }},
		{"a removed include", func() { os.Remove(filepath.Join(job.Dir, "docs", "includes", "team.md")) }},
		{"the docs root", func() { os.RemoveAll(filepath.Join(job.Dir, "docs", "includes")) }},
		{"another page", func() { write(t, job.Dir, "docs/api/place-get.md", pageText("place", 0)) }},
		{"a removed page", func() { os.Remove(filepath.Join(job.Dir, "docs", "api", "place-get.md")) }},
		{"a language", func() { job.Docs[0].Locale = "de-DE" }},
		{"no tests", func() { job.Emit = []string{"client"} }},
		{"the package", func() { job.Package = "graph" }},
		{"the selection", func() { job.Select.Include = []string{"*/team/*"} }},
		{"what is ignored", func() { job.Ignore = []Ignore{{Code: "include-missing"}} }},
	}
	for _, c := range changes {
		c.do()
		after := build(t, job)
		if reflect.DeepEqual(before.Files, after.Files) && reflect.DeepEqual(before.Findings, after.Findings) {
			t.Errorf("%s does not show", c.what)
		}
		before = after
	}
}

// TestRunsShareAMemo builds the same pages several times at once.
func TestRunsShareAMemo(t *testing.T) {
	job := layPages(t, "team", "chat", "place")
	dir := t.TempDir()
	job.Memo = nil
	want, err := Build(job)
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 8 {
		job := job
		job.Memo = OpenMemo(dir)
		group.Go(func() {
			for range 3 {
				if got, err := Build(job); err != nil || !reflect.DeepEqual(got.Files, want.Files) || !reflect.DeepEqual(got.Findings, want.Findings) {
					t.Errorf("another result: %v, %v", got, err)
				}
			}
		})
	}
	group.Wait()
}

// TestOptionsAreAllThatDecides: a field that is added to Job decides the result, and
// so belongs to Options, which are part of every key, unless it is one of these.
func TestOptionsAreAllThatDecides(t *testing.T) {
	inPages := []string{"Docs", "Dir", "Confined"} // these decide which pages there are
	others := []string{"Options", "Memo", "Progress"}
	for _, f := range reflect.VisibleFields(reflect.TypeFor[Job]()) {
		if len(f.Index) == 1 && !slices.Contains(inPages, f.Name) && !slices.Contains(others, f.Name) {
			t.Errorf("Job.%s does not stand in Options", f.Name)
		}
	}
}

func TestProgress(t *testing.T) {
	job := layPages(t, "team", "chat", "place")
	for range 2 { // the second run knows the pages
		steps := make(chan int, 10)
		job.Progress = func(done, total int) {
			if total != 3 {
				t.Errorf("%d pages in all", total)
			}
			steps <- done
		}
		if _, err := Read(job); err != nil {
			t.Fatal(err)
		}
		close(steps)
		last := 0
		for n := range steps {
			last = max(last, n)
		}
		if last != 3 {
			t.Errorf("%d pages are told", last)
		}
	}
}

func TestErrors(t *testing.T) {
	job := layPages(t, "team")
	for what, change := range map[string]func(*Job){
		"no pages":            func(j *Job) { j.Docs = []pages.Input{{Path: "nowhere"}} },
		"no such emitter":     func(j *Job) { j.Emit = []string{"poems"} },
		"no such operation":   func(j *Job) { j.Select.Include = []string{"nothing/*"} },
		"a saved IR of sorts": func(j *Job) { j.Docs = []pages.Input{{Path: "saved.json"}} },
	} {
		wrong := job
		change(&wrong)
		write(t, job.Dir, "saved.json", "[]")
		for range 2 { // an error is never remembered as a result
			if _, err := Build(wrong); err == nil {
				t.Errorf("%s: no error", what)
			}
		}
	}
}
