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
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/docpiler/docpiler/cmd/docpiler/stamps"
)

// Sizes beyond which a file is refused. Of 11,000 real pages the largest has 80
// KB; a saved IR holds many pages.
const (
	maxPage  = 4 << 20
	maxSaved = 1 << 30
)

// file is a page or saved IR.
type file struct {
	name    string // slash path, in the user's words
	tree    *tree
	rel     string // below the tree's root
	path    string // on disk, for a file that the user named; read from there, links followed
	locale  string
	include func(string) ([]byte, error)
	parts   []Fragment  // what include was asked for so far
	named   bool        // by the user, not found in a folder
	info    fs.FileInfo // from when it was found; nil if that did not tell
	fault   string      // why it is refused; "" if nothing is known against it
	sum     string      // SHA-256 of the content, as bytes
	data    []byte      // nil if the sum is known without
}

// look fills in the sum, and the data if it takes that, or the fault.
func (f *file) look() {
	if f.fault != "" {
		return
	}
	if path.Ext(f.name) != "" && !isSavedIR(f.name) {
		if info, err := f.stat(); err == nil {
			if sum, ok := f.tree.stamps.Sum(f.disk(), info); ok {
				f.sum = sum
				return
			}
		}
	}
	var err error
	if f.data, f.sum, err = f.read(); err != nil {
		f.fault = reason(err).Error()
	}
}

func (f *file) disk() string {
	if f.path != "" {
		return f.path
	}
	return f.tree.disk(f.rel)
}

func (f *file) stat() (fs.FileInfo, error) {
	if f.info != nil {
		return f.info, nil
	}
	if f.path != "" {
		return os.Stat(f.path)
	}
	folder, name, err := f.tree.folder(f.rel)
	if err != nil {
		return nil, err
	}
	return folder.Lstat(name)
}

// read reads the file, whatever is known of it.
func (f *file) read() (data []byte, sum string, err error) {
	limit := int64(maxPage)
	if isSavedIR(f.name) {
		limit = maxSaved
	}
	var h *os.File
	if f.path != "" {
		h, err = os.Open(f.path)
	} else {
		var folder *os.Root
		var name string
		if folder, name, err = f.tree.folder(f.rel); err == nil {
			h, err = folder.Open(name)
		}
	}
	if err != nil {
		return nil, "", err
	}
	return readAll(h, limit, f.disk(), f.tree.stamps)
}

// skipped reports a file without ending, found in a folder, that is no text.
func (f *file) skipped() bool {
	return !f.named && path.Ext(f.name) == "" && bytes.IndexByte(f.data[:min(512, len(f.data))], 0) >= 0
}

// readAll reads and closes a regular file of bounded size, and returns its
// SHA-256 too, if there is a book of them. The path is where it lies.
func readAll(h *os.File, limit int64, path string, book *stamps.Book) (data []byte, sum string, err error) {
	defer h.Close()
	info, err := h.Stat()
	switch {
	case err != nil:
		return nil, "", err
	case !info.Mode().IsRegular():
		return nil, "", errors.New("it is not a regular file")
	case info.Size() > limit:
		return nil, "", fmt.Errorf("it has %d bytes, more than the limit of %d", info.Size(), limit)
	}
	data = make([]byte, info.Size())
	n, err := io.ReadFull(h, data)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) { // that one: it shrank while we read
		return nil, "", err
	}
	if book != nil {
		hash := sha256.Sum256(data[:n])
		sum = string(hash[:])
		book.Note(path, info, sum)
	}
	return data[:n], sum, nil
}

// Each calls do with the numbers below n, several at a time.
func Each(n int, do func(int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	group.Wait()
}

// Fill reads the content of those sources that are wanted, where it is not at
// hand: a page whose hash was known is not read by [Load]. What was included while
// they were parsed earlier is forgotten.
func (s *Set) Fill(wanted func(name string) bool) error {
	var places []int
	for i, src := range s.Sources {
		if !wanted(src.Name) {
			continue
		}
		s.files[src.Name].parts = nil
		if src.Data == nil {
			places = append(places, i)
		}
	}
	errs := make([]error, len(places))
	Each(len(places), func(i int) {
		src := &s.Sources[places[i]]
		data, sum, err := s.files[src.Name].read()
		if err == nil && sum != s.Sums[src.Name] {
			err = errors.New("it changed while docpiler ran; run docpiler again")
		}
		if err != nil {
			errs[i] = fmt.Errorf("%s: %w", src.Name, reason(err))
		}
		src.Data = data
	})
	return errors.Join(errs...)
}

// Content returns what a page of the set holds now, nil if it cannot be read any
// more. The set may be closed.
func (s *Set) Content(name string) []byte {
	f := s.files[name]
	if f == nil {
		return nil
	}
	h, err := f.reopen()
	if err != nil {
		return nil
	}
	data, _, err := readAll(h, maxPage, f.disk(), nil)
	if err != nil {
		return nil
	}
	return data
}

func (f *file) reopen() (*os.File, error) {
	if f.path != "" {
		return os.Open(f.path)
	}
	root, err := os.OpenRoot(f.tree.dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.Open(filepath.FromSlash(f.rel))
}
