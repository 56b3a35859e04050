//go:build linux

package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/docpiler/docpiler/ir/longtest"
)

// Five thousand small pages (a thousand but for DOCPILER_LONG_TESTS=all) take less than a gigabyte, whatever is done with them.
func TestManyPagesInLittleMemory(t *testing.T) {
	longtest.Skip(t, "compiles thousands of pages with each verb")
	pages := 1000
	if longtest.Whole() {
		pages = 5000
	}
	p := &twinProjects{t: t, dirs: [2]string{t.TempDir(), t.TempDir()}}
	for i := range pages {
		p.write(fmt.Sprintf("docs/thing%d-get.md", i), cachedPage(fmt.Sprintf("thing%d", i), 1))
	}
	p.write("docpiler.yaml", cachedConfig)
	binary := filepath.Join(t.TempDir(), "docpiler")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Chdir(p.dirs[0])
	for _, line := range []string{"generate", "check", "ir docs", "lint --fail-on never docs", "openapi docs", "permissions docs", "diff docs " + filepath.Join(p.dirs[1], "docs")} {
		cmd := exec.Command(binary, strings.Fields(line)...)
		cmd.Env = append(os.Environ(), memoVariable+"=off")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%.2000s", line, err, out)
			continue
		}
		checkMemory(t, line, cmd)
	}
	serve := exec.Command(binary, "serve", "--addr", "127.0.0.1:0", "docs")
	serve.Env = append(os.Environ(), memoVariable+"=off")
	stderr, err := serve.StderrPipe()
	if err == nil {
		err = serve.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	for said := bufio.NewScanner(stderr); said.Scan() && !strings.Contains(said.Text(), "serving on"); {
	}
	serve.Process.Signal(os.Interrupt)
	if err := serve.Wait(); err != nil {
		t.Errorf("serve: %v", err)
	}
	checkMemory(t, "serve", serve)
}

func checkMemory(t *testing.T, line string, cmd *exec.Cmd) {
	t.Helper()
	if kilobytes := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss; kilobytes > 1<<20 {
		t.Errorf("%s took %d MB", line, kilobytes>>10)
	}
}
