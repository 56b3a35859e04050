# make        everything a change must pass        make bench   speed against its floors
# make NAME   one step of it

GO ?= go

.PHONY: all fmt vet staticcheck test race check generate golden

all: fmt vet staticcheck test check

fmt:
	@test -z "$$(gofmt -l cmd emit ir parser seeds templates generated)" || { gofmt -l cmd emit ir parser seeds templates generated; exit 1; }

vet:
	$(GO) vet ./...

# templates/runtime is emitted, not called; its copies in generated/ are checked.
staticcheck:
	$(GO) tool -modfile=.ci/tools/go.mod staticcheck ./cmd/... ./emit/... ./ir/... ./parser/... ./generated/... ./templates

test:
	$(GO) test ./...

race:
	$(GO) test -race ./...

# Is generated/ what the pages in seeds/ compile to?
check:
	$(GO) run ./cmd/docpiler check -c seeds/docpiler.yaml

generate:
	$(GO) run ./cmd/docpiler generate -c seeds/docpiler.yaml

# Rewrite the expected sections of all tests.
golden:
	$(GO) test ./ir ./parser/... ./emit/... ./cmd/docpiler/config -update
	UPDATE=1 $(GO) test ./cmd/docpiler
