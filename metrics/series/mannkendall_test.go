package series_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

// permutations calls f with every order of x.
func permutations(x []float64, f func([]float64)) {
	var recurse func(k int)
	recurse = func(k int) {
		if k == len(x) {
			f(x)
			return
		}
		for i := k; i < len(x); i++ {
			x[k], x[i] = x[i], x[k]
			recurse(k + 1)
			x[k], x[i] = x[i], x[k]
		}
	}
	recurse(0)
}

// The exact p-value against a count of all orders, with and without ties.
func TestExactPIsTheShareOfOrders(t *testing.T) {
	for _, x := range [][]float64{{1, 2, 3, 4}, {3, 1, 2}, {2, 1}, {1, 1, 2, 2, 3, 3}, {4, 4, 4, 4, 5}, {2, 7, 1, 8, 2, 8, 1}, {5, 5, 5}, {3, 1, 4, 1, 5, 9, 2}} {
		m, err := series.MannKendall(x)
		if err != nil {
			t.Fatal(err)
		}
		var far, all, squares float64
		permutations(slices.Clone(x), func(order []float64) {
			o, err := series.MannKendall(order)
			if err != nil {
				t.Fatal(err)
			}
			all++
			squares += float64(o.S * o.S)
			if max(o.S, -o.S) >= max(m.S, -m.S) {
				far++
			}
		})
		if got := m.Exact.Or(-1); math.Abs(got-far/all) > 1e-12 {
			t.Errorf("%v: p %v, want %v of %v", x, got, far, all)
		}
		if got := squares / all; math.Abs(got-m.Variance) > 1e-9 {
			t.Errorf("%v: variance %v, want %v", x, m.Variance, got)
		}
	}
}

// The largest series that is counted agrees with the normal approximation, so that
// nothing jumps where counting ends.
func TestExactPMeetsTheNormalOne(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		x := make([]float64, 50)
		for i := range x {
			x[i] = math.Round(r.NormFloat64()*3 + float64(i)/30)
		}
		m, err := series.MannKendall(x)
		if err != nil {
			t.Fatal(err)
		}
		if d := math.Abs(m.Exact.Or(-1) - m.P); d > 0.005 {
			t.Errorf("exact %v, normal %v", m.Exact, m.P)
		}
	}
}

func TestMannKendallOfLittle(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		x    []float64
		p    float64
		want error
	}{
		{nil, 0, stat.ErrNoData},
		{[]float64{nan, nan}, 0, stat.ErrNoData},
		{[]float64{3}, 0, stat.ErrTooFew},
		{[]float64{3, 9}, 1, nil},                   // two points show nothing
		{[]float64{0, 0, 0, 0, 0, 0}, 1, nil},       // nor do zeros
		{[]float64{1, nan, 2, nan, 3}, 1. / 3, nil}, // 2 of 6 orders
	} {
		m, err := series.MannKendall(c.x)
		if !errors.Is(err, c.want) {
			t.Errorf("%v: error %v, want %v", c.x, err, c.want)
		}
		if err == nil && math.Abs(m.BestP()-c.p) > 1e-12 {
			t.Errorf("%v: p %v, want %v", c.x, m.BestP(), c.p)
		}
	}
	var argument *stat.ArgumentError
	if _, err := series.MannKendall([]float64{1, math.Inf(1)}); !errors.As(err, &argument) {
		t.Errorf("infinity: %v", err)
	}
}

// Reversing time reverses S and the slope; a missing value keeps its place.
func TestTimeReversal(t *testing.T) {
	x := []float64{31, 28, math.NaN(), 35, 33, 40, 38, math.NaN(), 41, 44}
	y := slices.Clone(x)
	slices.Reverse(y)
	a, errA := series.MannKendall(x)
	b, errB := series.MannKendall(y)
	if errA != nil || errB != nil || a.S != -b.S || a.P != b.P {
		t.Errorf("%+v and %+v", a, b)
	}
	up, errA := series.Sen(x, 0.95)
	down, errB := series.Sen(y, 0.95)
	if errA != nil || errB != nil || up.Slope != -down.Slope {
		t.Errorf("%+v and %+v", up, down)
	}
	// A line with gaps has its slope, which closing the gaps would steepen.
	if l, _ := series.Sen([]float64{10, math.NaN(), math.NaN(), 16, 18, 20}, 0.95); l.Slope != 2 || l.Intercept != 8 {
		t.Errorf("got %+v, want 8 + 2t", l)
	}
}

func TestSeasonsAreComparedWithThemselves(t *testing.T) {
	// A strong season without trend, then one that rises by 1 a year.
	var still, rising []float64
	for i := range 24 {
		still = append(still, []float64{0, 10, 20, 5}[i%4])
		rising = append(rising, still[i]+float64(i/4))
	}
	if m, err := series.SeasonalMannKendall(still, 4); err != nil || m.S != 0 || m.P != 1 {
		t.Errorf("%+v, %v", m, err)
	}
	if l, err := series.SeasonalSen(rising, 4, 0.95); err != nil || l.Slope != 1 {
		t.Errorf("%+v, %v", l, err)
	}
	if _, err := series.SeasonalMannKendall([]float64{1, 2, 3}, 4); !errors.Is(err, stat.ErrTooFew) {
		t.Errorf("less than a season: %v", err)
	}
	if _, err := series.SeasonalMannKendall(rising, 1); err == nil {
		t.Error("a season of 1")
	}
}

// Of autocorrelated series without a trend the corrected test finds fewer trends; of
// independent ones it leaves nearly all as they are.
func TestHamedRaoSeesFewerFalseTrends(t *testing.T) {
	const times, n = 200, 40
	found := func(r float64, test func([]float64) (series.KendallTest, error)) int {
		source := rand.New(rand.NewPCG(3, 4))
		count := 0
		for range times {
			x, v := make([]float64, n), source.NormFloat64()
			for i := range x {
				x[i] = v
				v = r*v + math.Sqrt(1-r*r)*source.NormFloat64()
			}
			m, err := test(x)
			if err != nil {
				t.Fatal(err)
			}
			if m.P < 0.05 {
				count++
			}
		}
		return count
	}
	plain, corrected := found(0.5, series.MannKendall), found(0.5, series.HamedRao)
	if plain < times/5 || corrected > plain*4/5 {
		t.Errorf("of %d series without a trend, correlated 0.5, %d have one, %d corrected", times, plain, corrected)
	}
	if got := found(0, series.HamedRao); got > times/12 {
		t.Errorf("of %d independent series %d have a trend", times, got)
	}
}
