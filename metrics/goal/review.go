package goal

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

// A Verdict is how a goal stands.
type Verdict string

// The verdicts.
const (
	NotBegun   Verdict = "not_begun"       // its start has not come
	Reached    Verdict = "reached"         // the interval of the current value lies at the target or beyond it
	OnTrack    Verdict = "on_track"        // as it goes, reaching is likelier than Options.OnTrack
	AtRisk     Verdict = "at_risk"         // as it goes, it is not
	Missed     Verdict = "missed"          // it is due, and the interval falls short of the target
	CannotShow Verdict = "cannot_be_shown" // this sample does not tell the one from the other
)

var verdictTerms = []phrase.Term{
	{Word: string(NotBegun), Names: text.Wording{En: "not yet begun", Hant: "尚未開始", Hans: "尚未开始"}},
	{Word: string(Reached), Names: text.Wording{En: "reached", Hant: "已達成", Hans: "已达成"}},
	{Word: string(OnTrack), Names: text.Wording{En: "on track", Hant: "進度正常", Hans: "进展正常"}},
	{Word: string(AtRisk), Names: text.Wording{En: "at risk", Hant: "有落後風險", Hans: "有落后风险"}},
	{Word: string(Missed), Names: text.Wording{En: "missed", Hant: "未達成", Hans: "未达成"}},
	{Word: string(CannotShow), Names: text.Wording{En: "cannot be shown with this sample", Hant: "樣本不足以判定", Hans: "样本不足以判定"}},
}

// Name is the verdict as people who read tag call it.
func (v Verdict) Name(tag language.Tag) string {
	return phrase.Name(verdictTerms, string(v)).In(tag)
}

// Evidence is what a review has to go by.
type Evidence struct {
	Current  metrics.Estimate // latest measurement of the goal's metric; if it has no definition, it is the last of Points
	Measured time.Time        // when that was; zero means at the last of Points, or now without any since the start
	Points   []Point          // all measurements in any order, from before the start and since; those after now are left out
	Outlook  *Outlook         // to the time when it is due, by another method such as [Goal.OutlookOf]; nil means that the review makes one
}

// A Review is how a goal stands at one time, and why.
type Review struct {
	Goal       string             `json:"goal,omitzero"`
	Now        time.Time          `json:"now"`
	Verdict    Verdict            `json:"verdict"`
	Aim        metrics.Number     `json:"aim"` // the value to reach
	Current    metrics.Estimate   `json:"current"`
	Measured   time.Time          `json:"measured,omitzero"` // when Current was
	Met        Met                `json:"met"`               // whether Current meets the target: its value, or the whole interval
	Change     metrics.Comparison `json:"change"`            // of Current from the baseline
	Progress   metrics.Number     `json:"progress"`          // share of the way from the baseline to the target; may be negative or above 1
	Elapsed    float64            `json:"elapsed"`           // share of the time, from 0 to 1
	Required   metrics.Number     `json:"required"`          // slope a month that it takes from here to Due
	Outlook    Outlook            `json:"outlook"`
	Detection  Detection          `json:"detection"`   // what samples of this size show
	Settles    metrics.Number     `json:"settles"`     // answers with which the interval leaves the target out if the value stays where it is
	AlreadyMet Met                `json:"already_met"` // at the start
	NextReview time.Time          `json:"next_review,omitzero"`
	Reasons    []text.Wording     `json:"reasons"`
}

// Review judges the goal as of now.
//
//	before Start    not begun
//	from Due on     reached, if the interval of the current value lies at the target or
//	                beyond it; missed, if it falls short of it; else it cannot be shown
//	in between      reached, by the same rule; on track or at risk by the probability
//	                that the level is at the target when it is due ([Outlook]); or it
//	                cannot be shown: where there is no such probability, and where
//	                samples of this size do not show a change as large as the goal
//	                ([Detection]) and the interval of the outlook holds both the target
//	                and the baseline, so that all may have changed or nothing
//
// A value above the target is not the same as one shown to be above it: Met has both.
// The error is that of [Goal.Validate], a current value of another metric, or a value,
// an outlook or an option that cannot be, such as a share of 65. Too little data are no error but a verdict.
func (g Goal) Review(now time.Time, e Evidence, o Options) (Review, error) {
	if err := g.Validate(); err != nil {
		return Review{}, err
	}
	o, err := o.filled(g)
	if err != nil {
		return Review{}, err
	}
	switch {
	case now.IsZero():
		return Review{}, errors.New("goal: the time as of which to review the goal is missing")
	case e.Measured.After(now):
		return Review{}, fmt.Errorf("goal: the current value was measured at %s, after %s, as of which the goal is reviewed", e.Measured.Format(time.RFC3339), now.Format(time.RFC3339))
	}
	points, err := sorted(until(e.Points, now))
	if err := errors.Join(err, e.Outlook.check(), g.pointsInRange(points)); err != nil {
		return Review{}, err
	}
	e = g.current(now, e, points)
	if e.Current.Definition != g.Metric {
		return Review{}, &metrics.MismatchError{What: "definition", Got: string(e.Current.Definition), Want: string(g.Metric)}
	}
	if err := g.inRange("Evidence.Current.Value", e.Current.Value.Or(g.Baseline.Value.Or(0))); err != nil {
		return Review{}, err
	}
	aim, _ := g.Aim()
	r := Review{
		Goal: g.ID, Now: now, Aim: metrics.NumberOf(aim), Current: e.Current, Measured: e.Measured,
		Met: g.met(e.Current, aim), AlreadyMet: g.met(g.Baseline, aim),
		Elapsed: g.elapsed(now), NextReview: g.NextReview(now),
		Detection: g.detection(max(e.Current.N, 0), o), Settles: settles(e.Current, aim),
	}
	if r.Change, err = g.since(e.Current); err != nil {
		return Review{}, err
	}
	base := g.Baseline.Value.Or(math.NaN())
	v := e.Current.Value.Or(math.NaN())
	r.Progress = metrics.NumberOf((v - base) / (aim - base))
	if now.Before(g.Due) {
		if !now.Before(g.Start) {
			r.Outlook = g.outlook(e, points, aim, o)
		}
		r.Required = metrics.NumberOf((aim - v) / months(g.Due.Sub(later(now, g.Start))))
	}
	r.Verdict = g.verdict(r, o)
	r.Reasons = g.reasons(r)
	return r, nil
}

// current fills in what of the evidence was left out: the latest measurement is the
// last of the points, and was made when that was. Without any since the start it is
// undefined.
func (g Goal) current(now time.Time, e Evidence, points []Point) Evidence {
	var last *Point
	if n := len(points); n > 0 && points[n-1].At.After(g.Start) {
		last = &points[n-1]
	}
	given := e.Current.Definition != ""
	switch {
	case last != nil && (e.Measured.IsZero() || !given):
		e.Measured = last.At
	case e.Measured.IsZero():
		e.Measured = now
	}
	if given {
		return e
	}
	if e.Current = metrics.NewEstimate(g.Metric, g.unit(), 0); last == nil {
		return e
	}
	e.Current = metrics.Estimate{Definition: g.Metric, Unit: g.unit(), Value: metrics.NumberOf(last.Value), N: last.N}
	if v, known := variances(points); known {
		confidence := cmp.Or(g.Baseline.Confidence, metrics.DefaultConfidence)
		reach := dist.Z(confidence) * math.Sqrt(v[len(v)-1])
		e.Current.Low, e.Current.High = metrics.NumberOf(last.Value-reach), metrics.NumberOf(last.Value+reach)
		e.Current.Confidence, e.Current.Method = confidence, metrics.NormalInterval
	}
	return e
}

// since compares the current value with the baseline, at the confidence of both.
func (g Goal) since(current metrics.Estimate) (metrics.Comparison, error) {
	base := g.Baseline
	base.Unit, current.Unit = g.unit(), g.unit()
	return metrics.Compare(current, base)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// elapsed is the share of the time that has passed.
func (g Goal) elapsed(now time.Time) float64 {
	return math.Min(math.Max(float64(now.Sub(g.Start))/float64(g.Due.Sub(g.Start)), 0), 1)
}

// settles is how many answers make the half-width of the interval as small as the
// distance from the target: N (half-width / distance)².
func settles(e metrics.Estimate, aim float64) metrics.Number {
	v, ok := e.Value.Get()
	low, isLow := e.Low.Get()
	high, isHigh := e.High.Get()
	if !ok || !isLow || !isHigh || v == aim {
		return metrics.Number{}
	}
	half := (high - low) / 2 / (v - aim)
	n := float64(e.N) * half * half
	if !(n <= mostAnswers) {
		return metrics.Number{}
	}
	return metrics.NumberOf(math.Max(1, math.Ceil(n)))
}

// verdict applies the rule of [Goal.Review].
func (g Goal) verdict(r Review, o Options) Verdict {
	aim, _ := r.Aim.Get()
	p, likely := r.Outlook.Probability.Get()
	switch {
	case r.Now.Before(g.Start):
		return NotBegun
	case r.Met == ShownMet:
		return Reached
	case !r.Now.Before(g.Due):
		if g.fallsShort(r.Current, aim) {
			return Missed
		}
		return CannotShow
	case !likely, !r.Detection.Shows && r.AlreadyMet == NotMet && r.Outlook.holds(aim) && r.Outlook.holds(g.Baseline.Value.Or(aim)):
		return CannotShow
	case p >= o.OnTrack:
		return OnTrack
	}
	return AtRisk
}

// fallsShort reports whether the whole interval lies on the wrong side of the target.
func (g Goal) fallsShort(e metrics.Estimate, aim float64) bool {
	better := e.High
	sign := g.sign(aim)
	if sign < 0 {
		better = e.Low
	}
	end, ok := better.Get()
	return ok && e.Defined() && sign*(end-aim) < 0
}
