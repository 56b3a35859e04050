package examples

import (
	"encoding/base64"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
	"github.com/docpiler/docpiler/ir/service"
)

// Fits reports whether a text of a path, query or header is a value of a type.
func Fits(r gomodel.Ref, text string) bool {
	if r.List {
		one := r.Elem()
		return !slices.ContainsFunc(strings.Split(text, ","), func(s string) bool { return !Fits(one, s) })
	}
	var err error
	switch r.Go {
	case "bool":
		_, err = strconv.ParseBool(strings.ToLower(text))
	case "int8", "int16", "int32", "int64", "int":
		_, err = strconv.ParseInt(text, 10, bits(r.Go))
	case "uint8":
		_, err = strconv.ParseUint(text, 10, 8)
	case "float32", "float64":
		n, err := strconv.ParseFloat(text, bits(r.Go))
		return err == nil && !math.IsInf(n, 0) && !math.IsNaN(n) // Go has no literals of these
	}
	return err == nil
}

// bits returns the size of a number's type, which ends its name.
func bits(goType string) int {
	n, err := strconv.Atoi(strings.TrimLeft(goType, "abcdefghijklmnopqrstuvwxyz"))
	if err != nil {
		return strconv.IntSize
	}
	return n
}

// fit says which members of a JSON value its type does not hold, by paths
// without indexes, sorted: "value.@odata.etag".
type fit struct {
	untyped  []string // those that no field holds, which decoding leaves in Extra
	mistyped []string // documented ones whose value has another type
}

// fitOf compares a value with its type. It fails where the value as a whole
// cannot be of the type.
func fitOf(n *jsontree.Node, r gomodel.Ref) (fit, error) {
	var f fit
	if !Holds(n, r) {
		return f, fmt.Errorf("%v is none", n.Kind())
	}
	f.walk("", n, r)
	return f.sorted(), nil
}

// fitOfPage is fitOf for a page of a collection.
func fitOfPage(s *service.Service, n *jsontree.Node, item gomodel.Ref) (fit, error) {
	var f fit
	item.List = true
	if s.Protocol() == nil {
		items := gomodel.ItemsOf(s, n)
		if !Holds(items, item) {
			return f, errors.New("the answer has no list of the documented items")
		}
		f.walk(string(s.Cursor.Items), items, item)
		if s.Paging == service.PagingCursor {
			for _, m := range n.Members() {
				f.untyped = append(f.untyped, m.Name)
			}
		}
		return f.sorted(), nil
	}
	value := n.Get("value")
	if n.Kind() != jsontree.Object {
		return f, errors.New("the answer is no JSON object")
	}
	if !Holds(value, item) {
		return f, errors.New("the answer has no list \"value\" of the documented items")
	}
	f.walk("value", value, item)
	for _, m := range n.Members() {
		isText := m.Kind() == jsontree.String
		switch m.Name {
		case "value":
		case service.OData.CountMember, service.OData.NextMember, service.OData.DeltaMember:
			if isText == (m.Name == service.OData.CountMember) {
				f.mistyped = append(f.mistyped, m.Name)
			}
		default:
			f.untyped = append(f.untyped, m.Name)
		}
	}
	return f.sorted(), nil
}

func (f *fit) sorted() fit {
	slices.Sort(f.untyped)
	slices.Sort(f.mistyped)
	return fit{slices.Compact(f.untyped), slices.Compact(f.mistyped)}
}

// walk looks at a value that its type holds.
func (f *fit) walk(path string, n *jsontree.Node, r gomodel.Ref) {
	if r.Type == nil || r.Type.Kind != gomodel.Struct {
		return
	}
	if r.List {
		for _, e := range n.Elements() {
			f.walk(path, e, r.Elem())
		}
		return
	}
	t := SubtypeOf(r.Type, n)
	for _, m := range n.Members() {
		at := strings.TrimPrefix(path+"."+m.Name, ".")
		i := slices.IndexFunc(t.Fields, func(f *gomodel.Field) bool { return f.JSON == m.Name })
		switch {
		case i < 0:
			f.untyped = append(f.untyped, at)
		case Holds(m, t.Fields[i].Type):
			f.walk(at, m, t.Fields[i].Type)
		case !isZeroValue(m): // what is zero is not lost, and no field can tell
			f.mistyped = append(f.mistyped, at)
		}
	}
}

// SubtypeOf returns the subtype that the @odata.type of an object names, else
// the type itself.
func SubtypeOf(t *gomodel.Type, object *jsontree.Node) *gomodel.Type {
	name := ir.ODataType(object)
	if name == "" || t.Subtype == "" {
		return t
	}
	if i := slices.IndexFunc(t.Subtypes, func(sub *gomodel.Type) bool { return sub.API == name }); i >= 0 {
		return t.Subtypes[i]
	}
	return t
}

// missingMembers lists the required members that an object lacks.
func missingMembers(n *jsontree.Node, r gomodel.Ref) []string {
	if r.Type == nil || r.List || n.Kind() != jsontree.Object && n.Kind() != jsontree.Null && n.Kind() != jsontree.None {
		return nil
	}
	var missing []string
	for _, f := range r.Type.Fields {
		if f.Required && n.Get(f.JSON) == nil {
			missing = append(missing, f.JSON)
		}
	}
	return missing
}

// Holds reports whether a JSON value decodes to a type as a whole.
func Holds(n *jsontree.Node, r gomodel.Ref) bool {
	kind := n.Kind()
	switch {
	case kind == jsontree.Null:
		return true
	case r.List:
		one := r.Elem()
		return kind == jsontree.Array && !slices.ContainsFunc(n.Nodes, func(e *jsontree.Node) bool { return !Holds(e, one) })
	case r.Type != nil && r.Type.Kind == gomodel.Struct:
		return kind == jsontree.Object
	case r.Type != nil:
		return kind == jsontree.String
	}
	switch r.Go {
	case "json.RawMessage", "any":
		return true
	case "bool":
		return kind == jsontree.Bool
	case "[]byte":
		_, err := base64.StdEncoding.DecodeString(n.Str())
		return kind == jsontree.String && err == nil
	case "json.Number":
		return kind == jsontree.Number
	case "int", "int8", "int16", "int32", "int64", "uint8", "float32", "float64":
		return kind == jsontree.Number && Fits(r, n.Text)
	}
	return kind == jsontree.String
}

// isZero reports whether a text of a query is a zero value.
func isZero(text string) bool {
	switch strings.TrimSpace(text) {
	case "", "null", `""`, "0", "0.0", "false", "[]", "{}":
		return true
	}
	return false
}

// isZeroValue reports whether a JSON value decodes to a zero value.
func isZeroValue(n *jsontree.Node) bool {
	switch n.Kind() {
	case jsontree.Array, jsontree.Object:
		return len(n.Nodes) == 0
	}
	return isZero(n.Text)
}

func isEmptyObject(n *jsontree.Node) bool { return n.Kind() == jsontree.Object && len(n.Nodes) == 0 }
