package words

// Group is one of the groups of the word files.
type Group struct{ name string }

// Role is what the texts under one key of the word files mean; the zero value
// means nothing. Code outside of this package names a role by one of the
// variables below and cannot make one of a string, so that a misspelt role does
// not compile.
type Role struct{ group, key string }

// Key is the key of the role in the word files.
func (r Role) Key() string { return r.key }

// Group is the group of the role in the word files.
func (r Role) Group() string { return r.group }

// IsZero reports whether the role is none.
func (r Role) IsZero() bool { return r == Role{} }

// The groups whose texts code looks up. The keys of Schemes, Negatives ("none"
// excepted, whose meaning its table decides), Clouds,
// HeaderNames and Types are values of the IR.
var (
	Headings          = Group{"heading"}
	PermissionColumns = Group{"permCol"}
	Schemes           = Group{"permRow"}
	PermissionWords   = Group{"permWord"}
	Negatives         = Group{"cell"}
	Clouds            = Group{"cloud"}
	Columns           = Group{"column"}
	MemberColumns     = Group{"memberColumn"}
	Markers           = Group{"marker"}
	Titles            = Group{"title"}
	Labels            = Group{"label"}
	HeaderNames       = Group{"header"}
	Types             = Group{"type"}
	Collections       = Group{"collection"}
	Sentences         = Group{"sentence"}
	CommonWords       = Group{"common"}
)

// The kinds of sections.
var (
	SectionPermissions        = Role{"heading", "permissions"}
	SectionHTTPRequest        = Role{"heading", "httpRequest"}
	SectionQuery              = Role{"heading", "query"}
	SectionFunctionParameters = Role{"heading", "functionParameters"}
	SectionPathParameters     = Role{"heading", "pathParameters"}
	SectionHeaders            = Role{"heading", "headers"}
	SectionBody               = Role{"heading", "body"}
	SectionResponse           = Role{"heading", "response"}
	SectionRequest            = Role{"heading", "request"}
	SectionExamples           = Role{"heading", "examples"}
	SectionResponsePart       = Role{"heading", "responsePart"}
	SectionErrors             = Role{"heading", "errors"}
	SectionProperties         = Role{"heading", "properties"}
	SectionRelationships      = Role{"heading", "relationships"}
	SectionMethods            = Role{"heading", "methods"}
	SectionJSONRepresentation = Role{"heading", "jsonRepresentation"}
	SectionMembers            = Role{"heading", "members"}
	SectionEnumValues         = Role{"heading", "enumValues"}
	SectionDerivedTypes       = Role{"heading", "derivedTypes"}
	SectionSeeAlso            = Role{"heading", "seeAlso"}
	SectionRemarks            = Role{"heading", "remarks"}
)

// The columns of tables of permissions.
var (
	PermissionType        = Role{"permCol", "type"}
	PermissionNames       = Role{"permCol", "permissions"}
	PermissionLeastToMost = Role{"permCol", "leastToMost"}
	PermissionMostToLeast = Role{"permCol", "mostToLeast"}
	PermissionLeast       = Role{"permCol", "least"}
	PermissionHigher      = Role{"permCol", "higher"}
	PermissionOnSelf      = Role{"permCol", "actingOnSelf"}
	PermissionOnOthers    = Role{"permCol", "actingOnOthers"}
)

// The words between the names of permissions.
var (
	PermissionAnd   = Role{"permWord", "and"}
	PermissionOr    = Role{"permWord", "or"}
	PermissionOneOf = Role{"permWord", "oneOf"}
)

// CellNotSupported is the negative of a cell of permissions that is learned from
// pages in languages without a word file.
var CellNotSupported = Role{"cell", "notSupported"}

// The columns of tables of names: of headers, parameters and properties.
var (
	ColumnName        = Role{"column", "name"}
	ColumnType        = Role{"column", "type"}
	ColumnValue       = Role{"column", "value"}
	ColumnRequired    = Role{"column", "required"}
	ColumnDescription = Role{"column", "description"}
	ColumnExample     = Role{"column", "example"}
)

// The markers of a description.
var (
	MarkerRequired    = Role{"marker", "required"}
	MarkerOptional    = Role{"marker", "optional"}
	MarkerYes         = Role{"marker", "yes"}
	MarkerNo          = Role{"marker", "no"}
	MarkerPreview     = Role{"marker", "preview"}
	MarkerReadOnly    = Role{"marker", "readOnly"}
	MarkerNullable    = Role{"marker", "nullable"}
	MarkerNotNullable = Role{"marker", "notNullable"}
	MarkerInherited   = Role{"marker", "inherited"}
)

// Titles and labels of a page.
var (
	TitleEnum       = Role{"title", "enum"}
	LabelNamespace  = Role{"label", "namespace"}
	LabelDeprecated = Role{"label", "deprecated"}
)

// CollectionOf is how a type cell says that there are many of a type.
var CollectionOf = Role{"collection", "collection"}

// The phrases that prose is searched for.
var (
	SaysNoBody         = Role{"sentence", "noBody"}
	SaysCollection     = Role{"sentence", "collection"}
	SaysObject         = Role{"sentence", "object"}
	SaysUnsupported    = Role{"sentence", "unsupported"}
	SaysInBody         = Role{"sentence", "inBody"}
	SaysIncluding      = Role{"sentence", "including"}
	SaysRole           = Role{"sentence", "role"}
	SaysPossibleValues = Role{"sentence", "possibleValues"}
	SaysInheritsFrom   = Role{"sentence", "inheritsFrom"}
	SaysAbstract       = Role{"sentence", "abstract"}
	SaysOpenType       = Role{"sentence", "openType"}
	SaysDefault        = Role{"sentence", "default"}
)

// As returns the role of the group under a key, which is that of a value of the
// IR: a scheme, a type or the name of a header.
func (g Group) As(key string) Role { return Role{g.name, key} }

// RoleOf returns what a text means within a group, the zero Role if no word of
// the language or of the base language fits.
func (s *Set) RoleOf(g Group, text string) Role {
	role, _ := s.MatchOf(g, text)
	return role
}

// MatchOf is RoleOf that also returns what stood in the last hole of a pattern,
// folded.
func (s *Set) MatchOf(g Group, text string) (role Role, hole string) {
	key, hole := s.Match(g.name, text)
	return g.role(key), hole
}

// ExactOf is RoleOf without patterns.
func (s *Set) ExactOf(g Group, text string) Role { return g.role(s.Exact(g.name, text)) }

func (g Group) role(key string) Role {
	if key == "" {
		return Role{}
	}
	return Role{g.name, key}
}

// TextsOf is [Set.Texts] of a role.
func (s *Set) TextsOf(r Role) []string { return s.Texts(r.group, r.key) }

// RolesOf is [Set.Roles] of a group.
func (s *Set) RolesOf(g Group) []Role {
	var out []Role
	for _, key := range s.Roles(g.name) {
		out = append(out, Role{g.name, key})
	}
	return out
}
