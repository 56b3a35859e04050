package gomodel

import (
	"slices"

	"github.com/docpiler/docpiler/ir"
)

// Origin says which pages a type is made of, so that it can be made again of these
// alone.
type Origin struct {
	Pages []string // files, each once
	Texts int      // so many at the start have texts that comments show
	Via   *Type    // the type whose member led to this one first; nil: an operation did
}

// origins gathers what a schema is made of.
type origins struct {
	shown []*ir.Operation // those whose examples show it, in their order
	told  []*ir.Operation // those that say more of it: by a body table, or by the first example to name one of kinds, …
	kinds []string        // values of @odata.type
	in    []*schema       // those in which examples show it
	rows  []string        // files of body tables that say what its members are
}

// show notes that an example of the operation shows the schema in another one,
// which may be nil, with a value of @odata.type, which may be "".
func (o *origins) show(op *ir.Operation, in *schema, kind string) {
	if n := len(o.shown); n == 0 || o.shown[n-1] != op {
		o.shown = append(o.shown, op)
	}
	if in != nil && !slices.Contains(o.in, in) {
		o.in = append(o.in, in)
	}
	if kind != "" && !slices.Contains(o.kinds, kind) {
		o.kinds = append(o.kinds, kind)
		o.told = append(o.told, op)
	}
}

// originOf lists the pages that the type of a schema is made of: what describes
// it, the operation that it is reached from, and the examples that show it.
func (b *book) originOf(s *schema, via *Type) Origin {
	l := fileList{}
	chain, guesses := b.chain(s), false
	for _, c := range chain {
		l.page(c.page)
		guesses = guesses || c.page == nil
	}
	for _, p := range b.properties(s) {
		l.add(p.At.File)
		guesses = guesses || p.Type == ""
	}
	texts := len(l.files)
	l.operation(b.op)
	for _, c := range chain {
		for _, op := range c.told {
			l.operation(op)
		}
	}
	if guesses {
		for _, op := range s.shown {
			l.operation(op)
		}
	}
	b.addWays(&l, chain)
	if derived := b.derived[s.key]; len(derived) > 0 {
		l.page(b.pages[slices.Min(derived)]) // that there is one is all that counts
	}
	return Origin{l.files, texts, via}
}

// addWays adds the pages that lead from examples to schemas: those of the schemas
// that have them as members, and of these again.
func (b *book) addWays(l *fileList, schemas []*schema) {
	seen := map[*schema]bool{}
	for todo := slices.Clone(schemas); len(todo) > 0; {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[s] {
			continue
		}
		seen[s] = true
		for _, c := range b.chain(s) {
			l.page(c.page)
			for _, file := range c.rows {
				l.add(file)
			}
		}
		todo = append(todo, s.in...)
	}
}

// fileList is a list of files, each once.
type fileList struct {
	files []string
	known map[string]bool // of long lists
}

// page adds the pages that describe a type.
func (l *fileList) page(t *ir.Type) {
	if t == nil {
		return
	}
	l.sources(t.Sources)
	l.add(t.At.File)
	for i := range t.Members {
		l.add(t.Members[i].At.File)
	}
}

func (l *fileList) operation(op *ir.Operation) {
	if op == nil {
		return
	}
	l.sources(op.Sources)
	if op.Body == nil {
		return
	}
	for i := range op.Body.Properties { // which may be those of a type's page
		l.add(op.Body.Properties[i].At.File)
	}
}

func (l *fileList) sources(list []ir.Source) {
	for i := range list {
		l.add(list[i].File)
	}
}

func (l *fileList) add(file string) {
	n := len(l.files)
	switch {
	case file == "", n > 0 && l.files[n-1] == file:
		return
	case n < longList:
		if slices.Contains(l.files, file) {
			return
		}
	default:
		if l.known == nil {
			l.known = make(map[string]bool, 2*n)
			for _, f := range l.files {
				l.known[f] = true
			}
		}
		if l.known[file] {
			return
		}
		l.known[file] = true
	}
	l.files = append(l.files, file)
}

// typ adds what a type is made of, with its bases, which mark it, and the types on
// the way to them.
func (l *fileList) typ(t *Type, seen map[*Type]bool) {
	for ; t != nil && !seen[t]; t = t.Origin.Via {
		seen[t] = true
		for _, file := range t.Origin.Pages {
			l.add(file)
		}
		l.typ(t.Base, seen)
	}
}

// origins returns the pages whose texts the unit shows, and those that it can be
// made again of: its own and those of all types that it reaches.
func (u Unit) origins(reached []*Type) (texts, all []string) {
	var l fileList
	for _, s := range u.Services {
		for _, m := range s.Methods {
			l.operation(m.Op)
		}
	}
	for _, t := range u.Types {
		for _, file := range t.Origin.Pages[:t.Origin.Texts] {
			l.add(file)
		}
	}
	texts = slices.Clone(l.files)
	for _, s := range u.Services {
		for _, m := range s.Methods {
			if m.At == nil {
				continue
			}
			for _, a := range m.At.Addresses {
				l.add(a.At.File)
			}
		}
	}
	seen := make(map[*Type]bool, len(reached))
	for _, list := range [][]*Type{u.Types, reached} {
		for _, t := range list {
			l.typ(t, seen)
		}
	}
	return texts, l.files
}
