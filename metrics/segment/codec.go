package segment

import (
	"encoding/json"
	"fmt"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/wire"
)

var collectorType = wire.Type{Name: "segments", Version: 1}

func (s *state) put(w *wire.Writer) {
	w.String(string(s.definition))
	w.Count(int64(s.answers))
	w.Counts(s.whole)
	w.Count(s.unanswered)
	rejects, _ := json.Marshal(s.rejects) // a map of counts
	w.String(string(rejects))
	w.Count(int64(len(s.groups)))
	for _, g := range s.groups {
		w.String(g.names[0])
		w.String(g.names[1])
		w.Counts(g.known)
		w.Count(int64(len(g.slices)))
		for _, key := range g.keys() {
			w.String(key[0])
			w.String(key[1])
			w.Counts(g.slices[key])
		}
	}
}

// mostDifferent is how many different answers an encoding may announce: more than any
// scale has.
const mostDifferent = 1 << 14

func (s *state) get(r *wire.Reader) error {
	s.definition = metrics.ID(r.Text())
	n := r.Count()
	if r.Err() != nil || n < 1 || n > mostDifferent {
		return fmt.Errorf("%d different answers", n)
	}
	s.answers = int(n)
	read := func() tally {
		t := make(tally, s.answers)
		r.Counts(t)
		return t
	}
	s.whole = read()
	s.unanswered = r.Count()
	rejects := r.String()
	if r.Err() != nil {
		return nil
	}
	if err := json.Unmarshal([]byte(rejects), &s.rejects); err != nil {
		return err
	}
	const smallest = 4 // bytes of a group or slice: two lengths, counts, a number
	for range r.Len(smallest) {
		g := group{names: [2]string{r.Text(), r.Text()}, known: read(), slices: map[[2]string]tally{}}
		for range r.Len(smallest - 1) {
			key := [2]string{r.Text(), r.Text()}
			g.slices[key] = read()
			if r.Err() != nil {
				return nil
			}
		}
		s.groups = append(s.groups, g)
	}
	if r.Err() != nil {
		return nil
	}
	return s.check()
}

// check reports a state that no collector can be in.
func (s *state) check() error {
	if err := s.whole.check(s.answers); err != nil {
		return err
	}
	if s.unanswered < 0 {
		return fmt.Errorf("%d pieces of feedback without an answer", s.unanswered)
	}
	within := func(part, whole tally) error {
		if err := part.check(s.answers); err != nil {
			return err
		}
		for i := range part {
			if part[i] > whole[i] {
				return fmt.Errorf("%d of %d in a slice", part[i], whole[i])
			}
		}
		return nil
	}
	for _, g := range s.groups {
		if err := within(g.known, s.whole); err != nil {
			return err
		}
		for _, t := range g.slices {
			if err := within(t, g.known); err != nil {
				return err
			}
		}
	}
	return nil
}

// adopt takes a state that was read for what this collector counts.
func (c *Collector) adopt(s state) error {
	if err := c.state.same(&s); err != nil {
		return err
	}
	for i := range s.groups {
		s.groups[i].first, s.groups[i].second = c.state.groups[i].first, c.state.groups[i].second
	}
	c.state = s
	return nil
}

// AppendBinary implements [encoding.BinaryAppender].
func (c Collector) AppendBinary(b []byte) ([]byte, error) {
	return wire.Append(b, collectorType, c.state.put), nil
}

// MarshalBinary implements [encoding.BinaryMarshaler].
func (c Collector) MarshalBinary() ([]byte, error) { return c.AppendBinary(nil) }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler]. The collector must have
// been made with the measure and options of the one that was encoded.
func (c *Collector) UnmarshalBinary(b []byte) error {
	var s state
	if err := wire.Read(&s, b, collectorType, (*state).get, (*state).put); err != nil {
		return err
	}
	return c.adopt(s)
}

// stateJSON is the JSON form.
type stateJSON struct {
	Definition metrics.ID      `json:"definition"`
	Whole      tally           `json:"whole"`
	Unanswered int64           `json:"unanswered"`
	Rejects    metrics.Rejects `json:"rejected"`
	Groups     []groupJSON     `json:"groups"`
}

type groupJSON struct {
	Dimension string      `json:"dimension"`
	Crossed   string      `json:"crossed,omitzero"`
	Known     tally       `json:"known"`
	Slices    []sliceJSON `json:"slices"`
}

type sliceJSON struct {
	Value  string `json:"value"`
	With   string `json:"with,omitzero"`
	Counts tally  `json:"counts"`
}

// MarshalJSON implements [json.Marshaler].
func (c Collector) MarshalJSON() ([]byte, error) {
	s := c.state
	out := stateJSON{s.definition, s.whole, s.unanswered, s.rejects, []groupJSON{}}
	for _, g := range s.groups {
		j := groupJSON{g.names[0], g.names[1], g.known, []sliceJSON{}}
		for _, key := range g.keys() {
			j.Slices = append(j.Slices, sliceJSON{key[0], key[1], g.slices[key]})
		}
		out.Groups = append(out.Groups, j)
	}
	return wire.MarshalJSON(collectorType, out)
}

// UnmarshalJSON implements [json.Unmarshaler]. The collector must have been made with
// the measure and options of the one that was encoded.
func (c *Collector) UnmarshalJSON(b []byte) error {
	var s state
	if err := wire.ReadJSON(&s, b, collectorType, (*state).set); err != nil {
		return err
	}
	return c.adopt(s)
}

func (s *state) set(j stateJSON) error {
	*s = state{definition: j.Definition, answers: len(j.Whole), whole: j.Whole, unanswered: j.Unanswered, rejects: j.Rejects}
	for _, gj := range j.Groups {
		g := group{names: [2]string{gj.Dimension, gj.Crossed}, known: gj.Known, slices: map[[2]string]tally{}}
		for _, sj := range gj.Slices {
			key := [2]string{sj.Value, sj.With}
			if _, ok := g.slices[key]; ok {
				return fmt.Errorf("a second slice %q", key)
			}
			g.slices[key] = sj.Counts
		}
		s.groups = append(s.groups, g)
	}
	return s.check()
}
