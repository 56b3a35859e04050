//go:build unix

package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"slices"
	"syscall"
	"time"
)

// usage is what one run of a process cost.
type usage struct {
	cpu, wall float64 // seconds
	rss       int64   // MB
}

// command is a process to measure. Exit statuses other than 0 and 1 are errors:
// docpiler ends with 1 where pages have faults.
type command struct {
	name   string
	args   []string // program first
	dir    string
	env    []string     // besides the environment
	before func() error // before each run, not measured; may be nil
}

// medians runs commands once without and n times with the watch, and returns the
// median of each figure, by name. They run in turn: a machine that changes its pace
// changes it for all of them.
func medians(commands []command, n int) (map[string]usage, error) {
	all := map[string][]usage{}
	for round := range n + 1 {
		for _, c := range commands {
			u, err := c.once()
			if err != nil {
				return nil, fmt.Errorf("%s: %w", c.name, err)
			}
			if round > 0 {
				all[c.name] = append(all[c.name], u)
			}
		}
	}
	got := map[string]usage{}
	for name, runs := range all {
		got[name] = usage{
			cpu:  middle(runs, func(u usage) float64 { return u.cpu }),
			wall: middle(runs, func(u usage) float64 { return u.wall }),
			rss:  middle(runs, func(u usage) int64 { return u.rss }),
		}
	}
	return got, nil
}

func middle[T cmp.Ordered](all []usage, of func(usage) T) T {
	var list []T
	for _, u := range all {
		list = append(list, of(u))
	}
	slices.Sort(list)
	return list[len(list)/2]
}

func (c command) once() (usage, error) {
	if c.before != nil {
		if err := c.before(); err != nil {
			return usage{}, err
		}
	}
	debug.FreeOSMemory() // a process begins as a copy of this one, and is charged for it
	var complaint bytes.Buffer
	p := exec.Command(c.args[0], c.args[1:]...)
	p.Dir, p.Env, p.Stderr = c.dir, append(os.Environ(), c.env...), &complaint
	start := time.Now()
	err := p.Run()
	wall := time.Since(start)
	var status *exec.ExitError
	if err != nil && !(errors.As(err, &status) && status.ExitCode() == 1) {
		return usage{}, fmt.Errorf("%w: %s", err, bytes.TrimSpace(complaint.Bytes()))
	}
	cpu := p.ProcessState.UserTime() + p.ProcessState.SystemTime()
	return usage{cpu: cpu.Seconds(), wall: wall.Seconds(), rss: residentSet(p.ProcessState) / 1e6}, nil
}

// residentSet returns the largest one of a finished process, in bytes.
func residentSet(s *os.ProcessState) int64 {
	r, ok := s.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		return r.Maxrss
	}
	return r.Maxrss * 1024
}
