package openapi

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
)

// misfit is an example that its schema does not let pass.
type misfit struct{ where, why string }

// misfits validates every example of a document.
func misfits(t *testing.T, doc *openapi3.T) (all int, bad []misfit) {
	t.Helper()
	look := func(where string, request bool, content openapi3.Content) {
		for kind, m := range content {
			for name, e := range m.Examples {
				all++
				option := openapi3.VisitAsResponse()
				if request {
					option = openapi3.VisitAsRequest()
				}
				data, err := json.Marshal(e.Value.Value)
				if err != nil {
					t.Fatal(err)
				}
				var value any
				if err := json.Unmarshal(data, &value); err != nil {
					t.Fatal(err)
				}
				if err := m.Schema.Value.VisitJSON(value, option, openapi3.DisableReadOnlyValidation()); err != nil {
					bad = append(bad, misfit{fmt.Sprintf("%s %s %s", where, kind, name), err.Error()})
				}
			}
		}
	}
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			if op.RequestBody != nil {
				look(method+" "+path+" request", true, op.RequestBody.Value.Content)
			}
			for status, r := range op.Responses.Map() {
				look(method+" "+path+" "+status, false, r.Value.Content)
			}
		}
	}
	return all, bad
}

// TestExamplesFit counts the examples of a saved IR that their schemas do not let
// pass.
func TestExamplesFit(t *testing.T) {
	if *saved == "" {
		t.Skip("needs -ir, a saved IR")
	}
	data, err := os.ReadFile(*saved)
	if err != nil {
		t.Fatal(err)
	}
	api, err := ir.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	model, _ := gomodel.New(api, gomodel.Options{})
	doc, err := Document(api, model, Options{Version: "3.0"})
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := openapi3.NewLoader().LoadFromData(doc)
	if err != nil {
		t.Fatal(err)
	}
	all, bad := misfits(t, loaded)
	for _, m := range bad {
		t.Logf("%s: %.600s", m.where, m.why)
	}
	if fit := float64(all-len(bad)) / float64(all); fit < 0.98 {
		t.Errorf("%d of %d examples fit their schema, %.1f %%", all-len(bad), all, 100*fit)
	} else {
		t.Logf("%d of %d examples fit", all-len(bad), all)
	}
}
