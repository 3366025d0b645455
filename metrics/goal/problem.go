package goal

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/phrase"
	"github.com/loamlib/loam/metrics/stat"
)

// A Criterion is one of the five demands on a goal.
type Criterion string

// The criteria.
const (
	Specific   Criterion = "specific"
	Measurable Criterion = "measurable"
	Achievable Criterion = "achievable"
	Relevant   Criterion = "relevant"
	TimeBound  Criterion = "time_bound"
)

var criterionTerms = []phrase.Term{
	{Word: string(Specific), Names: text.Wording{En: "specific", Hant: "明確具體", Hans: "明确具体"}},
	{Word: string(Measurable), Names: text.Wording{En: "measurable", Hant: "可衡量", Hans: "可衡量"}},
	{Word: string(Achievable), Names: text.Wording{En: "achievable", Hant: "可達成", Hans: "可实现"}},
	{Word: string(Relevant), Names: text.Wording{En: "relevant", Hant: "具關聯性", Hans: "相关"}},
	{Word: string(TimeBound), Names: text.Wording{En: "time-bound", Hant: "有時限", Hans: "有时限"}},
}

// Name is the criterion as people who read tag call it.
func (c Criterion) Name(tag language.Tag) string {
	return phrase.Name(criterionTerms, string(c)).In(tag)
}

// A ProblemCode says what is wrong with a goal.
type ProblemCode string

// The codes.
const (
	Missing        ProblemCode = "missing"          // the field is empty
	NoBaseline     ProblemCode = "no_baseline"      // the baseline rests on no data and has no value
	OtherMetric    ProblemCode = "other_metric"     // the baseline is of another definition
	BadMetric      ProblemCode = "bad_metric"       // the metric is not that of a number in the baseline's unit
	TwoTargets     ProblemCode = "two_targets"      // By and To, or Points and Relative
	NotRelative    ProblemCode = "not_relative"     // a relative change of a number that has none
	OffRange       ProblemCode = "off_range"        // the metric cannot have the value
	WrongDirection ProblemCode = "wrong_direction"  // the change would make it worse
	UnknownCadence ProblemCode = "unknown_cadence"  // not one of [Cadences]
	TooSeldom      ProblemCode = "too_seldom"       // not measured, or not looked at, within the time of the goal
	DueBeforeStart ProblemCode = "due_before_start" // or at the same moment
	BadSample      ProblemCode = "bad_sample"       // a negative number of answers
)

// A Problem is something that a goal lacks, or that cannot be right.
type Problem struct {
	Criterion Criterion    `json:"criterion"`
	Field     string       `json:"field"` // as JSON has it
	Code      ProblemCode  `json:"code"`
	Text      text.Wording `json:"text"` // what is wrong and what to do
	cause     error
}

// Error says which field is wrong, and how.
func (p *Problem) Error() string { return p.Field + ": " + p.Text.En }

// Unwrap is the error behind the problem, such as [metrics.ErrNotRelative].
func (p *Problem) Unwrap() error { return p.cause }

// An InvalidError says everything that is wrong with a goal.
type InvalidError struct {
	Goal     string // its ID
	Problems []*Problem
}

// Error lists the problems.
func (e *InvalidError) Error() string {
	parts := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		parts[i] = p.Error()
	}
	return fmt.Sprintf("goal: goal %q: %s", e.Goal, strings.Join(parts, "; "))
}

// Unwrap are the problems.
func (e *InvalidError) Unwrap() []error {
	out := make([]error, len(e.Problems))
	for i, p := range e.Problems {
		out[i] = p
	}
	return out
}

// Validate reports, as an [*InvalidError], everything that is missing or cannot be
// right, in the order of the letters. Whether the goal is achievable, already met or
// in the past are no errors but findings: see [Goal.Appraise].
func (g Goal) Validate() error {
	var c checker
	c.specific(g)
	c.measurable(g)
	c.need(Relevant, "relevance", g.Relevance != "")
	c.timeBound(g)
	if len(c) == 0 {
		return nil
	}
	return &InvalidError{Goal: g.ID, Problems: c}
}

// checker collects problems.
type checker []*Problem

func (c *checker) add(k Criterion, field string, code ProblemCode, cause error, args ...any) {
	w := phrase.Name(problemText, string(code))
	if code == Missing {
		w = phrase.Name(missingText, field)
	}
	*c = append(*c, &Problem{Criterion: k, Field: field, Code: code, Text: phrase.Fill(w, args...), cause: cause})
}

func (c *checker) need(k Criterion, field string, ok bool) {
	if !ok {
		c.add(k, field, Missing, nil)
	}
}

func (c *checker) specific(g Goal) {
	c.need(Specific, "metric", g.Metric != "")
	c.need(Specific, "segment", g.Segment != "")
	switch b := g.Baseline; {
	case b.Definition == "" && !b.Defined():
		c.need(Specific, "baseline", false)
	case !b.Defined() || b.N <= 0:
		c.add(Specific, "baseline", NoBaseline, stat.ErrNoData)
	case g.Metric != "" && b.Definition != g.Metric:
		c.add(Specific, "baseline", OtherMetric, nil, phrase.Same(string(b.Definition)), phrase.Same(string(g.Metric)))
	case b.Unit != "" && g.Metric != "" && metrics.CheckDefinition(g.Metric, b.Unit) != nil:
		c.add(Specific, "metric", BadMetric, metrics.CheckDefinition(g.Metric, b.Unit), phrase.Same(string(g.Metric)), phrase.Same(string(b.Unit)))
	case g.inRange("baseline", b.Value.Or(0)) != nil:
		low, high := bounds(g.Metric, g.unit())
		c.add(Specific, "baseline", OffRange, g.inRange("baseline", b.Value.Or(0)), metricName(g.Metric), phrase.Same(bound(low)), phrase.Same(bound(high)))
	}
	c.target(g)
}

// target checks what can be checked of the target: without a baseline that can be
// there is nothing to go from.
func (c *checker) target(g Goal) {
	by, to := g.Target.isSet()
	switch {
	case !by && !to:
		c.need(Specific, "target", false)
		return
	case by && to, g.Target.By.Points != 0 && g.Target.By.Relative != 0:
		c.add(Specific, "target", TwoTargets, nil)
		return
	case by && (!g.Baseline.Defined() || g.inRange("baseline", g.Baseline.Value.Or(0)) != nil):
		return
	}
	aim, err := g.Aim()
	switch {
	case errors.Is(err, metrics.ErrNotRelative):
		c.add(Specific, "target", NotRelative, err, metricName(g.Metric))
	case err != nil || math.IsInf(aim, 0):
		low, high := bounds(g.Metric, g.unit())
		c.add(Specific, "target", OffRange, err, metricName(g.Metric), phrase.Same(bound(low)), phrase.Same(bound(high)))
	case by && g.sign(aim)*(aim-g.Baseline.Value.Or(aim)) < 0:
		c.add(Specific, "target", WrongDirection, nil, metricName(g.Metric))
	}
}

// bound is an end of a range in words of all languages.
func bound(n metrics.Number) string {
	if !n.Defined() {
		return "∞"
	}
	return n.String()
}

func (c *checker) measurable(g Goal) {
	c.need(Measurable, "source", g.Source != "")
	c.cadence(g, "measured", g.Measured)
	if g.Sample < 0 {
		c.add(Measurable, "sample", BadSample, nil, g.Sample)
	}
	c.cadence(g, "reviewed", g.Reviewed)
}

func (c *checker) cadence(g Goal, field string, every Cadence) {
	switch {
	case every == "":
		c.need(Measurable, field, false)
	case !every.known():
		c.add(Measurable, field, UnknownCadence, nil, string(every), phrase.Words(cadenceTerms))
	case g.Start.Before(g.Due) && !g.Start.IsZero() && every.after(g.Start, 1).After(g.Due):
		c.add(Measurable, field, TooSeldom, nil, cadenceName(every))
	}
}

func (c *checker) timeBound(g Goal) {
	c.need(TimeBound, "start", !g.Start.IsZero())
	c.need(TimeBound, "due", !g.Due.IsZero())
	if !g.Start.IsZero() && !g.Due.IsZero() && !g.Due.After(g.Start) {
		c.add(TimeBound, "due", DueBeforeStart, nil, phrase.Date(g.Due), phrase.Date(g.Start))
	}
}

func metricName(id metrics.ID) text.Wording { return phrase.Each(id.Name) }

func cadenceName(c Cadence) text.Wording { return phrase.Name(cadenceTerms, string(c)) }
