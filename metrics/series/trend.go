package series

import (
	"math"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/stat"
)

// A Direction is which way a series goes.
type Direction string

// The directions. None is what a series shows that may as well stand still; Unknown
// is one that is too short to show anything.
const (
	Rising  Direction = "rising"
	Falling Direction = "falling"
	None    Direction = "none"
	Unknown Direction = "unknown"
)

// A TrendMethod names how a trend was found.
type TrendMethod string

// The methods.
const (
	Logistic        TrendMethod = "logistic regression, random effects"
	LogLinear       TrendMethod = "log-linear regression, random effects"
	ScoreTest       TrendMethod = "score test for trend" // where the counts are separated in time
	WeightedLine    TrendMethod = "weighted least squares, random effects"
	ByRanks         TrendMethod = "Mann-Kendall with Sen slope"
	ByRanksInSeason TrendMethod = "seasonal Mann-Kendall with Sen slope"
)

// What may be remarkable about a trend, besides the codes of package metrics.
const (
	TooFewPeriods  metrics.WarningCode = "too_few_periods" // Count would be the fewest
	Gaps           metrics.WarningCode = "gaps"            // Count periods between first and last have no value
	PartialLeftOut metrics.WarningCode = "partial_left_out"
	Overdispersed  metrics.WarningCode = "overdispersed"  // periods differ by more than chance about the line
	Autocorrelated metrics.WarningCode = "autocorrelated" // a period resembles the one before
	Seasonal       metrics.WarningCode = "seasonal"       // the season, of Count periods, was taken out
	Separated      metrics.WarningCode = "separated"      // the counts have no finite slope on their scale
	TooSmall       metrics.WarningCode = "too_small"      // there is a change, smaller than matters
)

// fewestPeriods is from how many periods on a trend is looked for.
const fewestPeriods = 4

// TrendOptions say what to look for. The zero value is recommended.
type TrendOptions struct {
	// Confidence is that of the interval, and 1 - Confidence the chance of a trend in
	// a series that has none. 0 means 0.95.
	Confidence float64
	// Season is after how many periods a season returns; 0 takes what [Step.Season]
	// says if the series has two of them and shows that it matters, 1 none.
	Season int
	// Least is the smallest change from the first period to the last that matters, in
	// the unit of the metric: 0.02 of a share, 5 points. A trend that makes less of a
	// difference is none.
	Least float64
}

// A Trend is what a series shows about where it goes.
type Trend struct {
	Definition metrics.ID     `json:"definition"`
	Unit       metrics.Unit   `json:"unit,omitzero"`
	Direction  Direction      `json:"direction"`
	From       Period         `json:"from,omitzero"` // the first period with a value that was looked at
	To         Period         `json:"to,omitzero"`   // the last
	Periods    int            `json:"periods"`       // with a value
	N          int64          `json:"n"`
	Start      metrics.Number `json:"start"` // the line in the first period
	End        metrics.Number `json:"end"`   // the line in the last
	// Slope is the change per period, on average from first to last, with Low and
	// High of its interval.
	Slope      metrics.Number `json:"slope"`
	Low        metrics.Number `json:"low"`
	High       metrics.Number `json:"high"`
	Confidence float64        `json:"confidence"`
	// Effect is, of shares and rates, the odds or rate ratio from one period to the
	// next.
	Effect metrics.Effect `json:"effect,omitzero"`
	// P is two-sided, of no trend; PAdjusted is P adjusted for Tests trends that were
	// looked for at the same time, by [AdjustTrends].
	P         metrics.Number    `json:"p"`
	PAdjusted metrics.Number    `json:"p_adjusted"`
	Tests     int               `json:"tests"`
	Method    TrendMethod       `json:"method,omitzero"`
	Warnings  []metrics.Warning `json:"warnings,omitempty"`

	least float64
	steps int // periods from From to To
}

// Trend looks for a trend with the method that fits the kind of the series, in the
// periods that are complete and have a value:
//
//	share         logistic regression on the counts ([FitShares], Random)
//	rate          log-linear regression on the counts ([FitRates], Random)
//	score, mean   least squares weighted by sampling variance ([FitWeighted], Adjusted)
//	other         Mann-Kendall with Sen's slope
//	any, if it has a season   seasonal Mann-Kendall with Sen's slope, per period
//
// The random effects are 0 where the periods differ by no more than chance. Quasi of
// [FitShares] is not used, because it sees trends of overdispersed shares that are not
// there twice as often as it says when some months have forty times the answers of
// others. Where what the line leaves over is autocorrelated, the standard error grows by
// √((1+r)/(1-r)) with r the correlation from one period to the next; of Mann-Kendall,
// by the correction of [HamedRao]. Below four periods the direction is Unknown.
// The only errors are those of the options.
//
// The package comment has how often it sees a trend that is not there.
func (s Series) Trend(o TrendOptions) (Trend, error) {
	if o.Confidence == 0 {
		o.Confidence = metrics.DefaultConfidence
	}
	if err := stat.CheckConfidence(o.Confidence); err != nil {
		return Trend{}, err
	}
	switch {
	case o.Season < 0:
		return Trend{}, &stat.ArgumentError{Name: "TrendOptions.Season", Value: float64(o.Season), Want: "at least 0"}
	case !(o.Least >= 0):
		return Trend{}, &stat.ArgumentError{Name: "TrendOptions.Least", Value: o.Least, Want: "at least 0"}
	}
	t := Trend{Definition: s.Definition, Unit: s.Unit, Direction: Unknown, Confidence: o.Confidence, Tests: 1, least: o.Least}
	s = t.look(s)
	if t.Periods < fewestPeriods {
		t.warn(TooFewPeriods, fewestPeriods)
		return t, nil
	}
	t.find(s, o)
	t.decide()
	return t, nil
}

// look takes the complete periods from the first to the last with a value.
func (t *Trend) look(s Series) Series {
	all := len(s.Points)
	s = s.Complete()
	if partial := all - len(s.Points); partial > 0 {
		t.warn(PartialLeftOut, int64(partial))
	}
	first, last := -1, -1
	for i, p := range s.Points {
		if _, ok := p.Value(); ok {
			if first < 0 {
				first = i
			}
			last = i
			t.Periods++
			t.N += p.Estimate.N
		}
	}
	if first < 0 {
		s.Points = nil
		return s
	}
	s.Points = s.Points[first : last+1]
	t.steps = len(s.Points)
	t.From, t.To = s.Points[0].Period, s.Points[last-first].Period
	if gaps := len(s.Points) - t.Periods; gaps > 0 {
		t.warn(Gaps, int64(gaps))
	}
	return s
}

// find fits the method for the kind, or by ranks what that cannot do.
func (t *Trend) find(s Series, o TrendOptions) {
	if season := s.season(o); season > 1 {
		t.seasonal(s, season)
		return
	}
	done := false
	switch s.Kind {
	case Share, Rate:
		done = t.counts(s)
	case Score, Mean:
		done = t.weighted(s)
	}
	if !done {
		t.byRanks(s)
	}
}

// decide names the direction.
func (t *Trend) decide() {
	p, ok := t.PAdjusted.Get()
	slope, sloped := t.Slope.Get()
	switch {
	case !ok:
		t.Direction = Unknown
		return
	case p >= 1-t.Confidence || !sloped || slope == 0:
		t.Direction = None
		return
	}
	t.Direction = Rising
	if slope < 0 {
		t.Direction = Falling
	}
	if change, ok := t.Change(); ok && math.Abs(change) < t.least {
		t.Direction = None
		t.warn(TooSmall, 0)
	}
}

func (t *Trend) warn(code metrics.WarningCode, count int64) {
	t.Warnings = append(t.Warnings, metrics.Warning{Code: code, Count: count})
}

// AdjustTrends adjusts trends that were looked for together, in place, so that of
// those that are shown no more than 1 - Confidence are expected to be none (the false
// discovery rate of Benjamini and Hochberg 1995), and decides anew. Trends without a
// p-value are no tests.
func AdjustTrends(trends []Trend) {
	var p []float64
	for _, t := range trends {
		if v, ok := t.P.Get(); ok {
			p = append(p, v)
		}
	}
	adjusted, err := stat.BenjaminiHochberg(p)
	if err != nil { // no p-value at all
		return
	}
	for i := range trends {
		t := &trends[i]
		if t.P.Defined() {
			t.PAdjusted, adjusted = metrics.NumberOf(adjusted[0]), adjusted[1:]
			t.Tests = len(p)
			t.Warnings = without(t.Warnings, TooSmall)
			t.decide()
		}
	}
}

// without are the warnings but those of a code.
func without(warnings []metrics.Warning, code metrics.WarningCode) []metrics.Warning {
	var out []metrics.Warning
	for _, w := range warnings {
		if w.Code != code {
			out = append(out, w)
		}
	}
	return out
}
