package gofile

import (
	"fmt"
	"go/ast"
	goconstant "go/constant"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
)

const (
	jenPath   = "github.com/dave/jennifer/jen"
	modelPath = "github.com/docpiler/docpiler/emit/gomodel"
	filePath  = "github.com/docpiler/docpiler/emit/gofile"
)

// walker walks the source of one package and notes where a text that is no
// constant might reach jennifer. What takes texts it learns from the types of
// jennifer's functions, so that none is forgotten; those that it does not know are
// refused.
type walker struct {
	path string          // of the package
	made map[string]bool // the exceptions of madeHere that it met

	fset     *token.FileSet
	info     *types.Info
	function string                      // at hand
	called   map[ast.Expr]bool           // what stands before the parentheses of a call
	set      map[types.Object][]ast.Expr // what variables are set to
	problems []string
}

// walk returns what is wrong with a package, a line each.
func (w *walker) walk(load types.Importer, sources map[string][]byte) ([]string, error) {
	w.fset, w.called, w.set = token.NewFileSet(), map[ast.Expr]bool{}, map[types.Object][]ast.Expr{}
	w.info = &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{},
	}
	var files []*ast.File
	for name, source := range sources {
		file, err := parser.ParseFile(w.fset, name, source, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	config := types.Config{Importer: load}
	if _, err := config.Check(w.path, w.fset, files, w.info); err != nil {
		return nil, err
	}
	for _, file := range files {
		ast.Inspect(file, w.settings)
	}
	for _, file := range files {
		for _, d := range file.Decls {
			w.function = ""
			if f, ok := d.(*ast.FuncDecl); ok {
				w.function = f.Name.Name
			}
			ast.Inspect(d, w.visit)
		}
	}
	return w.problems, nil
}

// settings notes what variables are set to.
func (w *walker) settings(n ast.Node) bool {
	if n, ok := n.(*ast.AssignStmt); ok {
		for i, to := range n.Lhs {
			if id, ok := to.(*ast.Ident); ok {
				object := w.info.Defs[id]
				if object == nil {
					object = w.info.Uses[id]
				}
				w.set[object] = append(w.set[object], n.Rhs[min(i, len(n.Rhs)-1)])
			}
		}
	}
	return true
}

func (w *walker) refuse(n ast.Node, format string, args ...any) {
	w.problems = append(w.problems, fmt.Sprintf("%s: %s", w.fset.Position(n.Pos()), fmt.Sprintf(format, args...)))
}

// isMade reports whether the function at hand may give jennifer a text.
func (w *walker) isMade(what string) bool {
	key := w.function + " " + what
	if w.path != filePath || madeHere[key] == "" {
		return false
	}
	w.made[key] = true
	return true
}

func (w *walker) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ImportSpec:
		if path := n.Path.Value; path == `"reflect"` || path == `"unsafe"` {
			w.refuse(n, "import of %s", path)
		}
	case *ast.InterfaceType:
		if n.Methods.NumFields() > 0 {
			w.refuse(n, "an interface, behind which jennifer may hide")
		}
	case *ast.CallExpr:
		w.called[ast.Unparen(n.Fun)] = true
		w.call(n)
	case *ast.SelectorExpr:
		w.called[n.Sel] = w.called[n]
		w.selection(n, w.info.Selections[n])
	case *ast.Ident:
		if f, ok := w.info.Uses[n].(*types.Func); ok && takesText(f) && !w.called[n] {
			w.refuse(n, "%s.%s is used as a value", f.Pkg().Name(), f.Name())
		}
	case *ast.UnaryExpr:
		if n.Op == token.AND && isNamed(w.info.Types[n.X].Type, modelPath, "Name") {
			w.refuse(n, "the address of a gomodel.Name")
		}
	case *ast.CompositeLit:
		w.literal(n)
	case *ast.AssignStmt:
		for i, to := range n.Lhs {
			if index, ok := to.(*ast.IndexExpr); ok && isFiles(w.info.Types[index.X].Type) {
				w.file(n.Rhs[min(i, len(n.Rhs)-1)])
			}
		}
	}
	return true
}

// selection refuses fields of jennifer's types, and methods of theirs that are
// named by their type.
func (w *walker) selection(n *ast.SelectorExpr, s *types.Selection) {
	if s == nil || s.Obj().Pkg() == nil || s.Obj().Pkg().Path() != jenPath {
		return
	}
	switch object := s.Obj().(type) {
	case *types.Func:
		if s.Kind() == types.MethodExpr && takesText(object) {
			w.refuse(n, "jen.%s is used as a value", object.Name())
		}
	case *types.Var:
		if !w.isMade(object.Name()) {
			w.refuse(n, "a field of jennifer's, %s", object.Name())
		}
	}
}

// call looks at conversions, and at what functions of jennifer and gofile take.
func (w *walker) call(n *ast.CallExpr) {
	if fun := w.info.Types[n.Fun]; fun.IsType() {
		w.conversion(n, fun.Type)
		return
	}
	f := w.callee(n)
	if f == nil || !takesText(f) {
		return
	}
	name := f.Pkg().Name() + "." + f.Name()
	switch {
	case f.Pkg().Path() == filePath:
		for i := range n.Args {
			if isNamed(f.Signature().Params().At(min(i, f.Signature().Params().Len()-1)).Type(), filePath, "constant") {
				w.constant(n.Args[i], name)
			}
		}
		if f.Name() == "Field" {
			w.limited(n.Args[0], name, isIdentifier, "no identifier")
		}
	case w.isMade(f.Name()):
	case f.Name() == "Id" || f.Name() == "Dot":
		w.limited(n.Args[0], name, isIdentifier, "no identifier")
	case f.Name() == "Op":
		w.limited(n.Args[0], name, isOperator, "no operator")
	case f.Name() == "Qual":
		w.limited(n.Args[0], name, func(path string) bool { return allowed[path] }, "nothing that emitted files import")
		w.limited(n.Args[1], name, isIdentifier, "no identifier")
	case f.Name() == "Lit":
		if basic, ok := w.info.Types[n.Args[0]].Type.Underlying().(*types.Basic); !ok || basic.Info()&(types.IsNumeric|types.IsBoolean) == 0 {
			w.constant(n.Args[0], name)
		}
	case f.Name() == "Custom" || f.Name() == "CustomFunc":
		if _, ok := ast.Unparen(n.Args[0]).(*ast.CompositeLit); !ok {
			w.refuse(n, "%s takes options that are not written out", name)
		}
	default:
		w.refuse(n, "%s is not for emitters", name)
	}
}

// callee returns the function that is called, nil if it has no name.
func (w *walker) callee(n *ast.CallExpr) *types.Func {
	switch x := ast.Unparen(n.Fun).(type) {
	case *ast.SelectorExpr:
		f, _ := w.info.Uses[x.Sel].(*types.Func)
		return f
	case *ast.Ident:
		f, _ := w.info.Uses[x].(*types.Func)
		return f
	}
	return nil
}

// constant refuses an argument that is no constant, and reports whether it is one.
func (w *walker) constant(arg ast.Expr, taker string) bool {
	if w.info.Types[arg].Value == nil {
		w.refuse(arg, "%s takes a text that is no constant", taker)
		return false
	}
	return true
}

// limited refuses an argument that is no constant, or another one than may be.
func (w *walker) limited(arg ast.Expr, taker string, is func(string) bool, not string) {
	if w.constant(arg, taker) && w.info.Types[arg].Value.Kind() == goconstant.String {
		if value := goconstant.StringVal(w.info.Types[arg].Value); !is(value) {
			w.refuse(arg, "%s takes %q, which is %s", taker, value, not)
		}
	}
}

// conversion refuses to make a name of the model, or something that may be one,
// of a text that is no constant.
func (w *walker) conversion(n *ast.CallExpr, to types.Type) {
	_, isParameter := to.(*types.TypeParam)
	switch {
	case w.info.Types[n.Args[0]].Value != nil:
	case isParameter:
		w.refuse(n, "a text becomes a type parameter")
	case isNamed(to, filePath, "constant"):
		w.refuse(n, "a text becomes a constant")
	case isNamed(to, modelPath, "Name") && !w.isMade("Name"):
		w.refuse(n, "a text becomes a gomodel.Name")
	}
}

// literal refuses jennifer's types written out, but for lists of code and options
// of tokens, and files that gofile did not make.
func (w *walker) literal(n *ast.CompositeLit) {
	t := w.info.Types[n].Type
	if isFiles(t) {
		for _, e := range n.Elts {
			w.file(e.(*ast.KeyValueExpr).Value)
		}
		return
	}
	named, ok := types.Unalias(t).(*types.Named)
	switch {
	case !ok || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() != jenPath:
	case named.Obj().Name() == "Statement" || named.Obj().Name() == "Dict":
	case named.Obj().Name() == "Options":
		for _, e := range n.Elts {
			if pair, ok := e.(*ast.KeyValueExpr); ok {
				e = pair.Value
			}
			w.limited(e, "jen.Options", isOperator, "no operator")
		}
	default:
		w.refuse(n, "jen.%s is made by jennifer alone", named.Obj().Name())
	}
}

// file refuses a file that does not come out of gofile as it stands.
func (w *walker) file(value ast.Expr) {
	value = ast.Unparen(value)
	list := []ast.Expr{value}
	if id, ok := value.(*ast.Ident); ok {
		list = w.set[w.info.Uses[id]]
	}
	for _, v := range list {
		call, ok := v.(*ast.CallExpr)
		if ok {
			f := w.callee(call)
			ok = f != nil && f.Pkg() != nil && f.Pkg().Path() == filePath
		}
		if !ok {
			w.refuse(value, "a file that gofile did not make")
		}
	}
	if len(list) == 0 {
		w.refuse(value, "a file that gofile did not make")
	}
}

// takesText reports whether a function is jennifer's and takes something that may
// hold a text, or is gofile's and takes one that has to be a constant.
func takesText(f *types.Func) bool {
	if f.Pkg() == nil {
		return false
	}
	for p := range f.Signature().Params().Variables() {
		switch f.Pkg().Path() {
		case jenPath:
			if holdsText(p.Type(), map[types.Type]bool{}) {
				return true
			}
		case filePath:
			if isNamed(p.Type(), filePath, "constant") {
				return true
			}
		}
	}
	return false
}

// holdsText reports whether a value of a type may hold a text, or make one. Code is
// made by jennifer's functions alone, which are looked at themselves.
func holdsText(t types.Type, seen map[types.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	if isNamed(t, jenPath, "Code") || isNamed(t, jenPath, "Group") || isNamed(t, jenPath, "Statement") {
		return false
	}
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return t.Info()&types.IsString != 0
	case *types.Interface:
		return t.NumMethods() == 0
	case *types.Map:
		return holdsText(t.Key(), seen) || holdsText(t.Elem(), seen)
	case *types.Slice:
		return holdsText(t.Elem(), seen)
	case *types.Pointer:
		return holdsText(t.Elem(), seen)
	case *types.Struct:
		for field := range t.Fields() {
			if holdsText(field.Type(), seen) {
				return true
			}
		}
	case *types.Signature:
		for result := range t.Results().Variables() {
			if holdsText(result.Type(), seen) {
				return true
			}
		}
	}
	return false
}

func isNamed(t types.Type, path, name string) bool {
	if pointer, ok := t.(*types.Pointer); ok {
		t = pointer.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == path && named.Obj().Name() == name
}

// isFiles reports whether a type is that of files by name.
func isFiles(t types.Type) bool {
	return t != nil && types.TypeString(t.Underlying(), nil) == "map[string][]byte"
}

// isOperator reports whether a text is nothing or one operator of Go.
func isOperator(text string) bool {
	var s scanner.Scanner
	fset := token.NewFileSet()
	s.Init(fset.AddFile("", -1, len(text)), []byte(text), nil, scanner.ScanComments)
	_, first, _ := s.Scan()
	_, second, literal := s.Scan()
	return first == token.EOF || first.IsOperator() && (second == token.EOF || second == token.SEMICOLON && literal == "\n")
}
