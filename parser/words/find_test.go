package words

import "testing"

func TestFind(t *testing.T) {
	s, _ := For(Base)
	s = s.With("x-test", map[string]map[string][]string{"sentence": {"default": {"Standard", "Standard ist {T}", "\u00dcblich"}}})
	var f Finder
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
		if start, end := f.Find(s, "sentence", "default", c.text); start != c.start || end != c.end && start >= 0 {
			t.Errorf("%q: %d to %d, want %d to %d", c.text, start, end, c.start, c.end)
		}
	}
}

func TestMayStart(t *testing.T) {
	s, _ := For(Base)
	s = s.With("x-test", map[string]map[string][]string{"letters": {"a": {"Alpha", "(beta)"}}})
	for c, want := range map[byte]bool{'a': true, 'A': true, '(': true, 'b': false, 0xc3: true} {
		if got := s.MayStart("letters", c); got != want {
			t.Errorf("%q: %v, want %v", c, got, want)
		}
	}
}
