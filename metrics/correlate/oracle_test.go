package correlate_test

import (
	"embed"
	"math"
	"testing"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/correlate"
	"github.com/loamlib/loam/metrics/driver"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/internal/oracletest"
)

//go:embed testdata
var testdata embed.FS

func value(n metrics.Number) float64 { return n.Or(math.NaN()) }

func flat(rows [][]float64) (out []float64) {
	for _, row := range rows {
		out = append(out, row...)
	}
	return out
}

func TestCorrelationsAgreeWithR(t *testing.T) {
	type input struct{ X [][]float64 }
	oracletest.Run(t, testdata, "testdata/correlation.json", func(t *testing.T, in input, c oracletest.Case) {
		k := len(in.X[0])
		columns := make([]driver.Column, k)
		for j := range columns {
			columns[j].Name = "abcdefgh"[j : j+1]
			for _, row := range in.X {
				columns[j].Values = append(columns[j].Values, row[j])
			}
		}
		x, y := columns[0].Values, columns[k-1].Values
		r, err := correlate.Pearson(x, y, 0)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "pearson", r.Value)
		c.Check(t, "pearson_p", r.P)
		c.Check(t, "pearson_ci", value(r.Low), value(r.High))
		s, err := correlate.Spearman(x, y, 0)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "spearman", s.Value)
		c.Check(t, "spearman_p", s.P)
		tau, err := correlate.Kendall(rounded(x), rounded(y), 0)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "kendall_tau_b_rounded", tau.Value)
		c.Check(t, "kendall_p_rounded", tau.P)
		m, err := correlate.Partials(columns, false)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "partial", flat(m.Partial)...)
		// ppcor takes the statistic for normal.
		var p []float64
		for i, row := range m.T {
			for j, t := range row {
				if i == j {
					p = append(p, 0)
					continue
				}
				p = append(p, dist.NormalTwoSided(t))
			}
		}
		c.Check(t, "partial_p", p...)
		c.Check(t, "semipartial", flat(m.Semi)...)
		ranked, err := correlate.Partials(columns, true)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "partial_spearman", flat(ranked.Partial)...)
	})
}

func rounded(x []float64) (out []float64) {
	for _, v := range x {
		out = append(out, math.RoundToEven(v))
	}
	return out
}

func TestCrossCorrelationAgreesWithR(t *testing.T) {
	type input struct{ X, Y []float64 }
	oracletest.Run(t, testdata, "testdata/autocorrelation.json", func(t *testing.T, in input, c oracletest.Case) {
		out, err := correlate.Lagged(in.X, in.Y, correlate.LagOptions{MaxLag: 5, Transform: correlate.AsIs})
		if err != nil {
			t.Fatal(err)
		}
		var lags, values []float64
		for _, l := range out.Lags {
			lags, values = append(lags, float64(l.Lag)), append(values, l.Value)
		}
		c.Check(t, "ccf_lags", lags...)
		c.Check(t, "ccf", values...)
		c.Check(t, "band95", out.Band)
	})
}
