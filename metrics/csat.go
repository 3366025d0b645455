package metrics

import (
	"fmt"
	"math"
	"strconv"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics/stat"
)

// CSAT collects satisfaction ratings of one scale and gives
//
//	the satisfied share   answers in the top boxes / answers   Estimate
//	the mean rating       sum of answers / answers             Mean
//
// and the whole distribution, which neither shows. The share has a Wilson
// interval; the mean a t interval, which takes the steps of the scale for equal.
//
// The zero value counts the scale csat5 with 4 and 5 as satisfied; [NewCSAT] makes
// others. Ratings on any other scale are rejected.
type CSAT struct {
	options CSATOptions
	first   int // the answer that counts[0] belongs to, or unstepped
	counts  []int64
	rejects Rejects
}

// unstepped is what first is when the answers are not consecutive whole numbers:
// nothing that Add is given lies near it.
const unstepped = math.MaxInt / 2

// CSATOptions say what is rated and what counts as satisfied. The zero value is
// the scale csat5 with the top two boxes.
type CSATOptions struct {
	Scale feedback.Scale `json:"scale"` // empty means csat5
	// TopBoxes is how many of the best answers count as satisfied. 0 means what is
	// customary: 2 of 5 or 7, the thumb up. Other scales have no custom and need a
	// choice: 2 for the 9 and 10 of csat10.
	TopBoxes int `json:"top_boxes"`
	// Handling says that the question was how a case was handled, asked after it
	// was resolved.
	Handling bool `json:"handling,omitzero"`
}

// mostSteps is how many different answers a scale may have, and mostPoints how far
// from 0 they may lie.
const (
	mostSteps  = 10_001
	mostPoints = 1e9
)

// NewCSAT makes an empty accumulator. The error says what is wrong with the scale
// or the number of boxes.
func NewCSAT(o CSATOptions) (*CSAT, error) {
	if o.Scale == "" {
		o.Scale = feedback.CSAT5
	}
	b, err := o.Scale.Bounds()
	if err != nil {
		return nil, err
	}
	if largest := math.Max(math.Abs(b.Min), math.Abs(b.Max)); largest > mostPoints {
		return nil, &stat.ArgumentError{Name: "an end of the scale", Value: largest, Want: fmt.Sprint("at most ", mostPoints)}
	}
	steps := math.Round((b.Max-b.Min)/b.Step) + 1
	if !(steps <= mostSteps) {
		return nil, &stat.ArgumentError{Name: "number of answers of the scale", Value: steps, Want: fmt.Sprintf("at most %d", mostSteps)}
	}
	if o.TopBoxes == 0 {
		if o.TopBoxes = customaryBoxes(o.Scale); o.TopBoxes == 0 {
			return nil, fmt.Errorf("metrics: CSATOptions.TopBoxes must be set for the scale %q: no cut-off is customary", string(o.Scale))
		}
	}
	if o.TopBoxes < 1 || o.TopBoxes >= int(steps) {
		return nil, &stat.ArgumentError{Name: "CSATOptions.TopBoxes", Value: float64(o.TopBoxes),
			Want: fmt.Sprintf("from 1 to %d on the scale %s", int(steps)-1, o.Scale)}
	}
	first := unstepped
	if b.Step == 1 && b.Min == math.Trunc(b.Min) {
		first = int(b.Min)
	}
	return &CSAT{options: o, first: first, counts: make([]int64, int(steps))}, nil
}

func customaryBoxes(s feedback.Scale) int {
	switch s {
	case feedback.CSAT5, feedback.CSAT7, feedback.Stars5:
		return 2
	case feedback.Thumbs:
		return 1
	}
	return 0
}

// ready makes a zero value usable.
func (c *CSAT) ready() {
	if c.counts == nil {
		*c = *c.filled()
	}
}

// filled is the accumulator itself, or what a zero value stands for, so that
// reading changes nothing.
func (c *CSAT) filled() *CSAT {
	if c.counts != nil {
		return c
	}
	return &CSAT{CSATOptions{Scale: feedback.CSAT5, TopBoxes: 2}, 1, make([]int64, 5), c.rejects}
}

// Options are what the accumulator was made with, defaults filled in.
func (c *CSAT) Options() CSATOptions { return c.filled().options }

// Add counts one rating, or rejects it. It takes about a nanosecond; ratings that
// are not whole numbers go through [CSAT.AddRating].
func (c *CSAT) Add(rating int) {
	if rating -= c.first; uint(rating) < uint(len(c.counts)) { // written so that it is inlined
		c.counts[rating]++
		return
	}
	c.addOther(rating)
}

// addOther counts the first rating of a zero value, ratings of scales with other
// steps, and rejects. The rating is given as its distance from first.
func (c *CSAT) addOther(distance int) {
	rating := distance + c.first
	c.ready()
	_ = c.AddRating(feedback.Rating{Scale: c.options.Scale, Value: float64(rating)}) // counted as a reject
}

// AddRating counts one rating, or rejects it and says why.
func (c *CSAT) AddRating(r feedback.Rating) error {
	c.ready()
	if err := c.rejects.rating(r, c.options.Scale); err != nil {
		return err
	}
	c.counts[c.histogram().index(r.Value)]++
	return nil
}

// AddCount counts n equal ratings, or rejects them as one and says why.
func (c *CSAT) AddCount(r feedback.Rating, n int64) error {
	c.ready()
	if n < 0 {
		return &stat.ArgumentError{Name: "n", Value: float64(n), Want: "at least 0"}
	}
	if err := c.rejects.rating(r, c.options.Scale); err != nil {
		return err
	}
	if n > mostAnswers-c.N() {
		return ErrTooMany
	}
	c.counts[c.histogram().index(r.Value)] += n
	return nil
}

// Merge adds the ratings of o, which must have the same scale and boxes.
func (c *CSAT) Merge(o *CSAT) error {
	c.ready()
	if err := c.same(o); err != nil {
		return err
	}
	sum, rejects := append([]int64(nil), c.counts...), c.rejects
	if o.counts != nil {
		if err := addCounts(sum, o.counts); err != nil {
			return err
		}
	}
	if err := rejects.Merge(&o.rejects); err != nil {
		return err
	}
	c.counts, c.rejects = sum, rejects
	return nil
}

// same reports in what o was counted differently.
func (c *CSAT) same(o *CSAT) error {
	if got, want := o.id(), c.id(); got != want {
		return &MismatchError{"definition", string(got), string(want)}
	}
	return nil
}

// id is the definition of the share, with scale and cut-off.
func (c *CSAT) id() ID {
	o, h := c.Options(), c.histogram()
	sign, cut := ">=", h.value(len(h.counts)-o.TopBoxes)
	if h.bounds.Direction == feedback.LowIsGood {
		sign, cut = "<=", h.value(o.TopBoxes-1)
	}
	base := IDSatisfaction
	if o.Handling {
		base = IDHandling
	}
	return base.With(string(o.Scale) + sign + strconv.FormatFloat(cut, 'g', -1, 64))
}

func (c *CSAT) meanID() ID {
	o := c.Options()
	if o.Handling {
		return IDHandlingMean.With(string(o.Scale))
	}
	return IDSatisfactionMean.With(string(o.Scale))
}

// histogram is the state; the scale was checked when it was made.
func (c *CSAT) histogram() histogram {
	c = c.filled()
	b, _ := c.options.Scale.Bounds()
	return histogram{b, c.counts}
}

// N is the number of ratings.
func (c *CSAT) N() int64 { return sumCounts(c.counts) }

// Satisfied is how many ratings lie in the top boxes.
func (c *CSAT) Satisfied() int64 {
	boxes, h := c.Options().TopBoxes, c.histogram()
	if h.bounds.Direction == feedback.LowIsGood {
		return sumCounts(h.counts[:boxes])
	}
	return sumCounts(h.counts[len(h.counts)-boxes:])
}

// Rejected is what was set aside.
func (c *CSAT) Rejected() Rejects { return c.rejects }

// Estimate is the satisfied share with its 95 % interval.
func (c *CSAT) Estimate() Estimate { return sure(c.EstimateAt(DefaultConfidence)) }

// EstimateAt is the satisfied share with an interval of another confidence.
func (c *CSAT) EstimateAt(confidence float64) (Estimate, error) {
	e, err := shareEstimate(c.id(), c.Satisfied(), c.N(), confidence)
	e.warnRejected(&c.rejects)
	return e, err
}

// Mean is the mean rating with its 95 % interval. A single rating has none.
func (c *CSAT) Mean() Estimate { return sure(c.MeanAt(DefaultConfidence)) }

// MeanAt is the mean rating with an interval of another confidence.
func (c *CSAT) MeanAt(confidence float64) (Estimate, error) {
	e, err := meanEstimate(c.meanID(), c.histogram().moments(), confidence)
	e.warnRejected(&c.rejects)
	return e, err
}

// Compare compares the satisfied share with that of another, independent group
// with the same scale and boxes.
func (c *CSAT) Compare(o *CSAT, confidence float64) (Comparison, error) {
	if err := c.same(o); err != nil {
		return Comparison{}, err
	}
	return compare(c.EstimateAt, o.EstimateAt, confidence,
		ofShares(stat.Share{X: c.Satisfied(), N: c.N()}, stat.Share{X: o.Satisfied(), N: o.N()}))
}

// CompareMeans compares the mean rating with that of another, independent group
// with the same scale and boxes.
func (c *CSAT) CompareMeans(o *CSAT, confidence float64) (Comparison, error) {
	if err := c.same(o); err != nil {
		return Comparison{}, err
	}
	return compare(c.MeanAt, o.MeanAt, confidence, ofMeans(c.histogram(), o.histogram()))
}

// Median is the middle rating, or halfway between the two middle ones.
func (c *CSAT) Median() Number { return c.histogram().median() }

// Distribution lists how often each answer of the scale was given.
func (c *CSAT) Distribution() []AnswerCount { return c.histogram().distribution() }

// String is the estimate.
func (c CSAT) String() string { return c.Estimate().String() }
