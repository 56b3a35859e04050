//go:build links

package runtime

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// countMember is the member of a page that counts all items: the service has none.
const countMember = ""

// Page is a part of a list: what one answer holds, and the way to the rest, which
// the service names in the header Link.
//
//	for item, err := range page.All(ctx) { … }
type Page[T any] struct {
	Value    []T
	NextLink string // "": this is the last page

	follow func(ctx context.Context, link string) (*Page[T], error)
}

// UnmarshalJSON decodes the list that a page is.
func (p *Page[T]) UnmarshalJSON(data []byte) error { return json.Unmarshal(data, &p.Value) }

// MarshalJSON encodes the list that a page is.
func (p Page[T]) MarshalJSON() ([]byte, error) {
	if p.Value == nil {
		return []byte("[]"), nil
	}
	return json.Marshal(p.Value)
}

// rest is where the rest of the list is told.
func (p *Page[T]) rest() *string { return &p.NextLink }

// Resume fetches the page that a stored NextLink leads to. The link must lead to
// the client's own host.
func Resume[T any](ctx context.Context, client *Client, link string) (*Page[T], error) {
	return pageAt[T](ctx, client.conn, call{op: &Operation{ID: "resume"}, method: "GET"}, link)
}

// paged makes a call that returns a page.
func paged[T any](ctx context.Context, c *conn, k call) (*Page[T], error) {
	var answer Response
	data, err := c.read(WithResponse(ctx, &answer), k)
	capture(ctx, &http.Response{StatusCode: answer.Status, Header: answer.Header}, answer.Body)
	if err != nil {
		return nil, err
	}
	page := new(Page[T])
	if data = bytes.TrimPrefix(data, []byte("\ufeff")); len(bytes.TrimSpace(data)) > 0 {
		if err := json.Unmarshal(unwrap(data), page); err != nil {
			return nil, fmt.Errorf("%s: answer: %w", k.op.ID, err)
		}
	}
	page.NextLink = c.nextLink(answer.Header)
	page.follow = func(ctx context.Context, link string) (*Page[T], error) { return pageAt[T](ctx, c, k, link) }
	return page, nil
}

// pageAt follows a link with the headers of the call that began it.
func pageAt[T any](ctx context.Context, c *conn, k call, link string) (*Page[T], error) {
	if link == "" {
		return nil, errors.New("the link is empty")
	}
	k.method, k.link, k.body, k.query, k.options = "GET", link, nil, nil, nil
	return paged[T](ctx, c, k)
}

// nextLink returns the address that the header Link gives as the next page, "" if it
// gives none (RFC 8288). A relative one is below the service's own host.
func (c *conn) nextLink(header http.Header) string {
	for _, value := range header.Values("Link") {
		for value != "" {
			_, rest, ok := strings.Cut(value, "<")
			if !ok {
				break
			}
			target, rest, ok := strings.Cut(rest, ">")
			if !ok {
				break
			}
			parameters := rest
			if i := strings.IndexByte(rest, '<'); i >= 0 {
				parameters = rest[:i]
			}
			value = rest
			if !isNext(parameters) {
				continue
			}
			if u, err := url.Parse(target); err == nil && c.base != nil {
				return c.base.ResolveReference(u).String()
			}
		}
	}
	return ""
}

// isNext reports whether the parameters of a link say that it leads to the next page.
func isNext(parameters string) bool {
	for parameter := range strings.SplitSeq(parameters, ";") {
		name, value, _ := strings.Cut(strings.Trim(parameter, " ,\t"), "=")
		if !strings.EqualFold(strings.TrimSpace(name), "rel") {
			continue
		}
		for relation := range strings.FieldsSeq(strings.Trim(strings.TrimSpace(value), `"'`)) {
			if strings.EqualFold(relation, "next") {
				return true
			}
		}
	}
	return false
}

// unwrap returns the value that an answer holds, all of it if it has no member for
// that.
func unwrap(data []byte) []byte {
	if value := memberAt(data, resultMember); value != nil {
		return value
	}
	return data
}

// boxed is a value as an answer holds it.
func boxed(value any) any {
	if resultMember == "" {
		return value
	}
	members := map[string]any{}
	setAt(members, resultMember, value)
	return members
}

// setPageHeader sets the header Link of an answer that is a page.
func setPageHeader(header http.Header, value any) {
	if page, ok := value.(interface{ next() string }); ok && page.next() != "" {
		header.Set("Link", "<"+page.next()+`>; rel="next"`)
	}
}

func (p *Page[T]) next() string { return p.NextLink }
