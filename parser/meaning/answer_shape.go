package meaning

import (
	"net/http"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/service"
	"github.com/docpiler/docpiler/parser/jsonmend"
	"github.com/docpiler/docpiler/parser/words"
)

// shapeIn reads what a response section itself says of the object that comes back,
// where no type has that name: a table of its properties with their types, and
// JSON that shows it.
//
//	{"getUrl": "https://…"}
//	| Name | Type | Description |
func (r answerReader) shapeIn(p part, said *answers) {
	for t := range tables(p.Blocks) {
		columns := r.fields.columnsOf(t)
		if !slices.Contains(columns, words.ColumnName) || !slices.Contains(columns, words.ColumnType) || r.isMemberTable(t) {
			continue
		}
		r.read[t] = true
		for _, f := range r.fields.rows(t, columns) {
			name, ok := propertyName(f.name)
			if !ok {
				continue
			}
			ref := r.fields.fieldType(f)
			said.addShape(ir.Property{
				Name: name, Type: ref.Name, Collection: ref.Collection, Values: r.possibleValues(f),
				Description: r.text(f.description), At: f.row.At,
			})
		}
	}
	for code := range codes(p.Blocks) {
		if isOtherTab(code) || !isJSONBlock(code) {
			continue
		}
		text, _, _ := jsonmend.Mend(strings.TrimSpace(code.Text))
		shown := ir.PropertiesOf(text)
		r.read[code] = r.read[code] || len(shown) > 0
		for _, b := range shown {
			said.addShape(ir.Property{Name: b.Name, Type: b.Type, Collection: b.Collection, At: code.From})
		}
	}
}

// addShape adds a property; of those of one name the first counts.
func (a *answers) addShape(p ir.Property) {
	if !slices.ContainsFunc(a.shape, func(old ir.Property) bool { return old.Name == p.Name }) {
		a.shape = append(a.shape, p)
	}
}

// shaped gives the answer of an operation that names no type the one that its
// section describes. It returns the answers and the type, nil if there is none.
func (r answerReader) shaped(op *ir.Operation, said answers, out []ir.Response) ([]ir.Response, *ir.Type) {
	if len(said.shape) == 0 || slices.ContainsFunc(out, func(o ir.Response) bool { return o.Type != "" || o.ContentType != "" }) {
		return out, nil
	}
	at := said.shape[0].At
	i := slices.IndexFunc(out, func(o ir.Response) bool { return hasBody(o.Status) })
	if i < 0 && len(out) > 0 {
		return out, nil // the page says that nothing comes back
	}
	if i < 0 {
		r.report("status-assumed", at, "The page names no status of the answer; %d is assumed.", http.StatusOK)
		out, i = []ir.Response{{Status: http.StatusOK, At: at}}, 0
	}
	t := &ir.Type{
		Name:       service.Graph.Qualify(op.Namespace, op.Resource+upperFirst(op.Name)+"Result"),
		APIVersion: op.APIVersion, Kind: ir.Complex,
		Sources: []ir.Source{}, Properties: said.shape, Relationships: []ir.Property{}, Members: []ir.Member{}, At: at,
	}
	out = slices.Clone(out)
	out[i].Type = simpleName(t.Name)
	return out, t
}
