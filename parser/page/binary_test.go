package page

import (
	"strings"
	"testing"
)

func TestBinary(t *testing.T) {
	for data, want := range map[string]string{
		"\x1f\x8b\x08\x00rest":             "a gzip archive",
		"\x7fELF\x02\x01\x01\x00":          "an ELF program",
		"PK\x03\x04":                       "a ZIP archive (or a Word, Excel or EPUB file)",
		"%PDF-1.7":                         "a PDF document",
		"\xff\xfe\x00\x00#\x00\x00\x00":    "text in UTF-32",
		"\x00\x00\xfe\xff\x00\x00\x00#":    "text in UTF-32",
		"#\x00\x00\x00 \x00\x00\x00":       "binary data: 6 of its first 8 bytes are control characters",
		strings.Repeat("\x00", 5000):       "binary data: 4096 of its first 4096 bytes are control characters",
		"":                                 "",
		"# Get team\n\nA sentence.\n\x00":  "",
		"\xff\xfe#\x00 \x00a\x00\n\x00":    "", // UTF-16 is read
		"a\tb\r\n\x1b[1mbold\x1b[0m\f\n":   "",
		"PKs and GIFs\n":                   "",
		"# \xc4 in Latin-1 and \xd6, \xdc": "",
	} {
		if got := Binary([]byte(data)); got != want {
			t.Errorf("%.20q: %q, want %q", data, got, want)
		}
	}
}
