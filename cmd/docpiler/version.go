package main

import (
	"cmp"
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func newVersion(e *env) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "print the version of docpiler",
		Args:    noArguments,
		Example: "  docpiler version",
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(e.out, "docpiler "+version())
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
