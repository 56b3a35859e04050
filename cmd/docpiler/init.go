package main

import (
	"cmp"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/docpiler/docpiler/cmd/docpiler/config"
	"github.com/docpiler/docpiler/templates"
)

func newInit(e *env) *cobra.Command {
	var schema, attributes bool
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "write a commented docpiler.yaml and a gen.go",
		Long: "init writes docpiler.yaml, with the pages that it finds in DIR (default: the\n" +
			"current folder), and gen.go with the go:generate line. It overwrites nothing;\n" +
			"the exit status is 1 if one of the files is there already.",
		Example: "  docpiler init && docpiler generate",
		Args:    cobra.MaximumNArgs(1),
	}
	cmd.Flags().BoolVar(&schema, "schema", false, "print the JSON schema of docpiler.yaml instead")
	cmd.Flags().BoolVar(&attributes, "gitattributes", false, "only mark the output folder as generated in .gitattributes")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if attributes {
			return e.markGenerated(append(args, ".")[0])
		}
		if schema {
			data, err := config.Schema()
			if err == nil {
				_, err = e.out.Write(data)
			}
			return err
		}
		return e.init(append(args, ".")[0])
	}
	return cmd
}

func (e *env) init(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	found, module := findDocs(dir), moduleOf(dir)
	config := withDocs(templates.Config, found.docs)
	if len(found.docs) > 0 {
		name := found.packageName(module.path)
		output := name
		if info, err := os.Stat(filepath.Join(dir, "internal")); err == nil && info.IsDir() {
			output = "internal/" + name
		}
		config = strings.NewReplacer("\noutput: graph\n", "\noutput: "+output+"\n", "\npackage: graph\n", "\npackage: "+name+"\n").Replace(config)
		e.note("docpiler: %s", found)
	}
	if err := e.writeAll(dir, config, module); err != nil {
		return err
	}
	for _, step := range module.steps() {
		e.note("docpiler: next: %s", step)
	}
	return nil
}

// writeAll writes the files of init.
func (e *env) writeAll(dir, configuration string, module userModule) error {
	files := []struct{ name, content string }{
		{config.Name, configuration},
		{"gen.go", strings.NewReplacer("PACKAGE", packageName(dir), "COMMAND", module.command()).Replace(templates.Gen)},
	}
	var failed []error
	for _, f := range files {
		file := filepath.Join(dir, f.name)
		err := writeNew(file, f.content)
		switch {
		case errors.Is(err, fs.ErrExist):
			failed = append(failed, fmt.Errorf("%s is there already; it was left as it is", file))
		case err != nil:
			failed = append(failed, err)
		default:
			e.note("docpiler: wrote %s", file)
		}
	}
	return errors.Join(failed...)
}

// writeNew writes a file that must not exist.
func writeNew(file, content string) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.WriteString(content)
	return errors.Join(err, f.Close())
}

// markGenerated adds a line to .gitattributes that lets code hosts fold the
// emitted files in reviews, unless it is there.
func (e *env) markGenerated(dir string) error {
	cfg, err := config.Load(filepath.Join(dir, config.Name))
	if err != nil {
		return err
	}
	output := path.Clean(filepath.ToSlash(cfg.Output))
	if !filepath.IsLocal(cfg.Output) || strings.ContainsAny(output, " \t\"\\*?[!#") {
		return fmt.Errorf("the output folder %q cannot be written into .gitattributes", cfg.Output)
	}
	line := "/" + output + "/** linguist-generated=true\n"
	file := filepath.Join(dir, ".gitattributes")
	old, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if strings.Contains("\n"+string(old), "\n"+line) {
		e.note("docpiler: %s marks %s as generated already", file, cfg.Output)
		return nil
	}
	if len(old) > 0 && old[len(old)-1] != '\n' {
		line = "\n" + line
	}
	if err := os.WriteFile(file, append(old, line...), 0o644); err != nil {
		return err
	}
	e.note("docpiler: %s marks %s as generated now", file, cfg.Output)
	return nil
}

// packageName returns the name of the Go package in a folder; where there is
// none, one made from the folder's name.
func packageName(dir string) string {
	if files, err := filepath.Glob(filepath.Join(dir, "*.go")); err == nil {
		for _, file := range files {
			f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.PackageClauseOnly)
			if err == nil && !strings.HasSuffix(file, "_test.go") {
				return f.Name.Name
			}
		}
	}
	base := ""
	if abs, err := filepath.Abs(dir); err == nil {
		base = strings.ToLower(filepath.Base(abs))
	}
	return cmp.Or(letters(base), "api")
}
