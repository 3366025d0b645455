package stat_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/loamlib/loam/metrics/stat"
)

// Every interval of a share stays in order, holds the share, mirrors when yes and
// no change places and narrows when all is repeated.
func TestIntervalsOfAShareBehave(t *testing.T) {
	clipped := map[string]func(x, n int64, confidence float64) (stat.Interval, error){
		"Wilson": stat.Wilson, "WilsonContinuity": stat.WilsonContinuity, "Jeffreys": stat.Jeffreys, "ClopperPearson": stat.ClopperPearson,
	}
	for name, f := range clipped {
		for n := int64(1); n <= 40; n++ {
			for x := int64(0); x <= n; x++ {
				i, err := f(x, n, 0.95)
				j, err2 := f(n-x, n, 0.95)
				k, err3 := f(9*x, 9*n, 0.95)
				p := float64(x) / float64(n)
				switch {
				case err != nil || err2 != nil || err3 != nil:
					t.Fatal(err, err2, err3)
				case !(0 <= i.Low && i.Low <= p && p <= i.High && i.High <= 1):
					t.Fatalf("%s of %d in %d is %v", name, x, n, i)
				case math.Abs(i.Low-(1-j.High)) > 1e-9 || math.Abs(i.High-(1-j.Low)) > 1e-9:
					t.Fatalf("%s of %d in %d is %v, of the others %v", name, x, n, i, j)
				case k.Width() >= i.Width():
					t.Fatalf("%s of %d in %d is %v, of nine times as many %v", name, x, n, i, k)
				}
			}
		}
	}
}

// The exact interval never covers less than it says.
func TestClopperPearsonAlwaysCovers(t *testing.T) {
	const n = 30
	for p := 0.01; p < 1; p += 0.01 {
		var sum float64
		for x := int64(0); x <= n; x++ {
			i, err := stat.ClopperPearson(x, n, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			if i.Contains(p) {
				logs, _ := math.Lgamma(n + 1)
				a, _ := math.Lgamma(float64(x) + 1)
				b, _ := math.Lgamma(float64(n-x) + 1)
				sum += math.Exp(logs - a - b + float64(x)*math.Log(p) + float64(n-x)*math.Log(1-p))
			}
		}
		if sum < 0.95-1e-9 {
			t.Errorf("at a share of %.2f it covers %.4f", p, sum)
		}
	}
}

func TestTangoStaysInRange(t *testing.T) {
	for n := int64(1); n <= 12; n++ {
		for a := int64(0); a <= n; a++ {
			for b := int64(0); a+b <= n; b++ {
				x := stat.Trinomial{Minus: a, Zero: n - a - b, Plus: b}
				i, err := x.Tango(0.95)
				if err != nil || i.Low < -1 || i.High > 1 || !i.Contains(x.Score()) {
					t.Fatalf("%+v: %v, %v", x, i, err)
				}
			}
		}
	}
}

// Ranks know order only: a monotone change of the scale changes nothing, and the
// counted form is the same test.
func TestRankTestsKnowOrderOnly(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	draw := func(n int) (values, stretched []float64, counts []int64) {
		counts = make([]int64, 5)
		for range n {
			k := r.IntN(5)
			values = append(values, float64(k))
			stretched = append(stretched, math.Exp(float64(k)))
			counts[k]++
		}
		return values, stretched, counts
	}
	x, xs, xc := draw(23)
	y, ys, yc := draw(31)
	a, err := stat.MannWhitney(x, y)
	b, err2 := stat.MannWhitney(xs, ys)
	c, err3 := stat.MannWhitneyCounts(xc, yc)
	if err != nil || err2 != nil || err3 != nil || a != b || a != c {
		t.Errorf("%+v, %+v, %+v", a, b, c)
	}
	k, err := stat.KruskalWallis(x, y)
	l, err2 := stat.KruskalWallisCounts(xc, yc)
	if err != nil || err2 != nil || k != l || math.Abs(k.P-a.PUncorrected) > 1e-9 {
		t.Errorf("Kruskal-Wallis of two groups: %+v and %+v, Mann-Whitney %v", k, l, a.PUncorrected)
	}
}

func TestMomentsDoNotDependOnOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	x := make([]float64, 500)
	for i := range x {
		x[i] = math.Exp(20 * r.NormFloat64())
	}
	want, err := stat.MomentsOf(x)
	if err != nil {
		t.Fatal(err)
	}
	for range 10 {
		r.Shuffle(len(x), func(i, j int) { x[i], x[j] = x[j], x[i] })
		if got, _ := stat.MomentsOf(x); got != want {
			t.Fatalf("%v, want %v", got, want)
		}
	}
}

// Adjusted p-values are no smaller than the raw ones, keep their order, and Holm
// lies between Hochberg and Bonferroni.
func TestAdjustedPValuesAreOrdered(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 50 {
		p := make([]float64, 1+r.IntN(30))
		for i := range p {
			p[i] = math.Pow(r.Float64(), 3)
		}
		bh, _ := stat.BenjaminiHochberg(p)
		by, _ := stat.BenjaminiYekutieli(p)
		holm, _ := stat.Holm(p)
		hochberg, _ := stat.Hochberg(p)
		bonferroni, err := stat.Bonferroni(p)
		if err != nil {
			t.Fatal(err)
		}
		for i := range p {
			if ladder := []float64{p[i], bh[i], hochberg[i], holm[i], bonferroni[i], 1}; !slices.IsSorted(ladder) || by[i] < bh[i] {
				t.Fatalf("p = %v gives %v, by %v", p[i], ladder, by[i])
			}
		}
	}
}

// A handful among very many: the interval holds the share and is as wide, for its
// size, as that of the same handful among fewer.
func TestFewAmongVeryMany(t *testing.T) {
	for _, x := range []int64{0, 1, 3, 30, 1000} {
		for name, f := range map[string]func(x, n int64, confidence float64) (stat.Interval, error){
			"Wilson": stat.Wilson, "Jeffreys": stat.Jeffreys, "ClopperPearson": stat.ClopperPearson,
		} {
			small, err := f(x, 1e9, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range []int64{1e12, 1e15, 1 << 53, 1<<53 + 1, 1 << 62, math.MaxInt64} {
				i, err := f(x, n, 0.95)
				k := float64(n) / 1e9
				if err != nil || math.Abs(i.Low*k-small.Low) > 1e-5*small.Low || math.Abs(i.High*k-small.High) > 1e-5*small.High {
					t.Errorf("%s of %d in %d: %v, %v, want %v divided by %v", name, x, n, i, err, small, k)
				}
				turned, err := f(n-x, n, 0.95)
				if err != nil || turned.Low > float64(n-x)/float64(n) || turned.High < float64(n-x)/float64(n) {
					t.Errorf("%s of all but %d in %d: %v, %v", name, x, n, turned, err)
				}
			}
		}
		// The exact limits of a count among very many are those of a Poisson count.
		poisson, err := stat.Garwood(x, 1e15, 0.95)
		exact, err2 := stat.ClopperPearson(x, 1e15, 0.95)
		if err != nil || err2 != nil || math.Abs(poisson.High-exact.High) > 1e-9*exact.High || math.Abs(poisson.Low-exact.Low) > 1e-9*exact.Low {
			t.Errorf("%d of 1e15: %v, as a rate %v, %v, %v", x, exact, poisson, err, err2)
		}
	}
}

// Ratios of counts of any size keep their order, turned round they are one over it.
func TestRatiosOfAnySize(t *testing.T) {
	counts := []int64{0, 1, 3, 1000, 1<<53 + 1, 1 << 61}
	for _, x := range counts {
		for _, y := range counts {
			for name, f := range map[string]func(x, y int64, confidence float64) (stat.Interval, error){"Ratio": stat.Ratio, "RatioExact": stat.RatioExact} {
				i, err := f(x, y, 0.95)
				j, err2 := f(y, x, 0.95)
				if x+y == 0 && err == stat.ErrNoData {
					continue
				}
				r := float64(x) / float64(y)
				if err != nil || err2 != nil || !(i.Low <= r && r <= i.High) || math.Abs(i.Low*j.High-1) > 1e-9 && i.Low != 0 || math.Abs(i.High*j.Low-1) > 1e-9 && j.Low != 0 {
					t.Errorf("%s of %d to %d: %v, %v, the other way %v, %v", name, x, y, i, err, j, err2)
				}
			}
		}
	}
}

// Groups so unequal that a sum of squares would swallow the small ones.
func TestTrendAndRanksOfVeryUnequalGroups(t *testing.T) {
	const huge = math.MaxInt64 / 4
	test, err := stat.Trend(stat.Share{X: 1, N: 1}, stat.Share{X: huge / 2, N: huge}, stat.Share{X: 0, N: 1})
	if err != nil || math.Abs(test.Statistic-2) > 1e-6 { // ((1-2)(1-½) + (3-2)(0-½))² / (¼ · 2)
		t.Errorf("trend %+v, %v, want 2", test, err)
	}
	u, err := stat.MannWhitneyCounts([]int64{0, 1}, []int64{1, huge})
	if err != nil || !(u.P >= 0 && u.P <= 1) || !(u.PUncorrected >= 0 && u.PUncorrected <= 1) {
		t.Errorf("ranks %+v, %v", u, err)
	}
	k, err := stat.KruskalWallisCounts([]int64{0, 1}, []int64{1, huge}, []int64{2, 3})
	if err != nil || !(k.P >= 0 && k.P <= 1) {
		t.Errorf("ranks %+v, %v", k, err)
	}
	// One of two against none of very many: 1 - (1-½·2^-60)² or so, all tables but one.
	fisher, err := stat.Fisher(stat.Share{X: 1, N: 2}, stat.Share{X: 0, N: 1 << 61}, 0.95)
	all, err2 := stat.FisherTest(stat.Share{X: 1, N: 2}, stat.Share{X: 1 << 61, N: 1 << 61})
	if err != nil || err2 != nil || math.Abs(fisher.P*(1<<60)-1) > 1e-9 || fisher.P != all.P || !math.IsInf(fisher.OddsRatio, 1) || !(fisher.Interval.Low > 1e15) {
		t.Errorf("one of two among very many: %+v and %+v, %v, %v", fisher, all, err, err2)
	}
	b, err := stat.BinomialTest(1<<52, 1<<53+1, 0.5)
	if err != nil || !(b.P > 0.9) {
		t.Errorf("half of 2^53+1: %+v, %v", b, err)
	}
}

// Counts of any size: no panic, no NaN, order kept.
func TestHugeCounts(t *testing.T) {
	for _, n := range []int64{1 << 40, 1 << 53, 1 << 60, math.MaxInt64 / 2} {
		for name, f := range map[string]func(x, n int64, confidence float64) (stat.Interval, error){
			"Wilson": stat.Wilson, "Jeffreys": stat.Jeffreys, "ClopperPearson": stat.ClopperPearson, "Logit": stat.Logit,
		} {
			i, err := f(n/3, n, 0.95)
			if p := float64(n/3) / float64(n); err != nil || !(i.Low <= p && p <= i.High && i.Width() < 1e-5) {
				t.Errorf("%s of a third of %d: %v, %v", name, n, i, err)
			}
		}
		x := stat.Trinomial{Minus: n / 4, Zero: n / 2, Plus: n / 2}
		for name, f := range map[string]func(float64) (stat.Interval, error){"AdjustedWald": x.AdjustedWald, "Tango": x.Tango} {
			if i, err := f(0.95); err != nil || !i.Contains(x.Score()) || !(i.Width() < 1e-5) {
				t.Errorf("%s of %d: %v, %v", name, n, i, err)
			}
		}
		if test, err := stat.BinomialTest(n/2, n, 0.5); err != nil || !(test.P > 0.9) {
			t.Errorf("half of %d: %v, %v", n, test, err)
		}
		if _, err := stat.TwoShares(stat.Share{X: n / 2, N: n}, stat.Share{X: n / 3, N: n}); err != nil {
			t.Error(err)
		}
		if i, err := stat.Garwood(n, 1e6, 0.95); err != nil || !(i.Low < i.High) {
			t.Errorf("Garwood of %d: %v, %v", n, i, err)
		}
		if b, err := stat.BootstrapCounts([]int64{n / 4, n / 2, n / 4}, func(c []float64) float64 {
			return (c[2] - c[0]) / (c[0] + c[1] + c[2])
		}, stat.BootstrapOptions{Replicates: 200}); err != nil || !(b.StdErr < 1e-5) {
			t.Errorf("bootstrap of %d: %+v, %v", n, b, err)
		}
	}
}

func TestBootstrapRepeatsWithItsSource(t *testing.T) {
	share := func(c []float64) float64 { return c[1] / (c[0] + c[1]) }
	run := func(seed uint64) stat.Bootstrap {
		b, err := stat.BootstrapCounts([]int64{30, 12}, share, stat.BootstrapOptions{Source: rand.NewPCG(seed, 1), Replicates: 500})
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	if run(1) != run(1) || run(1) == run(2) {
		t.Error("the same source must give the same replicates, another one others")
	}
	// √(p(1-p)/n) for 12 of 42.
	if got, want := run(3).StdErr, math.Sqrt(12./42*30/42/42); math.Abs(got-want) > 0.01 {
		t.Errorf("standard error %v, want about %v", got, want)
	}
}

// Of all customers there are no more than all, of very many all that were asked
// for, and a whole number is not rounded up.
func TestFinitePopulations(t *testing.T) {
	for _, c := range []struct{ n, population, want int64 }{
		{1, 1, 1}, {385, 1, 1}, {385, 384, 193}, {4, 4, 3}, {100, 100, 51}, {33, 32, 17}, {385, 1_000_000, 385}, {385, 1500, 307},
		{math.MaxInt64, math.MaxInt64, 1 << 62}, {1 << 53, 1 << 53, 1<<52 + 1},
	} {
		if got, err := stat.FinitePopulation(c.n, c.population); err != nil || got != c.want {
			t.Errorf("%d of %d: %d, %v, want %d", c.n, c.population, got, err, c.want)
		}
	}
}
