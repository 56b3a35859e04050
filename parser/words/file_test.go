package words

import (
	"reflect"
	"testing"

	"gopkg.in/yaml.v3"
)

// Every file has the form that is read without a YAML library, and reads as YAML
// does.
func TestFilesArePlain(t *testing.T) {
	for _, l := range languages() {
		data, err := files.ReadFile(l.locale + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		want := texts{}
		if err := yaml.Unmarshal(data, &want); err != nil {
			t.Fatal(err)
		}
		got, ok := readPlain(string(data))
		if !ok {
			t.Errorf("%s.yaml is not written as the others are; put each role with its texts on one line", l.locale)
		} else if !reflect.DeepEqual(got, want) {
			t.Errorf("%s.yaml is read otherwise than YAML is", l.locale)
		}
	}
}

// What may mean something else in YAML is left to YAML.
func TestReadPlainRefuses(t *testing.T) {
	for _, file := range []string{
		"a:\n  b: [c, d # e\n  ]\n",
		"a:\n  b:\n    - c\n",
		"a:\n  b: c\n",
		"a:\n  b: [c\\nd, \"c\\nd\"]\n",
		"a:\n  b: ['c']\n",
		"a:\n  b: [null]\n",
		"a:\n  b: [~]\n",
		"a:\n  b: [c: d]\n",
		"a:\n  b: [&c d]\n",
		"a:\n  b: [- c]\n",
		"a:\n  b: [c ]\n",
		"a:\n  b: [c]#d\n",
		"a:\n  b: [c,, d]\n",
		"a:\n  b: [c]\n  b: [d]\n",
		"a:\n  b: [c]\na:\n  b: [d]\n",
		"a: {b: [c]}\n",
		"a:\n b: [c]\n",
		"  b: [c]\n",
		"a:\n\tb: [c]\n",
		"a:\r\n  b: [c]\r\n",
	} {
		if got, ok := readPlain(file); ok {
			t.Errorf("readPlain(%q) = %v", file, got)
		}
	}
}
