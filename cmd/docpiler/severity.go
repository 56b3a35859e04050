package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docpiler/docpiler/cmd/docpiler/config"
	"github.com/docpiler/docpiler/ir"
)

// never is the value of --fail-on with which findings do not change the exit
// status.
const never = "never"

var thresholds = []string{string(ir.Error), string(ir.Warning), string(ir.Info), never}

// choice is the value of a flag that takes one of a few words.
type choice struct {
	value   string
	choices []string
}

func (c *choice) String() string { return c.value }

// Type names the value in a help text: by the words themselves if they are short.
func (c *choice) Type() string {
	const most = 30 // letters
	if words := strings.Join(c.choices, "|"); len(words) <= most {
		return words
	}
	return "NAME"
}

// Set checks the word.
func (c *choice) Set(s string) error {
	if !slices.Contains(c.choices, s) {
		return fmt.Errorf("must be one of %s%s", strings.Join(c.choices, ", "), config.DidYouMean(s, c.choices))
	}
	c.value = s
	return nil
}

// choiceFlag adds a flag that takes one of a few words, the given default
// first, and completes them in shells.
func choiceFlag(cmd *cobra.Command, name, fallback, usage string, choices ...string) *choice {
	c := &choice{value: fallback, choices: choices}
	if c.Type() == "NAME" {
		usage += ": " + strings.Join(choices, ", ")
	}
	cmd.Flags().Var(c, name, usage)
	complete := cobra.FixedCompletions(choices, cobra.ShellCompDirectiveNoFileComp)
	if err := cmd.RegisterFlagCompletionFunc(name, complete); err != nil {
		panic(err) // the flag was added two lines above
	}
	return c
}

// failOnFlag adds --fail-on.
func failOnFlag(cmd *cobra.Command, fallback string) *choice {
	return choiceFlag(cmd, "fail-on", fallback, "lowest severity that makes the exit status 1", thresholds...)
}

// failing reports whether a finding is at or above the threshold.
func failing(list []ir.Diagnostic, threshold string) bool {
	if threshold == never {
		return false
	}
	limit := ir.Severity(threshold).Rank()
	return slices.ContainsFunc(list, func(d ir.Diagnostic) bool { return d.Severity.Rank() >= limit })
}

// nothingDocumented reports whether no page gave an operation or a type, which a
// finding says.
func nothingDocumented(list []ir.Diagnostic) bool {
	return slices.ContainsFunc(list, func(d ir.Diagnostic) bool { return d.Code == "nothing-documented" })
}
