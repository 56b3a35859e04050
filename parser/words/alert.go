package words

// Alert returns which kind of alert a word names in any language, "" if in
// none. It serves where the language of a page is not known yet.
func Alert(word string) string {
	if role := baseSet().Role("alert", word); role != "" {
		return role
	}
	for _, l := range languages() {
		if role := l.set().Role("alert", word); role != "" {
			return role
		}
	}
	return ""
}
