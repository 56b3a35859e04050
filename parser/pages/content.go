package pages

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
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
	input   Input
	include func(string) ([]byte, error)
	named   bool   // by the user, not found in a folder
	fault   string // why it is refused; "" if nothing is known against it
	sum     string // hex SHA-256 of the content
	data    []byte
	given   []byte // of a page that does not stand on disk
}

// newFile is a page that does not stand on disk. It includes nothing.
func newFile(in Input) *file {
	f := &file{name: in.Path, input: in, named: true, given: in.Data, data: in.Data}
	f.input.Data = nil
	f.include = func(string) ([]byte, error) { return nil, os.ErrNotExist }
	if len(in.Data) > maxPage {
		f.fault = fmt.Sprintf("it has more than the limit of %d bytes", maxPage)
	}
	sum := sha256.Sum256(in.Data)
	f.sum = hex.EncodeToString(sum[:])
	return f
}

// read fills in the content and its sum, or the fault.
func (f *file) read() {
	if f.fault != "" || f.given != nil {
		return
	}
	limit := int64(maxPage)
	if isSavedIR(f.name) {
		limit = maxSaved
	}
	h, err := f.open()
	if err == nil {
		f.data, err = readAll(h, limit)
	}
	if err != nil {
		f.fault = reason(err).Error()
		return
	}
	sum := sha256.Sum256(f.data)
	f.sum = hex.EncodeToString(sum[:])
}

func (f *file) open() (*os.File, error) {
	if f.path != "" {
		return os.Open(f.path)
	}
	folder, name, err := f.tree.folder(f.rel)
	if err != nil {
		return nil, err
	}
	return folder.Open(name)
}

// skipped reports a file without ending, found in a folder, that is no text.
func (f *file) skipped() bool {
	return !f.named && path.Ext(f.name) == "" && bytes.IndexByte(f.data[:min(512, len(f.data))], 0) >= 0
}

// readAll reads and closes a regular file of bounded size.
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
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) { // that one: it shrank while we read
		return nil, err
	}
	return data[:n], nil
}

// Content returns what a page of the set holds now, nil if it cannot be read any
// more. The set may be closed.
func (s *Set) Content(name string) []byte {
	f := s.files[name]
	switch {
	case f == nil:
		return nil
	case f.given != nil:
		return f.given
	}
	h, err := f.reopen()
	if err != nil {
		return nil
	}
	data, err := readAll(h, maxPage)
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
