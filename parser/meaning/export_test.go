package meaning

// Kinds are the names of the kinds of sections that something reads.
func Kinds() []string {
	var out []string
	for _, k := range kinds {
		if k.operation != nil || k.typ != nil {
			out = append(out, k.role.Key())
		}
	}
	return out
}

// SwitchOff lets nothing read the sections of a kind until the function that it
// returns is called.
func SwitchOff(name string) (restore func()) {
	before := append([]kind{}, kinds...)
	for i := range kinds {
		if kinds[i].role.Key() == name {
			kinds[i].operation, kinds[i].typ = nil, nil
		}
	}
	return func() { kinds = before }
}
