package cache

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"iter"
	"os"
	"strings"
)

// bookMagic starts every book; it changes with the layout of books: head, records
// one behind the other, index.
const bookMagic = "docpiler book 1\n"

// bookHead is the length of what stands before the first record: the magic, where
// the index begins, and its seal.
const bookHead = len(bookMagic) + 8 + sha256.Size

// Book is a result in named parts, records, each of which can be read without the
// others. What is damaged is not there. Several goroutines may read a book, which
// is to be closed. A nil Book holds nothing.
type Book struct {
	file    *os.File
	records map[string]record
	all     string // the whole file, if that was asked for
}

// record is where a record lies, and the start of its hash.
type record struct {
	offset, length int
	sum            [sha256.Size / 2]byte
}

// PutBook lets a slot hold a book from now on. Of records of one name the last one
// counts.
func (s *Store) PutBook(slot, key Key, records iter.Seq2[string, string]) {
	if s == nil {
		return
	}
	s.replace(slot, func(f *os.File) error {
		w := bufio.NewWriterSize(f, 256<<10)
		if _, err := w.Write(make([]byte, bookHead)); err != nil {
			return err
		}
		var index []byte
		end := bookHead
		for name, content := range records {
			if _, err := w.WriteString(content); err != nil {
				return err
			}
			index = append(binary.AppendUvarint(index, uint64(len(name))), name...)
			index = binary.AppendUvarint(index, uint64(len(content)))
			sum := hashText(content)
			index = append(index, sum[:len(record{}.sum)]...)
			end += len(content)
		}
		if _, err := w.Write(index); err != nil {
			return err
		}
		if err := w.Flush(); err != nil {
			return err
		}
		head := binary.LittleEndian.AppendUint64([]byte(bookMagic), uint64(end))
		sum := sealIndex(slot, key, head, index)
		_, err := f.WriteAt(append(head, sum[:]...), 0)
		return err
	})
}

// hashText returns the SHA-256 of a text without a copy of it all.
func hashText(text string) Key {
	seal := seal{hash: sha256.New()}
	seal.add(text)
	return seal.sum()
}

// sealIndex is the checksum of an index and of where it begins.
func sealIndex(slot, key Key, head, index []byte) Key {
	seal := newSeal(slot, key)
	seal.hash.Write(head)
	seal.hash.Write(index)
	return seal.sum()
}

// Book opens what a slot holds, if it was put there with the same key; nil if
// there is nothing.
func (s *Store) Book(slot, key Key) *Book {
	if s == nil {
		return nil
	}
	f, err := os.Open(s.path(slot))
	if err != nil {
		return nil
	}
	b := &Book{file: f}
	if !b.readIndex(slot, key) {
		f.Close()
		return nil
	}
	s.touch(slot)
	return b
}

// readIndex fills in where the records lie.
func (b *Book) readIndex(slot, key Key) bool {
	head := make([]byte, bookHead)
	info, err := b.file.Stat()
	if err != nil || info.Size() > most {
		return false
	}
	if _, err := io.ReadFull(b.file, head); err != nil || string(head[:len(bookMagic)]) != bookMagic {
		return false
	}
	begins := binary.LittleEndian.Uint64(head[len(bookMagic):])
	if begins < uint64(bookHead) || begins > uint64(info.Size()) {
		return false
	}
	index := make([]byte, uint64(info.Size())-begins)
	if _, err := b.file.ReadAt(index, int64(begins)); err != nil && err != io.EOF {
		return false
	}
	sealed := len(bookMagic) + 8
	if sealIndex(slot, key, head[:sealed], index) != Key(head[sealed:]) {
		return false
	}
	b.records = make(map[string]record, len(index)/64)
	offset := bookHead
	for text := string(index); text != ""; { // nothing but what was sealed comes this far
		name := cut(&text, cutUint(&text))
		r := record{offset: offset, length: cutUint(&text)}
		copy(r.sum[:], cut(&text, len(r.sum)))
		b.records[name] = r
		offset += r.length
	}
	return uint64(offset) == begins
}

// cutUint cuts a number off the start of a text.
func cutUint(text *string) int {
	head := []byte((*text)[:min(len(*text), binary.MaxVarintLen64)])
	n, size := binary.Uvarint(head)
	*text = (*text)[max(size, 0):]
	return int(min(n, most))
}

func cut(text *string, n int) string {
	n = min(n, len(*text))
	out := (*text)[:n]
	*text = (*text)[n:]
	return out
}

// Load reads the whole book at once, for those who want most of it.
func (b *Book) Load() {
	if b == nil {
		return
	}
	var all strings.Builder
	info, err := b.file.Stat()
	if err != nil {
		return
	}
	all.Grow(int(info.Size()))
	if _, err := b.file.Seek(0, io.SeekStart); err != nil {
		return
	}
	if _, err := io.CopyBuffer(&all, b.file, make([]byte, 256<<10)); err == nil {
		b.all = all.String()
	}
}

// Get returns a record.
func (b *Book) Get(name string) (content string, ok bool) {
	if b == nil {
		return "", false
	}
	r, ok := b.records[name]
	if !ok {
		return "", false
	}
	if b.all != "" {
		content = b.all[min(r.offset, len(b.all)):min(r.offset+r.length, len(b.all))]
	} else {
		data := make([]byte, r.length)
		if _, err := b.file.ReadAt(data, int64(r.offset)); err != nil && err != io.EOF {
			return "", false
		}
		content = string(data)
	}
	if sum := hashText(content); [len(r.sum)]byte(sum[:len(r.sum)]) != r.sum {
		return "", false
	}
	return content, true
}

// Names goes through the names of all records, in no order.
func (b *Book) Names() iter.Seq[string] {
	return func(yield func(string) bool) {
		if b == nil {
			return
		}
		for name := range b.records {
			if !yield(name) {
				return
			}
		}
	}
}

// Close gives the book back. What was got of it stays.
func (b *Book) Close() {
	if b != nil {
		b.file.Close()
	}
}
