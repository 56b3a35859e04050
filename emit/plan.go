package emit

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/docpiler/docpiler/ir"
)

// Target says where emitted files go and what keeps the record of them.
type Target struct {
	Base   string            // folder that nothing leaves; Write makes it if need be
	Output string            // slash path of the output folder below Base
	Pages  map[string]string // page → hex SHA-256, for the lock file
	Force  bool              // overwrite and remove files that were changed by hand

	// Mutex is a file outside the output that keeps two runs apart; "" if the
	// caller is alone. It is created if missing and never removed.
	Mutex string
}

// Action is what Write does with a file.
type Action string

// Refused: Write would overwrite what it did not write. Kept: a file that is no
// longer emitted, but was changed by hand.
const (
	Created Action = "created"
	Updated Action = "updated"
	Removed Action = "removed"
	Kept    Action = "kept"
	Refused Action = "refused"
)

// Change is one file of the output folder that is not as it should be.
type Change struct {
	Name     string // slash path below the output folder
	Action   Action
	Why      string // for Kept and Refused: a clause such as "it was changed …"
	Old, New []byte // nil: not there; Old with \n as line ends
}

// Plan is the difference between the output folder and what was emitted.
type Plan struct {
	Changes   []Change // sorted by name
	Unchanged int      // files that are as they should be
}

// Count returns the number of changes with an action.
func (p *Plan) Count(a Action) int {
	n := 0
	for _, c := range p.Changes {
		if c.Action == a {
			n++
		}
	}
	return n
}

// Refused returns a [*RefusedError] if Write would refuse a file, else nil.
func (p *Plan) Refused() error {
	var list []Change
	for _, c := range p.Changes {
		if c.Action == Refused {
			list = append(list, c)
		}
	}
	if list == nil {
		return nil
	}
	return &RefusedError{list}
}

// Diff returns the changes as a unified diff, new and removed files in full; ""
// if there are none. Names get the prefix, a slash path such as "graph/". Files
// that are kept would not change, so they are not in the diff.
func (p *Plan) Diff(prefix string) string {
	var b strings.Builder
	for _, c := range p.Changes {
		if c.Action == Kept {
			continue
		}
		from, to := "a/"+prefix+c.Name, "b/"+prefix+c.Name
		if c.Old == nil {
			from = "/dev/null"
		}
		if c.New == nil {
			to = "/dev/null"
		}
		b.WriteString(visibleLines(udiff.Unified(from, to, string(c.Old), string(c.New))))
	}
	return b.String()
}

// visibleLines keeps lines and tabs and shows everything else that is hidden: a
// file on the disk may hold anything.
func visibleLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		parts := strings.Split(line, "\t")
		for j := range parts {
			parts[j] = ir.Visible(parts[j])
		}
		lines[i] = strings.Join(parts, "\t")
	}
	return strings.Join(lines, "\n")
}

// Compare returns what Write would change. It writes nothing.
func Compare(t Target, files Files) (*Plan, error) {
	base, err := os.OpenRoot(t.Base)
	if errors.Is(err, fs.ErrNotExist) {
		return t.plan(nil, newRecord(), files)
	} else if err != nil {
		return nil, err
	}
	defer base.Close()
	known, err := readLock(base, t.Output)
	if err != nil {
		return nil, err
	}
	out, err := base.OpenRoot(filepath.FromSlash(t.Output))
	if errors.Is(err, fs.ErrNotExist) {
		return t.plan(nil, known.record, files)
	} else if err != nil {
		return nil, err
	}
	defer out.Close()
	in := newFolders(out)
	defer in.close()
	return t.plan(in, known.record, files)
}

// plan compares the wanted files, and those on record that are no longer wanted,
// with the disk. A nil folder is one that does not exist.
func (t Target) plan(out *folders, rec *record, files Files) (*Plan, error) {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	for _, list := range []map[string]string{rec.files, rec.pending} {
		for name := range list {
			if files[name] == nil {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	all := make([]Change, len(names))
	err := inParallel(len(names), func(i int) (err error) {
		all[i], err = t.compare(out, names[i], files[names[i]], rec)
		return err
	})
	if err != nil {
		return nil, err
	}
	p := &Plan{}
	for i, c := range all {
		if c.Action != "" {
			p.Changes = append(p.Changes, c)
		} else if files[names[i]] != nil {
			p.Unchanged++
		}
	}
	return p, nil
}

// compare reads the old content of one file and decides what is to be done; new
// is nil for a file that is no longer emitted.
func (t Target) compare(out *folders, name string, new []byte, rec *record) (Change, error) {
	c := Change{Name: name, New: new}
	err := checkName(name)
	if err != nil {
		return c, err
	}
	c.Old, err = readOld(out, name)
	switch {
	case errors.Is(err, errNotRegular) && new != nil:
		c.Action, c.Why = Refused, "it is not a regular file"
		return c, nil
	case errors.Is(err, errNotRegular):
		c.Action, c.Why = Kept, "it is no longer emitted, but is not a regular file now"
		return c, nil
	case err != nil:
		return c, err
	}
	if c.Old == nil || new == nil || !bytes.Equal(c.Old, new) {
		c.decide(rec, t.Force)
	}
	return c, nil
}

// decide sets the action for a file that is not as it should be.
func (c *Change) decide(rec *record, force bool) {
	ours := force || c.Old != nil && rec.wrote(c.Name, hashOf(c.Old))
	switch {
	case c.Old == nil && c.New == nil:
	case c.Old == nil:
		c.Action = Created
	case c.New != nil && ours:
		c.Action = Updated
	case c.New != nil && rec.knows(c.Name):
		c.Action, c.Why = Refused, "it was changed since docpiler wrote it"
	case c.New != nil:
		c.Action, c.Why = Refused, "docpiler did not write it"
	case ours && bytes.Contains(c.Old[:min(len(c.Old), 1024)], []byte("Code generated by docpiler")):
		c.Action = Removed // the record alone is no reason to remove a file: it may come with a pull request
	default:
		c.Action, c.Why = Kept, "it is no longer emitted, but was changed since docpiler wrote it"
	}
}

var errNotRegular = errors.New("not a regular file")

// readOld returns the old content of a file, with \n as line ends, nil if there is
// none. Version control may have given it Windows line ends; that is no change.
func readOld(out *folders, name string) ([]byte, error) {
	if out == nil {
		return nil, nil
	}
	dir, file, err := out.find(name)
	if err != nil {
		return nil, missing(err)
	}
	info, err := dir.Lstat(file)
	if err != nil {
		return nil, missing(err)
	}
	if !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	data, err := dir.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return unixLines(data), nil
}

// missing takes a file that is not there for no error.
func missing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// unixLines returns data with \n as line ends, never nil.
func unixLines(data []byte) []byte {
	if bytes.Contains(data, []byte("\r\n")) {
		return bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	}
	if data == nil {
		return []byte{}
	}
	return data
}

// reservedNames are file names that Windows takes for devices.
var reservedNames = []string{
	"con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
	"lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
}

// checkName refuses names that are not plain everywhere. The emitters make none
// of them; a lock file from elsewhere may.
func checkName(name string) error {
	for part := range strings.SplitSeq(name, "/") {
		stem, _, _ := strings.Cut(strings.ToLower(part), ".")
		plain := !strings.ContainsFunc(part, func(r rune) bool {
			return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-' || r == '.')
		})
		if !plain || part == "" || part[0] == '.' || strings.HasSuffix(part, ".") || slices.Contains(reservedNames, stem) {
			return fmt.Errorf("%q is no name for an emitted file", name)
		}
	}
	return nil
}

// hashOf returns the hex SHA-256 of a file with \n as line ends.
func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// lockName returns the slash path of the lock file: beside the output folder.
func lockName(output string) string {
	if output == "." {
		return LockFile
	}
	return path.Join(path.Dir(output), LockFile)
}
