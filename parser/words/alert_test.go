package words

import "testing"

func TestAlert(t *testing.T) {
	for word, want := range map[string]string{
		"Note": "note", "WARNING": "warning", " note: ": "note", "(note )": "", "Hinweis": "note", "hinweis!": "", "Important": "important",
		"\u6ce8\u610f": "note", "Book": "", "": "",
	} {
		if got := Alert(word); got != want {
			t.Errorf("Alert(%q) = %q, want %q", word, got, want)
		}
	}
}
