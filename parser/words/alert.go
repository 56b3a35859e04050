package words

// Alert returns which kind of alert a word names in any language, "" if in
// none; the base language comes first. It serves where the language of a page is
// not known yet.
func Alert(word string) string {
	role := baseSet().Exact("alert", word)
	for _, s := range languages() {
		if role != "" {
			break
		}
		role = s.set().Exact("alert", word)
	}
	return role
}
