package pages

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
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

// file returns the page of a name, which lies at a slash path below the root.
func (t *tree) file(f *finder, name, rel string, in Input, mode fs.FileMode) *file {
	out := &file{name: name, tree: t, rel: rel, input: in}
	out.include = func(p string) ([]byte, error) {
		got := t.include(f.rel(t, path.Clean(p)))
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

// maxFolders is how many folders of a tree stay open: systems bound the number.
const maxFolders = 64

// folder returns the folder of a file, by the file's slash path below the root,
// and the file's path below that. Folders stay open, so that a file costs one step
// and not one for each folder above it.
func (t *tree) folder(rel string) (*os.Root, string, error) {
	dir, name := path.Split(rel)
	if dir == "" {
		return t.root, rel, nil
	}
	if folder, ok := t.folders.Load(dir); ok {
		return folder.(*os.Root), name, nil
	}
	if t.opened.Add(1) > maxFolders {
		return t.root, filepath.FromSlash(rel), nil
	}
	opened, err := t.root.OpenRoot(filepath.FromSlash(dir))
	if err != nil {
		return nil, "", err
	}
	folder, taken := t.folders.LoadOrStore(dir, opened)
	if taken {
		opened.Close()
	}
	return folder.(*os.Root), name, nil
}

// close closes the root and what was opened below it.
func (t *tree) close() {
	t.folders.Range(func(_, folder any) bool {
		folder.(*os.Root).Close()
		return true
	})
	t.root.Close()
}

// include reads a fragment, by slash path below the root. Many pages share a
// fragment, so each is read once.
func (t *tree) include(rel string) fragment {
	if got, ok := t.fragments.Load(rel); ok {
		return got.(fragment)
	}
	var got fragment
	if got.err = mayInclude(rel); got.err == nil {
		got.data, got.err = t.readFragment(rel)
	}
	t.fragments.Store(rel, got)
	return got
}

func (t *tree) readFragment(rel string) ([]byte, error) {
	folder, name, err := t.folder(rel)
	if err != nil {
		return nil, reason(err)
	}
	info, err := folder.Lstat(name)
	if err != nil {
		return nil, reason(err)
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("it is not a regular file")
	}
	h, err := folder.Open(name)
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
