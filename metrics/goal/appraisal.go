package goal

import (
	"errors"
	"math"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

// A Reach says how the slope that a goal requires compares with what was seen.
type Reach string

// The reaches.
const (
	Below    Reach = "below"     // slower than the interval of the slope: as it goes, it is reached
	Within   Reach = "within"    // inside it
	Above    Reach = "above"     // faster than it
	FarAbove Reach = "far_above" // faster by more than the whole width of it
	Unseen   Reach = "unseen"    // there is no history to compare with
)

var reachTerms = []phrase.Term{
	{Word: string(Below), Names: text.Wording{En: "slower than what was seen", Hant: "慢於過去的進展", Hans: "慢于以往的进展"}},
	{Word: string(Within), Names: text.Wording{En: "within what was seen", Hant: "在過去的進展範圍內", Hans: "在以往的进展范围内"}},
	{Word: string(Above), Names: text.Wording{En: "faster than what was seen", Hant: "快於過去的進展", Hans: "快于以往的进展"}},
	{Word: string(FarAbove), Names: text.Wording{En: "far faster than what was seen", Hant: "遠快於過去的進展", Hans: "远快于以往的进展"}},
	{Word: string(Unseen), Names: text.Wording{En: "no history to compare with", Hant: "沒有歷史資料可以比較", Hans: "没有历史数据可供比较"}},
}

// Name is the reach as people who read tag call it.
func (r Reach) Name(tag language.Tag) string { return phrase.Name(reachTerms, string(r)).In(tag) }

// A Met says whether the baseline itself meets the target.
type Met string

// Whether the baseline meets the target.
const (
	NotMet   Met = "no"
	ValueMet Met = "value" // its value does, its interval leaves it open
	ShownMet Met = "shown" // its whole interval does
)

// An Appraisal is what can be said of a goal before work on it begins.
type Appraisal struct {
	Goal       string           `json:"goal,omitzero"`
	Now        time.Time        `json:"now"`
	Aim        metrics.Number   `json:"aim"`         // the value to reach
	Change     metrics.Number   `json:"change"`      // from the baseline to it
	Required   metrics.Number   `json:"required"`    // slope a month from Start, or from now if that is later, to Due
	History    Trend            `json:"history"`     // of the points up to Start
	Reach      Reach            `json:"reach"`       // of Required in the interval of History
	AlreadyMet Met              `json:"already_met"` // at its start
	Past       bool             `json:"past"`        // Due has passed
	Detection  Detection        `json:"detection"`   // what measurements of Goal.Sample answers show
	NextReview time.Time        `json:"next_review,omitzero"`
	Remarks    []text.Wording   `json:"remarks"` // the same in words, the gravest first
	Baseline   metrics.Estimate `json:"baseline"`
}

// Appraise says whether a goal that is valid can be reached and whether one would see
// it: the slope it requires against the slope of the history, with its interval, and
// the smallest change that measurements of the size expected can show. What cannot
// be computed, such as resources and the market, it does not judge.
//
// Points after Start are left out of the history; two of different times give a
// slope, and an interval if their variances are known. A goal whose baseline meets
// the target already, or whose time has passed, is no error, but said first. The
// error is that of [Goal.Validate], or about a point or an option that cannot be.
func (g Goal) Appraise(now time.Time, history []Point, o Options) (Appraisal, error) {
	if err := g.Validate(); err != nil {
		return Appraisal{}, err
	}
	o, err := o.filled(g)
	if err != nil {
		return Appraisal{}, err
	}
	history = until(history, g.Start)
	seen, err := trend(history, o.Confidence)
	if err := errors.Join(err, g.pointsInRange(history)); err != nil {
		return Appraisal{}, err
	}
	aim, _ := g.Aim()
	base, _ := g.Baseline.Value.Get()
	a := Appraisal{
		Goal: g.ID, Now: now, Aim: metrics.NumberOf(aim), Change: metrics.NumberOf(aim - base), Baseline: g.Baseline,
		History: seen, AlreadyMet: g.met(g.Baseline, aim), Past: !now.Before(g.Due),
		Detection: g.detection(g.sample(), o), NextReview: g.NextReview(now),
	}
	from := g.Start
	if now.After(from) {
		from = now
	}
	if left := months(g.Due.Sub(from)); left > 0 {
		a.Required = metrics.NumberOf((aim - base) / left)
	}
	a.Reach = reach(a.Required, seen, g.sign(aim))
	a.Remarks = g.remarks(a)
	return a, nil
}

// until are the points up to a time.
func until(points []Point, t time.Time) []Point {
	var out []Point
	for _, p := range points {
		if !p.At.After(t) {
			out = append(out, p)
		}
	}
	return out
}

// met compares an estimate with the target.
func (g Goal) met(e metrics.Estimate, aim float64) Met {
	sign := g.sign(aim)
	v, ok := e.Value.Get()
	worse := e.Low
	if sign < 0 {
		worse = e.High
	}
	end, bounded := worse.Get()
	switch {
	case !ok || sign*(v-aim) < 0:
		return NotMet
	case bounded && sign*(end-aim) >= 0:
		return ShownMet
	}
	return ValueMet
}

// reach places the slope required among what was seen. Both are turned so that up is
// better.
func reach(required metrics.Number, seen Trend, sign float64) Reach {
	want, ok := required.Get()
	low, isLow := seen.Low.Get()
	high, isHigh := seen.High.Get()
	if !ok || !isLow || !isHigh {
		return Unseen
	}
	want, low, high = sign*want, math.Min(sign*low, sign*high), math.Max(sign*low, sign*high)
	switch {
	case want < low:
		return Below
	case want <= high:
		return Within
	case want <= high+(high-low):
		return Above
	}
	return FarAbove
}
