package pull

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// tempSuffix marks a file that is being written; pages have no such ending.
const tempSuffix = ".docpiler-tmp"

// RefusedError names the files that a pull did not dare to overwrite.
type RefusedError struct{ Names []string }

func (e *RefusedError) Error() string {
	return "nothing was changed here, for these files were not pulled, or changed since:\n  " +
		strings.Join(e.Names, "\n  ") + "\nmove them away, or overwrite them with --force"
}

// plan is what is to happen in a folder.
type plan struct {
	changes   []Change
	sums      map[string]string // of files to be written
	unchanged int
}

// plan compares the folder with what the source holds now.
func (r *run) plan(now *snapshot) (*plan, error) {
	p := &plan{sums: map[string]string{}}
	var refused []string
	there := map[string]bool{}
	for _, page := range now.Pages {
		there[page.Path] = true
		sum, err := r.sumOf(page.Path)
		change := Change{Updated, page.Path, page.origin(now)}
		switch {
		case err == nil && sum == page.Sum:
			p.unchanged++
			continue
		case errors.Is(err, fs.ErrNotExist):
			change.Action = Created
		case !r.Force && (err != nil || !r.isOurs(page.Path, sum)):
			refused = append(refused, path.Join(r.Folder, page.Path))
			continue
		}
		p.changes = append(p.changes, change)
		p.sums[page.Path] = page.Sum
	}
	for _, page := range now.failed {
		there[page.Path] = true
	}
	for _, page := range r.old.Pages {
		if !there[page.Path] {
			p.drop(r, page)
		}
	}
	if len(refused) > 0 {
		return p, &RefusedError{refused}
	}
	return p, nil
}

// drop plans what becomes of a file that is no page of the source any more.
func (p *plan) drop(r *run, page lockedPage) {
	sum, err := r.sumOf(page.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case r.Force || err == nil && r.isOurs(page.Path, sum):
		p.changes = append(p.changes, Change{Removed, page.Path, page.URL})
	default:
		p.changes = append(p.changes, Change{Kept, page.Path, page.URL})
	}
}

// isOurs reports whether a file has the content that a pull has put there.
func (r *run) isOurs(name, sum string) bool {
	was := r.old.byPath(name)
	return was != nil && was.Sum == sum || r.staging.has(sum) // of a run that was killed
}

// sumOf returns the hash of what lies in the folder under a name.
func (r *run) sumOf(name string) (string, error) {
	data, err := readBounded(r.root, path.Join(r.Folder, name), maxPage)
	if err != nil {
		return "", err
	}
	return sumOf(data), nil
}

// apply brings the folder in step, then the lock file, then forgets what was
// staged. A run that is killed in between is finished by the next one.
func (r *run) apply(now *snapshot) error {
	p, err := r.plan(now)
	if err != nil {
		return err
	}
	if err := r.change(p, Removed, r.remove); err != nil {
		return err
	}
	put := func(name string) error {
		data, err := r.staging.content(p.sums[name])
		if err != nil {
			return err
		}
		return replace(r.root, path.Join(r.Folder, name), data)
	}
	if err := errors.Join(r.change(p, Created, put), r.change(p, Updated, put)); err != nil {
		return err
	}
	r.result.add(r, p)
	now.Pages = append(now.Pages, now.failed...)
	now.sort()
	r.lock.set(&now.lockedFolder)
	if err := r.lock.save(r.root); err != nil {
		return fmt.Errorf("%s: %w", LockName, err)
	}
	return r.staging.clear()
}

// change does what a plan says of one action. Files are removed before others are
// written, for some systems take two names that differ by case for one.
func (r *run) change(p *plan, action Action, do func(name string) error) error {
	for _, c := range p.changes {
		if c.Action != action {
			continue
		}
		if err := do(c.Name); err != nil {
			return fmt.Errorf("%s: %w", c.Name, err)
		}
	}
	return nil
}

// remove deletes a file and the folders that it leaves empty.
func (r *run) remove(name string) error {
	if err := r.root.Remove(filepath.FromSlash(path.Join(r.Folder, name))); err != nil {
		return err
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if r.root.Remove(filepath.FromSlash(path.Join(r.Folder, dir))) != nil {
			break // not empty
		}
	}
	return nil
}

// replace writes a file beside its place and renames it.
func replace(root *os.Root, name string, data []byte) error {
	file := filepath.FromSlash(name)
	if err := root.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	temp := file + tempSuffix
	if err := root.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err == nil {
		err = root.Rename(temp, file)
	}
	if err != nil {
		root.Remove(temp) // the error that matters is the one at hand
	}
	return err
}

// readBounded reads a regular file below a root.
func readBounded(root *os.Root, name string, limit int64) ([]byte, error) {
	file := filepath.FromSlash(name)
	info, err := root.Lstat(file)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", name)
	}
	f, err := root.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readAtMost(f, limit)
}

// readAtMost reads everything, or fails if that is too much.
func readAtMost(in io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err == nil && int64(len(data)) > limit {
		return nil, fmt.Errorf("it has more than %d bytes", limit)
	}
	return data, err
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// origin says where a page came from.
func (p lockedPage) origin(now *snapshot) string {
	if p.URL == "" {
		return now.Commit
	}
	return p.URL
}
