package effect

import (
	"cmp"
	"fmt"
	"math"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// A Verdict says whether an action can be seen to have worked.
type Verdict string

// The verdicts.
const (
	Better        Verdict = "better"
	Worse         Verdict = "worse"
	Changed       Verdict = "changed"         // of a number that is neither better high nor low
	NoChange      Verdict = "no_change_shown" // although the sample would have shown one worth having
	CannotBeShown Verdict = "cannot_be_shown" // the sample is too small for a change worth having
)

// A Design is what a verdict rests on, the weakest first.
type Design string

// The designs.
const (
	BeforeAfterAlone        Design = "before_after"       // whatever else changed in between is in it: an association
	InterruptedSeries       Design = "interrupted_series" // the earlier trend is taken out; what happened at the same time is not
	DifferenceInDifferences Design = "difference_in_differences"
)

// Options are the particulars of an evaluation. The zero value is the recommended setup
// for numbers that loam defines.
type Options struct {
	// Definition says what the number is, and so whether high is good. A comparison
	// brings its own.
	Definition metrics.ID
	// Better is the direction of a number that loam does not define.
	Better     feedback.Direction
	Confidence float64 // of the intervals; 0 means 0.95
	Power      float64 // with which a change should be seen; 0 means 0.8
	// Relevant is the smallest change worth having, in the unit of the metric: what the
	// action was meant to bring. 0 means a small one: a fifth of the standard deviation
	// of an answer (Cohen's d of 0.2), or, of series and rows, a half of that of one
	// point.
	Relevant float64
}

func (o Options) filled() (Options, error) {
	o.Confidence = cmp.Or(o.Confidence, metrics.DefaultConfidence)
	o.Power = cmp.Or(o.Power, 0.8)
	switch {
	case !(o.Power > 0 && o.Power < 1):
		return o, fmt.Errorf("effect: Options.Power is %v, want a number above 0 and below 1", o.Power)
	case !(o.Relevant >= 0) || math.IsInf(o.Relevant, 1):
		return o, fmt.Errorf("effect: Options.Relevant is %v, want a finite number of at least 0", o.Relevant)
	}
	return o, stat.CheckConfidence(o.Confidence)
}

// better is the direction of the number.
func (o Options) better() feedback.Direction {
	if d, ok := metrics.Lookup(o.Definition); ok && d.Better != 0 {
		return d.Better
	}
	return o.Better
}

// A Part is a number with its standard error, its interval and the p-value of no effect.
// What could not be computed is none.
type Part struct {
	Value  metrics.Number `json:"value"`
	StdErr metrics.Number `json:"std_err"`
	Low    metrics.Number `json:"low"`
	High   metrics.Number `json:"high"`
	P      metrics.Number `json:"p"`
}

// A Result says whether an action worked, what that rests on, and what could have been
// seen. It marshals to JSON.
//
// Effect is what changed, in the unit of the metric, beyond what would have been without
// the action as far as the design can tell. Detectable is the smallest change that this
// sample shows with the power asked for. "No change shown" is said only where that is at
// most Relevant; otherwise the sample cannot show what was hoped for, whatever it is.
type Result struct {
	Definition metrics.ID        `json:"definition,omitzero"`
	Design     Design            `json:"design"`
	Verdict    Verdict           `json:"verdict"`
	Effect     Part              `json:"effect"`
	Method     string            `json:"method"` // of interval and p-value
	Confidence float64           `json:"confidence"`
	Power      float64           `json:"power"`
	Detectable metrics.Number    `json:"detectable"`
	Relevant   metrics.Number    `json:"relevant"`
	Warnings   []metrics.Warning `json:"warnings,omitempty"`
}

// What a person should know of an evaluation, besides the codes of package metrics.
const (
	RegressionToTheMean metrics.WarningCode = "regression_to_the_mean" // the period before was chosen because it was bad
	FewPoints           metrics.WarningCode = "few_points"             // Count points on one side; a series takes eight on each
	TrendsDiffer        metrics.WarningCode = "trends_differ"          // the groups did not move alike before the action
	NoPreTrend          metrics.WarningCode = "no_pre_trend"           // one period before the action: nobody can see whether they did
	FewUnits            metrics.WarningCode = "few_units"              // Count units in one group: less can be shown than it seems
	UnitsComeAndGo      metrics.WarningCode = "units_come_and_go"      // Count units are seen only before or only after
	OutOfOrder          metrics.WarningCode = "out_of_order"           // the points were sorted by date
	Missing             metrics.WarningCode = "missing"                // Count points have no value and were left out
)

func (r *Result) warn(code metrics.WarningCode, count int, detail string) {
	r.Warnings = append(r.Warnings, metrics.Warning{Code: code, Count: int64(count), Detail: detail})
}

// decide fills in the verdict from effect, detectable change and direction: something is
// shown if p-value and interval say so. A unit is the standard deviation of one
// observation, and share how much of it is relevant if nobody says what is.
func (r *Result) decide(o Options, unit, share float64) {
	r.Definition, r.Confidence, r.Power = o.Definition, o.Confidence, o.Power
	r.Relevant = metrics.NumberOf(o.Relevant)
	if o.Relevant == 0 {
		r.Relevant = metrics.NumberOf(share * unit)
	}
	p, ok := r.Effect.P.Get()
	value := r.Effect.Value.Or(0)
	above, below := r.Effect.Low.Or(-1) > 0 && value > 0, r.Effect.High.Or(1) < 0 && value < 0
	shown := ok && p < 1-o.Confidence && (above || below)
	switch {
	case shown && o.better() == 0:
		r.Verdict = Changed
	case shown && value*float64(o.better()) > 0:
		r.Verdict = Better
	case shown:
		r.Verdict = Worse
	case ok && r.Detectable.Or(math.Inf(1)) <= r.Relevant.Or(0):
		r.Verdict = NoChange
	default:
		r.Verdict = CannotBeShown
	}
}

// seen is the smallest change that an estimate with this standard error and this
// quantile shows with a power.
func seen(se, quantile, power float64) metrics.Number {
	return metrics.NumberOf(se * (quantile + dist.NormalQuantile(power)))
}

// part is an estimate with its t interval and test; df 0 stands for the normal
// distribution. A standard error of 0 tells nothing about the next observation, and has
// neither.
func part(value, se, df, confidence float64) Part {
	p := Part{Value: metrics.NumberOf(value), StdErr: metrics.NumberOf(se)}
	if !(se > 0) {
		return p
	}
	half := quantile(df, confidence) * se
	p.Low, p.High = metrics.NumberOf(value-half), metrics.NumberOf(value+half)
	if df == 0 {
		p.P = metrics.NumberOf(dist.NormalTwoSided(value / se))
	} else {
		p.P = metrics.NumberOf(dist.TTwoSided(value/se, df))
	}
	return p
}

// quantile is the two-sided one of Student's t, or of the normal distribution for df 0.
func quantile(df, confidence float64) float64 {
	if df == 0 {
		return dist.Z(confidence)
	}
	return -dist.TQuantile((1-confidence)/2, df)
}
