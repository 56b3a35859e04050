package account

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/ir"
)

// Values lists what an API holds with its places, by file.
func Values(api *ir.API) map[string][]Value {
	var w valueWalker
	for _, o := range api.Operations {
		w.record(reflect.ValueOf(o).Elem())
	}
	for _, t := range api.Types {
		w.record(reflect.ValueOf(t).Elem())
	}
	words := string(w.words)
	byFile := map[string][]Value{}
	for _, p := range w.places {
		file := p.span.At.File
		byFile[file] = append(byFile[file], Value{Lines{p.span.At.Line, p.span.Last()}, words[p.from:p.to]})
	}
	return byFile
}

// valueWalker gathers the values of an API: every struct that has a place, with all
// texts and numbers in it. It goes by reflection, so that no field is forgotten.
type valueWalker struct {
	words   []byte // of all values, in the order in which they stand in the API
	places  []place
	headers bool // the values that are being visited are headers of an operation
}

// place is where a value stands, and which of the words are its own.
type place struct {
	span     ir.Span
	from, to int
}

// visit adds the words of a value.
func (w *valueWalker) visit(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			w.visit(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			w.visit(v.Index(i))
		}
	case reflect.String:
		if v.Type() == schemeType {
			w.add(schemeName(v.String()))
		} else {
			w.squeeze(v.String())
		}
	case reflect.Int:
		w.words = append(strconv.AppendInt(w.words, v.Int(), 10), ' ')
	case reflect.Struct:
		w.record(v)
	}
}

// record adds the words of a struct, and the struct once for each of its places: its
// Pos, which goes on to the line End where it has one, and its Spans.
func (w *valueWalker) record(v reflect.Value) {
	from := len(w.words)
	var spans []ir.Span
	for _, field := range shapes[v.Type()] {
		switch f := v.Field(field.index); field.role {
		case isNote:
			for _, l := range *f.Addr().Interface().(*ir.Text) {
				w.squeeze(l.Text)
			}
		case isPos:
			spans = append(spans, ir.Span{At: *f.Addr().Interface().(*ir.Pos)})
		case isEnd:
			spans[len(spans)-1].End = int(f.Int()) // it follows At
		case isSpan:
			spans = append(spans, *f.Addr().Interface().(*ir.Span))
		case isSpans:
			spans = append(spans, *f.Addr().Interface().(*[]ir.Span)...)
		case isHeaders:
			w.headers = true
			w.visit(f)
			w.headers = false
		case ofType:
			if name := f.String(); name != "" {
				w.squeeze(name)
				w.add(typeWord(name))
			}
		case isNames:
			for _, names := range *f.Addr().Interface().(*[]string) {
				for name := range strings.SplitSeq(names, " and ") {
					w.add(Squeeze(name))
				}
			}
		case isPart:
			w.visit(f)
		}
	}
	if w.headers && v.Type() == parameterType {
		p := v.Addr().Interface().(*ir.Parameter)
		w.add(headerWord(p.Name))
		w.add(headerWord(p.Written))
	}
	for _, s := range spans {
		if !s.At.IsZero() {
			w.places = append(w.places, place{s, from, len(w.words)})
		}
	}
}

// add adds a word as it is.
func (w *valueWalker) add(word string) {
	w.words = append(append(append(w.words, ' '), word...), ' ')
}

// squeeze adds a text, squeezed, and, where it has several words but is no body, each
// of them.
func (w *valueWalker) squeeze(s string) {
	const longest = 400 // bytes
	w.words = append(appendSqueezed(append(w.words, ' '), s), ' ')
	if len(s) < longest && strings.IndexByte(s, ' ') >= 0 {
		for word := range strings.FieldsSeq(s) {
			w.words = append(appendSqueezed(w.words, word), ' ')
		}
	}
}

// Forget drops from an API what it knows of the lines that its values were read from,
// which nobody needs once the account is made.
func Forget(api *ir.API) {
	forget(reflect.ValueOf(api).Elem())
}

func forget(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			forget(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			forget(v.Index(i))
		}
	case reflect.Struct:
		for _, field := range shapes[v.Type()] {
			if field.passing {
				v.Field(field.index).SetZero()
			} else if field.holdsPassing {
				forget(v.Field(field.index))
			}
		}
	}
}

// schemeName is the word for a permission scheme, which no text has.
func schemeName(scheme string) string {
	if scheme == "" {
		return ""
	}
	return "scheme:" + scheme
}

// headerWord is the word for a header that an operation takes, which no text has.
func headerWord(name string) string { return "header:" + Squeeze(name) }

// typeWord is the word for the type of a property or parameter, which no text has. Of
// the name of a type only what follows the namespace counts.
func typeWord(name string) string {
	return "type:" + Squeeze(name[strings.LastIndexByte(name, '.')+1:])
}
