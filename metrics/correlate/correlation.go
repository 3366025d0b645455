package correlate

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// A Kind says which correlation it is.
type Kind string

const (
	PearsonR    Kind = "pearson"       // of values: how near the points lie to a line
	SpearmanRho Kind = "spearman"      // of ranks: how near they lie to any rising curve
	KendallTau  Kind = "kendall_tau_b" // pairs in the same order less pairs in the other
	PartialR    Kind = "partial"       // of what other variables leave of both
)

// A Correlation is how two variables go together, from -1 to 1.
type Correlation struct {
	Kind       Kind           `json:"kind"`
	Relation   string         `json:"relation"` // always "association"
	Value      float64        `json:"value"`
	Low        metrics.Number `json:"low"` // none with too few pairs
	High       metrics.Number `json:"high"`
	Confidence float64        `json:"confidence"`
	P          float64        `json:"p"` // two-sided, of no association
	Test       string         `json:"test"`
	N          int            `json:"n"`                // pairs
	Missing    int            `json:"missing,omitzero"` // pairs left out because a value is missing
}

// Pearson is the correlation of values,
//
//	r = Σ(x-x̄)(y-ȳ) / √(Σ(x-x̄)² Σ(y-ȳ)²)
//
// with the t test on n-2 degrees of freedom and Fisher's interval
// tanh(atanh r ± z/√(n-3)), which needs four pairs. One extreme value can make or
// break it; [Spearman] is safer for ratings and amounts.
//
// Pairs in which a value is NaN are left out and counted. Errors of this and the
// other correlations: [stat.ErrNoData] without pairs, [stat.ErrTooFew] with fewer than
// three, [stat.ErrUndefined] if a variable does not vary, [*stat.ArgumentError] for an
// infinite value, slices of different lengths or a confidence outside 0 to 1; 0 means
// 0.95.
func Pearson(x, y []float64, confidence float64) (Correlation, error) {
	c, x, y, err := begin(PearsonR, x, y, confidence)
	if err != nil {
		return c, err
	}
	c.Value = pearson(x, y)
	c.tTest(float64(c.N - 2))
	c.fisher(1, 3)
	return c, nil
}

// Spearman is the correlation of ranks, ties having the mean of theirs. The test is
// Student's t of the ranks, the interval Fisher's with the variance
// (1 + ρ²/2)/(n-3) of Bonett and Wright (2000). Errors as of [Pearson].
func Spearman(x, y []float64, confidence float64) (Correlation, error) {
	c, x, y, err := begin(SpearmanRho, x, y, confidence)
	if err != nil {
		return c, err
	}
	c.Value = pearson(ranks(x), ranks(y))
	c.tTest(float64(c.N - 2))
	c.fisher(1+c.Value*c.Value/2, 3)
	return c, nil
}

// Kendall is τ-b: pairs of pairs in the same order less those in the other, over
// √((n₀-n₁)(n₀-n₂)), n₁ and n₂ being the ties in x and in y. The test is normal with
// the variance that allows for ties (Kendall 1970, chapter 4), the interval Fisher's
// with the variance 0.437/(n-4) of Fieller, Hartley and Pearson (1957). Errors as of
// [Pearson]. Time grows as n log n.
func Kendall(x, y []float64, confidence float64) (Correlation, error) {
	c, x, y, err := begin(KendallTau, x, y, confidence)
	if err != nil {
		return c, err
	}
	k := kendall(x, y)
	c.Value, c.P, c.Test = k.tau(), dist.NormalTwoSided(k.z()), "normal approximation with ties"
	c.fisher(0.437, 4)
	return c, nil
}

// begin checks the data and leaves pairs with gaps out.
func begin(kind Kind, x, y []float64, confidence float64) (c Correlation, xs, ys []float64, err error) {
	c = Correlation{Kind: kind, Relation: association, Confidence: confidence}
	if confidence == 0 {
		c.Confidence = metrics.DefaultConfidence
	}
	if err := stat.CheckConfidence(c.Confidence); err != nil {
		return c, nil, nil, err
	}
	if len(x) != len(y) {
		return c, nil, nil, &stat.ArgumentError{Name: "the number of values in y", Value: float64(len(y)), Want: fmt.Sprint(len(x), ", as many as x has")}
	}
	for i := range x {
		for j, v := range []float64{x[i], y[i]} {
			if math.Abs(v) > largest {
				return c, nil, nil, &stat.ArgumentError{Name: fmt.Sprintf("%s[%d]", "xy"[j:j+1], i), Value: v, Want: "a number from -1e150 to 1e150, or NaN if it is missing"}
			}
		}
		if math.IsNaN(x[i]) || math.IsNaN(y[i]) {
			c.Missing++
			continue
		}
		xs, ys = append(xs, x[i]), append(ys, y[i])
	}
	c.N = len(xs)
	switch {
	case c.N == 0:
		return c, nil, nil, fmt.Errorf("correlate: no pair has both values: %w", stat.ErrNoData)
	case constant(xs):
		return c, nil, nil, fmt.Errorf("correlate: x does not vary: %w", stat.ErrUndefined)
	case constant(ys):
		return c, nil, nil, fmt.Errorf("correlate: y does not vary: %w", stat.ErrUndefined)
	case c.N < 3:
		return c, nil, nil, fmt.Errorf("correlate: %d pairs, at least 3 are needed: %w", c.N, stat.ErrTooFew)
	}
	return c, xs, ys, nil
}

// largest is the largest absolute value whose square, and the sum of many, are
// float64s.
const largest = 1e150

// constant reports whether values are the same, or so nearly that the squares of their
// distances are no float64s.
func constant(x []float64) bool { return slices.Max(x)-slices.Min(x) < 1/largest }

// tTest tests a correlation with Student's t.
func (c *Correlation) tTest(df float64) {
	c.Test = "t test"
	c.P = dist.TTwoSided(tOf(c.Value, df), df)
}

func tOf(r, df float64) float64 {
	return r * math.Sqrt(df/((1-r)*(1+r)))
}

// fisher is the interval tanh(atanh r ± z √(variance/(n-less))).
func (c *Correlation) fisher(variance float64, less int) {
	if c.N <= less {
		return
	}
	half := dist.Z(c.Confidence) * math.Sqrt(variance/float64(c.N-less))
	at := math.Atanh(c.Value)
	c.Low, c.High = metrics.NumberOf(math.Tanh(at-half)), metrics.NumberOf(math.Tanh(at+half))
}

// pearson is r of values of which neither side is constant.
func pearson(x, y []float64) float64 {
	mx, my := mean(x), mean(y)
	var xx, yy, xy float64
	for i := range x {
		dx, dy := x[i]-mx, y[i]-my
		xx, yy, xy = xx+dx*dx, yy+dy*dy, xy+dx*dy
	}
	return over(xy, xx, yy)
}

// over is xy/√(xx yy) within -1 and 1. One root is more exact than two, if the
// product is a float64.
func over(xy, xx, yy float64) float64 {
	root := math.Sqrt(xx * yy)
	if !(xx*yy > 1e-300) || math.IsInf(root, 1) {
		root = math.Sqrt(xx) * math.Sqrt(yy)
	}
	return max(-1, min(1, xy/root))
}

func mean(x []float64) float64 {
	var sum float64
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// ranks are from 1; ties have the mean of theirs.
func ranks(x []float64) []float64 {
	order := sorted(x)
	out := make([]float64, len(x))
	for from := 0; from < len(order); {
		to := from
		for to < len(order) && x[order[to]] == x[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			out[i] = float64(from+to+1) / 2
		}
		from = to
	}
	return out
}

// sorted are the indexes of x in ascending order of its values.
func sorted(x []float64) []int {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(x[a], x[b]) })
	return order
}
