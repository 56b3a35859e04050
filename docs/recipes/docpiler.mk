# include docpiler.mk

.PHONY: docs-check docs-generate

docs-check:
	go tool docpiler check
	go tool docpiler lint --fail-on error

docs-generate:
	go tool docpiler generate
