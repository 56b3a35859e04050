package emit

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Two branches that change neighbouring files merge without a conflict.
func TestLocksMerge(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not installed")
	}
	to := target(t)
	run := func(args ...string) {
		t.Helper()
		cmd := exec.Command(git, append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com"}, args...)...)
		cmd.Dir = to.Base
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
		}
	}
	write := func(a, b string) {
		t.Helper()
		mustWrite(t, to, files("v1/a.go", a, "v1/b.go", b))
		run("add", "-A")
		run("commit", "-qm", "x")
	}
	run("init", "-q", "-b", "main")
	write("a", "b")
	run("checkout", "-qb", "other")
	write("a", "other b")
	run("checkout", "-q", "main")
	write("another a", "b")
	run("merge", "-q", "other")
	if plan, err := Compare(to, files("v1/a.go", "another a", "v1/b.go", "other b")); err != nil || len(plan.Changes) > 0 {
		t.Errorf("after the merge: %v, error %v", actions(plan), err)
	}
}

// A lock file of the first version is read, and written as the second.
func TestFirstLockVersion(t *testing.T) {
	to := target(t)
	put(t, to, "v1/a.go", head+"a")
	old := "# What `docpiler generate` wrote.\ndocpiler.lock 1\noutput graph\npage " + strings.Repeat("0", 64) + " docs/a b.md\n" +
		"file " + hashOf([]byte(head+"a")) + " v1/a.go\n"
	file := filepath.Join(to.Base, LockFile)
	if err := os.WriteFile(file, []byte(old), 0o644); err != nil {
		t.Fatal(err)
	}
	if plan := mustWrite(t, to, files("v1/a.go", "new")); len(plan.Changes) != 1 || plan.Changes[0].Action != Updated {
		t.Errorf("the file is not known again: %v", actions(plan))
	}
	if data, err := os.ReadFile(file); err != nil || string(data) != lockHead+"output graph\nfile v1/a.go\n\t"+hashOf([]byte(head+"new"))+"\n" {
		t.Errorf("the lock file is %q, %v", data, err)
	}
}
