package driver_test

import (
	"embed"
	"encoding/json"
	"errors"
	"math"
	"testing"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/driver"
	"github.com/loamlib/loam/metrics/internal/oracletest"
)

//go:embed testdata
var testdata embed.FS

var letters = []string{"a", "b", "c", "d", "e", "f", "g", "h"}

// table makes data of rows.
func table(names []string, rows [][]float64, y []float64) driver.Data {
	d := driver.Data{Outcome: driver.Column{Name: "y", Values: y}}
	if names == nil {
		names = letters[:len(rows[0])]
	}
	for j, name := range names {
		c := driver.Column{Name: name}
		for _, row := range rows {
			c.Values = append(c.Values, row[j])
		}
		d.Drivers = append(d.Drivers, c)
	}
	return d
}

// withGaps puts NaN where a value is missing.
func withGaps(x []*float64) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = math.NaN()
		if v != nil {
			out[i] = *v
		}
	}
	return out
}

// column lists a figure in the order of the data.
func column(r *driver.Ranking, d driver.Data, figure func(driver.Driver) float64) []float64 {
	var out []float64
	for _, c := range d.Drivers {
		for _, x := range r.Drivers {
			if x.Name == c.Name {
				out = append(out, figure(x))
			}
		}
	}
	return out
}

func TestImportanceAgreesWithR(t *testing.T) {
	type input struct {
		Names []string
		X     [][]*float64 // nil is missing
		Y     []*float64
	}
	oracletest.Run(t, testdata, "testdata/driver_importance.json", func(t *testing.T, in input, c oracletest.Case) {
		var rows [][]float64
		for _, row := range in.X {
			rows = append(rows, withGaps(row))
		}
		d := table(in.Names, rows, withGaps(in.Y))
		r, err := driver.Importance(d, driver.Options{Resamples: -1})
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "r2", r.R2)
		c.Check(t, "adj_r2", r.AdjustedR2)
		coef := append([]float64{r.Intercept}, column(r, d, func(x driver.Driver) float64 { return x.Coefficient })...)
		c.Check(t, "coef", coef...)
		for field, figure := range map[string]func(driver.Driver) float64{
			"std_beta":        func(x driver.Driver) float64 { return x.StdBeta },
			"lmg":             func(x driver.Driver) float64 { return x.Weight.Value },
			"lmg_share":       func(x driver.Driver) float64 { return x.Weight.Share.Or(0) },
			"last":            func(x driver.Driver) float64 { return x.Last },
			"first":           func(x driver.Driver) float64 { return x.First },
			"pratt":           func(x driver.Driver) float64 { return x.Pratt },
			"johnson_raw":     func(x driver.Driver) float64 { return x.Relative.Value },
			"johnson_percent": func(x driver.Driver) float64 { return 100 * x.Relative.Share.Or(0) },
		} {
			if c.Has(field) {
				c.Check(t, field, column(r, d, figure)...)
			}
		}
		if c.Has("vif") {
			c.Check(t, "vif", column(r, d, func(x driver.Driver) float64 { return x.VIF })...)
		}
		for field, figure := range map[string]func(driver.Driver) float64{
			"se": func(x driver.Driver) float64 { return x.StdErr },
			"p":  func(x driver.Driver) float64 { return x.P },
		} {
			var want []float64 // the first is the intercept's, which a ranking does not have
			if err := json.Unmarshal(c.Expected[field], &want); err != nil {
				t.Fatal(err)
			}
			c.Check(t, field, append(want[:1:1], column(r, d, figure)...)...)
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
		d := table(nil, in.X, in.Y)
		m, err := driver.Logistic(d, driver.OddsOptions{Confidence: in.Level})
		if c.Has("separation") {
			var separated *driver.SeparationError
			if !errors.As(err, &separated) || separated.Columns[0] != "a" {
				t.Errorf("error = %v, want one that column a separates", err)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		p, err := driver.Logistic(d, driver.OddsOptions{Confidence: in.Level, Profile: true})
		if err != nil {
			t.Fatal(err)
		}
		coef, ratio := m.Intercepts[:1:1], []float64{math.Exp(m.Intercepts[0])}
		for _, r := range m.Ratios {
			coef, ratio = append(coef, r.Coefficient), append(ratio, r.Ratio.Or(0))
		}
		c.Check(t, "coef", coef...)
		c.Check(t, "odds_ratio", ratio...)
		c.Check(t, "lr_p", m.Together.P)
		c.Check(t, "mcfadden", m.McFadden)
		c.Check(t, "deviance", -2*m.LogLik)
		c.Check(t, "null_deviance", -2*m.LogLikNull)
		c.Check(t, "aic", m.AIC)
		// The intercept, which comes first, has no bounds here.
		rest(t, c, "se", m.Ratios, func(r driver.OddsRatio) float64 { return r.StdErr })
		rest(t, c, "p", m.Ratios, func(r driver.OddsRatio) float64 { return r.P })
		rest(t, c, "or_wald_lower", m.Ratios, func(r driver.OddsRatio) float64 { return r.Low.Or(0) })
		rest(t, c, "or_wald_upper", m.Ratios, func(r driver.OddsRatio) float64 { return r.High.Or(0) })
		rest(t, c, "coef_profile_lower", p.Ratios, func(r driver.OddsRatio) float64 { return math.Log(r.Low.Or(0)) })
		rest(t, c, "coef_profile_upper", p.Ratios, func(r driver.OddsRatio) float64 { return math.Log(r.High.Or(0)) })
	})
}

// rest checks a field but for its first number, the intercept's.
func rest[T any](t *testing.T, c oracletest.Case, field string, rows []T, figure func(T) float64) {
	t.Helper()
	var want []float64
	if err := json.Unmarshal(c.Expected[field], &want); err != nil {
		t.Fatal(err)
	}
	got := want[:1:1]
	for _, r := range rows {
		got = append(got, figure(r))
	}
	c.Check(t, field, got...)
}

func TestOrdinalAgreesWithR(t *testing.T) {
	type input struct {
		X [][]float64
		Y []float64
	}
	oracletest.Run(t, testdata, "testdata/ordinal_logistic.json", func(t *testing.T, in input, c oracletest.Case) {
		m, err := driver.Ordinal(table(nil, in.X, in.Y), 0)
		if err != nil {
			t.Fatal(err)
		}
		var coef, se []float64
		for _, r := range m.Ratios {
			coef, se = append(coef, r.Coefficient), append(se, r.StdErr)
		}
		c.Check(t, "thresholds", m.Intercepts...)
		c.Check(t, "coef", coef...)
		c.Check(t, "se_coef", se...)
		c.Check(t, "se_thresholds", m.InterceptErrs...)
		c.Check(t, "loglik", m.LogLik)
	})
}

func TestPenaltyRewardAgreesWithR(t *testing.T) {
	type input struct {
		X       [][]float64
		Y       []float64
		LowMax  float64 `json:"low_max"`
		HighMin float64 `json:"high_min"`
	}
	oracletest.Run(t, testdata, "testdata/penalty_reward.json", func(t *testing.T, in input, c oracletest.Case) {
		out, err := driver.PenaltyReward(table(nil, in.X, in.Y), driver.ContrastOptions{LowMax: in.LowMax, HighMin: in.HighMin})
		if err != nil {
			t.Fatal(err)
		}
		var penalty, reward, penaltyP, rewardP []float64
		for _, a := range out.Attributes {
			nan := math.NaN()
			penalty, reward = append(penalty, a.Penalty.Value.Or(nan)), append(reward, a.Reward.Value.Or(nan))
			penaltyP, rewardP = append(penaltyP, a.Penalty.P.Or(nan)), append(rewardP, a.Reward.P.Or(nan))
		}
		c.Check(t, "intercept", out.Intercept)
		c.Check(t, "r2", out.R2)
		c.Check(t, "penalty", penalty...)
		c.Check(t, "reward", reward...)
		c.Check(t, "penalty_p", penaltyP...)
		c.Check(t, "reward_p", rewardP...)
	})
}

func TestTopicImpactAgreesWithItsDefinition(t *testing.T) {
	type input struct {
		Ratings []float64
		Topics  [][]float64
	}
	oracletest.Run(t, testdata, "testdata/topic_impact.json", func(t *testing.T, in input, c oracletest.Case) {
		d := table(nil, in.Topics, in.Ratings)
		out, err := driver.TopicImpact(d, 0)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "nps", out.NPS.Value.Or(0)/100)
		for field, figure := range map[string]func(driver.Impact) metrics.Number{
			"nps_with":    func(i driver.Impact) metrics.Number { return i.With.Value },
			"nps_without": func(i driver.Impact) metrics.Number { return i.Without.Value },
			"impact":      func(i driver.Impact) metrics.Number { return i.Value },
			"gap":         func(i driver.Impact) metrics.Number { return i.Gap.Difference },
			"share":       func(i driver.Impact) metrics.Number { return metrics.NumberOf(100 * i.Share) },
		} {
			var got []float64
			for _, column := range d.Drivers {
				for _, i := range out.Topics {
					if i.Topic == column.Name {
						got = append(got, figure(i).Or(math.NaN())/100)
					}
				}
			}
			c.Check(t, field, got...)
		}
	})
}

func TestRidgeAgreesWithR(t *testing.T) {
	type input struct {
		X         [][]float64
		Y, Lambda []float64
	}
	oracletest.Run(t, testdata, "testdata/ridge.json", func(t *testing.T, in input, c oracletest.Case) {
		fits, err := driver.Ridge(table(nil, in.X, in.Y), in.Lambda)
		if err != nil {
			t.Fatal(err)
		}
		var coef, gcv []float64
		for _, f := range fits {
			coef, gcv = append(append(coef, f.Intercept), f.Coefficients...), append(gcv, f.GCV)
		}
		c.Check(t, "coef", coef...)
		c.Check(t, "gcv", gcv...)
	})
}
