package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// quietMemory is what a process may take before garbage is collected, in bytes.
// Most runs are over before that. usualMemory is what it may take as long as
// what is alive leaves a fifth of it free; collecting more and more often for less
// and less room would cost more than memory does.
const (
	quietMemory = 192 << 20
	usualMemory = 256 << 20
)

// deferCollection puts off the first collection of garbage until the process
// has taken quietMemory; from then on garbage is collected as usual, or more often
// to stay below usualMemory. Whoever set GOGC or GOMEMLIMIT is left alone.
func deferCollection() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	usual := debug.SetGCPercent(-1)
	debug.SetMemoryLimit(quietMemory)
	afterCollection(func() {
		debug.SetGCPercent(usual)
		debug.SetMemoryLimit(usualMemory)
		watchMemory()
	})
}

// watchMemory gives up usualMemory when too much is alive for it.
func watchMemory() {
	afterCollection(func() {
		alive := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(alive)
		if alive[0].Value.Kind() == metrics.KindUint64 && alive[0].Value.Uint64() > usualMemory*4/5 {
			debug.SetMemoryLimit(math.MaxInt64)
			return
		}
		watchMemory()
	})
}

// afterCollection calls do after the next collection of garbage.
func afterCollection(do func()) {
	p := new(*byte)                              // what holds a pointer shares its memory with nothing else
	runtime.AddCleanup(p, func(int) { do() }, 0) // the collection finds that nothing points to it
}
