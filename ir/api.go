// Package ir is docpiler's intermediate representation: what API documentation
// pages say, as plain Go values. Parsers produce it, emitters consume it, and
// its JSON form (see [Encode]) is a contract with other programs.
//
// Facts that no language may change (methods, paths, names, types, status
// codes, payloads) are stored once; text that a person reads is a [Text], one
// entry per language. Lists keep page order unless a field says otherwise.
//
// In JSON every list is present, possibly empty; an optional scalar or record
// that the page does not give is left out; nothing is ever null. The lists that
// may be absent say so; of these [Operation.Permissions] is absent where the page
// has a permissions section which could not be read, the others where they are
// empty.
package ir

import "github.com/docpiler/docpiler/ir/service"

// Version is the value of irVersion in the JSON form.
const Version = 1

// BaseLocale is the language that wins where variants of a page disagree,
// unless the configuration names another.
const BaseLocale = "en-US"

// API is everything known about a set of pages: one page, a shard, or all.
type API struct {
	IRVersion   int          `json:"irVersion"`
	Operations  []*Operation `json:"operations"`        // sorted by ID after Merge
	Types       []*Type      `json:"types"`             // sorted by APIVersion, then Name after Merge
	Diagnostics []Diagnostic `json:"diagnostics"`       // sorted by place after Merge
	Aside       []Aside      `json:"-"`                 // where a page holds no facts, as its readers know
	Ignored     []Ignored    `json:"ignored,omitempty"` // what pages ask not to report, see Reported; sorted

	// Service is what the configuration, the pages' dialect and their addresses say
	// of the service; nil: the pages speak of Microsoft Graph, see ServiceOf.
	Service *service.Service `json:"service,omitempty"`

	// Bases counts the addresses that pages show paths below, with base path, until
	// Service is settled by them.
	Bases map[string]int `json:"bases,omitempty"`
}

// ServiceOf returns the service that the API is of.
func (a *API) ServiceOf() *service.Service {
	if a.Service == nil {
		return &service.Graph
	}
	return a.Service
}

// Operation is one thing that a program can ask the service to do. It may be
// reachable by several endpoints (paths), which behave alike.
type Operation struct {
	ID         string `json:"id"`         // e.g. "v1.0/timeCard/clockIn": APIVersion/Resource/Name; unique in an API
	APIVersion string `json:"apiVersion"` // "v1.0", "beta" or another name from the pages
	Namespace  string `json:"namespace,omitempty"`
	Resource   string `json:"resource"` // e.g. "timeCard"
	Name       string `json:"name"`     // e.g. "clockIn", "listMessages"

	Title   Text     `json:"title"`
	Summary Text     `json:"summary"`
	Sources []Source `json:"sources"` // base language first; never empty

	Endpoints          []Endpoint   `json:"endpoints"`
	Permissions        []Permission `json:"permissions,omitzero"` // nil: could not be read; empty: the page has none
	Notes              []Note       `json:"notes"`
	Deprecated         bool         `json:"deprecated,omitempty"` // the page says so
	Clouds             *Clouds      `json:"clouds,omitempty"`     // nil: the page or its shape does not say
	Headers            []Parameter  `json:"headers"`
	FunctionParameters []Parameter  `json:"functionParameters"` // documented, but in no path template
	Query              []Parameter  `json:"query"`
	OData              bool         `json:"odata,omitempty"` // the page says that OData's query options apply and names none
	Body               *Body        `json:"body,omitempty"`  // nil: the operation takes none
	Responses          []Response   `json:"responses"`       // documented success statuses
	Examples           []Example    `json:"examples"`
}

// Source is one page (or one shape or translation of it) that an operation or
// type was read from.
type Source struct {
	File   string `json:"file"`   // slash path as given to docpiler
	Format string `json:"format"` // "markdown", "html" or "text"
	Locale string `json:"locale"` // BCP 47, e.g. "en-US"; "und" if unknown

	// Document identifies the documented page whatever its language and shape,
	// e.g. "v1.0/api/timecard-clockin". It is empty for copied text, which does
	// not say where it came from. Variants are merged by it.
	Document string `json:"document,omitempty"`
}

// Endpoint is one method and path template of an operation.
type Endpoint struct {
	Method          string      `json:"method"` // upper case
	Path            string      `json:"path"`   // as the page writes it, leading slash, no query string
	PathParameters  []PathParam `json:"pathParameters"`
	QueryParameters []PathQuery `json:"queryParameters"`

	// Several operations may document one endpoint. Owner is the id of the one that
	// answers it, "" if it is this one; Others are, on the owner's endpoint alone,
	// the ids of the further ones, sorted.
	Owner  string   `json:"owner,omitempty"`
	Others []string `json:"others,omitempty"`
	At     Pos      `json:"at,omitzero"`
	Also   []Span   `json:"-"` // where the page repeats it
}

// PathParam is one placeholder of a path template. A name that stands twice in
// the path has two entries.
type PathParam struct {
	Name        string `json:"name"` // as written, without brackets: "id | emailAddress", "item-path"
	Type        string `json:"type,omitempty"`
	Description Text   `json:"description"`
	Written     string `json:"-"` // other names by which the page calls it: that of an argument, a translation
	Rows        []Span `json:"-"` // of tables, that describe it
}

// PathQuery is one name=value pair of the query string that a page writes into
// an endpoint line.
type PathQuery struct {
	Name  string `json:"name"`            // e.g. "startDateTime", "$filter"
	Value string `json:"value,omitempty"` // as written, e.g. "{start_datetime}"
	Rows  []Span `json:"-"`               // of tables, that describe it
}

// Permission is what one scheme needs in one context.
type Permission struct {
	Scheme  Scheme           `json:"scheme"`
	Status  PermissionStatus `json:"status"`
	Least   []string         `json:"least"`   // alternatives, any one suffices; "A and B": both together
	Higher  []string         `json:"higher"`  // alternatives that also suffice
	Context string           `json:"context"` // caption, resource or workflow that tells several entries apart

	// Endpoints are those that an entry of a context holds for, as "METHOD path";
	// nil: all of the operation's; empty: none of them.
	Endpoints []string `json:"endpoints,omitzero"`
	At        Pos      `json:"at,omitzero"`
	Rows      []Span   `json:"-"` // of the table: its own, and the one above that names the scheme
}

// Scheme says on whose behalf an app calls.
type Scheme string

// The permission schemes, in the order in which they are listed.
const (
	DelegatedWork     Scheme = "delegatedWork"
	DelegatedPersonal Scheme = "delegatedPersonal"
	Application       Scheme = "application"
)

// PermissionStatus says what a permission cell states.
type PermissionStatus string

// Supported: names are given, or none at all, which means that no permission is
// needed. NotSupported: the call cannot be made with this
// scheme. NotAvailable: no permission exists. Undetermined: the page has not
// made up its mind ("TODO: …").
const (
	Supported    PermissionStatus = "supported"
	NotSupported PermissionStatus = "notSupported"
	NotAvailable PermissionStatus = "notAvailable"
	Undetermined PermissionStatus = "undetermined"
)

// Note is an alert or a role note of a page.
type Note struct {
	Kind string `json:"kind"` // note | important | tip | caution | warning | role
	Text Text   `json:"text"`
	At   Pos    `json:"at,omitzero"`
}

// Clouds says in which national clouds an operation is available.
type Clouds struct {
	Global  bool `json:"global"`
	USGovL4 bool `json:"usGovL4"`
	USGovL5 bool `json:"usGovL5"`
	China   bool `json:"china"`
}

// Parameter is a header, query option or function argument.
type Parameter struct {
	Name        string `json:"name"`
	Type        string `json:"type,omitempty"` // as in [Property]; empty if the page gives none
	Collection  bool   `json:"collection,omitempty"`
	Required    bool   `json:"required"`
	Description Text   `json:"description"`
	At          Pos    `json:"at,omitzero"`
	Written     string `json:"-"` // as the page writes the name, if a translation changed it
	Also        []Span `json:"-"` // further lines of its row, and rows that repeat it
}

// Body is a request body.
type Body struct {
	ContentType string `json:"contentType,omitempty"` // e.g. "application/json"
	Type        string `json:"type,omitempty"`        // named type that the body represents, e.g. "timeCard"
	Collection  bool   `json:"collection,omitempty"`  // the body is a JSON array

	// List says of a collection where its items stand: in that member, or, "", in a
	// JSON array that is the body; nil: as the service has it.
	List *string `json:"list,omitempty"`

	// From says where Properties come from: "table" (the page), "prose" (sentences
	// of the page, and the request examples), "type" (the page of Type) or "example"
	// (the request examples). Empty with no properties.
	From       string         `json:"from,omitempty"`
	Properties []BodyProperty `json:"properties"`
	At         Pos            `json:"at,omitzero"`
	Shown      []JSONBlock    `json:"-"` // as JSON, in its section
}

// BodyProperty is one member of a JSON request body.
type BodyProperty struct {
	Name        string   `json:"name"`
	Type        string   `json:"type,omitempty"` // as in [Property]
	Collection  bool     `json:"collection"`
	Required    bool     `json:"required"`
	Nullable    bool     `json:"nullable,omitempty"` // the page says so, or an example shows null
	Values      []string `json:"values,omitempty"`   // "Possible values are: …" of the description
	Description Text     `json:"description"`
	At          Pos      `json:"at,omitzero"`
	Also        []Span   `json:"-"` // as in [Parameter]
}

// Response is one documented answer to a successful call.
type Response struct {
	Status      int     `json:"status"`
	Type        string  `json:"type,omitempty"` // as in [Property]; empty: no body or not JSON
	Collection  bool    `json:"collection"`
	List        *string `json:"list,omitempty"`        // as in [Body]
	ContentType string  `json:"contentType,omitempty"` // only where it is not JSON
	Location    string  `json:"location,omitempty"`    // 202: header that says where to ask for the state, e.g. "Operation-Location"
	At          Pos     `json:"at,omitzero"`
	Also        []Span  `json:"-"` // where the page names it again
}

// Example is one documented exchange.
type Example struct {
	Title        Text            `json:"title"`
	Name         string          `json:"name,omitempty"` // the annotation's name
	Request      ExampleRequest  `json:"request"`
	Response     *ExampleAnswer  `json:"response,omitempty"` // nil: the page shows none
	Alternatives []ExampleAnswer `json:"alternatives"`       // further answers to the same request
}

// ExampleRequest is a request as the page shows it.
type ExampleRequest struct {
	Method     string   `json:"method"`
	URL        string   `json:"url"`                  // as shown, e.g. "https://graph.microsoft.com/v1.0/me" or "/me"
	SampleKeys []string `json:"sampleKeys,omitempty"` // path segments of URL that stand for placeholders
	Headers    []Header `json:"headers"`
	Body       string   `json:"body,omitempty"` // as shown; JSON is mended where the intent is certain
	At         Pos      `json:"at,omitzero"`    // of the request line
	End        int      `json:"-"`              // last line of the request, 0 if that is the line of At
	BodyAt     Pos      `json:"bodyAt,omitzero"`
}

// ExampleAnswer is a response as the page shows it.
type ExampleAnswer struct {
	Title      Text     `json:"title,omitzero"` // caption of an alternative, e.g. "CSV"
	Status     int      `json:"status"`
	Headers    []Header `json:"headers"`
	Type       string   `json:"type,omitempty"` // from the annotation, e.g. "microsoft.graph.timeCard"
	Collection bool     `json:"collection"`
	Truncated  bool     `json:"truncated"`
	Body       string   `json:"body,omitempty"`
	At         Pos      `json:"at,omitzero"` // of the status line
	End        int      `json:"-"`           // last line of the answer, 0 if that is the line of At
	BodyAt     Pos      `json:"bodyAt,omitzero"`
}

// Header is one header line of an example.
type Header struct {
	Name  string `json:"name"` // as shown
	Value string `json:"value"`
}

// Type is a schema: an entity, a complex type or an enumeration.
type Type struct {
	Name       string   `json:"name"`       // qualified, e.g. "microsoft.graph.timeCard"; unique with APIVersion
	APIVersion string   `json:"apiVersion"` // as in [Operation]
	Kind       TypeKind `json:"kind"`
	Base       string   `json:"base,omitempty"` // qualified
	Abstract   bool     `json:"abstract,omitempty"`
	Open       bool     `json:"open,omitempty"`  // may hold undocumented properties by design, or have further members
	Flags      bool     `json:"flags,omitempty"` // enums only: members can be combined
	Key        []string `json:"key,omitempty"`   // property names; entities only

	Title         Text        `json:"title,omitzero"`
	Description   Text        `json:"description"`
	Sources       []Source    `json:"sources"` // empty for an enum found in a property's description
	Properties    []Property  `json:"properties"`
	Relationships []Property  `json:"relationships"`
	Members       []Member    `json:"members"` // enums only
	At            Pos         `json:"at,omitzero"`
	Shown         []JSONBlock `json:"-"`
}

// JSONBlock is JSON by which a page shows a type or a body.
type JSONBlock struct {
	Body string
	Span Span
}

// TypeKind tells entities, complex types and enumerations apart.
type TypeKind string

// The kinds of types.
const (
	Entity  TypeKind = "entity"
	Complex TypeKind = "complex"
	Enum    TypeKind = "enum"
)

// Property is a member of an entity or complex type.
//
// Type is a primitive in its canonical spelling (see [Primitives]) or a type
// name as the page writes it, e.g. "itemBody" or
// "microsoft.graph.ediscovery.case"; a collection's element type.
type Property struct {
	Name         string   `json:"name"`
	Type         string   `json:"type"`
	Collection   bool     `json:"collection"`
	Nullable     *bool    `json:"nullable,omitempty"` // nil: the page does not say
	ReadOnly     bool     `json:"readOnly,omitempty"`
	Required     bool     `json:"required,omitempty"`
	Relationship bool     `json:"relationship,omitempty"` // selected among the relationships, see [Selection]
	Inherited    string   `json:"inherited,omitempty"`    // type that the page says it is inherited from
	Default      string   `json:"default,omitempty"`
	Filter       []string `json:"filter,omitempty"` // documented $filter operators, e.g. "eq"
	Values       []string `json:"values,omitempty"` // "Possible values are: …"
	Description  Text     `json:"description"`
	At           Pos      `json:"at,omitzero"`
	Also         []Span   `json:"-"` // as in [Parameter], and the rows of tables of its values
}

// Member is one value of an enumeration.
type Member struct {
	Name        string `json:"name"`
	Value       string `json:"value,omitempty"` // number, as the page writes it
	Description Text   `json:"description"`
	At          Pos    `json:"at,omitzero"`
}
