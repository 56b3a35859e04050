package docpiler

import (
	"cmp"
	"errors"
	"hash/crc32"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"
)

// item is what a value is made of.
type item struct {
	Name string // decides, with those of its neighbours, what is kept together
	Key  Key    // of all that the value depends on; "" if that is not known
}

// recalling says how values are had that are not in the memo.
type recalling[T any] struct {
	create func(i int) (T, error)
	holds  func(i int, value T) bool // whether a value that is in the memo still holds; nil: it does
	done   func(i int)               // called when a value is there, from several goroutines; may be nil
}

// recallEach returns the values of all items: those that the memo holds, and those
// that are made now, which the memo holds from then on. The error joins those of
// all items.
func recallEach[T any](m *Memo, items []item, how recalling[T]) ([]T, error) {
	values, errs := make([]T, len(items)), make([]error, len(items))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, r := range runsOf(items) {
		group.Go(func() error {
			recallRun(m, r, items, values, errs, how)
			return nil
		})
	}
	_ = group.Wait() // the errors are in errs
	return values, errors.Join(errs...)
}

// run is a range of items whose values are kept together, for an entry of its own
// would cost more than most of them do.
type run struct{ from, to int }

// runLength is how long runs are on average.
const runLength = 12

// runsOf cuts a list into runs. The name of an item alone decides whether a run ends
// with it, so that an item that comes or goes changes one run. What cannot be kept
// is a run of its own.
func runsOf(items []item) []run {
	var runs []run
	from := 0
	for i, it := range items {
		last := i+1 == len(items)
		if last || it.Key == "" || items[i+1].Key == "" || crc32.ChecksumIEEE([]byte(it.Name))%runLength == 0 {
			runs = append(runs, run{from, i + 1})
			from = i + 1
		}
	}
	return runs
}

// recallRun fills in the values of a run.
func recallRun[T any](m *Memo, r run, items []item, values []T, errs []error, how recalling[T]) {
	key := r.key(items)
	var known []T
	if key == "" || !m.read(key, &known) || len(known) != r.to-r.from || !how.allHold(r, known) {
		known = nil
	}
	copy(values[r.from:], known)
	for i := r.from; i < r.to; i++ {
		if known == nil {
			values[i], errs[i] = how.create(i)
		}
		if how.done != nil {
			how.done(i)
		}
	}
	if known == nil && key != "" && cmp.Or(errs[r.from:r.to]...) == nil {
		created := slices.Clone(values[r.from:r.to])
		m.write(key, &created)
	}
}

// key is the key of the values of a run, "" if it cannot be kept.
func (r run) key(items []item) Key {
	parts := []string{"run"}
	for _, it := range items[r.from:r.to] {
		if it.Key == "" {
			return ""
		}
		parts = append(parts, string(it.Key))
	}
	return keyOf(parts...)
}

func (how recalling[T]) allHold(r run, known []T) bool {
	for i, value := range known {
		if how.holds != nil && !how.holds(r.from+i, value) {
			return false
		}
	}
	return true
}
