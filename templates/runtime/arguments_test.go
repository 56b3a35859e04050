package runtime

import (
	"encoding/json"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
)

type listOptions struct {
	Select  []string  `query:"$select"`
	Top     int32     `query:"$top"`
	Count   bool      `query:"$count"`
	Since   Time      `query:"since"`
	Flag    Opt[bool] `query:"flag"`
	Level   string    `header:"ConsistencyLevel"`
	Percent float64   `query:"percent"`
}

func TestArguments(t *testing.T) {
	r := httptest.NewRequest("GET", "/?$select=a,b&TOP=5&$count=TRUE&since=2021-01-01T00:00:00Z&flag=false&percent=1.5&n=7", nil)
	r.Header.Set("ConsistencyLevel", "eventual")
	x := &exchange{r: r, args: []string{"ann", "8"}}
	got := readOptions[listOptions](x)
	want := listOptions{
		Select: []string{"a", "b"}, Top: 5, Count: true, Since: ParseTime("2021-01-01T00:00:00Z"),
		Flag: Some(false), Level: "eventual", Percent: 1.5,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("options %+v, want %+v", got, want)
	}
	name, number := take[string](x), take[int64](x)
	n, level := queryArgument[int32](x, "n"), headerArgument[string](x, "consistencylevel")
	if x.err != nil || name != "ann" || number != 8 || n != 7 || level != "eventual" {
		t.Errorf("got %q %d %d %q, error %v", name, number, n, level, x.err)
	}
}

func TestArgumentsRefused(t *testing.T) {
	tests := map[string]func(x *exchange){
		`The path holds "ann": expected a whole number.`:           func(x *exchange) { take[int32](x) },
		`The path has too few segments.`:                           func(x *exchange) { take[string](x); take[string](x) },
		`The query parameter "m" is missing.`:                      func(x *exchange) { queryArgument[string](x, "m") },
		`The query parameter "n" is "x": expected true or false.`:  func(x *exchange) { queryArgument[bool](x, "n") },
		`The header "If-Match" is missing.`:                        func(x *exchange) { headerArgument[string](x, "If-Match") },
		`The header "Host2" is "h": expected a number.`:            func(x *exchange) { headerArgument[float32](x, "Host2") },
		`The parameter "$top" is "many": expected a whole number.`: func(x *exchange) { readOptions[listOptions](x) },
		`The path holds "ann": expected a note.`:                   func(x *exchange) { take[note](x) },
		`The query parameter "n" is "x": expected a whole number.`: func(x *exchange) { queryArgument[[]int32](x, "n") },
	}
	for want, read := range tests {
		x := &exchange{r: httptest.NewRequest("GET", "/?n=x&$top=many", nil), args: []string{"ann"}}
		x.r.Header.Set("Host2", "h")
		read(x)
		known, ok := x.err.(*Error)
		if !ok || known.Status != 400 || known.Message != want {
			t.Errorf("refused with %v, want %s", x.err, want)
		}
	}
}

type box struct {
	Name  string     `json:"name,omitzero"`
	Size  int32      `json:"size,omitzero"`
	Inner *box       `json:"inner,omitzero"`
	Many  []box      `json:"many,omitzero"`
	Tags  []string   `json:"tags,omitzero"`
	Maybe Opt[int64] `json:"maybe,omitzero"`

	Extra map[string]json.RawMessage `json:"-"`
}

func (b *box) UnmarshalJSON(data []byte) error { return decode(data, b) }

func TestReadJSONMisfit(t *testing.T) {
	tests := []struct{ body, want string }{
		{`{"name":"a","size":0,"inner":{"name":""},"many":[],"maybe":null,"other":[1]}`, ""},
		{`{"name":null,"size":null,"tags":["a",null],"many":[null]}`, ""},
		{"{\n  \"name\": 7\n}", `line 2, column 11, the property "name"`},
		{"{\"inner\": {\"size\": \"x\"}}", `line 1, column 20, the property "inner.size"`},
		{"{\"many\": [{}, {\"inner\":\n {\"name\": []}},\n {\"name\": {\"a\": 1}}]}", `line 3, column 11, the property "many.2.name"`},
		{`{"maybe":"x"}`, `the property "maybe"`},
		{`[]`, "line 1, column"},
	}
	for _, tt := range tests {
		h := &Handler{options: HandlerOptions{MaxBody: 1 << 10}}
		x := &exchange{handler: h, r: httptest.NewRequest("POST", "/", strings.NewReader(tt.body))}
		readJSON[box](x)
		switch {
		case tt.want == "" && x.err != nil, tt.want != "" && x.err == nil:
			t.Errorf("%s: %v, want %q", tt.body, x.err, tt.want)
		case x.err != nil && !strings.Contains(x.err.Error(), tt.want):
			t.Errorf("%s: %v, want %q", tt.body, x.err, tt.want)
		}
	}
}
