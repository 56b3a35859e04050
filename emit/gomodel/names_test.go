package gomodel

import (
	"go/token"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
)

func TestExported(t *testing.T) {
	for name, want := range map[string]string{
		"timeCard": "TimeCard", "item-id": "ItemID", "teamsAppIds": "TeamsAppIDs", "HTTPServer": "HTTPServer", "iOSVersion": "IOSVersion",
		"OAuth2PermissionGrant": "OAuth2PermissionGrant", "MS-APP-ACTS-AS": "MSAppActsAs", "$orderby": "Orderby", "1st": "X1st",
		"": "X", "größe": "GrU00F6U00DFE", "@odata.type": "ODataType", "callRecords.session": "CallRecordsSession", "webUrl": "WebURL",
		"type": "Type", "a b": "AB", "e164": "E164",
	} {
		if got := exported(name); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}

func TestUnexported(t *testing.T) {
	for name, want := range map[string]string{
		"teamId": "teamID", "id": "id", "type": "typeValue", "ctx": "ctxValue", "URL": "urlValue", "path and filename": "pathAndFilename",
		"item-path": "itemPath", "func": "funcValue", "any": "anyValue",
	} {
		if got := unexported(name); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for one, many := range map[string]string{
		"User": "Users", "Policy": "Policies", "Status": "Statuses", "Class": "Classes", "Mailbox": "Mailboxes", "Key": "Keys", "Branch": "Branches",
		"Analysis": "Analyses",
	} {
		if got := plural(one); got != many {
			t.Errorf("plural of %s: %s, want %s", one, got, many)
		}
	}
	for many, one := range map[string]string{
		"Users": "User", "Policies": "Policy", "Classes": "Class", "Children": "Child", "Special": "Special", "Class": "Class", "Bus": "Bus",
	} {
		if got := singular(many); got != one {
			t.Errorf("singular of %s: %s, want %s", many, got, one)
		}
	}
}

func TestFileStem(t *testing.T) {
	for name, want := range map[string]string{"TimeCard": "timecard", "Con": "conresource", "Client": "clientresource", "LPT1": "lpt1resource"} {
		if got := fileStem(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// FuzzNames holds that any text becomes an ASCII identifier of bounded length
// that is no reserved word.
func FuzzNames(f *testing.F) {
	for _, s := range []string{"", "a", "type", "é\u202e", "x-y", strings.Repeat("aB", 300), "123", "_", "\x00", "IDs"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, name := range []string{exported(s), unexported(s)} {
			if !token.IsIdentifier(name) || len(name) > maxWord+len("Value") || strings.ContainsFunc(name, func(r rune) bool { return !isAlnum(r) }) {
				t.Errorf("%q became %q", s, name)
			}
		}
		if reservedWords[unexported(s)] || !token.IsExported(exported(s)) {
			t.Errorf("%q became %q and %q", s, exported(s), unexported(s))
		}
		if stem := fileStem(exported(s)); strings.ContainsAny(stem, "_./\\") || stem != strings.ToLower(stem) || reservedStems[stem] {
			t.Errorf("%q became the file %q", s, stem)
		}
	})
}

func TestSettle(t *testing.T) {
	longer := func(name string) func(*claim) []string { return func(*claim) []string { return []string{name} } }
	claims := func(got map[string]string, order ...int) []*claim {
		all := []*claim{
			{kind: "type ", subject: "a.User", wish: "User", longer: longer("AUser")},
			{kind: "type ", subject: "b.user", wish: "User", longer: longer("BUser")},
			{kind: "type ", subject: "c.AUser", wish: "AUser", longer: longer("CAUser")},
			{kind: "type ", subject: "Error", wish: "Error", longer: longer("GraphError")},
			{subject: "x", wish: "Same"},
			{subject: "y", wish: "Same"},
		}
		var out []*claim
		for _, i := range order {
			c := all[i]
			c.then = func(name Name) { got[c.what()] = string(name) }
			out = append(out, c)
		}
		return out
	}
	first, second := map[string]string{}, map[string]string{}
	found := settle(claims(first, 0, 1, 2, 3, 4, 5), map[string]bool{"Error": true})
	settle(claims(second, 5, 3, 1, 0, 4, 2), map[string]bool{"Error": true})
	want := map[string]string{
		"type a.User": "AUserX" + hash("type a.User"), "type b.user": "BUser", "type c.AUser": "CAUser", "type Error": "GraphError",
		"x": "SameX" + hash("x"), "y": "SameX" + hash("y"),
	}
	for what, name := range want {
		if first[what] != name || second[what] != name {
			t.Errorf("%s: %s and %s, want %s", what, first[what], second[what], name)
		}
	}
	if len(found) != 3 {
		t.Errorf("%d findings, want 3: User, AUser, Same", len(found))
	}
}

func TestParsePath(t *testing.T) {
	tests := []struct{ path, template, problem string }{
		{"/users/{id | userPrincipalName}/messages/{id}", "/users/{idOrUserPrincipalName}/messages/{messageID}", ""},
		{"/a/{id}/b/{id}/", "/a/{aID}/b/{bID}", ""},
		{"/a/{y}/b/{y}", "/a/{aY}/b/{bY}", ""},
		{"/drive/root:/{item-path}:/content", "/drive/root:/{itemPath}:/content", ""},
		{"/r/range(address='<address>'/entireRow", "/r/range(address='{address}')/entireRow", ""},
		{"/f(from={start},to='{end}')", "/f(from={from},to='{to}')", ""},
		{"/x/{a/b}/$value", "/x/{aB}/$value", ""},
		{"/items/{id}$ref", "/items/{itemID}$ref", ""},
		{"/teams/(team-id)/members/[member-id]/:name", "/teams/{teamID}/members/{memberID}/{name}", ""},
		{"users", "", "begins with a slash"},
		{"/", "", "names something"},
		{"//host/x", "", "names nothing"},
		{"/a/../b", "", "names nothing"},
		{"/a/.../b", "", "names nothing"},
		{"/a b", "", "stands in no path"},
		{"/a%2e%2e/b", "", "stands in no path"},
		{"/a?b", "", "stands in no path"},
		{"/a/{b", "", "lacks a closing bracket"},
		{"/a\n", "", "stands in no path"},
	}
	for _, tt := range tests {
		path, err := segments{}.parsePath(&ir.Endpoint{Path: tt.path})
		if tt.problem != "" {
			if err == nil || !strings.Contains(err.Error(), tt.problem) {
				t.Errorf("%q: %v, want %q", tt.path, err, tt.problem)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", tt.path, err)
		} else if got := template(path, argumentNames("", path)); got != tt.template {
			t.Errorf("%q: %s, want %s", tt.path, got, tt.template)
		}
	}
}

// The name of an address depends on its path alone: none of these meets another.
func TestAddressNames(t *testing.T) {
	tests := []struct{ path, name string }{
		{"/me", "AtMe"},
		{"/users/{id}", "AtUser"},
		{"/me/calendar", "AtMyCalendar"},
		{"/me/calendars/{id}", "AtMyCalendarByID"},
		{"/me/calendar/events/{id}", "AtMyCalendarEvent"},
		{"/me/calendars/{id}/events/{id}", "AtMyCalendarByIDEvent"},
		{"/users/{id}/photo", "AtUserPhoto"},
		{"/users/{id}/photos/{id}", "AtUserPhotoByID"},
		{"/drive/items/{id}", "AtDefaultDriveItem"},
		{"/drives/{id}/items/{id}", "AtDriveItem"},
		{"/me/drive/items/{id}", "AtMyDriveItem"},
		{"/organization", "AtOrganization"},
		{"/organization/{id}", "AtOrganizationByID"},
		{"/reports/getUse(period='{period}')", "AtReportsGetUseByPeriod"},
		{"/reports/getUse(date={date})", "AtReportsGetUseByDate"},
		{"/charts/{id}/image(width=640)", "AtChartImageWidth640"},
		{"/charts/{id}/image(width=640,height=480)", "AtChartImageWidth640Height480"},
		{"/charts/{id}/image(width={width},height={height})", "AtChartImageByWidthAndHeight"},
		{"/charts/{id}/image()", "AtChartImage"},
		{"/zones", "AtZones"},
		{"/zones(standard={id})", "AtZonesByStandard"},
		{"/zones(standard=microsoft.graph.standard'{id}')", "AtZonesByStandardLiteral"},
		{"/roles/roleTemplateId={id}", "AtRolesRoleTemplateID"},
		{"/groups/{id}/members", "AtGroupMembers"},
		// These two the pages force: the words run together.
		{"/groups/{id}/settings", "AtGroupByIDSettings"},
		{"/groupSettings", "AtGroupSettings"},
	}
	b := newAddressIndex()
	var got []*Address
	for _, tt := range tests {
		path, err := segments{}.parsePath(&ir.Endpoint{Path: tt.path})
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, b.address(path, ir.Pos{}))
	}
	if found := settle(b.claims, nil); len(found) != 1 || !strings.Contains(found[0].Message, "AtGroupSettings") {
		t.Errorf("findings: %v", found)
	}
	for i, tt := range tests {
		if string(got[i].Name) != tt.name {
			t.Errorf("%s is %s, want %s", tt.path, got[i].Name, tt.name)
		}
	}
}

func TestNameFields(t *testing.T) {
	tests := []struct{ properties, relationships, names string }{
		{"id name", "owner", "ID Name Owner"},
		{"conferenceId conferenceID", "", "ConferenceID ConferenceIDX" + hash("conferenceID")},
		{"@odata.type odata.type", "", "ODataType ODataTypeX" + hash("odata.type")},
		{"a-b a_b", "", "ABX" + hash("a-b") + " ABX" + hash("a_b")},
		{"extra subtype", "", "ExtraProperty SubtypeProperty"},
		{"marshalJSON", "", "MarshalJSONX" + hash("marshalJSON")},
		{"marshalJson", "", "MarshalJSONX" + hash("marshalJson")},
		{"Members", "members", "Members MembersX" + hash("members")},
	}
	for _, tt := range tests {
		var fields []*Field
		late := map[*Field]bool{}
		for i, list := range []string{tt.properties, tt.relationships} {
			for name := range strings.FieldsSeq(list) {
				f := &Field{Name: Name(fieldName(name)), JSON: name}
				if name == "@odata.type" {
					f.Name = "ODataType"
				}
				fields, late[f] = append(fields, f), i == 1
			}
		}
		nameFields(fields, late)
		var names []string
		for _, f := range fields {
			names = append(names, string(f.Name))
		}
		if got := strings.Join(names, " "); got != tt.names {
			t.Errorf("%s, %s: %s, want %s", tt.properties, tt.relationships, got, tt.names)
		}
	}
}

func TestPredicate(t *testing.T) {
	for summary, want := range map[string]string{
		"Clock in to start.":             "clocks in to start.",
		"Creates a door.":                "creates a door.",
		"Copies a door.":                 "copies a door.",
		"Refreshes the door.":            "refreshes the door.",
		"Apply x.":                       "applies x.",
		"Permanently delete a door.":     "permanently deletes a door.",
		"Asynchronously creates a copy.": "asynchronously creates a copy.",
		"Reply to a message.":            "replies to a message.",
		"Access a thing.":                "accesses a thing.",
		"Delete":                         "",
		"The used range.":                "",
		"This action starts.":            "",
		"Only the first.":                "",
		"":                               "",
	} {
		if got := predicate(summary); got != want {
			t.Errorf("%q: %q, want %q", summary, got, want)
		}
	}
}
