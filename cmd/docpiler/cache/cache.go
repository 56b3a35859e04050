// Package cache keeps results between runs in a folder of the user's. Each
// project has one slot; it holds the latest result together with a key, the hash
// of everything the result depends on. So the cache does not grow with the number
// of runs.
//
// A cache can never change a result. What is not exactly what was put in, down
// to the last bit, is a miss; so is every fault of the disk. Entries are written
// beside their place and renamed, so processes may share the folder, and go away
// by themselves when nobody asked for them for some days.
package cache

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// How long entries live, how often their age is refreshed, and how often the
// old ones are looked for.
const (
	lifetime = 5 * 24 * time.Hour
	refresh  = time.Hour
	pause    = 24 * time.Hour
)

// magic starts every entry; it changes with the layout of entries.
const magic = "docpiler cache 2\n"

// most bounds the size of an entry that is read, in bytes.
const most = 1 << 30

// Key tells results apart, or slots.
type Key [sha256.Size]byte

// KeyOf returns the key of a result that depends on the parts alone. Parts are
// told apart by their lengths, so that moving a byte between them gives another
// key.
func KeyOf(parts ...[]byte) Key {
	h := sha256.New()
	for _, p := range parts {
		sum := sha256.Sum256(p)
		h.Write(sum[:])
	}
	return Key(h.Sum(nil))
}

// Store is a folder of entries. A nil Store holds nothing.
type Store struct{ dir string }

// Open returns the store in a folder, made if need be, and removes entries that
// nobody used for days. It returns nil if the folder cannot be had: everything
// works without a cache.
func Open(dir string) *Store {
	if os.MkdirAll(dir, 0o700) != nil {
		return nil
	}
	s := &Store{dir}
	s.trim(time.Now())
	return s
}

// Get returns what a slot holds, if it was put there with the same key, else
// nothing.
func (s *Store) Get(slot, key Key) (string, bool) {
	if s == nil {
		return "", false
	}
	content, ok := s.read(slot, key)
	if ok {
		s.touch(slot)
	}
	return content, ok
}

// read returns the content of an entry, if its checksum is that of the key.
func (s *Store) read(slot, key Key) (content string, ok bool) {
	f, err := os.Open(s.path(slot))
	if err != nil {
		return "", false
	}
	defer f.Close()
	head := make([]byte, len(magic)+len(key))
	info, err := f.Stat()
	if err != nil || info.Size() > most {
		return "", false
	}
	if _, err := io.ReadFull(f, head); err != nil || string(head[:len(magic)]) != magic {
		return "", false
	}
	var b strings.Builder
	b.Grow(int(info.Size()) - len(head))
	seal := newSeal(slot, key)
	if _, err := io.CopyBuffer(io.MultiWriter(&b, seal.hash), io.LimitReader(f, most), make([]byte, 256<<10)); err != nil {
		return "", false
	}
	if seal.sum() != Key(head[len(magic):]) {
		return "", false
	}
	return b.String(), true
}

// Put lets a slot hold a result, in one or more parts, from now on. That it could
// not be kept is no fault worth a word.
func (s *Store) Put(slot, key Key, parts ...string) {
	if s == nil {
		return
	}
	seal := newSeal(slot, key)
	for _, part := range parts {
		seal.add(part)
	}
	sum := seal.sum()
	s.replace(slot, func(f *os.File) error {
		w := bufio.NewWriterSize(f, 64<<10)
		for _, part := range append([]string{magic, string(sum[:])}, parts...) {
			if _, err := w.WriteString(part); err != nil {
				return err
			}
		}
		return w.Flush()
	})
}

// replace lets a slot hold what is written into a new file, if that succeeds.
func (s *Store) replace(slot Key, write func(*os.File) error) {
	f, err := os.CreateTemp(s.dir, newPrefix+"*")
	if err != nil {
		return
	}
	defer os.Remove(f.Name()) // it is gone already if all went well
	err = write(f)
	if closed := f.Close(); err == nil && closed == nil {
		_ = os.Rename(f.Name(), s.path(slot))
	}
}

// seal is the checksum of an entry. It covers the key, and the slot, so that an
// entry that was moved to another's place is none.
type seal struct {
	hash  hash.Hash
	chunk [4 << 10]byte // of a text, without a copy of it all
}

func newSeal(slot, key Key) *seal {
	s := &seal{hash: sha256.New()}
	s.hash.Write(slot[:])
	s.hash.Write(key[:])
	return s
}

func (s *seal) add(part string) {
	for part != "" {
		n := copy(s.chunk[:], part)
		s.hash.Write(s.chunk[:n])
		part = part[n:]
	}
}

func (s *seal) sum() Key { return Key(s.hash.Sum(nil)) }

func (s *Store) path(slot Key) string {
	return filepath.Join(s.dir, hex.EncodeToString(slot[:]))
}

// touch marks an entry as used.
func (s *Store) touch(slot Key) {
	path, now := s.path(slot), time.Now()
	if info, err := os.Stat(path); err == nil && now.Sub(info.ModTime()) > refresh {
		_ = os.Chtimes(path, now, now)
	}
}

// trim removes old entries, at most once in a while.
func (s *Store) trim(now time.Time) {
	mark := filepath.Join(s.dir, "docpiler-trimmed")
	if info, err := os.Stat(mark); err == nil && now.Sub(info.ModTime()) < pause {
		return
	}
	if os.WriteFile(mark, nil, 0o600) != nil {
		return
	}
	entries, _ := os.ReadDir(s.dir) // what cannot be listed stays
	for _, entry := range entries {
		if !isOurs(entry.Name()) {
			continue
		}
		if info, err := entry.Info(); err == nil && info.Mode().IsRegular() && now.Sub(info.ModTime()) > lifetime {
			_ = os.Remove(filepath.Join(s.dir, entry.Name()))
		}
	}
}

// newPrefix begins the names of entries that are being written.
const newPrefix = "docpiler-new-"

// isOurs reports whether a name is one that the store gives to files. The folder
// is the user's choice, and so may hold other things.
func isOurs(name string) bool {
	sum, err := hex.DecodeString(name)
	return err == nil && len(sum) == sha256.Size || strings.HasPrefix(name, newPrefix)
}
