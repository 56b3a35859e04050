package runtime

import "context"

// WithPath returns a context whose calls go to a path below the documented
// one, for what the service has below each: the items of a type, their number.
func WithPath(ctx context.Context, path string) context.Context {
	d := detourOf(ctx)
	d.path = path
	return context.WithValue(ctx, detourKey{}, d)
}

// WithBody returns a context whose calls send these bytes in place of the
// method's body, for operations that take another content type too: a message
// in MIME format, an image. A nil body is an empty one of that type.
func WithBody(ctx context.Context, contentType string, body []byte) context.Context {
	d := detourOf(ctx)
	d.contentType, d.body, d.replacesBody = contentType, body, true
	return context.WithValue(ctx, detourKey{}, d)
}

type detourKey struct{}

// detour is what a context changes of a call. It does not reach the further
// pages of a collection, nor the request that carries a batch.
type detour struct {
	path         string // below the documented path; "" for none
	contentType  string
	body         []byte
	replacesBody bool // else the method's own is sent
}

func detourOf(ctx context.Context) detour {
	d, _ := ctx.Value(detourKey{}).(detour)
	return d
}

// below adds the detour to the path of a request.
func (d detour) below(path string) (string, error) {
	if d.path == "" {
		return path, nil
	}
	text, err := pathValue(d.path, false, true)
	return path + "/" + text, err
}
