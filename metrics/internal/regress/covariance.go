package regress

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"github.com/loamlib/loam/metrics/stat"
)

// HC is a covariance that allows each row its own variance, in the numbering of
// MacKinnon and White (1985).
type HC uint8

// HC3 is the one to take for few rows; HC1 is what Stata calls robust.
const (
	HC0 HC = iota // e²
	HC1           // e² n/(n-k)
	HC2           // e²/(1-h)
	HC3           // e²/(1-h)²
)

// Heteroscedastic is the covariance of the coefficients under variances that
// differ from row to row (White 1980). HC2 and HC3 are [stat.ErrUndefined] if a row
// determines a coefficient alone; HC1 without degrees of freedom.
func (f *Linear) Heteroscedastic(kind HC) (*mat.SymDense, error) {
	factor := func(float64) float64 { return 1 }
	switch kind {
	case HC1:
		if f.DF == 0 {
			return nil, stat.ErrTooFew
		}
		factor = func(float64) float64 { return float64(f.N) / float64(f.DF) }
	case HC2:
		factor = func(h float64) float64 { return 1 / (1 - h) }
	case HC3:
		factor = func(h float64) float64 { return 1 / ((1 - h) * (1 - h)) }
	}
	meat := newGram(len(f.Coef))
	for i, e := range f.Residuals {
		if kind >= HC2 && 1-f.Leverage[i] < 1e-10 {
			return nil, fmt.Errorf("row %d determines a coefficient alone: %w", i, stat.ErrUndefined)
		}
		w := at(f.weights, i)
		if !f.counted {
			w *= w
		}
		meat.add(factor(f.Leverage[i])*w*e*e, f.basis.z.RawRowView(i))
	}
	return f.around(meat.matrix(), 1), nil
}

// errCounted says that the order and the company of rows are not known.
var errCounted = fmt.Errorf("rows were counted together: %w", stat.ErrUndefined)

// score is w e z of a row.
func (f *Linear) score(i int) *mat.VecDense {
	v := mat.NewVecDense(len(f.Coef), nil)
	v.ScaleVec(at(f.weights, i)*f.Residuals[i], mat.NewVecDense(len(f.Coef), f.basis.z.RawRowView(i)))
	return v
}

// around puts the bread around the meat of a sandwich.
func (f *Linear) around(meat *mat.SymDense, factor float64) *mat.SymDense {
	meat.ScaleSym(factor, meat)
	return f.basis.covariance(sandwich(f.bread, meat))
}

// NeweyWest is the covariance of the coefficients when rows are periods in order
// and neighbours are alike (Newey and West 1987), without prewhitening:
//
//	S = Γ(0) + Σ (1 - l/(L+1)) (Γ(l) + Γ(l)'),  l = 1 … L
//
// Γ(l) being the sum of products of scores l rows apart. Adjust multiplies by
// n/(n-k), which few periods need. Lags beyond the series add nothing.
func (f *Linear) NeweyWest(lag int, adjust bool) (*mat.SymDense, error) {
	if f.counted {
		return nil, errCounted
	}
	if lag < 0 {
		return nil, &stat.ArgumentError{Name: "lag", Value: float64(lag), Want: "at least 0"}
	}
	factor := 1.0
	if adjust {
		if f.DF == 0 {
			return nil, stat.ErrTooFew
		}
		factor = float64(f.N) / float64(f.DF)
	}
	k := len(f.Coef)
	scores := make([]*mat.VecDense, f.N)
	meat := mat.NewSymDense(k, nil)
	for i := range scores {
		scores[i] = f.score(i)
		meat.SymRankOne(meat, 1, scores[i])
	}
	for l := 1; l <= min(lag, f.N-1); l++ {
		weight := 1 - float64(l)/float64(lag+1)
		for i := l; i < f.N; i++ {
			meat.RankTwo(meat, weight, scores[i], scores[i-l])
		}
	}
	return f.around(meat, factor), nil
}

// FixedLag is the lag ⌊4(n/100)^(2/9)⌋ that depends on the number of periods alone.
func FixedLag(n int) int { return int(4 * math.Pow(float64(n)/100, 2.0/9)) }

// AutomaticLag is the lag that the residuals ask for by the rule of Newey and West
// (1994) for Bartlett weights, without prewhitening:
//
//	γ = 1.1447 (s1/s0)^(2/3), lag = ⌊γ n^(1/3)⌋
//
// s0 and s1 from the autocovariances of the summed scores of all columns but the
// intercept (of the intercept if there is no other) up to ⌊4(n/100)^(2/9)⌋. It may be
// beyond the series where autocovariances cancel; 0 if nothing is left over.
func (f *Linear) AutomaticLag() int {
	series := make([]float64, f.N)
	for i := range series {
		e := at(f.weights, i) * f.Residuals[i]
		z := f.basis.z.RawRowView(i)
		if len(z) == 1 {
			series[i] = e
		}
		for j := 1; j < len(z); j++ { // in the units of the design
			series[i] += e * (z[j]*f.basis.scale[j] + f.basis.mean[j])
		}
	}
	s0, s1 := 0.0, 0.0
	for l := 0; l <= min(FixedLag(f.N), f.N-1); l++ {
		var c float64
		for i := l; i < f.N; i++ {
			c += series[i] * series[i-l]
		}
		if l == 0 {
			s0 = c
			continue
		}
		s0 += 2 * c
		s1 += 2 * float64(l) * c
	}
	lag := 1.1447 * math.Pow(s1*s1/(s0*s0), 1.0/3) * math.Cbrt(float64(f.N))
	if math.IsNaN(lag) {
		return 0
	}
	return int(min(lag, 1e9))
}

// Clustered is the covariance of the coefficients when rows of one cluster (a
// customer, a shop) are alike in any way (Liang and Zeger 1986), and the number G of
// clusters; its t-tests have G-1 degrees of freedom. Adjust multiplies by
// G/(G-1) (n-1)/(n-k), as Stata does. Below some 20 clusters it is too small. Fewer
// than two are [stat.ErrTooFew].
func Clustered[C comparable](f *Linear, cluster []C, adjust bool) (covariance *mat.SymDense, clusters int, err error) {
	if f.counted {
		return nil, 0, errCounted
	}
	if len(cluster) != f.N {
		return nil, 0, &stat.ArgumentError{Name: "the number of clusters given", Value: float64(len(cluster)), Want: fmt.Sprint(f.N, ", one a row")}
	}
	index := make(map[C]int)
	var sums []*mat.VecDense // in the order in which clusters appear
	for i, c := range cluster {
		g, ok := index[c]
		if !ok {
			g = len(sums)
			index[c] = g
			sums = append(sums, mat.NewVecDense(len(f.Coef), nil))
		}
		sums[g].AddVec(sums[g], f.score(i))
	}
	groups := float64(len(sums))
	factor := 1.0
	if adjust && f.DF > 0 {
		factor = groups / (groups - 1) * float64(f.N-1) / float64(f.DF)
	}
	if len(sums) < 2 || adjust && f.DF == 0 {
		return nil, len(sums), stat.ErrTooFew
	}
	meat := mat.NewSymDense(len(f.Coef), nil)
	for _, s := range sums {
		meat.SymRankOne(meat, 1, s)
	}
	return f.around(meat, factor), len(sums), nil
}
