package main

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// step is a block of a document: a file to write, between tildes below its name, or
// commands to run.
var step = regexp.MustCompile("(?ms)^`([^`\n]+)`:\n\n~~~~\\w+\n(.*?)\n~~~~$|^```sh\n(.*?)\n```$")

// docs/getting-started.md, followed to the letter in one shell: each file is
// written where its name stands above the block, each block of commands is run.
func TestGettingStarted(t *testing.T) {
	if testing.Short() {
		t.Skip("builds docpiler; left out with -short")
	}
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("the commands are for a shell")
	}
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	// What go get wants is more than a test build fetches.
	download := exec.Command("go", "mod", "download")
	download.Dir = root
	if out, err := download.CombinedOutput(); err != nil {
		t.Skipf("the modules of go.mod cannot be had: %v\n%s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(root, "docs", "getting-started.md"))
	if err != nil {
		t.Fatal(err)
	}
	var script strings.Builder
	script.WriteString("set -eu\nexport GOFLAGS=-mod=mod GOPROXY=off GOSUMDB=off GOTOOLCHAIN=local GONOSUMDB='*'\n")
	steps := 0
	for _, m := range step.FindAllStringSubmatch(strings.ReplaceAll(string(text), "8087", freePort(t)), -1) {
		if name, content, commands := m[1], m[2], m[3]; name != "" {
			script.WriteString("cat > " + name + " <<'END OF FILE'\n" + content + "\nEND OF FILE\n")
		} else {
			steps++
			if strings.Contains(commands, "go get -tool") {
				script.WriteString("go mod edit -replace github.com/docpiler/docpiler=" + root + "\n")
			}
			script.WriteString(commands + "\n")
		}
	}
	const most = 10
	if steps == 0 || steps > most {
		t.Errorf("the document has %d steps, want at most %d", steps, most)
	}
	cmd := exec.Command(bash, "-c", script.String())
	cmd.Dir = t.TempDir()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{"order 7 is paid", "v1/order/get", "What it costs, in cents"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("the output lacks %q:\n%s", want, out)
		}
	}
}

// freePort is a port that nothing listens on.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}
