package main

import (
	"os"
	"sync"
)

// shelfMemory is how many bytes of printed files stay in memory. Most projects
// print less.
const shelfMemory = 4 << 20

// shelf keeps printed files until they are written: some in memory, the others in
// a temporary file, so that what a run takes does not grow with what it prints.
// The zero value is empty.
type shelf struct {
	mu      sync.Mutex
	memory  int      // bytes in memory
	file    *os.File // nil until it is needed
	size    int64    // of file
	named   bool     // file has still a name
	failing bool     // there can be no file
}

// Put implements [emit.Shelf].
func (s *shelf) Put(data []byte) (read func() ([]byte, error)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at, n := s.size, len(data)
	if s.memory += n; s.memory <= shelfMemory || !s.store(data) {
		return func() ([]byte, error) { return data, nil }
	}
	return func() ([]byte, error) {
		again := make([]byte, n)
		_, err := s.file.ReadAt(again, at)
		return again, err
	}
}

// store appends data to the file. Where that cannot be done, memory has to do.
func (s *shelf) store(data []byte) bool {
	if s.failing {
		return false
	}
	if s.file == nil {
		f, err := os.CreateTemp("", "docpiler-*")
		if err != nil {
			s.failing = true
			return false
		}
		s.file, s.named = f, os.Remove(f.Name()) != nil // some systems remove no open file
	}
	_, err := s.file.WriteAt(data, s.size)
	s.failing = err != nil
	s.size += int64(len(data))
	return err == nil
}

// close gives the file back.
func (s *shelf) close() {
	if s.file != nil {
		s.file.Close()
	}
	if s.named {
		_ = os.Remove(s.file.Name()) // what is left is in the folder for such
	}
}
