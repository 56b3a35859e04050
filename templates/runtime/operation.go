package runtime

// Operation is what the documentation says about an operation, for logs,
// metrics, consent screens and servers that enforce permissions.
type Operation struct {
	ID          string       // e.g. "v1.0/timeCard/clockIn"
	Source      string       // the documentation page, e.g. "seeds/timecard-clockin.en-us.txt"
	Deprecated  bool         // the page says so
	Permissions []Permission // one entry per scheme and context, as the page lists them
}

// Permission is what one scheme needs to call an operation.
type Permission struct {
	Scheme  Scheme
	Status  string   // "supported", "notSupported", "notAvailable" or "undetermined"
	Least   []string // alternatives, any one suffices; "A and B": both together
	Higher  []string // alternatives that also suffice
	Context string   // what the entry is for, where a scheme has several
}

// Scheme says on whose behalf an app calls.
type Scheme string
