package markdown

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/page"
)

// tabs is the group of tabs that is open.
type tabs struct {
	at  ir.Pos // of the first tab
	ids []string
}

// tabID returns the id of a heading that opens a tab: "# [HTTP](#tab/http)".
func tabID(title page.Inline) (string, bool) {
	if len(title) != 1 || title[0].Kind != page.Link {
		return "", false
	}
	id, ok := strings.CutPrefix(title[0].Href, "#tab/")
	id, _, _ = strings.Cut(id, "/")
	return id, ok
}

// openTab begins a tab.
func (w *walker) openTab(id string, at ir.Pos) {
	if len(w.tabs.ids) == 0 {
		w.tabs.at = at
	}
	if slices.Contains(w.tabs.ids, id) {
		w.build.Report("tab-group", at, fmt.Sprintf("The tab %q stands twice in its group.", id))
	}
	w.tabs.ids = append(w.tabs.ids, id)
	w.build.OpenTab(id)
}

// closeTabs ends the group of tabs, by a line of hyphens or for want of one,
// and reports what is not in order about it.
func (w *walker) closeTabs(line bool) {
	group := w.tabs
	w.tabs = tabs{}
	w.build.CloseTabs()
	if len(group.ids) == 0 {
		return
	}
	speaks := slices.ContainsFunc(group.ids, func(id string) bool { return page.Tab(id) != "" })
	switch {
	case speaks && page.Tab(group.ids[0]) != page.HTTP:
		w.build.Report("tab-group", group.at, fmt.Sprintf("The first tab of the group is %q and not HTTP.", group.ids[0]))
	case len(group.ids) < 2:
		w.build.Report("tab-group", group.at, fmt.Sprintf("The tab %q stands alone in its group.", group.ids[0]))
	}
	if !line {
		w.build.Report("tab-group", group.at, "No line \"---\" closes the group of tabs.")
	}
}
