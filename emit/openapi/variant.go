package openapi

import (
	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/jsontree"
	"github.com/docpiler/docpiler/ir/service"
)

// variant is what a schema describes, for telling it from others by the member that
// names the type of a payload.
type variant struct {
	typ  *ir.Type
	name string // of a body of its own, e.g. "crate.create"
}

// oneOf joins what the pages of one endpoint say of a body or an answer, the
// owner's first. Pages of several types are told apart by the member of payloads
// that names the type, if the types are known and all payloads have it: these are
// families, a page for each derived type. Otherwise the owner's schema stands for
// all, as it lets further members pass.
func (b *builder) oneOf(list []*schema, payloads []gomodel.Payload) *schema {
	mapping := ordered[string]{}
	var refs []*schema
	for _, s := range list {
		if s.variant == nil {
			return list[0]
		}
		value := service.OData.TypePrefix + s.variant.typ.Name
		if _, known := mapping.get(value); known {
			continue
		}
		one := b.component(s)
		mapping.add(value, one.Ref)
		refs = append(refs, one)
	}
	if len(refs) < 2 || !allNameTypes(payloads, mapping) {
		return list[0]
	}
	return &schema{OneOf: refs, Discriminator: &discriminator{service.OData.TypeMember, mapping}}
}

// component returns a reference to the schema, which becomes a component of its own
// if it is none.
func (b *builder) component(s *schema) *schema {
	if s.Ref != "" {
		return s
	}
	key := b.freeKey(s.variant.typ.APIVersion, s.variant.name)
	own := *s
	if _, taken := own.Properties.get(service.OData.TypeMember); own.Type == "object" && !taken {
		own.Properties = append(own.Properties[:len(own.Properties):len(own.Properties)], entry[*schema]{service.OData.TypeMember, &schema{Type: "string"}})
	}
	b.bodies[key] = &own
	return &schema{Ref: "#/components/schemas/" + key}
}

// allNameTypes reports whether every payload says by its member which of the types
// of a mapping it is.
func allNameTypes(payloads []gomodel.Payload, mapping ordered[string]) bool {
	for _, p := range payloads {
		if p.JSON().Kind() != jsontree.Object {
			return false
		}
		if _, known := mapping.get(p.JSON().Get(service.OData.TypeMember).Str()); !known {
			return false
		}
	}
	return len(payloads) > 0
}
