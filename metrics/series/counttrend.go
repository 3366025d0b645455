package series

import (
	"errors"
	"math"

	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// A CountFit is a trend of counts: of a share, a line on the log odds; of a rate, one
// on its logarithm. Every answer counts the same, however unevenly they fall on the
// periods.
type CountFit struct {
	Line       LineFit `json:"line"`       // on the log odds or the logarithm, normal: chance is all the scatter there is
	Quasi      LineFit `json:"quasi"`      // the same with the scatter there was: SE × √Dispersion, t with Periods - 2 degrees of freedom
	Random     LineFit `json:"random"`     // the same with periods that truly differ, see FitShares; t with Periods - 2 degrees of freedom
	Tau2       float64 `json:"tau2"`       // variance of the periods about Random, on its scale
	Periods    int     `json:"periods"`    // with answers or exposure
	Deviance   float64 `json:"deviance"`   // of the line from the counts
	Dispersion float64 `json:"dispersion"` // Pearson's χ² / (Periods - 2); 1 if chance is all the scatter there is
	// Score and ScoreP are the normal score test, which needs no line: that of Cochran
	// (1954) and Armitage (1955) for a share.
	Score  float64 `json:"score"`
	ScoreP float64 `json:"score_p"`

	family     family
	level, mid float64 // the line at the mean period mid, weighted so that level and slope are uncorrelated
	levelSE    float64
}

// ErrSeparated says that a trend of counts has no slope, because the larger the
// better the line fits: all the yes come after all the no, or before them. The fit
// returned with it has its score test.
var ErrSeparated = errors.New("series: the counts are separated in time, and the slope has no bound: use the score test")

// ErrNoVariation says that all counts are none, or all are all, and nothing can have
// a trend.
var ErrNoVariation = errors.New("series: every answer of the series is the same")

// FitShares is the logistic regression of a share on the number of the period, which
// counts from 1. A period with N of 0 is a gap. Errors are [stat.ErrNoData] without
// answers, [stat.ErrTooFew] below three periods with answers, [ErrNoVariation] and
// [ErrSeparated], and a [*stat.ArgumentError] for counts that cannot be.
//
// The fit is by Newton's method; Line and Quasi agree with R's glm(binomial) and
// glm(quasibinomial). Quasi takes chance in large periods to be as much larger than
// sampling as in small ones. Where periods have good and bad luck of their own that
// is not so, and a few large ones decide; Random gives each a deviation of variance
// Tau2 on the log odds (Williams 1982, model III; of rates Breslow 1984), by the fit of
// [FitWeighted] to the working values of the regression, with the standard error of
// Knapp and Hartung.
func FitShares(shares []stat.Share) (CountFit, error) {
	var c counts
	for i, s := range shares {
		switch {
		case s.N < 0 || s.X < 0:
			return CountFit{}, &stat.ArgumentError{Name: "a count", Value: float64(min(s.N, s.X)), Want: "at least 0"}
		case s.X > s.N:
			return CountFit{}, &stat.ArgumentError{Name: "X", Value: float64(s.X), Want: "at most N"}
		case s.N > 0:
			c.add(i+1, float64(s.X), float64(s.N))
		}
	}
	return c.fit(binomial{})
}

// FitRates is the log-linear regression of events per exposure (Poisson, with the
// exposure as offset) on the number of the period, which counts from 1. A period
// with an exposure of 0 is a gap, and one without events is not. Errors are as in
// [FitShares].
func FitRates(events []int64, exposure []float64) (CountFit, error) {
	if len(events) != len(exposure) {
		return CountFit{}, &stat.ArgumentError{Name: "number of exposures", Value: float64(len(exposure)), Want: "as many as events"}
	}
	var c counts
	for i, x := range events {
		t := exposure[i]
		switch {
		case x < 0:
			return CountFit{}, &stat.ArgumentError{Name: "events", Value: float64(x), Want: "at least 0"}
		case !(t >= 0) || math.IsInf(t, 1):
			return CountFit{}, &stat.ArgumentError{Name: "exposure", Value: t, Want: "a finite number of at least 0"}
		case t == 0 && x > 0:
			return CountFit{}, &stat.ArgumentError{Name: "events without exposure", Value: float64(x), Want: "0"}
		case t > 0:
			c.add(i+1, float64(x), t)
		}
	}
	return c.fit(poisson{})
}

// At is the share or rate that the line gives for a period, which may lie beyond the
// series, with the interval of the line there: Wald's on the log odds or logarithm,
// normal. It is where the mean of such periods lies; a count of that period scatters
// about it.
func (f CountFit) At(period, confidence float64) (value float64, i stat.Interval, err error) {
	if err := stat.CheckConfidence(confidence); err != nil {
		return 0, stat.Interval{}, err
	}
	if f.family == nil {
		return 0, stat.Interval{}, stat.ErrUndefined
	}
	d := period - f.mid
	eta := f.level + f.Line.Slope*d
	half := dist.Z(confidence) * math.Hypot(f.levelSE, d*f.Line.SE)
	return f.family.mean(eta), stat.Interval{Low: f.family.mean(eta - half), High: f.family.mean(eta + half)}, nil
}

// counts are x of n in period t; n is a number of answers or an exposure.
type counts struct{ t, x, n []float64 }

func (c *counts) add(t int, x, n float64) {
	c.t, c.x, c.n = append(c.t, float64(t)), append(c.x, x), append(c.n, n)
}

func (c *counts) totals() (x, n float64) {
	for i := range c.x {
		x += c.x[i]
		n += c.n[i]
	}
	return x, n
}

// fit is the line on the scale of the family's link, found by Newton's method with
// halved steps about the weighted mean period.
func (c *counts) fit(f family) (CountFit, error) {
	switch k := len(c.t); {
	case k == 0:
		return CountFit{}, stat.ErrNoData
	case k < 3:
		return CountFit{}, stat.ErrTooFew
	}
	x, n := c.totals()
	if x == 0 || f.full(x, n) {
		return CountFit{}, ErrNoVariation
	}
	out := CountFit{Periods: len(c.t)}
	out.Score = c.score(f, x/n)
	out.ScoreP = dist.NormalTwoSided(out.Score)
	if c.separated(f) {
		return out, ErrSeparated
	}
	_, mid, _ := weightedLine{t: c.t, w: c.n}.sums()
	level, slope := f.link(x/n), 0.0
	out.Deviance = c.deviance(f, level, slope, mid)
	for range 100 {
		step := c.newton(f, level, slope, mid)
		scale, better := 1.0, out.Deviance
		for range 60 {
			if better = c.deviance(f, level+scale*step.level, slope+scale*step.slope, mid); better <= out.Deviance {
				break
			}
			scale /= 2
		}
		if !(better < out.Deviance) { // the deviance no longer sees a step; line and errors still do
			if math.Abs(step.level) < 1e-6 && math.Abs(step.slope) < 1e-6 {
				level, slope = level+step.level, slope+step.slope
			}
			break
		}
		level, slope, out.Deviance = level+scale*step.level, slope+scale*step.slope, better
	}
	out.finish(c, f, level, slope, mid)
	return out, nil
}

// finish fills in the uncertainty of the line that was found.
func (out *CountFit) finish(c *counts, f family, level, slope, mid float64) {
	w := make([]float64, len(c.t))
	var pearson float64
	for i, t := range c.t {
		mu := f.mean(level + slope*(t-mid))
		w[i] = c.n[i] * f.variance(mu)
		if w[i] > 0 {
			d := c.x[i] - c.n[i]*mu
			pearson += d * d / w[i]
		}
	}
	df := float64(len(c.t) - 2)
	sw, mean, sxx := weightedLine{t: c.t, w: w}.sums()
	out.family, out.mid, out.level, out.levelSE = f, mean, level+slope*(mean-mid), 1/math.Sqrt(sw)
	line := LineFit{Intercept: level - slope*mid, Slope: slope}
	out.Dispersion = pearson / df
	out.Line = line.withSE(1/math.Sqrt(sxx), 0)
	out.Quasi = line.withSE(math.Sqrt(out.Dispersion/sxx), df)
	out.Random, out.Tau2 = c.random(f, line)
}

// random refits a line with a deviation of each period.
func (c *counts) random(f family, line LineFit) (LineFit, float64) {
	values, variances := make([]float64, len(c.t)), make([]float64, len(c.t))
	var out WeightedFit
	for range 50 {
		for i, t := range c.t {
			eta := line.Intercept + line.Slope*t
			mu := f.mean(eta)
			variances[i] = 1 / (c.n[i] * f.variance(mu))
			values[i] = eta + (c.x[i]-c.n[i]*mu)*variances[i]
		}
		out = fitLines(weightedLine{t: c.t, y: values, w: make([]float64, len(values))}, variances)
		moved := math.Abs(out.Adjusted.Slope-line.Slope) + math.Abs(out.Adjusted.Intercept-line.Intercept)
		if line = out.Adjusted; moved < 1e-10 {
			break
		}
	}
	return line, out.Tau2
}

type step struct{ level, slope float64 }

// newton is a step of Newton's method, which for these links is Fisher's.
func (c *counts) newton(f family, level, slope, mid float64) step {
	var g0, g1, h00, h01, h11 float64
	for i, t := range c.t {
		d := t - mid
		mu := f.mean(level + slope*d)
		rest, w := c.x[i]-c.n[i]*mu, c.n[i]*f.variance(mu)
		g0 += rest
		g1 += rest * d
		h00 += w
		h01 += w * d
		h11 += w * d * d
	}
	det := h00*h11 - h01*h01
	return step{(h11*g0 - h01*g1) / det, (h00*g1 - h01*g0) / det}
}

func (c *counts) deviance(f family, level, slope, mid float64) float64 {
	var sum float64
	for i, t := range c.t {
		sum += f.deviance(c.x[i], c.n[i], f.mean(level+slope*(t-mid)))
	}
	return 2 * sum
}

// score is Rao's test of no slope at the common share or rate.
func (c *counts) score(f family, common float64) float64 {
	_, mean, sxx := weightedLine{t: c.t, w: c.n}.sums()
	var u float64
	for i, t := range c.t {
		u += (t - mean) * (c.x[i] - c.n[i]*common)
	}
	return u / math.Sqrt(f.variance(common)*sxx)
}

// separated reports whether a slope without bound fits best: one period has all
// there is to choose, those on one side have none and, of shares, those on the other
// have all.
func (c *counts) separated(f family) bool {
	none := func(i int) bool { return c.x[i] == 0 }
	all := func(i int) bool { return f.full(c.x[i], c.n[i]) }
	return monotone(len(c.x), none, all) || monotone(len(c.x), all, none)
}

// monotone reports whether periods that are all before come, then at most one of any
// kind, then only ones that are all after.
func monotone(k int, before, after func(int) bool) bool {
	i := 0
	for i < k && before(i) {
		i++
	}
	for i++; i < k; i++ {
		if !after(i) {
			return false
		}
	}
	return true
}
