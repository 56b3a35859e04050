package parser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

const (
	germanPage = "# Team abrufen\n\nRuft ein Team ab, und das ist nicht die Liste.\n\n## Berechtigungen\n\nKeine.\n\n" +
		"## HTTP-Anforderung\n\n```http\nGET /teams/{id}\n```\n\n## Antwort\n\n`200 OK` und ein Objekt.\n"
	plainPage = "# x\n\n```http\nGET /a\n```\n"
)

func TestSettleLocale(t *testing.T) {
	for _, c := range []struct{ test, name, front, text, locale, code string }{
		{"front matter", "a.md", "ms.contentlocale: de-de", germanPage, "de-DE", ""},
		{"folder", "docs.de-DE/a.md", "", plainPage, "de-DE", ""},
		{"folder of a language alone", "docs/de/a.md", "", plainPage, "de-DE", ""},
		{"ending", "a.pt-br.md", "", plainPage, "pt-BR", ""},
		{"words", "a.md", "", germanPage, "de-DE", ""},
		{"nothing tells", "a.md", "", plainPage, "", "language-unknown"},
		{"a heading alone", "a.md", "", "# x\n\n## wood values\n\n|Member|\n|---|\n|oak|\n", "en-US", ""},
		{"no tag", "a.md", "ms.contentlocale: Deutsch!", germanPage, "de-DE", "language-mismatch"},
		{"folder says otherwise", "ja-jp/a.md", "ms.contentlocale: de-DE", germanPage, "de-DE", "language-mismatch"},
		{"region differs", "de-at/a.md", "ms.contentlocale: de-DE", germanPage, "de-DE", ""},
		{"words say otherwise", "a.md", "ms.contentlocale: pt-BR", germanPage, "de-DE", "language-mismatch"},
		{"address", "a.md", "canonical: https://learn.example.com/fr-fr/graph/a", plainPage, "fr-FR", ""},
		{"language without a file", "a.md", "ms.contentlocale: nb-NO", germanPage, "nb-NO", ""},
	} {
		t.Run(c.test, func(t *testing.T) {
			data := c.text
			if c.front != "" {
				data = "---\n" + c.front + "\n---\n" + c.text
			}
			p := Parse(page.Source{Name: c.name, Data: []byte(data)})[0]
			code := ""
			for _, d := range settleLocale(p, Options{}) {
				code = d.Code
			}
			if p.Locale != c.locale {
				t.Errorf("locale %q, want %q", p.Locale, c.locale)
			}
			if code != c.code {
				t.Errorf("finding %q, want %q", code, c.code)
			}
		})
	}
}

const norwegianPage = `# <a name="create-shift"></a>Opprett skift

Oppretter et skift.

## <a name="permissions"></a>Tillatelser

|Tillatelsestype|Tillatelser (fra mest til minst privilegert)|
|---|---|
|Delegert (jobb- eller skolekonto)|Schedule.ReadWrite.All, Schedule.Read.All|
|Delegert (personlig Microsoft-konto)|Støttes ikke.|
|Program|Støttes ikke.|

## <a name="http-request"></a>HTTP-forespørsel

<!-- { "blockType": "ignored" } -->
` + "```http\nPOST /teams/{id}/shifts\n```" + `

## <a name="request-headers"></a>Forespørselshoder

|Navn|Beskrivelse|
|---|---|
|Autorisasjon|Bærer {token}. Obligatorisk.|
|Aksepter|application/json|
|Content-Type|application/json. Obligatorisk.|
|Prefer|Valgfri.|

## <a name="request-body"></a>Forespørselstekst

|Egenskap|Slag|Beskrivelse|
|---|---|---|
|open|Boolsk|Om skiftet er ledig.|
|notes|Tekst|Notater.|
|tags|Tekst samling|Merker.|
|owner|[identitySet](../resources/identityset.md) samling|Eiere.|

## <a name="response"></a>Svar

` + "`201 Created`" + ` og et [shift](../resources/shift.md)-objekt.

## <a name="example"></a>Eksempel

<!-- { "blockType": "request", "name": "create_shift" } -->
` + "```http\nPOST https://graph.microsoft.com/v1.0/teams/1/shifts\nContent-Type: application/json\n\n" +
	`{"open": true, "notes": "a", "tags": ["b"]}` + "\n```\n\n<!-- { \"blockType\": \"response\" } -->\n```http\nHTTP/1.1 201 Created\n```\n"

// A page in a language without a word file gives the facts that the same page
// gives with words, and says which words it lacked.
func TestPageWithoutWords(t *testing.T) {
	source := page.Source{Name: "nb-no/v1.0/api/shift-post.md", Data: []byte(norwegianPage)}
	api := Compile([]page.Source{source}, Options{Unmerged: true})
	op := api.Operations[0]
	p := op.Permissions
	if len(p) != 3 || p[0].Least[0] != "Schedule.Read.All" || p[1].Status != "notSupported" || p[2].Status != "notSupported" {
		t.Errorf("permissions = %+v", p)
	}
	var headers []string
	for _, h := range op.Headers {
		headers = append(headers, fmt.Sprint(h.Name, " ", h.Required))
	}
	if want := "Authorization true, Accept false, Content-Type true, Prefer false"; strings.Join(headers, ", ") != want {
		t.Errorf("headers %q, want %s", headers, want)
	}
	want := []struct {
		name, kind string
		collection bool
	}{{"open", "Boolean", false}, {"notes", "String", false}, {"tags", "String", true}, {"owner", "identitySet", true}}
	for i, w := range want {
		if got := op.Body.Properties[i]; got.Name != w.name || got.Type != w.kind || got.Collection != w.collection {
			t.Errorf("property %d = %+v, want %+v", i, got, w)
		}
	}
	lessons := 0
	for _, d := range api.Diagnostics {
		if d.Code == "words-unknown" {
			lessons++
		}
	}
	if lessons != 1 {
		t.Errorf("%d findings words-unknown, want one", lessons)
	}
}

// Options.Words takes the words of a language away.
func TestGivenWords(t *testing.T) {
	asked := ""
	Compile([]page.Source{{Name: "a.md", Data: []byte(germanPage)}}, Options{Words: func(locale string) (*words.Set, bool) {
		asked = locale
		return words.For(words.Base)
	}})
	if asked != "de-DE" {
		t.Errorf("words of %q were asked for", asked)
	}
}

func TestIsRegionTag(t *testing.T) {
	for tag, want := range map[string]bool{
		"de-DE": true, "pt-br": true, "zh-Hant-TW": true, "fil-PH": true,
		"": false, "de": false, "de-": false, "-de": false, "d-de": false, "abcd-de": false, "de-deu": false,
		"api-reference": false, "zh-Han-TW": false, "zh-Hant-": false, "de-DE-x": false, "de_DE": false, "d1-de": false, "de-\u00e9": false,
	} {
		if isRegionTag(tag) != want {
			t.Errorf("isRegionTag(%q) = %v", tag, !want)
		}
	}
}
