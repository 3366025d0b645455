package report

import (
	"fmt"
	"slices"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

// A measure is how one KPI is read from what was counted.
type measure struct {
	estimate func([]*stretch) (metrics.Estimate, error)
	compare  func(a, b []*stretch) (metrics.Comparison, error)
	reading  func(*stretch) series.Reading
	from     cause.Selector
}

// counted is a number as the metrics package counts it.
type counted[T any] interface {
	*T
	Merge(*T) error
	Estimate() metrics.Estimate
	Compare(o *T, confidence float64) (metrics.Comparison, error)
}

// measured is the KPI of an accumulator that pick takes from a stretch.
func measured[T any, A counted[T]](from cause.Selector, fresh func() *T, pick func(*stretch) *T, read func(*T) series.Reading) measure {
	sum := func(list []*stretch) (*T, error) {
		total := fresh()
		for _, s := range list {
			if err := A(total).Merge(pick(s)); err != nil {
				return nil, err
			}
		}
		return total, nil
	}
	return measure{
		from: from,
		estimate: func(list []*stretch) (metrics.Estimate, error) {
			t, err := sum(list)
			if err != nil {
				return metrics.Estimate{}, err
			}
			return A(t).Estimate(), nil
		},
		compare: func(a, b []*stretch) (metrics.Comparison, error) {
			x, err := sum(a)
			if err != nil {
				return metrics.Comparison{}, err
			}
			y, err := sum(b)
			if err != nil {
				return metrics.Comparison{}, err
			}
			return A(x).Compare(y, metrics.DefaultConfidence)
		},
		reading: func(s *stretch) series.Reading { return read(pick(s)) },
	}
}

// share is the KPI of a count among others.
func share(id metrics.ID, from cause.Selector, counts func(*stretch) (yes, all int64)) measure {
	fresh := func() *metrics.Rate { return &metrics.Rate{Definition: id} }
	return measured(from, fresh, func(s *stretch) *metrics.Rate {
		r := fresh()
		_ = r.AddCounts(counts(s)) // yes is never more than all
		return r
	}, func(r *metrics.Rate) series.Reading {
		yes, all := r.Counts()
		return series.ReadShare(r.Estimate(), yes, all)
	})
}

// measures are all KPIs that may be there, in the order of a report.
func (b *builder) measures() []measure {
	rated := func(s feedback.Scale) cause.Selector { return cause.Selector{Scale: s} }
	list := []measure{measured(rated(feedback.NPS), func() *metrics.NPS { return new(metrics.NPS) },
		func(s *stretch) *metrics.NPS { return &s.nps },
		func(n *metrics.NPS) series.Reading { return series.ReadScore(n.Estimate(), n.Trinomial()) })}
	for i, o := range satisfactionScales() {
		list = append(list, measured(rated(o.Scale), func() *metrics.CSAT { return &newStretch(series.Period{}).satisfaction[i] },
			func(s *stretch) *metrics.CSAT { return &s.satisfaction[i] },
			func(x *metrics.CSAT) series.Reading { return series.ReadShare(x.Estimate(), x.Satisfied(), x.N()) }))
	}
	for i, scale := range effortScales() {
		list = append(list, measured(rated(scale), func() *metrics.CES { return &newStretch(series.Period{}).effort[i] },
			func(s *stretch) *metrics.CES { return &s.effort[i] },
			func(x *metrics.CES) series.Reading { return series.ReadMean(x.Estimate(), x.Distribution()) }))
	}
	return append(list,
		measured(cause.Selector{Polarity: cause.Judged}, func() *metrics.NetSentiment { return new(metrics.NetSentiment) },
			func(s *stretch) *metrics.NetSentiment { return &s.mood },
			func(n *metrics.NetSentiment) series.Reading { return series.ReadScore(n.Estimate(), n.Trinomial()) }),
		share(metrics.IDUnhappyShare, cause.Selector{Unhappy: true}, func(s *stretch) (int64, int64) { return s.unhappy, s.feedback }),
		share(metrics.IDComplaintShare, cause.Selector{Intent: feedback.Complaint}, func(s *stretch) (int64, int64) { return s.complaints, s.intents }),
		b.complaintRate(),
		share(metrics.IDChurnRate, cause.Selector{}, func(s *stretch) (int64, int64) { return s.lost, s.customers }),
		share(metrics.IDSurveyResponseRate, cause.Selector{}, func(s *stretch) (int64, int64) { return s.answered, s.asked }),
		share(metrics.IDReplyRate, cause.Selector{}, func(s *stretch) (int64, int64) { return s.replied, s.due }),
	)
}

// complaintRate is complaints per order, of the periods whose orders are known.
func (b *builder) complaintRate() measure {
	fresh := func() *metrics.EventRate {
		return &metrics.EventRate{Definition: metrics.IDComplaintRate.With("orders")}
	}
	return measured(cause.Selector{Intent: feedback.Complaint}, fresh, func(s *stretch) *metrics.EventRate {
		r := fresh()
		if s.orders > 0 {
			_ = r.Add(s.complaints, float64(s.orders)) // both are in range
		}
		return r
	}, func(r *metrics.EventRate) series.Reading {
		return series.ReadRate(r.Estimate(), r.Events(), r.Exposure())
	})
}

// kpis are the numbers that there are data for. Changes of all of them are tested
// together.
func (b *builder) kpis() ([]KPI, error) {
	var out []KPI
	for _, m := range b.measures() {
		e, err := m.estimate(b.all)
		if err != nil {
			return nil, err
		}
		if e.N == 0 && !e.Defined() {
			continue
		}
		k := KPI{Figure: Figure{e, m.from}, Verdict: TooFew}
		if err := b.watch(&k, m); err != nil {
			return nil, fmt.Errorf("report: %s: %w", e.Definition, err)
		}
		out = append(out, k)
	}
	out = append(out, b.times()...)
	b.adjustKPIs(out)
	if err := b.watchAll(out); err != nil {
		return nil, err
	}
	for i := range out {
		out[i].Says = b.saysKPI(&out[i])
	}
	return out, nil
}

// watch adds what happened over time.
func (b *builder) watch(k *KPI, m measure) error {
	if len(b.dated) > 1 {
		s := b.series(m)
		k.Series = &s
	}
	if len(b.earlier) == 0 {
		return nil
	}
	e, err := m.estimate(b.recent)
	if err != nil {
		return err
	}
	from := m.from
	from.From, from.To = b.selector(b.recent).From, b.selector(b.recent).To
	k.Recent = &Figure{e, from}
	c, err := m.compare(b.recent, b.earlier)
	if err != nil {
		return err
	}
	k.Change = &c
	return nil
}

// series has a point for each period.
func (b *builder) series(m measure) series.Series {
	var out series.Series
	complete := map[*stretch]bool{}
	for _, s := range b.complete {
		complete[s] = true
	}
	for _, s := range b.dated {
		p := series.Point{Period: s.period, Partial: !complete[s], Reading: m.reading(s)}
		if len(out.Points) == 0 {
			out.Definition, out.Unit, out.Kind = p.Estimate.Definition, p.Estimate.Unit, p.Kind
		}
		out.Points = append(out.Points, p)
	}
	return out
}

// times are the median times of cases, if case events were handed in.
func (b *builder) times() []KPI {
	if !b.c.timed {
		return nil
	}
	var out []KPI
	for _, e := range []metrics.Estimate{b.c.response.Estimate(), b.c.resolution.Estimate()} {
		out = append(out, KPI{Figure: Figure{Estimate: e}, Verdict: TooFew})
	}
	return out
}

// adjustKPIs adjusts the p-values of the changes for one another, and says what each
// number does.
func (b *builder) adjustKPIs(list []KPI) {
	var changes []*metrics.Comparison
	for i := range list {
		changes = append(changes, list[i].Change)
	}
	adjusted := adjust(changes)
	for i := range list {
		k := &list[i]
		k.Adjusted = adjusted[i]
		switch p, ok := k.Adjusted.Get(); {
		case !k.Figure.Defined():
			k.Verdict = NoValue
		case k.Change == nil || !ok:
			k.Verdict = TooFew
		case p >= 1-metrics.DefaultConfidence || !k.Change.Shown:
			k.Verdict = Steady
		default:
			k.Verdict = verdict(*k.Change)
		}
	}
}

// families is how many kinds of findings lead to advice: slices worse than others,
// topics that rose, numbers that got worse. Each gets its part of the five per cent, so that a company to which
// nothing happens is given advice in no more than that.
const families = 3

// shared is an adjusted p-value when it is one of several families.
func shared(p float64) float64 { return min(1, families*p) }

// adjust is the p-values of comparisons adjusted for one another by Benjamini and
// Hochberg; none where there is none.
func adjust(list []*metrics.Comparison) []metrics.Number {
	out := make([]metrics.Number, len(list))
	var p []float64
	var at []int
	for i, c := range list {
		if c == nil {
			continue
		}
		if v, ok := c.P.Get(); ok {
			p, at = append(p, v), append(at, i)
		}
	}
	q, err := stat.BenjaminiHochberg(p)
	if err != nil {
		return out // without any p-value
	}
	for j, i := range at {
		out[i] = metrics.NumberOf(q[j])
	}
	return out
}

// verdict is what a change that the data show means.
func verdict(c metrics.Comparison) Verdict {
	d, _ := metrics.Lookup(c.A.Definition)
	better := d.Better
	if b, err := feedback.Scale(c.A.Definition.Detail()).Bounds(); err == nil && better == 0 {
		better = b.Direction
	}
	up := c.Difference.Or(0) > 0
	switch {
	case better == 0 && up:
		return Rises
	case better == 0:
		return Falls
	case up == (better == feedback.HighIsGood):
		return Better
	}
	return Worse
}

// kpi is the KPI of a definition; nil if there is none.
func kpi(list []KPI, base metrics.ID) *KPI {
	i := slices.IndexFunc(list, func(k KPI) bool { return k.Figure.Definition.Base() == base })
	if i < 0 {
		return nil
	}
	return &list[i]
}
