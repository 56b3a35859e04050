//go:build !unpaged

package runtime

import (
	"context"
	"errors"
	"iter"
)

// Next fetches the page after this one, nil after the last.
func (p *Page[T]) Next(ctx context.Context) (*Page[T], error) {
	if *p.rest() == "" {
		return nil, nil
	}
	if p.follow == nil {
		return nil, errors.New("this page did not come from a client")
	}
	return p.follow(ctx, *p.rest())
}

// Pages yields this page and those after it, fetching each when it is asked for. It
// ends at the first error.
func (p *Page[T]) Pages(ctx context.Context) iter.Seq2[*Page[T], error] {
	return func(yield func(*Page[T], error) bool) {
		for page := p; page != nil; {
			if !yield(page, nil) {
				return
			}
			next, err := page.Next(ctx)
			if err == nil && next != nil && *next.rest() == *page.rest() {
				*next.rest(), err = "", errors.New("the service's next page is the same page again")
			}
			if err != nil {
				yield(nil, err)
				return
			}
			page = next
		}
	}
}

// All yields the items of this page and of those after it. It ends at the first
// error.
func (p *Page[T]) All(ctx context.Context) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for page, err := range p.Pages(ctx) {
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, item := range page.Value {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}
