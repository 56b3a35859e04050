package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

const (
	progressDelay = 500 * time.Millisecond // short runs show nothing
	progressEvery = 100 * time.Millisecond
	progressWidth = 30
)

// progress is a bar on a terminal that tells how many pages are read. Step may
// be called from several goroutines.
type progress struct {
	w   io.Writer
	now func() time.Time

	mu    sync.Mutex
	next  time.Time // when the bar is drawn again
	shown bool
}

// newProgress returns a bar; nil, which is a bar that shows nothing, unless
// standard error is a terminal.
func (e *env) newProgress() *progress {
	if !e.errTerminal || e.quiet {
		return nil
	}
	return &progress{w: e.err, now: time.Now, next: time.Now().Add(progressDelay)}
}

// step shows how many pages are read of how many.
func (p *progress) step(done, total int) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if now.Before(p.next) {
		return
	}
	p.next = now.Add(progressEvery)
	p.shown = true
	filled := min(progressWidth, done*progressWidth/max(total, 1))
	fmt.Fprintf(p.w, "\r[%s%s] %d/%d pages", strings.Repeat("#", filled), strings.Repeat(".", progressWidth-filled), done, total)
}

// end takes the bar off the terminal.
func (p *progress) end() {
	if p != nil && p.shown {
		fmt.Fprintf(p.w, "\r%s\r", strings.Repeat(" ", progressWidth+40))
	}
}
