package correlate

import (
	"fmt"
	"math"
	"slices"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// A Transform is what is done to two series before they are correlated. Series that
// rise or swing slowly look related whatever they measure (Yule 1926), so that doing
// nothing is not the default.
type Transform uint8

const (
	Prewhiten  Transform = iota // filter both by what makes the first white noise (Box and Jenkins 1970)
	Difference                  // take the changes from period to period
	AsIs                        // nothing: for series that are white noise already
)

// String names the transform.
func (t Transform) String() string {
	switch t {
	case Prewhiten:
		return "prewhitened"
	case Difference:
		return "differenced"
	}
	return "as is"
}

// LagOptions are the particulars of [Lagged]. The zero value is the recommended
// setup.
type LagOptions struct {
	MaxLag     int // lags from -MaxLag to MaxLag; 0 means a quarter of the series, at most 12
	Transform  Transform
	Confidence float64 // 0 means 0.95
}

// A CrossCorrelation is two series correlated at lags.
type CrossCorrelation struct {
	Relation   string            `json:"relation"` // always "association"
	Lags       []Lag             `json:"lags"`     // from the most negative
	Peak       int               `json:"peak"`     // index of the lag with the largest correlation in either direction
	Transform  string            `json:"transform"`
	Order      int               `json:"order,omitzero"` // of the autoregression that prewhitened
	N          int               `json:"n"`              // periods after the transform
	Band       float64           `json:"band"`           // 1.96/√n at a confidence of 0.95: what single lags of unrelated white series stay in
	Test       string            `json:"test"`
	Tests      int               `json:"tests"`
	Confidence float64           `json:"confidence"`
	Warnings   []metrics.Warning `json:"warnings,omitempty"`
}

// A Lag is the correlation of the first series, Lag periods later, with the second.
// A negative lag means that the first series leads: what happened to it shows in the
// second later on.
type Lag struct {
	Lag        int            `json:"lag"`
	Value      float64        `json:"value"`
	Low        metrics.Number `json:"low"`
	High       metrics.Number `json:"high"`
	EffectiveN float64        `json:"effective_n"` // pairs, less what autocorrelation takes off
	P          float64        `json:"p"`
	AdjustedP  float64        `json:"adjusted_p"` // by Benjamini and Hochberg over all lags
	Shown      bool           `json:"shown"`
}

// Autocorrelated warns that the series depend on their own past, so that
// correlations as they are look larger than they are.
const Autocorrelated metrics.WarningCode = "autocorrelated"

// Lagged correlates two series at lags,
//
//	c_k = Σ_t (x_(t+k) - x̄)(y_t - ȳ) / √(Σ(x-x̄)² Σ(y-ȳ)²)
//
// with the sign that R's ccf has. The test is Student's t with as many pairs as
//
//	n_eff = n (1 - r₁r₂)/(1 + r₁r₂)
//
// leaves of the n pairs at the lag, r₁ and r₂ being the series' own correlations
// with the period before (Bartlett 1935), at most n; the interval is Fisher's.
//
// A series must not have gaps: NaN is an [*stat.ArgumentError] that names the period.
// Fewer than 8 periods after the transform are [stat.ErrTooFew], a series that does
// not vary [stat.ErrUndefined].
func Lagged(x, y []float64, o LagOptions) (*CrossCorrelation, error) {
	if o.Confidence == 0 {
		o.Confidence = metrics.DefaultConfidence
	}
	if err := stat.CheckConfidence(o.Confidence); err != nil {
		return nil, err
	}
	if err := checkSeries(x, y); err != nil {
		return nil, err
	}
	out := &CrossCorrelation{Relation: association, Transform: o.Transform.String(), Confidence: o.Confidence, Test: "t test with effective n"}
	xWas, yWas := x, y
	switch o.Transform {
	case Prewhiten:
		filter := autoregression(x)
		out.Order = len(filter)
		x, y = filtered(x, filter), filtered(y, filter)
	case Difference:
		x, y = filtered(x, []float64{1}), filtered(y, []float64{1})
	}
	out.N = len(x)
	switch {
	case out.N < 8:
		return nil, fmt.Errorf("correlate: %d periods, at least 8 are needed: %w", out.N, stat.ErrTooFew)
	case constant(x), constant(y), rounding(x, xWas), rounding(y, yWas):
		return nil, fmt.Errorf("correlate: after the transform a series does not vary: %w", stat.ErrUndefined)
	}
	if o.MaxLag == 0 {
		o.MaxLag = min(12, out.N/4)
	}
	if o.MaxLag < 0 || o.MaxLag > out.N-4 {
		return nil, &stat.ArgumentError{Name: "MaxLag", Value: float64(o.MaxLag), Want: fmt.Sprintf("from 0 to %d, four less than there are periods", out.N-4)}
	}
	return out, out.fill(x, y, o)
}

// rounding reports whether what a transform has left of a series is no more than what
// rounding leaves: the changes of 0.1, 0.2, 0.3, … are not all the same, and resemble
// those of another straight line.
func rounding(left, of []float64) bool {
	return slices.Max(left)-slices.Min(left) <= 1e-13*math.Max(slices.Max(of), -slices.Min(of))
}

func checkSeries(x, y []float64) error {
	if len(x) != len(y) {
		return &stat.ArgumentError{Name: "the number of periods of y", Value: float64(len(y)), Want: fmt.Sprint(len(x), ", as many as x has")}
	}
	if len(x) == 0 {
		return fmt.Errorf("correlate: there are no periods: %w", stat.ErrNoData)
	}
	for i := range x {
		for j, v := range []float64{x[i], y[i]} {
			if !(math.Abs(v) <= largest) {
				return &stat.ArgumentError{Name: fmt.Sprintf("%s[%d]", "xy"[j:j+1], i), Value: v, Want: "a number from -1e150 to 1e150: fill the gap or leave out the periods before it"}
			}
		}
	}
	return nil
}

// fill correlates at each lag and adjusts for all of them.
func (out *CrossCorrelation) fill(x, y []float64, o LagOptions) error {
	own := autocorrelation(x, 1) * autocorrelation(y, 1)
	if o.Transform == AsIs && own > 0.1 {
		out.Warnings = append(out.Warnings, metrics.Warning{Code: Autocorrelated})
	}
	z := dist.Z(o.Confidence)
	out.Band = z / math.Sqrt(float64(out.N))
	var p []float64
	for k := -o.MaxLag; k <= o.MaxLag; k++ {
		pairs := float64(out.N - max(k, -k))
		l := Lag{Lag: k, Value: crossCorrelation(x, y, k)}
		l.EffectiveN = max(3, min(pairs, pairs*(1-own)/(1+own)))
		l.P = dist.TTwoSided(tOf(l.Value, l.EffectiveN-2), l.EffectiveN-2)
		if l.EffectiveN > 3 {
			half, at := z/math.Sqrt(l.EffectiveN-3), math.Atanh(l.Value)
			l.Low, l.High = metrics.NumberOf(math.Tanh(at-half)), metrics.NumberOf(math.Tanh(at+half))
		}
		p = append(p, l.P)
		out.Lags = append(out.Lags, l)
		if math.Abs(l.Value) > math.Abs(out.Lags[out.Peak].Value) {
			out.Peak = len(out.Lags) - 1
		}
	}
	out.Tests = len(p)
	adjusted, err := stat.BenjaminiHochberg(p)
	for i, q := range adjusted {
		out.Lags[i].AdjustedP, out.Lags[i].Shown = q, q < 1-o.Confidence
	}
	return err
}

// crossCorrelation is c_k.
func crossCorrelation(x, y []float64, k int) float64 {
	mx, my := mean(x), mean(y)
	var xx, yy, xy float64
	for t := range x {
		xx += (x[t] - mx) * (x[t] - mx)
		yy += (y[t] - my) * (y[t] - my)
		if t+k >= 0 && t+k < len(x) {
			xy += (x[t+k] - mx) * (y[t] - my)
		}
	}
	return over(xy, xx, yy)
}

func autocorrelation(x []float64, lag int) float64 { return crossCorrelation(x, x, lag) }

// autoregression fits an autoregression to x by the Levinson-Durbin recursion, of the
// order up to ⌊10 log₁₀ n⌋, and a fifth of n, with the smallest AIC, as R's ar does.
func autoregression(x []float64) []float64 {
	if constant(x) {
		return nil
	}
	n := float64(len(x))
	most := min(int(10*math.Log10(n)), len(x)/5)
	acf := make([]float64, most+1)
	for lag := range acf {
		acf[lag] = autocorrelation(x, lag)
	}
	var phi, best []float64
	variance, least := 1.0, 0.0 // AIC of order 0 is 0
	for m := 1; m <= most; m++ {
		reflection := acf[m]
		for j, f := range phi {
			reflection -= f * acf[m-1-j]
		}
		reflection /= variance
		next := make([]float64, m)
		for j, f := range phi {
			next[j] = f - reflection*phi[m-2-j]
		}
		next[m-1] = reflection
		phi = next
		variance *= 1 - reflection*reflection
		if !(variance > 1e-12) {
			break // the past determines the series
		}
		if aic := n*math.Log(variance) + 2*float64(m); aic < least {
			best, least = phi, aic
		}
	}
	return best
}

// filtered is x less what the autoregression expects, without the first periods,
// which have too little past.
func filtered(x, phi []float64) []float64 {
	var out []float64
	for t := len(phi); t < len(x); t++ {
		v := x[t]
		for j, f := range phi {
			v -= f * x[t-1-j]
		}
		out = append(out, v)
	}
	return out
}
