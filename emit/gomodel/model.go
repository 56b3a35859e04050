// Package gomodel turns the IR into a Go-shaped model of the packages to emit:
// one [Package] per API version, with every file, name, Go type, route and doc
// comment decided. Printers walk it and decide nothing.
//
// Names come from ids, type names and path shapes alone, so the order of pages
// never shows and a page that is added renames nothing. Two things that would
// get one name both take a longer form, and the finding name-clash names both.
//
// Comments are made when they are asked for, of what the model holds.
//
// Texts (Doc, Wire, JSON, Template) are page text: only emit/gofile may bring
// them into Go source. Names of Go things (Name, Field, Stem, Var) are ASCII
// identifiers already.
package gomodel

import (
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/service"
)

// Options says how packages are named and which language comments are in.
// The zero value is usable.
type Options struct {
	Package string // start of package names, e.g. "graph"; "" means "api"
	Locale  string // language of doc comments; "" means ir.BaseLocale
}

// Model is everything to emit.
type Model struct {
	Packages []*Package // one per API version, sorted by Dir
	Service  *service.Service
}

// Package is one emitted Go package.
type Package struct {
	Name       string // e.g. "graphv1"
	Dir        string // slash path below the output folder, e.g. "v1"
	APIVersion string // e.g. "v1.0"
	API        *service.Service
	Files      []*File       // sorted by Stem
	Services   []*Service    // sorted by Name
	Addresses  []*Address    // sorted by Name
	Sets       []*AddressSet // sorted by Name
}

// File groups what is printed into one Go file, e.g. the service and the type
// of the resource timeCard into timecard.go. Printers of other parts add a
// suffix ("timecard_server.go", "timecard_test.go").
type File struct {
	Stem     string        // e.g. "timecard": lower-case letters and digits, never a reserved name
	Services []*Service    // sorted by Name; usually one or none
	Sets     []*AddressSet // those that it declares, sorted by Name
	Types    []*Type       // sorted by Name
}

// Name returns the stem as a part of Go names.
func (f *File) Name() Name { return Name(f.Stem) }

// Unit is all that a Go file, with the files of other parts beside it, is
// printed from: nothing else of the package may show in them.
type Unit struct {
	Package    string // its name
	APIVersion string
	*File
}

// Units returns the units of a package, in the order of its files.
func (p *Package) Units() []Unit {
	units := make([]Unit, len(p.Files))
	for i, f := range p.Files {
		units[i] = Unit{Package: p.Name, APIVersion: p.APIVersion, File: f}
	}
	return units
}

// At returns the first place that the file is made of, zero if none is known.
func (f *File) At() ir.Pos {
	for _, s := range f.Services {
		for _, m := range s.Methods {
			return m.Routes[0].At
		}
	}
	for _, t := range f.Types {
		return t.At
	}
	return ir.Pos{}
}

// Service holds the operations of one resource.
type Service struct {
	Resources []string  // as the pages name it, e.g. "timeCard"; two where they use singular and plural
	Field     Name      // field of Client, e.g. "TimeCards"
	Name      Name      // type of that field, e.g. "TimeCardsService"
	Server    Name      // interface that a server implements, e.g. "TimeCardsServer"
	Stem      string    // of its File
	Methods   []*Method // sorted by Name
	API       *service.Service
}

// Called returns what comments call the resource of the service.
func (s *Service) Called() string {
	if len(s.Resources) == 1 {
		return "the resource " + s.Resources[0]
	}
	return "the resources " + strings.Join(s.Resources, " and ")
}

// Method is one operation as a Go method. Its arguments are, in this order:
// ctx, the address (At), Path, Query, Header, Body, Options (variadic).
type Method struct {
	Name    Name // e.g. "ClockIn"
	Service *Service
	Op      *ir.Operation
	Var     Name   // package-level Operation value, e.g. "OpTimeCardClockIn"
	Verb    string // HTTP method, the same for all routes, e.g. "POST"
	Bare    bool   // a function without the arguments that another method of Op takes
	ID      string // of the operation, e.g. "v1.0/timeCard/clockIn"
	Source  string // file of the documentation page
	Locale  string // language of its comment
	Suffix  string // template after the address, or the whole template if At is nil

	Routes []*Route    // every documented path, in page order, shapes distinct; never empty
	At     *AddressSet // what the address argument may be; nil: there is one path and no such argument
	Path   []*Param    // placeholders of Suffix, in path order
	Query  []*Param    // required query parameters
	Header []*Param    // required headers
	Fixed  []Pair      // query parameters whose value the path template fixes

	Deprecated  bool
	Permissions []Permission // in page order

	Body    *Body     // nil: none
	Options *Optional // nil: nothing optional is documented
	Result  Result

	Examples []*Example // those of the operation, whatever their verb
}

// Route is one documented path of a method.
type Route struct {
	// Template is the canonical path: placeholders are {name} with Go names,
	// one segment each; after a segment that ends in a colon they span
	// segments; inside '…' they are quoted by OData's rules.
	Template string
	Address  *Address // value of the address argument; nil if Method.At is nil
	Holes    int      // placeholders of Template: first those of Address.Fields, then those of Method.Path
	At       ir.Pos

	// Yields is true where another operation owns the endpoint, and where only an
	// example shows it: the route answers requests that no other route answers.
	Yields bool

	Endpoint string `digest:"-"` // as the page writes it, "METHOD path"
}

// Address is a place in the API that paths of several operations start with,
// as a small struct, e.g. type AtDriveItem struct{ DriveID, ItemID string }.
type Address struct {
	Name     Name          // e.g. "AtDriveItem"
	Template string        // e.g. "/drives/{DriveID}/items/{ItemID}"
	Fields   []*Param      // in path order; Name is the field's name
	Sets     []*AddressSet `digest:"-"`
	At       ir.Pos        `digest:"-"` // of the endpoint that it was met in first
}

// AddressSet is an interface that some addresses implement: the argument type
// of methods with several paths.
type AddressSet struct {
	Name      Name       // e.g. "AtMeOrUser", "DriveItemCheckinAddress"
	Mark      Name       // unexported method that its members have, e.g. "atMeOrUser"
	Addresses []*Address // sorted by Name
	Stem      string     // of the File that declares it; "" if methods of several services share it
}

// Param is a value that a method takes: an argument, or a field of an address
// or of an options struct.
type Param struct {
	Name Name   // Go name: "teamID" as an argument, "Select" as a field
	Wire string // name in the request, e.g. "$select"; for placeholders the name that the page writes
	Type Ref
	Doc  Doc

	Usual string // what its comment says if the page does not describe it
}

// Doc is what a comment is made of.
type Doc struct {
	Text string   // as the page writes it
	More []string // paragraphs after it
}

// Pair is a query parameter or a header.
type Pair struct{ Name, Value string }

// Optional is the struct with the optional query parameters and headers of a method.
type Optional struct {
	Name   Name // e.g. "TimeCardClockInOptions"
	Query  []*Param
	Header []*Param
}

// Body is a request body.
type Body struct {
	Stream      bool   // an io.Reader; Type is not set
	Type        Ref    // of the JSON body
	ContentType string // e.g. "application/json"; "" for a stream whose type the caller names (argument contentType)
	Form        bool   // the fields of Type travel as a form of ContentType, which the page shows
}

// Result is what a method returns besides its error.
type Result struct {
	Kind   ResultKind
	Type   Ref  // Object: the struct, without pointer; Page: the element; Scalar: the value
	Status int  // documented status of success; 0 if the page names none
	Nested bool // Object: the page's examples show it as the member "value" of an object
	Bare   bool // Paged, Scalar: the JSON of an answer is the list or value itself, no member of an object

	// Header of an Accepted result says where to ask for the operation's state,
	// e.g. "Location"; Type is what is found there, raw JSON if nobody says.
	Header string
}

// ResultKind tells the shapes of results apart.
type ResultKind int

// The shapes of results: nothing; (*T, error); (*Page[T], error); (T, error)
// of a JSON or text body that is one value; (io.ReadCloser, error); and
// (*Accepted, error) of a long-running operation that goes on.
const (
	None ResultKind = iota
	Object
	Paged
	Scalar
	Stream
	Accepted
)

// Type is a declared Go type.
type Type struct {
	Name    Name // e.g. "TimeCard"
	Kind    TypeKind
	API     string   // qualified API name, e.g. "microsoft.graph.timeCard"; "" if the API does not name it
	Doc     Doc      `digest:"doc"`
	Own     string   `digest:"doc"` // of a type that belongs to a method alone: what it is, in place of Doc
	Stem    string   // of its File
	Fields  []*Field // Struct: inherited ones first, then page order
	Members []*Member
	At      ir.Pos `digest:"-"` // where the page defines it

	Base     *Type   `digest:"-"` // nil: none, or not documented
	Subtypes []*Type // all that derive from it and are in the package, sorted by Name
	Subtype  Name    // interface that Subtypes implement, e.g. "PlaceSubtype"; "" without Subtypes
	Marks    []Name  // unexported methods that it has because bases list it as a subtype
}

// TypeKind tells structs, enumerations and texts apart.
type TypeKind int

// Struct has Fields. Enum is a string type with Members.
const (
	Struct TypeKind = iota
	Enum
)

// Field is a field of a struct.
type Field struct {
	Name     Name   // e.g. "IsAtApprovedLocation"
	JSON     string // e.g. "isAtApprovedLocation"
	Type     Ref
	Required bool
	Doc      Doc `digest:"doc"`
}

// Member is a constant of an enumeration.
type Member struct {
	Name  Name   // e.g. "TimeCardStateClockedIn"
	Value string // e.g. "clockedIn"
	Doc   Doc    `digest:"doc"`
}

// Ref is a Go type where it is used: a [Type] of the package or a type of Go or
// of the runtime file, possibly wrapped.
type Ref struct {
	Type *Type  // nil: Go says it
	Go   string // e.g. "string", "int32", "Time", "json.RawMessage"
	Wrap Wrap
	List bool // a slice of it; together with Wrap Maybe: Opt[[]T]
}

// Wrap says how absence is told.
type Wrap int

// Plain: the zero value means absent. Pointer: nil does. Maybe: an Opt, which
// tells absent, null and a value apart.
const (
	Plain Wrap = iota
	Pointer
	Maybe
)

// Elem returns the type without Wrap and List.
func (r Ref) Elem() Ref { return Ref{Type: r.Type, Go: r.Go} }

// Name returns the Go name of the element, e.g. "TimeCard" or "json.RawMessage".
func (r Ref) Name() string {
	if r.Type != nil {
		return string(r.Type.Name)
	}
	return r.Go
}

// String returns the type as Go writes it, e.g. "Opt[[]string]".
func (r Ref) String() string {
	s := r.Name()
	if r.List {
		s = "[]" + s
	}
	switch r.Wrap {
	case Pointer:
		return "*" + s
	case Maybe:
		return "Opt[" + s + "]"
	}
	return s
}
