package effect

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"gonum.org/v1/gonum/mat"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/internal/regress"
	"github.com/loamlib/loam/metrics/stat"
)

// A Point is the number of one period. A series has one a period, also for periods in
// which nobody answered: their value is none, and they still take their time.
type Point struct {
	At    time.Time      `json:"at"` // when the period begins
	Value metrics.Number `json:"value"`
	// Variance is that of the value, if known: a score of a thousand answers then counts
	// for more than one of ten. It must be above 0; take it from smoothed counts, as
	// PointOf does, or a week of two promoters counts for everything. All points have
	// one or none has.
	Variance metrics.Number `json:"variance,omitzero"`
}

// PointOf is the point of an estimate, with the variance that its interval implies.
// Without an interval it has no value.
func PointOf(at time.Time, e metrics.Estimate) Point {
	se := halfWidth(e.Low, e.High) / dist.Z(cmp.Or(e.Confidence, metrics.DefaultConfidence))
	if !(se > 0) {
		return Point{At: at}
	}
	return Point{at, e.Value, metrics.NumberOf(se * se)}
}

// Errors says which standard errors an interrupted series has.
type Errors uint8

// The standard errors.
const (
	Cautious       Errors = iota // the larger of NeweyWest and those of a first-order autoregression; the default
	NeweyWest                    // neighbouring periods may be alike: times n/(n−k), which few periods need
	NeweyWestPlain               // the same without that factor
	Ordinary                     // periods independent and equally variable
	HC1                          // periods independent
	HC3                          // the same, for few periods
)

// String is the name of the standard errors.
func (e Errors) String() string {
	return [...]string{"Newey-West or autoregression, the larger", "Newey-West", "Newey-West, not adjusted", "ordinary", "HC1", "HC3"}[min(e, HC3)]
}

// SeriesOptions are the particulars of an interrupted series. The zero value is the
// recommended setup.
type SeriesOptions struct {
	Options
	Errors Errors
	// Lag is up to how many periods apart points may be alike. Nil means
	// ⌊4(n/100)^(2/9)⌋; AutomaticLag chooses it from the residuals (Newey and West 1994).
	Lag          *int
	AutomaticLag bool
}

// enoughPoints is how many points a side needs before its line is believed.
const enoughPoints = 8

// A Series is the result of an interrupted series.
type Series struct {
	Result
	Level Part `json:"level"` // jump at the action
	Slope Part `json:"slope"` // change of the slope a period
	Trend Part `json:"trend"` // slope a period before the action
	Start Part `json:"start"` // height of the line at period 0, the one before the first
	// Fitted and Counterfactual are the line at the last point, and where the earlier
	// trend would have led.
	Fitted         metrics.Number `json:"fitted"`
	Counterfactual metrics.Number `json:"counterfactual"`
	Last           Part           `json:"last"` // Fitted − Counterfactual
	Before         int            `json:"before"`
	After          int            `json:"after"` // points
	Lag            int            `json:"lag"`
	DurbinWatson   metrics.Number `json:"durbin_watson"` // near 2 if neighbours are unrelated
	Between        metrics.Number `json:"between"`       // variance between periods beyond that of their answers; none without variances
	Dispersion     metrics.Number `json:"dispersion"`    // of shares: how many times the variance between periods exceeds that of their answers
}

// Interrupted judges an action at a time by a series of numbers (segmented regression;
// Wagner and others 2002, Journal of Clinical Pharmacy and Therapeutics 27). With T the
// last period that began before the action,
//
//	y = start + trend·t + level·[t > T] + slope·max(0, t − T)        t = 1, 2, …
//
// The effect is the mean height of the new line above the old one, continued, over the
// periods after the action: level + slope · mean of (t − T). P-values and intervals are
// from Student's t with n−4 degrees of freedom.
//
// With variances, points are weighted by 1/(v + τ²): τ² is the variance between periods
// that the answers do not explain, by the estimator of DerSimonian and Laird for
// regressions, and 0 if Cochran's Q is below its degrees of freedom.
//
// Points are sorted by date, and a warning says so. With fewer than eight points on a
// side nothing is shown, whatever the numbers; fewer than three on a side are
// [stat.ErrTooFew], and two points of one date, a variance that is missing or a value
// that is no number errors that name the point.
func Interrupted(points []Point, action time.Time, o SeriesOptions) (*Series, error) {
	filled, err := o.Options.filled()
	if err != nil {
		return nil, err
	}
	if o.Options = filled; o.Errors > HC3 {
		return nil, fmt.Errorf("effect: SeriesOptions.Errors is %d, want a declared one", o.Errors)
	}
	if o.Lag != nil && *o.Lag < 0 {
		return nil, fmt.Errorf("effect: SeriesOptions.Lag is %d, want at least 0", *o.Lag)
	}
	out := &Series{Result: Result{Design: InterruptedSeries}}
	s, err := newSegments(points, action, &out.Result)
	if err != nil {
		return nil, err
	}
	weights, between, err := s.weigh()
	if err != nil {
		return nil, err
	}
	fit, err := regress.LeastSquares(s.design, s.y, weights)
	if err != nil {
		return nil, fmt.Errorf("effect: the interrupted series: %w", err)
	}
	out.Before, out.After, out.Between = s.before, s.after, between
	return out, out.judge(s, fit, weights, o)
}

// segments is a series with the columns of its regression.
type segments struct {
	design        regress.Design
	y, variance   []float64 // variance is nil if the points have none
	before, after int
	last, meanOn  float64 // periods of the action: at the last point, and on average
	order         []int   // places of the points in what the caller gave
}

// newSegments sorts and checks the points.
func newSegments(points []Point, action time.Time, r *Result) (*segments, error) {
	order := make([]int, len(points))
	for i := range order {
		order[i] = i
	}
	byDate := func(a, b int) int { return points[a].At.Compare(points[b].At) }
	if !slices.IsSortedFunc(order, byDate) {
		slices.SortStableFunc(order, byDate)
		r.warn(OutOfOrder, 0, "the points were sorted by date")
	}
	s := &segments{design: regress.Design{Names: []string{"trend", "level", "slope"}}}
	turn := 0 // the last period before the action
	missing := 0
	for i, place := range order {
		p := points[place]
		if i > 0 && p.At.Equal(points[order[i-1]].At) {
			return nil, fmt.Errorf("effect: two points begin at %s: want one a period", p.At.Format(time.RFC3339))
		}
		if p.At.Before(action) {
			turn = i + 1
		}
		v, ok := p.Value.Get()
		if !ok {
			missing++
			continue
		}
		if variance, ok := p.Variance.Get(); ok {
			if !(variance > 0) {
				return nil, fmt.Errorf("effect: the point at %s has the variance %v, want one above 0", p.At.Format(time.RFC3339), variance)
			}
			s.variance = append(s.variance, variance)
		}
		on := 0.0
		if i >= turn {
			on = 1
			s.after++
		} else {
			s.before++
		}
		s.last = float64(max(0, i+1-turn))
		s.meanOn += s.last // 0 before the action
		s.y, s.order = append(s.y, v), append(s.order, place)
		s.design.Rows = append(s.design.Rows, []float64{float64(i + 1), on, s.last})
	}
	if missing > 0 {
		r.warn(Missing, missing, "points without a value were left out")
	}
	if len(s.variance) > 0 && len(s.variance) < len(s.y) {
		return nil, fmt.Errorf("effect: %d of %d points have a variance, want all or none", len(s.variance), len(s.y))
	}
	const fewest = 3
	if min(s.before, s.after) < fewest {
		return nil, fmt.Errorf("effect: %d points before the action and %d after, want at least %d on each side, better %d: %w", s.before, s.after, fewest, enoughPoints, stat.ErrTooFew)
	}
	if n := min(s.before, s.after); n < enoughPoints {
		r.warn(FewPoints, n, fmt.Sprintf("%d points before the action and %d after: nothing is shown by fewer than %d on each side", s.before, s.after, enoughPoints))
	}
	s.meanOn /= float64(s.after)
	return s, nil
}

// weigh is the weights of the points, nil if they are equal, and the variance between
// periods.
func (s *segments) weigh() ([]float64, metrics.Number, error) {
	if s.variance == nil {
		return nil, metrics.Number{}, nil
	}
	weights := make([]float64, len(s.y))
	set := func(between float64) {
		for i, v := range s.variance {
			weights[i] = 1 / (v + between)
		}
	}
	set(0)
	fit, err := regress.LeastSquares(s.design, s.y, weights)
	if err != nil {
		return nil, metrics.Number{}, fmt.Errorf("effect: the interrupted series: %w", err)
	}
	var trace float64
	for i, w := range weights {
		trace += w * (1 - fit.Leverage[i])
	}
	between := math.Max(0, (fit.RSS-float64(fit.DF))/trace)
	set(between)
	return weights, metrics.NumberOf(between), nil
}

// judge fills the result from a fit.
func (out *Series) judge(s *segments, fit *regress.Linear, weights []float64, o SeriesOptions) error {
	out.Lag = regress.FixedLag(fit.N)
	switch {
	case o.Lag != nil:
		out.Lag = *o.Lag
	case o.AutomaticLag:
		out.Lag = fit.AutomaticLag()
	}
	covariance, err := covarianceOf(fit, o.Errors, out.Lag)
	if err != nil {
		return fmt.Errorf("effect: the standard errors of the interrupted series: %w", err)
	}
	covariances := []mat.Symmetric{covariance}
	if o.Errors == Cautious {
		covariances = append(covariances, newChain(s.design, s.y, weights, fit.Unscaled).covariance(0))
	}
	df := float64(fit.DF)
	spread := residual(s.y, fit)
	exact := spread <= rounding*largest(s.y)
	if exact {
		out.warn(metrics.NoVariation, 0, "the points lie on the line without error: there is nothing to measure an effect by")
	}
	along := func(x ...float64) Part {
		value, se := contrast(fit.Coef, x, covariances...)
		if exact {
			se = 0
		}
		return part(value, se, df, o.Confidence)
	}
	out.Start, out.Trend, out.Level, out.Slope = along(1, 0, 0, 0), along(0, 1, 0, 0), along(0, 0, 1, 0), along(0, 0, 0, 1)
	out.Last = along(0, 0, 1, s.last)
	final := s.design.Rows[len(s.design.Rows)-1][0]
	out.Counterfactual = metrics.NumberOf(fit.Coef[0] + fit.Coef[1]*final)
	out.Fitted = metrics.NumberOf(out.Counterfactual.Or(0) + out.Last.Value.Or(0))
	out.DurbinWatson = metrics.NumberOf(fit.DurbinWatson())
	out.Effect = along(0, 0, 1, s.meanOn)
	out.Method = "segmented regression, " + o.Errors.String()
	if o.Errors <= NeweyWestPlain {
		out.Method += fmt.Sprintf(", lag %d", out.Lag)
	}
	out.conclude(s, o.Options, df, spread)
	return nil
}

// conclude fills in what could be seen and the verdict.
func (out *Series) conclude(s *segments, o Options, df, spread float64) {
	out.Detectable = seen(out.Effect.StdErr.Or(math.NaN()), quantile(df, o.Confidence), o.Power)
	out.decide(o, spread, halfPoint)
	if min(s.before, s.after) < enoughPoints || !out.Effect.P.Defined() {
		out.Verdict = CannotBeShown
	}
}

// rounding is how small residuals are, beside the values, if they are rounding errors.
const rounding = 1e-12

func largest(y []float64) float64 {
	var m float64
	for _, v := range y {
		m = math.Max(m, math.Abs(v))
	}
	return m
}

// halfPoint is how much of the standard deviation of a point is relevant by default.
const halfPoint = 0.5

// residual is the standard deviation of a point about the line, weights apart.
func residual(y []float64, fit *regress.Linear) float64 {
	var squares float64
	for _, e := range fit.Residuals {
		squares += e * e
	}
	return math.Sqrt(squares / float64(len(y)-len(fit.Coef)))
}

func covarianceOf(fit *regress.Linear, e Errors, lag int) (*mat.SymDense, error) {
	switch e {
	case Ordinary:
		return fit.Covariance(), nil
	case HC1:
		return fit.Heteroscedastic(regress.HC1)
	case HC3:
		return fit.Heteroscedastic(regress.HC3)
	}
	return fit.NeweyWest(lag, e != NeweyWestPlain)
}

// contrast is x'b and the largest of its standard errors.
func contrast(coef, x []float64, covariances ...mat.Symmetric) (value, se float64) {
	v := mat.NewVecDense(len(x), x)
	for _, c := range covariances {
		se = math.Max(se, math.Sqrt(math.Max(0, mat.Inner(v, c, v))))
	}
	return mat.Dot(v, mat.NewVecDense(len(coef), coef)), se
}
