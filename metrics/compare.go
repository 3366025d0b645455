package metrics

import (
	"cmp"
	"fmt"
	"math"

	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// Compare compares two independent groups by nothing but their estimates: for a
// published figure, or a metric without a Compare method of its own, such as
// retention, share of voice or the share within a target time. The methods of
// accumulators know the counts as well; where there is one, use it.
//
// The interval of the difference is built from the two intervals: with d the
// difference, (l, u) the interval of a and (v, w) that of b,
//
//	d − √((a−l)² + (w−b)²)  to  d + √((u−a)² + (b−v)²)
//
// (Newcombe 1998, method 10; Zou and Donner 2008, Statistics in Medicine 27).
// Around an adjusted Wald interval the centre of the interval stands for the
// value. An end that needs a bound which is none is none. The p-value takes the
// distance from the difference to the end that faces 0 for z standard errors, so
// that it is below 1 − confidence exactly if the interval leaves 0 out. The effect
// is Cohen's h of shares, d of scores, with standard deviations that the widths of
// the intervals imply, and the ratio of the others.
//
// The estimates must have the same definition, and the same confidence if both
// have intervals ([MismatchError]), which is a number between 0 and 1.
func Compare(a, b Estimate) (Comparison, error) {
	if a.Definition != b.Definition {
		return Comparison{}, &MismatchError{"definition", string(b.Definition), string(a.Definition)}
	}
	for _, e := range []Estimate{a, b} {
		if e.Confidence != 0 {
			if err := stat.CheckConfidence(e.Confidence); err != nil {
				return Comparison{}, err
			}
		}
	}
	if a.Confidence != b.Confidence && a.Confidence > 0 && b.Confidence > 0 {
		return Comparison{}, &MismatchError{"confidence", fmt.Sprint(b.Confidence), fmt.Sprint(a.Confidence)}
	}
	confidence := cmp.Or(a.Confidence, b.Confidence, DefaultConfidence)
	return weigh(a, b, confidence, func(c *Comparison) error {
		c.squareAndAdd()
		c.Effect = effectOf(a, b, dist.Z(confidence))
		return nil
	})
}

// squareAndAdd builds interval and p-value from the intervals of the two sides.
func (c *Comparison) squareAndAdd() {
	x, y := c.A.centre(), c.B.centre()
	d := x - y
	reach := func(first, second Number) (float64, bool) {
		f, ok1 := first.Get()
		s, ok2 := second.Get()
		return math.Hypot(f-x, s-y), ok1 && ok2
	}
	down, isLow := reach(c.A.Low, c.B.High)
	up, isHigh := reach(c.A.High, c.B.Low)
	if isLow {
		c.Low = NumberOf(d - down)
	}
	if isHigh {
		c.High = NumberOf(d + up)
	}
	if !isLow && !isHigh {
		c.warn(Warning{Code: NoInterval})
		return
	}
	c.Method = SquareAndAdd
	facing, ok := up, isHigh
	if d > 0 {
		facing, ok = down, isLow
	}
	if z := dist.Z(c.Confidence) * math.Abs(d) / facing; ok && facing > 0 {
		c.P, c.Test = NumberOf(dist.NormalTwoSided(z)), "normal test from the two intervals"
	}
}

// centre is what the interval lies around: the value, unless the method moves it.
func (e Estimate) centre() float64 {
	v, _ := e.Value.Get()
	low, isLow := e.Low.Get()
	high, isHigh := e.High.Get()
	if (e.Method == AdjustedWald || e.Method == WeightedWald) && isLow && isHigh {
		return low + (high-low)/2
	}
	return v
}

// effectOf is the effect size that two estimates give.
func effectOf(a, b Estimate, z float64) Effect {
	x, _ := a.Value.Get()
	y, _ := b.Value.Get()
	switch a.unit() {
	case UnitShare:
		return cohensH(x, y)
	case UnitPoints, UnitScore:
		return Effect{Name: CohensD, Value: NumberOf((x - y) / math.Sqrt((a.varianceOfOne(z)+b.varianceOfOne(z))/2))}
	case UnitRate, UnitCount:
		return Effect{Name: RateRatio, Value: NumberOf(x / y)}
	case UnitRatio:
		return Effect{Name: OddsRatio, Value: NumberOf(x / y)}
	case UnitSeconds:
		return Effect{Name: MeanRatio, Value: NumberOf(x / y)}
	}
	return Effect{}
}

// varianceOfOne is the variance of one answer that the width of the interval of a
// mean implies; NaN without an interval.
func (e Estimate) varianceOfOne(z float64) float64 {
	se := (e.High.Or(math.NaN()) - e.Low.Or(math.NaN())) / 2 / z
	return se * se * float64(e.N)
}

func cohensH(p, q float64) Effect {
	return Effect{Name: CohensH, Value: NumberOf(2*math.Asin(math.Sqrt(p)) - 2*math.Asin(math.Sqrt(q)))}
}

// evidence adds interval, test and effect to a comparison whose difference is
// defined. Its error says why the data give none, or is a [*stat.ArgumentError].
type evidence func(c *Comparison) error

// compare compares what two accumulators estimate.
func compare(x, y func(confidence float64) (Estimate, error), confidence float64, add evidence) (Comparison, error) {
	a, err := x(confidence)
	if err != nil {
		return Comparison{}, err
	}
	b, err := y(confidence)
	if err != nil {
		return Comparison{}, err
	}
	return weigh(a, b, confidence, add)
}

// weigh compares two estimates. It is an error if an argument was wrong; if the data
// gave no evidence, the comparison says so.
func weigh(a, b Estimate, confidence float64, add evidence) (Comparison, error) {
	c := compared(a, b, confidence)
	if !c.Difference.Defined() {
		return c, nil
	}
	err := add(&c)
	if _, ok := err.(*stat.ArgumentError); ok {
		return Comparison{}, err
	}
	if err != nil {
		c.warn(Warning{Code: NoInterval, Detail: err.Error()})
		return c, nil
	}
	c.Decide()
	return c, nil
}

// ofScores compares two scores from -100 to 100.
func ofScores(x, y stat.Trinomial) evidence {
	return func(c *Comparison) error {
		d, err := stat.ScoreDifference(x, y, c.Confidence)
		if err != nil {
			return err
		}
		c.interval(AdjustedWald, d.Interval, 100)
		c.P, c.Test = NumberOf(d.Test.P), "z test with ¾, 1½, ¾ answers added"
		c.Effect = Effect{Name: CohensD, Value: NumberOf((x.Score() - y.Score()) / math.Sqrt((x.Variance()+y.Variance())/2))}
		return nil
	}
}

// ofShares compares two shares: Newcombe's interval, and the pooled z test or, with
// an expected count below 5, Fisher's exact test.
func ofShares(x, y stat.Share) evidence {
	return func(c *Comparison) error {
		i, err := stat.Newcombe(x, y, c.Confidence)
		if err != nil {
			return err
		}
		c.interval(NewcombeScore, i, 1)
		c.P, c.Test = shareTest(x, y)
		c.Effect = cohensH(x.Value(), y.Value())
		return nil
	}
}

func shareTest(x, y stat.Share) (Number, string) {
	if !stat.ExpectedAtLeast(5, x, y) {
		if t, err := stat.FisherTest(x, y); err == nil {
			return NumberOf(t.P), "Fisher's exact test"
		}
	}
	t, err := stat.TwoShares(x, y)
	if err != nil {
		return Number{}, ""
	}
	return NumberOf(t.P), "z test of two shares"
}

// ofMeans compares two means of counted answers: Welch's t, and as effect how often
// the first group answers higher.
func ofMeans(x, y histogram) evidence {
	return func(c *Comparison) error {
		d, err := stat.Welch(x.moments(), y.moments(), c.Confidence)
		if err != nil {
			return err
		}
		c.interval(WelchT, d.Interval, 1)
		c.P, c.Test = NumberOf(d.Test.P), "Welch's t test"
		if u, err := stat.MannWhitneyCounts(x.counts, y.counts); err == nil {
			c.Effect = Effect{Name: Superiority, Value: NumberOf(u.Superiority)}
		}
		return nil
	}
}
