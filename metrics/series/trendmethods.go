package series

import (
	"errors"
	"math"
	"slices"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// counts finds the trend of a share or rate; false if the counts have none that
// could be fitted.
func (t *Trend) counts(s Series) bool {
	c := counts{}
	var f family = binomial{}
	effect := metrics.OddsRatio
	t.Method = Logistic
	if s.Kind == Rate {
		f, effect, t.Method = poisson{}, metrics.RateRatio, LogLinear
	}
	for i, p := range s.Points {
		if v, ok := p.Value(); ok {
			c.add(i+1, math.Round(v*p.Size), p.Size)
		}
	}
	fit, err := c.fit(f)
	switch {
	case errors.Is(err, ErrNoVariation):
		t.standsStill(s)
		return true
	case errors.Is(err, ErrSeparated):
		t.separated(s, fit)
		return true
	case err != nil:
		return false
	}
	if fit.Dispersion > 1 && dist.ChiSquareTail(fit.Dispersion*float64(fit.Periods-2), float64(fit.Periods-2)) < doubtful {
		t.warn(Overdispersed, 0)
	}
	line := fit.Random
	if math.IsNaN(line.P) {
		line = fit.Quasi.withSE(math.Max(fit.Line.SE, fit.Quasi.SE), fit.Quasi.DF)
	}
	line = t.widen(line, s.residuals(func(period float64, p Point) (mean, variance float64) {
		mean = f.mean(line.Intercept + line.Slope*period)
		v := f.variance(mean)
		return mean, v/p.Size + v*v*fit.Tau2 // for these links v is also by how much the mean moves
	}))
	t.curve(line, fit.mid, len(s.Points), f)
	i, _ := line.Interval(t.Confidence) // which was checked
	t.Effect = metrics.Effect{Name: effect, Value: metrics.NumberOf(math.Exp(line.Slope)), Low: metrics.NumberOf(math.Exp(i.Low)), High: metrics.NumberOf(math.Exp(i.High))}
	return true
}

// curve takes over a line on the scale of a family. The slope is that of the chord from
// the first period to the last; its interval is that of lines which agree at the
// middle of the counts, where level and slope are uncorrelated.
func (t *Trend) curve(line LineFit, mid float64, periods int, f family) {
	level, first, last := line.Intercept+line.Slope*mid, 1-mid, float64(periods)-mid
	chord := func(slope float64) metrics.Number {
		return metrics.NumberOf((f.mean(level+slope*last) - f.mean(level+slope*first)) / (last - first))
	}
	i, _ := line.Interval(t.Confidence) // which was checked
	t.Slope, t.Low, t.High = chord(line.Slope), chord(i.Low), chord(i.High)
	t.Start, t.End = metrics.NumberOf(f.mean(level+line.Slope*first)), metrics.NumberOf(f.mean(level+line.Slope*last))
	t.test(line.P)
}

// doubtful is the p-value below which scatter is said to be more than sampling. It is
// not 0.05: with a dozen periods that test sees little.
const doubtful = 0.1

// weighted finds the trend of scores or means; false if they have no variances.
func (t *Trend) weighted(s Series) bool {
	fit, err := FitWeighted(s.Values(), s.variances())
	if err != nil {
		return false
	}
	t.Method = WeightedLine
	if fit.QEP < doubtful {
		t.warn(Overdispersed, 0)
	}
	line := fit.Adjusted
	t.line(t.widen(line, s.residuals(func(period float64, p Point) (mean, variance float64) {
		return line.Intercept + line.Slope*period, p.Variance.Or(math.NaN()) + fit.Tau2
	})), s)
	return true
}

func (s Series) variances() []float64 {
	out := make([]float64, len(s.Points))
	for i, p := range s.Points {
		out[i] = p.Variance.Or(math.NaN())
	}
	return out
}

// line takes over a straight line.
func (t *Trend) line(l LineFit, s Series) {
	i, _ := l.Interval(t.Confidence) // which was checked
	t.Slope, t.Low, t.High = metrics.NumberOf(l.Slope), metrics.NumberOf(i.Low), metrics.NumberOf(i.High)
	t.ends(l.Intercept, l.Slope, len(s.Points))
	t.test(l.P)
}

// ends are the line in the first and last of some periods, within what the metric can
// be.
func (t *Trend) ends(intercept, slope float64, periods int) {
	d, _ := metrics.Lookup(t.Definition)
	at := func(period int) metrics.Number {
		v := intercept + slope*float64(period)
		return metrics.NumberOf(min(max(v, d.Low.Or(v)), d.High.Or(v)))
	}
	t.Start, t.End = at(1), at(periods)
}

func (t *Trend) test(p float64) {
	t.P, t.PAdjusted = metrics.NumberOf(p), metrics.NumberOf(p)
}

// byRanks finds the trend of any values.
func (t *Trend) byRanks(s Series) {
	values := s.Values()
	m, err := MannKendall(values)
	line, errLine := Sen(values, t.Confidence)
	if err != nil || errLine != nil { // values are finite and at least four
		return
	}
	t.Method = ByRanks
	rest := make([]float64, len(values))
	for i, v := range values {
		rest[i] = v - line.Intercept - line.Slope*float64(i+1)
	}
	if r, found := persistence(rest); found {
		m.inflate((1 + r) / (1 - r))
		line.widen(values, m.Variance, t.Confidence)
		t.warn(Autocorrelated, 0)
	}
	t.Slope, t.Low, t.High = metrics.NumberOf(line.Slope), line.Low, line.High
	t.ends(line.Intercept, line.Slope, len(values))
	t.test(m.BestP())
	if m.Variance == 0 {
		t.warn(metrics.NoVariation, 0)
	}
}

// standsStill is the trend of counts that are all none or all all.
func (t *Trend) standsStill(s Series) {
	t.warn(metrics.NoVariation, 0)
	t.Slope = metrics.NumberOf(0)
	t.Start, t.End = s.Points[0].Estimate.Value, s.Points[len(s.Points)-1].Estimate.Value
	t.test(1)
}

// separated is the trend of counts without a slope on their scale: its evidence is
// the score test, its slope a weighted line of the values.
func (t *Trend) separated(s Series, fit CountFit) {
	t.Method = ScoreTest
	t.warn(Separated, 0)
	if line, err := FitWeighted(s.Values(), s.variances()); err == nil {
		t.line(line.Fixed, s)
	}
	t.test(fit.ScoreP)
}

// residuals are what a line leaves over of the values, in standard deviations of the
// value; NaN where there is none.
func (s Series) residuals(line func(period float64, p Point) (mean, variance float64)) []float64 {
	out := s.Values()
	for i, p := range s.Points {
		mean, variance := line(float64(i+1), p)
		out[i] = (out[i] - mean) / math.Sqrt(variance)
	}
	return out
}

// widen makes room for residuals that are autocorrelated.
func (t *Trend) widen(l LineFit, residuals []float64) LineFit {
	r, found := persistence(residuals)
	if !found {
		return l
	}
	t.warn(Autocorrelated, 0)
	return l.withSE(l.SE*math.Sqrt((1+r)/(1-r)), l.DF)
}

// persistence is the correlation of residuals with those of the period before, and
// whether it is more than chance at one in twenty. Residuals of a line fitted to n
// values have one that is about (2 + 4r)/n too low (Kendall 1954), which is made up
// for.
func persistence(residuals []float64) (r float64, found bool) {
	var n float64
	for _, v := range residuals {
		if !math.IsNaN(v) {
			n++
		}
	}
	const fewest = 10 // below it the correction is larger than what it corrects
	if n < fewest {
		return 0, false
	}
	const most = 0.9
	seen := lagged(residuals, 1)
	return math.Min((n*seen+2)/(n-4), most), seen+2/n > dist.Z(0.9)/math.Sqrt(n)
}

// season is the season to take out; 1 if there is none.
func (s Series) season(o TrendOptions) int {
	if o.Season > 0 {
		return o.Season
	}
	if len(s.Points) == 0 {
		return 1
	}
	season := s.Points[0].Period.Step.Season()
	if season < 2 || len(s.Points) < 2*season {
		return 1
	}
	const convincing = 0.01
	values := s.Values()
	y, times, err := present(values)
	if err != nil {
		return 1
	}
	line, _ := weightedLine{times, y, slices.Repeat([]float64{1}, len(y))}.fit()
	groups := make([][]float64, season)
	for i, v := range values {
		if !math.IsNaN(v) {
			groups[i%season] = append(groups[i%season], v-line.Slope*float64(i))
		}
	}
	if test, err := stat.KruskalWallis(groups...); err != nil || !(test.P < convincing) {
		return 1
	}
	return season
}

// seasonal finds the trend of values with a season.
func (t *Trend) seasonal(s Series, season int) {
	values := s.Values()
	m, err := SeasonalMannKendall(values, season)
	line, errLine := SeasonalSen(values, season, t.Confidence)
	if err != nil || errLine != nil {
		t.warn(TooFewPeriods, int64(2*season))
		return
	}
	t.Method = ByRanksInSeason
	t.warn(Seasonal, int64(season))
	perPeriod := func(n metrics.Number) metrics.Number {
		if v, ok := n.Get(); ok {
			return metrics.NumberOf(v / float64(season))
		}
		return n
	}
	t.Slope, t.Low, t.High = metrics.NumberOf(line.Slope/float64(season)), perPeriod(line.Low), perPeriod(line.High)
	slope := line.Slope / float64(season)
	var rest []float64
	for i, v := range values {
		if !math.IsNaN(v) {
			rest = append(rest, v-slope*float64(i+1))
		}
	}
	level, _ := stat.Median(rest) // of values that were checked
	t.ends(level, slope, len(values))
	t.test(m.P)
}
