package html

import (
	"bytes"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
)

// Link is where a page leads.
type Link struct {
	Target    string // as the page writes it
	Alternate string // media type, where it is another form of the page itself: "text/markdown"
}

var linkElements = cascadia.MustCompile(`a[href], link[rel~="alternate"][href]`)

// Links lists the links of a page, in page order. What cannot be read has none.
func Links(data []byte) []Link {
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	var out []Link
	goquery.NewDocumentFromNode(root).FindMatcher(linkElements).Each(func(_ int, s *goquery.Selection) {
		link := Link{Target: s.AttrOr("href", "")}
		if goquery.NodeName(s) == "link" {
			if link.Alternate = s.AttrOr("type", ""); link.Alternate == "" {
				return
			}
		}
		out = append(out, link)
	})
	return out
}
