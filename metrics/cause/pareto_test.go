package cause_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/internal/oracletest"
	"github.com/loamlib/loam/metrics/metricstest"
	"github.com/loamlib/loam/metrics/stat"
)

func TestParetoOracle(t *testing.T) {
	type input struct {
		Labels []string
		Counts []int64
	}
	oracletest.Run(t, os.DirFS("testdata"), "pareto.json", func(t *testing.T, in input, c oracletest.Case) {
		p, err := cause.Rank(in.Labels, in.Counts, nil)
		if err != nil {
			t.Fatal(err)
		}
		var order []string
		var count, cumulative, percent, upTo []float64
		for _, b := range p.Bars {
			order = append(order, b.Cause)
			count = append(count, float64(b.Mentions))
			cumulative = append(cumulative, float64(b.Cumulative))
			percent = append(percent, 100*b.Share.Or(math.NaN()))
			upTo = append(upTo, 100*b.UpTo.Or(math.NaN()))
		}
		var want []string
		if err := json.Unmarshal(c.Expected["order"], &want); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, order); diff != "" {
			t.Errorf("order (-want +got):\n%s", diff)
		}
		c.Check(t, "count", count...)
		c.Check(t, "cum_count", cumulative...)
		c.Check(t, "percent", percent...)
		c.Check(t, "cum_percent", upTo...)
		c.Check(t, "vital_few_80", float64(p.VitalFew))
	})
}

func TestRankRefuses(t *testing.T) {
	for name, err := range map[string]error{
		"lengths":   second(cause.Rank([]string{"a"}, nil, nil)),
		"negative":  second(cause.Rank([]string{"a"}, []int64{-1}, nil)),
		"twice":     second(cause.Rank([]string{"a", "a"}, []int64{1, 2}, nil)),
		"too many":  second(cause.Rank([]string{"a", "b"}, []int64{math.MaxInt64, 1}, nil)),
		"threshold": second(cause.Rank(nil, nil, &cause.ParetoOptions{Threshold: 1.5})),
		"NaN":       second(cause.Rank(nil, nil, &cause.ParetoOptions{Threshold: math.NaN()})),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestNothingMentionedHasNoShares(t *testing.T) {
	p, err := cause.Rank([]string{"a", "b"}, []int64{0, 0}, nil)
	if err != nil || p.VitalFew != 0 || p.Bars[0].Share.Defined() || p.Bars[1].UpTo.Defined() {
		t.Errorf("%+v, %v: want bars without shares", p, err)
	}
	if _, err := json.Marshal(p); err != nil {
		t.Error(err)
	}
}

func TestMentionsAndCasesAreApart(t *testing.T) {
	var tally cause.Tally
	tally.Add("delivery", "delivery", "packaging")
	tally.Add("packaging")
	tally.Add("", "")
	tally.Add()
	p, err := tally.Pareto(nil)
	if err != nil {
		t.Fatal(err)
	}
	if p.Cases != 4 || p.Named != 2 || p.Mentions != 4 || len(p.Bars) != 2 {
		t.Fatalf("%+v", p)
	}
	// Two mentions each: alphabetical. Delivery in one case of four, packaging in two.
	if b := p.Bars[0]; b.Cause != "delivery" || b.Mentions != 2 || b.Cases != 1 || b.OfCases.Or(0) != 0.25 {
		t.Errorf("%+v", b)
	}
	if b := p.Bars[1]; b.Cause != "packaging" || b.Cases != 2 || b.OfCases.Or(0) != 0.5 || b.UpTo.Or(0) != 1 {
		t.Errorf("%+v", b)
	}
}

// With one mention to a case the interval is Wilson's of the counts.
func TestOneMentionPerCaseIsWilson(t *testing.T) {
	var tally cause.Tally
	for i := range 50 {
		tally.Add([]string{"a", "b", "b", "c", "c"}[i%5])
	}
	p, _ := tally.Pareto(nil)
	for _, b := range p.Bars {
		want, _ := stat.Wilson(b.Mentions, 50, 0.95)
		if math.Abs(b.Low.Or(0)-want.Low) > 1e-12 || math.Abs(b.High.Or(0)-want.High) > 1e-12 {
			t.Errorf("%s: [%v, %v], want %v", b.Cause, b.Low, b.High, want)
		}
	}
}

// Mentions in bunches tell less: 1000 samples of 60 cases that name "a" five times
// at once, or "b" five times. The interval must cover the true share of a half about
// as often as it says; one that took mentions for independent would at 0.62.
func TestIntervalAllowsForBunches(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	covered := 0
	for range 1000 {
		var tally cause.Tally
		for range 60 {
			tally.Add(slices.Repeat([]string{[]string{"a", "b"}[r.IntN(2)]}, 5)...)
		}
		p, _ := tally.Pareto(nil)
		if p.Bars[0].Low.Or(1) <= 0.5 && 0.5 <= p.Bars[0].High.Or(0) {
			covered++
		}
	}
	if covered < 930 || covered > 970 {
		t.Errorf("covered %d of 1000, want about 950", covered)
	}
}

func TestTally(t *testing.T) {
	names := []string{"delivery", "quality", "價格", "", "b\x00"}
	metricstest.Run(t, metricstest.Subject[cause.Tally]{Add: func(a *cause.Tally, r *rand.Rand) {
		var causes []string
		for range r.IntN(4) {
			causes = append(causes, names[r.IntN(len(names))])
		}
		a.Add(causes...)
	}})
}
