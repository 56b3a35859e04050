package docpiler

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"os"

	"github.com/rogpeppe/go-internal/cache"

	"github.com/docpiler/docpiler/ir/compact"
)

// Memo keeps results in a folder, under hashes of all that they depend on. The
// running program is part of every hash, for another build may give other results.
// Several processes may share the folder; what nobody asked for in five days goes.
// A nil Memo holds nothing.
type Memo struct {
	dir     string
	store   *cache.Cache
	program string
}

// OpenMemo returns the memo in a folder, which is made if need be, nil if the
// folder cannot be had: everything works without a memo.
func OpenMemo(dir string) *Memo {
	if os.MkdirAll(dir, 0o700) != nil {
		return nil
	}
	store, err := cache.Open(dir)
	if err != nil {
		return nil
	}
	program, err := programSum()
	if err != nil {
		return nil
	}
	_ = store.Trim() // old entries that stay do no harm
	return &Memo{dir, store, program}
}

// programSum is the hash of the running program.
func programSum() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return string(h.Sum(nil)), err
}

// Key is a hash of all that a result depends on, as bytes.
type Key string

// keyOf returns the key of a result that depends on some texts alone. They are told
// apart by their lengths: moving a byte from one to the next gives another key.
func keyOf(parts ...string) Key {
	h := sha256.New()
	var length []byte
	for _, p := range parts {
		length = binary.AppendUvarint(length[:0], uint64(len(p)))
		h.Write(length)
		io.WriteString(h, p)
	}
	return Key(h.Sum(nil))
}

// Get returns what was put under a key. What is not that to the last bit is not
// there.
func (m *Memo) Get(key Key) (data []byte, ok bool) {
	if m == nil {
		return nil, false
	}
	id := m.id(key)
	data, _, err := m.store.GetBytes(id)
	if err != nil {
		return nil, false
	}
	return bytes.CutPrefix(data, id[:])
}

// Put keeps a result under a key. That it could not be kept is no fault worth a
// word. The entry begins with its own name, so that one that came to another's
// place is none.
func (m *Memo) Put(key Key, data []byte) {
	if m == nil {
		return
	}
	id := m.id(key)
	_ = m.store.PutBytes(id, append(id[:], data...))
}

func (m *Memo) id(key Key) cache.ActionID {
	return sha256.Sum256([]byte(keyOf(m.program, string(key))))
}

// read fills in the value that was written under a key.
func (m *Memo) read(key Key, v any) bool {
	data, ok := m.Get(key)
	if !ok {
		return false
	}
	_, err := compact.Read(string(data), v)
	return err == nil
}

func (m *Memo) write(key Key, v any) {
	if m != nil {
		m.Put(key, compact.Append(nil, v))
	}
}
