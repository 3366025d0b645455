package control

import (
	"math"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/series"
)

// Of is the chart for the kind of a series: p, u, score, mean or individuals. Where
// the values scatter more than by chance (p of χ² below 0.2) it is one with random
// periods, with a warning, each period judged by how much the others scatter; else
// every month with many answers would be beyond its limits. Periods that are not over
// are left out, with a warning. The error is [stat.ErrNoData] if no period has a value,
// [stat.ErrTooFew] if it would need more, and that of the options. Random periods take
// time in n².
func Of(s series.Series, o Options) (Chart, error) {
	complete := s.Complete()
	c, err := of(complete, o)
	if err != nil {
		return Chart{}, err
	}
	c.Definition = s.Definition
	for i, p := range complete.Points {
		c.Points[i].Period = p.Period
	}
	if partial := len(s.Points) - len(complete.Points); partial > 0 {
		c.Warnings = append(c.Warnings, metrics.Warning{Code: PartialLeftOut, Count: int64(partial)})
	}
	return c, nil
}

func of(s series.Series, o Options) (Chart, error) {
	l, ok := lawOf(s)
	if !ok {
		return Individuals(s.Values(), o)
	}
	var values sized
	for _, p := range s.Points {
		v, _ := p.Value()
		values.add(v*p.Size, p.Size, p.Spread.Or(0))
	}
	o, err := o.check(len(values))
	if err != nil {
		return Chart{}, err
	}
	if values.baseline(-1, l, o).between > 0 {
		c, err := values.drawRandom(l, o)
		c.Warnings = append(c.Warnings, metrics.Warning{Code: Overdispersed})
		return c, err
	}
	return values.draw(l, o, l.kind)
}

// lawOf is how the values of a series scatter; false if nobody knows.
func lawOf(s series.Series) (law, bool) {
	d, _ := metrics.Lookup(s.Definition)
	switch s.Kind {
	case series.Share:
		return shares(), true
	case series.Rate:
		return rates(), true
	case series.Score:
		return answers(ScoreChart, d.Low.Or(math.Inf(-1)), d.High.Or(math.Inf(1))), true
	case series.Mean:
		low, high := scaleOf(s.Definition, d)
		return answers(MeanChart, low, high), true
	}
	return law{}, false
}

// doubtful is the p-value of χ² below which values are taken to scatter more than by
// chance. It is not 0.05, because a dozen periods show little.
const doubtful = 0.2

// scaleOf are the ends of the scale of a mean, infinite if nobody knows them.
func scaleOf(id metrics.ID, d metrics.Definition) (low, high float64) {
	if b, err := feedback.Scale(id.Detail()).Bounds(); err == nil {
		return b.Min, b.Max
	}
	return d.Low.Or(math.Inf(-1)), d.High.Or(math.Inf(1))
}
