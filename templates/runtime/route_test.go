package runtime

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// routes is a router whose values are the templates themselves.
func routes(t testing.TB, lines ...string) *router[string] {
	t.Helper()
	r := &router[string]{}
	for _, line := range lines {
		method, path, _ := strings.Cut(line, " ")
		if err := r.add(method, path, path); err != nil {
			t.Fatalf("add %s: %v", line, err)
		}
	}
	return r
}

func TestRouterFind(t *testing.T) {
	r := routes(t,
		"GET /",
		"GET /me",
		"GET /users/{id}",
		"PATCH /users/{id | userPrincipalName}",
		"GET /users/delta",
		"GET /users/{id}/messages",
		"GET /users/{id}/messages/{id}",
		"GET /users/{id}/messages/$count",
		"DELETE /groups/{id}/members/{id}/$ref",
		"DELETE /groups/{id}/owners/{id}$ref",
		"GET /me/drive/root:/{item-path}",
		"GET /me/drive/root:/{item-path}:/content",
		"PUT /me/drive/items/{parent-id}:/{filename}:/content",
		"GET /me/drive/items/{id}/workbook/range(address='<address>')",
		"GET /me/drive/items/{id}/workbook/range(address='{address}',valuesOnly={flag})/format",
		"GET /charts/{id}/image(width=640)",
		"GET /charts/{id}/image(width={width})",
		"GET /charts/{id}/image()",
		"GET /reports/getUse(period='{period}')",
		"GET /reports/getUse(date={date})",
		"GET /zones(kind=microsoft.graph.timeZoneStandard'{kind}')",
		"GET /items('{id}')/name",
		"DELETE /roles/roleTemplateId={id}/members/{id}/$ref",
		"GET /sites/{host}:/{path}:/lists/{id}",
		"GET /sites/{host}/lists/{id}",
		"POST /sites/{id}/microsoft.graph.sharedItem/root/checkin",
		"GET /trees/{a}-{b}.json",
	)
	tests := []struct {
		request string
		want    string // template; "" for none
		args    []string
	}{
		{"GET /", "/", nil},
		{"GET /ME", "/me", nil},
		{"GET /me/", "/me", nil},
		{"GET /users/ann%40contoso.com", "/users/{id}", []string{"ann@contoso.com"}},
		{"PATCH /users/x%2Fy", "/users/{id | userPrincipalName}", []string{"x/y"}},
		{"GET /users/Delta", "/users/delta", nil},
		{"PATCH /users/delta", "/users/{id | userPrincipalName}", []string{"delta"}},
		{"GET /users/delta/messages", "/users/{id}/messages", []string{"delta"}},
		{"GET /Users/1/Messages/2", "/users/{id}/messages/{id}", []string{"1", "2"}},
		{"GET /users/1/messages/%24count", "/users/{id}/messages/$count", []string{"1"}},
		{"DELETE /groups/1/members/2/$ref", "/groups/{id}/members/{id}/$ref", []string{"1", "2"}},
		{"DELETE /groups/1/owners/2$ref", "/groups/{id}/owners/{id}$ref", []string{"1", "2"}},
		{"GET /me/drive/root:/a/b%20c.txt", "/me/drive/root:/{item-path}", []string{"a/b c.txt"}},
		{"GET /me/drive/root:/a/b.txt:/content", "/me/drive/root:/{item-path}:/content", []string{"a/b.txt"}},
		{"PUT /me/drive/items/1:/b.txt:/content", "/me/drive/items/{parent-id}:/{filename}:/content", []string{"1", "b.txt"}},
		{"GET /me/drive/items/1/workbook/range(address='A1:B2')", "/me/drive/items/{id}/workbook/range(address='<address>')", []string{"1", "A1:B2"}},
		{"GET /me/drive/items/1/workbook/range(address='it''s,ok')", "/me/drive/items/{id}/workbook/range(address='<address>')", []string{"1", "it's,ok"}},
		{"GET /me/drive/items/1/workbook/Range(valuesOnly=true,Address='A1')/format", "/me/drive/items/{id}/workbook/range(address='{address}',valuesOnly={flag})/format", []string{"1", "A1", "true"}},
		{"GET /charts/1/image(width=640)", "/charts/{id}/image(width=640)", []string{"1"}},
		{"GET /charts/1/image(width=20)", "/charts/{id}/image(width={width})", []string{"1", "20"}},
		{"GET /charts/1/image", "/charts/{id}/image()", []string{"1"}},
		{"GET /charts/1/image()", "/charts/{id}/image()", []string{"1"}},
		{"GET /reports/getuse(period='D7')", "/reports/getUse(period='{period}')", []string{"D7"}},
		{"GET /reports/getUse(date=2021-01-01)", "/reports/getUse(date={date})", []string{"2021-01-01"}},
		{"GET /zones(kind=microsoft.graph.timeZoneStandard'Iana')", "/zones(kind=microsoft.graph.timeZoneStandard'{kind}')", []string{"Iana"}},
		{"GET /items('a''b')/name", "/items('{id}')/name", []string{"a'b"}},
		{"GET /items(7)/name", "/items('{id}')/name", []string{"7"}},
		{"DELETE /roles/roletemplateid=5/members/6/$ref", "/roles/roleTemplateId={id}/members/{id}/$ref", []string{"5", "6"}},
		{"GET /sites/c.com:/teams/hr:/lists/3", "/sites/{host}:/{path}:/lists/{id}", []string{"c.com", "teams/hr", "3"}},
		{"GET /sites/c.com/lists/3", "/sites/{host}/lists/{id}", []string{"c.com", "3"}},
		{"POST /sites/1/Microsoft.Graph.sharedItem/root/checkIn", "/sites/{id}/microsoft.graph.sharedItem/root/checkin", []string{"1"}},
		{"GET /trees/x-y-z.json", "/trees/{a}-{b}.json", []string{"x", "y-z"}},
		{"GET /users//messages", "", nil},
		{"GET /users/../me", "", nil},
		{"GET /users/%2e%2e", "", nil},
		{"GET /users/%zz", "", nil},
		{"GET /charts/1/image(height=5)", "", nil},
		{"GET /items()/name", "", nil},
		{"GET /trees/-y.json", "", nil},
		{"GET /nowhere", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.request, func(t *testing.T) {
			method, path, _ := strings.Cut(tt.request, " ")
			m := r.find(method, path)
			if m.found != (tt.want != "") || m.value != tt.want || !slices.Equal(m.args, tt.args) {
				t.Errorf("found %v %q %q, want %q %q", m.found, m.value, m.args, tt.want, tt.args)
			}
		})
	}
}

func TestRouterAllow(t *testing.T) {
	r := routes(t, "GET /users/{id}", "PATCH /users/{name}", "POST /users/delta", "GET /me")
	for request, want := range map[string]string{
		"DELETE /users/1":     "GET PATCH",
		"DELETE /users/delta": "GET PATCH POST",
		"POST /me":            "GET",
		"POST /you":           "",
	} {
		method, path, _ := strings.Cut(request, " ")
		if m := r.find(method, path); m.found || strings.Join(m.allow, " ") != want {
			t.Errorf("%s: found %v, allow %q, want %q", request, m.found, m.allow, want)
		}
	}
}

func TestRouterAddRefuses(t *testing.T) {
	for _, path := range []string{
		"", "me", "//host/me", "/users/{id", "/users/id}", "/users/{a{b}}", "/a//b", "/a/../b", "/a/./b",
		"/f(a={x},a={y})", "/f(a='{x}{y}')", "/a\nb", "/range(address='<address>'/{x",
	} {
		if err := (&router[int]{}).add("GET", path, 1); err == nil {
			t.Errorf("add %q: no error", path)
		}
	}
	r := routes(t, "GET /users/{id}", "GET /f(a={x},b={y})")
	for _, path := range []string{"/Users/{name}/", "/users/<id>", "/F(b='{1}',a={2})"} {
		if err := r.add("GET", path, "second"); err == nil {
			t.Errorf("add %q beside a route of that shape: no error", path)
		}
	}
	if m := r.find("GET", "/users/1"); m.value != "/users/{id}" {
		t.Errorf("after a refused route: %q, want the first", m.value)
	}
}

// TestRouterOrder holds that the order of registration decides nothing but
// which of two routes of one shape stays.
func TestRouterOrder(t *testing.T) {
	lines := []string{"GET /a/{x}", "GET /a/b", "GET /a/{x}$ref", "GET /a/f(n=1)", "GET /a/f(n={x})", "GET /a/{x}.{y}", "GET /a/k={x}"}
	requests := []string{"/a/b", "/a/c", "/a/c$ref", "/a/f(n=1)", "/a/f(n=2)", "/a/c.d", "/a/k=v", "/a/k=v.w"}
	forward := routes(t, lines...)
	slices.Reverse(lines)
	backward := routes(t, lines...)
	for _, path := range requests {
		if a, b := forward.find("GET", path), backward.find("GET", path); a.value != b.value {
			t.Errorf("%s: %q forward, %q backward", path, a.value, b.value)
		}
	}
}

func FuzzRouter(f *testing.F) {
	f.Add("/users/{id}", "/users/1")
	f.Add("/f(a='{x}',b={y})/{z}$ref", "/f(b=1,a='it''s')/2$ref")
	f.Add("/root:/{path}:/content", "/root:/a/b:/content")
	f.Add("/r(address='<a>'/x", "/r(address='a'/x")
	f.Add("/k({id})/{a}-{b}", "/k('%27')/%2F-%00")
	f.Fuzz(func(t *testing.T, template, path string) {
		r := &router[string]{}
		if r.add("GET", template, template) != nil {
			return
		}
		m := r.find("GET", path)
		if got := strings.Count(strings.ReplaceAll(template, "<", "{"), "{"); m.found && len(m.args) != got {
			t.Fatalf("%q for %q: %d arguments, want %d", path, template, len(m.args), got)
		}
		if slices.Contains(m.args, "") {
			t.Fatalf("%q for %q: an empty argument in %q", path, template, m.args)
		}
		r.find("PUT", path)
	})
}

// FuzzRouterFill holds that a template filled with values leads back to them.
func FuzzRouterFill(f *testing.F) {
	f.Add("ann", "A1:B2")
	f.Add("it's", "a/b ,=()")
	f.Fuzz(func(t *testing.T, a, b string) {
		if a == "" || b == "" || a == "." || a == ".." {
			return
		}
		r := routes(t, "GET /users/{id}/range(address='{address}',n={n})/$value")
		quoted := url.PathEscape(strings.ReplaceAll(b, "'", "''"))
		path := "/users/" + url.PathEscape(a) + "/range(n=1,address='" + quoted + "')/$value"
		if m := r.find("GET", path); !slices.Equal(m.args, []string{a, b, "1"}) {
			t.Fatalf("%q: got %q, want %q", path, m.args, []string{a, b, "1"})
		}
	})
}

func BenchmarkRouter(b *testing.B) {
	for _, n := range []int{100, 13000} {
		r := &router[int]{}
		for i := range n {
			path := fmt.Sprintf("/area%d/{id}/workbook/tables/{id}/kind%d/range(address='{a}')", i%50, i)
			if err := r.add("GET", path, i); err != nil {
				b.Fatal(err)
			}
		}
		path := fmt.Sprintf("/area%d/1/workbook/tables/2/kind%d/range(address='A1')", (n-1)%50, n-1)
		b.Run(fmt.Sprint(n, " routes"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if !r.find("GET", path).found {
					b.Fatal("not found")
				}
			}
		})
	}
}
