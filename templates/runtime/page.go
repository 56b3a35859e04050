//go:build !links && !cursor && !unpaged

package runtime

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
)

// countMember is the member of a page that says how many items the collection has.
const countMember = "@odata.count"

// Page is a part of a collection: what one answer holds, and the way to the rest.
//
//	for item, err := range page.All(ctx) { … }
type Page[T any] struct {
	Value     []T        `json:"value"`
	Count     Opt[int64] `json:"@odata.count,omitzero"`     // of the whole collection, where it was asked for
	NextLink  string     `json:"@odata.nextLink,omitzero"`  // "": this is the last page
	DeltaLink string     `json:"@odata.deltaLink,omitzero"` // on the last page of a delta: store it and give it to Resume

	Extra map[string]json.RawMessage `json:"-"` // further members of the answer

	follow func(ctx context.Context, link string) (*Page[T], error)
}

// UnmarshalJSON decodes a page; further members are kept in Extra. A number in
// its place is the count that was asked for, see [WithPath].
func (p *Page[T]) UnmarshalJSON(data []byte) error {
	if len(data) == 0 || data[0] < '0' || data[0] > '9' {
		return decode(data, p)
	}
	p.Count.Set = true
	return json.Unmarshal(data, &p.Count.Value)
}

// MarshalJSON encodes a page.
func (p Page[T]) MarshalJSON() ([]byte, error) { return encode(p) }

// rest is where the rest of the list is told.
func (p *Page[T]) rest() *string { return &p.NextLink }

// Resume fetches the page that a stored NextLink or DeltaLink leads to. The
// link must lead to the client's own host.
func Resume[T any](ctx context.Context, client *Client, link string) (*Page[T], error) {
	return pageAt[T](ctx, client.conn, call{op: &Operation{ID: "resume"}, method: "GET"}, link)
}

// paged makes a call that returns a page.
func paged[T any](ctx context.Context, c *conn, k call) (*Page[T], error) {
	page, err := object[Page[T]](ctx, c, k)
	if err != nil {
		return nil, err
	}
	page.follow = func(ctx context.Context, link string) (*Page[T], error) { return pageAt[T](ctx, c, k, link) }
	return page, nil
}

// pageAt follows a link with the headers of the call that began it.
func pageAt[T any](ctx context.Context, c *conn, k call, link string) (*Page[T], error) {
	if link == "" {
		return nil, errors.New("the link is empty")
	}
	k.method, k.link, k.body, k.query = "GET", link, nil, nil
	return paged[T](ctx, c, k)
}

// unwrap returns the member "value" of an object, or data if there is none.
func unwrap(data []byte) []byte {
	var box struct {
		Value json.RawMessage `json:"value"`
	}
	if json.Unmarshal(data, &box) == nil && len(box.Value) > 0 {
		return box.Value
	}
	return data
}

// boxed is a value as an answer holds it: in the member "value".
func boxed(value any) any { return map[string]any{"value": value} }

// setPageHeader sets what an answer's header says of further pages: nothing.
func setPageHeader(http.Header, any) {}
