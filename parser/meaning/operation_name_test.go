package meaning

import (
	"testing"

	"github.com/docpiler/docpiler/ir"
)

func TestNameFromPath(t *testing.T) {
	for endpoint, want := range map[[2]string]string{
		{"GET", "/users/{id}"}:                      "user/get",
		{"GET", "/users"}:                           "user/list",
		{"GET", "/me/messages"}:                     "message/list",
		{"POST", "/teams/{id}/channels"}:            "team/createChannels",
		{"POST", "/me/sendMail"}:                    "user/sendMail",
		{"POST", "/contacts/{id}/getMemberObjects"}: "contact/getMemberObjects",
		{"POST", "/me/getMemberObjects"}:            "user/getMemberObjects",
		{"POST", "/rooms/deleteRooms"}:              "room/deleteRooms",
		{"GET", "/reports/getCounts(period='{p}')"}: "report/getCounts",
		{"GET", "/me/mailFolders/delta"}:            "mailFolder/delta",
		{"GET", "/settings"}:                        "setting/list",
		{"GET", "/me/calendar"}:                     "calendar/get",
		{"GET", "/houses/{id}/addresses"}:           "house/listAddresses",
		{"GET", "/listItems"}:                       "listItem/list",
		{"GET", "/applications/{id}/addIns"}:        "application/listAddIns",
	} {
		n := nameFromPath(endpointLine{Endpoint: ir.Endpoint{Method: endpoint[0], Path: endpoint[1]}})
		if got := n.resource + "/" + n.name; got != want {
			t.Errorf("%v: %s, want %s", endpoint, got, want)
		}
	}
}
