// Command docpiler compiles API documentation pages into Go code. See the
// README for what it does, and `docpiler help` for its verbs.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docpiler/docpiler/ir"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// verb is one thing that docpiler can do.
type verb struct {
	name  string
	fault int // exit status where the verb could not do its work
	build func(*env) *cobra.Command
}

// verbs lists all of them, in the order of the help.
var verbs = []verb{
	{"init", 1, newInit},
	{"pull", 1, newPull},
	{"generate", 1, newGenerate},
	{"check", 2, newCheck},
	{"list", 1, newList},
	{"ir", 1, newIR},
	{"lint", 2, newLint},
	{"diff", 2, newDiff},
	{"permissions", 1, newPermissions},
	{"openapi", 1, newOpenAPI},
	{"serve", 1, newServe},
	{"completion", 1, newCompletion},
	{"version", 1, newVersion},
}

// env is what a verb may use of the process around it.
type env struct {
	in  io.Reader
	out *bufio.Writer // the result, nothing else
	err io.Writer     // progress, warnings, errors

	outTerminal, errTerminal bool
	quiet                    bool // errors and the summary alone
}

// exitStatus is an error that says nothing: what was to be said is printed.
type exitStatus int

func (s exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// run is docpiler without the process: arguments and streams in, exit status
// out.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	e := &env{
		in: stdin, out: bufio.NewWriterSize(stdout, 64<<10), err: stderr,
		outTerminal: isTerminal(stdout), errTerminal: isTerminal(stderr),
	}
	root := newRoot(e)
	root.SetArgs(args)
	cmd, err := root.ExecuteC()
	if flushed := e.out.Flush(); err == nil && flushed != nil {
		err = fmt.Errorf("writing the result: %w", flushed)
	}
	return e.status(cmd, err)
}

// status turns the error of a verb into an exit status and says what is wrong.
func (e *env) status(cmd *cobra.Command, err error) int {
	if err == nil {
		return 0
	}
	var silent exitStatus
	if errors.As(err, &silent) {
		return int(silent)
	}
	for line := range strings.SplitSeq(err.Error(), "\n") {
		fmt.Fprintln(e.err, "docpiler: "+ir.Visible(line))
	}
	for _, v := range append(verbs, verb{name: helpName, fault: 2}) {
		if v.name == cmd.Name() {
			return v.fault
		}
	}
	return 1
}

func newRoot(e *env) *cobra.Command {
	cobra.EnableCommandSorting = false // the table of verbs has the order of use
	root := &cobra.Command{
		Use:   "docpiler",
		Short: "docpiler compiles API documentation pages into Go code",
		Long: "docpiler compiles API documentation pages (Markdown, HTML, copied text, in many\n" +
			"languages) into a Go client, server and tests that import only the standard\n" +
			"library.",
		Example:       "  docpiler init && docpiler generate",
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("unknown verb %q%s", args[0], nearestVerb(args[0]))
			}
			return cmd.Help()
		},
		Args:              cobra.ArbitraryArgs,
		Version:           version(),
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	for _, v := range verbs {
		root.AddCommand(v.build(e))
	}
	root.SetVersionTemplate("docpiler {{.Version}}\n")
	root.SetHelpCommand(newHelp(root))
	root.SetUsageTemplate(usageTemplate)
	root.SetIn(e.in)
	root.SetOut(e.out)
	root.SetErr(e.err)
	return root
}

// newHelp is the verb help, which refuses what is no verb.
func newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:    helpName + " [VERB]",
		Short:  "print the help of docpiler or of a verb",
		Hidden: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return root.Help()
			}
			cmd, _, err := root.Find(args)
			if err != nil || cmd == root {
				return fmt.Errorf("unknown verb %q%s", args[0], nearestVerb(args[0]))
			}
			return cmd.Help()
		},
	}
}

const helpName = "help"

// noArguments is what a verb without arguments says of one.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%s takes no arguments, but got %q", cmd.Name(), args[0])
	}
	return nil
}

// usageTemplate ends with the example, for that is what a reader looks for.
const usageTemplate = `Usage: {{.UseLine}}
{{- if .HasAvailableSubCommands}}

Verbs:
{{- range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name 12}} {{.Short}}{{end}}{{end}}
{{- end}}
{{- if and .HasAvailableLocalFlags .HasParent}}

Flags:
{{.LocalFlags.FlagUsagesWrapped 80 | trimTrailingWhitespaces}}
{{- end}}
{{- if .HasExample}}

Example:
{{.Example}}
{{- end}}
`
