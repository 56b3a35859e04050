package meaning

import (
	"slices"

	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

// kind is a kind of section: what the word files call it, where it stands, and
// what reads it. To add one: its words, its row here, a file with the function
// that reads it, and a field of the IR that holds what the function found.
type kind struct {
	role  words.Role
	call  bool // it describes the call wherever it stands, even after the examples
	once  bool // a page has it once
	order int  // its place on a page of an operation, from 1; 0 for any
	facts bool // its tables and code must be understood, or a finding says that they are not
	aside bool // what in it looks like a fact is none: lists of other pages, errors, remarks

	// The functions that read the sections of the kind on a page of operations, but
	// for those among the examples, and on a page of types. They are called in the
	// order of the table, also for a page without such sections, and do not look at
	// what the others read. Nil: nothing is to be read, or it is read with another
	// kind.
	operation func(*operationReader, sections, *operationDraft)
	typ       func(*typeReader, sections, *typeDraft)
	learn     func(*learner, *page.Table) // the words of a table, in a language without a word file
}

// kinds are the kinds of sections.
var kinds = []kind{
	{role: words.SectionPermissions, call: true, order: 1, facts: true, operation: (*operationReader).readPermissions, learn: (*learner).permissions},
	{role: words.SectionHTTPRequest, call: true, order: 2, facts: true, operation: (*operationReader).readEndpoints},
	{role: words.SectionPathParameters, call: true, order: 3, facts: true, operation: (*operationReader).readPathParameters, learn: (*learner).columns},
	{role: words.SectionFunctionParameters, call: true, order: 4, facts: true, operation: (*operationReader).readFunctionParameters, learn: (*learner).columns},
	{role: words.SectionQuery, call: true, once: true, order: 5, facts: true, operation: (*operationReader).readQuery, learn: (*learner).columns},
	{role: words.SectionHeaders, call: true, once: true, order: 6, facts: true, operation: (*operationReader).readHeaders, learn: (*learner).headers},
	{role: words.SectionBody, call: true, once: true, order: 7, facts: true, operation: (*operationReader).readBody, learn: (*learner).columns},
	{role: words.SectionResponse, once: true, order: 8, facts: true, operation: (*operationReader).readAnswers},
	{role: words.SectionResponsePart}, // read with the response
	{role: words.SectionErrors, aside: true},
	{role: words.SectionExamples, order: 9, operation: (*operationReader).readExamples},
	{role: words.SectionRequest}, // read with the examples

	{role: words.SectionProperties, once: true, typ: (*typeReader).readProperties, learn: (*learner).columns},
	{role: words.SectionRelationships, once: true, typ: (*typeReader).readRelationships, learn: (*learner).columns},
	{role: words.SectionMembers, typ: (*typeReader).readMembers},
	{role: words.SectionEnumValues, typ: (*typeReader).readEnums},
	{role: words.SectionMethods, once: true},
	{role: words.SectionJSONRepresentation, once: true}, // its code is found by its annotation
	{role: words.SectionDerivedTypes, aside: true},
	{role: words.SectionSeeAlso, aside: true},
	{role: words.SectionRemarks, aside: true},
}

// kindOf returns the row of a role, the zero value if it has none.
func kindOf(role words.Role) kind {
	if i := slices.IndexFunc(kinds, func(k kind) bool { return k.role == role }); i >= 0 {
		return kinds[i]
	}
	return kind{}
}
