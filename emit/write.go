package emit

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// tempSuffix marks a file that is being written. It is no ending that the Go
// tools read.
const tempSuffix = ".docpiler-tmp"

// RefusedError says which files Write did not dare to overwrite.
type RefusedError struct {
	Changes []Change // with action Refused
}

func (e *RefusedError) Error() string {
	var b strings.Builder
	b.WriteString("nothing was written, for these files are not docpiler's to overwrite:")
	for _, c := range e.Changes {
		fmt.Fprintf(&b, "\n  %s: %s", c.Name, c.Why)
	}
	b.WriteString("\nmove them away, or overwrite them with --force")
	return b.String()
}

// Write brings the output folder in step with the emitted files and returns
// what it changed. Files that are in step are not touched. If a file that
// docpiler did not write is in the way, nothing is written, and the error that
// comes with the plan is a [*RefusedError].
//
// Each file is replaced at once, by renaming. The lock file first learns what
// is about to be written, then what was written, so that a run that was killed
// in between leaves no file that the next run would take for someone else's.
func Write(t Target, files Files) (*Plan, error) {
	if t.Mutex != "" {
		unlock, err := lockedfile.MutexAt(t.Mutex).Lock()
		if err != nil {
			return nil, err
		}
		defer unlock()
	}
	if err := os.MkdirAll(t.Base, 0o755); err != nil {
		return nil, err
	}
	base, err := os.OpenRoot(t.Base)
	if err != nil {
		return nil, err
	}
	defer base.Close()
	if err := base.MkdirAll(filepath.FromSlash(t.Output), 0o755); err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	out, err := base.OpenRoot(filepath.FromSlash(t.Output))
	if err != nil {
		return nil, fmt.Errorf("output folder: %w", err)
	}
	defer out.Close()
	w := &writer{base: newFolders(base), out: newFolders(out)}
	defer w.base.close()
	defer w.out.close()
	if w.lock, err = readLock(base, t.Output); err != nil {
		return nil, err
	}
	return w.write(t, files)
}

// writer is one run of Write.
type writer struct {
	base, out *folders
	lock      *lock
}

func (w *writer) write(t Target, files Files) (*Plan, error) {
	for name := range w.lock.record.pending {
		if err := w.removeTemp(w.out, name); err != nil {
			return nil, err
		}
	}
	plan, err := t.plan(w.out, w.lock.record, files)
	if err != nil {
		return nil, err
	}
	if err := plan.Refused(); err != nil {
		return plan, err
	}
	if err := w.announce(plan, files); err != nil {
		return nil, err
	}
	if err := w.apply(t, plan); err != nil {
		return nil, err
	}
	return plan, w.save(w.lock.encode(w.written(plan, files, t.Pages)))
}

// announce notes in the lock file what is about to be written. What a killed run
// wrote is noted as written, for this run may be killed, too.
func (w *writer) announce(plan *Plan, files Files) error {
	rec := w.lock.record
	next := &record{pages: rec.pages, files: maps.Clone(rec.files), pending: map[string]string{}}
	there := make(map[string]string, len(rec.pending)) // hashes of what lies on the disk
	for name := range rec.pending {
		if data := files[name]; data != nil {
			there[name] = hashOf(data) // unless the plan says otherwise
		}
	}
	for _, c := range plan.Changes {
		there[c.Name] = ""
		if c.Old != nil {
			there[c.Name] = hashOf(c.Old)
		}
		if c.Action == Created || c.Action == Updated {
			next.pending[c.Name] = hashOf(c.New)
		}
	}
	if len(next.pending) == 0 {
		return nil
	}
	for name, sum := range rec.pending {
		if there[name] == sum || next.files[name] == "" {
			next.files[name] = sum
		}
	}
	return w.save(w.lock.encode(next))
}

// written is the record of a finished run. A file that was kept stays on
// record, so that the next run speaks of it again.
func (w *writer) written(plan *Plan, files Files, pages map[string]string) *record {
	rec := &record{pages: pages, files: make(map[string]string, len(files))}
	for name, data := range files {
		rec.files[name] = hashOf(data)
	}
	for _, c := range plan.Changes {
		if c.Action == Kept {
			rec.files[c.Name] = w.lock.record.hash(c.Name)
		}
	}
	return rec
}

// apply removes files, then writes others: some systems take two names that
// differ by case for one.
func (w *writer) apply(t Target, plan *Plan) error {
	for _, c := range plan.Changes {
		if c.Action == Removed {
			if err := named(t, c, w.remove(c.Name)); err != nil {
				return err
			}
		}
	}
	return inParallel(len(plan.Changes), func(i int) error {
		c := plan.Changes[i]
		if c.Action != Created && c.Action != Updated {
			return nil
		}
		return named(t, c, w.replace(w.out, c.Name, c.New))
	})
}

func named(t Target, c Change, err error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", path.Join(t.Output, c.Name), err)
	}
	return nil
}

// remove deletes a file and the folders that it leaves empty.
func (w *writer) remove(name string) error {
	in, file, err := w.out.find(name)
	if err == nil {
		err = in.Remove(file)
	}
	if err != nil {
		return err
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if w.out.remove(dir) != nil {
			break // not empty, or not ours to remove: both are fine
		}
	}
	return nil
}

// save replaces the lock file unless it is as it should be.
func (w *writer) save(content []byte) error {
	if bytes.Equal(content, w.lock.content) {
		return nil
	}
	if err := w.replace(w.base, w.lock.name, content); err != nil {
		return fmt.Errorf("%s: %w", w.lock.name, err)
	}
	w.lock.content = content
	return nil
}

// replace writes a file beside its final place and renames it. There is no
// fsync: it costs milliseconds per file and helps only if the machine loses
// power, after which the next run says what is damaged.
func (w *writer) replace(root *folders, name string, data []byte) error {
	dir, file, err := root.make(name)
	if err != nil {
		return err
	}
	temp := file + tempSuffix
	f, err := dir.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) { // left by a run that was killed
		if err = dir.Remove(temp); err == nil {
			f, err = dir.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		}
	}
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err == nil {
		err = dir.Rename(temp, file)
	}
	if err != nil {
		dir.Remove(temp) // the error that matters is the one at hand
	}
	return err
}

// removeTemp removes what a killed run left of a file.
func (w *writer) removeTemp(root *folders, name string) error {
	dir, file, err := root.find(name)
	if err == nil {
		err = dir.Remove(file + tempSuffix)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
