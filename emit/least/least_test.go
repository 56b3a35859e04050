package least

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/docpiler/docpiler/ir"
)

var sets = []ir.LeastSet{
	{
		Scheme: ir.DelegatedWork,
		Permissions: []ir.LeastPermission{
			{Name: "Schedule.ReadWrite.All", ForcedBy: []ir.Need{{Operation: "v1.0/timeCard/clockIn"}}},
			{Name: "User.Read", ForcedBy: []ir.Need{{Operation: "v1.0/user/get"}, {Operation: "v1.0/me/get", Context: "guests"}}},
		},
		NotSupported: []ir.Need{{Operation: "v1.0/app/get"}},
		Undetermined: []ir.Need{{Operation: "v1.0/driveItem/checkin"}},
		Alternatives: []ir.Choice{{Operation: "v1.0/subscription/create", Cases: []ir.Case{
			{Context: "message", Endpoints: []string{}, Status: ir.Supported, Least: []string{"Mail.Read", "Mail.Own"}, Higher: []string{}},
			{Context: "chat", Endpoints: []string{"POST /chats"}, Status: ir.NotSupported, Least: []string{}, Higher: []string{}},
			{Endpoints: []string{}, Status: ir.Supported, Least: []string{}, Higher: []string{}},
		}}},
	},
	{Scheme: ir.Application, Unknown: []ir.Need{{Operation: "beta/`x`", Context: "\x1b[2J@team"}}},
}

func TestPrinters(t *testing.T) {
	want := map[string]string{
		"text": `Delegated (work or school account)
  Schedule.ReadWrite.All
      v1.0/timeCard/clockIn
  User.Read
      v1.0/user/get
      v1.0/me/get (guests)
  (one of these, for v1.0/subscription/create)
      message: Mail.Read or Mail.Own
      chat [POST /chats]: notSupported
      otherwise: no permission
  (cannot be called under this scheme)
      v1.0/app/get
  (the pages leave the permission open)
      v1.0/driveItem/checkin

Application
  (nothing is known)
      beta/` + "`x`" + ` (\u{1B}[2J@team)
`,
		"markdown": `### Delegated (work or school account)

- ` + "`Schedule.ReadWrite.All`, for `v1.0/timeCard/clockIn`" + `
- ` + "`User.Read`, for `v1.0/user/get`, `v1.0/me/get (guests)`" + `
- one of these, for ` + "`v1.0/subscription/create`" + `
  - ` + "`message`: `Mail.Read or Mail.Own`" + `
  - ` + "`chat [POST /chats]`: `notSupported`" + `
  - ` + "`otherwise`: `no permission`" + `
- cannot be called under this scheme: ` + "`v1.0/app/get`" + `
- the pages leave the permission open: ` + "`v1.0/driveItem/checkin`" + `

### Application

- nothing is known: ` + "``beta/`x` (\\u{1B}[2J@team)``" + `
`,
	}
	for _, f := range Formats {
		var got bytes.Buffer
		if err := f.Print(&got, sets); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsFunc(got.String(), func(r rune) bool { return r != '\n' && unicode.IsControl(r) }) {
			t.Errorf("%s shows a control character: %q", f.Name, got.String())
		}
		if f.Name == "json" {
			checkJSON(t, got.Bytes())
			continue
		}
		if diff := cmp.Diff(want[f.Name], got.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
	}
}

func checkJSON(t *testing.T, data []byte) {
	t.Helper()
	var got []ir.LeastSet
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0].Permissions[1].ForcedBy[1].Context != "guests" {
		t.Errorf("JSON lost something: %s", data)
	}
	if bytes.Contains(data, []byte("null")) {
		t.Errorf("JSON holds null: %s", data)
	}
}
