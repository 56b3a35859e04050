// Package longtest sets apart the tests that take long. Only tests import it; it
// lies below ir because all packages may import that.
package longtest

import (
	"os"
	"testing"
)

// Enabled reports whether tests that take long are asked for, by the environment
// variable DOCPILER_LONG_TESTS. .ci/run and make long ask for them.
func Enabled() bool { return os.Getenv("DOCPILER_LONG_TESTS") != "" }

// Whole reports whether tests that otherwise take a sample are to take all there is.
func Whole() bool { return os.Getenv("DOCPILER_LONG_TESTS") == "all" }

// Skip skips a test that takes long, because of what it does, unless such tests
// are asked for.
func Skip(tb testing.TB, does string) {
	tb.Helper()
	if !Enabled() {
		tb.Skipf("takes long: it %s; DOCPILER_LONG_TESTS=1 runs it, as .ci/run does", does)
	}
}
