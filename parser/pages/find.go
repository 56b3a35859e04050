package pages

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// finder turns inputs into files.
type finder struct {
	dir    string   // absolute; relative names start here
	fenced *os.Root // of dir in a confined run, else nil
	trees  []*tree
}

func newFinder(opt Options) (*finder, error) {
	dir, err := filepath.Abs(opt.Dir)
	if err != nil {
		return nil, err
	}
	f := &finder{dir: dir}
	if opt.Confined {
		f.fenced, err = os.OpenRoot(dir)
	}
	return f, err
}

func (f *finder) close() {
	for _, t := range f.trees {
		t.close()
	}
	if f.fenced != nil {
		f.fenced.Close()
	}
}

// find lists the files of one input. A path that exists is taken as it stands,
// whatever signs it holds; else it is a glob.
func (f *finder) find(in Input) ([]*file, error) {
	name := path.Clean(filepath.ToSlash(in.Path))
	info, err := f.stat(name)
	switch {
	case err == nil && info.IsDir():
		return f.folder(in, name)
	case err == nil:
		return f.single(in, name, info)
	case errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(name, "*?[{"):
		return f.glob(in, name)
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: no such file or folder", in.Path)
	}
	return nil, fmt.Errorf("%s: %w", in.Path, reason(err))
}

// disk returns where a name lies.
func (f *finder) disk(name string) string {
	name = filepath.FromSlash(name)
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(f.dir, name)
}

// stat follows links, for the user named this path; in a confined run only
// inside dir.
func (f *finder) stat(name string) (fs.FileInfo, error) {
	if f.fenced != nil {
		return f.fenced.Stat(filepath.FromSlash(name))
	}
	return os.Stat(f.disk(name))
}

// single is a file that the user named.
func (f *finder) single(in Input, name string, info fs.FileInfo) ([]*file, error) {
	t, err := f.open(path.Dir(name))
	if err != nil {
		return nil, err
	}
	one := t.file(f, name, f.rel(t, name), in, info.Mode())
	one.named = true
	if f.fenced == nil {
		one.path = f.disk(name)
	}
	return []*file{one}, nil
}

// folder lists the pages below a folder. Files in folders called includes are no
// pages where a page includes others: they are fragments of these then. Where no
// page does they are pages like any other.
func (f *finder) folder(in Input, name string) ([]*file, error) {
	t, err := f.open(name)
	if err != nil {
		return nil, err
	}
	var files, fragments []*file
	top := f.rel(t, name)
	err = fs.WalkDir(t.root.FS(), top, func(rel string, entry fs.DirEntry, err error) error {
		full := path.Join(name, below(top, rel))
		switch {
		case err != nil && rel == top:
			return err
		case err != nil:
			files = append(files, &file{name: full, fault: reason(err).Error()})
		case entry.IsDir() && rel != top && isHidden(entry.Name()):
			return fs.SkipDir
		case !entry.IsDir() && !isHidden(entry.Name()) && isPageName(entry.Name()):
			page := t.file(f, full, rel, in, entry.Type())
			if inIncludes(below(top, rel)) {
				fragments = append(fragments, page)
			} else {
				files = append(files, page)
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", in.Path, reason(err))
	}
	if len(fragments) > 0 && !slices.ContainsFunc(files, (*file).includesOthers) {
		files = append(files, fragments...)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: no pages in this folder (%s)", in.Path, strings.Join(pageEndings, ", "))
	}
	return files, nil
}

// inIncludes reports whether a path leads through a folder called includes.
func inIncludes(rel string) bool {
	return slices.Contains(strings.Split(path.Dir(rel), "/"), "includes")
}

// includeSign opens the directive by which a page includes a file.
var includeSign = []byte("[!INCLUDE")

// includesOthers reports whether a page includes a file.
func (f *file) includesOthers() bool {
	f.read()
	return bytes.Contains(f.data, includeSign)
}

// below takes the folder top off a path below it.
func below(top, rel string) string {
	if top == "." {
		return rel
	}
	return strings.TrimPrefix(strings.TrimPrefix(rel, top), "/")
}

// glob lists the files that a pattern matches; it follows no links.
func (f *finder) glob(in Input, pattern string) ([]*file, error) {
	base, rest := doublestar.SplitPattern(pattern)
	t, err := f.open(base)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no file matches", in.Path)
	} else if err != nil {
		return nil, fmt.Errorf("%s: %w", in.Path, reason(err))
	}
	folder, err := fs.Sub(t.root.FS(), f.rel(t, base))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", in.Path, err)
	}
	var files []*file
	err = doublestar.GlobWalk(folder, rest, func(rel string, entry fs.DirEntry) error {
		if !entry.IsDir() {
			name := path.Join(base, rel)
			files = append(files, t.file(f, name, f.rel(t, name), in, entry.Type()))
		}
		return nil
	}, doublestar.WithNoFollow(), doublestar.WithNoHidden())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", in.Path, err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: no file matches", in.Path)
	}
	return files, nil
}

// pageEndings are the endings that make a file in a folder a page. A name
// without ending may be a page too; a page named by the user may have any.
var pageEndings = []string{".md", ".markdown", ".mdx", ".txt", ".html", ".htm", ".erb"}

func isPageName(name string) bool {
	if path.Ext(name) == "" {
		return true
	}
	name = strings.ToLower(name)
	return slices.ContainsFunc(pageEndings, func(e string) bool { return strings.HasSuffix(name, e) })
}

func isHidden(name string) bool { return strings.HasPrefix(name, ".") }

// reason takes the operation and the path off an error; the message names the
// path in the user's words.
func reason(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}

// Readable reports whether a file of this name can be a page, a fragment of one
// or a saved IR.
func Readable(name string) bool {
	base := path.Base(name)
	return !isHidden(base) && (isPageName(base) || isSavedIR(base))
}
