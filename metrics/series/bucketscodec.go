package series

import (
	"encoding/json"
	"fmt"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/wire"
)

// bucketsState is what of [Buckets] is encoded: the calendar by name, and the
// periods by the dates on which they begin.
type bucketsState[T any, A metrics.Accumulator[T]] struct {
	Step    Step                 `json:"step"`
	Zone    string               `json:"zone"`
	Periods metrics.Groups[T, A] `json:"periods"`
	Rejects metrics.Rejects      `json:"rejected"`
}

func (b *Buckets[T, A]) state() bucketsState[T, A] {
	c := b.filled()
	return bucketsState[T, A]{c.Step, c.Zone.String(), b.groups, b.rejects}
}

// set takes over a state of the same calendar. A location cannot be made from its
// name without reading files, so it must be there already.
func (b *Buckets[T, A]) set(s bucketsState[T, A]) error {
	if got, want := fmt.Sprintf("%s in %s", s.Step, s.Zone), b.Calendar.String(); got != want {
		return &metrics.MismatchError{What: "calendar", Got: got, Want: want}
	}
	for key := range s.Periods.All() {
		if _, err := b.period(key); err != nil {
			return &metrics.DecodeError{Type: bucketsType.Name, Problem: metrics.Corrupt, Detail: err.Error()}
		}
	}
	b.groups, b.rejects, b.current = s.Periods, s.Rejects, nil
	return nil
}

var bucketsType = wire.Type{Name: "buckets", Version: 1}

func (s *bucketsState[T, A]) put(w *wire.Writer) {
	w.String(string(s.Step))
	w.String(s.Zone)
	periods, _ := s.Periods.MarshalBinary() // checked by AppendBinary
	rejects, _ := json.Marshal(s.Rejects)   // counts cannot fail
	w.String(string(periods))
	w.String(string(rejects))
}

func (s *bucketsState[T, A]) get(r *wire.Reader) error {
	s.Step, s.Zone = Step(r.Text()), r.Text()
	periods, rejects := r.String(), r.String()
	if r.Err() != nil {
		return nil
	}
	if err := s.Periods.UnmarshalBinary([]byte(periods)); err != nil {
		return err
	}
	return json.Unmarshal([]byte(rejects), &s.Rejects)
}

// AppendBinary implements [encoding.BinaryAppender].
func (b Buckets[T, A]) AppendBinary(to []byte) ([]byte, error) {
	if _, err := b.groups.MarshalBinary(); err != nil {
		return to, err
	}
	s := b.state()
	return wire.Append(to, bucketsType, s.put), nil
}

// MarshalBinary implements [encoding.BinaryMarshaler].
func (b Buckets[T, A]) MarshalBinary() ([]byte, error) { return b.AppendBinary(nil) }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler]. It keeps Window and New,
// and fails with a [*metrics.MismatchError] if the state is of another calendar.
func (b *Buckets[T, A]) UnmarshalBinary(data []byte) error {
	var s bucketsState[T, A]
	if err := wire.Read(&s, data, bucketsType, (*bucketsState[T, A]).get, (*bucketsState[T, A]).put); err != nil {
		return err
	}
	return b.set(s)
}

// MarshalJSON implements [json.Marshaler].
func (b Buckets[T, A]) MarshalJSON() ([]byte, error) {
	return wire.MarshalJSON(bucketsType, b.state())
}

// UnmarshalJSON implements [json.Unmarshaler]. It keeps Window and New, and fails
// with a [*metrics.MismatchError] if the state is of another calendar.
func (b *Buckets[T, A]) UnmarshalJSON(data []byte) error {
	var s bucketsState[T, A]
	if err := wire.ReadJSON(&s, data, bucketsType, func(to *bucketsState[T, A], s bucketsState[T, A]) error {
		*to = s
		return nil
	}); err != nil {
		return err
	}
	return b.set(s)
}
