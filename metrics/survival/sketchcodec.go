package survival

import (
	"fmt"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/wire"
)

var sketchType = wire.Type{Name: "sketch", Version: 1}

func (s *Sketch) put(w *wire.Writer) {
	w.String(string(s.id()))
	putBins(w, s.over)
	putBins(w, s.open)
	w.Count(s.exits)
	putRejects(w, s.rejects)
}

// putBins writes the bins that are used, each with its distance from the one
// before.
func putBins(w *wire.Writer, counts []int64) {
	used := 0
	for _, n := range counts {
		if n > 0 {
			used++
		}
	}
	w.Count(int64(used))
	last := -1
	for i, n := range counts {
		if n > 0 {
			w.Count(int64(i - last - 1))
			w.Count(n)
			last = i
		}
	}
}

func getBins(r *wire.Reader) []int64 {
	const smallest = 2 // bytes of a bin: distance and count
	var out []int64
	last := -1
	for range r.Len(smallest) {
		gap, n := r.Count(), r.Count()
		if gap >= binCount || last+1+int(gap) >= binCount {
			return []int64{-1} // refused by check
		}
		last += 1 + int(gap)
		count(&out, last, n)
	}
	return out
}

func (s *Sketch) get(r *wire.Reader) error {
	*s = Sketch{Definition: metrics.ID(r.Text()), over: getBins(r), open: getBins(r), exits: r.Count()}
	if err := s.rejects.UnmarshalJSON([]byte(r.String())); err != nil {
		return err
	}
	return s.check()
}

// check reports a state that no sketch can be in.
func (s *Sketch) check() error {
	if err := metrics.CheckDefinition(s.id(), metrics.UnitSeconds); err != nil {
		return err
	}
	var cases int64
	for _, counts := range [][]int64{s.over, s.open} {
		if len(counts) > binCount {
			return fmt.Errorf("it has %d bins, want at most %d", len(counts), binCount)
		}
		for i, n := range counts {
			if n < 0 || n > mostHeld-cases {
				return fmt.Errorf("bin %d counts %d", i, n)
			}
			cases += n
		}
	}
	if open := total(s.open); s.exits < 0 || s.exits > open {
		return fmt.Errorf("%d of %d open cases ended in another way", s.exits, open)
	}
	return nil
}

// sketchState is the JSON form: pairs of bin and count.
type sketchState struct {
	Definition metrics.ID      `json:"definition"`
	Over       [][2]int64      `json:"over"`
	Open       [][2]int64      `json:"open"`
	Exits      int64           `json:"exits,omitzero"`
	Rejects    metrics.Rejects `json:"rejected"`
}

func binPairs(counts []int64) [][2]int64 {
	out := [][2]int64{}
	for i, n := range counts {
		if n > 0 {
			out = append(out, [2]int64{int64(i), n})
		}
	}
	return out
}

func pairBins(pairs [][2]int64) ([]int64, error) {
	var out []int64
	last := int64(-1)
	for _, p := range pairs {
		if p[0] <= last || p[0] >= binCount || p[1] < 1 {
			return nil, fmt.Errorf("bin %d counts %d after bin %d", p[0], p[1], last)
		}
		last = p[0]
		count(&out, int(p[0]), p[1])
	}
	return out, nil
}

func (s *Sketch) set(v sketchState) error {
	over, err := pairBins(v.Over)
	if err != nil {
		return err
	}
	open, err := pairBins(v.Open)
	if err != nil {
		return err
	}
	*s = Sketch{v.Definition, over, open, v.Exits, v.Rejects}
	return s.check()
}

// AppendBinary implements [encoding.BinaryAppender].
func (s Sketch) AppendBinary(b []byte) ([]byte, error) {
	if err := metrics.CheckDefinition(s.id(), metrics.UnitSeconds); err != nil {
		return b, err
	}
	return wire.Append(b, sketchType, s.put), nil
}

// MarshalBinary implements [encoding.BinaryMarshaler].
func (s Sketch) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler].
func (s *Sketch) UnmarshalBinary(b []byte) error {
	return wire.Read(s, b, sketchType, (*Sketch).get, (*Sketch).put)
}

// MarshalJSON implements [json.Marshaler].
func (s Sketch) MarshalJSON() ([]byte, error) {
	if err := metrics.CheckDefinition(s.id(), metrics.UnitSeconds); err != nil {
		return nil, err
	}
	return wire.MarshalJSON(sketchType, sketchState{s.id(), binPairs(s.over), binPairs(s.open), s.exits, s.rejects})
}

// UnmarshalJSON implements [json.Unmarshaler].
func (s *Sketch) UnmarshalJSON(b []byte) error { return wire.ReadJSON(s, b, sketchType, (*Sketch).set) }
