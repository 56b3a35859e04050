package gomodel

// Argument is an argument of a method, as client and server take it.
type Argument struct {
	Name  Name
	Type  Ref
	Kind  ArgumentKind
	Param *Param // nil for the address, the body and its content type, and the options
}

// ArgumentKind says where an argument travels.
type ArgumentKind int

// The kinds of arguments, in the order in which methods take them.
const (
	AddressArgument ArgumentKind = iota
	PathArgument
	QueryArgument
	HeaderArgument
	ContentTypeArgument
	StreamArgument
	BodyArgument
	OptionsArgument
)

// Arguments lists the arguments of a method after its context. The client's
// options, the last one, are variadic.
func (m *Method) Arguments() []Argument {
	list := make([]Argument, 0, len(m.Path)+len(m.Query)+len(m.Header)+4)
	if m.At != nil {
		list = append(list, Argument{Name: "at", Type: Ref{Go: string(m.At.Name)}, Kind: AddressArgument})
	}
	for _, part := range []struct {
		kind   ArgumentKind
		params []*Param
	}{{PathArgument, m.Path}, {QueryArgument, m.Query}, {HeaderArgument, m.Header}} {
		for _, p := range part.params {
			list = append(list, Argument{p.Name, p.Type, part.kind, p})
		}
	}
	switch {
	case m.Body == nil:
	case !m.Body.Stream:
		list = append(list, Argument{Name: "body", Type: m.Body.Type, Kind: BodyArgument})
	default:
		if m.Body.ContentType == "" {
			list = append(list, Argument{Name: "contentType", Type: Ref{Go: "string"}, Kind: ContentTypeArgument})
		}
		list = append(list, Argument{Name: "body", Type: Ref{Go: "io.Reader"}, Kind: StreamArgument})
	}
	if m.Options != nil {
		list = append(list, Argument{Name: "options", Type: Ref{Go: string(m.Options.Name)}, Kind: OptionsArgument})
	}
	return list
}
