package mhtml_test

import (
	"strings"
	"testing"

	"github.com/docpiler/docpiler/parser/internal/places"
	"github.com/docpiler/docpiler/parser/mhtml"
	"github.com/docpiler/docpiler/parser/page"
)

const message = "From: <Saved>\nSubject: Get lamp\nMIME-Version: 1.0\nSnapshot-Content-Location: https://example.com/beta/api/lamp-get\n" +
	"Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n" +
	"<!DOCTYPE html>\n<html lang=3D\"en-us\"><body><main><div class=3D\"content\"><h1>Get la=\nmp</h1></div>\n<div class=3D\"content\"><p>Gets a l=C3=A4mp.</p></div></main></body></html>\n--b\nContent-Type: image/png\n\nx\n--b--\n"

func TestParse(t *testing.T) {
	for name, data := range map[string]string{"\\n": message, "\\r\\n": strings.ReplaceAll(message, "\n", "\r\n")} {
		src := page.Source{Name: "a.mhtml", Data: []byte(data)}
		if !mhtml.Is(src) {
			t.Fatalf("%s: not recognised", name)
		}
		p := mhtml.Parse(src)[0]
		if got := p.Title.String(); got != "Get lamp" {
			t.Errorf("%s: title %q", name, got)
		}
		if got := p.Meta["canonical"]; got != "https://example.com/beta/api/lamp-get" {
			t.Errorf("%s: address %q", name, got)
		}
		para := p.Root.Blocks[0].(*page.Para)
		if got := para.Spans.String(); got != "Gets a l\u00e4mp." || para.At.Line != 14 {
			t.Errorf("%s: %q at %v, want line 14", name, got, para.At)
		}
	}
}

func TestMessageWithoutHTML(t *testing.T) {
	src := page.Source{Name: "a.mhtml", Data: []byte(strings.ReplaceAll(message, "text/html\n", "text/css\n"))}
	if p := mhtml.Parse(src)[0]; len(p.Diagnostics) != 1 || p.Diagnostics[0].Code != "page-unreadable" {
		t.Errorf("findings %v", p.Diagnostics)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(message))
	f.Add([]byte(strings.ReplaceAll(message, "quoted-printable", "base64")))
	f.Add([]byte(strings.ReplaceAll(message, "quoted-printable", "8bit")))
	f.Fuzz(func(t *testing.T, data []byte) {
		src := page.Source{Name: "a.mhtml", Data: data}
		if !mhtml.Is(src) {
			return
		}
		for _, p := range mhtml.Parse(src) {
			if err := places.Check(p, data); err != nil {
				t.Error(err)
			}
		}
	})
}
