package meaning

import (
	"testing"

	"github.com/docpiler/docpiler/parser/page"
	"github.com/docpiler/docpiler/parser/words"
)

func TestReadTypeCell(t *testing.T) {
	link := func(text, href string) page.Span { return page.Span{Kind: page.Link, Text: text, Href: href} }
	text := func(s string) page.Span { return page.Span{Text: s} }
	for _, c := range []struct {
		name string
		cell page.Inline
		want typeRef
	}{
		{"plain", page.Inline{text("string")}, typeRef{"String", false}},
		{"prefixed", page.Inline{{Kind: page.CodeSpan, Text: "Edm.boolean "}}, typeRef{"Boolean", false}},
		{"code span", page.Inline{{Kind: page.CodeSpan, Text: "timeCardState"}}, typeRef{"timeCardState", false}},
		{"link", page.Inline{link("itemBody", "itembody.md")}, typeRef{"itemBody", false}},
		{"link collection", page.Inline{link("identity", "identity.md"), text(" collection")}, typeRef{"identity", true}},
		{"collection, then a sentence", page.Inline{link("outcome", "outcome.md"), text(" collection. Holds grades, feedback")}, typeRef{"outcome", true}},
		{"collection call", page.Inline{text("Collection("), link("driveRecipient", "driverecipient.md"), text(")")}, typeRef{"driveRecipient", true}},
		{"collection of primitives", page.Inline{text("Collection(string)")}, typeRef{"String", true}},
		{"doubled collection", page.Inline{text("routingPolicy collection collection")}, typeRef{"routingPolicy", true}},
		{"array", page.Inline{text("String[]")}, typeRef{"String", true}},
		{"reference without definition", page.Inline{text("[identitySet][]")}, typeRef{"identitySet", false}},
		{"reference in a call", page.Inline{text("Collection([driveRecipient][])")}, typeRef{"driveRecipient", true}},
		{"reference with label", page.Inline{text("[educationUser][user] collection")}, typeRef{"educationUser", true}},
		{"broken link", page.Inline{text("[invitedUserMessageInfo](invitedusermessageinfo.md")}, typeRef{"invitedUserMessageInfo", false}},
		{"remark", page.Inline{text("String (timestamp)")}, typeRef{"String", false}},
		{"remark before", page.Inline{text("(Optional) String")}, typeRef{"String", false}},
		{"size", page.Inline{text("string, maximum size 20")}, typeRef{"String", false}},
		{"alternatives", page.Inline{link("Identity", "identity.md"), text(" or "), link("group", "group.md")}, typeRef{"Identity", false}},
		{"primitive alternatives", page.Inline{text("string/number")}, typeRef{}},
		{"trailing word", page.Inline{text("alertFeedback enum")}, typeRef{"alertFeedback", false}},
		{"qualified", page.Inline{text("microsoft.graph.callRecords.modality collection")}, typeRef{"microsoft.graph.callRecords.modality", true}},
		{"words in the link", page.Inline{link("Liste der Elemente", "../resources/intune-shared-devicecategory.md#top")}, typeRef{"devicecategory", false}},
		{"no type", page.Inline{text("Distribution groups")}, typeRef{}},
		{"media type", page.Inline{text("application/json")}, typeRef{}},
		{"dash", page.Inline{text("-")}, typeRef{}},
		{"empty", nil, typeRef{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, _ := words.For("en-US")
			if got := readTypeCell(w, c.cell); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestReadTranslatedTypeCell(t *testing.T) {
	w, _ := words.For("pt-BR")
	for _, c := range []struct {
		text, href, after string
		want              typeRef
	}{
		{"Cole\u00e7\u00e3o itemBody", "../resources/itembody.md", "", typeRef{"itemBody", true}},
		{"Cole\u00e7\u00e3o printDuplexMode", "enums.md#printduplexmode-values", "", typeRef{"printDuplexMode", true}},
		{"contato", "../resources/contact.md", "", typeRef{"contact", false}},
		{"itemBody", "../resources/itembody.md", "", typeRef{"itemBody", false}},
		{"profilePhoto", "../resources/photo.md", "", typeRef{"profilePhoto", false}},
		{"lista de valores", "enums.md#weekday-values", "", typeRef{"weekday", false}},
	} {
		cell := page.Inline{{Kind: page.Link, Text: c.text, Href: c.href}, {Text: c.after}}
		if got := readTypeCell(w, cell); got != c.want {
			t.Errorf("[%s](%s): got %+v, want %+v", c.text, c.href, got, c.want)
		}
	}
}
