package series_test

import (
	"testing"

	"github.com/loamlib/loam/metrics/internal/oracletest"
	"github.com/loamlib/loam/metrics/series"
)

func TestChangePointsAgreeWithR(t *testing.T) {
	oracletest.Run(t, numbers, "testdata/changepoint.json", func(t *testing.T, in struct{ X []float64 }, c oracletest.Case) {
		mean, err := series.MeanChanges(in.X, 1)
		if err != nil {
			t.Fatal(err)
		}
		both, err := series.MeanVarianceChanges(in.X)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range []struct {
			field   string
			model   *series.ChangeModel
			penalty series.Penalty
		}{
			{"mean_BIC", mean, series.BIC}, {"mean_MBIC", mean, series.MBIC},
			{"meanvar_BIC", both, series.BIC}, {"meanvar_MBIC", both, series.MBIC},
		} {
			at, err := q.model.Locate(q.penalty, 0)
			if err != nil {
				t.Fatal(err)
			}
			c.Check(t, q.field, floats(at)...)
		}
		p, err := series.Pettitt(in.X)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "pettitt_k", float64(p.At))
		c.Check(t, "pettitt_U", p.Statistic)
		c.Check(t, "pettitt_p", p.P)
	})
}

func floats(x []int) []float64 {
	out := []float64{}
	for _, v := range x {
		out = append(out, float64(v))
	}
	return out
}
