package docpiler

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
)

// itemsOf returns items for some names; versions tells those that have another key
// than usual, "" as version that they have none.
func itemsOf(names []string, versions map[string]string) []item {
	var items []item
	for _, name := range names {
		it := item{name, keyOf(name)}
		if v, ok := versions[name]; ok && v == "" {
			it.Key = ""
		} else if ok {
			it.Key = keyOf(name, v)
		}
		items = append(items, it)
	}
	return items
}

// recallNames returns what recallEach makes of items, whose values are their names
// and keys, and which of them were made now.
func recallNames(t *testing.T, m *Memo, items []item) (created []string) {
	t.Helper()
	var mu sync.Mutex
	done := 0
	values, err := recallEach(m, items, recalling[string]{
		create: func(i int) (string, error) {
			mu.Lock()
			defer mu.Unlock()
			created = append(created, items[i].Name)
			return items[i].Name + string(items[i].Key), nil
		},
		done: func(int) {
			mu.Lock()
			defer mu.Unlock()
			done++
		},
	})
	if err != nil || done != len(items) {
		t.Fatalf("%d of %d values are there, error %v", done, len(items), err)
	}
	for i, it := range items {
		if values[i] != it.Name+string(it.Key) {
			t.Fatalf("value %d is %q, want that of %q", i, values[i], it.Name)
		}
	}
	slices.Sort(created)
	return created
}

// TestRecallEach changes, adds and removes single items and demands that a few of
// their neighbours are made again, and no others.
func TestRecallEach(t *testing.T) {
	var names []string
	for i := range 300 {
		names = append(names, fmt.Sprintf("page%04d", 2*i))
	}
	m := OpenMemo(t.TempDir())
	if created := recallNames(t, m, itemsOf(names, nil)); len(created) != len(names) {
		t.Fatalf("an empty memo knew %d values", len(names)-len(created))
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		i := random.IntN(len(names))
		added := slices.Insert(slices.Clone(names), i, fmt.Sprintf("page%04d", 2*i-1))
		removed := slices.Delete(slices.Clone(names), i, i+1)
		for what, items := range map[string][]item{
			"nothing": itemsOf(names, nil),
			"changed": itemsOf(names, map[string]string{names[i]: fmt.Sprint(random.Int())}),
			"added":   itemsOf(added, nil),
			"removed": itemsOf(removed, nil),
			"keyless": itemsOf(names, map[string]string{names[i]: ""}),
		} {
			created := recallNames(t, m, items)
			if len(created) > 8*runLength || what == "nothing" && len(created) > 0 {
				t.Errorf("%s at %d: %d values are made again", what, i, len(created))
			}
		}
	}
	if created := recallNames(t, nil, itemsOf(names, nil)); len(created) != len(names) {
		t.Errorf("no memo knew %d values", len(names)-len(created))
	}
}

// TestRecallFaults: what does not hold any more is made again, what fails is not
// kept, and the error joins those of all items.
func TestRecallFaults(t *testing.T) {
	m, items := OpenMemo(t.TempDir()), itemsOf([]string{"a", "b", "c"}, nil)
	first, second := errors.New("first"), errors.New("second")
	_, err := recallEach(m, items, recalling[string]{create: func(i int) (string, error) {
		return "", []error{nil, first, second}[i]
	}})
	if !errors.Is(err, first) || !errors.Is(err, second) {
		t.Errorf("the error is %v", err)
	}
	if created := recallNames(t, m, items); len(created) == 0 {
		t.Error("a failure was kept")
	}
	values, err := recallEach(m, items, recalling[string]{
		create: func(i int) (string, error) { return "new " + items[i].Name, nil },
		holds:  func(i int, _ string) bool { return items[i].Name != "b" },
	})
	if err != nil || values[1] != "new b" {
		t.Errorf("values are %q, error %v", values, err)
	}
}
