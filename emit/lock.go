package emit

import (
	"bytes"
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
// folder. It is made to be committed: it changes only if an emitted file does, and
// a line that never changes stands between any two hashes, so that version control
// can merge changes of neighbouring files.
//
//	docpiler.lock 2
//	output graph
//	config docpiler.yaml
//	file v1/user.go
//		60303ae2…
//
// Version 1 had hash and name on one line, and lines for pages.
const LockFile = "docpiler.lock"

const lockHead = "# What `docpiler generate` wrote, to know it again. Commit this file; do not edit it.\ndocpiler.lock 2\n"

// lock is the content of a lock file. Several output folders may lie in one
// folder and share it.
type lock struct {
	name    string // slash path below the base
	output  string // last element of this run's output folder
	record  *record
	others  map[string]*record // of other output folders, by the last element of their path
	content []byte             // as read; nil if there is no file
}

// record is what is known about one output folder: name → hex SHA-256.
type record struct {
	config  string // slash path of the configuration as seen from the lock file; "" if unknown
	files   map[string]string
	pending map[string]string // about to be written; only a killed run leaves them
}

func newRecord() *record {
	return &record{files: map[string]string{}, pending: map[string]string{}}
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
		return nil, fmt.Errorf("%s:%w; restore it, or delete it and run `docpiler generate`", l.name, err)
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

// readRecords reads a lock file that is there.
func readRecords(base *os.Root, name string) (map[string]*record, error) {
	data, err := base.ReadFile(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	return parseLock(data)
}

// parseLock reads the records by output folder. Errors start with the line.
func parseLock(data []byte) (map[string]*record, error) {
	p := lockParser{records: map[string]*record{}}
	number := 0
	for line := range strings.Lines(string(data)) {
		number++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' || strings.HasPrefix(line, "docpiler.lock ") {
			continue
		}
		if err := p.line(line); err != nil {
			return nil, fmt.Errorf("%d: %w: %q", number, err, shorten(line))
		}
	}
	if p.key != "" {
		return nil, fmt.Errorf("%d: %w: a hash is missing after it", number, errLockLine)
	}
	return p.records, nil
}

// lockParser reads a lock file line by line.
type lockParser struct {
	records map[string]*record
	current *record
	key     string // "file" or "pending": a line with a hash is to come
	name    string // of the file that the hash is of
}

var errLockLine = errors.New("no line of a lock file")

func (p *lockParser) line(line string) error {
	if hash, ok := strings.CutPrefix(line, "\t"); ok {
		return p.hash(hash)
	}
	if p.key != "" { // a hash is due
		return errLockLine
	}
	key, rest, _ := strings.Cut(line, " ")
	if isHash(rest[:min(len(rest), 64)]) && len(rest) > 65 { // version 1
		p.key = key
		name, err := unquote(rest[65:])
		if p.name = name; err != nil || p.current == nil {
			return errLockLine
		}
		return p.hash(rest[:64])
	}
	name, err := unquote(rest)
	if err != nil || name == "" || p.current == nil && key != "output" {
		return errLockLine
	}
	switch key {
	case "output":
		if p.records[name] != nil {
			return errLockLine
		}
		p.current = newRecord()
		p.records[name] = p.current
	case "config":
		p.current.config = name
	case "file", "pending":
		p.key, p.name = key, name
	default:
		return errLockLine
	}
	return nil
}

// hash notes the hash of the file that was named last.
func (p *lockParser) hash(hash string) error {
	key, name := p.key, p.name
	if p.key, p.name = "", ""; name == "" || !isHash(hash) {
		return errLockLine
	}
	switch key {
	case "page": // of version 1
		return nil
	case "file":
		p.current.files[name] = hash
	case "pending":
		p.current.pending[name] = hash
	default:
		return errLockLine
	}
	return checkName(name)
}

func isHash(s string) bool { return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == "" }

// encode writes the lock file with a new record for this run's output folder.
func (l *lock) encode(rec *record) []byte {
	records := maps.Clone(l.others)
	records[l.output] = rec
	return encodeLock(records)
}

func encodeLock(records map[string]*record) []byte {
	var out bytes.Buffer
	out.WriteString(lockHead)
	for _, output := range slices.Sorted(maps.Keys(records)) {
		r := records[output]
		fmt.Fprintf(&out, "output %s\n", quote(output))
		if r.config != "" {
			fmt.Fprintf(&out, "config %s\n", quote(r.config))
		}
		writeHashes(&out, "file", r.files)
		writeHashes(&out, "pending", r.pending)
	}
	return out.Bytes()
}

// writeHashes writes two lines for each name, sorted.
func writeHashes(out *bytes.Buffer, key string, hashes map[string]string) {
	for _, name := range slices.Sorted(maps.Keys(hashes)) {
		fmt.Fprintf(out, "%s %s\n\t%s\n", key, quote(name), hashes[name])
	}
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
