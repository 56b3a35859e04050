package main

import (
	"cmp"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

func newVersion(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "print the version of docpiler",
		Long: "version prints the version of docpiler, and, as far as the build knows them, the\n" +
			"revision of its source and the version of Go that built it.",
		Args:    noArguments,
		Example: "  docpiler version",
		RunE: func(*cobra.Command, []string) error {
			info, _ := debug.ReadBuildInfo()
			_, err := fmt.Fprintln(e.out, "docpiler "+describe(info))
			return err
		},
	}
}

// version is what the Go tools know: the module's version in a build of a
// release, "(devel)" in a build of a work tree.
func version() string { return cmp.Or(releaseVersion(), "(devel)") }

// releaseVersion is the module's version, "" in a build of a work tree.
func releaseVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "(devel)" {
		return ""
	}
	return info.Main.Version
}

// describe says what a build was made from: the version, on lines of their own the
// revision and the version of Go.
//
//	v1.2.0
//	revision 1a1313f0c3…, 2026-11-30T22:31:03Z
//	go1.26.8 linux/amd64
func describe(info *debug.BuildInfo) string {
	if info == nil {
		return "(devel)"
	}
	known := map[string]string{}
	for _, s := range info.Settings {
		known[s.Key] = s.Value
	}
	lines := []string{cmp.Or(info.Main.Version, "(devel)")}
	if revision := known["vcs.revision"]; revision != "" {
		line := "revision " + revision
		if known["vcs.time"] != "" {
			line += ", " + known["vcs.time"]
		}
		if known["vcs.modified"] == "true" {
			line += ", with changes"
		}
		lines = append(lines, line)
	}
	if info.GoVersion != "" {
		lines = append(lines, strings.TrimSpace(info.GoVersion+" "+strings.Trim(known["GOOS"]+"/"+known["GOARCH"], "/")))
	}
	return strings.Join(lines, "\n")
}
