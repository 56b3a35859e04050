package words

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// Detect looks up each line and word once, for all languages, and only as far as
// they can matter. This is what it must give: each language asked for itself.
func slowDetect(text string) string {
	var lines, fields []string
	var prose strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		if prose.Len() > 40000 {
			break
		}
		line = strings.TrimSuffix(line, " |")
		if line == "" || line[0] == ' ' || strings.ContainsAny(line, "\"{};=<>") {
			continue
		}
		prose.WriteString(line + "\n")
		if len(line) < 100 {
			lines = append(lines, Fold(line))
		}
		for _, word := range strings.Fields(line) {
			fields = append(fields, Fold(word))
		}
	}
	script := scriptOf([][]byte{[]byte(strings.TrimSuffix(prose.String(), "\n"))})
	best, most := scriptLocale[script], 0
	for _, set := range All() {
		if headingScript(set.texts["heading"]) != script {
			continue
		}
		score, headings, common := 0, 0, 0
		for _, line := range lines {
			if slices.ContainsFunc(append(lineGroups, "heading"), func(group string) bool { return set.exact[group][line] != "" }) {
				score += 3
			}
			if set.exact["heading"][line] != "" {
				headings++
			}
		}
		for _, word := range fields {
			if set.exact["common"][word] != "" {
				common++
			}
		}
		common = 100 * common / max(1, len(fields))
		if headings < 2 && common < 12 {
			continue
		}
		if score += common; score > most || score > 0 && score == most && set.Locale == Base {
			best, most = set.Locale, score
		}
	}
	return best
}

func TestDetectIsSlowDetect(t *testing.T) {
	signs := []string{" ", ". ", "\n", "\n", " |\n", ", ", "\u00a0", "\u3000", "\u3002", "\n  ", "=", "**", "\u200b", "\x00", "\x01", "\x02", "\xff", "\r\n", "xyz", "\u0416\u0456"}
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	told := map[string]int{}
	for range 3000 {
		var b strings.Builder
		sets := []*Set{All()[r.IntN(len(All()))], All()[r.IntN(len(All()))], baseSet()}
		for range r.IntN(60) {
			set := sets[r.IntN(1+r.IntN(len(sets)))]
			group := set.texts[pick([]string{"common", "heading", "heading", "common", "sentence", "cell", "permRow", "frame"})]
			if texts := group[pick(slices.Sorted(maps.Keys(group)))]; len(texts) > 0 {
				b.WriteString(pick(texts) + pick(signs))
			}
		}
		text := b.String()
		if r.IntN(5) == 0 {
			text = strings.ToUpper(text)
		}
		got, want := Detect([]byte(text)), slowDetect(text)
		if got != want {
			t.Fatalf("Detect = %q, want %q, for %q", got, want, text)
		}
		told[got]++
	}
	if len(told) < len(languages()) {
		t.Errorf("only the languages %v were told", told)
	}
}
