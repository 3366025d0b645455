package stat_test

import (
	"math"
	"math/big"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/loamlib/loam/metrics/stat"
)

// Exact methods against all that can happen, counted one by one in whole numbers.

func choose(n, k int64) *big.Int {
	if k < 0 || k > n {
		return new(big.Int)
	}
	return new(big.Int).Binomial(n, k)
}

// binomialTail is the probability of at least x successes, added up term by term
// with 200 bits.
func binomialTail(x, n int64, p float64) float64 {
	precise := func(v float64) *big.Float { return new(big.Float).SetPrec(200).SetFloat64(v) }
	q := new(big.Float).SetPrec(200).Sub(precise(1), precise(p))
	sum := precise(0)
	for k := x; k <= n; k++ {
		term := new(big.Float).SetPrec(200).SetInt(choose(n, k))
		for range k {
			term.Mul(term, precise(p))
		}
		for range n - k {
			term.Mul(term, q)
		}
		sum.Add(sum, term)
	}
	v, _ := sum.Float64()
	return v
}

// At the ends of the exact interval the data are just as unlikely as the
// confidence allows.
func TestClopperPearsonEndsWhereTheDataBecomeUnlikely(t *testing.T) {
	for _, confidence := range []float64{0.5, 0.95, 0.998} {
		tail := (1 - confidence) / 2
		for n := int64(1); n <= 30; n += 3 {
			for x := int64(0); x <= n; x++ {
				i, err := stat.ClopperPearson(x, n, confidence)
				if err != nil {
					t.Fatal(err)
				}
				if x > 0 {
					if got := binomialTail(x, n, i.Low); math.Abs(got-tail) > 1e-11*tail {
						t.Errorf("%d of %d at %v: %v above the lower end, want %v", x, n, confidence, got, tail)
					}
				}
				if x < n {
					if got := 1 - binomialTail(x+1, n, i.High); math.Abs(got-tail) > 1e-11 {
						t.Errorf("%d of %d at %v: %v below the upper end, want %v", x, n, confidence, got, tail)
					}
				}
			}
		}
	}
}

// For a share of one half the binomial probabilities are whole numbers over 2^n.
func TestBinomialTestAndMcNemarCountAllOutcomes(t *testing.T) {
	for n := int64(1); n <= 70; n++ {
		all := new(big.Int).Lsh(big.NewInt(1), uint(n))
		for x := int64(0); x <= n; x++ {
			rare := new(big.Int)
			for k := int64(0); k <= n; k++ {
				if choose(n, k).Cmp(choose(n, x)) <= 0 {
					rare.Add(rare, choose(n, k))
				}
			}
			want, _ := new(big.Rat).SetFrac(rare, all).Float64()
			got, err := stat.BinomialTest(x, n, 0.5)
			_, exact, err2 := stat.McNemar(x, n-x)
			if err != nil || err2 != nil || math.Abs(got.P-want) > 1e-12*want || exact.P != got.P {
				t.Errorf("%d of %d: %v and %v, want %v", x, n, got.P, exact.P, want)
			}
		}
	}
}

// Fisher's p-value against all tables with the same margins, and the odds ratio
// and its interval against the equations that define them.
func TestFisherCountsAllTables(t *testing.T) {
	for n := int64(1); n <= 7; n++ {
		for m := int64(1); m <= 9; m += 2 {
			for x := int64(0); x <= n; x++ {
				for y := int64(0); y <= m; y++ {
					a, b := stat.Share{X: x, N: n}, stat.Share{X: y, N: m}
					got, err := stat.Fisher(a, b, 0.9)
					if err != nil {
						t.Fatal(err)
					}
					tables := func(v int64) *big.Int { return new(big.Int).Mul(choose(n, v), choose(m, x+y-v)) }
					rare, all := new(big.Int), new(big.Int)
					for v := int64(0); v <= n; v++ {
						all.Add(all, tables(v))
						if tables(v).Cmp(tables(x)) <= 0 {
							rare.Add(rare, tables(v))
						}
					}
					want, _ := new(big.Rat).SetFrac(rare, all).Float64()
					if math.Abs(got.P-want) > 1e-12 {
						t.Errorf("%v against %v: p = %v, want %v", a, b, got.P, want)
					}
					checkOdds(t, got, x, tables, n)
				}
			}
		}
	}
}

// checkOdds puts the odds ratio and the ends of its interval into the noncentral
// hypergeometric distribution.
func checkOdds(t *testing.T, got stat.Exact2x2, x int64, tables func(int64) *big.Int, n int64) {
	t.Helper()
	at := func(odds float64) (mean, atLeast, atMost float64) {
		var all float64
		for v := int64(0); v <= n; v++ {
			c, _ := new(big.Float).SetInt(tables(v)).Float64()
			w := c * math.Pow(odds, float64(v))
			all += w
			mean += w * float64(v)
			if v >= x {
				atLeast += w
			}
			if v <= x {
				atMost += w
			}
		}
		return mean / all, atLeast / all, atMost / all
	}
	const tail = 0.05
	if o := got.OddsRatio; o > 0 && !math.IsInf(o, 1) {
		if mean, _, _ := at(o); math.Abs(mean-float64(x)) > 1e-9 {
			t.Errorf("odds ratio %v: mean %v, want %d", o, mean, x)
		}
	}
	if low := got.Interval.Low; low > 0 {
		if _, p, _ := at(low); math.Abs(p-tail) > 1e-9 {
			t.Errorf("lower end %v: tail %v", low, p)
		}
	}
	if high := got.Interval.High; !math.IsInf(high, 1) {
		if _, _, p := at(high); math.Abs(p-tail) > 1e-9 {
			t.Errorf("upper end %v: tail %v", high, p)
		}
	}
}

// All ways to deal the answers out to two groups.
func TestMannWhitneyExactCountsAllDivisions(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		n, m, steps := 1+r.IntN(5), 1+r.IntN(6), 2+r.IntN(9) // few steps make many ties
		values := make([]float64, n+m)
		for i := range values {
			values[i] = float64(r.IntN(steps))
		}
		u := func(first uint) float64 {
			var pairs float64
			for i, a := range values {
				for j, b := range values {
					if first>>i&1 == 1 && first>>j&1 == 0 {
						pairs += (1 + float64(signOf(a-b))) / 2
					}
				}
			}
			return pairs
		}
		seen, middle := u(1<<n-1), float64(n*m)/2
		var far, all float64
		for set := uint(0); set < 1<<(n+m); set++ {
			if bits.OnesCount(set) != n {
				continue
			}
			all++
			if math.Abs(u(set)-middle) >= math.Abs(seen-middle) {
				far++
			}
		}
		got, err := stat.MannWhitneyExact(values[:n], values[n:])
		if err == stat.ErrUndefined {
			continue
		}
		if err != nil || got.Statistic != seen || math.Abs(got.P-far/all) > 1e-12 {
			t.Errorf("%v: U = %v, p = %v, %v, want %v and %v", values, got.Statistic, got.P, err, seen, far/all)
		}
	}
}

// All ways to give the changes a sign.
func TestWilcoxonExactCountsAllSigns(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		n := 1 + r.IntN(10)
		before, after := make([]float64, n), make([]float64, n)
		var sizes []float64
		for i := range n {
			after[i] = float64(r.IntN(9) - 4)
			if after[i] != 0 {
				sizes = append(sizes, math.Abs(after[i]))
			}
		}
		if len(sizes) == 0 {
			continue
		}
		rank := func(v float64) float64 {
			var below, tied float64
			for _, s := range sizes {
				if s < v {
					below++
				} else if s == v {
					tied++
				}
			}
			return below + (tied+1)/2
		}
		var seen float64
		for _, d := range after {
			if d > 0 {
				seen += rank(d)
			}
		}
		k := len(sizes)
		middle := float64(k*(k+1)) / 4
		var far float64
		for signs := uint(0); signs < 1<<k; signs++ {
			var v float64
			for i, s := range sizes {
				if signs>>i&1 == 1 {
					v += rank(s)
				}
			}
			if math.Abs(v-middle) >= math.Abs(seen-middle) {
				far++
			}
		}
		want := far / math.Pow(2, float64(k))
		got, err := stat.WilcoxonExact(before, after)
		if err != nil || got.Statistic != seen || math.Abs(got.P-want) > 1e-12 {
			t.Errorf("%v: V = %v, p = %v, %v, want %v and %v", after, got.Statistic, got.P, err, seen, want)
		}
	}
}

func signOf(x float64) int {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

// The approximation comes to the exact value as the groups grow.
func TestRankApproximationsApproach(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, n := range []int{20, 50} {
		x, y := make([]float64, n), make([]float64, n)
		for i := range n {
			x[i], y[i] = float64(r.IntN(11)), float64(r.IntN(11))+0.5
		}
		rough, err := stat.MannWhitney(x, y)
		exact, err2 := stat.MannWhitneyExact(x, y)
		if err != nil || err2 != nil || exact.Statistic != rough.U || math.Abs(exact.P-rough.P) > 0.01 {
			t.Errorf("n = %d: %v roughly, %v exactly, %v, %v", n, rough, exact, err, err2)
		}
		signed, err := stat.Wilcoxon(x, y)
		exact, err2 = stat.WilcoxonExact(x, y)
		if err != nil || err2 != nil || exact.Statistic != signed.V || math.Abs(exact.P-signed.P) > 0.01 {
			t.Errorf("n = %d: %v roughly, %v exactly, %v, %v", n, signed, exact, err, err2)
		}
	}
	long := make([]float64, 60)
	for i := range long {
		long[i] = float64(i + 1)
	}
	for name, err := range map[string]error{
		"Mann-Whitney": erring(stat.MannWhitneyExact(long, long)),
		"Wilcoxon":     erring(stat.WilcoxonExact(make([]float64, 120), append(slices.Clone(long), long...))),
	} {
		if _, ok := err.(*stat.ArgumentError); !ok {
			t.Errorf("%s of 120: %v, want an ArgumentError", name, err)
		}
	}
}

// How far the approximation of two groups of 50 is from the exact value depends on
// how many values the answers take.
func TestRankApproximationsWantManyValues(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, c := range []struct {
		values      int
		least, most float64
	}{{3, 0.03, 0.1}, {11, 0, 0.002}} {
		var worst float64
		for range 4 {
			x, y := make([]int64, c.values), make([]int64, c.values)
			for range 50 {
				x[r.IntN(c.values)]++
				y[r.IntN(c.values)]++
			}
			rough, err := stat.MannWhitneyCounts(x, y)
			exact, err2 := stat.MannWhitneyExactCounts(x, y)
			if err != nil || err2 != nil {
				t.Fatal(err, err2)
			}
			worst = max(worst, math.Abs(exact.P-rough.P))
		}
		if !(worst >= c.least && worst <= c.most) {
			t.Errorf("%d values: off by %.4f, want from %v to %v", c.values, worst, c.least, c.most)
		}
		t.Logf("%d values: off by %.4f", c.values, worst)
	}
}

// At the ends of Garwood's interval the count is just as unlikely as the
// confidence allows.
func TestGarwoodEndsWhereTheCountBecomesUnlikely(t *testing.T) {
	atMost := func(x int64, mean float64) float64 {
		term, sum := math.Exp(-mean), 0.0
		for k := int64(0); k <= x; k++ {
			sum += term
			term *= mean / float64(k+1)
		}
		return sum
	}
	for x := int64(0); x <= 40; x++ {
		i, err := stat.Garwood(x, 1, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		if got := atMost(x, i.High); math.Abs(got-0.025) > 1e-12 {
			t.Errorf("%d events: %v above", x, got)
		}
		if x > 0 {
			if got := 1 - atMost(x-1, i.Low); math.Abs(got-0.025) > 1e-12 {
				t.Errorf("%d events: %v below", x, got)
			}
		}
	}
}

// Tango's ends satisfy the equation that defines them, for every sample of n.
func TestTangoSolvesItsEquation(t *testing.T) {
	const z = 1.959963984540054
	for n := int64(1); n <= 15; n++ {
		for b := int64(0); b <= n; b++ {
			for c := int64(0); b+c <= n; c++ {
				i, err := stat.Trinomial{Minus: b, Zero: n - b - c, Plus: c}.Tango(0.95)
				if err != nil {
					t.Fatal(err)
				}
				for _, d := range []float64{i.Low, i.High} {
					if d == -1 || d == 1 {
						continue
					}
					fb, fc, fn := float64(b), float64(c), float64(n)
					lin := -fb - fc + (2*fn-fc+fb)*d
					q := (math.Sqrt(lin*lin+8*fn*fb*d*(1-d)) - lin) / (4 * fn)
					left, right := (fc-fb-fn*d)*(fc-fb-fn*d), z*z*fn*(2*q+d*(1-d))
					if math.Abs(left-right) > 1e-9*fn*fn {
						t.Errorf("%d, %d of %d: at %v the two sides are %v and %v", b, c, n, d, left, right)
					}
				}
			}
		}
	}
}
