package ir

// ChangeKind describes one kind of change between two states of an API. The
// table below decides what breaks; `docpiler diff` and its documentation print
// it.
type ChangeKind struct {
	Name  string // stable, e.g. "endpoint-removed"
	Calls bool   // it breaks those who call the service: requests that worked may fail, or answers mean something else
	Code  bool   // it breaks those who compile against the emitted Go: a name, a signature or a type is another one
	Doc   string // one sentence: what changed, and why it breaks or not
}

// LookupChange returns the description of a kind of change.
func LookupChange(name string) (ChangeKind, bool) {
	for _, k := range ChangeKinds {
		if k.Name == name {
			return k, true
		}
	}
	return ChangeKind{}, false
}

// ChangeKinds lists every kind of change, sorted by name.
var ChangeKinds = []ChangeKind{
	{"body-retyped", true, true, "The request body has another type or media type."},
	{"cloud-added", false, false, "The operation is available in another national cloud."},
	{"cloud-removed", true, false, "The operation is no longer available in a national cloud."},
	{"deprecated", false, false, "The page calls the operation deprecated; it still works."},
	{"deprecation-withdrawn", false, false, "The page no longer calls the operation deprecated."},
	{"detail-changed", false, false, "Something differs that no emitted code depends on: a namespace, a key, a default, a filter operator, the number of a member."},
	{"endpoint-added", false, false, "The operation can be reached by another path."},
	{"endpoint-changed", true, true, "A path is written with another query string; the emitted method takes or sends other values."},
	{"endpoint-removed", true, true, "A path of the operation is gone; calls to it fail."},
	{"enum-member-added", false, false, "The enumeration has another value; programs that list all values may want it."},
	{"enum-member-removed", true, true, "A value of the enumeration is gone."},
	{"example-changed", false, false, "An example differs; the documented facts do not."},
	{"location-added", false, true, "The answer names the header that leads to the operation's state, so the emitted method returns that as another result."},
	{"location-changed", true, false, "Another header leads to the operation's state; programs that read the old one fail."},
	{"location-removed", true, true, "No header leads to the operation's state any more; programs that wait for its end fail."},
	{"odata-added", false, false, "The page says that OData's query options apply; none is required."},
	{"odata-removed", true, false, "The page no longer says that all of OData's query options apply; calls with those that it does not name may fail."},
	{"operation-added", false, false, "The operation is new."},
	{"operation-removed", true, true, "The operation is gone."},
	{"operation-renamed", false, true, "The same endpoints have another operation id, so emitted code has another name."},
	{"parameter-added", false, false, "A header, query or function parameter is new and not required."},
	{"parameter-optional", false, false, "A parameter is no longer required."},
	{"parameter-removed", true, true, "A header, query or function parameter is gone."},
	{"parameter-required", true, true, "A parameter is now required; calls without it fail."},
	{"parameter-retyped", true, true, "A parameter has another type."},
	{"permission-added", false, false, "The operation can be called under another scheme, or in another context."},
	{"permission-higher-removed", true, false, "A higher permission that sufficed does not suffice any more."},
	{"permission-lowered", false, false, "A lower permission suffices now."},
	{"permission-open", false, false, "The page no longer says which permission is needed."},
	{"permission-raised", true, false, "A permission that sufficed as least privileged does not suffice any more."},
	{"permission-removed", true, false, "The operation cannot be called under a scheme any more."},
	{"property-added", false, false, "A body or type has another property, which is not required."},
	{"property-not-null", true, false, "A property of a request body that might be null must not be null any more."},
	{"property-nullable", true, true, "A property that was never null may be null."},
	{"property-optional", false, false, "A property of a body is no longer required."},
	{"property-removed", true, true, "A property of a body or type is gone."},
	{"property-required", true, false, "A property of a body is now required; calls without it fail."},
	{"property-retyped", true, true, "A property has another type."},
	{"response-added", false, false, "The operation may answer with another success status."},
	{"response-removed", true, false, "A success status is gone; programs that wait for it fail."},
	{"response-retyped", true, true, "The answer has another type or media type."},
	{"signature-changed", false, true, "The emitted method has other arguments or results, though requests and answers are the same."},
	{"text-changed", false, false, "Titles, descriptions or notes differ, and nothing else."},
	{"type-added", false, false, "The type is new."},
	{"type-removed", false, true, "The type is gone."},
	{"type-restructured", false, true, "The type has another kind or base type."},
}

// Change is one difference between two states of an API.
type Change struct {
	Kind     string `json:"kind"`     // a name of ChangeKinds
	Breaking bool   `json:"breaking"` // it breaks the one audience or the other
	Calls    bool   `json:"breaksCalls"`
	Code     bool   `json:"breaksCode"`
	Subject  string `json:"subject"` // operation id, or API version and type name: "v1.0/timeCard/clockIn", "v1.0 microsoft.graph.timeCard"
	Message  string `json:"message"` // one sentence, as in Diagnostic; no control characters
	Old      string `json:"old,omitempty"`
	New      string `json:"new,omitempty"`
	At       Pos    `json:"at,omitzero"`    // in the new pages; of what is gone, nothing
	OldAt    Pos    `json:"oldAt,omitzero"` // in the old pages
}

// NewChange returns a change of a listed kind, without places.
func NewChange(kind, subject, message string) Change {
	k, ok := LookupChange(kind)
	if !ok {
		panic("ir: kind of change " + kind + " is not listed in change.go")
	}
	return Change{Kind: kind, Breaking: k.Calls || k.Code, Calls: k.Calls, Code: k.Code, Subject: subject, Message: Visible(message)}
}
