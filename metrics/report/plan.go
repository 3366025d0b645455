package report

import (
	"fmt"
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/action"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/effect"
	"github.com/loamlib/loam/metrics/goal"
	"github.com/loamlib/loam/metrics/series"
)

// A Plan is what is being done, and whether it works.
type Plan struct {
	Actions []ActionReview `json:"actions"`
	Goals   []GoalReview   `json:"goals"`
}

// An ActionReview is an improvement and how it stands. Check is how its effect is
// judged now, by the complete periods after it was done and as many before; nil while
// it is not done or if its metric was not counted.
type ActionReview struct {
	Action action.Action `json:"action"`
	State  action.State  `json:"state"`
	Check  *action.Check `json:"check,omitzero"`
}

// A GoalReview is a goal and how it stands.
type GoalReview struct {
	Goal   goal.Goal   `json:"goal"`
	Review goal.Review `json:"review"`
}

// A Benchmark is a number against the figure of others.
type Benchmark struct {
	Standing *goal.Standing `json:"standing,omitzero"`
	Says     text.Wording   `json:"says"`
}

// plan reviews the goals with the series of their metrics, and judges the actions. The
// segment of either may be any value of a facet: a region, a product.
func (b *builder) plan(r *Report) (Plan, error) {
	p := Plan{Actions: []ActionReview{}, Goals: []GoalReview{}}
	for i, a := range b.o.Actions {
		if err := a.Validate(); err != nil {
			return p, fmt.Errorf("report: Subject.Actions[%d]: %w", i, err)
		}
		review, err := b.action(a)
		if err != nil {
			return p, fmt.Errorf("report: Subject.Actions[%d]: %w", i, err)
		}
		p.Actions = append(p.Actions, review)
	}
	for i, g := range b.o.Goals {
		var e goal.Evidence
		if m, ok := b.measureOf(g.Metric, g.Segment); ok && len(b.dated) > 0 {
			s := b.series(m)
			e.Points = points(&s)
		}
		review, err := g.Review(r.Now, e, goal.Options{})
		if err != nil {
			return p, fmt.Errorf("report: Subject.Goals[%d]: %w", i, err)
		}
		p.Goals = append(p.Goals, GoalReview{g, review})
	}
	return p, nil
}

// measureOf is the measure of a metric in a segment; not ok if it was not counted there.
func (b *builder) measureOf(id metrics.ID, segment string) (measure, bool) {
	if segment != "" && segment != goal.Everyone {
		return b.sliceMeasure(id, segment)
	}
	for _, m := range b.measures() {
		if e, err := m.estimate(b.all); err == nil && e.Definition == id {
			return m, true
		}
	}
	return b.cellMeasure(id, cause.Selector{}, func(s *stretch) cell {
		c := cell{Feedback: s.feedback, Unhappy: s.unhappy, NPS: s.nps.Trinomial()}
		for topic, n := range b.cases([]*stretch{s}) {
			c.complain(b.c.topics.id(topic), n)
		}
		return c
	})
}

// sliceMeasure is the measure of a metric in the slice that has a value, in the first
// facet that has it.
func (b *builder) sliceMeasure(id metrics.ID, value string) (measure, bool) {
	for i, t := range b.c.options.Facets {
		v, ok := b.c.valueNames[i].index[value]
		if !ok || b.c.groups[i].full {
			continue
		}
		if at, ok := b.c.groups[i].slices[[2]uint32{v, 0}]; ok {
			return b.cellMeasure(id, cause.Selector{}.In(t, value), func(s *stretch) cell {
				return b.c.slices[at].over(b.numbers([]*stretch{s}))
			})
		}
	}
	return measure{}, false
}

// cellMeasure is the measure of a metric that cells know.
func (b *builder) cellMeasure(id metrics.ID, from cause.Selector, at func(*stretch) cell) (measure, bool) {
	switch id.Base() {
	case metrics.IDNPS:
		from.Scale = feedback.NPS
		return measured(from, func() *metrics.NPS { return new(metrics.NPS) }, func(s *stretch) *metrics.NPS {
			n, c := new(metrics.NPS), at(s)
			_ = n.AddClasses(c.NPS.Minus, c.NPS.Zero, c.NPS.Plus) // counts are never negative
			return n
		}, func(n *metrics.NPS) series.Reading { return series.ReadScore(n.Estimate(), n.Trinomial()) }), true
	case metrics.IDUnhappyShare:
		from.Unhappy = true
		return share(id, from, func(s *stretch) (int64, int64) { c := at(s); return c.Unhappy, c.Feedback }), true
	case metrics.IDTopicShare:
		topic, ok := b.c.topics.index[id.Detail()]
		from.Topic = feedback.Category(id.Detail())
		return share(id, from, func(s *stretch) (int64, int64) { c := at(s); return c.of(topic), c.Feedback }), ok
	}
	return measure{}, false
}

// action judges the effect of an improvement.
func (b *builder) action(a action.Action) (ActionReview, error) {
	now := b.c.options.Now
	out := ActionReview{Action: a, State: a.State(now)}
	m, ok := b.measureOf(a.Expected.Metric, a.Expected.Segment)
	if len(a.Rounds) == 0 || !ok {
		return out, nil
	}
	before, after := b.around(a.Rounds[len(a.Rounds)-1].Done)
	if len(before) == 0 || len(after) == 0 {
		return out, nil
	}
	change, err := m.compare(after, before)
	if err != nil {
		return out, err
	}
	found, err := effect.BeforeAfter(change, effect.Baseline{}, effect.Options{})
	if err != nil {
		return out, err
	}
	check, err := a.Evaluate(now, found.Result)
	out.Check = &check
	return out, err
}

// around are the complete periods after a time, and as many before it.
func (b *builder) around(done time.Time) (before, after []*stretch) {
	for _, s := range b.complete {
		switch {
		case done.IsZero():
		case !s.period.Start.Before(done):
			after = append(after, s)
		case !s.period.End.After(done):
			before = append(before, s)
		}
	}
	return before[max(0, len(before)-len(after)):], after
}

// points are the complete periods with a value, each at its end.
func points(s *series.Series) []goal.Point {
	var out []goal.Point
	if s == nil {
		return nil
	}
	for _, p := range s.Points {
		if !p.Partial && p.Estimate.Defined() {
			out = append(out, goal.PointOf(p.Period.End.Add(-time.Nanosecond), p.Estimate))
		}
	}
	return out
}

// kpiOf is the KPI of exactly this definition; nil if there is none.
func kpiOf(list []KPI, id metrics.ID) *KPI {
	for i := range list {
		if list[i].Figure.Definition == id {
			return &list[i]
		}
	}
	return nil
}

// benchmarks sets our recent numbers against those of others.
func (b *builder) benchmarks(r *Report) ([]Benchmark, error) {
	out := []Benchmark{}
	for i, other := range b.o.Benchmarks {
		k := kpiOf(r.KPIs, other.Figure.Definition)
		if k == nil {
			out = append(out, Benchmark{Says: notCounted(other)})
			continue
		}
		own := k.Figure.Estimate
		if k.Recent != nil && k.Recent.Defined() {
			own = k.Recent.Estimate
		}
		s, err := other.Compare(goal.Own{Figure: own, At: r.Now})
		if err != nil {
			return nil, fmt.Errorf("report: Subject.Benchmarks[%d]: %w", i, err)
		}
		out = append(out, Benchmark{&s, s.Text})
	}
	return out, nil
}
