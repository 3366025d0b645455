package metrics

import (
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics/internal/wire"
	"github.com/loamlib/loam/metrics/stat"
)

// NetSentiment collects judgements and gives the surplus of positive over negative
// ones:
//
//	100 × (positive − negative) / (positive + neutral + mixed + negative)
//
// in points from -100 to 100, with the interval of [NPS]. What could not be judged
// is unknown, not neutral: it is in no denominator, [NetSentiment.Coverage] says
// how much of it there is and [NetSentiment.Bounds] how far it could move the
// score. The zero value is ready.
type NetSentiment struct{ judged polarities }

// Add counts one judgement.
func (s *NetSentiment) Add(p feedback.Polarity) { s.judged.add(p) }

// AddSentiment counts the polarity of one sentiment.
func (s *NetSentiment) AddSentiment(v feedback.Sentiment) { s.judged.add(v.Polarity) }

// AddAnalysis counts the sentiment of one piece of feedback; unknown if it was not
// judged.
func (s *NetSentiment) AddAnalysis(a *feedback.Analysis) { s.judged.add(polarityOf(a)) }

// AddCount counts n judgements of the same polarity.
func (s *NetSentiment) AddCount(p feedback.Polarity, n int64) error { return s.judged.addCount(p, n) }

// Merge adds the judgements of o.
func (s *NetSentiment) Merge(o *NetSentiment) error { return s.judged.merge(&o.judged) }

// Count is how many judgements were of this polarity.
func (s *NetSentiment) Count(p feedback.Polarity) int64 { return s.judged.count(p) }

// Rejected is what was set aside.
func (s *NetSentiment) Rejected() Rejects { return s.judged.rejects }

// Trinomial is what was judged as package stat takes it.
func (s *NetSentiment) Trinomial() stat.Trinomial {
	c := &s.judged.counts
	return stat.Trinomial{Minus: c[feedback.Negative], Zero: c[feedback.Neutral] + c[feedback.Mixed], Plus: c[feedback.Positive]}
}

// Estimate is the score with its 95 % interval.
func (s *NetSentiment) Estimate() Estimate { return sure(s.EstimateAt(DefaultConfidence)) }

// EstimateAt is the score with an interval of another confidence.
func (s *NetSentiment) EstimateAt(confidence float64) (Estimate, error) {
	t := s.Trinomial()
	i, err := t.AdjustedWald(confidence)
	e := estimate(IDNetSentiment, UnitPoints, t.Score(), s.judged.known(), AdjustedWald, confidence, i, err).scale(100)
	e.warnIfFew(worstScore)
	return checked(s.judged.finish(e), err)
}

// Compare compares the score with that of another, independent group.
func (s *NetSentiment) Compare(o *NetSentiment, confidence float64) (Comparison, error) {
	return compare(s.EstimateAt, o.EstimateAt, confidence, ofScores(s.Trinomial(), o.Trinomial()))
}

// Coverage is the share of the feedback that could be judged.
func (s *NetSentiment) Coverage() Estimate {
	known := s.judged.known()
	return sure(shareEstimate(IDCoverage, known, known+s.judged.counts[feedback.Unknown], DefaultConfidence))
}

// Bounds are the score if everything unknown were negative, and if it were
// positive; none without any feedback.
func (s *NetSentiment) Bounds() (low, high Number) {
	t, unknown := s.Trinomial(), s.judged.counts[feedback.Unknown]
	worst, best := t, t
	worst.Minus += unknown
	best.Plus += unknown
	return NumberOf(100 * worst.Score()), NumberOf(100 * best.Score())
}

// String is the estimate.
func (s NetSentiment) String() string { return s.Estimate().String() }

var netSentimentType = wire.Type{Name: string(IDNetSentiment), Version: 1}

func (s *NetSentiment) put(w *wire.Writer)          { s.judged.put(w) }
func (s *NetSentiment) get(r *wire.Reader) error    { return s.judged.get(r) }
func (s *NetSentiment) set(v polaritiesState) error { return s.judged.set(v) }

// AppendBinary implements [encoding.BinaryAppender].
func (s NetSentiment) AppendBinary(b []byte) ([]byte, error) {
	return wire.Append(b, netSentimentType, s.put), nil
}

// MarshalBinary implements [encoding.BinaryMarshaler].
func (s NetSentiment) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler].
func (s *NetSentiment) UnmarshalBinary(b []byte) error {
	return wire.Read(s, b, netSentimentType, (*NetSentiment).get, (*NetSentiment).put)
}

// MarshalJSON implements [json.Marshaler].
func (s NetSentiment) MarshalJSON() ([]byte, error) {
	return wire.MarshalJSON(netSentimentType, s.judged.state())
}

// UnmarshalJSON implements [json.Unmarshaler].
func (s *NetSentiment) UnmarshalJSON(b []byte) error {
	return wire.ReadJSON(s, b, netSentimentType, (*NetSentiment).set)
}
