package priority_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/priority"
	"github.com/loamlib/loam/metrics/stat"
)

func cases(quality, delivery, service int64) []priority.Cases {
	return []priority.Cases{{Topic: "service", Count: service}, {Topic: "quality", Count: quality}, {Topic: "delivery", Count: delivery}}
}

var (
	calm  = priority.Customers{Lost: 240, Start: 4000}
	churn = priority.Customers{Lost: 330, Start: 4000}
)

func TestTheRuleNeedsBothHalves(t *testing.T) {
	for _, c := range []struct {
		name       string
		rule       priority.ChurnRule
		now        priority.Customers
		complaints []priority.Cases
		want       bool
	}{
		{"both", priority.ChurnRule{}, churn, cases(150, 60, 40), true},
		{"no churn", priority.ChurnRule{}, calm, cases(150, 60, 40), false},
		{"less churn", priority.ChurnRule{}, priority.Customers{Lost: 150, Start: 4000}, cases(150, 60, 40), false},
		{"another topic", priority.ChurnRule{}, churn, cases(60, 150, 40), false},
		{"two topics alike", priority.ChurnRule{}, churn, cases(105, 100, 40), false},
		{"the largest, no majority", priority.ChurnRule{}, churn, cases(120, 70, 60), true},
		{"the largest, where a majority is asked for", priority.ChurnRule{Majority: true}, churn, cases(120, 70, 60), false},
		{"a majority", priority.ChurnRule{Majority: true}, churn, cases(150, 60, 40), true},
		{"a rise that is too small", priority.ChurnRule{LeastRise: 0.03}, churn, cases(150, 60, 40), false},
		{"a rise that is large enough", priority.ChurnRule{LeastRise: 0.02}, churn, cases(150, 60, 40), true},
		{"three complaints", priority.ChurnRule{}, churn, cases(3, 0, 0), false},
		{"ten complaints, all about it", priority.ChurnRule{}, churn, cases(10, 0, 0), true},
		{"none about it", priority.ChurnRule{}, churn, cases(0, 5, 5), false},
		{"another rule", priority.ChurnRule{Topic: "delivery"}, churn, cases(60, 150, 40), true},
	} {
		r, err := c.rule.Apply(c.now, calm, c.complaints)
		if err != nil || r.Applies != c.want {
			t.Errorf("%s: %v, %v\n%s", c.name, r.Applies, err, r.Text.En)
		}
		written(t, r.Text)
		if _, err := json.Marshal(r); err != nil {
			t.Error(err)
		}
	}
}

// The numbers of the two tests. Churn: pooled z test of 330 and 240 of 4000,
// z² = 8000 (330·3760 − 240·3670)² / (4000·4000·570·7430) = 15.30, p = 9.2e-5.
// Largest: 2·P(X ≥ 120 | 190, ½) = 0.000354 by the exact binomial test.
func TestTheTwoTests(t *testing.T) {
	r, err := priority.ChurnRule{}.Apply(churn, calm, cases(120, 70, 60))
	if err != nil {
		t.Fatal(err)
	}
	z2 := 8000 * math.Pow(330*3760-240*3670, 2) / (4000 * 4000 * 570 * 7430)
	if p, want := r.Churn.P.Or(0), math.Erfc(math.Sqrt(z2/2)); math.Abs(p-want) > 1e-12 {
		t.Errorf("churn: p = %v, want %v", p, want)
	}
	logs := 0.0
	for k := 120; k <= 190; k++ {
		a, _ := math.Lgamma(191)
		b, _ := math.Lgamma(float64(k + 1))
		c, _ := math.Lgamma(float64(191 - k))
		logs += math.Exp(a - b - c - 190*math.Ln2)
	}
	if p := r.LargestP.Or(0); math.Abs(p-2*logs) > 1e-10 || r.RunnerUp != "delivery" || r.Behind != 70 {
		t.Errorf("largest: p = %v, want %v; next %s %d", p, 2*logs, r.RunnerUp, r.Behind)
	}
	if r.Tests != 3 || r.Complaints != 250 || math.Abs(r.Relative.Or(0)-0.375) > 1e-12 {
		t.Errorf("%d tests of %d complaints, rise %v", r.Tests, r.Complaints, r.Relative)
	}
}

// With nothing planted the rule stays silent: churn as before, complaints about four
// topics alike. It asks for two things that each happen by chance at most once in
// forty times, so in 400 quarters it may speak up once.
func TestTheRuleIsSilentByChance(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	lost := func() (n int64) {
		for range 2000 {
			if r.Float64() < 0.06 {
				n++
			}
		}
		return n
	}
	spoke := 0
	for range 400 {
		counts := make([]priority.Cases, 4)
		for i, topic := range []string{"quality", "delivery", "service", "price"} {
			counts[i].Topic = topic
		}
		for range 200 {
			counts[r.IntN(4)].Count++
		}
		ruling, err := priority.ChurnRule{}.Apply(priority.Customers{Lost: lost(), Start: 2000}, priority.Customers{Lost: lost(), Start: 2000}, counts)
		if err != nil {
			t.Fatal(err)
		}
		if ruling.Applies {
			spoke++
		}
	}
	if spoke > 1 {
		t.Errorf("spoke up %d times of 400", spoke)
	}
}

func TestARuleThatAppliesGoesBeforeTheScores(t *testing.T) {
	ruling, err := priority.ChurnRule{}.Apply(churn, calm, cases(150, 60, 40))
	if err != nil {
		t.Fatal(err)
	}
	o := order(t, shop(), priority.Options{First: &ruling})
	if r := o.Ranked[0]; r.ID != "quality" || !r.ByRule || r.Place != 1 || o.Ranked[1].Place != 2 || o.Robustness.Lead >= 0 {
		t.Errorf("%s by rule %v, lead %v", r.ID, r.ByRule, o.Robustness.Lead)
	}
	alike := []priority.Issue{{ID: "delivery"}, {ID: "quality"}}
	if r := order(t, alike, priority.Options{First: &ruling}).Ranked; r[0].ID != "quality" || r[1].Place != 2 {
		t.Errorf("%s goes first by rule, and place %d is that of another with the same score", r[0].ID, r[1].Place)
	}
	silent, err := priority.ChurnRule{}.Apply(calm, calm, cases(150, 60, 40))
	if err != nil {
		t.Fatal(err)
	}
	if o := order(t, shop(), priority.Options{First: &silent}); o.Ranked[0].ID != "delivery" || o.Ruling == nil {
		t.Errorf("a rule that does not apply put %s first", o.Ranked[0].ID)
	}
	if o := order(t, shop()[:1], priority.Options{First: &ruling}); len(o.Remarks) != 2+1 { // business link, ruling, no such issue
		t.Errorf("%v", o.Remarks)
	}
}

func TestApplyRefuses(t *testing.T) {
	var argument *stat.ArgumentError
	var count *metrics.CountError
	for name, c := range map[string]struct {
		rule       priority.ChurnRule
		now        priority.Customers
		complaints []priority.Cases
		as         any
	}{
		"more lost than there were": {priority.ChurnRule{}, priority.Customers{Lost: 5, Start: 4}, cases(1, 1, 1), &count},
		"a negative count":          {priority.ChurnRule{}, churn, cases(-1, 5, 5), &argument},
		"too many to count":         {priority.ChurnRule{}, churn, cases(math.MaxInt64, math.MaxInt64, 5), &argument},
		"a rise of 200 %":           {priority.ChurnRule{LeastRise: 2}, churn, cases(1, 1, 1), &argument},
		"a confidence of 95":        {priority.ChurnRule{Confidence: 95}, churn, cases(1, 1, 1), &argument},
	} {
		if _, err := c.rule.Apply(c.now, calm, c.complaints); !errors.As(err, c.as) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := (priority.ChurnRule{}).Apply(churn, calm, nil); !errors.Is(err, priority.ErrNoComplaints) {
		t.Errorf("no complaints: %v", err)
	}
	if r, err := (priority.ChurnRule{}).Apply(churn, priority.Customers{}, cases(150, 60, 40)); err != nil || r.Rose || r.Applies {
		t.Errorf("nobody before: %v, rose %v", err, r.Rose)
	}
}
