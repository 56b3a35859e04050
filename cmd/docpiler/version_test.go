package main

import (
	"runtime/debug"
	"testing"
)

func TestDescribe(t *testing.T) {
	settings := func(pairs ...string) (out []debug.BuildSetting) {
		for i := 0; i < len(pairs); i += 2 {
			out = append(out, debug.BuildSetting{Key: pairs[i], Value: pairs[i+1]})
		}
		return out
	}
	for _, tt := range []struct {
		name string
		info *debug.BuildInfo
		want string
	}{
		{"nothing known", nil, "(devel)"},
		{"go install", &debug.BuildInfo{Main: debug.Module{Version: "v1.2.0"}, GoVersion: "go1.26.8", Settings: settings("GOOS", "linux", "GOARCH", "amd64")}, "v1.2.0\ngo1.26.8 linux/amd64"},
		{"release", &debug.BuildInfo{Main: debug.Module{Version: "v1.2.0"}, GoVersion: "go1.26.8", Settings: settings("vcs.revision", "1a13", "vcs.time", "2026-11-30T22:31:03Z", "vcs.modified", "false")}, "v1.2.0\nrevision 1a13, 2026-11-30T22:31:03Z\ngo1.26.8"},
		{"work tree", &debug.BuildInfo{GoVersion: "go1.26.8", Settings: settings("vcs.revision", "1a13", "vcs.modified", "true")}, "(devel)\nrevision 1a13, with changes\ngo1.26.8"},
	} {
		if got := describe(tt.info); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
