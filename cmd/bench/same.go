//go:build unix

package main

import (
	"fmt"
	"strings"
)

// documented returns pages that document the operations of [describe]: for each
// a page of the operation, with the examples that such pages have, and one of
// its type.
func documented(n int) []source {
	var pages []source
	for i := range n {
		name := fmt.Sprintf("resource%d", i)
		pages = append(pages,
			source{"v1.0/api/" + name + "-update.md", []byte(operationPage(name))},
			source{"v1.0/resources/" + name + ".md", []byte(typePage(name))})
	}
	return pages
}

const fence = "```"

func operationPage(name string) string {
	body := `{"property0": "text", "property1": true}`
	return strings.NewReplacer("NAME", name, "BODY", body, "FENCE", fence).Replace(`---
title: "Update NAME"
description: "Update the properties of a NAME object."
doc_type: apiPageType
---

# Update NAME

Namespace: microsoft.graph

Update the properties of a [NAME](../resources/NAME.md) object.

## Permissions

|Permission type|Permissions (from least to most privileged)|
|:---|:---|
|Delegated (work or school account)|Things.ReadWrite.All|
|Delegated (personal Microsoft account)|Not supported.|
|Application|Things.ReadWrite.All|

## HTTP request

FENCEhttp
PATCH /NAME/{id}
FENCE

## Request headers

|Name|Description|
|:---|:---|
|Authorization|Bearer {token}. Required.|

## Request body

In the request body, supply a JSON representation of the [NAME](../resources/NAME.md) object.

## Response

If successful, this method returns a ` + "`200 OK`" + ` response code and an updated [NAME](../resources/NAME.md) object in the response body.

## Examples

### Request

FENCEhttp
PATCH https://graph.microsoft.com/v1.0/NAME/17
Content-Type: application/json

BODY
FENCE

### Response

FENCEhttp
HTTP/1.1 200 OK
Content-Type: application/json

{"id": "17", "property0": "text", "property1": true, "property2": 2}
FENCE
`)
}

func typePage(name string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `---
title: "%[1]s resource type"
description: "Represents a %[1]s."
doc_type: resourcePageType
---

# %[1]s resource type

Namespace: microsoft.graph

Represents a %[1]s.

## Methods

|Method|Return type|Description|
|:---|:---|:---|
|[Update](../api/%[1]s-update.md)|[%[1]s](../resources/%[1]s.md)|Update the properties of a %[1]s object.|

## Properties

|Property|Type|Description|
|:---|:---|:---|
|id|String|The unique identifier.|
`, name)
	for j := range 19 {
		fmt.Fprintf(&b, "|property%d|%s|Property number %d of the object.|\n", j, []string{"String", "Boolean", "Int32"}[j%3], j)
	}
	return b.String()
}
