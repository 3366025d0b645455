package correlate_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/correlate"
	"github.com/loamlib/loam/metrics/driver"
	"github.com/loamlib/loam/metrics/stat"
)

func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 11)) }

type correlation func(x, y []float64, confidence float64) (correlate.Correlation, error)

var kinds = map[string]correlation{"Pearson": correlate.Pearson, "Spearman": correlate.Spearman, "Kendall": correlate.Kendall}

// τ-b by its definition, pair by pair.
func slowTau(x, y []float64) float64 {
	var score, xs, ys float64
	for i := range x {
		for j := range i {
			a, b := math.Copysign(1, x[i]-x[j]), math.Copysign(1, y[i]-y[j])
			if x[i] == x[j] {
				a = 0
			}
			if y[i] == y[j] {
				b = 0
			}
			score, xs, ys = score+a*b, xs+a*a, ys+b*b
		}
	}
	return score / math.Sqrt(xs*ys)
}

func TestKendallEqualsItsDefinition(t *testing.T) {
	r := seeded(1)
	for range 200 {
		n := 3 + r.IntN(30)
		var x, y []float64
		for range n {
			x, y = append(x, float64(r.IntN(6))), append(y, float64(r.IntN(4)))
		}
		got, err := correlate.Kendall(x, y, 0)
		if errors.Is(err, stat.ErrUndefined) {
			continue
		}
		if err != nil || math.Abs(got.Value-slowTau(x, y)) > 1e-12 {
			t.Fatalf("%v %v: %v, %v; want %v", x, y, got.Value, err, slowTau(x, y))
		}
	}
}

// All are odd in each variable and symmetric; those of ranks do not change under a
// rising function.
func TestSymmetries(t *testing.T) {
	r := seeded(2)
	var x, y, minus, cubed []float64
	for range 40 {
		v := r.NormFloat64()
		x, minus, cubed = append(x, v), append(minus, -v), append(cubed, v*v*v)
		y = append(y, math.Round(v+r.NormFloat64()))
	}
	for name, f := range kinds {
		xy, _ := f(x, y, 0)
		yx, _ := f(y, x, 0)
		neg, _ := f(minus, y, 0)
		if math.Abs(xy.Value-yx.Value) > 1e-12 || math.Abs(xy.Value+neg.Value) > 1e-12 || math.Abs(xy.P-neg.P) > 1e-12 || math.Abs(value(xy.Low)+value(neg.High)) > 1e-12 {
			t.Errorf("%s: %+v, %+v, %+v", name, xy, yx, neg)
		}
		if up, _ := f(cubed, y, 0); name != "Pearson" && up.Value != xy.Value {
			t.Errorf("%s: %v of cubes, %v of values", name, up.Value, xy.Value)
		}
	}
}

func TestCorrelationsOfPoorData(t *testing.T) {
	nan := math.NaN()
	var argument *stat.ArgumentError
	for name, f := range kinds {
		if _, err := f(nil, nil, 0); !errors.Is(err, stat.ErrNoData) {
			t.Errorf("%s of nothing: %v", name, err)
		}
		if _, err := f([]float64{1, nan}, []float64{nan, 2}, 0); !errors.Is(err, stat.ErrNoData) {
			t.Errorf("%s, all missing: %v", name, err)
		}
		if _, err := f([]float64{1, 2}, []float64{2, 1}, 0); !errors.Is(err, stat.ErrTooFew) {
			t.Errorf("%s of two pairs: %v", name, err)
		}
		if _, err := f([]float64{3, 3, 3, 3}, []float64{2, 1, 4, 5}, 0); !errors.Is(err, stat.ErrUndefined) {
			t.Errorf("%s of a constant: %v", name, err)
		}
		if _, err := f([]float64{1, 2, math.Inf(1)}, []float64{1, 2, 3}, 0); !errors.As(err, &argument) {
			t.Errorf("%s of infinity: %v", name, err)
		}
		if _, err := f([]float64{1, 2, 3}, []float64{1, 2}, 0); !errors.As(err, &argument) {
			t.Errorf("%s of two lengths: %v", name, err)
		}
		three, err := f([]float64{1, 2, 3, nan}, []float64{1, 3, 2, 9}, 0)
		if err != nil || three.Low.Defined() || three.N != 3 || three.Missing != 1 {
			t.Errorf("%s of three pairs: %+v, %v", name, three, err)
		}
		line, err := f([]float64{1, 2, 3, 4, 5}, []float64{2, 4, 6, 8, 10}, 0)
		if _, jsonErr := json.Marshal(line); err != nil || line.Value != 1 || line.P > 0.05 || jsonErr != nil {
			t.Errorf("%s of a line: %+v, %v, %v", name, line, err, jsonErr)
		}
	}
}

func TestPartialTakesAwayWhatIsBehindBoth(t *testing.T) {
	r := seeded(3)
	columns := []driver.Column{{Name: "nps"}, {Name: "sales"}, {Name: "tenure"}}
	for range 400 {
		tenure := r.NormFloat64()
		columns[2].Values = append(columns[2].Values, tenure)
		for j := range 2 {
			columns[j].Values = append(columns[j].Values, tenure+r.NormFloat64())
		}
	}
	plain, _ := correlate.Pearson(columns[0].Values, columns[1].Values, 0)
	partial, err := correlate.Partial(columns[0], columns[1], columns[2:], 0)
	if err != nil || plain.P > 1e-6 || partial.P < 0.01 {
		t.Errorf("plain %+v, partial %+v, %v", plain, partial, err)
	}
	// Fisher's interval of a partial correlation, one control taking one pair more.
	if want := math.Tanh(math.Atanh(partial.Value) - 1.959963984540054/math.Sqrt(400-3-1)); math.Abs(partial.Low.Or(9)-want) > 1e-9 {
		t.Errorf("from %v on, want %v", partial.Low, want)
	}
	copied := append(slices.Clone(columns), driver.Column{Name: "tenure in days", Values: scaled(columns[2].Values, 365)})
	var rank *driver.RankError
	if _, err := correlate.Partials(copied, false); !errors.As(err, &rank) || rank.Column != "tenure in days" {
		t.Errorf("error %v, want one that names the copy", err)
	}
}

func scaled(x []float64, by float64) (out []float64) {
	for _, v := range x {
		out = append(out, by*v)
	}
	return out
}

// walks are two unrelated random walks.
func walks(r *rand.Rand, n int) (x, y []float64) {
	var a, b float64
	for range n {
		a, b = a+r.NormFloat64(), b+r.NormFloat64()
		x, y = append(x, a), append(y, b)
	}
	return x, y
}

// Unrelated random walks look related as they are; prewhitened or differenced they
// do not, about as seldom as the adjusted p-values say.
func TestUnrelatedSeriesStaySilent(t *testing.T) {
	const rounds = 200
	found := map[correlate.Transform]int{}
	for seed := range uint64(rounds) {
		x, y := walks(seeded(100+seed), 60)
		for _, transform := range []correlate.Transform{correlate.Prewhiten, correlate.Difference, correlate.AsIs} {
			out, err := correlate.Lagged(x, y, correlate.LagOptions{Transform: transform})
			if err != nil {
				t.Fatal(err)
			}
			if out.Lags[out.Peak].Shown {
				found[transform]++
			}
			if warned := len(out.Warnings) > 0; transform == correlate.AsIs && !warned {
				t.Error("a walk as it is gets no warning")
			}
		}
	}
	t.Logf("of %d: %v", rounds, found)
	// 5 % of 200 and two standard errors are 16.
	if found[correlate.Prewhiten] > 16 || found[correlate.Difference] > 16 {
		t.Errorf("of %d unrelated pairs, related: %v", rounds, found)
	}
}

func TestLeadIsFound(t *testing.T) {
	r := seeded(4)
	x, _ := walks(r, 90)
	var y []float64
	for i := range x {
		v := r.NormFloat64()
		if i >= 3 {
			v += 2 * x[i-3]
		}
		y = append(y, v)
	}
	for _, transform := range []correlate.Transform{correlate.Prewhiten, correlate.Difference} {
		out, err := correlate.Lagged(x, y, correlate.LagOptions{Transform: transform})
		if err != nil {
			t.Fatal(err)
		}
		if peak := out.Lags[out.Peak]; peak.Lag != -3 || !peak.Shown {
			t.Errorf("%v: peak %+v, want x to lead by 3", transform, peak)
		}
		if line := out.Line(language.English); !strings.Contains(line, "3 periods after") {
			t.Error(line)
		}
	}
}

func TestSeriesAreChecked(t *testing.T) {
	var argument *stat.ArgumentError
	x, y := walks(seeded(5), 30)
	gap := slices.Clone(x)
	gap[7] = math.NaN()
	if _, err := correlate.Lagged(gap, y, correlate.LagOptions{}); !errors.As(err, &argument) || !strings.Contains(err.Error(), "x[7]") {
		t.Errorf("gap: %v", err)
	}
	if _, err := correlate.Lagged(x, y[:3], correlate.LagOptions{}); !errors.As(err, &argument) {
		t.Errorf("lengths: %v", err)
	}
	if _, err := correlate.Lagged(x[:5], y[:5], correlate.LagOptions{}); !errors.Is(err, stat.ErrTooFew) {
		t.Errorf("five periods: %v", err)
	}
	if _, err := correlate.Lagged(nil, nil, correlate.LagOptions{}); !errors.Is(err, stat.ErrNoData) {
		t.Errorf("no periods: %v", err)
	}
	if _, err := correlate.Lagged(x, make([]float64, 30), correlate.LagOptions{}); !errors.Is(err, stat.ErrUndefined) {
		t.Errorf("a series of zeros: %v", err)
	}
	if _, err := correlate.Lagged(x, y, correlate.LagOptions{MaxLag: 29}); !errors.As(err, &argument) {
		t.Errorf("lag beyond the series: %v", err)
	}
}

// customers of whom those with low scores leave more often, and of whom the silent
// leave most.
func customers(r *rand.Rand, n int, slope float64) (score, churned, sales driver.Column) {
	score.Name, churned.Name, sales.Name = "NPS 評分", "流失", "銷售額"
	for range n {
		s := float64(r.IntN(11))
		leave := 1 / (1 + math.Exp(-(0.5 - slope*s)))
		if r.IntN(3) == 0 {
			s, leave = math.NaN(), 0.8
		}
		score.Values = append(score.Values, s)
		left := 0.0
		if r.Float64() < leave {
			left = 1
		}
		churned.Values = append(churned.Values, left)
		sales.Values = append(sales.Values, math.Exp(r.NormFloat64()))
	}
	return score, churned, sales
}

func TestBusiness(t *testing.T) {
	score, churned, sales := customers(seeded(6), 600, 0.3)
	out, err := correlate.Business(score, []driver.Column{churned, sales}, correlate.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range out.Outcomes { // one test, one adjustment
		if a.Odds != nil && (a.Odds.AdjustedP != a.AdjustedP || a.Odds.Shown != a.Shown) {
			t.Errorf("%s: the odds are adjusted to %v, the association to %v", a.Outcome, a.Odds.AdjustedP, a.AdjustedP)
		}
	}
	churn, amount := out.Outcomes[0], out.Outcomes[1]
	if high, _ := churn.Odds.High.Get(); !churn.Shown || high >= 1 || high == 0 {
		t.Errorf("churn: %+v", churn.Odds)
	}
	if amount.Shown || amount.Odds != nil {
		t.Errorf("sales, which have nothing to do with it: %+v", amount)
	}
	has := func(code metrics.WarningCode) bool {
		return slices.ContainsFunc(churn.Warnings, func(w metrics.Warning) bool { return w.Code == code })
	}
	if !has(correlate.OnlyThoseWhoAnswered) || !has(correlate.SilentDiffer) || churn.Silent.N+churn.Answered.N != 600 || churn.Silent.Mean.Or(0) < churn.Answered.Mean.Or(1) {
		t.Errorf("nothing is said of the silent: %+v", churn)
	}
	b, err := json.Marshal(out)
	if err != nil || !strings.Contains(string(b), `"relation":"association"`) {
		t.Errorf("%s, %v", b, err)
	}
}

func TestScoreThatSeparates(t *testing.T) {
	score, churned, _ := customers(seeded(7), 80, 0)
	for i, s := range score.Values {
		churned.Values[i] = 0
		if s <= 5 {
			churned.Values[i] = 1
		}
	}
	out, err := correlate.Business(score, []driver.Column{churned}, correlate.Options{})
	if err != nil {
		t.Fatal(err)
	}
	a := out.Outcomes[0]
	if a.Odds == nil || !a.Odds.Ratio.Defined() || !a.Shown || !slices.ContainsFunc(a.Warnings, func(w metrics.Warning) bool { return w.Code == correlate.SeparatedByScore }) {
		t.Errorf("%+v", a)
	}
}

func TestBusinessNamesTheOutcome(t *testing.T) {
	score, churned, sales := customers(seeded(8), 60, 0)
	for i := range churned.Values {
		churned.Values[i] = 0
	}
	if _, err := correlate.Business(score, []driver.Column{sales, churned}, correlate.Options{}); !errors.Is(err, stat.ErrUndefined) || !strings.Contains(err.Error(), "流失") {
		t.Errorf("nobody left: %v", err)
	}
	control := driver.Column{Name: "消費", Values: scaled(sales.Values, -1)}
	var rank *driver.RankError
	if _, err := correlate.Business(score, []driver.Column{sales}, correlate.Options{Controls: []driver.Column{control}}); !errors.As(err, &rank) {
		t.Errorf("a control that is the outcome: %v", err)
	}
	if _, err := correlate.Business(score, nil, correlate.Options{}); !errors.Is(err, stat.ErrNoData) {
		t.Errorf("no outcomes: %v", err)
	}
}

func TestWordsAreComplete(t *testing.T) {
	x, y := walks(seeded(9), 40)
	lagged, _ := correlate.Lagged(x, y, correlate.LagOptions{})
	score, churned, sales := customers(seeded(9), 60, 0)
	report, err := correlate.Business(score, []driver.Column{churned, sales}, correlate.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range []language.Tag{language.English, language.TraditionalChinese, language.SimplifiedChinese} {
		for _, code := range []metrics.WarningCode{correlate.OnlyThoseWhoAnswered, correlate.SilentDiffer, correlate.SeparatedByScore, correlate.FewCustomers, correlate.Autocorrelated, driver.FewEvents} {
			w := metrics.Warning{Code: code, Count: 7}
			if s := correlate.Explain(w, tag); s == w.String() || strings.ContainsAny(s, "{}") {
				t.Errorf("%v %s: %s", tag, code, s)
			}
		}
		for _, line := range append(report.Lines(tag), lagged.Line(tag), correlate.Caveat(tag)) {
			if line == "" || strings.ContainsAny(line, "{}") {
				t.Errorf("%v: %s", tag, line)
			}
		}
	}
}
