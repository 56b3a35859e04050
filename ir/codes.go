package ir

import (
	"cmp"
	"slices"
)

// Codes lists every kind of finding, sorted by name.
var Codes = slices.SortedFunc(slices.Values(slices.Concat(pageCodes, apiCodes, exampleCodes)), func(a, b Code) int {
	return cmp.Compare(a.Name, b.Name)
})

// pageCodes are the findings about pages as such: files, languages, headings, tables,
// links.
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
		Name: "fence-unclosed", Severity: Warning,
		Doc:     "No line closes a code block; it is read up to the next heading, comment or block.",
		Example: "``` http\nGET /me\n### Response",
		Mend:    "Close the code block with a line of backticks.",
	},
	{
		Name: "front-matter-malformed", Severity: Warning,
		Doc:     "A line of the front matter is no pair of a key and a value, or YAML reads it otherwise: an anchor, an alias or a tag, a tab, a control character, an open quotation mark or bracket. The first such line is named; the others are read.",
		Example: "---\ntitle: *other\n---",
		Mend:    "Write \"key: value\", with quotation marks where the value has signs of YAML.",
	},
	{
		Name: "front-matter-unclosed", Severity: Warning,
		Doc:     "The page begins with a line of hyphens, but no second one ends the front matter, or it is too long; it is read as text.",
		Example: "---\ntitle: Get team\n# Get team",
		Mend:    "End the front matter with a line ---.",
	},
	{
		Name: "heading-misplaced", Severity: Info,
		Doc:     "A section stands after one that usually follows it.",
		Example: "## Response after ## Example",
		Mend:    "Bring the sections into the order permissions, HTTP request, parameters, headers, body, response, examples.",
	},
	{
		Name: "heading-missing", Severity: Info,
		Doc:     "A table, code block or sentence stands below no heading of its kind, and was read as if one stood above it.",
		Example: "POST /teams/{id}/archive\n\n|Name|Description|\n|Authorization|Bearer {token}|",
		Mend:    "Write the heading above it.",
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
		Name: "language-mismatch", Severity: Warning,
		Doc:     "The language that the page claims to be in is no language tag, or its path or words belie it.",
		Example: "ms.contentlocale: de-DE in a page below ja-jp/",
		Mend:    "Correct the tag, or move the page.",
	},
	{
		Name: "language-mixed", Severity: Warning,
		Doc:     "Copied text holds a translation and its original run together. Only the original is read.",
		Example: "权限类型Permission type 权限Permissions",
		Mend:    "Copy the page in one language.",
	},
	{
		Name: "language-unknown", Severity: Info,
		Doc:     "Nothing tells in which language the page is: neither the page, nor its path, script or words.",
		Example: "a page that holds little but code",
		Mend:    "Set ms.contentlocale in the front matter, or locale in the entry of docpiler.yaml.",
	},
	{
		Name: "line-unaccounted", Severity: Warning,
		Doc:     "A line looks like a fact (a request line, a permission, a header, a table row, a status, JSON), but nothing was read from it.",
		Example: "|scopes|String collection|The scopes.| below a blank line that ends its table",
		Mend:    "Put the line where pages of its kind have it: in the table, the section or the code block that it belongs to.",
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
		Name: "merge-conflict", Severity: Warning,
		Doc:     "The page holds the marks of an unfinished merge, so that it says two things at once.",
		Example: "<<<<<<< HEAD",
		Mend:    "Finish the merge: keep one of the two versions and remove the marks.",
	},
	{
		Name: "nesting-too-deep", Severity: Error,
		Doc:     "Lists, quotes or elements are nested too deep for the page to be read.",
		Example: "a line of a thousand > signs",
		Mend:    "Nest less.",
	},
	{
		Name: "nothing-documented", Severity: Error,
		Doc:     "None of the pages of a run documents an operation or a type, so that there is nothing to print, compare or emit.",
		Example: "docpiler generate with docs/overview.md alone",
		Mend:    "Name the folder of the reference pages; other findings say why a page was not recognised as one.",
	},
	{
		Name: "page-cut", Severity: Warning,
		Doc:     "The page ends in the middle of something, so that what followed is lost.",
		Example: "|Content-Type|application/js",
		Mend:    "Fetch the page again, or complete it.",
	},
	{
		Name: "page-refused", Severity: Error,
		Doc:     "A file was not read, because it is a link, a device, too large, or may not be read.",
		Example: "docs/passwords.md is a symbolic link to /etc/passwd",
		Mend:    "Put the page itself into the docs folder, or leave it out of the configuration.",
	},
	{
		Name: "page-several", Severity: Warning,
		Doc:     "A file holds two pages, one after the other; they are read as one.",
		Example: "# Get door … # Delete door, each with a section HTTP request",
		Mend:    "Make two files of it.",
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
		Name: "sign-invisible", Severity: Warning,
		Doc:     "A sign that nobody sees stands within a word; it is left out.",
		Example: "User.Read with U+200B after the r",
		Mend:    "Remove the sign; most editors show it.",
	},
	{
		Name: "sign-odd", Severity: Warning,
		Doc:     "A name holds a sign that looks like another one, or one that stands for a sign that was lost.",
		Example: "Content\u2013Type with a dash for the hyphen",
		Mend:    "Write the sign that the name really has.",
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
		Name: "table-unruled", Severity: Warning,
		Doc:     "The lines of a table have no line of hyphens below the first one, as tables in Markdown have. They are read as a table.",
		Example: "| Name | Description |\n| Authorization | Bearer {token} |",
		Mend:    "Put the line |:---|:---| below the head.",
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
