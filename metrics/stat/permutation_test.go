package stat_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/loamlib/loam/metrics/stat"
)

// permuted is the p-value by dealing out every answer in every way, without a formula.
func permuted(x, y []int64) float64 {
	var answers []int
	n, sum := 0, 0
	for i := range x {
		for range x[i] + y[i] {
			answers = append(answers, i)
		}
		n += int(x[i])
		sum += i * int(x[i])
	}
	var all, high, low float64
	var each func(i, left, s int)
	each = func(i, left, s int) {
		if left == 0 {
			all++
			if s >= sum {
				high++
			}
			if s <= sum {
				low++
			}
			return
		}
		if i+left > len(answers) {
			return
		}
		each(i+1, left-1, s+answers[i])
		each(i+1, left, s)
	}
	each(0, n, 0)
	return math.Min(1, 2*math.Min(high, low)/all)
}

func TestPermutationCountsAllWays(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		k := 2 + r.IntN(4)
		x, y := make([]int64, k), make([]int64, k)
		for range 1 + r.IntN(8) {
			x[r.IntN(k)]++
		}
		for range 1 + r.IntN(8) {
			y[r.IntN(k)]++
		}
		got, err := stat.PermutationCounts(x, y)
		if err == stat.ErrUndefined {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		want := permuted(x, y)
		// Where the distribution leans so far that the tail beyond the mean is the
		// larger one, P is 1 although the other tail is below one half.
		if math.Abs(got.P-want) > 1e-9 && !(got.P == 1 && want > 0.8) {
			t.Errorf("%v %v: P = %v, want %v", x, y, got.P, want)
		}
	}
}

// The saddlepoint approximation against the exact sum just below the size at which
// it takes over, in the tails that tests of a hundred slices look at.
func TestPermutationSaddlepointIsNearTheExactTail(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	worst := 0.0
	for range 300 {
		k := 3 + r.IntN(3)
		rest, slice := make([]int64, k), make([]int64, k)
		for i := range rest {
			rest[i] = 1 + r.Int64N(2000)
		}
		for range 20 + r.IntN(12) {
			slice[min(r.IntN(k), r.IntN(k))]++
		}
		exact, approximate, err := stat.BothTails(slice, rest)
		if err != nil || exact < 1e-12 || exact > 0.3 {
			continue
		}
		worst = math.Max(worst, math.Abs(approximate/exact-1))
	}
	// The worst are groups with a rare answer in the middle, whose sums are nearly all
	// even or nearly all odd: 0.126 measured.
	if worst > 0.15 {
		t.Errorf("off by %.3f of the exact tail, want at most 0.15", worst)
	}
}

func TestPermutationDoesNotDependOnHowItIsAsked(t *testing.T) {
	x, y := []int64{4, 0, 11, 40}, []int64{90, 0, 220, 310}
	p := func(x, y []int64) float64 {
		got, err := stat.PermutationCounts(x, y)
		if err != nil {
			t.Fatal(err)
		}
		return got.P
	}
	turned := func(v []int64) []int64 { return []int64{v[3], v[2], v[1], v[0]} }
	want := p(x, y)
	for name, got := range map[string]float64{"groups exchanged": p(y, x), "scale turned round": p(turned(x), turned(y))} {
		if math.Abs(got/want-1) > 0.02 {
			t.Errorf("%s: P = %v, want %v", name, got, want)
		}
	}
}

// With two answers P is twice the smaller hypergeometric tail, in R
// 2*phyper(7, 130, 870, 20, lower.tail=FALSE); here by adding up the probabilities.
func TestPermutationOfTwoAnswersIsHypergeometric(t *testing.T) {
	choose := func(n, k int) float64 {
		out := 1.0
		for i := range k {
			out *= float64(n-i) / float64(i+1)
		}
		return out
	}
	var want float64
	for j := 8; j <= 20; j++ {
		want += 2 * choose(130, j) * choose(870, 20-j) / choose(1000, 20)
	}
	got, err := stat.PermutationCounts([]int64{12, 8}, []int64{858, 122})
	if err != nil || math.Abs(got.P/want-1) > 1e-9 {
		t.Errorf("P = %v, %v; want %v", got.P, err, want)
	}
	// The count against the mean and standard deviation of the hypergeometric law.
	few, err := stat.PermutationCounts([]int64{1, 3}, []int64{5, 1})
	if want := (3 - 4*0.4) / math.Sqrt(4*0.4*0.6*6/9); err != nil || math.Abs(few.Statistic-want) > 1e-12 {
		t.Errorf("statistic %v, %v; want %v", few.Statistic, err, want)
	}
}

// Millions of answers take no longer and agree with the normal tail there.
func TestPermutationOfMillions(t *testing.T) {
	for _, c := range [][2][]int64{
		{{2_000_000, 3_003_500}, {2_003_500, 3_000_000}},
		{{1_000_000, 1_000_000, 3_003_500}, {1_003_500, 1_000_000, 3_000_000}},
	} {
		got, err := stat.PermutationCounts(c[0], c[1])
		if err != nil {
			t.Fatal(err)
		}
		if want := math.Erfc(math.Abs(got.Statistic) / math.Sqrt2); math.Abs(got.P/want-1) > 0.02 {
			t.Errorf("P = %v at z = %v, want about %v", got.P, got.Statistic, want)
		}
	}
}

func TestPermutationBadInput(t *testing.T) {
	for _, c := range []struct {
		name string
		x, y []int64
		want error
	}{
		{"nobody in one group", []int64{0, 0}, []int64{3, 4}, stat.ErrNoData},
		{"nobody at all", nil, nil, stat.ErrNoData},
		{"everybody agrees", []int64{0, 5}, []int64{0, 9}, stat.ErrUndefined},
	} {
		if _, err := stat.PermutationCounts(c.x, c.y); err != c.want {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	for _, c := range [][2][]int64{{{1, 2}, {1}}, {{-1, 2}, {1, 3}}} {
		if _, err := stat.PermutationCounts(c[0], c[1]); err == nil {
			t.Errorf("%v: no error", c)
		}
	}
}

func FuzzPermutationCounts(f *testing.F) {
	f.Add(int64(3), int64(0), int64(7), int64(10), int64(2), int64(1))
	f.Add(int64(0), int64(1), int64(0), int64(1<<40), int64(1), int64(1<<50))
	f.Fuzz(func(t *testing.T, a, b, c, d, e, g int64) {
		got, err := stat.PermutationCounts([]int64{a, b, c}, []int64{d, e, g})
		if err == nil && !(got.P >= 0 && got.P <= 1) {
			t.Errorf("P = %v", got.P)
		}
	})
}
