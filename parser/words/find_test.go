package words

import "testing"

func TestFind(t *testing.T) {
	s, _ := For(Base)
	s = s.With("x-test", map[string]map[string][]string{"sentence": {"default": {"Standard", "Standard ist {T}", "\u00dcblich"}}})
	for _, c := range []struct {
		text       string
		start, end int
	}{
		{"The STANDARD IS 3", 4, 12},
		{"standard ist 3", 0, 12},
		{"Die \u00dcBLICH 3", 4, 11},
		{"Default value is 3", 0, 16},
		{"nothing", -1, 0},
	} {
		if start, end := s.Find(SaysDefault, c.text); start != c.start || end != c.end && start >= 0 {
			t.Errorf("%q: %d to %d, want %d to %d", c.text, start, end, c.start, c.end)
		}
	}
}
