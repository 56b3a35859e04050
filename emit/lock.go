package emit

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// LockFile is the name of the state file that Write keeps beside the output
// folder. It is made to be committed: one line per page and file, sorted.
//
//	docpiler.lock 1
//	output graph
//	page 9f86d081… docs/user-get.md
//	file 60303ae2… v1/user.go
const LockFile = "docpiler.lock"

const lockHead = "# What `docpiler generate` wrote, and from which pages. Commit this file; do not edit it.\ndocpiler.lock 1\n"

// lock is the content of a lock file. Several output folders may lie in one
// folder and share it.
type lock struct {
	name    string // slash path below the base
	output  string // last element of this run's output folder
	record  *record
	others  map[string]*record // of other output folders
	content []byte             // as read; nil if there is no file
}

// record is what is known about one output folder: name → hex SHA-256.
type record struct {
	pages   map[string]string
	files   map[string]string
	pending map[string]string // about to be written; only a killed run leaves them
}

func newRecord() *record {
	return &record{pages: map[string]string{}, files: map[string]string{}, pending: map[string]string{}}
}

// wrote reports whether docpiler wrote a content of this hash into a file.
func (r *record) wrote(name, hash string) bool {
	return r.files[name] == hash || r.pending[name] == hash
}

func (r *record) knows(name string) bool {
	return r.hash(name) != ""
}

// hash returns the hash of a file that was written, or was about to be.
func (r *record) hash(name string) string { return cmp.Or(r.files[name], r.pending[name]) }

// readLock reads the lock file for an output folder; a missing one is empty.
func readLock(base *os.Root, output string) (*lock, error) {
	l := &lock{name: lockName(output), output: path.Base(output), others: map[string]*record{}}
	data, err := base.ReadFile(filepath.FromSlash(l.name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	records, err := parseLock(data)
	if err != nil {
		return nil, fmt.Errorf("%s:%w; restore it, or delete it and run `docpiler generate --force`", l.name, err)
	}
	if data != nil {
		l.content = unixLines(data)
	}
	if l.record = records[l.output]; l.record == nil {
		l.record = newRecord()
	}
	delete(records, l.output)
	l.others = records
	return l, nil
}

// parseLock reads the records by output folder. Errors start with the line.
func parseLock(data []byte) (map[string]*record, error) {
	records := map[string]*record{}
	var current *record
	number := 0
	for line := range strings.Lines(string(data)) {
		number++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' || line == "docpiler.lock 1" {
			continue
		}
		key, rest, _ := strings.Cut(line, " ")
		if key == "output" {
			name, err := unquote(rest)
			if err != nil || records[name] != nil {
				return nil, fmt.Errorf("%d: no line of a lock file: %q", number, shorten(line))
			}
			current = newRecord()
			records[name] = current
			continue
		}
		if err := current.add(key, rest); err != nil {
			return nil, fmt.Errorf("%d: %w: %q", number, err, shorten(line))
		}
	}
	return records, nil
}

// add reads one line "key hash name".
func (r *record) add(key, rest string) error {
	hash, name, ok := strings.Cut(rest, " ")
	name, err := unquote(name)
	if r == nil || !ok || err != nil || len(hash) != 64 || strings.Trim(hash, "0123456789abcdef") != "" {
		return errors.New("no line of a lock file")
	}
	switch key {
	case "page":
		r.pages[name] = hash
		return nil
	case "file":
		r.files[name] = hash
	case "pending":
		r.pending[name] = hash
	default:
		return errors.New("unknown entry")
	}
	return checkName(name)
}

// encode writes the lock file with a new record for this run's output folder.
func (l *lock) encode(rec *record) []byte {
	records := maps.Clone(l.others)
	records[l.output] = rec
	out := make([]byte, 0, len(l.content)+len(lockHead)+1024)
	out = append(out, lockHead...)
	for _, output := range slices.Sorted(maps.Keys(records)) {
		out = append(append(append(out, "output "...), quote(output)...), '\n')
		r := records[output]
		out = appendHashes(out, "page ", r.pages)
		out = appendHashes(out, "file ", r.files)
		out = appendHashes(out, "pending ", r.pending)
	}
	return out
}

// appendHashes appends one line for each name, sorted.
func appendHashes(out []byte, key string, hashes map[string]string) []byte {
	names := make([]string, 0, len(hashes))
	for name := range hashes {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		out = append(append(append(out, key...), hashes[name]...), ' ')
		out = append(append(out, quote(name)...), '\n')
	}
	return out
}

// quote writes a name as it is, or as a Go string if it would not stay on its
// line as it is.
func quote(name string) string {
	if name == "" || name[0] == '"' || strings.TrimSpace(name) != name || !strconv.CanBackquote(name) {
		return strconv.Quote(name)
	}
	return name
}

func unquote(s string) (string, error) {
	if strings.HasPrefix(s, `"`) {
		return strconv.Unquote(s)
	}
	return s, nil
}
