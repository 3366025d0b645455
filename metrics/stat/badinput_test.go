package stat_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/loamlib/loam/metrics/stat"
)

// erring drops the result of a call that is expected to fail.
func erring[T any](_ T, err error) error { return err }

func oddsErr(a int64, confidence float64) error {
	_, _, err := stat.OddsRatio(a, 1, 1, 1, confidence)
	return err
}

func TestArgumentsOutsideTheirDomain(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	three := stat.Moments{N: 3, Mean: 1, Variance: 1}
	half := stat.Share{X: 1, N: 2}
	fine := []float64{1, 2, 3}
	for name, err := range map[string]error{
		"confidence 0":              erring(stat.Wilson(1, 2, 0)),
		"confidence 1":              erring(stat.Wilson(1, 2, 1)),
		"confidence NaN":            erring(stat.Jeffreys(1, 2, nan)),
		"confidence before no data": erring(stat.Wilson(0, 0, 2)),
		"more successes than n":     erring(stat.Wilson(3, 2, 0.95)),
		"negative successes":        erring(stat.ClopperPearson(-1, 2, 0.95)),
		"negative n":                erring(stat.Wilson(0, -1, 0.95)),
		"negative count":            erring(stat.Trinomial{Minus: -1, Plus: 3}.AdjustedWald(0.95)),
		"shares above 1":            erring(stat.AdjustedWaldShares(0.7, 0.7, 10, 0.95)),
		"a share of NaN":            erring(stat.AdjustedWaldShares(nan, 0.7, 10, 0.95)),
		"no effective answers":      erring(stat.AdjustedWaldShares(0.2, 0.7, 0, 0.95)),
		"p0 above 1":                erring(stat.BinomialTest(1, 2, 1.5)),
		"negative exposure":         erring(stat.Garwood(1, -1, 0.95)),
		"NaN exposure":              erring(stat.Garwood(1, nan, 0.95)),
		"infinite exposure":         erring(stat.Garwood(1, inf, 0.95)),
		"negative events":           erring(stat.Garwood(-1, 1, 0.95)),
		"counts that overflow":      erring(stat.Ratio(math.MaxInt64, 1, 0.95)),
		"a negative count of two":   erring(stat.Ratio(-1, 1, 0.95)),
		"NaN among values":          erring(stat.MomentsOf([]float64{1, nan})),
		"Inf among values":          erring(stat.Median([]float64{1, inf})),
		"values without a square":   erring(stat.MomentsOf([]float64{1e200, 3})),
		"negative variance":         erring(stat.StudentT(stat.Moments{N: 3, Variance: -1}, 0.95)),
		"NaN mean":                  erring(stat.StudentT(stat.Moments{N: 3, Mean: nan, Variance: 1}, 0.95)),
		"Welch with confidence 2":   erring(stat.Welch(three, three, 2)),
		"pairs of other lengths":    erring(stat.PairedT(fine, fine[:2], 0.95)),
		"NaN among ranks":           erring(stat.MannWhitney([]float64{nan}, fine)),
		"groups of other scales":    erring(stat.MannWhitneyCounts([]int64{1, 2}, []int64{1, 2, 3})),
		"negative group count":      erring(stat.KruskalWallisCounts([]int64{1, -2}, []int64{1, 2})),
		"p-value above 1":           erring(stat.Holm([]float64{0.5, 1.5})),
		"quantile at 2":             erring(stat.Quantiles(fine, []float64{2}, stat.Linear)),
		"a quantile of type 3":      erring(stat.Quantiles(fine, []float64{0.5}, 3)),
		"half trimmed":              erring(stat.TrimmedMean(fine, 0.5)),
		"a margin of 0":             erring(stat.SampleSize(0, 1, 0.95)),
		"a margin of nothing":       erring(stat.SampleSize(1e-300, 1, 0.95)),
		"a negative variance":       erring(stat.SampleSize(0.1, -1, 0.95)),
		"a population of 0":         erring(stat.FinitePopulation(100, 0)),
		"power of 1":                erring(stat.Design{Power: 1}.PerGroupShares(0.1, 0.2)),
		"a power without data":      erring(stat.Design{Power: 0.01}.PerGroupMeans(0.1, 1)),
		"equal shares":              erring(stat.Design{}.PerGroupShares(0.2, 0.2)),
		"a share of 2":              erring(stat.Design{}.PowerShares(0.2, 2, 10)),
		"no difference":             erring(stat.Design{}.PerGroupMeans(0, 1)),
		"too many tables to test":   erring(stat.FisherTest(stat.Share{X: 1 << 40, N: 1 << 41}, stat.Share{X: 1 << 40, N: 1 << 41})),
		"too many tables":           erring(stat.Fisher(stat.Share{X: 1 << 40, N: 1 << 41}, stat.Share{X: 1 << 40, N: 1 << 41}, 0.95)),
		"Newcombe with X above N":   erring(stat.Newcombe(stat.Share{X: 3, N: 2}, half, 0.95)),
		"negative odds":             oddsErr(-1, 0.95),
		"odds with confidence 0":    oddsErr(1, 0),
		"replicates":                erring(stat.BootstrapCounts([]int64{1, 2}, func([]float64) float64 { return 0 }, stat.BootstrapOptions{Replicates: 1})),
	} {
		var argument *stat.ArgumentError
		if !errors.As(err, &argument) {
			t.Errorf("%s: %v, want an ArgumentError", name, err)
		} else if argument.Error() == "" || argument.Want == "" {
			t.Errorf("%s: the error says nothing: %+v", name, argument)
		}
	}
}

func TestDataThatGiveNoAnswer(t *testing.T) {
	half := stat.Share{X: 1, N: 2}
	one := stat.Moments{N: 1, Mean: 4, Variance: math.NaN()}
	same := stat.Moments{N: 5, Mean: 4}
	_, _, mcnemar := stat.McNemar(0, 0)
	for name, c := range map[string]struct{ got, want error }{
		"share of nothing":       {erring(stat.Wilson(0, 0, 0.95)), stat.ErrNoData},
		"score of nothing":       {erring(stat.Trinomial{}.Tango(0.95)), stat.ErrNoData},
		"ratio of nothing":       {erring(stat.Ratio(0, 0, 0.95)), stat.ErrNoData},
		"rate without exposure":  {erring(stat.Garwood(3, 0, 0.95)), stat.ErrNoData},
		"rates without events":   {erring(stat.CompareRates(0, 1, 0, 1, 0.95)), stat.ErrNoData},
		"mean of nothing":        {erring(stat.MomentsOf(nil)), stat.ErrNoData},
		"median of nothing":      {erring(stat.Median(nil)), stat.ErrNoData},
		"interval of one":        {erring(stat.StudentT(one, 0.95)), stat.ErrTooFew},
		"Welch with one":         {erring(stat.Welch(one, same, 0.95)), stat.ErrTooFew},
		"Welch without spread":   {erring(stat.Welch(same, same, 0.95)), stat.ErrUndefined},
		"pairs that all moved 1": {erring(stat.PairedT([]float64{1, 2}, []float64{2, 3}, 0.95)), stat.ErrUndefined},
		"nobody moved":           {erring(stat.Wilcoxon([]float64{1, 2}, []float64{1, 2})), stat.ErrUndefined},
		"no pairs":               {erring(stat.Wilcoxon(nil, nil)), stat.ErrNoData},
		"no movers":              {mcnemar, stat.ErrNoData},
		"ranks all equal":        {erring(stat.MannWhitney([]float64{3, 3}, []float64{3})), stat.ErrUndefined},
		"ranks of nobody":        {erring(stat.MannWhitney(nil, []float64{3, 4})), stat.ErrNoData},
		"one group of ranks":     {erring(stat.KruskalWallis([]float64{1, 2})), stat.ErrTooFew},
		"one group of shares":    {erring(stat.KShares(half)), stat.ErrTooFew},
		"shares all 0":           {erring(stat.KShares(stat.Share{N: 3}, stat.Share{N: 4})), stat.ErrUndefined},
		"two shares of 1":        {erring(stat.TwoShares(stat.Share{X: 3, N: 3}, stat.Share{X: 4, N: 4})), stat.ErrUndefined},
		"trend of 0":             {erring(stat.Trend(stat.Share{N: 3}, stat.Share{N: 4})), stat.ErrUndefined},
		"log odds of 0":          {erring(stat.Logit(0, 5, 0.95)), stat.ErrUndefined},
		"log ratio of 0":         {erring(stat.RatioLog(0, 5, 0.95)), stat.ErrUndefined},
		"bootstrap of nothing":   {erring(stat.BootstrapCounts(nil, nil, stat.BootstrapOptions{})), stat.ErrNoData},
		"bootstrap of one":       {erring(stat.BootstrapCounts([]int64{1}, nil, stat.BootstrapOptions{})), stat.ErrTooFew},
	} {
		if !errors.Is(c.got, c.want) {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
}

// What has no finite value is null in JSON, and null comes back as what it was.
func TestResultsGoThroughJSON(t *testing.T) {
	ratio := must[stat.Interval](t)(stat.Ratio(3, 0, 0.95))
	ratio.Low = 1
	equal := must[stat.Difference](t)(stat.ScoreDifferenceWald(stat.Trinomial{Plus: 3}, stat.Trinomial{Plus: 3}, 0.95))
	rates := must[stat.RateRatio](t)(stat.CompareRates(3, 10, 0, 10, 0.5))
	fisher := must[stat.Exact2x2](t)(stat.Fisher(stat.Share{X: 2, N: 2}, stat.Share{N: 2}, 0.5))
	rates.Interval.Low, rates.Test.P, fisher.P, fisher.Interval.Low = 0.5, 0.25, 0.5, 0.75 // short numbers
	throughJSON(t, stat.Interval{Low: 0.25, High: 0.75}, `{"low":0.25,"high":0.75}`)
	throughJSON(t, ratio, `{"low":1,"high":null}`)
	throughJSON(t, stat.Interval{Low: math.Inf(-1), High: 0.5}, `{"low":null,"high":0.5}`)
	throughJSON(t, equal.Test, `{"statistic":null,"p":null}`)
	throughJSON(t, stat.Test{Statistic: 2.5, DF: 3, P: 0.5}, `{"statistic":2.5,"df":3,"p":0.5}`)
	throughJSON(t, must[stat.Moments](t)(stat.MomentsOf([]float64{4})), `{"n":1,"mean":4,"variance":null}`)
	throughJSON(t, rates, `{"value":null,"interval":{"low":0.5,"high":null},"test":{"statistic":3,"p":0.25}}`)
	throughJSON(t, fisher, `{"p":0.5,"odds_ratio":null,"interval":{"low":0.75,"high":null}}`)
	throughJSON(t, stat.Share{X: 3, N: 4}, `{"x":3,"n":4}`)
	throughJSON(t, stat.Trinomial{Minus: 1, Plus: 2}, `{"minus":1,"zero":0,"plus":2}`)
	throughJSON(t, stat.RankSum{U: 3, Superiority: 0.5, P: 1, PUncorrected: 1}, `{"u":3,"superiority":0.5,"p":1,"p_uncorrected":1}`)
	for _, v := range []any{new(stat.Interval), new(stat.Test), new(stat.Moments), new(stat.RateRatio), new(stat.Exact2x2)} {
		if err := json.Unmarshal([]byte(`[3]`), v); err == nil {
			t.Errorf("a list became %+v", v)
		}
	}
}

// throughJSON encodes a value and decodes it again. NaN is NaN.
func throughJSON[T any](t *testing.T, v T, want string) {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil || string(b) != want {
		t.Errorf("%+v marshals as %s, %v, want %s", v, b, err, want)
	}
	var got T
	if err := json.Unmarshal(b, &got); err != nil || fmt.Sprint(got) != fmt.Sprint(v) {
		t.Errorf("%s comes back as %+v, %v, want %+v", b, got, err, v)
	}
}

// Inputs are read-only.
func TestNothingIsSortedInPlace(t *testing.T) {
	x, y := []float64{3, 1, 2}, []float64{9, 7, 8}
	for _, err := range []error{
		erring(stat.Median(x)), erring(stat.MAD(x)), erring(stat.FiveNumbers(x)), erring(stat.TrimmedMean(x, 0.1)),
		erring(stat.Quantiles(x, []float64{0.5}, stat.Linear)), erring(stat.MannWhitney(x, y)), erring(stat.Wilcoxon(x, y)),
		erring(stat.PairedT(x, y, 0.95)), erring(stat.BenjaminiHochberg([]float64{0.3, 0.1})),
	} {
		if err != nil && err != stat.ErrUndefined {
			t.Error(err)
		}
	}
	if x[0] != 3 || x[1] != 1 || x[2] != 2 || y[0] != 9 {
		t.Errorf("x is %v and y %v now", x, y)
	}
}

func TestMissingPValuesAreNoTests(t *testing.T) {
	with, err := stat.BenjaminiHochberg([]float64{0.01, math.NaN(), 0.04})
	if err != nil {
		t.Fatal(err)
	}
	without, err := stat.BenjaminiHochberg([]float64{0.01, 0.04})
	if err != nil {
		t.Fatal(err)
	}
	if with[0] != without[0] || with[2] != without[1] || !math.IsNaN(with[1]) {
		t.Errorf("%v with the missing one, %v without", with, without)
	}
}
