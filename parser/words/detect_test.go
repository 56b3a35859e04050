package words

import "testing"

func TestDetect(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"English sentences", "Get the shelves of a library.\nYou can do this as a user or as an app.\nUse it to find a book.\n", "en-US"},
		{"English headings", "Request body\nHTTP request\n", "en-US"},
		{"German", "Berechtigungen\nEine der folgenden Berechtigungen ist erforderlich.\nHTTP-Anforderung\n", "de-DE"},
		{"Chinese with English words left", "Permissions\n权限类型 |\n委派 |\nHTTP 请求\n更新书架的属性。\n", "zh-CN"},
		{"Japanese, whose kana tell", "本棚を取得します。次の例は要求を示しています。\n", "ja-JP"},
		{"Korean", "책장을 가져옵니다.\n", "ko-KR"},
		{"a script without words", "Λήψη ραφιών βιβλιοθήκης.\n", "el-GR"},
		{"a script of several languages", "Отримати полиці бібліотеки.\n", ""},
		{"a Latin language without words", "Hae luettelo hyllyist\u00e4.\nK\u00e4ytt\u00f6oikeudet\nPyynn\u00f6n leip\u00e4teksti\n", ""},
		{"code alone", "GET /me/shelves\n{\n  \"a\": 1\n}\n", ""},
		{"nothing", "", ""},
		{"foreign words in samples", "Request body\nThe following example shows the request.\n{\n\"subject\": \"会議のお知らせ\"\n}\n", "en-US"},
	} {
		if got := Detect(c.text); got != c.want {
			t.Errorf("%s: Detect = %q, want %q", c.name, got, c.want)
		}
	}
}
