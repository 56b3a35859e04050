//go:build linux || darwin

package stamps

import (
	"encoding/binary"
	"io/fs"
	"syscall"
	"time"
)

// stampOf returns the stamp of a file, "" if it has none.
func stampOf(info fs.FileInfo) string {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok || !info.Mode().IsRegular() {
		return ""
	}
	var room [5 * binary.MaxVarintLen64]byte
	out := binary.AppendVarint(room[:0], info.Size())
	out = binary.AppendVarint(out, info.ModTime().UnixNano())
	out = binary.AppendVarint(out, changeOf(s))
	out = binary.AppendUvarint(out, s.Ino)
	out = binary.AppendUvarint(out, uint64(s.Dev))
	return string(out)
}

// changedAt is when anything about a file changed last, its name included.
func changedAt(info fs.FileInfo) time.Time {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return time.Now()
	}
	return time.Unix(0, changeOf(s))
}
