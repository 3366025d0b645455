package metrics_test

import (
	"encoding/json"
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics"
)

// num is a defined number.
func num(x float64) metrics.Number { return metrics.NumberOf(x) }

func TestEstimateOnALine(t *testing.T) {
	none := metrics.Number{}
	for _, c := range []struct {
		name string
		e    metrics.Estimate
		want string
	}{
		{"points", metrics.Estimate{Definition: metrics.IDNPS, Value: num(42), Low: num(31.5), High: num(52.5),
			Confidence: 0.95, N: 120, Method: metrics.AdjustedWald},
			"42.0 [31.5, 52.5] (n=120, adjusted Wald)"},
		{"another confidence", metrics.Estimate{Definition: metrics.IDNPS, Value: num(42), Low: num(31.5), High: num(52.5),
			Confidence: 0.9, N: 120, Method: metrics.AdjustedWald},
			"42.0 [31.5, 52.5] (n=120, 90% adjusted Wald)"},
		{"beyond the range", metrics.Estimate{Definition: metrics.IDNPS, Value: num(100), Low: num(17.5), High: num(112.5),
			Confidence: 0.95, N: 5, Method: metrics.AdjustedWald},
			"100.0 [17.5, 100.0] (n=5, adjusted Wald)"},
		{"a confidence that binary fractions miss", metrics.Estimate{Definition: metrics.IDNPS, Value: num(42), Low: num(31.5), High: num(52.5),
			Confidence: 0.57, N: 120, Method: metrics.AdjustedWald}, // 0.57 × 100 is 56.99999999999999
			"42.0 [31.5, 52.5] (n=120, 57% adjusted Wald)"},
		{"share", metrics.Estimate{Definition: metrics.IDReplyRate, Value: num(0.85), Low: num(0.7821), High: num(0.9012),
			Confidence: 0.95, N: 120, Method: metrics.WilsonScore, Warnings: []metrics.Warning{{Code: metrics.Rejected, Count: 2}}},
			"85.0% [78.2%, 90.1%] (n=120, Wilson; 2 rejected)"},
		{"undefined", metrics.Estimate{Definition: metrics.IDNPS, Warnings: []metrics.Warning{{Code: metrics.NoData}}},
			"undefined (n=0; no data)"},
		{"unbounded", metrics.Estimate{Definition: metrics.IDNegativePositiveRatio, Value: none, Low: num(1.3), N: 5,
			Confidence: 0.95, Method: metrics.WilsonOdds}, "undefined [1.30:1, ∞) (n=5, Wilson, as ratio)"},
		{"minus nothing", metrics.Estimate{Definition: metrics.IDNPS, Value: num(-0.01), N: 9}, "0.0 (n=9)"},
		{"no definition", metrics.Estimate{Definition: "our_own", Value: num(3.14159), N: 9}, "3.142 (n=9)"},
	} {
		if got := c.e.String(); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestDurationsShowTwoUnits(t *testing.T) {
	for _, c := range []struct {
		d                   time.Duration
		line, english, hant string
	}{
		{0, "0.0s", "0.0 s", "0.0 秒"},
		{400 * time.Millisecond, "0.4s", "0.4 s", "0.4 秒"},
		{59*time.Second + 400*time.Millisecond, "59s", "59 s", "59 秒"},
		{59*time.Second + 600*time.Millisecond, "1m", "1 min", "1 分鐘"},
		{90 * time.Minute, "1h30m", "1 h 30 min", "1 小時 30 分鐘"},
		{23*time.Hour + 59*time.Minute + 40*time.Second, "1d", "1 d", "1 天"},
		{30*time.Hour + 20*time.Minute, "1d6h", "1 d 6 h", "1 天 6 小時"},
		{800 * time.Hour, "33d8h", "33 d 8 h", "33 天 8 小時"},
	} {
		e := metrics.Estimate{Definition: metrics.IDResolutionTime, Value: num(c.d.Seconds()), N: 1}
		if got, want := e.String(), c.line+" (n=1)"; got != want {
			t.Errorf("%v: %s, want %s", c.d, got, want)
		}
		if got, want := e.Format(language.English), c.english+" (n = 1)"; got != want {
			t.Errorf("%v: %s, want %s", c.d, got, want)
		}
		if got, want := e.Format(language.MustParse("zh-TW")), c.hant+"（n = 1）"; got != want {
			t.Errorf("%v: %s, want %s", c.d, got, want)
		}
		if d, ok := e.Duration(); !ok || d != c.d {
			t.Errorf("%v came back as %v", c.d, d)
		}
	}
}

func TestEstimateInThreeLanguages(t *testing.T) {
	nps := metrics.Estimate{Definition: metrics.IDNPS, Value: num(42), Low: num(31.5), High: num(52.5),
		Confidence: 0.95, N: 12_345, Method: metrics.AdjustedWald}
	mean := metrics.Estimate{Definition: metrics.IDSatisfactionMean.With("csat5"), Value: num(4.213), Low: num(4.1), High: num(4.3),
		Confidence: 0.95, N: 300, Method: metrics.StudentT}
	rate := metrics.Estimate{Definition: metrics.IDComplaintRate.With("orders"), Value: num(0.00213), N: 17}
	sure := nps
	sure.Confidence = 0.999999
	mentions := func(n float64) metrics.Estimate {
		return metrics.Estimate{Definition: metrics.IDMentions, Value: num(n), N: int64(n)}
	}
	ratio := metrics.Estimate{Definition: metrics.IDNegativePositiveRatio, Low: num(1.3), Confidence: 0.95, N: 5,
		Method: metrics.WilsonOdds, Warnings: []metrics.Warning{{Code: metrics.DividedByZero}, {Code: metrics.FewData, Count: 97}}}
	for _, c := range []struct {
		tag  string
		e    metrics.Estimate
		want string
	}{
		{"en-GB", nps, "42.0 points (95% CI 31.5 to 52.5, n = 12,345, adjusted Wald)"},
		{"zh-TW", nps, "42.0 分（95% 信賴區間 31.5 至 52.5，n = 12,345，調整後 Wald 區間）"},
		{"zh-CN", nps, "42.0 分（95% 置信区间 31.5 至 52.5，n = 12,345，校正 Wald 区间）"},
		{"zh", nps, "42.0 分（95% 置信区间 31.5 至 52.5，n = 12,345，校正 Wald 区间）"},
		{"ja", nps, "42.0 points (95% CI 31.5 to 52.5, n = 12,345, adjusted Wald)"},
		{"en", sure, "42.0 points (99.9999% CI 31.5 to 52.5, n = 12,345, adjusted Wald)"}, // no interval is of 100 %
		{"zh-TW", sure, "42.0 分（99.9999% 信賴區間 31.5 至 52.5，n = 12,345，調整後 Wald 區間）"},
		{"en", mentions(0), "0 times (n = 0)"},
		{"en", mentions(1), "1 time (n = 1)"},
		{"en", mentions(2), "2 times (n = 2)"},
		{"zh-CN", mentions(1), "1 次（n = 1）"},
		{"en", mean, "4.21 of 5 (95% CI 4.10 to 4.30, n = 300, Student t)"},
		{"zh-HK", mean, "4.21 分，滿分 5 分（95% 信賴區間 4.10 至 4.30，n = 300，t 區間）"},
		{"en", metrics.Estimate{Definition: metrics.IDSatisfactionMean.With("mood:-5..5"), Value: num(0.5), N: 3}, "0.50 on a scale of -5 to 5 (n = 3)"},
		{"zh-TW", metrics.Estimate{Definition: metrics.IDEffort, Value: num(2.4), N: 3}, "2.40 分，量表 1 至 5 分，越低越好（n = 3）"},
		{"en", rate, "2.13 per 1,000 orders (n = 17)"},
		{"en", ratio, "undefined (95% CI from 1.30, no upper bound, n = 5, Wilson, as ratio; the formula divides by zero, few data: about 97 would give ±10 points)"},
		{"zh-Hans", ratio, "无法计算（95% 置信区间下限 1.30，无上限，n = 5，由 Wilson 区间换算；注意：分母为零，样本量偏小，大约需要 97 份才能把误差控制在 ±10 个百分点）"},
	} {
		if got := c.e.Format(language.MustParse(c.tag)); got != c.want {
			t.Errorf("%s:\n%s, want\n%s", c.tag, got, c.want)
		}
	}
}

func TestEveryWarningAndMethodIsTranslated(t *testing.T) {
	codes := []metrics.WarningCode{metrics.NoData, metrics.DividedByZero, metrics.NoInterval, metrics.FewData, metrics.NoVariation,
		metrics.Rejected, metrics.IncompleteCoverage, metrics.NotReached, metrics.BeyondData, metrics.CompetingExits, metrics.Degenerate, metrics.BadDefinition}
	methods := []metrics.Method{metrics.AdjustedWald, metrics.TangoScore, metrics.WilsonScore, metrics.WilsonOdds, metrics.StudentT,
		metrics.GarwoodExact, metrics.NewcombeScore, metrics.WelchT, metrics.BootstrapBCa,
		metrics.KaplanMeier, metrics.SurvivalLog, metrics.SurvivalPlain, metrics.RestrictedMean, metrics.WeightedWald, metrics.StratifiedWald, metrics.PostStratified, metrics.SquareAndAdd, metrics.NormalInterval}
	for _, tag := range []language.Tag{language.English, language.TraditionalChinese, language.SimplifiedChinese} {
		for _, code := range codes {
			bare := metrics.Estimate{Definition: metrics.IDNPS, Value: num(1), N: 1}
			warned := bare
			warned.Warnings = []metrics.Warning{{Code: code, Count: 7}}
			if got := warned.Format(tag); got == bare.Format(tag) || contains(got, string(code)) {
				t.Errorf("%v: warning %s reads %s", tag, code, got)
			}
		}
		for _, m := range methods {
			e := metrics.Estimate{Definition: metrics.IDNPS, Value: num(1), Low: num(0), High: num(2), Confidence: 0.95, N: 1, Method: m}
			if got := e.Format(tag); tag != language.English && contains(got, "n = 1，"+string(m)+"）") {
				t.Errorf("%v: method %s reads %s", tag, m, got)
			}
		}
	}
}

func TestEstimateGoesThroughJSON(t *testing.T) {
	want := metrics.Estimate{Definition: metrics.IDNPS, Value: num(42), Low: num(-31.5), Confidence: 0.95, N: 120,
		Method: metrics.AdjustedWald, Warnings: []metrics.Warning{{Code: metrics.Rejected, Count: 1, Detail: "1 off_scale"}}}
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got metrics.Estimate
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	b, err = json.Marshal(metrics.Estimate{Definition: metrics.IDNPS})
	if err != nil || string(b) != `{"definition":"nps","value":null,"low":null,"high":null,"n":0}` {
		t.Errorf("an undefined estimate marshals as %s, %v", b, err)
	}
}

func TestClippingStopsAtTheRange(t *testing.T) {
	e := metrics.Estimate{Definition: metrics.IDNPS, Value: num(100), Low: num(-130), High: num(112.5)}
	if c := e.Clipped(); value(c.Low) != -100 || value(c.High) != 100 || value(e.High) != 112.5 {
		t.Errorf("%+v from %+v", c, e)
	}
	// The range of a mean rating is that of its scale: two answers of 4 and 5 do not
	// make 10.9 of 5.
	var csat metrics.CSAT
	csat.Add(4)
	csat.Add(5)
	if got, want := csat.Mean().Format(language.English), "4.50 of 5 (95% CI 1.00 to 5.00, n = 2, Student t)"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := csat.Mean().String(), "4.50 [1.00, 5.00] (n=2, Student t)"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	own := metrics.Estimate{Definition: metrics.IDHandlingMean.With("mood:-5..5"), Value: num(0), Low: num(-9), High: num(4)}
	if c := own.Clipped(); value(c.Low) != -5 || value(c.High) != 4 {
		t.Errorf("a scale of one's own: %+v", c)
	}
	ratio := metrics.Estimate{Definition: metrics.IDNegativePositiveRatio, Low: num(-1), High: num(1e9)}
	if c := ratio.Clipped(); value(c.Low) != 0 || value(c.High) != 1e9 || c.Value.Defined() {
		t.Errorf("a range without an upper end: %+v", c)
	}
}

func TestNumbersAreNeverNaN(t *testing.T) {
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		n := metrics.NumberOf(x)
		b, err := json.Marshal(n)
		if n.Defined() || err != nil || string(b) != "null" {
			t.Errorf("NumberOf(%v) is %+v, %s, %v", x, n, b, err)
		}
	}
	if got := fmt.Sprint(num(0.25), metrics.Number{}); got != "0.25 undefined" {
		t.Errorf("numbers print as %s", got)
	}
	if got := metrics.NumberOf(0); !got.Defined() {
		t.Error("0 is a number")
	}
	var n metrics.Number
	if err := json.Unmarshal([]byte(`"3"`), &n); err == nil {
		t.Error("a string became a number")
	}
}
