package segment_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/segment"
)

func change(t *testing.T, before, after *segment.Collector) *segment.Change {
	t.Helper()
	c, err := segment.Compare(before, after, segment.Tests{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := json.Marshal(c); err != nil {
		t.Fatal(err)
	}
	return c
}

// Kitagawa's example in small, by hand: north goes from 60 to 50 % of 100 answers, south
// from 20 to 30 % while it grows from 100 to 300.
func TestRateAndMixByHand(t *testing.T) {
	before, after := collector(segment.Complaints(), "store"), collector(segment.Complaints(), "store")
	fill(before, "north", map[float64]int{1: 60, 0: 40})
	fill(before, "south", map[float64]int{1: 20, 0: 80})
	fill(after, "north", map[float64]int{1: 50, 0: 50})
	fill(after, "south", map[float64]int{1: 90, 0: 210})
	g := change(t, before, after).Groups[0]
	// Weights ½ and ½, then ¼ and ¾; the whole 0.40, then 0.35.
	near := func(name string, got metrics.Number, want float64) {
		t.Helper()
		if v, ok := got.Get(); !ok || math.Abs(v-want) > 1e-12 {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	near("difference", g.Difference, -0.05)
	for _, s := range g.Slices {
		switch s.Value {
		case "north":
			near("rate of north", s.Rate.Value, 0.375*-0.1)
			near("mix of north", s.Mix.Value, -0.25*(0.55-0.375))
		case "south":
			near("rate of south", s.Rate.Value, 0.625*0.1)
			near("mix of south", s.Mix.Value, 0.25*(0.25-0.375))
		}
	}
	near("rate", g.Rate.Value, 0.025)
	near("mix", g.Mix.Value, -0.075)
	if g.Reversal != segment.RatesAgainst {
		t.Errorf("reversal %q, want %q: the whole fell and the rates rose", g.Reversal, segment.RatesAgainst)
	}
}

// Both channels get better and the whole gets worse, because the worse one grows.
func TestSimpsonsReversalIsNamed(t *testing.T) {
	before, after := collector(segment.NPS(), "store"), collector(segment.NPS(), "store")
	fill(before, "app", map[float64]int{10: 160, 8: 100, 2: 40})
	fill(before, "hotline", map[float64]int{10: 20, 8: 30, 2: 50})
	fill(after, "app", map[float64]int{10: 56, 8: 34, 2: 10})
	fill(after, "hotline", map[float64]int{10: 75, 8: 90, 2: 135})
	c := change(t, before, after)
	if d := c.Whole.Difference.Or(0); d >= 0 {
		t.Fatalf("the whole moved by %v", d)
	}
	if g := c.Groups[0]; g.Reversal != segment.EverySlice {
		t.Errorf("reversal %q, want %q", g.Reversal, segment.EverySlice)
	}
}

// Rates and mixes add up to the change, whatever the slices.
func TestPartsAddUp(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 1))
		before, after := collector(segment.NPS(), "store"), collector(segment.NPS(), "store")
		for range 400 {
			fill(before, fmt.Sprint(r.IntN(8)), map[float64]int{float64(r.IntN(11)): 1})
			fill(after, fmt.Sprint(3+r.IntN(8)), map[float64]int{float64(r.IntN(11)): 1})
		}
		g := change(t, before, after).Groups[0]
		var rate, mix float64
		for _, s := range g.Slices {
			rate += s.Rate.Value.Or(0)
			mix += s.Mix.Value.Or(math.NaN())
			if gone := s.Comparison.A.N == 0 || s.Comparison.B.N == 0; gone == s.Rate.Value.Defined() {
				t.Errorf("%v with %d and %d answers has the rate %v", s.Slice, s.Comparison.B.N, s.Comparison.A.N, s.Rate)
			}
		}
		if d := g.Difference.Or(0); math.Abs(rate+mix-d) > 1e-9 || math.Abs(g.Rate.Value.Or(0)-rate) > 1e-9 || math.Abs(g.Mix.Value.Or(0)-mix) > 1e-9 {
			t.Errorf("rates %v and mixes %v, want a sum of %v", rate, mix, d)
		}
	}
}

// The intervals hold rate and mix of the customers as often as they say, for slices and
// for the whole.
func TestIntervalsOfPartsCover(t *testing.T) {
	weights := [2][3]float64{{0.5, 0.3, 0.2}, {0.3, 0.3, 0.4}}
	rates := [2][3]float64{{0.1, 0.2, 0.3}, {0.1, 0.3, 0.25}}
	var whole [2]float64
	for p := range whole {
		for s := range 3 {
			whole[p] += weights[p][s] * rates[p][s]
		}
	}
	const runs = 400
	held, asked := map[string]int{}, map[string]int{}
	r := rand.New(rand.NewPCG(21, 22))
	for range runs {
		var c [2]*segment.Collector
		for p := range c {
			c[p] = collector(segment.Complaints(), "store")
			for range 600 {
				s, u := 0, r.Float64()
				for u -= weights[p][0]; u > 0 && s < 2; u -= weights[p][s] {
					s++
				}
				answer := 0.0
				if r.Float64() < rates[p][s] {
					answer = 1
				}
				if err := c[p].AddRow(answer, segment.Slice{Dimension: "store", Value: fmt.Sprint(s)}); err != nil {
					t.Fatal(err)
				}
			}
		}
		g := change(t, c[0], c[1]).Groups[0]
		count := func(name string, p segment.Part, want float64) {
			asked[name]++
			if p.Low.Or(9) <= want && want <= p.High.Or(-9) {
				held[name]++
			}
		}
		var rate, mix float64
		for s := range 3 {
			w0, w1, r0, r1 := weights[0][s], weights[1][s], rates[0][s], rates[1][s]
			oneRate, oneMix := (w0+w1)/2*(r1-r0), (w1-w0)*((r0+r1)/2-(whole[0]+whole[1])/2)
			rate, mix = rate+oneRate, mix+oneMix
			for _, f := range g.Slices {
				if f.Value == fmt.Sprint(s) {
					count("rate of "+f.Value, f.Rate, oneRate)
					count("mix of "+f.Value, f.Mix, oneMix)
				}
			}
		}
		count("rate", g.Rate, rate)
		count("mix", g.Mix, mix)
	}
	for name, n := range asked {
		// 95 % of 400, less four standard errors. A weight that does not change has a mix
		// of 0 to the first order, whose interval is wider than it need be.
		if share := float64(held[name]) / float64(n); share < 0.95-4*math.Sqrt(0.05*0.95/runs) {
			t.Errorf("the interval of the %s holds it in %.3f, want 0.95", name, share)
		}
	}
}

func TestChangeOfNothing(t *testing.T) {
	empty, some := collector(segment.NPS(), "store"), collector(segment.NPS(), "store")
	fill(some, "a", map[float64]int{10: 3, 2: 1})
	for _, pair := range [][2]*segment.Collector{{empty, empty}, {empty, some}, {some, empty}} {
		c := change(t, pair[0], pair[1])
		if c.Verdict != segment.CannotBeShown || c.Groups[0].Difference.Defined() {
			t.Errorf("%+v, want that nothing can be shown", c)
		}
	}
	if _, err := segment.Compare(empty, collector(segment.NPS(), "shop"), segment.Tests{}); err == nil {
		t.Error("other dimensions: no error")
	}
	topics, err := segment.NewCollector(segment.NPS(), segment.Options{Dimensions: []segment.Dimension{segment.Topic()}})
	if err != nil {
		t.Fatal(err)
	}
	if c := change(t, topics, topics); len(c.Overlapping) != 1 || len(c.Groups) != 0 {
		t.Errorf("topics overlap: %+v", c)
	}
}

// A slice that nobody was in before, or is any more, has no change of its own; saying
// that it has too few answers would send people after more of them.
func TestNewAndGoneAreCalledSo(t *testing.T) {
	before, after := collector(segment.Complaints(), "store"), collector(segment.Complaints(), "store")
	for _, c := range []*segment.Collector{before, after} {
		fill(c, "stays", map[float64]int{1: 20, 0: 80})
	}
	fill(before, "gone", map[float64]int{1: 10, 0: 30})
	fill(after, "new", map[float64]int{1: 4, 0: 36})
	want := map[string]text.Wording{
		"new":  {En: "new: no answers before; moves", Hant: "新出現，前期沒有回答；使", Hans: "新出现，前期没有回答；使"},
		"gone": {En: "25.0% (95% CI 14.2% to 40.2%, n = 40, Wilson) before; gone: no answers after; moves", Hant: "已不再出現，後期沒有回答；使", Hans: "已不再出现，后期没有回答；使"},
	}
	for _, s := range change(t, before, after).Groups[0].Slices {
		for _, tag := range []language.Tag{language.English, language.TraditionalChinese, language.SimplifiedChinese} {
			if w, ok := want[s.Value]; ok && !strings.Contains(s.Line(tag), w.In(tag)) {
				t.Errorf("%q, want %q in it", s.Line(tag), w.In(tag))
			}
		}
		delete(want, s.Value)
	}
	if len(want) > 0 {
		t.Errorf("no slices for %v", want)
	}
}
