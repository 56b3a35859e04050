# make        everything a change must pass        make bench   speed against its floors
# make NAME   one step of it

GO ?= go

.PHONY: all fmt vet staticcheck tidy test long race check generate golden bench bench-compile reproducible

all: fmt vet staticcheck tidy test check

fmt:
	@test -z "$$(gofmt -l *.go cmd emit ir parser seeds templates generated)" || { gofmt -l *.go cmd emit ir parser seeds templates generated; exit 1; }

vet:
	$(GO) vet ./...

# templates/runtime is emitted, not called; its copies in generated/ are checked.
staticcheck:
	$(GO) tool -modfile=.ci/tools/go.mod staticcheck . ./cmd/... ./emit/... ./ir/... ./parser/... ./generated/... ./templates

tidy:
	$(GO) mod tidy -diff
	cd .ci/tools && $(GO) mod tidy -diff

test:
	$(GO) test ./...

# All tests of the packages in which some take long, those included.
long:
	DOCPILER_LONG_TESTS=1 $(GO) test -timeout 40m $$(grep -rl 'ir/longtest"' --include='*_test.go' . | xargs -n1 dirname | sort -u)

race:
	$(GO) test -race ./...

# Is generated/ what the pages in seeds/ compile to?
check:
	$(GO) run ./cmd/docpiler check -c seeds/docpiler.yaml

generate:
	$(GO) run ./cmd/docpiler generate -c seeds/docpiler.yaml

# Rewrite the expected sections of all tests.
golden:
	$(GO) test $$(grep -rlE 'flag.Bool\("update"|docpiler/ir/golden"' --include='*_test.go' . | xargs -n1 dirname | sort -u) -update
	UPDATE=1 $(GO) test ./cmd/docpiler

# Speed against its floors and aims, over the pages in DOCS: stages by go test
# -bench (benchstat reads it), then whole processes. PEERS=-peers measures
# oapi-codegen and ogen too, GROW="-grow 11300,50000" more pages than there are.
DOCS ?= ../shared/corpus/en-us
RUNS ?= 5

bench:
	$(GO) run ./cmd/docpiler ir --fail-on never $(DOCS) 2>/dev/null > $${TMPDIR:-/tmp}/docpiler-bench.json
	DOCPILER_BENCH_IR=$${TMPDIR:-/tmp}/docpiler-bench.json $(GO) test -run '^$$' -bench 'Goldmark|BenchmarkParse|Meaning|Compile|Encode|Decode|Prepare|Generate|Format|Router' -benchmem ./parser/... ./ir ./emit ./templates/runtime
	$(GO) run ./cmd/bench -docs $(DOCS) -runs $(RUNS) $(GROW) $(PEERS)

# What a program costs that makes one call: by hand and through an emitted slice.
bench-compile:
	$(GO) test ./emit -run '^$$' -bench GoBuild -benchtime 1x

# Is a release the same wherever it is built?
reproducible:
	.ci/reproducible
