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
	list map[string]listing  // of folders whose files were asked for
}

// listing says what is to be known of the files of a folder, by name.
type listing map[string]fs.FileInfo

func newFolders(root *os.Root) *folders {
	return &folders{root: root, open: map[string]*os.Root{}, list: map[string]listing{}}
}

// stat says what is to be known of a file and where it is: see find. A folder is
// listed once, which takes half the time of asking for each of its files; so what
// it says is from when a file of the folder was asked for first.
func (f *folders) stat(name string) (dir *os.Root, file string, info fs.FileInfo, err error) {
	if dir, file, err = f.find(name); err != nil {
		return nil, file, nil, err
	}
	f.mu.Lock()
	key := path.Dir(name)
	files, ok := f.list[key]
	if !ok {
		files = listFolder(dir)
		f.list[key] = files
	}
	f.mu.Unlock()
	if info = files[file]; info == nil { // or it has another name on a system where case does not matter
		info, err = dir.Lstat(file)
	}
	return dir, file, info, err
}

// listFolder lists a folder as far as it can be listed.
func listFolder(dir *os.Root) listing {
	f, err := dir.Open(".")
	if err != nil {
		return nil
	}
	defer f.Close()
	entries, _ := f.ReadDir(-1)
	files := make(listing, len(entries))
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			files[e.Name()] = info
		}
	}
	return files
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
