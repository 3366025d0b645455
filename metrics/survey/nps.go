package survey

import (
	"fmt"
	"math"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/exact"
	"github.com/loamlib/loam/metrics/internal/wire"
	"github.com/loamlib/loam/metrics/stat"
)

// NPS is the Net Promoter Score of weighted answers:
//
//	100 × Σ w s / Σ w,  s = -1 for detractors, 0 for passives, 1 for promoters
//
// Its interval is the adjusted Wald interval of [metrics.NPS] for an effective
// number of answers: Kish's (Σ w)² / Σ w², or the one that the linearised variance
// implies if that is smaller, which it is where the heavy answers are the varied
// ones. With equal weights it is the interval of metrics.NPS. It is an accumulator
// (see [metrics.Accumulator]): sums of weights are exact, so that shards and their
// order do not matter. The zero value is ready.
type NPS struct {
	counts  [3]int64 // detractors, passives, promoters
	weights [3]exact.Sum
	squares [3]exact.Sum // of the weights
	rejects metrics.Rejects
}

// The weights that are accepted: their squares are float64s too.
const (
	smallestWeight = 1e-150
	largestWeight  = 1e150
)

// Add counts an answer of 0 to 10 with a weight above 0. It rejects others: an
// answer of weight 0 stands for nobody and is left out by the caller.
func (n *NPS) Add(rating int, weight float64) {
	_ = n.AddRating(feedback.Rating{Scale: feedback.NPS, Value: float64(rating)}, weight) // counted as a reject
}

// AddRating counts an answer with a weight, or rejects it and says why.
func (n *NPS) AddRating(r feedback.Rating, weight float64) error {
	class, ok := r.Class()
	switch {
	case r.Scale != feedback.NPS:
		n.rejects.Add(metrics.WrongScale)
		return &metrics.ScaleMismatchError{Got: r.Scale, Want: feedback.NPS}
	case !ok:
		err := r.Validate()
		if e, isRating := err.(*feedback.RatingError); isRating {
			n.rejects.Add(metrics.Reason(e.Problem))
		}
		return err
	case !(weight >= smallestWeight && weight <= largestWeight):
		n.rejects.Add(metrics.BadWeight)
		return &stat.ArgumentError{Name: "weight", Value: weight, Want: "a number above 0, from 1e-150 to 1e150"}
	}
	i := class - feedback.Detractor
	n.counts[i]++
	n.weights[i].Add(weight)
	n.squares[i].Add(weight * weight)
	return nil
}

// Merge adds the answers of o.
func (n *NPS) Merge(o *NPS) error {
	if n.N() > mostAnswers-o.N() {
		return metrics.ErrTooMany
	}
	if err := n.rejects.Merge(&o.rejects); err != nil {
		return err
	}
	for i := range n.counts {
		n.counts[i] += o.counts[i]
		n.weights[i].Merge(&o.weights[i])
		n.squares[i].Merge(&o.squares[i])
	}
	return nil
}

// mostAnswers is how many answers an accumulator holds: more cannot be added one
// by one.
const mostAnswers = math.MaxInt64/2 + 1

// mostHeld is how many a state may be read with: more were added one by one.
const mostHeld = mostAnswers + mostAnswers/2

// N is the number of answers, whatever their weights.
func (n *NPS) N() int64 { return n.counts[0] + n.counts[1] + n.counts[2] }

// Rejected is what was set aside.
func (n *NPS) Rejected() metrics.Rejects { return n.rejects }

// moments are what the estimate is made of.
type moments struct {
	shares [3]float64 // of the weights
	score  float64
	v      float64 // variance of one answer
	linear float64 // linearised variance of the score
	kish   float64 // effective number of answers
}

func (n *NPS) moments() moments {
	var m moments
	var w, w2 float64
	for i := range n.weights {
		m.shares[i] = n.weights[i].Value()
		w += m.shares[i]
		w2 += n.squares[i].Value()
	}
	for i := range m.shares {
		m.shares[i] /= w
	}
	m.score = m.shares[2] - m.shares[0]
	m.v = math.Max(0, m.shares[2]+m.shares[0]-m.score*m.score)
	m.kish = w / w2 * w
	for i := range n.squares {
		d := float64(i-1) - m.score
		m.linear += n.squares[i].Value() / w / w * d * d
	}
	count := float64(n.N())
	m.linear *= count / (count - 1)
	return m
}

// effective is the number of answers of equal weight that say as much.
func (n *NPS) effective(m moments) float64 {
	count := float64(n.N())
	if implied := m.v / (m.linear * (count - 1) / count); m.v > 0 && implied < m.kish {
		return implied
	}
	return m.kish
}

// EffectiveN is Kish's effective number of answers, (Σ w)² / Σ w²; none without
// answers.
func (n *NPS) EffectiveN() metrics.Number { return metrics.NumberOf(n.moments().kish) }

// StdErr is the standard error of the score in points, by Taylor linearisation:
//
//	√(n/(n-1) Σ w² (s - score)²) / Σ w
//
// It is none below two answers, and 0 if all are of one class, which is why the
// interval does not rest on it alone.
func (n *NPS) StdErr() metrics.Number {
	return metrics.NumberOf(100 * math.Sqrt(n.moments().linear))
}

// Estimate is the score in points with its 95 % interval.
func (n *NPS) Estimate() metrics.Estimate {
	e, _ := n.EstimateAt(metrics.DefaultConfidence) // it is allowed
	return e
}

// EstimateAt is the score with an interval of another confidence.
func (n *NPS) EstimateAt(confidence float64) (metrics.Estimate, error) {
	e := metrics.NewEstimate(metrics.IDNPS, metrics.UnitPoints, n.N())
	if err := stat.CheckConfidence(confidence); err != nil {
		return e, err
	}
	if n.N() == 0 {
		return n.warned(e), nil
	}
	m := n.moments()
	effective := n.effective(m)
	i, err := stat.AdjustedWaldShares(m.shares[0], m.shares[2], effective, confidence)
	if err != nil {
		return e, err
	}
	e.Value = metrics.NumberOf(100 * m.score)
	e.Low, e.High = metrics.NumberOf(100*i.Low), metrics.NumberOf(100*i.High)
	e.Confidence, e.Method = confidence, metrics.WeightedWald
	const few, margin, worst = 30, 0.1, 1
	if needed, err := stat.SampleSize(margin, worst, confidence); err == nil && effective < few {
		e.Warnings = append(e.Warnings, metrics.Warning{Code: metrics.FewData, Count: needed,
			Detail: fmt.Sprintf("the weights leave %.1f effective answers", effective)})
	}
	return n.warned(e), nil
}

func (n *NPS) warned(e metrics.Estimate) metrics.Estimate {
	if total := n.rejects.Total(); total > 0 {
		e.Warnings = append(e.Warnings, metrics.Warning{Code: metrics.Rejected, Count: total, Detail: n.rejects.String()})
	}
	return e
}

// String is the estimate.
func (n NPS) String() string { return n.Estimate().String() }

var npsType = wire.Type{Name: "weighted_nps", Version: 1}

func (n *NPS) put(w *wire.Writer) {
	for i := range n.counts {
		w.Count(n.counts[i])
		w.Sum(&n.weights[i])
		w.Sum(&n.squares[i])
	}
	b, _ := n.rejects.MarshalJSON() // counts marshal
	w.String(string(b))
}

func (n *NPS) get(r *wire.Reader) error {
	for i := range n.counts {
		n.counts[i] = r.Count()
		n.weights[i] = r.Sum()
		n.squares[i] = r.Sum()
	}
	if err := n.rejects.UnmarshalJSON([]byte(r.String())); err != nil {
		return err
	}
	return n.check()
}

// check reports a state that no accumulator can be in.
func (n *NPS) check() error {
	var total int64
	for i, c := range n.counts {
		if c < 0 || c > mostHeld-total {
			return metrics.ErrTooMany
		}
		total += c
		w, s := n.weights[i].Value(), n.squares[i].Value()
		count := float64(c)
		if c == 0 && w == 0 && s == 0 {
			continue
		}
		const slack = 1e-9
		if kish := w / s * w; !(kish >= 1-slack && kish <= count*(1+slack)) || // else no weights have these sums
			w < count*smallestWeight*(1-slack) || w > count*largestWeight*(1+slack) {
			return fmt.Errorf("%d answers have the weight %v and the squared weight %v", c, w, s)
		}
	}
	return nil
}

// npsState is the JSON form. The sums are hexadecimal floats, which lose nothing.
type npsState struct {
	Counts  [3]int64        `json:"counts"`
	Weights [3]exact.Sum    `json:"weights"`
	Squares [3]exact.Sum    `json:"squares"`
	Rejects metrics.Rejects `json:"rejected"`
}

func (n *NPS) set(s npsState) error {
	*n = NPS{s.Counts, s.Weights, s.Squares, s.Rejects}
	return n.check()
}

// AppendBinary implements [encoding.BinaryAppender].
func (n NPS) AppendBinary(b []byte) ([]byte, error) { return wire.Append(b, npsType, n.put), nil }

// MarshalBinary implements [encoding.BinaryMarshaler].
func (n NPS) MarshalBinary() ([]byte, error) { return n.AppendBinary(nil) }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler].
func (n *NPS) UnmarshalBinary(b []byte) error {
	return wire.Read(n, b, npsType, (*NPS).get, (*NPS).put)
}

// MarshalJSON implements [json.Marshaler].
func (n NPS) MarshalJSON() ([]byte, error) {
	return wire.MarshalJSON(npsType, npsState{n.counts, n.weights, n.squares, n.rejects})
}

// UnmarshalJSON implements [json.Unmarshaler].
func (n *NPS) UnmarshalJSON(b []byte) error { return wire.ReadJSON(n, b, npsType, (*NPS).set) }
