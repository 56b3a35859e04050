package slab

import "testing"

func TestSlab(t *testing.T) {
	var s Slab[int]
	for round := range 3 {
		var cuts [][]int
		for i := range 300 {
			cut := s.Take(i % 70)
			for j := range cut {
				if cut[j] != 0 {
					t.Fatalf("round %d: a value is not zero", round)
				}
				cut[j] = i + 1
			}
			cuts = append(cuts, cut)
			if grown := append(cut, -1); len(grown) == 0 {
				t.Fatal("nothing was appended")
			}
			*s.New() = -1
		}
		for i, cut := range cuts {
			for _, v := range cut {
				if v != i+1 {
					t.Fatalf("round %d: a value was changed to %d by another slice", round, v)
				}
			}
		}
		s.Reset()
	}
	s.Take(most + 1)
	if s.Reset(); s.all != nil {
		t.Error("a very large piece is kept")
	}
}
