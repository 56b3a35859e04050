package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/docpiler/docpiler/cmd/docpiler/cache"
	"github.com/docpiler/docpiler/cmd/docpiler/config"
	"github.com/docpiler/docpiler/cmd/docpiler/pages"
	"github.com/docpiler/docpiler/ir"
)

// cacheVariable names the folder of the cache; "off" means none.
const cacheVariable = "DOCPILER_CACHE"

// openCache returns the cache of this user, nil if there is to be none.
func openCache() *cache.Store {
	dir := os.Getenv(cacheVariable)
	if dir == "off" {
		return nil
	}
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return nil
		}
		dir = filepath.Join(user, "docpiler", "results")
	}
	return cache.Open(dir)
}

// remembered is a whole run as the cache keeps it: what build made of the same
// pages. That the files are what they are follows from the key; whether they are
// on the disk is looked at each time.
type remembered struct {
	Operations, Pages int
	Findings          []ir.Diagnostic
	Files             map[string][]byte
	Fragments         []pages.Fragment // included files, which the key does not cover
}

// runKey is the hash of all that build depends on but included files.
func runKey(cfg *config.Config, set *pages.Set) (cache.Key, bool) {
	program, ok := programSum()
	if !ok {
		return cache.Key{}, false
	}
	var b bytes.Buffer
	facts := gob.NewEncoder(&b)
	err := facts.Encode(struct {
		Program     [sha256.Size]byte
		Config      config.Config
		Names       []string
		Diagnostics []ir.Diagnostic
	}{program, *cfg, names(set), set.Diagnostics})
	if err != nil {
		return cache.Key{}, false
	}
	parts := [][]byte{b.Bytes()}
	for _, s := range set.Sources {
		parts = append(parts, []byte(set.Locales[s.Name]), s.Data)
	}
	for _, s := range set.Saved {
		parts = append(parts, s.Data)
	}
	return cache.KeyOf(parts...), true
}

// names returns the names of all pages and saved IRs, in the order of the parts.
func names(set *pages.Set) []string {
	var list []string
	for _, s := range set.Sources {
		list = append(list, s.Name)
	}
	for _, s := range set.Saved {
		list = append(list, s.Name)
	}
	return list
}

// programSum is the hash of the running program: another build may give other
// results.
var programSum = sync.OnceValues(func() (sum [sha256.Size]byte, ok bool) {
	path, err := os.Executable()
	if err != nil {
		return sum, false
	}
	f, err := os.Open(path)
	if err != nil {
		return sum, false
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return sum, false
	}
	return [sha256.Size]byte(h.Sum(nil)), true
})

// slotOf is the slot of a project: its configuration file, wherever docpiler is
// run from.
func slotOf(cfg *config.Config) cache.Key {
	path, err := filepath.Abs(cfg.File)
	if err != nil {
		path = cfg.File
	}
	return cache.KeyOf([]byte(path))
}

// recall returns the run that the cache holds for a project, if it was made of
// the same pages.
func recall(store *cache.Store, slot, key cache.Key, set *pages.Set) (*remembered, bool) {
	data, ok := store.Get(slot, key)
	if !ok {
		return nil, false
	}
	r := new(remembered)
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(r); err != nil || !set.Unchanged(r.Fragments) {
		return nil, false
	}
	return r, true
}

// remember puts a run into the cache.
func remember(store *cache.Store, slot, key cache.Key, r *remembered) {
	var b bytes.Buffer
	if store != nil && gob.NewEncoder(&b).Encode(r) == nil {
		store.Put(slot, key, b.Bytes())
	}
}
