package pull

import (
	"encoding/json"
	"os"
	"path/filepath"
	"time"
)

// staging keeps what was fetched and is not yet in place: contents by their hash,
// and by URL what is known of a page. It belongs to the user, not to the
// repository; a content that is not what its name says is not used.
type staging struct{ root *os.Root }

// stagedFor is how long a page that an interrupted run fetched is as good as new.
const stagedFor = 24 * time.Hour

// openStaging opens the part of the staging folder that belongs to a folder.
func openStaging(dir, folder string) (*staging, error) {
	dir = filepath.Join(dir, sumOf([]byte(folder))[:16])
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &staging{root}, nil
}

func (s *staging) close() { s.root.Close() }

// put keeps a content and returns its hash.
func (s *staging) put(data []byte) (string, error) {
	sum := sumOf(data)
	if s.has(sum) {
		return sum, nil
	}
	return sum, replace(s.root, sum, data)
}

// putPage notes what is known of a page whose content is kept.
func (s *staging) putPage(p lockedPage) error {
	data, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return replace(s.root, pageKey(p.URL), data)
}

// page returns the page of a URL that an interrupted run fetched not long ago.
func (s *staging) page(url string) (lockedPage, bool) {
	var p lockedPage
	data, err := readBounded(s.root, pageKey(url), maxPage)
	if err != nil || json.Unmarshal(data, &p) != nil || p.URL != url || checkName(p.Path) != nil {
		return p, false
	}
	age := time.Since(p.Pulled)
	return p, age >= 0 && age < stagedFor && s.has(p.Sum)
}

func pageKey(url string) string { return "page-" + sumOf([]byte(url)) }

// content returns the content of a hash.
func (s *staging) content(sum string) ([]byte, error) {
	data, err := readBounded(s.root, sum, maxPage)
	if err == nil && sumOf(data) != sum {
		err = os.ErrInvalid
	}
	return data, err
}

// has reports whether the content of a hash is kept.
func (s *staging) has(sum string) bool {
	if len(sum) != 64 {
		return false
	}
	_, err := s.content(sum)
	return err == nil
}

// clear forgets everything.
func (s *staging) clear() error {
	dir, err := s.root.Open(".")
	if err != nil {
		return err
	}
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	for _, name := range names {
		if err := s.root.Remove(name); err != nil {
			return err
		}
	}
	return err
}
