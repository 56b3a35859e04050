package meaning

import (
	"iter"
	"regexp"
	"slices"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
	"github.com/docpiler/docpiler/ir/nearest"
	"github.com/docpiler/docpiler/ir/service"
	"github.com/docpiler/docpiler/parser/jsonmend"
	"github.com/docpiler/docpiler/parser/page"
)

// annotation is what the comment before a code block says about it:
//
//	<!-- { "blockType": "response", "@odata.type": "microsoft.graph.user", "isCollection": true } -->
//
// The zero value is that of a block without annotation.
type annotation struct {
	At         ir.Pos
	BlockType  string   // lower case: "request", "response", "resource", "ignored", "example", …
	Names      []string // of the request; a response may answer several
	Type       string   // e.g. "microsoft.graph.user"; of the elements if Collection
	Collection bool
	Truncated  bool
	SampleKeys []string // path segments of the request that stand for placeholders

	Base     string // resources only, like all below
	Key      []string
	Abstract bool
	Open     bool
	Optional []string // properties that examples may leave out
}

// The block type of an annotation, found without reading its JSON.
var (
	resourceMark = regexp.MustCompile(`(?i)"?blockType"?\s*:\s*"resource"`)
	responseMark = regexp.MustCompile(`(?i)"?blockType"?\s*:\s*"response"`)
)

// readAnnotation reads the annotation of a code block. Faults of its JSON are
// reported and read over.
func readAnnotation(c *pageContext, comment *page.Comment) annotation {
	if comment == nil || !isAnnotation(comment.Text) {
		return annotation{}
	}
	a := annotation{At: comment.At}
	unknown := 0
	for key, value := range annotationMembers(c, comment) {
		if slices.Contains(service.OData.TypeKeys, key) {
			a.setType(value)
		} else if set := annotationKeys[key]; set != nil {
			set(&a, value)
		} else if !ignoredKeys[key] && unknown < maxUnknown {
			unknown++
			reportKey(c, comment, key)
		}
	}
	return a
}

// maxUnknown is how many unknown keys of one annotation are reported.
const maxUnknown = 10

// isAnnotation tells an annotation from other comments.
func isAnnotation(text string) bool {
	text = strings.TrimSpace(text)
	return strings.HasPrefix(text, "{") || strings.HasPrefix(text, `"blockType"`)
}

// annotationMembers yields the members of an annotation as they stand in the
// text. If the JSON is beyond mending, it picks the pairs that can be read.
func annotationMembers(c *pageContext, comment *page.Comment) iter.Seq2[string, string] {
	text, fixes, fault := jsonmend.Mend(comment.Text)
	if fault != nil {
		at := comment.From.In(comment.Text, fault.Offset)
		c.report("annotation-malformed", at, "The annotation is not JSON: it %s.", fault.Message)
		return loosePairs(comment.Text)
	}
	if fault := worstFix(fixes); fault != nil {
		at := comment.From.In(comment.Text, fault.Offset)
		c.report("annotation-malformed", at, "The annotation is not JSON: it has %s.", fault.Kind)
	}
	return func(yield func(string, string) bool) {
		note, _ := jsontree.Parse(text) // mended, so it is JSON
		for _, m := range note.Members() {
			if !yield(m.Name, m.Text) {
				return
			}
		}
	}
}

// worstFix returns the first fix that another reader would stumble over. Text
// after the object is where authors leave notes.
func worstFix(fixes []jsonmend.Fix) *jsonmend.Fix {
	for i, f := range fixes {
		if f.Kind != jsonmend.TextAfter {
			return &fixes[i]
		}
	}
	return nil
}

// loosePair finds "key": value in damaged JSON.
var loosePair = regexp.MustCompile(`"?([@\w.]+)"?\s*:\s*("[^"\n]*"|true|false|\[[^\]{}]*\])`)

func loosePairs(text string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for _, m := range loosePair.FindAllStringSubmatch(text, -1) {
			if !yield(m[1], m[2]) {
				return
			}
		}
	}
}

// annotationKeys says what to do with the keys whose values are facts.
var annotationKeys = map[string]func(*annotation, string){
	"blockType":          func(a *annotation, v string) { a.BlockType = strings.ToLower(jsonString(v)) },
	"name":               func(a *annotation, v string) { a.Names = jsonStrings(v) },
	"isCollection":       func(a *annotation, v string) { a.Collection = a.Collection || jsonBool(v) },
	"truncated":          func(a *annotation, v string) { a.Truncated = jsonBool(v) },
	"sampleKeys":         func(a *annotation, v string) { a.SampleKeys = jsonStrings(v) },
	"baseType":           func(a *annotation, v string) { a.Base = strings.TrimPrefix(jsonString(v), "#") },
	"keyProperty":        func(a *annotation, v string) { a.Key = jsonStrings(v) },
	"abstract":           func(a *annotation, v string) { a.Abstract = jsonBool(v) },
	"openType":           func(a *annotation, v string) { a.Open = jsonBool(v) },
	"optionalProperties": func(a *annotation, v string) { a.Optional = jsonStrings(v) },
}

// ignoredKeys are keys of the annotation format that say nothing about the API.
var ignoredKeys = map[string]bool{
	"@odata.annotations": true, "@type.aka": true, "apiVersions": true, "collectionProperty": true, "expectError": true,
	"idempotent": true, "isComposable": true, "isEmpty": true, "isMediaEntity": true, "longRunningResponseType": true,
	"mergePermissions": true, "nullableProperties": true, "opaqueUrl": true, "requestUrls": true, "scopes": true,
	"tags": true, "target": true,
	// of a page annotation, which may stand directly before a block
	"type": true, "title": true, "description": true, "keywords": true, "canonicalUrl": true, "section": true,
	"tocPath": true, "tocIndex": true, "tocBookmarks": true, "headerAdditions": true, "footerAdditions": true,
	"suppressions": true, "namespace": true,
}

// setType reads "microsoft.graph.user", "#microsoft.graph.user" and
// "Collection(microsoft.graph.user)". The name "microsoft.graph.None" says that
// there is no type.
func (a *annotation) setType(v string) {
	name := strings.TrimSpace(jsonString(v))
	if hasPrefixFold(name, "collection(") {
		name, a.Collection = strings.TrimSuffix(name[len("collection("):], ")"), true
	}
	if name = strings.TrimPrefix(name, "#"); name != "" && !strings.EqualFold(name[strings.LastIndexByte(name, '.')+1:], "none") {
		a.Type = name
	}
}

// reportKey names a key that the annotation format does not know.
func reportKey(c *pageContext, comment *page.Comment, key string) {
	at := comment.From.In(comment.Text, max(0, strings.Index(comment.Text, key)))
	hint := ""
	if near := nearest.Word(key, annotationKeyNames(), len(key)/3); near != "" {
		hint = "; " + quote(near) + " may be meant"
	}
	c.report("annotation-key-unknown", at, "The annotation has the key %s, which has no meaning%s.", quote(key), hint)
}

func annotationKeyNames() []string {
	names := slices.Clone(service.OData.TypeKeys)
	for k := range annotationKeys {
		names = append(names, k)
	}
	for k := range ignoredKeys {
		names = append(names, k)
	}
	return names
}
