package pages

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// Sizes beyond which a file is refused. Of 11,000 real pages the largest has 80
// KB; a saved IR holds many pages.
const (
	maxPage  = 4 << 20
	maxSaved = 1 << 30
)

// tree is a docs root: the folder below which an input's pages and all that
// they include must lie.
type tree struct {
	root      *os.Root
	folders   sync.Map // slash path below root → *os.Root
	opened    atomic.Int32
	dir       string   // of root, absolute
	fragments sync.Map // slash path below root → fragment
}

type fragment struct {
	data []byte
	err  error
	sum  string // see Fragment
}

// open returns the docs root for a folder, opened once.
func (f *finder) open(name string) (*tree, error) {
	top := f.docsRoot(name)
	dir := f.disk(top)
	if i := slices.IndexFunc(f.trees, func(t *tree) bool { return t.dir == dir }); i >= 0 {
		return f.trees[i], nil
	}
	var root *os.Root
	var err error
	if f.fenced != nil {
		root, err = f.fenced.OpenRoot(filepath.FromSlash(top))
	} else {
		root, err = os.OpenRoot(dir)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", top, reason(err))
	}
	t := &tree{root: root, dir: dir}
	f.trees = append(f.trees, t)
	return t, nil
}

// docsRoot finds how far up a page of the folder may reach with an include.
// Documentation sets keep fragments in folders called includes, beside the
// folder of the pages or one or two above: the highest such place is the root,
// else the folder itself.
func (f *finder) docsRoot(name string) string {
	top, missed := name, 0
	for dir := name; missed <= 2; dir = path.Join(dir, "..") {
		if f.fenced != nil && !filepath.IsLocal(filepath.FromSlash(dir)) {
			break
		}
		if info, err := f.stat(path.Join(dir, "includes")); err == nil && info.IsDir() {
			top, missed = dir, 0
		} else {
			missed++
		}
	}
	return top
}

// rel turns a name in the user's words into a slash path below the tree's root;
// it starts with ".." if the name lies outside.
func (f *finder) rel(t *tree, name string) string {
	rel, err := filepath.Rel(t.dir, f.disk(name))
	if err != nil { // another drive, on systems that have them
		return ".."
	}
	return filepath.ToSlash(rel)
}

func (t *tree) file(f *finder, name, locale string, mode fs.FileMode) *file {
	out := &file{name: name, tree: t, rel: f.rel(t, name), locale: locale}
	out.include = func(p string) ([]byte, error) {
		rel := f.rel(t, path.Clean(p))
		got := t.include(rel)
		out.parts = append(out.parts, Fragment{Root: t.dir, Path: rel, Sum: got.sum})
		return got.data, got.err
	}
	switch {
	case mode&fs.ModeSymlink != 0:
		out.fault = "it is a symbolic link"
	case !mode.IsRegular():
		out.fault = "it is not a regular file"
	}
	return out
}

// read fills in data or fault.
func (f *file) read() {
	if f.fault != "" {
		return
	}
	limit := int64(maxPage)
	if isSavedIR(f.name) {
		limit = maxSaved
	}
	var h *os.File
	var err error
	if f.path != "" {
		h, err = os.Open(f.path)
	} else {
		h, err = f.tree.openFile(f.rel)
	}
	if err == nil {
		f.data, err = readAll(h, limit)
	}
	if err != nil {
		f.fault = reason(err).Error()
	}
}

// maxFolders is how many folders of a tree stay open: systems bound the number.
const maxFolders = 64

// openFile opens a file by its slash path below the root. Folders stay open, so
// that a file costs one step and not one for each folder above it.
func (t *tree) openFile(rel string) (*os.File, error) {
	dir, name := path.Split(rel)
	if dir == "" {
		return t.root.Open(filepath.FromSlash(name))
	}
	folder, ok := t.folders.Load(dir)
	if !ok && t.opened.Add(1) > maxFolders {
		return t.root.Open(filepath.FromSlash(rel))
	}
	if !ok {
		opened, err := t.root.OpenRoot(filepath.FromSlash(dir))
		if err != nil {
			return nil, err
		}
		var taken bool
		if folder, taken = t.folders.LoadOrStore(dir, opened); taken {
			opened.Close()
		}
	}
	return folder.(*os.Root).Open(filepath.FromSlash(name))
}

// close closes the root and what was opened below it.
func (t *tree) close() {
	t.folders.Range(func(_, folder any) bool {
		folder.(*os.Root).Close()
		return true
	})
	t.root.Close()
}

// skipped reports a file without ending, found in a folder, that is no text.
func (f *file) skipped() bool {
	return !f.named && path.Ext(f.name) == "" && bytes.IndexByte(f.data[:min(512, len(f.data))], 0) >= 0
}

// readAll reads a regular file of bounded size and closes it.
func readAll(h *os.File, limit int64) ([]byte, error) {
	defer h.Close()
	info, err := h.Stat()
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not a regular file")
	case info.Size() > limit:
		return nil, fmt.Errorf("it has %d bytes, more than the limit of %d", info.Size(), limit)
	}
	data := make([]byte, info.Size())
	n, err := io.ReadFull(h, data)
	if errors.Is(err, io.ErrUnexpectedEOF) { // it shrank while we read
		err = nil
	}
	return data[:n], err
}

// include reads a fragment, by slash path below the root. Many pages share a
// fragment, so each is read once.
func (t *tree) include(rel string) fragment {
	if got, ok := t.fragments.Load(rel); ok {
		return got.(fragment)
	}
	var got fragment
	if got.err = mayInclude(rel); got.err == nil {
		got.data, got.err = t.readFragment(filepath.FromSlash(rel))
	}
	if sum := sha256.Sum256(got.data); got.err == nil {
		got.sum = string(sum[:])
	} else {
		got.sum = got.err.Error()
	}
	t.fragments.Store(rel, got)
	return got
}

func (t *tree) readFragment(rel string) ([]byte, error) {
	info, err := t.root.Lstat(rel)
	if err != nil {
		return nil, reason(err)
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("it is not a regular file")
	}
	h, err := t.root.Open(rel)
	if err != nil {
		return nil, reason(err)
	}
	return readAll(h, maxPage)
}

// mayInclude says whether a page may name this file at all. A page is text of a
// stranger: what it includes ends up in emitted code and reports, so only pages
// below the docs root will do, and none that are hidden.
func mayInclude(rel string) error {
	switch {
	case !filepath.IsLocal(filepath.FromSlash(rel)):
		return errors.New("it lies outside the docs folder")
	case strings.Contains("/"+rel, "/."):
		return errors.New("it is hidden")
	case path.Ext(rel) == "" || !isPageName(path.Base(rel)):
		return fmt.Errorf("only %s can be included", strings.Join(pageEndings, ", "))
	}
	return nil
}
