package metrics_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
)

// languages are those in which every number is written.
var languages = []language.Tag{language.English, language.TraditionalChinese, language.SimplifiedChinese}

// honest checks what holds for every estimate, whatever the counts.
func honest(t *testing.T, name string, e metrics.Estimate) {
	t.Helper()
	b, err := json.Marshal(e)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var back metrics.Estimate
	if err := json.Unmarshal(b, &back); err != nil || !cmp.Equal(e, back) {
		t.Errorf("%s: %s comes back as %+v, %v", name, b, back, err)
	}
	v, isValue := e.Value.Get()
	low, isLow := e.Low.Get()
	high, isHigh := e.High.Get()
	slack := 1e-9 * math.Abs(v)
	moved := e.Method == metrics.AdjustedWald // whose interval need not hold the score of one answer
	switch {
	case e.Unit == "":
		t.Errorf("%s: no unit: %s", name, b)
	case !isValue && len(e.Warnings) == 0, isValue && !isLow && !isHigh && len(e.Warnings) == 0:
		t.Errorf("%s: something is missing and nothing says why: %s", name, b)
	case isLow && isHigh && low > high:
		t.Errorf("%s: the bounds are out of order: %s", name, b)
	case isValue && !moved && (isLow && low > v+slack || isHigh && high < v-slack):
		t.Errorf("%s: the interval does not hold the value: %s", name, b)
	}
	for _, tag := range languages {
		readable(t, name, e.Line(tag))
	}
	readable(t, name, e.String())
}

func readable(t *testing.T, name, text string) {
	t.Helper()
	for _, slip := range []string{"NaN", "Inf", "%!", "  ", "（）", "()"} {
		if strings.Contains(text, slip) {
			t.Errorf("%s: %q in %s", name, slip, text)
		}
	}
}

// honestComparison checks what holds for every comparison.
func honestComparison(t *testing.T, name string) func(c metrics.Comparison, err error) {
	return func(c metrics.Comparison, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		b, err := json.Marshal(c)
		var back metrics.Comparison
		if err != nil || json.Unmarshal(b, &back) != nil || !cmp.Equal(c, back) {
			t.Errorf("%s: %s, %v", name, b, err)
		}
		d, isDifference := c.Difference.Get()
		p, isP := c.P.Get()
		low, isLow := c.Low.Get()
		high, isHigh := c.High.Get()
		switch {
		case isP && !(p >= 0 && p <= 1), isLow && isHigh && low > high, !isDifference && (isP || isLow || isHigh):
			t.Errorf("%s: %s", name, b)
		case c.Shown && !(isP && p < 0.05 && d != 0):
			t.Errorf("%s: shown, and should not be: %s", name, b)
		}
		for _, tag := range languages {
			readable(t, name, c.Line(tag))
		}
		readable(t, name, c.String())
	}
}

// Counts of every size, in every combination that chance finds.
func TestEveryNumberIsHonest(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	count := func() int64 { return []int64{0, 0, 1, 2, 3, 10, 100, 5000, 1 << 40, 1 << 58}[r.IntN(10)] }
	for range 60 {
		var nps [2]metrics.NPS
		var csat [2]metrics.CSAT
		var rate [2]metrics.Rate
		var events [2]metrics.EventRate
		var ratio [2]metrics.NegativePositiveRatio
		var net [2]metrics.NetSentiment
		for i := range 2 {
			rate[i].Definition, events[i].Definition = metrics.IDReplyRate, metrics.IDComplaintRate.With("orders")
			yes, no := count(), count()
			errs := []error{nps[i].AddClasses(count(), count(), count()), rate[i].AddCounts(yes, yes+no), events[i].Add(count(), math.Exp(60*r.NormFloat64()))}
			for v := range 5 {
				errs = append(errs, csat[i].AddCount(feedback.Rating{Scale: feedback.CSAT5, Value: float64(v + 1)}, count()),
					ratio[i].AddCount(feedback.Polarity(v), count()), net[i].AddCount(feedback.Polarity(v), count()))
			}
			for _, err := range errs {
				if err != nil {
					t.Fatal(err)
				}
			}
			honest(t, "NPS", nps[i].Estimate())
			tango, err := nps[i].EstimateTango(0.95)
			if err != nil {
				t.Fatal(err)
			}
			for name, e := range map[string]metrics.Estimate{"Tango": tango, "CSAT": csat[i].Estimate(), "mean": csat[i].Mean(), "rate": rate[i].Estimate(),
				"events": events[i].Estimate(), "ratio": ratio[i].Estimate(), "share": ratio[i].Share(), "share of all": ratio[i].ShareOfAll(),
				"net": net[i].Estimate(), "coverage": net[i].Coverage()} {
				honest(t, name, e)
			}
		}
		honestComparison(t, "NPS")(nps[0].Compare(&nps[1], 0.95))
		honestComparison(t, "CSAT")(csat[0].Compare(&csat[1], 0.95))
		honestComparison(t, "means")(csat[0].CompareMeans(&csat[1], 0.95))
		honestComparison(t, "rates")(rate[0].Compare(&rate[1], 0.95))
		honestComparison(t, "events")(events[0].Compare(&events[1], 0.95))
		honestComparison(t, "ratios")(ratio[0].Compare(&ratio[1], 0.95))
		honestComparison(t, "net")(net[0].Compare(&net[1], 0.95))
		honestComparison(t, "two scores")(metrics.Compare(nps[0].Estimate(), nps[1].Estimate()))
		honestComparison(t, "two means")(metrics.Compare(csat[0].Mean(), csat[1].Mean()))
		honestComparison(t, "two ratios")(metrics.Compare(ratio[0].Estimate(), ratio[1].Estimate()))
	}
}
