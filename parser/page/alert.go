package page

import (
	"strings"
	"unicode/utf8"
)

// CutLabel takes the label off the blocks of a quote or alert and returns which
// kind it names, "" if there is none. Labels are "[!NOTE]", a word in bold or a
// word before a colon, each at the start of the first paragraph; role tells
// which kind a word names, lines where the text after the label lies.
func CutLabel(blocks []Block, lines *Lines, role func(word string) string) (kind string, rest []Block) {
	if len(blocks) == 0 {
		return "", blocks
	}
	first, ok := blocks[0].(*Para)
	if !ok {
		return "", blocks
	}
	kind, spans := cutLabel(first.Spans, role)
	if kind == "" {
		return "", blocks
	}
	if len(spans) == 0 {
		return kind, blocks[1:]
	}
	spans[0].At = lines.Inside(spans[0].At)
	return kind, append([]Block{&Para{At: spans[0].At, Spans: spans}}, blocks[1:]...)
}

// maxLabel is the length of the longest text, in bytes, that may be a label.
const maxLabel = 60

func cutLabel(in Inline, role func(string) string) (kind string, rest Inline) {
	switch s := in[0]; {
	case s.Kind == Text && strings.HasPrefix(s.Text, "[!"):
		label, after, ok := strings.Cut(s.Text[2:], "]")
		if !ok || label == "" || len(label) > maxLabel || strings.ContainsAny(label, blanks) {
			return "", in
		}
		if kind = role(label); kind == "" {
			kind = "note"
		}
		return kind, follow(in, after)
	case len(s.Text) > maxLabel && s.Kind != Text:
		return "", in
	case s.Kind == Bold || s.Kind == Italic:
		return role(s.Text), follow(in, "")
	case s.Kind == Text:
		i := strings.IndexAny(s.Text, ":\uff1a")
		if i < 0 || i > maxLabel {
			return "", in
		}
		_, size := utf8.DecodeRuneInString(s.Text[i:])
		return role(s.Text[:i]), follow(in, s.Text[i+size:])
	}
	return "", in
}

// follow returns what follows a label whose span ends with the text after.
func follow(in Inline, after string) Inline {
	rest := append(Inline(nil), in...)
	if text := strings.TrimLeft(after, colons); text != "" {
		rest[0].At.Column += utf8.RuneCountInString(strings.TrimSuffix(in[0].Text, text))
		rest[0].Kind, rest[0].Text = Text, text
		return rest
	}
	for rest = rest[1:]; len(rest) > 0; rest = rest[1:] {
		s := &rest[0]
		if s.Kind == Text {
			text := strings.TrimLeft(s.Text, colons)
			if lead := strings.TrimSuffix(s.Text, text); text != "" {
				s.At.Column += utf8.RuneCountInString(strings.TrimLeft(lead, " "))
			}
			s.Text = text
		}
		if s.Kind != Break && s.Text != "" {
			break
		}
	}
	return rest
}

const colons = " :\uff1a"
