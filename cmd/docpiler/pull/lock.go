package pull

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"gopkg.in/yaml.v3"
)

// LockName is the file beside docpiler.yaml that says what was pulled. It is made
// to be committed; nothing of this machine or user stands in it.
const LockName = "docpiler.pages.lock"

const (
	lockHead = "# What `docpiler pull` fetched, and from where. Commit this file; do not edit it.\n"
	maxLock  = 64 << 20
)

// lockFile is the content of the lock file.
type lockFile struct {
	Version int             `yaml:"version"`
	Folders []*lockedFolder `yaml:"folders"`

	content []byte // as read
}

// lockedFolder is what a folder was pulled from.
type lockedFolder struct {
	Path   string       `yaml:"path"`
	Git    string       `yaml:"git,omitempty"`
	Ref    string       `yaml:"ref,omitempty"`
	Paths  []string     `yaml:"paths,omitempty"`
	Commit string       `yaml:"commit,omitempty"`
	Pulled time.Time    `yaml:"pulled,omitempty"` // when the commit was fetched
	Pages  []lockedPage `yaml:"pages"`            // sorted by path
}

// lockedPage is one file of a folder. All but the path and the sum are of a
// website's pages.
type lockedPage struct {
	Path     string    `yaml:"path"`
	URL      string    `yaml:"url,omitempty"`
	From     string    `yaml:"from,omitempty"` // where the site serves the page's Markdown, if that is elsewhere
	Sum      string    `yaml:"sha256"`
	ETag     string    `yaml:"etag,omitempty"`
	Modified string    `yaml:"lastModified,omitempty"`
	Pulled   time.Time `yaml:"pulled,omitempty"` // when this content was fetched
}

// readLock reads the lock file; a missing one is empty. It may come with a pull
// request: what it says is checked here, and only ever compared with files.
func readLock(root *os.Root) (*lockFile, error) {
	data, err := readBounded(root, LockName, maxLock)
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")) // git may have changed them
	l := &lockFile{Version: 1, content: data}
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil
	}
	if err == nil {
		d := yaml.NewDecoder(bytes.NewReader(data))
		d.KnownFields(true)
		err = d.Decode(l)
	}
	if err == nil {
		err = l.check()
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w; restore it, or delete it and run `docpiler pull --force`", LockName, err)
	}
	return l, nil
}

func (l *lockFile) check() error {
	if l.Version != 1 {
		return fmt.Errorf("it has version %d; this docpiler knows version 1", l.Version)
	}
	for _, f := range l.Folders {
		if f == nil {
			return errors.New("it holds an empty folder")
		}
		for _, p := range f.Pages {
			if err := checkName(p.Path); err != nil {
				return fmt.Errorf("the page %q: %w", p.Path, err)
			}
			if sum, err := hex.DecodeString(p.Sum); err != nil || len(sum) != 32 {
				return fmt.Errorf("the page %q has no SHA-256", p.Path)
			}
		}
	}
	return nil
}

// keep drops the folders that are no longer pulled. Their files stay.
func (l *lockFile) keep(sources []Source) {
	l.Folders = slices.DeleteFunc(l.Folders, func(f *lockedFolder) bool {
		return !slices.ContainsFunc(sources, func(s Source) bool { return s.Folder == f.Path })
	})
}

// folder returns what is known of a folder.
func (l *lockFile) folder(name string) *lockedFolder {
	for _, f := range l.Folders {
		if f.Path == name {
			return f
		}
	}
	return &lockedFolder{Path: name}
}

// set replaces what is known of a folder.
func (l *lockFile) set(f *lockedFolder) {
	l.Folders = slices.DeleteFunc(l.Folders, func(old *lockedFolder) bool { return old.Path == f.Path })
	l.Folders = append(l.Folders, f)
	slices.SortFunc(l.Folders, func(a, b *lockedFolder) int { return cmp.Compare(a.Path, b.Path) })
}

// save writes the lock file if it differs.
func (l *lockFile) save(root *os.Root) error {
	b := bytes.NewBufferString(lockHead)
	e := yaml.NewEncoder(b)
	e.SetIndent(2)
	if err := errors.Join(e.Encode(l), e.Close()); err != nil {
		return err
	}
	if bytes.Equal(b.Bytes(), l.content) {
		return nil
	}
	l.content = b.Bytes()
	return replace(root, LockName, l.content)
}

// byURL returns the page of a URL, nil if there is none.
func (f *lockedFolder) byURL(url string) *lockedPage {
	for i := range f.Pages {
		if f.Pages[i].URL == url {
			return &f.Pages[i]
		}
	}
	return nil
}

// byPath returns the page in a file, nil if there is none.
func (f *lockedFolder) byPath(name string) *lockedPage {
	i, ok := slices.BinarySearchFunc(f.Pages, name, func(p lockedPage, name string) int { return cmp.Compare(p.Path, name) })
	if !ok {
		return nil
	}
	return &f.Pages[i]
}

func (f *lockedFolder) sort() {
	slices.SortFunc(f.Pages, func(a, b lockedPage) int { return cmp.Compare(a.Path, b.Path) })
}
