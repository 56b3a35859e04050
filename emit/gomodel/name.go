package gomodel

// Name is an identifier of Go.
type Name string
