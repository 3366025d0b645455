package report

import (
	"fmt"
	"time"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/action"
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
// it is not done, if it is about a segment or if its metric was not counted.
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

// plan reviews the goals with the series of their metrics. A goal for a metric that
// was not counted, or for a segment, which the report does not count goals of, has a
// review without a current value.
func (b *builder) plan(r *Report) (Plan, error) {
	p := Plan{Actions: []ActionReview{}, Goals: []GoalReview{}}
	for i, a := range b.o.Actions {
		review, err := b.action(a)
		if err != nil {
			return p, fmt.Errorf("report: Subject.Actions[%d]: %w", i, err)
		}
		p.Actions = append(p.Actions, review)
	}
	for i, g := range b.o.Goals {
		var e goal.Evidence
		if k := kpiOf(r.KPIs, g.Metric); k != nil && (g.Segment == goal.Everyone || g.Segment == "") {
			e.Points = points(k.Series)
		}
		review, err := g.Review(r.Now, e, goal.Options{})
		if err != nil {
			return p, fmt.Errorf("report: Subject.Goals[%d]: %w", i, err)
		}
		p.Goals = append(p.Goals, GoalReview{g, review})
	}
	return p, nil
}

// action judges the effect of an improvement.
func (b *builder) action(a action.Action) (ActionReview, error) {
	now := b.c.options.Now
	out := ActionReview{Action: a, State: a.State(now)}
	if len(a.Rounds) == 0 || a.Expected.Segment != "" && a.Expected.Segment != goal.Everyone {
		return out, nil
	}
	done := a.Rounds[len(a.Rounds)-1].Done
	var before, after []*stretch
	for _, s := range b.complete {
		switch {
		case done.IsZero():
		case !s.period.Start.Before(done):
			after = append(after, s)
		case !s.period.End.After(done):
			before = append(before, s)
		}
	}
	before = before[max(0, len(before)-len(after)):]
	for _, m := range b.measures() {
		e, err := m.estimate(after)
		if err != nil {
			return out, err
		}
		if e.Definition != a.Expected.Metric || len(after) == 0 || len(before) == 0 {
			continue
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
		if err != nil {
			return out, err
		}
		out.Check = &check
	}
	return out, nil
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
