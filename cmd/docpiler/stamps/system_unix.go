//go:build linux || darwin

package stamps

import (
	"encoding/binary"
	"io/fs"
	"syscall"
	"time"
)

// stampOf returns the stamp of a file, "" if it has none.
func stampOf(info fs.FileInfo) string { return string(appendStamp(nil, info)) }

// isStamp reports whether a file has a stamp.
func isStamp(info fs.FileInfo, stamp string) bool {
	var room [5 * binary.MaxVarintLen64]byte
	return string(appendStamp(room[:0], info)) == stamp
}

// appendStamp appends the stamp of a file, nothing if it has none.
func appendStamp(out []byte, info fs.FileInfo) []byte {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok || !info.Mode().IsRegular() {
		return out
	}
	out = binary.AppendVarint(out, info.Size())
	out = binary.AppendVarint(out, info.ModTime().UnixNano())
	out = binary.AppendVarint(out, changeOf(s))
	out = binary.AppendUvarint(out, s.Ino)
	out = binary.AppendUvarint(out, uint64(s.Dev))
	return out
}

// changedAt is when anything about a file changed last, its name included.
func changedAt(info fs.FileInfo) time.Time {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return time.Now()
	}
	return time.Unix(0, changeOf(s))
}
