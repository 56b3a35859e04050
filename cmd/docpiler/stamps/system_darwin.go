package stamps

import "syscall"

// changeOf returns the time in nanoseconds.
func changeOf(s *syscall.Stat_t) int64 { return s.Ctimespec.Nano() }
