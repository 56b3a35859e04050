// Package seeds holds four real documentation pages and the configuration that
// compiles them into the packages below generated/.
package seeds

//go:generate go run ../cmd/docpiler generate
