package dist_test

import (
	"embed"
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"

	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/internal/oracletest"
)

//go:embed testdata
var testdata embed.FS

func TestAgreesWithR(t *testing.T) {
	type question struct {
		Fn                        string
		X, P, K, N, A, B          float64
		DF, DF1, DF2, Shape, Rate float64
	}
	oracletest.Run(t, testdata, "testdata/distributions.json", func(t *testing.T, in question, c oracletest.Case) {
		c.Check(t, "value", map[string]func() float64{
			"norm_quantile":  func() float64 { return dist.NormalQuantile(in.P) },
			"norm_cdf":       func() float64 { return dist.NormalCDF(in.X) },
			"norm_survival":  func() float64 { return dist.NormalCDF(-in.X) },
			"t_quantile":     func() float64 { return dist.TQuantile(in.P, in.DF) },
			"t_survival":     func() float64 { return dist.TTail(in.X, in.DF) },
			"chisq_survival": func() float64 { return dist.ChiSquareTail(in.X, in.DF) },
			"chisq_quantile": func() float64 { return 2 * dist.GammaQuantile(in.P, in.DF/2) },
			"f_survival":     func() float64 { return dist.BetaCDF(in.DF2/(in.DF2+in.DF1*in.X), in.DF2/2, in.DF1/2) },
			"beta_quantile":  func() float64 { return dist.BetaQuantile(in.P, in.A, in.B) },
			"beta_cdf":       func() float64 { return dist.BetaCDF(in.X, in.A, in.B) },
			"gamma_quantile": func() float64 { return dist.GammaQuantile(in.P, in.Shape) / in.Rate },
			"binom_cdf":      func() float64 { return dist.BinomialCDF(in.K, in.N, in.P) },
		}[in.Fn]())
	})
}

// The expected sums were added up term by term with 60 decimal digits.
func TestBinomialCDFKeepsItsDigitsAtAnySize(t *testing.T) {
	for _, c := range []struct{ n, p, k, want float64 }{
		{1e5, 0.5, 49800, 0.10351948588211242},
		{1e5, 0.3, 29500, 0.0002782900541007182},
		{1e6, 0.001, 900, 0.00069401546228685688},
		{1e6, 0.25, 249000, 0.010469538162867479},
		{1e8, 0.5, 49990000, 0.022755531314807856},
		{1e8, 0.03, 2990000, 2.2473026904272269e-09},
		{1e10, 0.5, 4999900000, 0.022750671860543911},
		{1e10, 0.25, 2499700000, 2.1299076912158456e-12},
		{1e10, 0.0001, 998000, 0.022744725779763879},
	} {
		if got := dist.BinomialCDF(c.k, c.n, c.p); math.Abs(got-c.want) > 1e-10*c.want {
			t.Errorf("BinomialCDF(%v, %v, %v) = %.17g, want %.17g", c.k, c.n, c.p, got, c.want)
		}
	}
}

func TestUpperTailsDoNotCancel(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want float64 // integrals and sums with 30 decimal digits
	}{
		{"normal at 9", dist.NormalCDF(-9), 1.1285884059538406e-19},
		{"normal at 6", dist.NormalCDF(-6), 9.8658764503769814e-10},
		{"F(10, 200) at 15", dist.BetaCDF(200./(200+10*15), 100, 5), 8.1300395020243526e-20},
		{"t of a million at 8", dist.TTail(8, 1e6), 6.2275317166112598e-16},
		{"binomial above 90 of 100", dist.BinomialTail(90, 100, 0.5), 1.6610244897268264e-18},
	} {
		if math.Abs(c.got-c.want) > 1e-10*c.want {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
}

// The expansion for large shapes continues what the incomplete gamma function
// gives below them.
func TestGammaQuantileIsContinuousInTheShape(t *testing.T) {
	const edge = 1e5
	for _, p := range []float64{1e-6, 0.005, 0.025, 0.5, 0.9, 0.975, 0.9999} {
		below, above := dist.GammaQuantile(p, edge), dist.GammaQuantile(p, math.Nextafter(edge, 2*edge))
		if math.Abs(above/below-1) > 1e-12 {
			t.Errorf("p = %v: %.17g below the edge, %.17g above", p, below, above)
		}
	}
	// 1e-6 of all Poisson counts with this mean are a million or more, added up term
	// by term with 50 decimal digits.
	if got := dist.GammaQuantile(1e-6, 1e6); math.Abs(got/995253.7719775-1) > 1e-13 {
		t.Errorf("got %.17g", got)
	}
}

// gonum's function leaves [0, 1] for parameters of this size; if it ever stays
// inside, BetaCDF may go back to using it.
func TestBetaCDFIsNotGonums(t *testing.T) {
	const half = 5e9
	if got := mathext.RegIncBeta(half, half, 0.5); got <= 1 {
		t.Logf("mathext.RegIncBeta is now %v", got)
	}
	if got := dist.BetaCDF(0.5, half, half); math.Abs(got-0.5) > 1e-12 {
		t.Errorf("BetaCDF(0.5, 5e9, 5e9) = %v, want 0.5 by symmetry", got)
	}
}

// The expected value is the first term of the series, (p Γ(a+1))^(1/a): the second is
// 1e-17 of it.
func TestGammaQuantileIsNotGonums(t *testing.T) {
	const want = 5.7917102455e-17
	if got := mathext.GammaIncRegInv(0.1, 0.025); math.Abs(got/want-1) < 1e-9 {
		t.Logf("mathext.GammaIncRegInv is now %v", got)
	}
	if got := dist.GammaQuantile(0.025, 0.1); math.Abs(got/want-1) > 1e-9 {
		t.Errorf("GammaQuantile(0.025, 0.1) = %v, want %v", got, want)
	}
}

func TestQuantilesInvertTheirFunctions(t *testing.T) {
	for _, p := range []float64{1e-12, 1e-6, 0.005, 0.025, 0.3, 0.5, 0.8, 0.975, 0.999999} {
		for _, a := range []float64{0.5, 1, 3.5, 40, 2000, 1e5} {
			for _, b := range []float64{0.5, 2, 77, 1e6} {
				x := dist.BetaQuantile(p, a, b)
				if got := dist.BetaCDF(x, a, b); math.Abs(got-p) > 1e-9*p+1e-9*(1-p) && x < 1-1e-12 {
					t.Errorf("BetaCDF(BetaQuantile(%v, %v, %v)) = %v", p, a, b, got)
				}
			}
			g := dist.GammaQuantile(p, a)
			if got := mathext.GammaIncReg(a, g); math.Abs(got-p) > 1e-11 {
				t.Errorf("gamma quantile of %v, shape %v: back to %v", p, a, got)
			}
			q := dist.TQuantile(p, a)
			if got := 1 - dist.TTail(q, a); math.Abs(got-p) > 1e-11 {
				t.Errorf("t quantile of %v, df %v: back to %v", p, a, got)
			}
		}
	}
}

func TestTheEndsOfTheDomainDoNotPanic(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	odd := []float64{nan, -inf, -1, 0, 1e-320, 1, 1e300, inf}
	for _, x := range odd {
		dist.NormalQuantile(x)
		for _, a := range odd {
			dist.TTail(x, a)
			dist.TQuantile(x, a)
			dist.TTwoSided(x, a)
			dist.ChiSquareTail(x, a)
			dist.GammaQuantile(x, a)
			for _, b := range odd {
				dist.BetaCDF(x, a, b)
				dist.BetaTail(x, a, b)
				dist.BetaQuantile(x, a, b)
				dist.BinomialCDF(x, a, b)
				dist.BinomialTail(x, a, b)
				dist.BinomialPMF(x, a, b)
			}
		}
	}
	for _, c := range []struct{ got, want float64 }{
		{dist.BetaQuantile(0.025, 0, 5), 0}, // gonum panics here
		{dist.BetaQuantile(0.975, 5, 0), 1},
		{dist.GammaQuantile(0, 2), 0},
		{dist.GammaQuantile(1, 2), inf},
		{dist.BinomialCDF(-1, 5, 0.3), 0},
		{dist.BinomialTail(5, 5, 0.3), 0},
	} {
		if c.got != c.want {
			t.Errorf("got %v, want %v", c.got, c.want)
		}
	}
}

// One parameter far larger than the other: a few of very many. The expected values
// are sums of the power series with 50 decimal digits.
func TestBetaOfVeryDifferentParameters(t *testing.T) {
	for _, c := range []struct{ x, a, b, cdf, tail float64 }{
		{8e-10, 2.0, 10000000000.0, 0.996980836358538718, 0.00301916364146128209},
		{2e-12, 0.5, 1000000000000.0, 0.95449973610372257, 0.0455002638962774301},
		{3.3e-13, 30.0, 100000000000000.0, 0.722698629069179713, 0.277301370930820287},
		{1e-18, 2.0, 4.611686018427388e+18, 0.944247599206088423, 0.0557524007939115772},
		{1.1e-08, 1000.0, 100000000000.0, 0.998940677962516639, 0.00105932203748336065},
		{3.1e-12, 3000.0, 1000000000000000.0, 0.964999986314002182, 0.0350000136859978182},
	} {
		if got := dist.BetaCDF(c.x, c.a, c.b); math.Abs(got-c.cdf) > 1e-12*c.cdf {
			t.Errorf("BetaCDF(%v, %v, %v) = %.17g, want %.17g", c.x, c.a, c.b, got, c.cdf)
		}
		if got := dist.BetaTail(c.x, c.a, c.b); math.Abs(got-c.tail) > 1e-12*c.tail {
			t.Errorf("BetaTail(%v, %v, %v) = %.17g, want %.17g", c.x, c.a, c.b, got, c.tail)
		}
		if got := dist.BetaTailQuantile(c.tail, c.a, c.b); math.Abs(got-c.x) > 1e-12*c.x {
			t.Errorf("BetaTailQuantile(%v, %v, %v) = %.17g, want %.17g", c.tail, c.a, c.b, got, c.x)
		}
	}
}
