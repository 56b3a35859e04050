package ir

import "testing"

func TestVisible(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"plain text, Ümläute, 日本語", "plain text, Ümläute, 日本語"},
		{"a\u00a0b\u3000c", "a\u00a0b\u3000c"},
		{"two\nlines\r\tand a tab", `two\nlines\r\tand a tab`},
		{"\x1b[31mred\x07", `\u{1B}[31mred\u{7}`},
		{"user\u202eexe.nimda", `user\u{202E}exe.nimda`},
		{"a\u200bb\ufeffc\u2028d", `a\u{200B}b\u{FEFF}c\u{2028}d`},
		{"filler\u3164", `filler\u{3164}`},
		{"selector\ufe0f", `selector\u{FE0F}`},
		{"bad \xff byte", `bad \xff byte`},
		{"replacement \ufffd", "replacement \ufffd"},
	}
	for _, tt := range tests {
		if got := Visible(tt.in); got != tt.want {
			t.Errorf("Visible(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}
