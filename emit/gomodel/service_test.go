package gomodel

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/ir"
)

// TestSpellings checks which capitals a resource has in Go, in any order of pages.
func TestSpellings(t *testing.T) {
	for _, test := range []struct {
		ids     []string // of operations
		service string   // "" for one each
		vars    []string
		told    []string // the pages whose spelling does not count
	}{
		{
			[]string{"chartSeries/get", "chartseries/list", "chartseries/listPoints"}, "ChartSeriesService",
			[]string{"OpChartSeriesGet", "OpChartSeriesList", "OpChartSeriesListPoints"}, []string{"chartseries/list", "chartseries/listPoints"},
		},
		{
			[]string{"ipNamedLocation/get", "ipNamedlocation/update"}, "IPNamedLocationsService",
			[]string{"OpIPNamedLocationGet", "OpIPNamedLocationUpdate"}, []string{"ipNamedlocation/update"},
		},
		{ // singular and plural, each with the capitals of the other
			[]string{"userPolicies/list", "userpolicy/get"}, "UserPoliciesService",
			[]string{"OpUserPoliciesList", "OpUserPolicyGet"}, []string{"userpolicy/get"},
		},
		{ // capitals alone tell no words apart
			[]string{"DRIVE/get", "drive/list"}, "DrivesService",
			[]string{"OpDriveGet", "OpDriveList"}, []string{"DRIVE/get"},
		},
		{[]string{"user/get", "users/list"}, "UsersService", []string{"OpUserGet", "OpUsersList"}, nil},
	} {
		api := &ir.API{}
		for _, id := range test.ids {
			api.Operations = append(api.Operations, operation(id))
		}
		for range 2 {
			model, found := New(api, Options{})
			var vars, told []string
			for _, s := range model.Packages[0].Services {
				if string(s.Name) != test.service {
					t.Errorf("%v: service %s, want %s", test.ids, s.Name, test.service)
				}
				for _, m := range s.Methods {
					vars = append(vars, string(m.Var))
				}
			}
			for _, d := range found {
				if d.Code != "resource-spelling" || len(d.Related) != 1 || d.Related[0].File == d.File {
					t.Errorf("%v: %s: %s, related %v", test.ids, d.Code, d.Message, d.Related)
				}
				told = append(told, d.File)
			}
			slices.Sort(vars)
			slices.Sort(told)
			if fmt.Sprint(vars, told) != fmt.Sprint(test.vars, test.told) {
				t.Errorf("%v: %v, findings at %v; want %v, %v", test.ids, vars, told, test.vars, test.told)
			}
			slices.Reverse(api.Operations)
		}
	}
}

// operation returns one whose page is called as its id, e.g. "user/get".
func operation(id string) *ir.Operation {
	resource, name, _ := strings.Cut(id, "/")
	at := ir.Pos{File: id, Line: 1}
	return &ir.Operation{
		ID: "v1.0/" + id, APIVersion: "v1.0", Resource: resource, Name: name,
		Endpoints: []ir.Endpoint{{Method: "GET", Path: "/" + id, At: at}},
	}
}
