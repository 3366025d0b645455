package metrics

import (
	"fmt"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics/internal/wire"
)

// CES collects answers of one version of the Customer Effort Score. The versions
// ask different questions, on different scales, with opposite good ends:
//
//	1.0  feedback.CES5  "how much effort did it take?", 1 to 5, LOW is good
//	     (Dixon, Freeman and Toman 2010)
//	2.0  feedback.CES7  "the company made it easy for me", 1 to 7, HIGH is good
//	     (Dixon, Toman and DeLisi 2013)
//
// It gives
//
//	Estimate   the mean answer as it was given, effort or ease
//	Ease       the mean with high always good: 6 − effort for version 1.0
//	EasyShare  the share who found it easy: 1 and 2 of 5, or 5 to 7 of 7
//
// The zero value counts version 2.0; [NewCES] makes either. Answers of the other
// version are rejected, and accumulators of different versions do not merge.
type CES struct {
	scale   feedback.Scale // CES5, or empty for CES7
	answers [7]int64       // version 1.0 uses five
	rejects Rejects
}

// NewCES makes an empty accumulator for feedback.CES5 or feedback.CES7.
func NewCES(scale feedback.Scale) (*CES, error) {
	switch scale {
	case feedback.CES5:
		return &CES{scale: scale}, nil
	case feedback.CES7:
		return &CES{}, nil
	}
	return nil, fmt.Errorf("metrics: %q is no Customer Effort Score, want %q or %q",
		string(scale), string(feedback.CES5), string(feedback.CES7))
}

// Scale is the scale that is counted.
func (c *CES) Scale() feedback.Scale {
	if c.scale == feedback.CES5 {
		return feedback.CES5
	}
	return feedback.CES7
}

// Add counts one answer, or rejects it as OffScale.
func (c *CES) Add(answer int) {
	if i, counts := uint(answer-1), c.counts(); i < uint(len(counts)) {
		counts[i]++
	} else {
		c.rejects.Add(OffScale)
	}
}

// counts are the answers of the version, from 1 on.
func (c *CES) counts() []int64 {
	if c.scale == feedback.CES5 {
		return c.answers[:5]
	}
	return c.answers[:]
}

// AddRating counts one answer, or rejects it and says why.
func (c *CES) AddRating(r feedback.Rating) error {
	if err := c.rejects.rating(r, c.Scale()); err != nil {
		return err
	}
	c.answers[int(r.Value)-1]++
	return nil
}

// Merge adds the answers of o, which must be of the same version.
func (c *CES) Merge(o *CES) error {
	if c.scale != o.scale {
		return &MismatchError{"scale", string(o.Scale()), string(c.Scale())}
	}
	sum := *c
	if err := addCounts(sum.answers[:], o.answers[:]); err != nil {
		return err
	}
	if err := sum.rejects.Merge(&o.rejects); err != nil {
		return err
	}
	*c = sum
	return nil
}

// N is the number of answers.
func (c *CES) N() int64 { return sumCounts(c.answers[:]) }

// Rejected is what was set aside.
func (c *CES) Rejected() Rejects { return c.rejects }

func (c *CES) histogram() histogram {
	b, _ := c.Scale().Bounds() // a named scale has bounds
	return histogram{b, c.counts()}
}

// pick is the ID for the version that is counted.
func (c *CES) pick(version1, version2 ID) ID {
	if c.scale == feedback.CES5 {
		return version1
	}
	return version2
}

// Estimate is the mean answer with its 95 % interval. The definition says whether
// it is effort or ease.
func (c *CES) Estimate() Estimate { return sure(c.EstimateAt(DefaultConfidence)) }

// EstimateAt is the mean answer with an interval of another confidence.
func (c *CES) EstimateAt(confidence float64) (Estimate, error) {
	e, err := meanEstimate(c.pick(IDEffort, IDEase), c.histogram().moments(), confidence)
	e.warnRejected(&c.rejects)
	return e, err
}

// Ease is the mean answer with high always good. The ease of one version is not
// comparable with that of the other, and their definitions differ.
func (c *CES) Ease() Estimate {
	e := c.Estimate()
	if c.scale == feedback.CES5 {
		const turn = 6
		e.Definition = IDEffortEase
		e.Value = e.Value.from(turn)
		e.Low, e.High = e.High.from(turn), e.Low.from(turn)
	}
	return e
}

// EasyShare is the share who found it easy, with its 95 % interval.
func (c *CES) EasyShare() Estimate {
	return sure(c.EasyShareAt(DefaultConfidence))
}

// EasyShareAt is the share who found it easy, with an interval of another
// confidence.
func (c *CES) EasyShareAt(confidence float64) (Estimate, error) {
	e, err := shareEstimate(c.pick(IDEffortEasyShare, IDEasyShare), c.easy(), c.N(), confidence)
	e.warnRejected(&c.rejects)
	return e, err
}

// easy is how many found it easy.
func (c *CES) easy() int64 {
	if c.scale == feedback.CES5 {
		return sumCounts(c.answers[:2])
	}
	return sumCounts(c.answers[4:])
}

// Compare compares the mean answer with that of another, independent group of the
// same version.
func (c *CES) Compare(o *CES, confidence float64) (Comparison, error) {
	if c.scale != o.scale {
		return Comparison{}, &MismatchError{"scale", string(o.Scale()), string(c.Scale())}
	}
	return compare(c.EstimateAt, o.EstimateAt, confidence, ofMeans(c.histogram(), o.histogram()))
}

// Median is the middle answer, or halfway between the two middle ones.
func (c *CES) Median() Number { return c.histogram().median() }

// Distribution lists how often each answer was given.
func (c *CES) Distribution() []AnswerCount { return c.histogram().distribution() }

// String is the estimate.
func (c CES) String() string { return c.Estimate().String() }

var cesType = wire.Type{Name: "ces", Version: 1}

func (c *CES) put(w *wire.Writer) {
	w.String(string(c.Scale()))
	w.Counts(c.counts())
	c.rejects.put(w)
}

func (c *CES) get(r *wire.Reader) error {
	fresh, err := NewCES(feedback.Scale(r.String()))
	if r.Err() != nil || err != nil {
		return err
	}
	*c = *fresh
	r.Counts(c.counts())
	if err := c.rejects.get(r); err != nil {
		return err
	}
	return checkHeld(c.answers[:])
}

// cesState is the JSON form.
type cesState struct {
	Scale   feedback.Scale `json:"scale"`
	Counts  []int64        `json:"counts"` // of the answers from 1 on
	Rejects Rejects        `json:"rejected"`
}

func (c *CES) set(s cesState) error {
	fresh, err := NewCES(s.Scale)
	if err != nil {
		return err
	}
	*c = *fresh
	if err := fill(c.counts(), s.Counts, "counts"); err != nil {
		return err
	}
	c.rejects = s.Rejects
	return checkHeld(c.answers[:])
}

// AppendBinary implements [encoding.BinaryAppender].
func (c CES) AppendBinary(b []byte) ([]byte, error) { return wire.Append(b, cesType, c.put), nil }

// MarshalBinary implements [encoding.BinaryMarshaler].
func (c CES) MarshalBinary() ([]byte, error) { return c.AppendBinary(nil) }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler].
func (c *CES) UnmarshalBinary(b []byte) error {
	return wire.Read(c, b, cesType, (*CES).get, (*CES).put)
}

// MarshalJSON implements [json.Marshaler].
func (c CES) MarshalJSON() ([]byte, error) {
	return wire.MarshalJSON(cesType, cesState{c.Scale(), c.counts(), c.rejects})
}

// UnmarshalJSON implements [json.Unmarshaler].
func (c *CES) UnmarshalJSON(b []byte) error { return wire.ReadJSON(c, b, cesType, (*CES).set) }
