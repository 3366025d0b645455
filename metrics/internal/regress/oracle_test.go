package regress_test

import (
	"embed"
	"errors"
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/internal/oracletest"
	"github.com/loamlib/loam/metrics/internal/regress"
)

//go:embed testdata
var testdata embed.FS

var names = []string{"a", "b", "c", "d", "e", "f"}

func design(rows [][]float64) regress.Design {
	return regress.Design{Names: names[:len(rows[0])], Rows: rows}
}

func errs(c mat.Symmetric) []float64 {
	var out []float64
	for j := range c.SymmetricDim() {
		out = append(out, math.Sqrt(c.At(j, j)))
	}
	return out
}

func must[T any](t *testing.T) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func table(rows []regress.Coefficient) (coef, se, tt, p []float64) {
	for _, r := range rows {
		coef, se, tt, p = append(coef, r.Estimate), append(se, r.StdErr), append(tt, r.T), append(p, r.P)
	}
	return
}

func TestLeastSquaresAgreesWithR(t *testing.T) {
	type input struct {
		X       [][]float64
		Y       []float64
		Weights []float64
		NewX    [][]float64 `json:"new_X"`
	}
	oracletest.Run(t, testdata, "testdata/weighted_least_squares.json", func(t *testing.T, in input, c oracletest.Case) {
		f := must[*regress.Linear](t)(regress.LeastSquares(design(in.X), in.Y, in.Weights))
		cov := f.Covariance()
		coef, se, tt, p := table(regress.Table(f.Names, f.Coef, cov, float64(f.DF)))
		c.Check(t, "coef", coef...)
		c.Check(t, "se", se...)
		c.Check(t, "t", tt...)
		c.Check(t, "p", p...)
		c.Check(t, "sigma", f.Sigma())
		c.Check(t, "r2", f.R2())
		c.Check(t, "adj_r2", f.AdjustedR2())
		var fit, fitSE []float64
		for _, x := range in.NewX {
			v, s := f.Predict(x, cov)
			fit, fitSE = append(fit, v), append(fitSE, s)
		}
		c.Check(t, "fit_new", fit...)
		c.Check(t, "se_fit_new", fitSE...)

		o := must[*regress.Linear](t)(regress.LeastSquares(design(in.X), in.Y, nil))
		c.Check(t, "ols_coef", o.Coef...)
		statistic, _ := o.F()
		c.Check(t, "ols_f", statistic)
		var prediction []float64
		q := dist.TQuantile(0.975, float64(o.DF))
		for _, x := range in.NewX {
			v, s := o.Predict(x, o.Covariance())
			half := q * math.Hypot(s, o.Sigma())
			prediction = append(prediction, v, v-half, v+half)
		}
		c.Check(t, "ols_prediction_interval", prediction...)
	})
}

func TestInterruptedSeriesAgreeWithR(t *testing.T) {
	type input struct {
		Y    []float64
		Last int `json:"last_pre_index"`
		Lag  int
	}
	oracletest.Run(t, testdata, "testdata/interrupted_time_series.json", func(t *testing.T, in input, c oracletest.Case) {
		var rows [][]float64
		for i := range in.Y {
			t, step := float64(i+1), 0.0
			if i+1 > in.Last {
				step = 1
			}
			rows = append(rows, []float64{t, step, math.Max(0, t-float64(in.Last))})
		}
		f := must[*regress.Linear](t)(regress.LeastSquares(design(rows), in.Y, nil))
		cov := must[*mat.SymDense](t)
		c.Check(t, "coef", f.Coef...)
		c.Check(t, "ols_se", errs(f.Covariance())...)
		c.Check(t, "nw_se_no_adjust", errs(cov(f.NeweyWest(in.Lag, false)))...)
		adjusted := cov(f.NeweyWest(in.Lag, true))
		_, se, tt, p := table(regress.Table(f.Names, f.Coef, adjusted, float64(f.DF)))
		c.Check(t, "nw_se_adjust", se...)
		c.Check(t, "nw_t", tt...)
		c.Check(t, "nw_p", p...)
		c.Check(t, "hc1_se", errs(cov(f.Heteroscedastic(regress.HC1)))...)
		c.Check(t, "hc3_se", errs(cov(f.Heteroscedastic(regress.HC3)))...)
		c.Check(t, "durbin_watson", f.DurbinWatson())
		c.Check(t, "fitted_last", f.Fitted[f.N-1])
		n := float64(f.N)
		without, _ := f.Predict([]float64{n, 0, 0}, adjusted)
		c.Check(t, "counterfactual_last", without)
		c.Check(t, "auto_lag_newey_west_1994", float64(f.AutomaticLag()))
	})
}

func TestClustersAgreeWithR(t *testing.T) {
	type input struct {
		Y, Treated, Post []float64
		Unit             []int
	}
	oracletest.Run(t, testdata, "testdata/diff_in_diff.json", func(t *testing.T, in input, c oracletest.Case) {
		var rows [][]float64
		for i := range in.Y {
			rows = append(rows, []float64{in.Treated[i], in.Post[i], in.Treated[i] * in.Post[i]})
		}
		f := must[*regress.Linear](t)(regress.LeastSquares(design(rows), in.Y, nil))
		row := regress.Table(f.Names, f.Coef, f.Covariance(), float64(f.DF))[3]
		c.Check(t, "did", row.Estimate)
		c.Check(t, "ols_se", row.StdErr)
		c.Check(t, "p", row.P)
		half := dist.TQuantile(0.975, float64(f.DF)) * row.StdErr
		c.Check(t, "ci95", row.Estimate-half, row.Estimate+half)
		c.Check(t, "hc1_se", errs(must[*mat.SymDense](t)(f.Heteroscedastic(regress.HC1)))[3])
		for field, adjust := range map[string]bool{"cluster_se_hc1": true, "cluster_se_hc0": false} {
			cov, _, err := regress.Clustered(f, in.Unit, adjust)
			if err != nil {
				t.Fatal(err)
			}
			c.Check(t, field, errs(cov)[3])
		}
	})
}

func TestLogisticAgreesWithR(t *testing.T) {
	type input struct {
		X     [][]float64
		Y     []float64
		Level float64
	}
	oracletest.Run(t, testdata, "testdata/logistic.json", func(t *testing.T, in input, c oracletest.Case) {
		f, err := regress.FitLogistic(design(in.X), in.Y, nil, regress.LogisticOptions{})
		if c.Has("separation") {
			var separated *regress.SeparationError
			if !errors.As(err, &separated) || !separated.Alone || separated.Columns[0] != "a" {
				t.Errorf("error = %v, want one that column a separates", err)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		coef, se, z, p := table(regress.Table(f.Names, f.Coef, f.Covariance, 0))
		c.Check(t, "coef", coef...)
		c.Check(t, "se", se...)
		c.Check(t, "z", z...)
		c.Check(t, "p", p...)
		c.Check(t, "deviance", f.Deviance)
		c.Check(t, "null_deviance", f.Null)
		c.Check(t, "aic", f.AIC())
		c.Check(t, "lr_p", f.LikelihoodRatio().P)
		c.Check(t, "mcfadden", f.McFadden())
		c.Check(t, "fitted5", f.Fitted[:5]...)
		var low, high []float64
		for j := range f.Coef {
			i, err := f.Profile(j, in.Level)
			if err != nil {
				t.Fatal(err)
			}
			low, high = append(low, i.Low), append(high, i.High)
		}
		c.Check(t, "coef_profile_lower", low...)
		c.Check(t, "coef_profile_upper", high...)
	})
}

func TestTrendOfSharesAgreesWithR(t *testing.T) {
	type input struct{ Successes, N []float64 }
	oracletest.Run(t, testdata, "testdata/binomial_trend.json", func(t *testing.T, in input, c oracletest.Case) {
		var rows [][]float64
		for i := range in.N {
			rows = append(rows, []float64{float64(i + 1)})
		}
		f, err := regress.FitLogistic(design(rows), in.Successes, in.N, regress.LogisticOptions{})
		if err != nil {
			t.Fatal(err)
		}
		row := regress.Table(f.Names, f.Coef, f.Covariance, 0)[1]
		c.Check(t, "slope", row.Estimate)
		c.Check(t, "slope_se", row.StdErr)
		c.Check(t, "p", row.P)
		c.Check(t, "deviance", f.Deviance)
		c.Check(t, "dispersion", f.Dispersion())
		c.Check(t, "quasi_se", row.StdErr*math.Sqrt(f.Dispersion()))
	})
}

func TestRidgeAgreesWithR(t *testing.T) {
	type input struct {
		X         [][]float64
		Y, Lambda []float64
	}
	oracletest.Run(t, testdata, "testdata/ridge.json", func(t *testing.T, in input, c oracletest.Case) {
		fits := must[[]regress.Penalised](t)(regress.Ridge(design(in.X), in.Y, in.Lambda))
		var coef, gcv []float64
		for _, f := range fits {
			coef, gcv = append(coef, f.Coef...), append(gcv, f.GCV)
		}
		c.Check(t, "coef", coef...)
		c.Check(t, "gcv", gcv...)
	})
}

func TestOrdinalAgreesWithR(t *testing.T) {
	type input struct {
		X [][]float64
		Y []float64
	}
	oracletest.Run(t, testdata, "testdata/ordinal_logistic.json", func(t *testing.T, in input, c oracletest.Case) {
		f, err := regress.FitOrdinal(design(in.X), in.Y)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "thresholds", f.Thresholds...)
		c.Check(t, "coef", f.Coef...)
		se, cuts := errs(f.Covariance), len(f.Thresholds)
		c.Check(t, "se_thresholds", se[:cuts]...)
		c.Check(t, "se_coef", se[cuts:]...)
		c.Check(t, "loglik", f.LogLik)
		c.Check(t, "polr_coef", f.Coef...)
	})
}
