package cause

import (
	"fmt"
	"unicode/utf8"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/wire"
)

func (t *Tally) put(w *wire.Writer) {
	w.Count(t.cases)
	w.Count(t.named)
	w.Count(t.squares)
	w.Count(int64(len(t.causes)))
	for _, name := range t.names() {
		c := t.causes[name]
		w.String(name)
		for _, n := range []int64{c.Cases, c.Mentions, c.Squares, c.Products} {
			w.Count(n)
		}
	}
}

func (t *Tally) get(r *wire.Reader) error {
	t.cases, t.named, t.squares = r.Count(), r.Count(), r.Count()
	const smallest = 5 // bytes of a cause: a name and four counts
	n := r.Len(smallest)
	last := ""
	for range n {
		name := r.String()
		c := count{r.Count(), r.Count(), r.Count(), r.Count()}
		if r.Err() != nil {
			return nil
		}
		if name <= last {
			return fmt.Errorf("the causes are not in order, or one has no name")
		}
		last = name
		*t.at(name) = c
		t.mentions += c.Mentions
	}
	return t.check()
}

// check reports counts that no cases can give.
func (t *Tally) check() error {
	var named int64
	for name, c := range t.causes {
		if c.Cases < 1 || c.Mentions < c.Cases || c.Squares < c.Mentions || c.Products < c.Squares || c.Cases > t.named {
			return fmt.Errorf("the counts of %q contradict one another", name)
		}
		if named += c.Cases; named < 0 {
			return metrics.ErrTooMany
		}
	}
	if t.named < 0 || t.cases < t.named || t.mentions < t.named || t.squares < t.mentions || named < t.named {
		return fmt.Errorf("the totals contradict the causes")
	}
	return nil
}

// AppendBinary implements [encoding.BinaryAppender].
func (t Tally) AppendBinary(b []byte) ([]byte, error) { return wire.Append(b, tallyType, t.put), nil }

// MarshalBinary implements [encoding.BinaryMarshaler].
func (t Tally) MarshalBinary() ([]byte, error) { return t.AppendBinary(nil) }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler].
func (t *Tally) UnmarshalBinary(b []byte) error {
	return wire.Read(t, b, tallyType, (*Tally).get, (*Tally).put)
}

// tallyJSON is the JSON form of a tally.
type tallyJSON struct {
	Cases   int64            `json:"cases"`
	Named   int64            `json:"named"`
	Squares int64            `json:"squares"`
	Causes  map[string]count `json:"causes"`
}

// MarshalJSON implements [json.Marshaler]. It refuses names that are not UTF-8,
// which bytes keep.
func (t Tally) MarshalJSON() ([]byte, error) {
	state := tallyJSON{t.cases, t.named, t.squares, map[string]count{}}
	for name, c := range t.causes {
		if !utf8.ValidString(name) {
			return nil, fmt.Errorf("cause: the name %q is not UTF-8, which JSON must be", name)
		}
		state.Causes[name] = *c
	}
	return wire.MarshalJSON(tallyType, state)
}

// UnmarshalJSON implements [json.Unmarshaler].
func (t *Tally) UnmarshalJSON(b []byte) error {
	return wire.ReadJSON(t, b, tallyType, func(t *Tally, s tallyJSON) error {
		t.cases, t.named, t.squares = s.Cases, s.Named, s.Squares
		for name, c := range s.Causes {
			if name == "" {
				return fmt.Errorf("a cause has no name")
			}
			*t.at(name) = c
			t.mentions += c.Mentions
		}
		return t.check()
	})
}
