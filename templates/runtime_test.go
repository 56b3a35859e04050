package templates

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// A client is emitted without a server, too: what it needs stands in files of its
// own, for each kind of service.
func TestClientStandsAlone(t *testing.T) {
	for _, tags := range []RuntimeTags{"", PlainTag + " " + LinksTag, PlainTag + " " + CursorTag, PlainTag + " " + UnpagedTag} {
		dir := t.TempDir()
		write := func(name, text string) {
			t.Helper()
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		write("go.mod", "module example.com/alone\n\ngo 1.24\n")
		standin, err := os.ReadFile("runtime/standin.go")
		if err != nil {
			t.Fatal(err)
		}
		write("standin.go", string(standin))
		for _, f := range Runtime(tags) {
			if f.Part == ClientPart {
				write(f.Name, f.Text)
			}
		}
		cmd := exec.Command("go", "vet", "-tags", string(tags), ".")
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("tags %q: %v\n%s", tags, err, out)
		}
	}
}
