package ir

import (
	"cmp"
	"slices"
)

// Codes lists every kind of finding, sorted by name.
var Codes = slices.SortedFunc(slices.Values(slices.Concat(pageCodes, exampleCodes)), func(a, b Code) int {
	return cmp.Compare(a.Name, b.Name)
})

// pageCodes are the findings about pages as such, operations and types.
var pageCodes = []Code{
	{
		Name: "article-missing", Severity: Warning,
		Doc:     "The HTML page does not mark its article, so the whole body was read, frame and all.",
		Example: "<body>…</body> without <main>, <article> or a first heading",
		Mend:    "Give the page as the documentation site serves it, or as Markdown.",
	},
	{
		Name: "block-unreadable", Severity: Warning,
		Doc:     "A code block in a section of facts holds nothing that could be read.",
		Example: "## HTTP request\n``` http\nsee below\n```",
		Mend:    "Write one method and path template per line.",
	},
	{
		Name: "cells-uncertain", Severity: Warning,
		Doc:     "Copied text does not mark the cells of a table, and those of this row could not be told apart with certainty.",
		Example: "List members user collection Get the members of the group.",
		Mend:    "Give the page as Markdown or HTML, or put tabs between the cells.",
	},
	{
		Name: "comment-unclosed", Severity: Warning,
		Doc:     "An HTML comment is never closed, so that what follows it is lost.",
		Example: "<!-- { \"blockType\": \"request\" }",
		Mend:    "Close the comment with -->.",
	},
	{
		Name: "endpoint-malformed", Severity: Warning,
		Doc:     "The path of an endpoint lacks a bracket, holds a blank outside of brackets, or has a placeholder without braces, which is read as one.",
		Example: "GET /workbook/range(address='{address}'/entireRow, or GET /teams/(team-id)",
		Mend:    "Complete the bracket, and put placeholders in braces.",
	},
	{
		Name: "endpoint-missing", Severity: Error,
		Doc:     "The page documents an operation, but no endpoint could be read from it.",
		Example: "## HTTP request\n(no code block with a method and a path)",
		Mend:    "Write the method and the path template in a code block of the section \"HTTP request\".",
	},
	{
		Name: "endpoint-repeated", Severity: Info,
		Doc:     "The page lists one endpoint twice; it counts once.",
		Example: "GET /me/messages\nGET /me/messages",
		Mend:    "Remove the second line.",
	},
	{
		Name: "endpoint-shared", Severity: Info,
		Doc:     "Two pages document the same method and path. Both stay operations; the one that is about what the path names owns the endpoint, which decides what routers, documents and mocks answer. The message says which, and why.",
		Example: "POST /me/events on \"Create event\" and on \"Create extended property\"",
		Mend:    "Nothing, if both pages are meant.",
	},
	{
		Name: "endpoint-unreadable", Severity: Warning,
		Doc:     "A line of the HTTP request names a method, but no path after it.",
		Example: "POST ** Collection URI for microsoft.graph.x not found",
		Mend:    "Write the path template.",
	},
	{
		Name: "endpoint-unusable", Severity: Error,
		Doc:     "An endpoint's path is not one that a request can be sent to, so it is left out of the emitted code.",
		Example: "GET /reports/../{id}",
		Mend:    "Write one slash before each segment, placeholders in braces, and no segment made of dots.",
	},
	{
		Name: "enum-repeated", Severity: Warning,
		Doc:     "A page describes one enumeration twice; the first description counts.",
		Example: "### callType values, twice on a page",
		Mend:    "Remove one of the two.",
	},
	{
		Name: "fence-unclosed", Severity: Warning,
		Doc:     "No line closes a code block; it is read up to the next heading, comment or block.",
		Example: "``` http\nGET /me\n### Response",
		Mend:    "Close the code block with a line of backticks.",
	},
	{
		Name: "front-matter-unclosed", Severity: Warning,
		Doc:     "The page begins with a line of hyphens, but no second one ends the front matter, or it is too long; it is read as text.",
		Example: "---\ntitle: Get team\n# Get team",
		Mend:    "End the front matter with a line ---.",
	},
	{
		Name: "heading-missing", Severity: Info,
		Doc:     "A table, code block or sentence stands below no heading of its kind, and was read as if one stood above it.",
		Example: "POST /teams/{id}/archive\n\n|Name|Description|\n|Authorization|Bearer {token}|",
		Mend:    "Write the heading above it.",
	},
	{
		Name: "heading-misplaced", Severity: Info,
		Doc:     "A section stands after one that usually follows it.",
		Example: "## Response after ## Example",
		Mend:    "Bring the sections into the order permissions, HTTP request, parameters, headers, body, response, examples.",
	},
	{
		Name: "heading-misspelt", Severity: Warning,
		Doc:     "A heading is not known, but differs in a letter or two from one that is; it is taken for that.",
		Example: "## Requst headers",
		Mend:    "Correct the heading; the message names the likely right one.",
	},
	{
		Name: "heading-repeated", Severity: Info,
		Doc:     "A page has a section twice that it should have once; both are read.",
		Example: "## Request headers, twice on a page",
		Mend:    "Make one section of the two.",
	},
	{
		Name: "ignore-unknown", Severity: Warning,
		Doc:     "A comment asks to ignore a code that no finding has.",
		Example: "<!-- docpiler:ignore json-mendet -->",
		Mend:    "Correct the code; docpiler lint --explain lists them.",
	},
	{
		Name: "include-cycle", Severity: Warning,
		Doc:     "A file includes itself, directly or through others; it is read once.",
		Example: "[!INCLUDE [x](a.md)] in a.md",
		Mend:    "Remove one of the includes.",
	},
	{
		Name: "include-limit", Severity: Warning,
		Doc:     "The page includes more, or deeper, than is read.",
		Example: "an included file that includes another, more than ten deep",
		Mend:    "Include less.",
	},
	{
		Name: "include-missing", Severity: Warning,
		Doc:     "A file that the page includes could not be read, so what it holds is unknown.",
		Example: "[!INCLUDE [permissions-table](../includes/permissions/x-permissions.md)]",
		Mend:    "Add the included file to the docs folder, or correct the path.",
	},
	{
		Name: "language-mixed", Severity: Warning,
		Doc:     "Copied text holds a translation and its original run together. Only the original is read.",
		Example: "权限类型Permission type 权限Permissions",
		Mend:    "Copy the page in one language.",
	},
	{
		Name: "language-mismatch", Severity: Warning,
		Doc:     "The language that the page claims to be in is no language tag, or its path or words belie it.",
		Example: "ms.contentlocale: de-DE in a page below ja-jp/",
		Mend:    "Correct the tag, or move the page.",
	},
	{
		Name: "language-unknown", Severity: Info,
		Doc:     "Nothing tells in which language the page is: neither the page, nor its path, script or words.",
		Example: "a page that holds little but code",
		Mend:    "Set ms.contentlocale in the front matter, or locale in the entry of docpiler.yaml.",
	},
	{
		Name: "link-anchor-missing", Severity: Info,
		Doc:     "A link leads to a heading that its page does not have.",
		Example: "[values](user.md#possible-values)",
		Mend:    "Correct the part after #, or add the heading.",
	},
	{
		Name: "link-broken", Severity: Info,
		Doc:     "A link leads to a page that is not in its folder, or that is spelt with other capitals.",
		Example: "[user](../resources/usr.md)",
		Mend:    "Correct the path, or add the page.",
	},
	{
		Name: "markup-too-dense", Severity: Warning,
		Doc:     "A paragraph or table cell has thousands of signs of markup; it is taken for plain text.",
		Example: "**[a](**[a](… a thousand times",
		Mend:    "Write less markup in one paragraph.",
	},
	{
		Name: "name-clash", Severity: Warning,
		Doc:     "Two pages give the same operation id; both take a longer one.",
		Example: "intune-shared-devicecategory-get.md and intune-onboarding-devicecategory-get.md",
		Mend:    "Nothing, if both pages are meant; else remove one of them.",
	},
	{
		Name: "nesting-too-deep", Severity: Error,
		Doc:     "Lists, quotes or elements are nested too deep for the page to be read.",
		Example: "a line of a thousand > signs",
		Mend:    "Nest less.",
	},
	{
		Name: "output-refused", Severity: Error,
		Doc:     "What would have been emitted for an operation is no Go, or breaks a rule that keeps page text inside comments and literals, so the operation was left out. This is a bug of docpiler.",
		Example: "(no page is known to cause this)",
		Mend:    "Report it with the page; until then exclude the operation in docpiler.yaml.",
	},
	{
		Name: "page-refused", Severity: Error,
		Doc:     "A file was not read, because it is a link, a device, too large, or may not be read.",
		Example: "docs/passwords.md is a symbolic link to /etc/passwd",
		Mend:    "Put the page itself into the docs folder, or leave it out of the configuration.",
	},
	{
		Name: "page-too-large", Severity: Error,
		Doc:     "The page is larger than the limit and is not read.",
		Example: "a page of 100 MB",
		Mend:    "Divide the page.",
	},
	{
		Name: "page-unreadable", Severity: Error,
		Doc:     "The page could not be parsed at all.",
		Example: "a page that is larger than the limit, or that is not text",
		Mend:    "See the message; the other pages are not affected.",
	},
	{
		Name: "parameter-unused", Severity: Info,
		Doc:     "The page documents a path parameter that stands in no path.",
		Example: "|size|String|… beside GET /me/photo",
		Mend:    "Add the placeholder to the path, or remove the row.",
	},
	{
		Name: "permissions-least-empty", Severity: Warning,
		Doc:     "The column of least privileged permissions is empty, but the higher one names some.",
		Example: "|Application|Not available.|User.Read.All|",
		Mend:    "Move the least privileged name to its column.",
	},
	{
		Name: "permissions-order", Severity: Warning,
		Doc:     "The order of the permission names contradicts what the table's header says.",
		Example: "from least to most privileged … User.ReadWrite.All, User.Read.All",
		Mend:    "Turn the names or the header round.",
	},
	{
		Name: "permissions-prose", Severity: Info,
		Doc:     "A permission cell holds prose besides names; only the names are kept.",
		Example: "|Application|Permission required to create, or Subscription.Read.All|",
		Mend:    "Give names, and the conditions in notes.",
	},
	{
		Name: "permissions-repeated", Severity: Warning,
		Doc:     "A permission scheme has two rows in one table that say different things. Both are kept.",
		Example: "|Application|Team.Read.All|\n|Application|Not supported.|",
		Mend:    "Remove the row that is wrong.",
	},
	{
		Name: "permissions-undetermined", Severity: Warning,
		Doc:     "A permission cell says that its author has not determined the permissions.",
		Example: "|Application|**TODO: Determine AppOnly scopes **|",
		Mend:    "Name the permissions, or write \"Not supported.\"",
	},
	{
		Name: "permissions-unreadable", Severity: Warning,
		Doc:     "The permissions section names no permissions in a table.",
		Example: "## Permissions\nSee the resource.",
		Mend:    "Add the table of permission types.",
	},
	{
		Name: "property-repeated", Severity: Warning,
		Doc:     "A table of properties lists one name twice; the first row counts.",
		Example: "|id|String|…| twice",
		Mend:    "Remove one of the two rows.",
	},
	{
		Name: "property-unusable", Severity: Warning,
		Doc:     "The name of a property holds signs that a Go struct tag cannot hold, so no field stands for it.",
		Example: "|start\"time|String|The start.|",
		Mend:    "Correct the name; until then its values stay in the field Extra.",
	},
	{
		Name: "resource-spelling", Severity: Info,
		Doc:     "The page spells its resource with other capitals than another page does. In Go the spelling that tells most words apart counts; ids of operations stay as they are.",
		Example: "chartseries on chartseries-list.md, chartSeries on chartseries-get.md",
		Mend:    "Write the name alike on both pages, e.g. in the title, a link or an annotation.",
	},
	{
		Name: "response-assumed", Severity: Info,
		Doc:     "The prose names no status of success; it is taken from the example.",
		Example: "## Response\nReturns the item. … HTTP/1.1 200 OK",
		Mend:    "Name the status and the type in the response section.",
	},
	{
		Name: "response-list", Severity: Warning,
		Doc:     "The prose says that one object is returned, while the example shows a list. It is taken for a list.",
		Example: "returns a team object, and an example with {\"value\": [{\"id\": \"1\"}]}",
		Mend:    "Write \"a collection of team objects\", or mend the example.",
	},
	{
		Name: "row-unreadable", Severity: Warning,
		Doc:     "A table row has no name, so what it holds is unknown.",
		Example: "||String|The second line of a cell.|",
		Mend:    "Give the row a name, or join it to the row above.",
	},
	{
		Name: "sign-invisible", Severity: Warning,
		Doc:     "A soft hyphen, a blank without width or a sign of direction stands within a name, a scope or a path. It is left out.",
		Example: "Team.\u00adReadBasic.All, with a soft hyphen after the dot",
		Mend:    "Remove the sign.",
	},
	{
		Name: "tab-group", Severity: Warning,
		Doc:     "A group of tabs is not in order: the first tab is not HTTP, a tab stands twice or alone, or no line closes the group.",
		Example: "# [C#](#tab/csharp) before # [HTTP](#tab/http)",
		Mend:    "Begin with the tab HTTP, give each language one tab, and close the group with a line ---.",
	},
	{
		Name: "table-headless", Severity: Warning,
		Doc:     "A table of properties begins without a row of column names, so its first property stands in their place; it is read as a property.",
		Example: "|files|[file](file.md) collection|The files.|\n|:---|:---|:---|",
		Mend:    "Put the row |Property|Type|Description| above.",
	},
	{
		Name: "table-split", Severity: Warning,
		Doc:     "A blank line stands between the rows of a table. They are read as one table.",
		Example: "| Name | Type | Description |\n|:-----|:-----|:------------|\n| id | String | The id. |\n\n| name | String | The name. |",
		Mend:    "Remove the blank line.",
	},
	{
		Name: "table-too-long", Severity: Warning,
		Doc:     "A table has more rows than are read.",
		Example: "a table of a million rows",
		Mend:    "Divide the table.",
	},
	{
		Name: "table-too-wide", Severity: Warning,
		Doc:     "A table has more columns than are read; those beyond are left out.",
		Example: "a table of five thousand columns",
		Mend:    "Turn the table round, or divide it.",
	},
	{
		Name: "table-unreadable", Severity: Warning,
		Doc:     "A table in a section of facts could not be understood; what it holds is lost.",
		Example: "## Request body\n|Scenario|Remark|",
		Mend:    "Use the column heads of the other pages.",
	},
	{
		Name: "translated-name", Severity: Info,
		Doc:     "A translation rendered a name that must not be translated; the base language's name is used.",
		Example: "|Annehmen|application/json| for the header Accept",
		Mend:    "Restore the name in the translated page.",
	},
	{
		Name: "status-assumed", Severity: Info,
		Doc:     "Nothing on the page says which status an answer has; 200 is assumed.",
		Example: "GET /widgets\n\n[{\"id\": 1}]",
		Mend:    "Name the status beside the answer: \"200 OK\".",
	},
	{
		Name: "table-unruled", Severity: Warning,
		Doc:     "The lines of a table have no line of hyphens below the first one, as tables in Markdown have. They are read as a table.",
		Example: "| Name | Description |\n| Authorization | Bearer {token} |",
		Mend:    "Put the line |:---|:---| below the head.",
	},
	{
		Name: "type-name-mismatch", Severity: Warning,
		Doc:     "The annotation of a type's JSON names another type than the title; the annotation counts.",
		Example: "# room resource type with \"@odata.type\": \"microsoft.graph.place\"",
		Mend:    "Correct the annotation or the title.",
	},
	{
		Name: "type-shared", Severity: Info,
		Doc:     "Two pages describe the same type; what both say is put together.",
		Example: "@odata.type microsoft.graph.place on place.md and on rooms.md",
		Mend:    "Nothing, if both pages are meant; else correct the type name of one of them.",
	},
	{
		Name: "type-unreadable", Severity: Warning,
		Doc:     "A type cell names no type.",
		Example: "|members|Distribution groups|…|",
		Mend:    "Name a type, or link to its page.",
	},
	{
		Name: "variant-drift", Severity: Warning,
		Doc:     "Two languages or shapes of one page disagree about a fact; the base language wins.",
		Example: "201 Created on the English page, 200 OK on the German one",
		Mend:    "Bring the translated page up to date.",
	},
	{
		Name: "version-assumed", Severity: Info,
		Doc:     "No address on a page that documents several operations names a version of the API; v1.0 is assumed.",
		Example: "GET /widgets",
		Mend:    "Nothing, where the service has no versions; else set version: for these pages in docpiler.yaml.",
	},
	{
		Name: "version-unknown", Severity: Warning,
		Doc:     "Nothing says which version of the API the page documents.",
		Example: "a page outside of the folders v1.0 and beta, without example URLs",
		Mend:    "Put the page into the folder of its version.",
	},
	{
		Name: "words-unknown", Severity: Info,
		Doc:     "A word of the page is not in the word file of its language; its place decided what it means.",
		Example: "|Ikke st\u00f8ttet.| in a language without a word file",
		Mend:    "Add the text to parser/words in the form that the finding shows.",
	},
	{
		Name: "zone-unclosed", Severity: Warning,
		Doc:     "A zone is never closed, so what follows it counts for that zone alone.",
		Example: "::: zone pivot=\"graph-beta\" without ::: zone-end",
		Mend:    "End the zone with ::: zone-end.",
	},
}
