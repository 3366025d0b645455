package segment_test

import (
	"embed"
	"testing"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/oracletest"
	"github.com/loamlib/loam/metrics/segment"
	"github.com/loamlib/loam/metrics/stat"
)

//go:embed testdata
var testdata embed.FS

type counts struct{ Successes, N []int64 }

func (c counts) shares() []stat.Share {
	var out []stat.Share
	for i := range c.N {
		out = append(out, stat.Share{X: c.Successes[i], N: c.N[i]})
	}
	return out
}

// numbers picks one number of each element.
func numbers[T any](list []T, of func(T) metrics.Number) []float64 {
	var out []float64
	for _, v := range list {
		out = append(out, of(v).Or(1e99))
	}
	return out
}

func TestFunnelAgreesWithR(t *testing.T) {
	oracletest.Run(t, testdata, "testdata/funnel_limits.json", func(t *testing.T, in counts, c oracletest.Case) {
		f, err := segment.FunnelShares(in.shares())
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "target", f.Target)
		c.Check(t, "phi", f.Dispersion)
		c.Check(t, "heterogeneity_chisq", f.Heterogeneity.Statistic)
		c.Check(t, "heterogeneity_p", f.Heterogeneity.P)
		for field, of := range map[string]func(segment.FunnelPoint) metrics.Number{
			"z":                   func(p segment.FunnelPoint) metrics.Number { return p.Z },
			"lower95":             func(p segment.FunnelPoint) metrics.Number { return p.Limits.Low95 },
			"upper95":             func(p segment.FunnelPoint) metrics.Number { return p.Limits.High95 },
			"lower998":            func(p segment.FunnelPoint) metrics.Number { return p.Limits.Low998 },
			"upper998":            func(p segment.FunnelPoint) metrics.Number { return p.Limits.High998 },
			"exact_lower95_count": func(p segment.FunnelPoint) metrics.Number { return p.LowCount },
			"exact_upper95_count": func(p segment.FunnelPoint) metrics.Number { return p.HighCount },
		} {
			c.Check(t, field, numbers(f.Points, of)...)
		}
	})
}

func value(s segment.Shrunken) metrics.Number { return s.Value }
func low(s segment.Shrunken) metrics.Number   { return s.Low }
func high(s segment.Shrunken) metrics.Number  { return s.High }

func TestShrinkNormalAgreesWithR(t *testing.T) {
	type ensemble struct{ Estimate, Variance []float64 }
	oracletest.Run(t, testdata, "testdata/shrinkage_normal.json", func(t *testing.T, in ensemble, c oracletest.Case) {
		for name, by := range map[string]segment.Between{
			"DL": segment.DerSimonianLaird, "PM": segment.PauleMandel, "REML": segment.REML, "ML": segment.ML,
		} {
			s, err := segment.ShrinkNormal(in.Estimate, in.Variance, by, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			c.Sub(t, name, func(c oracletest.Case) {
				c.Check(t, "tau2", s.Between)
				c.Check(t, "mean", s.Mean)
				c.Check(t, "se", s.StdErr)
				c.Check(t, "shrunk", numbers(s.Shrunk, value)...)
			})
			c.Check(t, "Q", s.Heterogeneity.Statistic)
			c.Check(t, "Q_p", s.Heterogeneity.P)
			c.Check(t, "I2_dl", 100*s.Inconsistency)
		}
	})
}

func TestShrinkSharesAgreesWithR(t *testing.T) {
	oracletest.Run(t, testdata, "testdata/shrinkage_beta_binomial.json", func(t *testing.T, in counts, c oracletest.Case) {
		s, err := segment.ShrinkShares(in.shares(), 0.95)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "alpha", s.Alpha.Or(1e99))
		c.Check(t, "beta", s.Beta.Or(1e99))
		c.Check(t, "loglik_kernel", s.LogLik)
		c.Check(t, "posterior_mean", numbers(s.Shrunk, value)...)
		c.Check(t, "lower95", numbers(s.Shrunk, low)...)
		c.Check(t, "upper95", numbers(s.Shrunk, high)...)
	})
}
