package alert

import (
	"math"
	"slices"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

// AnswersOptions say what answers are watched.
type AnswersOptions struct {
	Definition metrics.ID // such as [metrics.IDSatisfactionMean] with its scale
	// Baseline is how often each answer of the scale is given while all is well, as
	// Distribution of an accumulator lists it: at least two answers, and at least one
	// given. The remark on [ShareOptions] about few records applies.
	Baseline []metrics.AnswerCount
	// Shift is the change of the mean answer that should be found soon: below 0 to
	// watch for a fall. Smaller changes are found too, later.
	Shift  float64
	Every  float64 // at least so many records between false alarms on average; 0 means 10 000
	Policy Policy
}

// Answers watches the mean of answers, record by record. Each answer counts by how
// much likelier it is among the answers of the baseline tilted until their mean has
// shifted, which for answers of two kinds is [Share]; what is said there about order,
// groups, concurrency and the zero value holds.
type Answers struct {
	watch
	values []float64 // in order
}

// NewAnswers makes a watch. The error names the option that is wrong, or is
// [ErrTooAlike].
func NewAnswers(o AnswersOptions) (*Answers, error) {
	if o.Definition == "" {
		return nil, &metrics.DefinitionError{ID: o.Definition, Want: metrics.UnitScore}
	}
	a := &Answers{watch: watch{definition: o.Definition, direction: series.Rising, policy: o.Policy}}
	if o.Shift < 0 {
		a.direction = series.Falling
	}
	before, err := a.read(o.Baseline)
	if err != nil {
		return nil, err
	}
	for k, p := range before {
		a.baseline += p * a.values[k]
	}
	last := len(a.values) - 1
	if target := a.baseline + o.Shift; o.Shift == 0 || !(target > a.values[0] && target < a.values[last]) {
		return nil, &stat.ArgumentError{Name: "Shift", Value: o.Shift, Want: "a change that keeps the mean on the scale, and is not 0"}
	}
	a.estimate = a.meanOf
	return a, a.calibrate(before, tilt(a.values, before, a.baseline+o.Shift), o.Every)
}

// read takes over the answers and gives their probabilities. One answer is added,
// spread over the scale, so that an answer nobody has given yet is possible.
func (a *Answers) read(baseline []metrics.AnswerCount) ([]float64, error) {
	answers := slices.Clone(baseline)
	slices.SortFunc(answers, func(x, y metrics.AnswerCount) int {
		if x.Value < y.Value {
			return -1
		}
		return 1
	})
	var n float64
	for i, x := range answers {
		switch {
		case x.Count < 0:
			return nil, &stat.ArgumentError{Name: "a count of Baseline", Value: float64(x.Count), Want: "at least 0"}
		case math.IsNaN(x.Value) || math.IsInf(x.Value, 0) || i > 0 && x.Value == answers[i-1].Value:
			return nil, &stat.ArgumentError{Name: "an answer of Baseline", Value: x.Value, Want: "finite, and once"}
		}
		n += float64(x.Count)
		a.values = append(a.values, x.Value)
	}
	if n == 0 || len(answers) < 2 {
		return nil, stat.ErrNoData
	}
	p := make([]float64, len(answers))
	for i, x := range answers {
		p[i] = (float64(x.Count) + 1/float64(len(p))) / (n + 1)
	}
	return p, nil
}

// tilt multiplies probabilities by an exponential of the answer so that the mean is
// the target: of all ways to reach it the one that is least away from them.
func tilt(values, p []float64, target float64) []float64 {
	scale := values[len(values)-1] - values[0]
	tilted := func(theta float64) ([]float64, float64) {
		out := make([]float64, len(p))
		top := math.Max(theta, 0) // keeps the exponentials finite
		var sum, mean float64
		for k, v := range values {
			out[k] = p[k] * math.Exp(theta*(v-values[0])/scale-top)
			sum += out[k]
			mean += out[k] * v
		}
		for k := range out {
			out[k] /= sum
		}
		return out, mean / sum
	}
	low, high := -500.0, 500.0
	for range 200 {
		if mid := (low + high) / 2; second(tilted(mid)) < target {
			low = mid
		} else {
			high = mid
		}
	}
	out, _ := tilted(low)
	return out
}

func second(_ []float64, mean float64) float64 { return mean }

// meanOf is the mean of answers, with its interval.
func (a *Answers) meanOf(seen []int64) metrics.Estimate {
	d, _ := metrics.Lookup(a.definition)
	var n, sum, squares float64
	for k, c := range seen {
		n += float64(c)
		sum += float64(c) * a.values[k]
	}
	for k, c := range seen {
		squares += float64(c) * (a.values[k] - sum/n) * (a.values[k] - sum/n)
	}
	e := metrics.Estimate{Definition: a.definition, Unit: d.Unit, Value: metrics.NumberOf(sum / n), N: int64(n)}
	if i, err := stat.StudentT(stat.Moments{N: int64(n), Mean: sum / n, Variance: squares / (n - 1)}, metrics.DefaultConfidence); err == nil {
		e.Low, e.High = metrics.NumberOf(i.Low), metrics.NumberOf(i.High)
		e.Method, e.Confidence = metrics.StudentT, metrics.DefaultConfidence
	}
	return e
}

// Add counts an answer and returns an alert if it raises one, else nil. An answer that
// is not on the scale is rejected and counted.
func (a *Answers) Add(at time.Time, answer float64) *Alert {
	k, ok := slices.BinarySearch(a.values, answer)
	if !ok {
		a.state.rejects.Add(metrics.OffScale)
		return nil
	}
	return a.add(at, k)
}

// NPSOptions say what Net Promoter Score is watched.
type NPSOptions struct {
	Baseline *metrics.NPS // while all is well; the remark on [ShareOptions] about few records applies
	Shift    float64      // the change in points that should be found soon, below 0 to watch for a fall
	Every    float64      // at least so many answers between false alarms on average; 0 means 10 000
	Policy   Policy
}

// An NPS watches a Net Promoter Score, answer by answer, as [Answers] does a mean.
type NPS struct{ Answers }

// NewNPS makes a watch. Errors are as in [NewAnswers].
func NewNPS(o NPSOptions) (*NPS, error) {
	if o.Baseline == nil {
		return nil, stat.ErrNoData
	}
	detractors, passives, promoters := o.Baseline.Classes()
	a, err := NewAnswers(AnswersOptions{
		Definition: metrics.IDNPS, Shift: o.Shift, Every: o.Every, Policy: o.Policy,
		Baseline: []metrics.AnswerCount{{Value: -100, Count: detractors}, {Value: 0, Count: passives}, {Value: 100, Count: promoters}},
	})
	if err != nil {
		return nil, err
	}
	n := &NPS{*a}
	n.estimate = func(seen []int64) metrics.Estimate {
		var nps metrics.NPS
		_ = nps.AddClasses(seen[0], seen[1], seen[2]) // counts are not negative
		return nps.Estimate()
	}
	return n, nil
}

// Add counts an answer of 0 to 10 and returns an alert if it raises one, else nil.
// Another answer is rejected and counted.
func (n *NPS) Add(at time.Time, answer int) *Alert {
	switch {
	case answer < 0 || answer > 10:
		n.state.rejects.Add(metrics.OffScale)
		return nil
	case answer <= 6:
		return n.add(at, 0)
	case answer <= 8:
		return n.add(at, 1)
	}
	return n.add(at, 2)
}
