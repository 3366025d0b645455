package segment

import (
	"fmt"
	"math"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/stat"
)

// A Measure says which number is compared between slices. The functions that make
// one are [NPS], [Satisfaction], [Mean], [Complaints], [NegativePositive] and [Share].
//
// Whatever the metric, an answer is one of a few: detractor, passive or promoter;
// no or yes; one to five stars. So a slice is as many counts, which add up and
// subtract without error.
type Measure struct {
	definition metrics.ID
	answers    int     // how many different ones there are
	first      float64 // what the first is worth, in the unit of the metric
	step       float64 // what each next one is worth more
	of         func(f *feedback.Feedback, a *feedback.Analysis) (answer int, why metrics.Reason)
	parse      func(value float64) (answer int, why metrics.Reason)
	estimate   func(t tally, confidence float64) (metrics.Estimate, error)
	compare    func(a, b tally, confidence float64) (metrics.Comparison, error)
}

// none is the answer of feedback that was not asked or could not be judged.
const none = -1

// Definition is what the number means.
func (m Measure) Definition() metrics.ID { return m.definition }

// An accumulator is what the metrics package offers of a number that can be compared.
type accumulator[T any] interface {
	*T
	EstimateAt(confidence float64) (metrics.Estimate, error)
	Compare(o *T, confidence float64) (metrics.Comparison, error)
}

// through computes estimates and comparisons through an accumulator that load fills.
func through[T any, A accumulator[T]](m Measure, load func(t tally) (*T, error)) Measure {
	m.estimate = func(t tally, confidence float64) (metrics.Estimate, error) {
		x, err := load(t)
		if err != nil {
			return metrics.Estimate{}, err
		}
		return A(x).EstimateAt(confidence)
	}
	m.compare = func(a, b tally, confidence float64) (metrics.Comparison, error) {
		x, err := load(a)
		if err != nil {
			return metrics.Comparison{}, err
		}
		y, err := load(b)
		if err != nil {
			return metrics.Comparison{}, err
		}
		return A(x).Compare(y, confidence)
	}
	return m
}

// NPS is the Net Promoter Score of the answers on the scale nps. In rows an answer is
// a number from 0 to 10.
func NPS() Measure {
	class := func(value float64) (int, metrics.Reason) {
		r := feedback.Rating{Scale: feedback.NPS, Value: value}
		if why := problem(r); why != "" {
			return none, why
		}
		switch {
		case value <= 6:
			return 0, ""
		case value <= 8:
			return 1, ""
		}
		return 2, ""
	}
	m := Measure{
		definition: metrics.IDNPS, answers: 3, first: -100, step: 100,
		of: rated(feedback.NPS, class), parse: class,
	}
	return through(m, func(t tally) (*metrics.NPS, error) {
		n := new(metrics.NPS)
		return n, n.AddClasses(t[0], t[1], t[2])
	})
}

// Satisfaction is the share of ratings in the top boxes; the zero options are those of
// the scale csat5. In rows an answer is a rating.
func Satisfaction(o metrics.CSATOptions) (Measure, error) {
	c, err := metrics.NewCSAT(o)
	if err != nil {
		return Measure{}, err
	}
	scale := c.Options().Scale
	place, answers, err := places(scale)
	if err != nil {
		return Measure{}, err
	}
	boxes := make([]int, len(answers)) // 1 for a top box
	for i, value := range answers {
		one, err := metrics.NewCSAT(o)
		if err == nil {
			err = one.AddRating(feedback.Rating{Scale: scale, Value: value})
		}
		if err != nil {
			return Measure{}, err
		}
		boxes[i] = int(one.Satisfied())
	}
	box := func(value float64) (int, metrics.Reason) {
		i, why := place(value)
		if why != "" {
			return none, why
		}
		return boxes[i], ""
	}
	return share(c.Estimate().Definition, rated(scale, box), box), nil
}

// Mean is the mean rating on a scale, under the definition of a score:
// metrics.IDSatisfactionMean.With("csat5"), metrics.IDEase. In rows an answer is a
// rating.
func Mean(id metrics.ID, scale feedback.Scale) (Measure, error) {
	if err := metrics.CheckDefinition(id, metrics.UnitScore); err != nil {
		return Measure{}, err
	}
	if _, err := metrics.NewCSAT(metrics.CSATOptions{Scale: scale, TopBoxes: 1}); err != nil {
		return Measure{}, err
	}
	place, answers, err := places(scale)
	if err != nil {
		return Measure{}, err
	}
	m := Measure{
		definition: id, answers: len(answers), first: answers[0], step: answers[1] - answers[0],
		of: rated(scale, place), parse: place,
	}
	return through(m, func(t tally) (*mean, error) {
		c, err := metrics.NewCSAT(metrics.CSATOptions{Scale: scale, TopBoxes: 1})
		for i, n := range t {
			if n > 0 && err == nil {
				err = c.AddCount(feedback.Rating{Scale: scale, Value: answers[i]}, n)
			}
		}
		return &mean{c, id}, err
	}), nil
}

// mean has the mean of ratings where other accumulators have their headline.
type mean struct {
	ratings *metrics.CSAT
	id      metrics.ID
}

func (m *mean) EstimateAt(confidence float64) (metrics.Estimate, error) {
	e, err := m.ratings.MeanAt(confidence)
	e.Definition = m.id
	return e, err
}

func (m *mean) Compare(o *mean, confidence float64) (metrics.Comparison, error) {
	c, err := m.ratings.CompareMeans(o.ratings, confidence)
	c.A.Definition, c.B.Definition = m.id, m.id
	return c, err
}

// Complaints is the share of complaints in the feedback whose intent was judged. In
// rows an answer is 1 for a complaint and 0 for none.
func Complaints() Measure {
	m, _ := Share(metrics.IDComplaintShare, func(_ *feedback.Feedback, a *feedback.Analysis) (yes, counts bool) {
		return a.Has(feedback.Intent, feedback.Complaint), len(a.In(feedback.Intent)) > 0
	}) // a definition of the metrics package
	return m
}

// Share is a share of the caller's own: of reports whether a piece of feedback is a
// case of it, and whether it counts at all. It is called with an analysis that may be
// empty and is never nil. In rows an answer is 1 for yes and 0 for no.
func Share(id metrics.ID, of func(f *feedback.Feedback, a *feedback.Analysis) (yes, counts bool)) (Measure, error) {
	if err := metrics.CheckDefinition(id, metrics.UnitShare); err != nil {
		return Measure{}, err
	}
	return share(id, func(f *feedback.Feedback, a *feedback.Analysis) (int, metrics.Reason) {
		yes, counts := of(f, a)
		switch {
		case !counts:
			return none, ""
		case yes:
			return 1, ""
		}
		return 0, ""
	}, yesOrNo), nil
}

func share(id metrics.ID, of func(*feedback.Feedback, *feedback.Analysis) (int, metrics.Reason), parse func(float64) (int, metrics.Reason)) Measure {
	m := Measure{definition: id, answers: 2, step: 1, of: of, parse: parse}
	return through(m, func(t tally) (*metrics.Rate, error) {
		r := &metrics.Rate{Definition: id}
		return r, r.AddCounts(t[1], t[0]+t[1])
	})
}

// NegativePositive is the ratio of negative to positive feedback. Slices are compared
// by their negative shares, negative / (negative + positive), because two ratios have
// no difference that is worth anything; the effect is the one ratio over the other. In
// rows an answer is 1 for negative and 0 for positive.
func NegativePositive() Measure {
	m := Measure{
		definition: metrics.IDNegativePositiveRatio, answers: 2, step: 1, parse: yesOrNo,
		of: func(_ *feedback.Feedback, a *feedback.Analysis) (int, metrics.Reason) {
			if a.Sentiment == nil {
				return none, ""
			}
			switch a.Sentiment.Polarity {
			case feedback.Negative:
				return 1, ""
			case feedback.Positive:
				return 0, ""
			}
			return none, ""
		},
	}
	return through(m, func(t tally) (*metrics.NegativePositiveRatio, error) {
		r := new(metrics.NegativePositiveRatio)
		if err := r.AddCount(feedback.Positive, t[0]); err != nil {
			return nil, err
		}
		return r, r.AddCount(feedback.Negative, t[1])
	})
}

// places lists the answers of a scale, and finds the place of a rating among them.
func places(scale feedback.Scale) (place func(value float64) (int, metrics.Reason), answers []float64, err error) {
	b, err := scale.Bounds()
	if err != nil {
		return nil, nil, err
	}
	for i := range int(math.Round((b.Max-b.Min)/b.Step)) + 1 {
		answers = append(answers, b.Min+float64(i)*b.Step)
	}
	return func(value float64) (int, metrics.Reason) {
		if why := problem(feedback.Rating{Scale: scale, Value: value}); why != "" {
			return none, why
		}
		return int(math.Round((value - b.Min) / b.Step)), ""
	}, answers, nil
}

// rated reads the rating of the whole on a scale.
func rated(scale feedback.Scale, parse func(float64) (int, metrics.Reason)) func(*feedback.Feedback, *feedback.Analysis) (int, metrics.Reason) {
	return func(f *feedback.Feedback, _ *feedback.Analysis) (int, metrics.Reason) {
		r, ok := f.Rating(scale)
		if !ok {
			return none, ""
		}
		return parse(r.Value)
	}
}

// problem is why a rating cannot be counted; empty if it can.
func problem(r feedback.Rating) metrics.Reason {
	err := r.Validate()
	if e, ok := err.(*feedback.RatingError); ok {
		return metrics.Reason(e.Problem)
	} else if err != nil {
		return metrics.OtherReason
	}
	return ""
}

func yesOrNo(value float64) (int, metrics.Reason) {
	switch {
	case value == 0 || value == 1:
		return int(value), ""
	case math.IsNaN(value):
		return none, metrics.NotANumber
	}
	return none, metrics.OffScale
}

// check reports a measure that no function made.
func (m Measure) check() error {
	if m.compare == nil {
		return fmt.Errorf("segment: the measure is empty: make one with NPS, Satisfaction, Mean, Complaints, NegativePositive or Share")
	}
	return nil
}

// test is the p-value of no difference, and the name of its test. Shares that are the
// same in two groups are the same in all their answers, and so the permutation test is
// enough. Equal means are not equal answers: there the comparison's own test has to
// agree, which allows for unequal spread.
func (m Measure) test(a, b tally, c metrics.Comparison) (metrics.Number, string) {
	t, err := stat.PermutationCounts(a, b)
	if err != nil {
		return metrics.Number{}, ""
	}
	if m.answers == 2 {
		return metrics.NumberOf(t.P), "Fisher's exact test, twice the smaller tail"
	}
	p, ok := c.P.Get()
	if !ok {
		return metrics.NumberOf(t.P), "permutation test"
	}
	return metrics.NumberOf(math.Max(p, t.P)), "permutation test and " + c.Test + ", the larger p"
}
