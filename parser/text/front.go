package text

import (
	"regexp"
	"strings"

	"github.com/docpiler/docpiler/parser/page"
)

// frontKey is a key of the metadata that a code hosting site shows above a page, as
// lines "title Create team" or as a table.
var frontKey = regexp.MustCompile(`^(?:title|description|author|doc_type|localization_priority|toc\.title|ms\.[a-z._]+|[a-z]+\.[a-z]+date)$`)

// front reads lines of metadata at line i into the page, and returns the line after
// them; i itself if there are none.
func (r *reader) front(i int) int {
	const fewest = 3
	end := i
	for end < len(r.lines) && !r.at(end).blank() {
		if key, _, ok := strings.Cut(r.at(end).text, " "); !ok || !frontKey.MatchString(key) {
			break
		}
		end++
	}
	if end-i < fewest {
		return i
	}
	for ; i < end; i++ {
		key, value, _ := strings.Cut(r.at(i).text, " ")
		setMeta(r.page, key, value)
	}
	return end
}

func setMeta(p *page.Page, key, value string) {
	if value = strings.TrimSpace(value); p.Meta[key] == "" && value != "" {
		p.Meta[key] = value
	}
}

// takeFront moves a table of metadata into the page: keys in the first column, or
// in the head with their values below. It reports whether the table is one.
func takeFront(p *page.Page, t *page.Table) bool {
	const fewest = 3
	pairs := [][2]string{}
	add := func(key, value page.Cell) {
		if k := strings.TrimSpace(key.Spans.String()); frontKey.MatchString(k) {
			pairs = append(pairs, [2]string{k, value.Spans.String()})
		}
	}
	if len(t.Head) == 2 {
		add(t.Head[0], t.Head[1])
		for _, row := range t.Rows {
			add(row.Cells[0], row.Cells[1])
		}
	} else if len(t.Rows) == 1 {
		for c := range t.Head {
			add(t.Head[c], t.Rows[0].Cells[c])
		}
	}
	if len(pairs) < fewest {
		return false
	}
	for _, pair := range pairs {
		setMeta(p, pair[0], pair[1])
	}
	return true
}
