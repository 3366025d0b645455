package stat

import (
	"math"

	"github.com/loamlib/loam/metrics/internal/dist"
)

// A Trinomial counts answers that are worth -1, 0 or +1: detractors, passives
// and promoters, or negative, neutral and positive mentions. Its score is the
// mean of the answers, from -1 to 1; the Net Promoter Score is 100 times that.
type Trinomial struct {
	Minus int64 `json:"minus"`
	Zero  int64 `json:"zero"`
	Plus  int64 `json:"plus"`
}

// N is the number of answers. It is a float64 because three counts near 2^63 do
// not fit an int64.
func (t Trinomial) N() float64 {
	return float64(t.Minus) + float64(t.Zero) + float64(t.Plus)
}

// Score is (Plus - Minus) / N; NaN without answers.
func (t Trinomial) Score() float64 { return t.cells().score() }

// Variance is that of one answer in the population form, with V the variance and
// p the shares: V = p₊ + p₋ - (p₊ - p₋)². The standard error of the score is
// √(V/N).
func (t Trinomial) Variance() float64 { return t.cells().variance() }

func (t Trinomial) check() error {
	for _, c := range [...]struct {
		name  string
		count int64
	}{{"Minus", t.Minus}, {"Zero", t.Zero}, {"Plus", t.Plus}} {
		if c.count < 0 {
			return &ArgumentError{c.name, float64(c.count), "a count of at least 0"}
		}
	}
	if t.N() == 0 {
		return ErrNoData
	}
	return nil
}

func (t Trinomial) checkZ(confidence float64) (float64, error) {
	half, err := z(confidence)
	if err != nil {
		return 0, err
	}
	return half, t.check()
}

// cells are counts that need not be whole.
type cells struct{ minus, zero, plus float64 }

func (t Trinomial) cells() cells {
	return cells{float64(t.Minus), float64(t.Zero), float64(t.Plus)}
}

func (c cells) n() float64     { return c.minus + c.zero + c.plus }
func (c cells) score() float64 { return (c.plus - c.minus) / c.n() }

func (c cells) variance() float64 {
	return math.Max(0, (c.plus+c.minus)/c.n()-c.score()*c.score())
}

// adjusted adds three answers, spread as if nothing were known.
func (c cells) adjusted() cells { return cells{c.minus + 0.75, c.zero + 1.5, c.plus + 0.75} }

// wald is the interval score ± z √(variance/n).
func (c cells) wald(z float64) Interval {
	return around(c.score(), z*math.Sqrt(c.variance()/c.n()))
}

// AdjustedWald is the interval of the score to use by default: Wald's after
// adding ¾, 1½ and ¾ answers (Rocks 2016, The American Statistician 70). It works
// from one answer on. From ten on an interval that says 95 % covers 93 % and
// usually more, counted over all samples, where each of the three answers occurs.
// Where one hardly does, nobody at -1 for example, it covers less for some scores:
// as little as 86 % at ten answers, 90 % at thirty and 91 % at a hundred. Its
// centre is the score of the enlarged sample, and its ends may lie outside [-1, 1].
func (t Trinomial) AdjustedWald(confidence float64) (Interval, error) {
	z, err := t.checkZ(confidence)
	if err != nil {
		return Interval{}, err
	}
	return t.cells().adjusted().wald(z), nil
}

// Wald is score ± z √(V/N). It is here to be compared with: it covers far less
// than it says when nearly everybody agrees, and has no width when all do.
func (t Trinomial) Wald(confidence float64) (Interval, error) {
	z, err := t.checkZ(confidence)
	if err != nil {
		return Interval{}, err
	}
	return t.cells().wald(z), nil
}

// AdjustedWaldShares is [Trinomial.AdjustedWald] for shares that stand for n
// answers without being whole counts of them: weighted answers with their
// effective number. The shares of -1 and +1 are given.
func AdjustedWaldShares(minus, plus, n, confidence float64) (Interval, error) {
	z, err := z(confidence)
	switch {
	case err != nil:
		return Interval{}, err
	case !(minus >= 0 && minus <= 1):
		return Interval{}, &ArgumentError{"minus", minus, "a share in [0, 1]"}
	case !(plus >= 0 && plus <= 1 && minus+plus <= 1+1e-9):
		return Interval{}, &ArgumentError{"plus", plus, "a share in [0, 1], at most 1 - minus"}
	case !(n > 0) || math.IsInf(n, 1):
		return Interval{}, &ArgumentError{"n", n, "a finite number above 0"}
	}
	zero := math.Max(0, 1-minus-plus)
	return cells{minus * n, zero * n, plus * n}.adjusted().wald(z), nil
}

// Tango is the score interval of the difference of two paired shares (Tango 1998,
// Statistics in Medicine 17), which Rocks calls iterative: all D that the score
// test
//
//	(c - b - nD)² = z² n (2q + D(1-D))
//
// does not reject, with b and c the counts of -1 and +1 and q the constrained
// estimate of the share of -1. It stays inside [-1, 1].
func (t Trinomial) Tango(confidence float64) (Interval, error) {
	z, err := t.checkZ(confidence)
	if err != nil {
		return Interval{}, err
	}
	b, c, n := float64(t.Minus), float64(t.Plus), t.N()
	// Positive where the score test rejects D.
	rejects := func(d float64) float64 {
		lin := -b - c + (2*n-c+b)*d
		q := (math.Sqrt(math.Max(0, lin*lin+8*n*b*d*(1-d))) - lin) / (4 * n)
		miss := c - b - n*d
		return miss*miss - z*z*n*math.Max(0, 2*q+d*(1-d))
	}
	out := Interval{-1, 1}
	score := t.Score()
	if b != n {
		out.Low = dist.Root(func(d float64) float64 { return -rejects(d) }, -1, score)
	}
	if c != n {
		out.High = dist.Root(rejects, score, 1)
	}
	return out, nil
}

// ZeroTest tests whether the score is 0. Zero answers drop out: this is
// [McNemar] on the others.
func (t Trinomial) ZeroTest() (chi, exact Test, err error) {
	if err := t.check(); err != nil {
		return Test{}, Test{}, err
	}
	return McNemar(t.Plus, t.Minus)
}

// A Difference is what separates two independent groups.
type Difference struct {
	Value    float64  `json:"value"` // first group minus second
	StdErr   float64  `json:"std_err"`
	Interval Interval `json:"interval"`
	Test     Test     `json:"test"` // of no difference
}

// ScoreDifference compares the scores of two independent groups after adding ¾,
// 1½ and ¾ answers to each. Its value is the difference of the scores so
// enlarged, which lies closer to 0 than that of the raw scores.
func ScoreDifference(x, y Trinomial, confidence float64) (Difference, error) {
	return scoreDifference(x, y, confidence, cells.adjusted)
}

// ScoreDifferenceWald compares the scores of two independent groups as they are.
// Between two groups that each agree with themselves it finds no uncertainty at
// all; [ScoreDifference] does not make that mistake.
func ScoreDifferenceWald(x, y Trinomial, confidence float64) (Difference, error) {
	return scoreDifference(x, y, confidence, func(c cells) cells { return c })
}

func scoreDifference(x, y Trinomial, confidence float64, adjust func(cells) cells) (Difference, error) {
	z, err := x.checkZ(confidence)
	if err != nil {
		return Difference{}, err
	}
	if err := y.check(); err != nil {
		return Difference{}, err
	}
	a, b := adjust(x.cells()), adjust(y.cells())
	d := a.score() - b.score()
	se := math.Sqrt(a.variance()/a.n() + b.variance()/b.n())
	return Difference{d, se, around(d, z*se), normalTest(d / se)}, nil
}
