package meaning_test

import (
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/parser/markdown"
	"github.com/docpiler/docpiler/parser/meaning"
	"github.com/docpiler/docpiler/parser/page"
)

// readPage reads a page of an operation with a title and endpoints, and what else
// its text holds.
func readPage(file, locale, title, endpoint, more string) *ir.API {
	text := "# " + title + "\n\n" + more + "\n\n## HTTP request\n```http\n" + endpoint + "\n```\n"
	p := markdown.Parse(page.Source{Name: file, Data: []byte(text)})[0]
	p.Locale = locale
	return meaning.Read(p)
}

func TestOperationName(t *testing.T) {
	for _, c := range []struct{ title, endpoint, want string }{
		// The title names both.
		{"timeCard: clockIn", "POST /teams/{id}/schedule/timeCards/clockIn", "timeCard/clockIn"},
		{"frontDoor: open", "POST /doors/{id}/open", "frontDoor/open"},
		{"reportRoot: getCounts function", "GET /reports/getCounts(period='{p}')", "reportRoot/getCounts"},
		{"orgContact: List memberOf", "GET /contacts/{id}/memberOf", "orgContact/listMemberOf"},

		// The title names the type, the method what is done.
		{"Update timeCard", "PATCH /teams/{id}/schedule/timeCards/{id}", "timeCard/update"},
		{"Get the printTask object", "GET /print/tasks/{id}", "printTask/get"},
		{"Remove delegatedShelfLoan", "DELETE /shelves/{id}/loans/{id}", "delegatedShelfLoan/delete"},
		{"Create auditPolicy", "POST /policies/auditPolicies", "auditPolicy/create"},
		{"Add teamMember", "POST /teams/{id}/people", "teamMember/add"},
		{"List printTasks", "GET /print/tasks", "printTask/list"},
		{"List deviceStatuses", "GET /devices/{id}/states", "deviceStatus/list"},
		{"Move a shelfItem to another place", "PATCH /shelves/{id}/items/{id}", "shelfItem/move"},
		{"Cancel loanRequest", "POST /loans/{id}/cancel", "loanRequest/cancel"},
		{"Follow site", "POST /users/{id}/followedSites/add", "site/follow"},
		{"Permanently delete oldThing", "DELETE /things/{id}", "oldThing/delete"},
		{"Search for driveItems", "GET /drive/root/search(q='{text}')", "driveItems/search"},

		// The owner of a collection.
		{"List tabs", "GET /teams/{id}/channels/{id}/tabs", "channel/listTabs"},
		{"List messages", "GET /me/messages", "user/listMessages"},
		{"List calendarGroups", "GET /me/calendarGroups", "user/listCalendarGroups"},
		{"Create channel", "POST /teams/{id}/channels", "team/postChannels"},
		{"Create subscription", "POST /subscriptions", "subscription/postSubscriptions"},
		{"List versions of a ListItem", "GET /sites/{id}/items/{id}/versions", "listItem/listVersions"},
		{"Remove member from chat", "DELETE /chats/{id}/members/{id}", "chat/deleteMembers"},
		{"Remove member", "DELETE /groups/{id}/members/{id}/$ref", "group/deleteMembers"},
		{"Add owner", "POST /groups/{id}/owners/$ref", "group/postOwners"},
		{"List accessReview reviewers", "GET /reviews/{id}/reviewers", "accessReview/listReviewers"},
		{"List calendarView", "GET /me/calendar/calendarView", "calendar/listCalendarView"},
		{"Upload note content", "PUT /library/shelves/{id}/notes/{id}/content", "note/uploadContent"},

		// The path alone.
		{"The door of a house", "GET /houses/{id}/doors/{id}", "door/get"},
		{"Doors", "GET /doors", "door/list"},
		{"Doors", "POST /doors/{id}/open", "door/open"},
		{"assign action", "POST /apps/{id}/assign", "app/assign"},
		{"Check member groups", "POST /users/{id}/checkMemberGroups", "user/checkMemberGroups"},
		{"Mail", "POST /me/sendMail", "user/sendMail"},
		{"Mail", "POST /me/getMemberObjects", "user/getMemberObjects"},
		{"Mail", "GET /me/mailFolders/delta", "mailFolder/delta"},
		{"Calendar", "GET /me/calendar", "calendar/get"},
		{"Addresses", "GET /houses/{id}/addresses", "house/listAddresses"},
		{"Items", "GET /listItems", "listItem/list"},
		{"Points", "GET /charts/{id}/series/{id}/points", "series/listPoints"},
		{"People", "GET /me/people", "user/listPeople"},
	} {
		for _, file := range []string{"0001.md", "some-other-name.md", "v1.0/api/mouse-list-cats.md"} {
			api := readPage(file, "en-US", c.title, c.endpoint, "Does it.")
			if got := api.Operations[0].Resource + "/" + api.Operations[0].Name; got != c.want {
				t.Errorf("%s: %s %s: got %s, want %s", file, c.title, c.endpoint, got, c.want)
			}
		}
	}
}

func TestOperationNameOfATranslation(t *testing.T) {
	for _, c := range []struct{ title, endpoint, want string }{
		{"conversation : recallLoans", "POST /chats/{chatsId}/recallLoans", "chat/recallLoans"},
		{"timeCard: clockIn", "POST /teams/{id}/schedule/timeCards/clockIn", "timeCard/clockIn"},
		{"equipo: archivar", "POST /teams/{id}/archive", "team/archive"},
		{"Obtener equipo", "GET /teams/{id}", "team/get"},
		{"Supprimer le canal", "DELETE /teams/{id}/channels/{id}", "channel/delete"},
		{"Auflisten von Nachrichten", "GET /me/messages", "user/listMessages"},
	} {
		api := readPage("0001.md", "fr-FR", c.title, c.endpoint, "")
		if got := api.Operations[0].Resource + "/" + api.Operations[0].Name; got != c.want {
			t.Errorf("%s %s: got %s, want %s", c.title, c.endpoint, got, c.want)
		}
	}
}

// What is posted without a body is no new member of a collection.
func TestOperationNameOfAnAction(t *testing.T) {
	const nothing = "\n\n## Request body\nDo not supply a request body for this method.\n\n## Response\n`204 No Content`."
	for endpoint, want := range map[string]string{
		"POST /me/recallLoans":               "user/recallLoans",
		"POST /users/{id}/recallLoans":       "user/recallLoans",
		"POST /shelves/{id}/books/markReads": "book/markReads",
	} {
		text := "# Loans\n\n## HTTP request\n```http\n" + endpoint + "\n```" + nothing
		p := markdown.Parse(page.Source{Name: "0001.md", Data: []byte(text)})[0]
		p.Locale = "en-US"
		op := meaning.Read(p).Operations[0]
		if got := op.Resource + "/" + op.Name; got != want {
			t.Errorf("%s: got %s, want %s", endpoint, got, want)
		}
	}
}

// The name of the file tells where neither title nor path does.
func TestOperationNameOfAFile(t *testing.T) {
	p := markdown.Parse(page.Source{Name: "v1.0/api/user-list-messages.md", Data: []byte("# Messages\n\n## Permissions\n\n## HTTP request\n\nSee below.\n")})[0]
	p.Locale = "en-US"
	if op := meaning.Read(p).Operations[0]; !strings.HasSuffix(op.ID, "/user/listMessages") {
		t.Errorf("got %s", op.ID)
	}
}
