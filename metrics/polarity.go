package metrics

import (
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics/internal/wire"
	"github.com/loamlib/loam/metrics/stat"
)

// polarities counts judgements, those that could not be made among them.
type polarities struct {
	counts  [feedback.Mixed + 1]int64
	rejects Rejects
}

// add counts one judgement.
func (p *polarities) add(v feedback.Polarity) {
	if int(v) >= len(p.counts) {
		p.rejects.Add(Undeclared)
		return
	}
	p.counts[v]++
}

// addCount counts n equal judgements, or nothing.
func (p *polarities) addCount(v feedback.Polarity, n int64) error {
	switch {
	case int(v) >= len(p.counts):
		return &stat.ArgumentError{Name: "polarity", Value: float64(v), Want: "a declared polarity"}
	case n < 0:
		return &stat.ArgumentError{Name: "count of " + v.String(), Value: float64(n), Want: "at least 0"}
	}
	var o polarities
	o.counts[v] = n
	return p.merge(&o)
}

// polarityOf is the polarity of an analysis; unknown if sentiment was not judged or
// there is none.
func polarityOf(a *feedback.Analysis) feedback.Polarity {
	if a == nil || a.Sentiment == nil {
		return feedback.Unknown
	}
	return a.Sentiment.Polarity
}

func (p *polarities) merge(o *polarities) error {
	sum := *p
	if err := addCounts(sum.counts[:], o.counts[:]); err != nil {
		return err
	}
	if err := sum.rejects.Merge(&o.rejects); err != nil {
		return err
	}
	*p = sum
	return nil
}

// known is how many could be judged.
func (p *polarities) known() int64 { return sumCounts(p.counts[1:]) }

// finish adds the warnings that all numbers about polarities carry.
func (p *polarities) finish(e Estimate) Estimate {
	const mostUnknown = 0.1 // beyond which the worst case moves a score by more than ten points
	unknown := p.counts[feedback.Unknown]
	if float64(unknown) > mostUnknown*float64(p.known()+unknown) {
		e.warn(IncompleteCoverage, unknown)
	}
	e.warnRejected(&p.rejects)
	return e
}

func (p *polarities) put(w *wire.Writer) {
	w.Counts(p.counts[:])
	p.rejects.put(w)
}

func (p *polarities) get(r *wire.Reader) error {
	r.Counts(p.counts[:])
	if err := p.rejects.get(r); err != nil {
		return err
	}
	return checkHeld(p.counts[:])
}

// polaritiesState is the JSON form.
type polaritiesState struct {
	Counts  map[feedback.Polarity]int64 `json:"counts"`
	Rejects Rejects                     `json:"rejected"`
}

func (p *polarities) state() polaritiesState {
	s := polaritiesState{map[feedback.Polarity]int64{}, p.rejects}
	for v, c := range p.counts {
		s.Counts[feedback.Polarity(v)] = c
	}
	return s
}

func (p *polarities) set(s polaritiesState) error {
	for v, c := range s.Counts {
		p.counts[v] = c
	}
	p.rejects = s.Rejects
	return checkHeld(p.counts[:])
}

// NegativePositiveRatio collects judgements and gives how many negative ones there
// are for each positive one:
//
//	negative / positive
//
// undefined when there is no positive one, though its lower bound is not.
// Neutral, mixed and unknown do not enter it. The interval is Wilson's of
// p = negative / (negative + positive), led through p/(1-p).
//
// This is the "negative feedback rate" that some call NRR; it has nothing to do
// with net revenue retention. Two shares that go by the same letters are given
// beside it, each with a definition of its own: [NegativePositiveRatio.Share] and
// [NegativePositiveRatio.ShareOfAll]. The zero value is ready.
type NegativePositiveRatio struct{ judged polarities }

// Add counts one judgement.
func (r *NegativePositiveRatio) Add(p feedback.Polarity) { r.judged.add(p) }

// AddAnalysis counts the sentiment of one piece of feedback; unknown if it was not
// judged.
func (r *NegativePositiveRatio) AddAnalysis(a *feedback.Analysis) { r.judged.add(polarityOf(a)) }

// AddCount counts n judgements of the same polarity.
func (r *NegativePositiveRatio) AddCount(p feedback.Polarity, n int64) error {
	return r.judged.addCount(p, n)
}

// Merge adds the judgements of o.
func (r *NegativePositiveRatio) Merge(o *NegativePositiveRatio) error {
	return r.judged.merge(&o.judged)
}

// Count is how many judgements were of this polarity.
func (r *NegativePositiveRatio) Count(p feedback.Polarity) int64 { return r.judged.count(p) }

func (p *polarities) count(v feedback.Polarity) int64 {
	if int(v) >= len(p.counts) {
		return 0
	}
	return p.counts[v]
}

// Rejected is what was set aside.
func (r *NegativePositiveRatio) Rejected() Rejects { return r.judged.rejects }

// Estimate is the ratio with its 95 % interval.
func (r *NegativePositiveRatio) Estimate() Estimate { return sure(r.EstimateAt(DefaultConfidence)) }

// EstimateAt is the ratio with an interval of another confidence.
func (r *NegativePositiveRatio) EstimateAt(confidence float64) (Estimate, error) {
	negative, positive := r.sides()
	i, err := stat.Ratio(negative, positive, confidence)
	e := estimate(IDNegativePositiveRatio, UnitRatio, float64(negative)/float64(positive), negative+positive,
		WilsonOdds, confidence, i, err)
	if negative > 0 && positive == 0 {
		e.warn(DividedByZero, 0)
	}
	e.warnIfFew(worstShare)
	return checked(r.judged.finish(e), err)
}

func (r *NegativePositiveRatio) sides() (negative, positive int64) {
	return r.judged.counts[feedback.Negative], r.judged.counts[feedback.Positive]
}

// Share is negative / (negative + positive) with its 95 % interval.
func (r *NegativePositiveRatio) Share() Estimate { return sure(r.shareAt(DefaultConfidence)) }

func (r *NegativePositiveRatio) shareAt(confidence float64) (Estimate, error) {
	negative, positive := r.sides()
	e, err := shareEstimate(IDNegativeShare, negative, negative+positive, confidence)
	return r.judged.finish(e), err
}

// ShareOfAll is negative / all that was judged, neutral and mixed included, with
// its 95 % interval.
func (r *NegativePositiveRatio) ShareOfAll() Estimate {
	negative, _ := r.sides()
	return r.judged.finish(sure(shareEstimate(IDNegativeShareOfAll, negative, r.judged.known(), DefaultConfidence)))
}

// Compare compares with another, independent group. The difference, its interval
// and its test are those of the negative shares, negative / (negative + positive):
// two ratios have no difference that is worth anything. The effect is the one
// ratio over the other.
func (r *NegativePositiveRatio) Compare(o *NegativePositiveRatio, confidence float64) (Comparison, error) {
	n1, p1 := r.sides()
	n2, p2 := o.sides()
	return compare(r.shareAt, o.shareAt, confidence, func(c *Comparison) error {
		if err := ofShares(stat.Share{X: n1, N: n1 + p1}, stat.Share{X: n2, N: n2 + p2})(c); err != nil {
			return err
		}
		odds, i, err := stat.OddsRatio(n1, p1, n2, p2, confidence)
		c.Effect = Effect{Name: OddsRatio, Value: NumberOf(odds), Low: NumberOf(i.Low), High: NumberOf(i.High)}
		return err
	})
}

// String is the estimate.
func (r NegativePositiveRatio) String() string { return r.Estimate().String() }

var ratioType = wire.Type{Name: string(IDNegativePositiveRatio), Version: 1}

func (r *NegativePositiveRatio) put(w *wire.Writer)          { r.judged.put(w) }
func (r *NegativePositiveRatio) get(d *wire.Reader) error    { return r.judged.get(d) }
func (r *NegativePositiveRatio) set(s polaritiesState) error { return r.judged.set(s) }

// AppendBinary implements [encoding.BinaryAppender].
func (r NegativePositiveRatio) AppendBinary(b []byte) ([]byte, error) {
	return wire.Append(b, ratioType, r.put), nil
}

// MarshalBinary implements [encoding.BinaryMarshaler].
func (r NegativePositiveRatio) MarshalBinary() ([]byte, error) { return r.AppendBinary(nil) }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler].
func (r *NegativePositiveRatio) UnmarshalBinary(b []byte) error {
	return wire.Read(r, b, ratioType, (*NegativePositiveRatio).get, (*NegativePositiveRatio).put)
}

// MarshalJSON implements [json.Marshaler].
func (r NegativePositiveRatio) MarshalJSON() ([]byte, error) {
	return wire.MarshalJSON(ratioType, r.judged.state())
}

// UnmarshalJSON implements [json.Unmarshaler].
func (r *NegativePositiveRatio) UnmarshalJSON(b []byte) error {
	return wire.ReadJSON(r, b, ratioType, (*NegativePositiveRatio).set)
}
