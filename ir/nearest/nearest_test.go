package nearest

import "testing"

func TestWord(t *testing.T) {
	known := []string{"output", "package", "select", "sect", "a b"}
	for _, tt := range []struct {
		word string
		most int
		want string
	}{
		{"outptu", 1, "output"},   // a swap is one slip
		{"Package", 0, "package"}, // case is none
		{"selekt", 1, "select"},   // replaced
		{"outut", 1, "output"},    // left out
		{"outtput", 1, "output"},  // added
		{"selct", 1, "sect"},      // as near as select, and before it
		{"tuptou", 2, ""},         // too far
		{"x", 0, ""},
		{"\u00e4 b", 1, "a b"}, // letters, not bytes
		{"a\u00a0b", 1, "a b"},
		{"output and more", 3, ""}, // too long
		{"", 1, ""},
	} {
		if got := Word(tt.word, known, tt.most); got != tt.want {
			t.Errorf("Word(%q, %d) = %q, want %q", tt.word, tt.most, got, tt.want)
		}
	}
}

func TestWordOfNone(t *testing.T) {
	if got := Word("a", nil, 3); got != "" {
		t.Errorf("got %q", got)
	}
}
