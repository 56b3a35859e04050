package page

import (
	"bytes"
	"fmt"
)

// magics are the first bytes of what is given as a page by mistake.
var magics = []struct{ prefix, name string }{
	{"\x1f\x8b", "a gzip archive"},
	{"PK\x03\x04", "a ZIP archive (or a Word, Excel or EPUB file)"},
	{"BZh", "a bzip2 archive"},
	{"\xfd7zXZ\x00", "an xz archive"},
	{"\x28\xb5\x2f\xfd", "a zstd archive"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive"},
	{"\x7fELF", "an ELF program"},
	{"MZ\x90\x00", "a Windows program"},
	{"\xcf\xfa\xed\xfe", "a macOS program"},
	{"\xfe\xed\xfa\xcf", "a macOS program"},
	{"%PDF-", "a PDF document"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"},
	{"\x89PNG\r\n", "a PNG picture"},
	{"\xff\xd8\xff", "a JPEG picture"},
	{"GIF8", "a GIF picture"},
	{"SQLite format 3\x00", "an SQLite database"},
	{"\x00asm", "a WebAssembly program"},
	{"\xff\xfe\x00\x00", "text in UTF-32"},
	{"\x00\x00\xfe\xff", "text in UTF-32"},
}

// Of the first sample bytes of a text, fewer than one in controlShare is a control
// character that texts do not hold.
const (
	sample       = 4096
	controlShare = 20
)

// Binary says what a file is that is no text ("a gzip archive"), "" for a text.
func Binary(data []byte) string {
	for _, m := range magics {
		if bytes.HasPrefix(data, []byte(m.prefix)) {
			return m.name
		}
	}
	head := UTF8(data[:min(len(data), sample)])
	controls := 0
	for _, c := range head {
		if c < ' ' && !bytes.ContainsRune([]byte("\t\n\v\f\r\x1b"), rune(c)) {
			controls++
		}
	}
	if controls > 0 && controls*controlShare >= len(head) {
		return fmt.Sprintf("binary data: %d of its first %d bytes are control characters", controls, len(head))
	}
	return ""
}
