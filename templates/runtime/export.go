package runtime

// What other packages of docpiler use of this one stands here. It is not
// emitted.

// Router is the emitted servers' router: docpiler itself asks it which
// operation a request of a page reaches.
type Router[T any] struct{ router router[T] }

// Add registers a route. It fails for a template that cannot be read, and for
// one of the same method and shape as a route that is registered.
func (r *Router[T]) Add(method, template string, value T) error {
	return r.router.add(method, template, value)
}

// Find returns the route of an escaped path and the values of its
// placeholders in the template's order. Where no route is found, allow names
// the methods that the path knows.
func (r *Router[T]) Find(method, escapedPath string) (value T, args []string, found bool, allow []string) {
	m := r.router.find(method, escapedPath)
	return m.value, m.args, m.found, m.allow
}

// CheckTemplate returns what is wrong with a path template, nil if a router
// can hold it.
func CheckTemplate(template string) error {
	_, err := parseTemplate(template)
	return err
}
