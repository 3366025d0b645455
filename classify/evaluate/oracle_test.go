package evaluate_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/loamlib/loam/classify/evaluate"
)

// oracle is a file of answers that other implementations computed; each says
// which. See its "source".
type oracle[In, Out any] struct {
	Source string
	Cases  []struct {
		Name     string
		Input    In
		Expected Out
		Tol      float64
		TolBy    map[string]float64 `json:"tol_by"`
	}
}

// against runs check for each case of a file.
func against[In, Out any](t *testing.T, file string, check func(t *testing.T, in In, want Out, near func(field string, got, want float64))) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	var o oracle[In, Out]
	if err := json.Unmarshal(b, &o); err != nil || len(o.Cases) == 0 {
		t.Fatalf("%s: %d cases, %v", file, len(o.Cases), err)
	}
	for _, c := range o.Cases {
		t.Run(c.Name, func(t *testing.T) {
			check(t, c.Input, c.Expected, func(field string, got, want float64) {
				t.Helper()
				tol, ok := c.TolBy[field]
				if !ok {
					tol = c.Tol
				}
				if !(math.Abs(got-want) <= tol*math.Max(1, math.Abs(want))) {
					t.Errorf("%s is %.15g, %s has %.15g", field, got, o.Source, want)
				}
			})
		})
	}
}

func TestConfusionAgainstScikitLearn(t *testing.T) {
	type input struct {
		Truth, Predicted []int
		Classes          int
	}
	type output struct {
		Accuracy, MCC         float64
		Precision, Recall, F1 []float64
		Support               []int
		MacroF1               float64 `json:"macro_f1"`
		MicroF1               float64 `json:"micro_f1"`
		WeightedF1            float64 `json:"weighted_f1"`
		Kappa                 *float64
		BalancedAccuracy      *float64 `json:"balanced_accuracy"`
		Confusion             [][]int
	}
	against(t, "classifier_metrics.json", func(t *testing.T, in input, want output, near func(string, float64, float64)) {
		var classes []string
		for i := range in.Classes {
			classes = append(classes, strconv.Itoa(i))
		}
		c, err := evaluate.NewConfusion(classes...)
		if err != nil {
			t.Fatal(err)
		}
		for i := range in.Truth {
			if err := c.Add(classes[in.Truth[i]], classes[in.Predicted[i]]); err != nil {
				t.Fatal(err)
			}
		}
		r := c.Report()
		near("accuracy", r.Accuracy.Value, want.Accuracy)
		near("macro F1", r.MacroF1.Value, want.MacroF1)
		near("micro F1", r.MicroF1.Value, want.MicroF1)
		near("weighted F1", r.WeightedF1.Value, want.WeightedF1)
		near("MCC", r.MCC.Value, want.MCC)
		for i, k := range r.Classes {
			near("precision", k.Precision.Value, want.Precision[i])
			near("recall", k.Recall.Value, want.Recall[i])
			near("F1", k.F1.Value, want.F1[i])
			if k.Support != want.Support[i] {
				t.Errorf("support of %s is %d, want %d", k.Class, k.Support, want.Support[i])
			}
			for j := range classes {
				if got := c.Count(classes[i], classes[j]); got != want.Confusion[i][j] {
					t.Errorf("%d of class %d were called %d, want %d", got, i, j, want.Confusion[i][j])
				}
			}
		}
		optional(t, "kappa", r.Kappa, want.Kappa, near)
		optional(t, "balanced accuracy", r.BalancedAccuracy, want.BalancedAccuracy, near)
	})
}

// optional compares a measure with a number that may be undefined.
func optional(t *testing.T, name string, got evaluate.Measure, want *float64, near func(string, float64, float64)) {
	t.Helper()
	switch {
	case got.Defined() != (want != nil):
		t.Errorf("%s is %v, want defined: %v", name, got, want != nil)
	case want != nil:
		near(name, got.Value, *want)
	}
}

func TestCohenKappaAgainstR(t *testing.T) {
	type input struct{ A, B []int }
	type output struct {
		Agreement, Kappa, Z, P float64
		Linear                 float64   `json:"linear_kappa"`
		Quadratic              float64   `json:"quadratic_kappa"`
		CI95                   []float64 `json:"ci95"`
	}
	against(t, "cohen_kappa.json", func(t *testing.T, in input, want output, near func(string, float64, float64)) {
		k, err := evaluate.CohenKappa(in.A, in.B)
		if err != nil {
			t.Fatal(err)
		}
		near("agreement", k.Agreement, want.Agreement)
		near("kappa", k.Value, want.Kappa)
		near("z", k.Z, want.Z)
		near("p", k.P, want.P)
		near("ci95", k.Low, want.CI95[0])
		near("ci95", k.High, want.CI95[1])
		for w, want := range map[evaluate.Weights]float64{evaluate.Linear: want.Linear, evaluate.Quadratic: want.Quadratic} {
			k, err := evaluate.WeightedKappa(in.A, in.B, w)
			if err != nil {
				t.Fatal(err)
			}
			near(fmt.Sprint("weights ", w), k.Value, want)
		}
	})
}

func TestFleissKappaAgainstR(t *testing.T) {
	type input struct{ Ratings [][]int }
	type output struct {
		Kappa float64 `json:"fleiss_kappa"`
		Z, P  float64
	}
	against(t, "fleiss_icc.json", func(t *testing.T, in input, want output, near func(string, float64, float64)) {
		k, err := evaluate.FleissKappa(in.Ratings)
		if err != nil {
			t.Fatal(err)
		}
		near("kappa", k.Value, want.Kappa)
		near("z", k.Z, want.Z)
		near("p", k.P, want.P)
		if k.Low > k.Value || k.High < k.Value || k.Method != "bootstrap" {
			t.Errorf("the interval of %v does not hold the value", k)
		}
	})
}

// The first case is the worked example of Krippendorff (2011). Cases of more than
// two annotators without a missing value are compared with the definition alone:
// there irr 0.84.1 uses a number of values that is too high by (m-2)/(m-1), as
// [TestAlphaOfCompleteRatingsFollowsFromFleissKappa] shows.
func TestAlphaAgainstR(t *testing.T) {
	type input struct{ Ratings [][]*float64 } // raters by units
	type output struct{ Nominal, Ordinal, Interval, Ratio float64 }
	against(t, "krippendorff_alpha.json", func(t *testing.T, in input, want output, near func(string, float64, float64)) {
		units := make([][]float64, len(in.Ratings[0]))
		names := make([][]string, len(units))
		missing := false
		for _, rater := range in.Ratings {
			for i, v := range rater {
				if v == nil {
					missing = true
					units[i], names[i] = append(units[i], math.NaN()), append(names[i], "")
					continue
				}
				units[i], names[i] = append(units[i], *v), append(names[i], fmt.Sprint(*v))
			}
		}
		for level, irr := range map[evaluate.Level]float64{
			evaluate.Nominal: want.Nominal, evaluate.Ordinal: want.Ordinal, evaluate.Interval: want.Interval, evaluate.Ratio: want.Ratio,
		} {
			a, err := evaluate.Alpha(units, level)
			if err != nil {
				t.Fatal(err)
			}
			if slow := slowAlpha(units, level); math.Abs(a.Value-slow) > 1e-9 {
				t.Errorf("level %d is %v, by the definition %v", level, a, slow)
			}
			if missing || len(in.Ratings) == 2 {
				near(fmt.Sprint("level ", level), a.Value, irr)
			}
		}
		nominal, _ := evaluate.Alpha(units, evaluate.Nominal)
		if words := evaluate.NominalAlpha(names); words != nominal {
			t.Errorf("%v of words, %v of numbers", words, nominal)
		}
	})
}

// slowAlpha is alpha pair by pair: the mean squared distance within units over
// that among all values.
func slowAlpha(units [][]float64, level evaluate.Level) float64 {
	var all []float64
	var kept [][]float64
	for _, u := range units {
		u = slices.DeleteFunc(slices.Clone(u), math.IsNaN)
		if len(u) > 1 {
			kept = append(kept, u)
			all = append(all, u...)
		}
	}
	distance := func(a, b float64) float64 {
		if a > b {
			a, b = b, a
		}
		d := b - a
		switch {
		case a == b:
			return 0
		case level == evaluate.Nominal:
			d = 1
		case level == evaluate.Ratio:
			d = (b - a) / (b + a)
		case level == evaluate.Ordinal:
			d = 0
			for _, x := range all {
				switch {
				case a < x && x < b:
					d++
				case x == a || x == b:
					d += 0.5
				}
			}
		}
		return d * d
	}
	pairs := func(values []float64) (sum float64) {
		for i, a := range values {
			for j, b := range values {
				if i != j {
					sum += distance(a, b)
				}
			}
		}
		return sum
	}
	var observed float64
	for _, u := range kept {
		observed += pairs(u) / float64(len(u)-1)
	}
	return 1 - float64(len(all)-1)*observed/pairs(all)
}

func TestCalibrationAgainstScikitLearn(t *testing.T) {
	type input struct {
		Y    []int
		P    []float64
		Bins int
	}
	type output struct {
		Brier, AUC, ECE, MCE float64
		LogLoss              float64   `json:"log_loss"`
		AveragePrecision     float64   `json:"average_precision"`
		Skill                float64   `json:"brier_skill"`
		Predicted            []float64 `json:"bin_mean_predicted"`
		Observed             []float64 `json:"bin_observed"`
		Count                []int     `json:"bin_count"`
	}
	against(t, "calibration.json", func(t *testing.T, in input, want output, near func(string, float64, float64)) {
		data := scored(in.Y, in.P)
		c, err := evaluate.Calibrate(data, &evaluate.CalibrationOptions{Bins: in.Bins})
		if err != nil {
			t.Fatal(err)
		}
		near("Brier", c.Brier.Value, want.Brier)
		near("log loss", c.LogLoss.Value, want.LogLoss)
		near("skill", c.Skill.Value, want.Skill)
		near("ECE", c.Error.Value, want.ECE)
		near("MCE", c.MaxError.Value, want.MCE)
		if len(c.Bins) != len(want.Count) {
			t.Fatalf("%d bins, want %d", len(c.Bins), len(want.Count))
		}
		for i, b := range c.Bins {
			near("predicted", b.Predicted, want.Predicted[i])
			near("observed", b.Observed.Value, want.Observed[i])
			near("count", float64(b.Observed.N), float64(want.Count[i]))
		}
		auc, _ := evaluate.AUC(data)
		near("AUC", auc.Value, want.AUC)
		ap, _ := evaluate.AveragePrecision(data)
		near("average precision", ap.Value, want.AveragePrecision)
	})
}

func TestAUCAgainstPROC(t *testing.T) {
	type input struct {
		Y     []int
		Score []float64
	}
	type output struct {
		AUC, Brier float64
		CI         []float64 `json:"delong_ci"`
	}
	against(t, "auc_brier.json", func(t *testing.T, in input, want output, near func(string, float64, float64)) {
		auc, err := evaluate.AUC(scored(in.Y, in.Score))
		if err != nil {
			t.Fatal(err)
		}
		near("AUC", auc.Value, want.AUC)
		if want.CI[0] == 1 { // no variance: pROC says [1, 1], we say nothing
			if auc.Method != "" {
				t.Errorf("perfect scores have the interval %v", auc)
			}
		} else {
			near("low", auc.Low, want.CI[0])
			near("high", auc.High, want.CI[1])
		}
		c, err := evaluate.Calibrate(scored(in.Y, in.Score), nil)
		if err != nil {
			t.Fatal(err)
		}
		near("Brier", c.Brier.Value, want.Brier)
	})
}

func scored(y []int, p []float64) []evaluate.Scored {
	out := make([]evaluate.Scored, len(y))
	for i := range y {
		out[i] = evaluate.Scored{Score: p[i], True: y[i] == 1}
	}
	return out
}
