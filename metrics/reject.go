package metrics

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics/internal/wire"
)

// A Reason says why a value was set aside. Rejected values count nowhere but here:
// they are in no denominator.
type Reason string

// The reasons. Those of ratings are words of [feedback.RatingProblem] where it has
// one.
const (
	OtherReason    Reason = "other"
	NotANumber     Reason = Reason(feedback.NotANumber)
	OffScale       Reason = Reason(feedback.OffScale)
	BetweenSteps   Reason = Reason(feedback.BetweenSteps)
	WrongScale     Reason = "wrong_scale"    // an answer to another question
	BadWeight      Reason = "bad_weight"     // not a finite number above 0
	BadExposure    Reason = "bad_exposure"   // neither 0 nor a finite number above it
	NegativeCount  Reason = "negative_count" // a number of events below 0
	NegativeTime   Reason = "negative_time"  // a duration below 0
	EndBeforeStart Reason = "end_before_start"
	NoStart        Reason = "no_start"   // an end without a beginning
	Undeclared     Reason = "undeclared" // a value that no constant declares
	NoTime         Reason = "no_time"    // nobody knows when it was
	AfterNow       Reason = "after_now"  // dated in the future
	TooEarly       Reason = "too_early"  // dated before what is looked at
)

// reasons are all of them. Encodings know a reason by its place, so new ones go to
// the end.
var reasons = [...]Reason{
	OtherReason, NotANumber, OffScale, BetweenSteps, WrongScale, BadWeight, BadExposure,
	NegativeCount, NegativeTime, EndBeforeStart, NoStart, Undeclared,
	NoTime, AfterNow, TooEarly,
}

// Rejects counts values that were set aside, by reason. The zero value is empty.
// It marshals to a JSON object of reasons and counts.
type Rejects struct {
	counts [len(reasons)]int64
}

// Add counts one value; a reason that no constant declares as OtherReason.
func (r *Rejects) Add(why Reason) {
	r.counts[max(0, slices.Index(reasons[:], why))]++ // the first is OtherReason
}

// Count is how many values were set aside for this reason.
func (r Rejects) Count(why Reason) int64 {
	if i := slices.Index(reasons[:], why); i >= 0 {
		return r.counts[i]
	}
	return 0
}

// Total is how many values were set aside.
func (r Rejects) Total() int64 { return sumCounts(r.counts[:]) }

// All yields the reasons that occurred and their counts, in a fixed order.
func (r Rejects) All() iter.Seq2[Reason, int64] {
	return func(yield func(Reason, int64) bool) {
		for i, c := range r.counts {
			if c > 0 && !yield(reasons[i], c) {
				return
			}
		}
	}
}

// Merge adds the counts of o. It fails with [ErrTooMany], changing nothing, if a
// count would grow too large.
func (r *Rejects) Merge(o *Rejects) error {
	sum := r.counts
	if err := addCounts(sum[:], o.counts[:]); err != nil {
		return err
	}
	r.counts = sum
	return nil
}

// Equal reports whether the counts are the same.
func (r Rejects) Equal(o Rejects) bool { return r == o }

// String lists counts and reasons: "3 off_scale, 1 wrong_scale".
func (r Rejects) String() string {
	var parts []string
	for why, n := range r.All() {
		parts = append(parts, fmt.Sprintf("%d %s", n, why))
	}
	return strings.Join(parts, ", ")
}

// MarshalJSON implements [json.Marshaler].
func (r Rejects) MarshalJSON() ([]byte, error) {
	m := map[Reason]int64{}
	for why, n := range r.All() {
		m[why] = n
	}
	return json.Marshal(m)
}

// UnmarshalJSON implements [json.Unmarshaler].
func (r *Rejects) UnmarshalJSON(b []byte) error {
	var m map[Reason]int64
	if err := json.Unmarshal(b, &m); err != nil {
		return err
	}
	var out Rejects
	for why, n := range m {
		i := slices.Index(reasons[:], why)
		if i < 0 || n < 0 {
			return fmt.Errorf("metrics: %d rejected for %q is no count of a known reason", n, string(why))
		}
		out.counts[i] = n
	}
	if err := checkHeld(out.counts[:]); err != nil {
		return err
	}
	*r = out
	return nil
}

func (r *Rejects) put(w *wire.Writer) { w.Counts(r.counts[:]) }

func (r *Rejects) get(d *wire.Reader) error {
	d.Counts(r.counts[:])
	return checkHeld(r.counts[:])
}

// rating counts why a rating is no answer on the wanted scale and returns the
// error for the caller; nil if there is nothing to reject.
func (r *Rejects) rating(answer feedback.Rating, want feedback.Scale) error {
	if answer.Scale != want {
		r.Add(WrongScale)
		return &ScaleMismatchError{Got: answer.Scale, Want: want}
	}
	err := answer.Validate()
	if e, ok := err.(*feedback.RatingError); ok {
		r.Add(Reason(e.Problem))
	} else if err != nil {
		r.Add(OtherReason)
	}
	return err
}

// A ScaleMismatchError reports an answer to another question than the metric's.
type ScaleMismatchError struct {
	Got, Want feedback.Scale
}

// Error says which scale was found and which is wanted.
func (e *ScaleMismatchError) Error() string {
	return fmt.Sprintf("metrics: rating is on the scale %q, want %q", string(e.Got), string(e.Want))
}
