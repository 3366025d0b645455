package series

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/loamlib/loam/metrics/stat"
)

// randomModels are short series of every kind, some with changes, some without,
// some with values that repeat.
func randomModels(r *rand.Rand) map[string]*ChangeModel {
	n := 6 + r.IntN(30)
	x, variances := make([]float64, n), make([]float64, n)
	shares, counts, exposure := make([]stat.Share, n), make([]int64, n), make([]float64, n)
	level := 0.0
	for t := range n {
		if r.IntN(8) == 0 {
			level = 3 * r.Float64()
		}
		x[t] = level + r.NormFloat64()
		if r.IntN(5) == 0 {
			x[t] = math.Round(x[t])
		}
		variances[t] = 0.1 + r.Float64()
		shares[t].N = int64(r.IntN(40))
		shares[t].X = int64(float64(shares[t].N) * min(1, max(0, 0.3+0.2*x[t])))
		exposure[t] = 1 + 9*r.Float64()
		counts[t] = int64(r.IntN(3)) + int64(4*level)
	}
	models := map[string]*ChangeModel{}
	add := func(name string, m *ChangeModel, err error) {
		if err != nil {
			panic(err)
		}
		models[name] = m
	}
	m, err := MeanChanges(x, 0)
	add("mean", m, err)
	m, err = MeanVarianceChanges(x)
	add("mean and variance", m, err)
	m, err = WeightedMeanChanges(x, variances)
	add("weighted mean", m, err)
	m, err = ShareChanges(shares)
	add("share", m, err)
	m, err = RateChanges(counts, exposure)
	add("rate", m, err)
	return models
}

// exhaustive is the least cost over all ways to cut the series: optimal
// partitioning (Jackson et al. 2005) without pruning.
func exhaustive(c cutting, costs *segmentCosts) (starts []int, gain float64) {
	n := costs.n
	least, from := make([]float64, n+1), make([]int, n+1)
	for t := 1; t <= n; t++ {
		least[t] = math.Inf(1)
		for s := 0; s+c.least <= t; s++ {
			before := least[s] + c.penalty
			if s == 0 {
				before = 0
			}
			if v := before + c.cost(costs, s, t); v < least[t] {
				least[t], from[t] = v, s
			}
		}
	}
	for t := from[n]; t > 0; t = from[t] {
		starts = append(starts, t)
	}
	slices.Reverse(starts)
	return starts, c.cost(costs, 0, n) - least[n]
}

func TestPELTEqualsOptimalPartitioning(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	found := map[string]int{}
	for range 400 {
		for name, m := range randomModels(r) {
			for _, p := range []Penalty{BIC, MBIC, 0.5, 3} {
				cut, err := m.cutting(p, m.kind.parameters()+1+r.IntN(3))
				if err != nil {
					t.Fatal(err)
				}
				costs := m.costsOf(m.obs)
				if costs == nil || costs.n < 2*cut.least {
					continue
				}
				got, gain := cut.best(costs)
				want, most := exhaustive(cut, costs)
				if math.Abs(gain-most) > 1e-9*(1+math.Abs(most)) {
					t.Fatalf("%s, penalty %v, %d observations: PELT cuts at %v and gains %v, all ways at %v and %v", name, p, costs.n, got, gain, want, most)
				}
				if fmt.Sprint(got) != fmt.Sprint(want) && math.Abs(gain-most) > 1e-12*(1+math.Abs(most)) {
					t.Fatalf("%s: cut at %v, want %v", name, got, want)
				}
				found[name] += len(got)
			}
		}
	}
	for name, n := range found {
		if n < 400 {
			t.Errorf("%s: only %d changes in all series, too few to compare", name, n)
		}
	}
}

// A weighted mean with the same variance everywhere is a mean; shares of one answer
// more or less do not move a cost by more than they weigh.
func TestEqualVariancesWeighNothing(t *testing.T) {
	x := []float64{1, 2, 1, 2, 1, 7, 8, 7, 8, 7}
	m, _ := MeanChanges(x, 2)
	w, err := WeightedMeanChanges(x, slices.Repeat([]float64{4}, len(x)))
	if err != nil {
		t.Fatal(err)
	}
	a, b := m.costsOf(m.obs), w.costsOf(w.obs)
	for i := range x {
		for j := i + 1; j <= len(x); j++ {
			if d := a.between(i, j) - b.between(i, j); math.Abs(d) > 1e-12 {
				t.Fatalf("cost of %d to %d differs by %v", i, j, d)
			}
		}
	}
}

// The cost of shares is twice the negative log likelihood: two segments of one half
// and all, 4 answers each, cost 2·4·ln 2.
func TestShareCostIsADeviance(t *testing.T) {
	m, _ := ShareChanges([]stat.Share{{X: 2, N: 4}, {X: 4, N: 4}})
	c := m.costs(m.obs, yardstick{scale: 1})
	if got, want := c.between(0, 1)+c.between(1, 2), 8*math.Ln2; math.Abs(got-want) > 1e-12 {
		t.Errorf("cost %v, want %v", got, want)
	}
	if got, want := c.between(0, 2), -2*(6*math.Log(0.75)+2*math.Log(0.25)); math.Abs(got-want) > 1e-12 {
		t.Errorf("cost %v, want %v", got, want)
	}
}
