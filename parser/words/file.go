package words

import "gopkg.in/yaml.v3"

// texts are the words of a file: group → role → texts as written.
type texts = map[string]map[string][]string

// read reads the file of a language. A broken one stops the program: all files
// are embedded, and a test reads them.
func read(locale string) texts {
	data, err := files.ReadFile(locale + ".yaml")
	if err != nil {
		panic("words: " + err.Error())
	}
	out := texts{}
	if err := yaml.Unmarshal(data, &out); err != nil {
		panic("words: " + locale + ": " + err.Error())
	}
	return out
}
