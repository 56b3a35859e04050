package words

import (
	"strings"
	"testing"
)

// Alert gives what the languages give that are asked one after the other.
func TestAlertAsksEveryLanguage(t *testing.T) {
	inTurn := func(word string) string {
		if role := baseSet().Role("alert", word); role != "" {
			return role
		}
		for _, s := range All() {
			if role := s.Role("alert", word); role != "" {
				return role
			}
		}
		return ""
	}
	for _, s := range All() {
		if len(s.forms["alert"]) > 0 {
			t.Errorf("%s.yaml has a pattern among the alerts, which Alert does not look at", s.Locale)
		}
		for _, roles := range s.texts {
			for _, texts := range roles {
				for _, text := range texts {
					for _, word := range []string{text, strings.ToUpper(text), text + "!", " " + text + ": ", strings.ReplaceAll(text, " ", ""), "(" + text + " )"} {
						if got, want := Alert(word), inTurn(word); got != want {
							t.Errorf("Alert(%q) = %q, want %q", word, got, want)
						}
					}
				}
			}
		}
	}
}
