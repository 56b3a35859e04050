package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestProgress(t *testing.T) {
	var out bytes.Buffer
	clock := time.Unix(0, 0)
	p := &progress{w: &out, now: func() time.Time { return clock }, next: clock.Add(progressDelay)}
	p.step(1, 4)
	p.end()
	if out.Len() > 0 {
		t.Errorf("a short run shows %q", out.String())
	}
	clock = clock.Add(progressDelay)
	p.step(2, 4)
	if want := "\r[" + strings.Repeat("#", 15) + strings.Repeat(".", 15) + "] 2/4 pages"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
	out.Reset()
	p.step(3, 4) // too soon after the last
	if out.Len() > 0 {
		t.Errorf("drawn again at once: %q", out.String())
	}
	p.end()
	if got := out.String(); strings.Trim(got, " \r") != "" || !strings.HasSuffix(got, "\r") {
		t.Errorf("the bar is left on the terminal: %q", got)
	}
}

func TestNoProgressWithoutTerminal(t *testing.T) {
	var out bytes.Buffer
	for _, e := range []*env{{err: &out}, {err: &out, errTerminal: true, quiet: true}} {
		p := e.newProgress()
		p.step(1, 10)
		p.end()
		if p != nil || out.Len() > 0 {
			t.Errorf("a bar is shown: %q", out.String())
		}
	}
}

func TestColorIsForTerminals(t *testing.T) {
	tests := []struct {
		terminal      bool
		noColor, term string
		want          bool
	}{
		{true, "", "xterm", true},
		{false, "", "xterm", false},
		{true, "1", "xterm", false},
		{true, "", "dumb", false},
	}
	for _, tt := range tests {
		t.Setenv("NO_COLOR", tt.noColor)
		t.Setenv("TERM", tt.term)
		if got := color(tt.terminal); got != tt.want {
			t.Errorf("%+v: got %v", tt, got)
		}
	}
}
