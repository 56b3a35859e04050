package ir

import (
	"slices"
	"strings"
)

// permissions compares what each scheme needs in each context: an app that held
// one of the old least privileged alternatives must still get through.
func (d *differ) permissions(a, b *Operation) {
	if a.Permissions == nil || b.Permissions == nil {
		return
	}
	key := func(p Permission) string { return string(p.Scheme) + "\n" + p.Context }
	pairByKey(a.Permissions, b.Permissions, key, func(x, y *Permission) {
		switch {
		case y == nil && x.Status == Supported:
			d.permission("permission-removed", x, nil, "The permissions for %s are gone.", permissionLabel(*x))
		case x == nil && y.Status == Supported:
			d.permission("permission-added", nil, y, "The permissions for %s are new.", permissionLabel(*y))
		case x != nil && y != nil:
			d.permissionEntry(x, y)
		}
	})
}

func (d *differ) permissionEntry(x, y *Permission) {
	name := permissionLabel(*x)
	switch {
	case x.Status != Supported && y.Status != Supported:
		return
	case y.Status == Undetermined:
		d.permission("permission-open", x, y, "The permissions for %s are no longer stated.", name)
	case y.Status != Supported:
		d.permission("permission-removed", x, y, "Calls for %s are no longer supported.", name)
	case x.Status != Supported:
		d.permission("permission-added", x, y, "Calls for %s are now supported.", name)
	case !sufficient(x.Least, slices.Concat(y.Least, y.Higher)):
		d.permission("permission-raised", x, y, "Holding %s does not suffice for %s any more; it takes %s.",
			strings.Join(x.Least, " or "), name, strings.Join(y.Least, " or "))
	case !sufficient(y.Least, slices.Concat(x.Least, x.Higher)):
		d.permission("permission-lowered", x, y, "Holding %s suffices for %s; it took %s.",
			strings.Join(y.Least, " or "), name, strings.Join(x.Least, " or "))
	case !sufficient(x.Higher, slices.Concat(y.Least, y.Higher)):
		d.permission("permission-higher-removed", x, y, "Holding %s does not suffice for %s any more.", strings.Join(gone(x.Higher, y), " or "), name)
	default:
		d.details(" of the permissions for "+name, x, y, x.At, y.At, &x.Scheme, &x.Status, &x.Context)
	}
}

// gone lists the alternatives that an entry no longer has.
func gone(held []string, y *Permission) []string {
	return slices.DeleteFunc(slices.Clone(held), func(h string) bool { return sufficient([]string{h}, slices.Concat(y.Least, y.Higher)) })
}

func (d *differ) permission(kind string, x, y *Permission, format string, args ...any) {
	var old, new string
	var oldAt, at Pos
	if x != nil {
		old, oldAt = permissionFacts(*x), x.At
	}
	if y != nil {
		new, at = permissionFacts(*y), y.At
	}
	d.add(kind, old, new, oldAt, at, format, args...)
}

// sufficient reports whether each of the held alternatives meets one of the
// options.
func sufficient(held, options []string) bool {
	r := requirement{options: optionsOf(options)}
	for _, h := range optionsOf(held) {
		if !r.metBy(h) {
			return false
		}
	}
	return true
}
