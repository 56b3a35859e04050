package emit

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Former is an output folder that the configuration named before.
type Former struct {
	Output  string   // slash path below the base
	Changes []Change // Removed or Kept, sorted by name

	lock string // slash path of its lock file
}

// formers returns the output folders other than the target's that the lock files
// below the base say the same configuration wrote. Other lock files than the
// target's own are looked for on the first run with an output folder alone.
func (t Target) formers(base *os.Root, known *lock) ([]Former, error) {
	if t.Config == "" {
		return nil, nil
	}
	out, err := t.formersIn(base, known.name, known.others)
	if err != nil || len(known.record.files)+len(known.record.pending) > 0 {
		return out, err
	}
	files, err := lockFiles(base)
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		if file == known.name {
			continue
		}
		records, err := readRecords(base, file)
		if err != nil {
			continue // which that configuration's own run reports
		}
		more, err := t.formersIn(base, file, records)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	return out, nil
}

// formersIn returns those that one lock file tells of.
func (t Target) formersIn(base *os.Root, lock string, records map[string]*record) ([]Former, error) {
	var out []Former
	for _, name := range slices.Sorted(maps.Keys(records)) {
		rec := records[name]
		if rec.config == "" || path.Join(path.Dir(lock), rec.config) != path.Clean(t.Config) {
			continue
		}
		former := Former{Output: path.Join(path.Dir(lock), name), lock: lock}
		var plan *Plan
		dir, err := base.OpenRoot(filepath.FromSlash(former.Output))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			plan, err = &Plan{}, nil
		case err == nil:
			in := newFolders(dir)
			plan, err = Target{}.plan(in, rec, nil)
			in.close()
			dir.Close()
		}
		if err != nil {
			return nil, err
		}
		former.Changes = plan.Changes
		out = append(out, former)
	}
	return out, nil
}

// lockFiles lists the lock files below the base as slash paths.
func lockFiles(base *os.Root) ([]string, error) {
	var out []string
	err := fs.WalkDir(base.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && d == nil:
			return err
		case err != nil:
			return fs.SkipDir // a folder that cannot be read holds nothing of ours
		case d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || slices.Contains([]string{"node_modules", "testdata", "vendor"}, d.Name())):
			return fs.SkipDir
		case d.Name() == LockFile && d.Type().IsRegular():
			out = append(out, name)
		}
		return nil
	})
	return out, err
}

// leave removes what is docpiler's own from former output folders, and their
// records but for files that are kept.
func (w *writer) leave(formers []Former) error {
	for _, f := range formers {
		if err := w.removeFormer(f); err != nil {
			return err
		}
		if f.lock == w.lock.name {
			keep(w.lock.others, f)
			continue
		}
		records, err := readRecords(w.base.root, f.lock)
		if err != nil {
			return err
		}
		if keep(records, f); len(records) == 0 {
			err = w.base.root.Remove(filepath.FromSlash(f.lock))
		} else {
			err = w.replace(w.base, f.lock, encodeLock(records))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) removeFormer(f Former) error {
	dir, err := w.base.root.OpenRoot(filepath.FromSlash(f.Output))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	defer dir.Close()
	in := &writer{out: newFolders(dir)}
	defer in.out.close()
	for _, c := range f.Changes {
		if c.Action == Removed {
			if err := named(Target{Output: f.Output}, c, in.remove(c.Name)); err != nil {
				return err
			}
		}
	}
	_ = w.base.root.Remove(filepath.FromSlash(f.Output)) // if it is empty
	return nil
}

// keep leaves of the record of a former output folder what was kept there.
func keep(records map[string]*record, f Former) {
	name := path.Base(f.Output)
	old, left := records[name], newRecord()
	left.config = old.config
	for _, c := range f.Changes {
		if c.Action == Kept {
			left.files[c.Name] = old.hash(c.Name)
		}
	}
	if records[name] = left; len(left.files) == 0 {
		delete(records, name)
	}
}
