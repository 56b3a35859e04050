package meaning

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"testing"
)

// Numbers are those that a regular expression finds.
func TestNumbersIn(t *testing.T) {
	status := regexp.MustCompile(`\b[1-5][0-9][0-9]\b`)
	r := rand.New(rand.NewPCG(1, 2))
	signs := []rune("0123456789  .-_aZ\u00e9/`")
	for range 20000 {
		text := make([]rune, r.IntN(14))
		for i := range text {
			text[i] = signs[r.IntN(len(signs))]
		}
		var want, got []int
		for _, m := range status.FindAllStringIndex(string(text), -1) {
			code, _ := strconv.Atoi(string(text)[m[0]:m[1]])
			want = append(want, m[0], code)
		}
		for start, code := range numbersIn(string(text)) {
			got = append(got, start, code)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%q: %v, want %v", string(text), got, want)
		}
	}
}
