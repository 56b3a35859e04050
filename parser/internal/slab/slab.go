// Package slab cuts many small values from few large pieces of memory, which can
// be used again. It is for what lives as long as a page is read: there is so much
// of it that making each value by itself is a good part of reading.
package slab

const (
	first = 32   // values of the first piece
	most  = 4096 // of a piece that is kept
)

// Slab is a piece of memory. The zero value is ready.
type Slab[T any] struct{ all, free []T }

// Take cuts off n zero values. A piece that is used up belongs to what was cut
// from it; the next one is larger.
func (s *Slab[T]) Take(n int) []T {
	if len(s.free) < n {
		s.all = make([]T, max(n, first, min(2*len(s.all), most)))
		s.free = s.all
	}
	cut := s.free[:n:n]
	s.free = s.free[n:]
	return cut
}

// New cuts off one zero value.
func (s *Slab[T]) New() *T { return &s.Take(1)[0] }

// Reset lets the piece be used again. Nothing that was cut from it may be used
// any more.
func (s *Slab[T]) Reset() {
	if len(s.all) > most {
		*s = Slab[T]{} // of a rare page
		return
	}
	clear(s.all[:len(s.all)-len(s.free)])
	s.free = s.all
}
