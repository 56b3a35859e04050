package words

import "testing"

func TestFrame(t *testing.T) {
	for _, c := range []struct {
		text  string
		roles []string
		want  bool
	}{
		{"Read in English Add Edit", nil, true},
		{"Skip to main content", nil, true},
		{"Dieser Browser wird nicht mehr unterstützt.", nil, true},
		{"目录 退出编辑器模式", nil, true},
		{"Access to this page requires authorization. You can try signing in or changing directories.", nil, true},
		{"Privacy © Microsoft 2031", nil, true},
		{"HTTP C# Go", []string{"tab"}, true},
		{"HTTP Add", []string{"tab"}, false},
		{"Add a team", nil, false},
		{"", nil, false},
	} {
		if got := Frame(c.text, c.roles...); got != c.want {
			t.Errorf("Frame(%q, %q) = %v, want %v", c.text, c.roles, got, c.want)
		}
	}
}
