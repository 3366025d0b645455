package stat

import (
	"math"
)

// A Homogeneity says whether several groups have the same share.
type Homogeneity struct {
	Pearson   Test      `json:"pearson"`
	G2        Test      `json:"g2"`        // likelihood ratio
	CramersV  float64   `json:"cramers_v"` // effect size in [0, 1]
	Residuals []float64 `json:"residuals"` // adjusted: standard normal for each group if all shares are the same
}

// KShares compares the shares of two or more groups. [ErrUndefined] if nobody or
// everybody succeeded in all of them.
func KShares(groups ...Share) (Homogeneity, error) {
	x, n, err := pool(groups)
	if err != nil {
		return Homogeneity{}, err
	}
	p := x / n
	var out Homogeneity
	var chi, g2 float64
	for _, g := range groups {
		gx, gn, gp := g.floats()
		d := gx - gn*p
		chi += d * d / (gn * p * (1 - p))
		g2 += 2 * (xlogy(gx, gp/p) + xlogy(gn-gx, (1-gp)/(1-p)))
		out.Residuals = append(out.Residuals, d/math.Sqrt(gn*p*(1-p)*(1-gn/n)))
	}
	df := float64(len(groups) - 1)
	out.Pearson, out.G2 = chiTest(chi, df), chiTest(g2, df)
	out.CramersV = math.Min(1, math.Sqrt(chi/n)) // the smaller dimension of a k×2 table is 2
	return out, nil
}

// xlogy is x log(y), which is 0 where x is.
func xlogy(x, y float64) float64 {
	if x == 0 {
		return 0
	}
	return x * math.Log(y)
}

// Trend tests whether the shares of ordered groups rise or fall steadily
// (Cochran 1954, Armitage 1955), with the scores 1, 2, … k.
func Trend(groups ...Share) (Test, error) {
	x, n, err := pool(groups)
	if err != nil {
		return Test{}, err
	}
	p := x / n
	var mean, t, spread float64
	for i, g := range groups {
		mean += float64(g.N) / n * float64(i+1)
	}
	for i, g := range groups {
		gx, gn, _ := g.floats()
		score := float64(i+1) - mean
		t += score * (gx - gn*p)
		spread += gn * score * score
	}
	return chiTest(t*t/(p*(1-p)*spread), 1), nil
}

// pool adds up groups that can be compared.
func pool(groups []Share) (x, n float64, err error) {
	if len(groups) < 2 {
		return 0, 0, ErrTooFew
	}
	if err := checkShares(groups...); err != nil {
		return 0, 0, err
	}
	for _, g := range groups {
		x += float64(g.X)
		n += float64(g.N)
	}
	if x == 0 || x == n {
		return 0, 0, ErrUndefined
	}
	return x, n, nil
}
