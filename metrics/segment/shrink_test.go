package segment_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mathext"

	"github.com/loamlib/loam/metrics/segment"
	"github.com/loamlib/loam/metrics/stat"
)

// No point of a grid is likelier than the maximum that is said to be one, with slices of
// all sizes that differ much, a little and not at all.
func TestShrinkSharesFindsTheGreatestLikelihood(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 12))
		spread, p := []float64{0, 0.3, 1, 3, 8}[r.IntN(5)], 3*r.NormFloat64()
		var groups []stat.Share
		for range 3 + r.IntN(40) {
			chance := 1 / (1 + math.Exp(-p-spread*r.NormFloat64()))
			g := stat.Share{N: 1 + r.Int64N([]int64{2, 20, 3000}[r.IntN(3)])}
			for range g.N {
				if r.Float64() < chance {
					g.X++
				}
			}
			groups = append(groups, g)
		}
		s, err := segment.ShrinkShares(groups, 0.95)
		if err == stat.ErrUndefined {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		best, at := math.Inf(-1), [2]float64{}
		for i := -20; i <= 30; i++ {
			for j := -20; j <= 30; j++ {
				a, b := math.Exp(float64(i)/2), math.Exp(float64(j)/2)
				var l float64
				for _, g := range groups {
					l += mathext.Lbeta(float64(g.X)+a, float64(g.N-g.X)+b) - mathext.Lbeta(a, b)
				}
				if l > best {
					best, at = l, [2]float64{a, b}
				}
			}
		}
		// Lbeta loses digits where a and b are large; so large they hardly matter.
		if slack := 1e-9 * math.Abs(best) * (1 + math.Max(at[0], at[1])/1e4); s.LogLik < best-1e-8-slack {
			t.Errorf("seed %d: %v and %v have the log-likelihood %.9f, and %v has %.9f", seed, s.Alpha, s.Beta, s.LogLik, at, best)
		}
	}
}

// The likelihoods of the normal model have no higher point on a grid either.
func TestShrinkNormalFindsTheGreatestLikelihood(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 13))
		var y, v []float64
		between := []float64{0, 0.1, 2}[r.IntN(3)]
		for range 2 + r.IntN(10) {
			v = append(v, math.Exp(2*r.NormFloat64()))
			y = append(y, math.Sqrt(v[len(v)-1]+between)*r.NormFloat64())
		}
		loglik := func(tau2 float64, restricted bool) float64 {
			var w, wy, l float64
			for i := range y {
				w += 1 / (v[i] + tau2)
				wy += y[i] / (v[i] + tau2)
			}
			for i := range y {
				d := y[i] - wy/w
				l -= (math.Log(v[i]+tau2) + d*d/(v[i]+tau2)) / 2
			}
			if restricted {
				l -= math.Log(w) / 2
			}
			return l
		}
		for by, restricted := range map[segment.Between]bool{segment.REML: true, segment.ML: false} {
			s, err := segment.ShrinkNormal(y, v, by, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			for i := -60; i < 60; i++ {
				tau2 := math.Exp(float64(i) / 10)
				if got, better := loglik(s.Between, restricted), loglik(tau2, restricted); better > got+1e-9 {
					t.Errorf("seed %d, %v: τ² = %v has %v, and %v has %v", seed, by, s.Between, got, tau2, better)
					break
				}
			}
		}
	}
}

// Squares of values over squares of variances must be float64s, or τ² is 0/0.
func TestShrinkNormalRefusesWhatItCannotSquare(t *testing.T) {
	for _, by := range []segment.Between{segment.DerSimonianLaird, segment.PauleMandel, segment.REML, segment.ML} {
		for _, in := range [][2][]float64{
			{{1e299, 2e300, 3e299}, {1e199, 2e200, 3e199}},
			{{1, 2, 3}, {5e-324, 1e-320, 5e-324}},
		} {
			_, err := segment.ShrinkNormal(in[0], in[1], by, 0.95)
			if wrong := new(stat.ArgumentError); !errors.As(err, &wrong) {
				t.Errorf("%v of %v: got %v, want an ArgumentError", by, in, err)
			}
		}
		s, err := segment.ShrinkNormal([]float64{1e75, -1e75, 0}, []float64{1e-75, 1e75, 1}, by, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := json.Marshal(s); err != nil {
			t.Errorf("%v at the ends of what is accepted: %v", by, err)
		}
	}
}
