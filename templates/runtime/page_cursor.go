//go:build cursor

package runtime

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strings"
)

// countMember is the member of a page that counts all items: the service has none.
const countMember = ""

// Page is a part of a list: what one answer holds, and the way to the rest.
//
//	for item, err := range page.All(ctx) { … }
type Page[T any] struct {
	Value  []T
	Cursor string // of the next page; "": this is the last one

	Extra map[string]json.RawMessage // the other members of the answer

	follow func(ctx context.Context, cursor string) (*Page[T], error)
}

// UnmarshalJSON decodes an answer that holds a page.
func (p *Page[T]) UnmarshalJSON(data []byte) error {
	if err := json.Unmarshal(data, &p.Extra); err != nil {
		return err
	}
	if items := memberAt(data, cursorItems); items != nil {
		if err := json.Unmarshal(items, &p.Value); err != nil {
			return fmt.Errorf("%s: %w", cursorItems, err)
		}
	}
	p.Cursor = memberText(memberAt(data, cursorNext))
	return nil
}

// MarshalJSON encodes a page as an answer.
func (p Page[T]) MarshalJSON() ([]byte, error) {
	members := map[string]any{}
	for name, value := range p.Extra {
		members[name] = value
	}
	items := p.Value
	if items == nil {
		items = []T{}
	}
	setMember(members, cursorItems, items)
	if p.Cursor != memberText(memberAt(mustJSON(p.Extra), cursorNext)) {
		setMember(members, cursorNext, p.Cursor)
	}
	return json.Marshal(members)
}

// mustJSON encodes what was JSON already.
func mustJSON(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		return nil
	}
	return data
}

// setMember sets the member at a path of an object that is being encoded.
func setMember(members map[string]any, path string, value any) {
	name, rest, nested := strings.Cut(path, ".")
	if !nested {
		members[name] = value
		return
	}
	inner := map[string]any{}
	if raw, ok := members[name].(json.RawMessage); ok {
		var have map[string]json.RawMessage
		if json.Unmarshal(raw, &have) == nil {
			for name, value := range have {
				inner[name] = value
			}
		}
	}
	setMember(inner, rest, value)
	members[name] = inner
}

// rest is where the rest of the list is told.
func (p *Page[T]) rest() *string { return &p.Cursor }

// paged makes a call that returns a page.
func paged[T any](ctx context.Context, c *conn, k call) (*Page[T], error) {
	page, err := object[Page[T]](ctx, c, k)
	if err != nil {
		return nil, err
	}
	page.follow = func(ctx context.Context, cursor string) (*Page[T], error) {
		next := k
		if next.query = maps.Clone(k.query); next.query == nil {
			next.query = values{}
		}
		next.query[cursorParameter] = cursor
		return paged[T](WithQuery(ctx, cursorParameter, cursor), c, next)
	}
	return page, nil
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

// setPageHeader sets what an answer's header says of further pages: nothing.
func setPageHeader(http.Header, any) {}
