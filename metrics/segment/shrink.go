package segment

import (
	"fmt"
	"math"
	"slices"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// Between names an estimator of the variance between slices, τ².
type Between uint8

// The estimators.
const (
	DerSimonianLaird Between = iota // by moments, in closed form; the default
	PauleMandel                     // by moments, iterated: better for few slices
	REML                            // restricted maximum likelihood
	ML                              // maximum likelihood, which is too low for few slices
)

// String is the estimator's name.
func (b Between) String() string {
	return [...]string{"DerSimonian-Laird", "Paule-Mandel", "REML", "ML"}[min(b, ML)]
}

// A Shrunken is the value of a slice after shrinkage: what one should expect of the
// slice next time. Show it beside the raw one.
type Shrunken struct {
	Value metrics.Number `json:"value"`
	Low   metrics.Number `json:"low"` // with 95 %, or the confidence asked for
	High  metrics.Number `json:"high"`
}

// A NormalShrinkage is an empirical Bayes estimate of many slices at once. Slices with
// few answers lie at both ends of every league table because of chance; drawing each
// towards the mean as far as chance may have pushed it makes all of them better
// together (Efron and Morris 1975):
//
//	shrunk = (τ² y + v m) / (τ² + v)        m = Σ w y / Σ w, w = 1 / (v + τ²)
//
// with y the value of a slice, v the variance of that value, and τ² the variance
// between slices. The interval of a shrunk value counts the uncertainty of m and takes
// τ² for known.
type NormalShrinkage struct {
	Between       float64    `json:"between"` // τ²; 0 if slices differ no more than chance makes them
	Mean          float64    `json:"mean"`
	StdErr        float64    `json:"std_err"`       // of the mean
	Heterogeneity stat.Test  `json:"heterogeneity"` // Q of Cochran: are the slices alike
	Inconsistency float64    `json:"inconsistency"` // I²: share of the differences that is not chance, by DerSimonian-Laird
	Shrunk        []Shrunken `json:"shrunk"`
}

// ShrinkNormal shrinks values with known variances, all above 0: take them from
// smoothed counts, or slices that agree with themselves get infinite weight. Where τ² is
// 0 every slice goes to the mean. [stat.ErrNoData] without slices, and a
// [*stat.ArgumentError] for values beyond ±1e75 or variances not from 1e-75 to 1e75.
// The methods are those of R's metafor::rma and blup.
func ShrinkNormal(values, variances []float64, by Between, confidence float64) (NormalShrinkage, error) {
	switch {
	case len(values) != len(variances):
		return NormalShrinkage{}, &stat.ArgumentError{Name: "len(variances)", Value: float64(len(variances)), Want: "as many as values"}
	case len(values) == 0:
		return NormalShrinkage{}, stat.ErrNoData
	case by > ML:
		return NormalShrinkage{}, &stat.ArgumentError{Name: "by", Value: float64(by), Want: "a declared estimator"}
	}
	if err := stat.CheckConfidence(confidence); err != nil {
		return NormalShrinkage{}, err
	}
	for i, v := range variances {
		if !(v >= 1/largest && v <= largest) {
			return NormalShrinkage{}, &stat.ArgumentError{Name: fmt.Sprintf("variances[%d]", i), Value: v, Want: "a number above 0, from 1e-75 to 1e75"}
		}
		if !(math.Abs(values[i]) <= largest) {
			return NormalShrinkage{}, &stat.ArgumentError{Name: fmt.Sprintf("values[%d]", i), Value: values[i], Want: "a number from -1e75 to 1e75"}
		}
	}
	f := ensemble{values, variances}
	fixed := f.at(0)
	df := float64(len(values) - 1)
	out := NormalShrinkage{
		Between:       f.between(by),
		Heterogeneity: stat.Test{Statistic: fixed.q, DF: df, P: dist.ChiSquareTail(fixed.q, df)},
	}
	if fixed.q > df {
		out.Inconsistency = (fixed.q - df) / fixed.q
	}
	at, z := f.at(out.Between), dist.Z(confidence)
	out.Mean, out.StdErr = at.mean, 1/math.Sqrt(at.w)
	for i, y := range values {
		pull := variances[i] / (out.Between + variances[i]) // towards the mean
		value := y + pull*(out.Mean-y)
		half := z * math.Sqrt(out.Between*pull+pull*pull*out.StdErr*out.StdErr)
		out.Shrunk = append(out.Shrunk, Shrunken{metrics.NumberOf(value), metrics.NumberOf(value - half), metrics.NumberOf(value + half)})
	}
	return out, nil
}

// largest keeps squares of values over squares of variances, which the estimators of
// τ² add up, within a float64.
const largest = 1e75

// An ensemble is values and their variances.
type ensemble struct{ values, variances []float64 }

// weighted are sums over an ensemble with weights 1 / (v + τ²).
type weighted struct {
	w, w2   float64 // Σw, Σw²
	mean    float64
	q, w2d2 float64 // Σw(y−mean)², Σw²(y−mean)²
}

func (e ensemble) at(tau2 float64) weighted {
	var s weighted
	for i, y := range e.values {
		w := 1 / (e.variances[i] + tau2)
		s.w += w
		s.w2 += w * w
		s.mean += w * y
	}
	s.mean /= s.w
	for i, y := range e.values {
		w, d := 1/(e.variances[i]+tau2), y-s.mean
		s.q += w * d * d
		s.w2d2 += w * w * d * d
	}
	return s
}

// pairs is Σw − Σw²/Σw at τ² of 0, as the sum of each weight times those of the others:
// a difference would be 0 where one slice has nearly all the weight.
func (e ensemble) pairs() float64 {
	largest := slices.Index(e.variances, slices.Min(e.variances))
	var others, products float64 // of all but the largest weight, which is added last
	for i, v := range e.variances {
		if i != largest {
			products += others / v
			others += 1 / v
		}
	}
	w := 1 / e.variances[largest]
	return 2 * (products + others*w) / (others + w)
}

// between estimates τ², cut off at 0.
func (e ensemble) between(by Between) float64 {
	df := float64(len(e.values) - 1)
	if by == DerSimonianLaird {
		s := e.at(0)
		if len(e.values) < 2 {
			return 0
		}
		return math.Max(0, (s.q-df)/e.pairs())
	}
	// Above 0 where τ² is too low: what Q lacks, or the slope of the likelihood.
	tooLow := func(tau2 float64) float64 {
		s := e.at(tau2)
		switch by {
		case PauleMandel:
			return s.q - df
		case REML:
			return s.w2d2 - s.w + s.w2/s.w
		}
		return s.w2d2 - s.w
	}
	if len(e.values) < 2 {
		return 0
	}
	low, high := 0.0, slices.Max(e.variances)
	for tooLow(high) > 0 {
		high *= 2
	}
	if by != PauleMandel {
		low, high = e.likeliest(by, high)
	}
	if tooLow(low) <= 0 {
		return low
	}
	return dist.Root(func(tau2 float64) float64 { return -tooLow(tau2) }, low, high)
}

// likeliest is the stretch of a grid up to high that holds the greatest likelihood, which
// may have several maxima.
func (e ensemble) likeliest(by Between, high float64) (low, up float64) {
	const points = 400
	at := func(i int) float64 {
		if i <= 0 {
			return 0
		}
		return high * math.Pow(10, -8*float64(points-i)/points)
	}
	best, place := math.Inf(-1), 0
	for i := range points + 1 {
		if l := e.loglik(by, at(i)); l > best {
			best, place = l, i
		}
	}
	return at(place - 1), at(min(place+1, points))
}

// loglik is the log-likelihood of τ², restricted or not, but for a constant.
func (e ensemble) loglik(by Between, tau2 float64) float64 {
	s := e.at(tau2)
	l := -s.q
	for _, v := range e.variances {
		l -= math.Log(v + tau2)
	}
	if by == REML {
		l -= math.Log(s.w)
	}
	return l / 2
}
