package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
)

// quietMemory is what a process may take before garbage is collected, in bytes.
// Most runs are over before that.
const quietMemory = 192 << 20

// deferCollection puts off the first collection of garbage until the process
// has taken quietMemory; from then on garbage is collected as usual. Whoever set
// GOGC or GOMEMLIMIT is left alone.
func deferCollection() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	usual := debug.SetGCPercent(-1)
	debug.SetMemoryLimit(quietMemory)
	first := new(*byte)                   // what holds a pointer shares its memory with nothing else
	runtime.AddCleanup(first, func(int) { // the first collection finds that nothing points to it
		debug.SetGCPercent(usual)
		debug.SetMemoryLimit(math.MaxInt64)
	}, 0)
}
