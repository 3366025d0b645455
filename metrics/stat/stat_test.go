package stat_test

import (
	"math"
	"slices"
	"testing"

	"github.com/loamlib/loam/metrics/stat"
)

// The expected values are roots of the exact polynomials with 50 digits. R 4.2.2
// gives 38.2976 and 1803.81, because its search stops early.
func TestFisherOddsRatioIsExact(t *testing.T) {
	got, err := stat.Fisher(stat.Share{X: 71, N: 85}, stat.Share{X: 1, N: 9}, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ got, want float64 }{
		{got.OddsRatio, 38.339840563883588},
		{got.Interval.High, 1823.9858174274621},
	} {
		if math.Abs(c.got-c.want) > 1e-9*c.want {
			t.Errorf("got %.15g, want %.15g", c.got, c.want)
		}
	}
}

// ordinary and hard are true shares of -1, 0 and +1. The hard ones are split in
// two or nearly unanimous.
var (
	ordinary = [][3]float64{
		{1. / 3, 1. / 3, 1. / 3}, {0.2, 0.3, 0.5}, {0.1, 0.2, 0.7}, {0.25, 0.5, 0.25},
		{0.4, 0.2, 0.4}, {0.05, 0.15, 0.8}, {0.02, 0.08, 0.9}, {0.01, 0.01, 0.98},
	}
	hard = [][3]float64{{0.45, 0.1, 0.45}, {0.02, 0.18, 0.8}, {0.01, 0.04, 0.95}}
)

// coverage is the probability, for each of several true shares, that the interval
// holds the true score, summed over all samples of n.
func coverage(t *testing.T, n int, shares [][3]float64, interval func(stat.Trinomial) (stat.Interval, error)) []float64 {
	t.Helper()
	fact := make([]float64, n+1)
	for i := 1; i <= n; i++ {
		fact[i] = fact[i-1] + math.Log(float64(i))
	}
	sums := make([]float64, len(shares))
	for a := 0; a <= n; a++ {
		for b := 0; a+b <= n; b++ {
			c := n - a - b
			i, err := interval(stat.Trinomial{Minus: int64(a), Zero: int64(b), Plus: int64(c)})
			if err != nil {
				t.Fatal(err)
			}
			for k, p := range shares {
				if i.Contains(p[2] - p[0]) {
					sums[k] += math.Exp(fact[n] - fact[a] - fact[b] - fact[c] +
						float64(a)*math.Log(p[0]) + float64(b)*math.Log(p[1]) + float64(c)*math.Log(p[2]))
				}
			}
		}
	}
	return sums
}

// The smallest coverages measured are 0.9298 at n = 10 and shares of 2, 8 and 90 %
// for the ordinary ones, 0.9139 at n = 10 and 1, 4 and 95 % for the hard ones.
func TestAdjustedWaldCovers(t *testing.T) {
	const ordinaryFloor, hardFloor = 0.9295, 0.9135
	shares := append(slices.Clone(ordinary), hard...)
	least := 1.0
	for n := 10; n <= 100; n++ {
		got := coverage(t, n, shares, func(x stat.Trinomial) (stat.Interval, error) { return x.AdjustedWald(0.95) })
		for k, p := range shares {
			floor := ordinaryFloor
			if k >= len(ordinary) {
				floor = hardFloor
			}
			if got[k] < floor {
				t.Errorf("n = %d, shares %v: coverage %.4f, want at least %v", n, p, got[k], floor)
			}
		}
		least = min(least, slices.Min(got[:len(ordinary)]))
	}
	t.Logf("the least over the ordinary shares and n from 10 to 100 is %.4f", least)
}

// Where one of the three answers does not occur at all, the interval covers less.
// The smallest coverages over such shares, in steps of half a point, are those that
// its comment names.
func TestAdjustedWaldCoversLessAtTheEdges(t *testing.T) {
	const never = 1e-12 // a share whose logarithm is a number
	var edges [][3]float64
	for k := 1; k < 200; k++ {
		p := float64(k) / 200
		edges = append(edges, [3]float64{never, 1 - p, p}, [3]float64{1 - p, never, p})
	}
	for n, smallest := range map[int]float64{10: 0.861, 30: 0.901, 100: 0.911} {
		got := coverage(t, n, edges, func(x stat.Trinomial) (stat.Interval, error) { return x.AdjustedWald(0.95) })
		if least := slices.Min(got); math.Abs(least-smallest) > 0.0006 {
			t.Errorf("n = %d: the smallest coverage is %.4f, want %v", n, least, smallest)
		}
		t.Logf("n = %d: the smallest is %.4f", n, slices.Min(got))
	}
}

// Averaged over true shares, Tango's interval covers a little more than the adjusted
// one where answers are few, and the same where they are many.
func TestTangoCoversALittleMore(t *testing.T) {
	const steps = 30
	var shares [][3]float64
	for i := range steps {
		for j := range steps - i {
			p, q := (float64(i)+1./3)/steps, (float64(j)+1./3)/steps // the middles of small triangles
			shares = append(shares, [3]float64{p, q, 1 - p - q})
		}
	}
	mean := func(x []float64) (m float64) {
		for _, v := range x {
			m += v / float64(len(x))
		}
		return m
	}
	for n, want := range map[int][2]float64{10: {0.950, 0.963}, 60: {0.950, 0.951}} {
		adjusted := coverage(t, n, shares, func(x stat.Trinomial) (stat.Interval, error) { return x.AdjustedWald(0.95) })
		tango := coverage(t, n, shares, func(x stat.Trinomial) (stat.Interval, error) { return x.Tango(0.95) })
		if a, b := mean(adjusted), mean(tango); math.Abs(a-want[0]) > 0.0006 || math.Abs(b-want[1]) > 0.0006 {
			t.Errorf("n = %d: the adjusted interval covers %.4f and Tango's %.4f, want %v", n, a, b, want)
		}
	}
}

// Wald's interval misses most of the time where nearly everybody agrees: with one
// minus 0.98 to the tenth as the chance that not all ten answers are the same.
func TestWaldDoesNotCover(t *testing.T) {
	got := coverage(t, 10, [][3]float64{{0.01, 0.01, 0.98}}, func(x stat.Trinomial) (stat.Interval, error) { return x.Wald(0.95) })
	if want := 1 - math.Pow(0.98, 10); math.Abs(got[0]-want) > 1e-3 {
		t.Errorf("coverage %.4f, want %.4f", got[0], want)
	}
}
