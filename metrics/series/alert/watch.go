package alert

import (
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

// A watch is a cumulative sum over answers of a few kinds (Page 1954): each adds the
// logarithm of how much better the change explains it than the baseline does, as a
// whole number of steps, and the sum does not fall below 0.
type watch struct {
	definition metrics.ID
	direction  series.Direction
	policy     Policy
	baseline   float64 // mean answer
	walk       walk
	limit      int
	does       Performance
	estimate   func(seen []int64) metrics.Estimate

	state watchState
}

// watchState is what changes.
type watchState struct {
	sum     int
	since   time.Time // of the first record since the sum was 0
	seen    []int64   // answers since then, by kind
	records int64
	alerts  int64
	held    bool // the policy keeps it silent
	rejects metrics.Rejects
}

// add counts an answer of kind k. It takes a few nanoseconds, however many there were.
func (w *watch) add(at time.Time, k int) *Alert {
	s := &w.state
	s.records++
	if s.held {
		return nil
	}
	if s.sum == 0 {
		s.since = at.UTC()
		clear(s.seen)
	}
	s.seen[k]++
	if s.sum = max(0, s.sum+w.walk.step[k]); s.sum < w.limit {
		return nil
	}
	a := &Alert{Definition: w.definition, Direction: w.direction, At: at, Since: s.since.In(at.Location()),
		Seen: w.estimate(s.seen), Baseline: w.baseline, Every: w.does.Every}
	w.forget()
	s.alerts++
	s.held = w.policy == Hold
	return a
}

func (w *watch) forget() {
	w.state.sum, w.state.since = 0, time.Time{}
	clear(w.state.seen)
}

// Reset forgets the evidence, and ends the silence of [Hold]. Counts stay.
func (w *watch) Reset() {
	w.forget()
	w.state.held = false
}

// Performance is how often it alarms falsely and how soon it sees the change.
func (w *watch) Performance() Performance { return w.does }

// Records is how many records were counted, and how many alerts they raised.
func (w *watch) Records() (records, alerts int64) { return w.state.records, w.state.alerts }

// Evidence is how far the sum is on its way to an alert, from 0 to 1.
func (w *watch) Evidence() float64 { return float64(w.state.sum) / float64(w.limit) }

// Rejected is what was set aside.
func (w *watch) Rejected() metrics.Rejects { return w.state.rejects }

// defaultEvery is how many records lie between false alarms unless the caller says
// otherwise.
const defaultEvery = 10_000

// ErrTooAlike says that the change to be found cannot be told from the baseline.
var ErrTooAlike = errors.New("alert: the change is too small to be found")

// calibrate finds steps and limit for answers of kind k with probability before[k]
// until the change and after[k] from then on.
func (w *watch) calibrate(before, after []float64, every float64) error {
	if every == 0 {
		every = defaultEvery
	}
	if !(every >= 10 && every <= 1e9) {
		return &stat.ArgumentError{Name: "Every", Value: every, Want: "from 10 to 1e9 records"}
	}
	weights := make([]float64, len(before))
	for k := range before {
		weights[k] = math.Log(after[k] / before[k])
	}
	steps, err := stepsFor(weights, before)
	if err != nil {
		return err
	}
	w.walk = walk{steps, before}
	if w.limit, w.does.Every, err = w.walk.limitFor(every); err != nil {
		return err
	}
	w.does.Delay = walk{w.walk.step, after}.averageRunLength(w.limit)
	w.state.seen = make([]int64, len(before))
	return nil
}

// fingerprint names what the sum means, so that no state is read into another watch.
func (w *watch) fingerprint() string {
	return fmt.Sprintf("%s steps %v limit %d", w.definition, w.walk.step, w.limit)
}
