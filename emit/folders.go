package emit

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
)

// folders keeps the folders below a root open, so that a file costs one step
// and not one for each folder above it. Several goroutines may find files.
type folders struct {
	root *os.Root
	mu   sync.Mutex
	open map[string]*os.Root // by slash path
}

func newFolders(root *os.Root) *folders {
	return &folders{root: root, open: map[string]*os.Root{}}
}

// find returns the folder of a file, with the file's name in it. The error is
// [fs.ErrNotExist] if there is no such folder.
func (f *folders) find(name string) (*os.Root, string, error) {
	dir, file := path.Dir(name), path.Base(name)
	if dir == "." {
		return f.root, file, nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if r := f.open[dir]; r != nil {
		return r, file, nil
	}
	r, err := f.root.OpenRoot(filepath.FromSlash(dir))
	if err != nil {
		return nil, file, err
	}
	f.open[dir] = r
	return r, file, nil
}

// make is find for a file that is about to be written.
func (f *folders) make(name string) (*os.Root, string, error) {
	r, file, err := f.find(name)
	if errors.Is(err, fs.ErrNotExist) {
		if err = f.root.MkdirAll(filepath.FromSlash(path.Dir(name)), 0o755); err == nil {
			r, file, err = f.find(name)
		}
	}
	return r, file, err
}

// remove removes a folder, which fails unless it is empty.
func (f *folders) remove(dir string) error {
	if r := f.open[dir]; r != nil {
		r.Close() // some systems remove no open folder
		delete(f.open, dir)
	}
	return f.root.Remove(filepath.FromSlash(dir))
}

// close closes the folders but not the root.
func (f *folders) close() {
	for _, r := range f.open {
		r.Close()
	}
}
