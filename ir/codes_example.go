package ir

// exampleCodes are the findings about examples, their annotations and JSON.
var exampleCodes = []Code{
	{
		Name: "annotation-key-unknown", Severity: Warning,
		Doc:     "The annotation of a code block has a key that the annotation format does not know, mostly a misspelt one; it has no effect.",
		Example: "<!-- { \"blockType\": \"response\", \"isColection\": true } -->",
		Mend:    "Correct the key; the message names the nearest known one.",
	},
	{
		Name: "annotation-malformed", Severity: Warning,
		Doc:     "The annotation of a code block is not JSON. What can be read of it still counts.",
		Example: "<!-- { \"blockType\": \"response\", } -->",
		Mend:    "Write valid JSON: keys and texts in double quotes, a comma between members and none after the last.",
	},
	{
		Name: "annotation-mismatch", Severity: Warning,
		Doc:     "The annotation gives a code block another kind than its first line shows; the first line counts.",
		Example: "<!-- { \"blockType\": \"response\" } --> before GET https://…",
		Mend:    "Correct blockType.",
	},
	{
		Name: "example-body-incomplete", Severity: Info,
		Doc:     "An example request lacks members of its body that the page's table says are required.",
		Example: "|name|String|Required.| without \"name\" in the request",
		Mend:    "Add the member to the example, or do not call it required.",
	},
	{
		Name: "example-body-undocumented", Severity: Info,
		Doc:     "An example request shows members of its body that the page's table of the body does not describe.",
		Example: "{ \"colour\": \"red\" } without a row for colour",
		Mend:    "Add a row to the table, or remove the member from the example.",
	},
	{
		Name: "example-body-unexpected", Severity: Warning,
		Doc:     "An example has a body where none can be: in a GET request, or in a response without content.",
		Example: "HTTP/1.1 204 No Content with a body",
		Mend:    "Remove the body, or correct the method or status.",
	},
	{
		Name: "example-limit", Severity: Warning,
		Doc:     "The page shows more requests and responses than are read.",
		Example: "a page with a thousand requests",
		Mend:    "Split the page.",
	},
	{
		Name: "example-method", Severity: Warning,
		Doc:     "An example request uses another HTTP method than the endpoint that it calls.",
		Example: "POST https://…/users/1 where the page documents PATCH /users/{id}",
		Mend:    "Correct the method of the example or of the endpoint.",
	},
	{
		Name: "example-name-repeated", Severity: Info,
		Doc:     "Two example requests of a page carry the same name, so responses cannot be told apart by name.",
		Example: "\"name\": \"get_user\" in the annotations of two requests",
		Mend:    "Give each request a name of its own.",
	},
	{
		Name: "example-name-shared", Severity: Info,
		Doc:     "Two pages of one API version give their examples the same name.",
		Example: "\"name\": \"get_user\" on user-get.md and on me-get.md",
		Mend:    "Give each example a name of its own.",
	},
	{
		Name: "example-property-undocumented", Severity: Info,
		Doc:     "An example response shows properties that the page of its type, and those of the type's bases, do not describe.",
		Example: "{ \"id\": \"1\", \"colour\": \"red\" } where the page of door has no colour",
		Mend:    "Describe the property on the page of the type, or remove it from the example.",
	},
	{
		Name: "example-status", Severity: Warning,
		Doc:     "An example shows another status than the prose of the response section.",
		Example: "returns `201 Created` … HTTP/1.1 200 OK",
		Mend:    "Correct the one that is wrong; the prose counts.",
	},
	{
		Name: "example-type", Severity: Warning,
		Doc:     "The annotation of an example response names a documented type that has nothing to do with the one that the prose names.",
		Example: "\"@odata.type\": \"microsoft.graph.team\" where the prose says a channel object",
		Mend:    "Correct the annotation or the prose.",
	},
	{
		Name: "example-unmatched", Severity: Warning,
		Doc:     "The address of an example request fits none of the page's endpoints.",
		Example: "GET https://…/v1.0/accessPackage/1 where the endpoint is /accessPackages/{id}",
		Mend:    "Correct the misspelt path, or add the endpoint.",
	},
	{
		Name: "example-value", Severity: Info,
		Doc:     "An example shows a value of another type than the page documents, or a number that no float64 holds, so no test of the emitted code can hold it.",
		Example: "\"saveToSentItems\": \"false\" where the table says Boolean",
		Mend:    "Correct the value in the example, or the type in the table.",
	},
	{
		Name: "example-unpaired", Severity: Warning,
		Doc:     "An example request has no response, or a response no request.",
		Example: "### Request followed by ### Request",
		Mend:    "Add what is missing, or give both annotations the same name.",
	},
	{
		Name: "json-broken", Severity: Warning,
		Doc:     "The JSON of an example cannot be read, and what was meant is not certain. It is kept as it stands.",
		Example: "{ \"size: : null }",
		Mend:    "Correct the JSON at the place named.",
	},
	{
		Name: "json-mended", Severity: Info,
		Doc:     "The JSON of an example is not valid, but what was meant is certain; docpiler works with the mended text.",
		Example: "{ \"id\": 1, }",
		Mend:    "Correct the JSON at the place named.",
	},
	{
		Name: "json-property-missing", Severity: Info,
		Doc:     "The JSON representation of a type lacks properties that the page's table describes.",
		Example: "|tags|String collection|…| without \"tags\" in the JSON",
		Mend:    "Add the properties to the JSON, or list them in optionalProperties of the annotation.",
	},
	{
		Name: "json-property-undocumented", Severity: Warning,
		Doc:     "The JSON representation of a type shows properties that no table of the page describes.",
		Example: "{ \"color\": \"String\" } without a row for color",
		Mend:    "Add a row to the table, or remove the property from the JSON.",
	},
	{
		Name: "json-shape-mismatch", Severity: Warning,
		Doc:     "The JSON representation shows a list where the table says one value, or the reverse; the table counts.",
		Example: "|tags|String|…| with \"tags\": [\"String\"]",
		Mend:    "Say collection in the table, or correct the JSON.",
	},
	{
		Name: "method-unknown", Severity: Warning,
		Doc:     "An example request has a method that HTTP does not know, so it is not read.",
		Example: "FETCH https://graph.microsoft.com/v1.0/me",
		Mend:    "Write GET, POST, PATCH, PUT or DELETE.",
	},
	{
		Name: "sample-key-unused", Severity: Warning,
		Doc:     "A sample key of an annotation does not stand in the request's address.",
		Example: "\"sampleKeys\": [\"42\"] before GET https://…/users/43",
		Mend:    "Name the path segments that stand for placeholders, as the address writes them.",
	},
	{
		Name: "status-missing", Severity: Warning,
		Doc:     "An example response is a body without a status line; the status that the page documents is assumed.",
		Example: "**Response**\n```json\n{ \"id\": \"1\" }\n```",
		Mend:    "Begin the block with a status line such as HTTP/1.1 200 OK.",
	},
}
