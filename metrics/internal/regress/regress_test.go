package regress_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"

	"github.com/loamlib/loam/metrics/internal/regress"
	"github.com/loamlib/loam/metrics/stat"
)

// normals are rows of independent standard normal columns.
func normals(r *rand.Rand, n, k int) [][]float64 {
	out := make([][]float64, n)
	for i := range out {
		for range k {
			out[i] = append(out[i], r.NormFloat64())
		}
	}
	return out
}

func TestRankErrorsNameColumns(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	y := make([]float64, 30)
	for _, c := range []struct {
		name   string
		column func(row []float64) float64
		want   string
	}{
		{"constant", func([]float64) float64 { return 3 }, `column "c" does not vary`},
		{"copy", func(row []float64) float64 { return row[1] }, `column "c" follows from "b"`},
		{"sum", func(row []float64) float64 { return 1000*row[0] - row[1] + 7 }, `column "c" follows from "a", "b"`},
		{"large copy", func(row []float64) float64 { return 1e9 + 1e6*row[0] }, `column "c" follows from "a"`},
	} {
		rows := normals(r, 30, 2)
		for i := range rows {
			rows[i] = append(rows[i], c.column(rows[i]))
			y[i] = r.NormFloat64()
		}
		_, err := regress.LeastSquares(design(rows), y, nil)
		if err == nil || !strings.Contains(err.Error(), c.want) || !errors.Is(err, stat.ErrUndefined) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

// The origin and unit of a column change its coefficient and nothing else: a
// date in seconds since 1970 costs no precision.
func TestOriginAndUnitDoNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 1))
	rows := normals(r, 40, 2)
	var moved [][]float64
	y, successes := make([]float64, 40), make([]float64, 40)
	for i, row := range rows {
		y[i] = row[0] + r.NormFloat64()
		if r.Float64() < 0.5 {
			successes[i] = 1
		}
		moved = append(moved, []float64{1.7e9 + 3600*row[0], row[1] / 1e6})
	}
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > 1e-6*math.Abs(want) {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	a, _ := regress.LeastSquares(design(rows), y, nil)
	b, _ := regress.LeastSquares(design(moved), y, nil)
	near("slope", b.Coef[1]*3600, a.Coef[1])
	near("slope", b.Coef[2]/1e6, a.Coef[2])
	near("standard error", errs(b.Covariance())[1]*3600, errs(a.Covariance())[1])
	near("R2", b.R2(), a.R2())
	p, _ := regress.FitLogistic(design(rows), successes, nil, regress.LogisticOptions{})
	q, _ := regress.FitLogistic(design(moved), successes, nil, regress.LogisticOptions{})
	near("log odds", q.Coef[1]*3600, p.Coef[1])
	near("standard error", errs(q.Covariance)[2]/1e6, errs(p.Covariance)[2])
	near("deviance", q.Deviance, p.Deviance)
}

func TestSeparationNamesColumns(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for _, c := range []struct {
		name    string
		outcome func(row []float64) bool
		dummy   func(yes bool) float64
		want    string
	}{
		{"complete", func(row []float64) bool { return row[1] > 0 }, nil, `column "b" separates`},
		{"together", func(row []float64) bool { return row[0]+row[1] > 0 }, nil, `columns "a", "b" together`},
		{"one value of a dummy", func(row []float64) bool { return row[0]+r.NormFloat64() > 0 }, func(yes bool) float64 {
			if yes && r.Float64() < 0.3 {
				return 1
			}
			return 0
		}, `column "c" separates`},
	} {
		rows := normals(r, 200, 2)
		y := make([]float64, 200)
		for i, row := range rows {
			yes := c.outcome(row)
			if yes {
				y[i] = 1
			}
			if c.dummy != nil {
				rows[i] = append(row, c.dummy(yes))
			}
		}
		_, err := regress.FitLogistic(design(rows), y, nil, regress.LogisticOptions{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
		f, err := regress.FitLogistic(design(rows), y, nil, regress.LogisticOptions{Firth: true})
		if err != nil {
			t.Errorf("%s, Firth: %v", c.name, err)
			continue
		}
		for j, b := range f.Coef {
			if i, err := f.Profile(j, 0.95); err != nil || math.IsNaN(b) || !i.Contains(b) {
				t.Errorf("%s, Firth: coefficient %v, interval %v, %v", c.name, b, i, err)
			}
		}
	}
}

// A strong effect is no separation: the fit must go on to its far maximum.
func TestStrongEffectIsNoSeparation(t *testing.T) {
	var rows [][]float64
	var y []float64
	for i := range 2001 {
		x := float64(i-1000) / 50
		rows, y = append(rows, []float64{x}), append(y, 0)
		if x > 0 {
			y[i] = 1
		}
	}
	y[999], y[1001] = 1, 0 // the only two on the wrong side
	f, err := regress.FitLogistic(design(rows), y, nil, regress.LogisticOptions{})
	if err != nil || f.Coef[1] < 20 {
		t.Errorf("coefficient %v, %v; want a large one", f, err)
	}
}

// For a 2×2 table Firth's estimate is that of counts with ½ added to each cell
// (Firth 1993, section 3.3: the saturated model).
func TestFirthAddsHalves(t *testing.T) {
	d := regress.Design{Names: []string{"late"}, Rows: [][]float64{{0}, {1}}}
	for _, c := range []struct{ yes, n [2]float64 }{{[2]float64{3, 8}, [2]float64{10, 8}}, {[2]float64{14, 1}, [2]float64{29, 1}}, {[2]float64{0, 1}, [2]float64{500, 1}}} {
		f, err := regress.FitLogistic(d, c.yes[:], c.n[:], regress.LogisticOptions{Firth: true})
		if err != nil {
			t.Fatal(err)
		}
		odds := func(i int) float64 { return math.Log((c.yes[i] + 0.5) / (c.n[i] - c.yes[i] + 0.5)) }
		want := []float64{odds(0), odds(1) - odds(0)}
		for j := range want {
			if math.Abs(f.Coef[j]-want[j]) > 1e-7 {
				t.Errorf("%v of %v: coefficient %d is %v, want %v", c.yes, c.n, j, f.Coef[j], want[j])
			}
		}
	}
}

// No point near Firth's estimate has a higher penalised likelihood, computed from its
// definition.
func TestFirthIsAMaximum(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 3))
		rows, y := normals(r, 25, 2), make([]float64, 25)
		for i, row := range rows {
			if row[0]+0.3*r.NormFloat64() > 0 {
				y[i] = 1
			}
		}
		penalised := func(b []float64) float64 {
			info := mat.NewSymDense(3, nil)
			var sum float64
			for i, row := range rows {
				x := mat.NewVecDense(3, append([]float64{1}, row...))
				p := 1 / (1 + math.Exp(-mat.Dot(x, mat.NewVecDense(3, b))))
				sum += y[i]*math.Log(p) + (1-y[i])*math.Log(1-p)
				info.SymRankOne(info, p*(1-p), x)
			}
			return sum + math.Log(mat.Det(info))/2
		}
		f, err := regress.FitLogistic(design(rows), y, nil, regress.LogisticOptions{Firth: true})
		if err != nil {
			t.Fatal(err)
		}
		best := penalised(f.Coef)
		for j := range f.Coef {
			for _, step := range []float64{-1e-3, 1e-3} {
				near := slices.Clone(f.Coef)
				near[j] += step
				if penalised(near) > best {
					t.Errorf("seed %d: moving coefficient %d by %v raises the likelihood", seed, j, step)
				}
			}
		}
	}
}

// Grouping equal rows changes neither estimates nor errors.
func TestGroupedEqualsSingle(t *testing.T) {
	d := regress.Design{Names: []string{"x"}}
	grouped := regress.Design{Names: d.Names}
	var y, hits, trials []float64
	for x, hit := range []float64{2, 3, 5, 6, 0} {
		n := 8.0
		if x == 4 {
			n = 0 // a week without answers
		}
		grouped.Rows, hits, trials = append(grouped.Rows, []float64{float64(x)}), append(hits, hit), append(trials, n)
		for i := range int(n) {
			d.Rows, y = append(d.Rows, []float64{float64(x)}), append(y, 0)
			if i < int(hit) {
				y[len(y)-1] = 1
			}
		}
	}
	for _, firth := range []bool{false, true} {
		o := regress.LogisticOptions{Firth: firth}
		a, err1 := regress.FitLogistic(d, y, nil, o)
		b, err2 := regress.FitLogistic(grouped, hits, trials, o)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		if math.Abs(a.Coef[1]-b.Coef[1]) > 1e-8 || math.Abs(errs(a.Covariance)[1]-errs(b.Covariance)[1]) > 1e-8 || b.N != 4 {
			t.Errorf("Firth %v: %v and %v, n = %d", firth, a.Coef, b.Coef, b.N)
		}
	}
}

// Equal rows may be counted together.
func TestCountedEqualsSingleRows(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 1))
	var cells, rows [][]float64
	var cellY, y, counts []float64
	for range 12 {
		row, v, n := []float64{float64(r.IntN(3)), r.NormFloat64()}, r.NormFloat64(), 1+r.IntN(9)
		cells, cellY, counts = append(cells, row), append(cellY, v), append(counts, float64(n))
		for range n {
			rows, y = append(rows, row), append(y, v)
		}
	}
	a, err1 := regress.LeastSquares(design(rows), y, nil)
	b, err2 := regress.LeastSquaresCounted(design(cells), cellY, counts)
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	if a.N != b.N || a.DF != b.DF || math.Abs(a.R2()-b.R2()) > 1e-12 {
		t.Errorf("n %d and %d, R² %v and %v", a.N, b.N, a.R2(), b.R2())
	}
	for _, kind := range []regress.HC{regress.HC0, regress.HC1, regress.HC2, regress.HC3} {
		c, err1 := a.Heteroscedastic(kind)
		d, err2 := b.Heteroscedastic(kind)
		if err1 != nil || err2 != nil || math.Abs(errs(c)[1]-errs(d)[1]) > 1e-12 {
			t.Errorf("HC%d: %v, %v, %v, %v", kind, errs(c), errs(d), err1, err2)
		}
	}
	if _, err := b.NeweyWest(1, false); err == nil {
		t.Error("rows that were counted together have neighbours")
	}
}

func TestBadInput(t *testing.T) {
	ok := [][]float64{{1}, {2}, {4}}
	for _, c := range []struct {
		name  string
		d     regress.Design
		y, w  []float64
		wants string
	}{
		{"empty", regress.Design{}, nil, nil, "no data"},
		{"fewer rows than coefficients", design([][]float64{{1}}), []float64{1}, nil, "too few"},
		{"NaN in X", design([][]float64{{1}, {math.NaN()}, {2}}), []float64{1, 0, 1}, nil, `row 1 of column "a"`},
		{"infinite outcome", design(ok), []float64{1, math.Inf(1), 1}, nil, "[1]"},
		{"short outcome", design(ok), []float64{1, 0}, nil, "number of values"},
		{"ragged", regress.Design{Names: names[:1], Rows: [][]float64{{1}, {1, 2}, {3}}}, []float64{1, 0, 1}, nil, "row 1"},
		{"duplicate names", regress.Design{Names: []string{"a", "a"}, Rows: [][]float64{{1, 2}, {2, 1}, {3, 5}}}, []float64{1, 0, 1}, nil, `"a"`},
		{"negative weight", design(ok), []float64{1, 0, 1}, []float64{1, -1, 1}, "[1]"},
	} {
		if _, err := regress.LeastSquares(c.d, c.y, c.w); err == nil || !strings.Contains(err.Error(), c.wants) {
			t.Errorf("%s, least squares: %v, want %s", c.name, err, c.wants)
		}
		if _, err := regress.FitLogistic(c.d, c.y, c.w, regress.LogisticOptions{}); err == nil || !strings.Contains(err.Error(), c.wants) {
			t.Errorf("%s, logistic: %v, want %s", c.name, err, c.wants)
		}
	}
	if _, err := regress.FitLogistic(design(ok), []float64{1, 1, 1}, nil, regress.LogisticOptions{}); !errors.Is(err, stat.ErrUndefined) {
		t.Errorf("outcomes all the same: %v", err)
	}
}

// With two levels proportional odds are a logistic regression.
func TestOrdinalOfTwoLevelsIsLogistic(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 1))
	rows := normals(r, 100, 2)
	y := make([]float64, 100)
	for i, row := range rows {
		if row[0]+r.NormFloat64()*2 > 0.5 {
			y[i] = 1
		}
	}
	a, err1 := regress.FitOrdinal(design(rows), y)
	b, err2 := regress.FitLogistic(design(rows), y, nil, regress.LogisticOptions{})
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	got := append([]float64{-a.Thresholds[0], a.LogLik, errs(a.Covariance)[1]}, a.Coef...)
	want := append([]float64{b.Coef[0], b.LogLik, errs(b.Covariance)[1]}, b.Coef[1:]...)
	for i := range want {
		if math.Abs(got[i]-want[i]) > 1e-8 {
			t.Errorf("got %v, want %v", got, want)
			break
		}
	}
}

func TestOrdinalSeparationNamesColumns(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	rows := normals(r, 60, 3)
	y := make([]float64, 60)
	for i, row := range rows {
		y[i] = math.Round(row[1])
	}
	_, err := regress.FitOrdinal(design(rows), y)
	var separated *regress.SeparationError
	if !errors.As(err, &separated) || len(separated.Columns) == 0 || separated.Columns[0] != "b" && separated.Columns[1] != "b" {
		t.Errorf("error = %v, want one that names b", err)
	}
}
