package gomodel

import "strings"

// verbs are the first words of English summaries, as the doc comment of a Go
// method begins: "Clock in" becomes "ClockIn clocks in".
var verbs = wordSet("accept access activate add adjust alert allow analyze answer append apply approve archive assign associate attach authorize " +
	"block book bypass calculate call cancel change check clean clear clock clocks clone close collect commit compare complete " +
	"configure confirm connect convert copy create deactivate decline define delegate delete deliver deny deploy deprovision " +
	"determine disable discard dismiss display do download edit enable end enroll evaluate execute expire export extend fetch filter " +
	"find finish follow force forward generate get give grant hide identify import in indicate initiate insert install instantiate " +
	"invalidate invite invoke join keep launch leave list load locate lock log logout make manage map mark merge migrate modify move " +
	"mute n obtain open order parse patch pause perform play post postpone preview print process protect provide provision publish " +
	"purge query queue quick read reapply reassign reauthorize reboot recalculate recall record recover redirect refresh register " +
	"reject release remove rename render renew reopen reorder replace reply report reprocess request rerun reset resize resolve " +
	"respond restart restore resubmit resume retire retrieve return reupload revert revoke rotate run save scan schedule search " +
	"select send serve set share show shut sign snooze specify start stop submit subscribe suggest suspend switch sync synchronize " +
	"tag terminate test track transfer translate trigger turn unarchive unassign unblock undelete undo unfollow unhide uninstall " +
	"unlock unmerge unmute unprotect unpublish unregister unset unshare unsubscribe unsuspend update upgrade upload upsert use " +
	"validate verify view wipe withdraw write")

// predicate returns a summary that begins with a verb in the third person, to
// follow the name of a method: "Permanently delete x" is "permanently
// deletes x". It is empty for any other text.
func predicate(summary string) string {
	first, rest, _ := strings.Cut(summary, " ")
	adverb := ""
	if lower := strings.ToLower(first); strings.HasSuffix(lower, "ly") && !verbs[lower] {
		adverb = lower + " "
		first, rest, _ = strings.Cut(rest, " ")
	}
	verb := thirdPerson(first)
	if verb == "" || rest == "" {
		return ""
	}
	return adverb + verb + " " + rest
}

// thirdPerson returns "clocks" for "Clock" and "Clocks", "" for what is no verb
// of the table.
func thirdPerson(word string) string {
	w := strings.ToLower(word)
	if verbs[w] {
		return inThirdPerson(w)
	}
	for _, ending := range []struct{ is, was string }{{"ies", "y"}, {"es", ""}, {"s", ""}} {
		if base, ok := strings.CutSuffix(w, ending.is); ok && verbs[base+ending.was] && inThirdPerson(base+ending.was) == w {
			return w
		}
	}
	return ""
}

func inThirdPerson(w string) string {
	switch {
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"), w == "do", w == "undo":
		return w + "es"
	case strings.HasSuffix(w, "y") && !strings.ContainsRune("aeiou", rune(w[len(w)-2])):
		return w[:len(w)-1] + "ies"
	}
	return w + "s"
}
