package gomodel

import (
	"slices"
	"testing"
)

func TestNoteDoc(t *testing.T) {
	for text, want := range map[string]string{
		"":                             "",
		"Mind the gap.\nAnd the step.": "Mind the gap.",
		"Mind the gap.\n- a":           "Mind the gap.",
		"- Doors do not open again.\n- Windows neither.": "Doors do not open again. Windows neither.",
		"* Only one.": "Only one.",
		"Be one of:\n\n- Reader\n- Writer\nThen call it.": "Be one of: Reader; Writer.",
		"1. Knock.\n2. Enter":                             "Knock. Enter.",
		"-1 is no value.":                                 "-1 is no value.",
	} {
		if got := noteDoc(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestWithoutLeadIn(t *testing.T) {
	for _, tt := range []struct{ list, want []string }{
		{nil, nil},
		{[]string{"Open a door."}, []string{"Open a door."}},
		{[]string{"Open a door. It may be of these types:"}, []string{"Open a door."}},
		{[]string{"Types are:", "Front: at the front."}, []string{"Types are:", "Front: at the front."}},
		{[]string{"Open a door.", "It may be:"}, []string{"Open a door."}},
		{[]string{"Open a door with these properties:"}, []string{"Open a door with these properties."}},
		{[]string{"ドアを開けます。種類："}, []string{"ドアを開けます。"}},
	} {
		if got := withoutLeadIn(slices.Clone(tt.list)); !slices.Equal(got, tt.want) {
			t.Errorf("%q: %q, want %q", tt.list, got, tt.want)
		}
	}
}
