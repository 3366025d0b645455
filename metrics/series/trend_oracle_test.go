package series_test

import (
	"math"
	"os"
	"testing"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/oracletest"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

func nan(n metrics.Number) float64 { return n.Or(math.NaN()) }

func TestMannKendallAndSenAgreeWithR(t *testing.T) {
	type input struct{ X []float64 }
	oracletest.Run(t, os.DirFS("testdata"), "mann_kendall_sen.json", func(t *testing.T, in input, c oracletest.Case) {
		m, err := series.MannKendall(in.X)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "S", float64(m.S))
		c.Check(t, "varS", m.Variance)
		c.Check(t, "tau_b", nan(m.Tau))
		c.Check(t, "z", m.Z)
		c.Check(t, "p", m.P)
		line, err := series.Sen(in.X, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "sen_slope", line.Slope)
		c.Check(t, "intercept_median_residual", line.Intercept)
		if string(c.Expected["sen_ci"]) == "[null]" { // the ranks lie beyond the slopes
			if line.Low.Defined() || line.High.Defined() {
				t.Errorf("interval %v to %v, want none", line.Low, line.High)
			}
			return
		}
		c.Check(t, "sen_ci", nan(line.Low), nan(line.High))
	})
}

func TestSeasonalMannKendallAgreesWithR(t *testing.T) {
	type input struct {
		X      []float64
		Period int
	}
	oracletest.Run(t, os.DirFS("testdata"), "seasonal_mann_kendall.json", func(t *testing.T, in input, c oracletest.Case) {
		m, err := series.SeasonalMannKendall(in.X, in.Period)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "S", float64(m.S))
		c.Check(t, "varS", m.Variance)
		c.Check(t, "z_no_continuity", m.PlainZ)
		c.Check(t, "p_no_continuity", m.PlainP)
		line, err := series.SeasonalSen(in.X, in.Period, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "seasonal_sen_slope_per_cycle", line.Slope)
	})
}

func TestShareTrendAgreesWithR(t *testing.T) {
	type input struct{ Successes, N []int64 }
	oracletest.Run(t, os.DirFS("testdata"), "binomial_trend.json", func(t *testing.T, in input, c oracletest.Case) {
		var shares []stat.Share
		for i, x := range in.Successes {
			shares = append(shares, stat.Share{X: x, N: in.N[i]})
		}
		f, err := series.FitShares(shares)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "intercept", f.Line.Intercept)
		c.Check(t, "slope", f.Line.Slope)
		c.Check(t, "slope_se", f.Line.SE)
		c.Check(t, "z", f.Line.Slope/f.Line.SE)
		c.Check(t, "p", f.Line.P)
		c.Check(t, "deviance", f.Deviance)
		c.Check(t, "dispersion", f.Dispersion)
		c.Check(t, "quasi_se", f.Quasi.SE)
		c.Check(t, "quasi_p", f.Quasi.P)
		var p, low, high []float64
		for ahead := range 3 {
			v, i, err := f.At(float64(len(shares)+1+ahead), 0.95)
			if err != nil {
				t.Fatal(err)
			}
			p, low, high = append(p, v), append(low, i.Low), append(high, i.High)
		}
		c.Check(t, "next3_prob", p...)
		c.Check(t, "next3_lower95", low...)
		c.Check(t, "next3_upper95", high...)
	})
}

func TestScoreTrendAgreesWithR(t *testing.T) {
	type input struct {
		Counts   [][3]int64
		Variance []float64 `json:"variance_used"`
	}
	oracletest.Run(t, os.DirFS("testdata"), "nps_trend.json", func(t *testing.T, in input, c oracletest.Case) {
		var nps []float64
		for _, n := range in.Counts {
			nps = append(nps, float64(n[2]-n[0])/float64(n[0]+n[1]+n[2]))
		}
		f, err := series.FitWeighted(nps, in.Variance)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "slope", f.Least.Slope)
		c.Check(t, "wls_se", f.Least.SE)
		c.Check(t, "wls_p", f.Least.P)
		c.Check(t, "fixed_se", f.Fixed.SE)
		c.Check(t, "fixed_p", f.Fixed.P)
		c.Check(t, "QE", f.QE)
		c.Check(t, "QE_p", f.QEP)
		c.Check(t, "dl_tau2", f.Tau2)
		c.Check(t, "dl_slope", f.Random.Slope)
		c.Check(t, "dl_se", f.Random.SE)
		c.Check(t, "dl_p", f.Random.P)
	})
}
