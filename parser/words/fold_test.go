package words

import (
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Folding by a table gives what the library gives, for texts of every script.
func TestFoldIsCaseFolding(t *testing.T) {
	check := func(text string) {
		t.Helper()
		want := cases.Fold().String(norm.NFKC.String(text))
		if again := strings.Map(foldRune, want); again != want {
			t.Fatalf("%q is folded to %q, and that to %q", text, want, again)
		}
		got := norm.NFKC.String(text)
		if foldsSimply(got) {
			got = strings.Map(foldRune, got)
			if got != want {
				t.Fatalf("%q is folded to %q, want %q", text, got, want)
			}
		}
	}
	for r := rune(1); r < 0x30000; r++ {
		check(string(r))
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		text := make([]rune, random.IntN(8))
		for i := range text {
			text[i] = rune(random.IntN([]int{0x80, 0x250, 0x600, 0x3100, 0xffff}[random.IntN(5)]))
		}
		check(string(text))
	}
	for _, s := range All() {
		for _, roles := range s.texts {
			for _, texts := range roles {
				for _, text := range texts {
					check(text)
				}
			}
		}
	}
}
