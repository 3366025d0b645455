package survival

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/wire"
)

// Times collects durations, those of cases that are over and the ages of those
// that are not. It is an accumulator (see [metrics.Accumulator]) whose estimate is
// the Kaplan-Meier median. It keeps every duration in eight bytes; [Sketch] is the
// form for a bounded memory.
//
// The zero value is ready and counts resolution times.
type Times struct {
	// Definition says which time it is; empty means metrics.IDResolutionTime. Set
	// it before the first duration is added.
	Definition metrics.ID

	over    []time.Duration // of cases that are over
	open    []time.Duration // ages of cases that are not
	exits   int64           // of the open ones: those that ended in another way
	rejects metrics.Rejects
}

// Add counts a case that is over. A duration below 0 is rejected.
func (t *Times) Add(d time.Duration) {
	if d < 0 {
		t.rejects.Add(metrics.NegativeTime)
		return
	}
	t.over = append(t.over, d)
}

// AddOpen counts a case that is still open and has been for this long. An age
// below 0 is rejected.
func (t *Times) AddOpen(age time.Duration) {
	if age < 0 {
		t.rejects.Add(metrics.NegativeTime)
		return
	}
	t.open = append(t.open, age)
}

// AddExit counts a case that after this long ended in another way than the one
// that is timed: it was merged or withdrawn. It counts as open at that age, and a
// warning says how many there are.
func (t *Times) AddExit(after time.Duration) {
	if after >= 0 {
		t.exits++
	}
	t.AddOpen(after)
}

// Merge adds the cases of o, which must have the same definition.
func (t *Times) Merge(o *Times) error {
	if t.id() != o.id() {
		return &metrics.MismatchError{What: "definition", Got: string(o.id()), Want: string(t.id())}
	}
	rejects := t.rejects
	if err := rejects.Merge(&o.rejects); err != nil {
		return err
	}
	t.over = append(t.over, o.over...)
	t.open = append(t.open, o.open...)
	t.exits += o.exits
	t.rejects = rejects
	return nil
}

func (t *Times) id() metrics.ID {
	if t.Definition == "" {
		return metrics.IDResolutionTime
	}
	return t.Definition
}

// Counts are the cases that are over and those that are not.
func (t *Times) Counts() (over, open int64) { return int64(len(t.over)), int64(len(t.open)) }

// Rejected is what was set aside.
func (t *Times) Rejected() metrics.Rejects { return t.rejects }

// Estimate is the median with its 95 % interval, in seconds: see [Curve.Quantile].
func (t *Times) Estimate() metrics.Estimate {
	e, _ := t.Curve().Quantile(0.5, metrics.DefaultConfidence) // both arguments are allowed
	return e
}

// Within is the share of cases that are over within a target time, with its 95 %
// interval: see [Curve.Within]. For a target below 0 it has no value.
func (t *Times) Within(target time.Duration) metrics.Estimate {
	c := t.Curve()
	e, err := c.Within(target, metrics.DefaultConfidence)
	if err != nil { // the target is below 0: the confidence is allowed
		e, _ = c.estimate(c.attainment(target), metrics.UnitShare)
		e.Warnings = append(e.Warnings, metrics.Warning{Code: metrics.NoInterval, Detail: err.Error()})
	}
	return e
}

// Curve is the Kaplan-Meier curve of the cases. It sorts them: for n cases the
// time grows as n log n.
func (t *Times) Curve() *Curve {
	return newCurve(t.id(), t.spells(), t.exits, t.rejects)
}

// spells yields the distinct durations in ascending order with their cases.
func (t *Times) spells() iter.Seq[spell] {
	over, open := slices.Clone(t.over), slices.Clone(t.open)
	slices.Sort(over)
	slices.Sort(open)
	return func(yield func(spell) bool) {
		for i, j := 0, 0; i < len(over) || j < len(open); {
			s := spell{at: math.MaxInt64}
			if i < len(over) {
				s.at = over[i]
			}
			if j < len(open) {
				s.at = min(s.at, open[j])
			}
			for ; i < len(over) && over[i] == s.at; i++ {
				s.over++
			}
			for ; j < len(open) && open[j] == s.at; j++ {
				s.open++
			}
			if !yield(s) {
				return
			}
		}
	}
}

// A spell is how many cases lasted, or have lasted, exactly so long.
type spell struct {
	at         time.Duration
	over, open int64
}

// String is the estimate.
func (t Times) String() string { return t.Estimate().String() }

var timesType = wire.Type{Name: "times", Version: 1}

func (t *Times) put(w *wire.Writer) {
	w.String(string(t.id()))
	putDurations(w, t.over)
	putDurations(w, t.open)
	w.Count(t.exits)
	putRejects(w, t.rejects)
}

// putRejects writes what was set aside as its JSON, which is in normal form.
func putRejects(w *wire.Writer, r metrics.Rejects) {
	b, _ := r.MarshalJSON() // counts marshal
	w.String(string(b))
}

// putDurations writes durations in ascending order, each as its distance from the
// one before.
func putDurations(w *wire.Writer, d []time.Duration) {
	d = slices.Clone(d)
	slices.Sort(d)
	w.Count(int64(len(d)))
	var last time.Duration
	for _, v := range d {
		w.Count(int64(v - last))
		last = v
	}
}

func getDurations(r *wire.Reader) []time.Duration {
	n := r.Len(1)
	var out []time.Duration
	var last time.Duration
	for range n {
		last += time.Duration(r.Count())
		out = append(out, last)
	}
	return out
}

func (t *Times) get(r *wire.Reader) error {
	*t = Times{Definition: metrics.ID(r.Text()), over: getDurations(r), open: getDurations(r), exits: r.Count()}
	if err := t.rejects.UnmarshalJSON([]byte(r.String())); err != nil {
		return err
	}
	return t.check()
}

// check reports a state that no accumulator can be in.
func (t *Times) check() error {
	if err := metrics.CheckDefinition(t.id(), metrics.UnitSeconds); err != nil {
		return err
	}
	for _, list := range [][]time.Duration{t.over, t.open} {
		for _, d := range list {
			if d < 0 {
				return fmt.Errorf("a duration is %v", d)
			}
		}
	}
	if t.exits < 0 || t.exits > int64(len(t.open)) {
		return fmt.Errorf("%d of %d open cases ended in another way", t.exits, len(t.open))
	}
	return nil
}

// timesState is the JSON form. Durations are in nanoseconds, ascending.
type timesState struct {
	Definition metrics.ID      `json:"definition"`
	Over       []time.Duration `json:"over"`
	Open       []time.Duration `json:"open"`
	Exits      int64           `json:"exits,omitzero"`
	Rejects    metrics.Rejects `json:"rejected"`
}

func (t *Times) set(s timesState) error {
	*t = Times{s.Definition, s.Over, s.Open, s.Exits, s.Rejects}
	return t.check()
}

// AppendBinary implements [encoding.BinaryAppender].
func (t Times) AppendBinary(b []byte) ([]byte, error) {
	if err := metrics.CheckDefinition(t.id(), metrics.UnitSeconds); err != nil {
		return b, err
	}
	return wire.Append(b, timesType, t.put), nil
}

// MarshalBinary implements [encoding.BinaryMarshaler].
func (t Times) MarshalBinary() ([]byte, error) { return t.AppendBinary(nil) }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler].
func (t *Times) UnmarshalBinary(b []byte) error {
	return wire.Read(t, b, timesType, (*Times).get, (*Times).put)
}

// MarshalJSON implements [json.Marshaler].
func (t Times) MarshalJSON() ([]byte, error) {
	if err := metrics.CheckDefinition(t.id(), metrics.UnitSeconds); err != nil {
		return nil, err
	}
	s := timesState{t.id(), slices.Clone(t.over), slices.Clone(t.open), t.exits, t.rejects}
	slices.Sort(s.Over)
	slices.Sort(s.Open)
	return wire.MarshalJSON(timesType, s)
}

// UnmarshalJSON implements [json.Unmarshaler].
func (t *Times) UnmarshalJSON(b []byte) error { return wire.ReadJSON(t, b, timesType, (*Times).set) }
