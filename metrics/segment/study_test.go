package segment_test

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/segment"
	"github.com/loamlib/loam/metrics/stat"
)

var study = flag.Int("study", 0, "companies of each kind in the planted-cause study, whose table is printed; 0 runs a short form")

// A world is how customers of made-up companies answer. Answers are numbers as rows
// have them; usual and planted are the chances of each.
type world struct {
	name           string
	measure        func() segment.Measure
	answers        []float64
	usual, planted []float64
	// spread, where it is not nil, is what half of the slices answer with instead of
	// usual: the same number, made otherwise.
	spread []float64
	size   func(r *rand.Rand) int // of a slice
}

const slicesEach = 100

// lognormal sizes: a half of the slices between 76 and 296 answers, one in twenty above
// 775.
func lognormal(r *rand.Rand) int { return 5 + int(150*math.Exp(r.NormFloat64())) }
func tiny(*rand.Rand) int        { return 12 }

func meanOfFive() segment.Measure {
	m, err := segment.Mean(metrics.IDSatisfactionMean.With("csat5"), "csat5")
	if err != nil {
		panic(err)
	}
	return m
}

var worlds = []world{
	{"NPS 20, one slice at -5", segment.NPS, []float64{3, 8, 10}, []float64{0.25, 0.30, 0.45}, []float64{0.40, 0.25, 0.35}, nil, lognormal},
	{"NPS 20, half of the slices polarised", segment.NPS, []float64{3, 8, 10}, []float64{0.20, 0.40, 0.40}, []float64{0.40, 0.25, 0.35}, []float64{0.38, 0.04, 0.58}, lognormal},
	{"mean 4.4, half of the slices polarised", meanOfFive, []float64{1, 2, 3, 4, 5}, []float64{0.04, 0.03, 0.06, 0.23, 0.64}, []float64{0.10, 0.06, 0.09, 0.24, 0.51}, []float64{0.15, 0, 0, 0, 0.85}, lognormal},
	{"complaints 8 %, one slice at 16 %", segment.Complaints, []float64{0, 1}, []float64{0.92, 0.08}, []float64{0.84, 0.16}, nil, lognormal},
	{"mean of 1 to 5: 4.4, one slice at 4.0", meanOfFive, []float64{1, 2, 3, 4, 5}, []float64{0.04, 0.03, 0.06, 0.23, 0.64}, []float64{0.10, 0.06, 0.09, 0.24, 0.51}, nil, lognormal},
	{"negative 25 %, one slice at 40 %", segment.NegativePositive, []float64{0, 1}, []float64{0.75, 0.25}, []float64{0.60, 0.40}, nil, lognormal},
	{"slices of 12: complaints 3 %, one at 40 %", segment.Complaints, []float64{0, 1}, []float64{0.97, 0.03}, []float64{0.60, 0.40}, nil, tiny},
	{"slices of 12: mean 4.7, one at 3.4", meanOfFive, []float64{1, 2, 3, 4, 5}, []float64{0.03, 0.01, 0.02, 0.10, 0.84}, []float64{0.25, 0.05, 0.15, 0.15, 0.40}, nil, tiny},
}

// draw is one answer.
func draw(r *rand.Rand, answers, chances []float64) float64 {
	u := r.Float64()
	for i, c := range chances {
		if u -= c; u < 0 {
			return answers[i]
		}
	}
	return answers[len(answers)-1]
}

// company is the collector of a made-up company, and the slice with the planted cause;
// -1 if there is none.
func (w world) company(seed uint64, plant bool) (*segment.Collector, int) {
	r := rand.New(rand.NewPCG(seed, 7))
	c := collector(w.measure(), "store")
	at := -1
	if plant {
		at = r.IntN(slicesEach)
	}
	for s := range slicesEach {
		chances := w.usual
		switch {
		case s == at:
			chances = w.planted
		case w.spread != nil && s%2 == 1:
			chances = w.spread
		}
		in := segment.Slice{Dimension: "store", Value: fmt.Sprint(s)}
		for range w.size(r) {
			if err := c.AddRow(draw(r, w.answers, chances), in); err != nil {
				panic(err)
			}
		}
	}
	return c, at
}

// collector is one for rows of the named dimensions.
func collector(m segment.Measure, dimensions ...string) *segment.Collector {
	var o segment.Options
	for _, name := range dimensions {
		o.Dimensions = append(o.Dimensions, segment.Dimension{Name: name})
	}
	c, err := segment.NewCollector(m, o)
	if err != nil {
		panic(err)
	}
	return c
}

// A method says which slices differ.
type method struct {
	name  string
	shown func(r *segment.Report) []segment.Finding
}

func with(a segment.Adjustment) method {
	return method{string(a), func(r *segment.Report) []segment.Finding {
		if err := segment.Together(segment.Tests{Adjustment: a}, r); err != nil {
			panic(err)
		}
		return r.Findings()
	}}
}

// methods are those of the package, and what one would do without it: z or t tests of
// all slices, with and without adjustment.
var methods = []method{
	with(segment.BenjaminiHochberg), with(segment.BenjaminiYekutieli), with(segment.Holm),
	{"z or t test, Benjamini-Hochberg", func(r *segment.Report) []segment.Finding {
		var p []float64
		all := r.Groups[0].Slices
		for _, f := range all {
			p = append(p, wald(f.Comparison))
		}
		adjusted, err := stat.BenjaminiHochberg(p)
		if err != nil {
			panic(err)
		}
		var out []segment.Finding
		for i, f := range all {
			if adjusted[i] < 0.05 {
				out = append(out, f)
			}
		}
		return out
	}},
	{"|z| > 3, not adjusted", func(r *segment.Report) []segment.Finding {
		var out []segment.Finding
		for _, f := range r.Groups[0].Slices {
			if wald(f.Comparison) < 0.0027 {
				out = append(out, f)
			}
		}
		return out
	}},
}

// wald is the p-value of a difference by its estimates and their intervals alone.
func wald(c metrics.Comparison) float64 {
	of := func(e metrics.Estimate) (v, se float64) {
		v = e.Value.Or(0)
		switch e.Unit {
		case metrics.UnitShare:
			return v, math.Sqrt(v * (1 - v) / float64(e.N))
		case metrics.UnitRatio:
			v /= 1 + v
			return v, math.Sqrt(v * (1 - v) / float64(e.N))
		}
		return v, (e.High.Or(v) - e.Low.Or(v)) / 2 / 1.96
	}
	a, sa := of(c.A)
	b, sb := of(c.B)
	if sa == 0 && sb == 0 || a == b {
		return 1
	}
	return math.Erfc(math.Abs(a-b) / math.Hypot(sa, sb) / math.Sqrt2)
}

// A tallyOf is what a method came to in many companies.
type tallyOf struct {
	companies, found [3]int  // with a planted slice, by its size, and how often it was
	fdr              float64 // sum of false / shown
	anyFalse         int     // companies with nothing planted where something was shown
}

// sizes divides slices into those below 100 answers, below 300 and larger.
func sizes(n int64) int {
	switch {
	case n < 100:
		return 0
	case n < 300:
		return 1
	}
	return 2
}

func (t *tallyOf) power(classes ...int) float64 {
	var found, all int
	for _, i := range classes {
		found, all = found+t.found[i], all+t.companies[i]
	}
	return float64(found) / float64(all)
}

func (w world) run(companies int) map[string]*tallyOf {
	out := map[string]*tallyOf{}
	for i := range 2 * companies {
		plant := i < companies
		c, at := w.company(uint64(i), plant)
		r, err := c.Report(segment.Tests{})
		if err != nil {
			panic(err)
		}
		for _, m := range methods {
			t := out[m.name]
			if t == nil {
				t = &tallyOf{}
				out[m.name] = t
			}
			shown, wrong := m.shown(r), 0
			for _, f := range r.Groups[0].Slices {
				if f.Value == fmt.Sprint(at) {
					t.companies[sizes(f.Comparison.A.N)]++
				}
			}
			for _, f := range shown {
				if f.Value == fmt.Sprint(at) {
					t.found[sizes(f.Comparison.A.N)]++
				} else {
					wrong++
				}
			}
			if plant && len(shown) > 0 {
				t.fdr += float64(wrong) / float64(len(shown))
			}
			if !plant && len(shown) > 0 {
				t.anyFalse++
			}
		}
	}
	return out
}

// TestStudy plants one slice among a hundred and looks whether it is found, and nothing
// else. In full it prints the table of the package comment:
//
//	go test ./metrics/segment -run 'Study$' -v -study 200
func TestStudy(t *testing.T) {
	companies, from := 12, worlds[:1]
	if *study > 0 {
		companies, from = *study, worlds
		t.Logf("%d companies with one planted slice among %d, %d with none; level 0.05", companies, slicesEach, companies)
		t.Logf("%-42s %-32s %6s %6s %6s %6s %6s %10s", "", "", "power", "<100", "<300", ">=300", "FDR", "any false")
	}
	// A rate of 0.05 among so many companies, and three standard errors of it.
	most := 0.05 + 3*math.Sqrt(0.05*0.95/float64(companies))
	for _, w := range from {
		run := w.run(companies)
		for _, m := range methods {
			name, n := m.name, run[m.name]
			power, fdr, any := n.power(0, 1, 2), n.fdr/float64(companies), float64(n.anyFalse)/float64(companies)
			if *study > 0 {
				t.Logf("%-42s %-32s %6.3f %6.3f %6.3f %6.3f %6.3f %10.3f", w.name, name, power, n.power(0), n.power(1), n.power(2), fdr, any)
			}
			ours := name == string(segment.BenjaminiHochberg) || name == string(segment.BenjaminiYekutieli) || name == string(segment.Holm)
			if ours && (fdr > most || any > most) {
				t.Errorf("%s, %s: %.3f of what is shown is false, and %.3f of the companies without a cause have one shown; want at most %.3f", w.name, name, fdr, any, most)
			}
			if ours && *study == 0 && power < 0.4 {
				t.Errorf("%s, %s: power %.2f, want at least 0.4", w.name, name, power)
			}
		}
	}
}

// TestStudyOfChange lets one slice among a hundred fall by 25 points from one quarter to
// the next, while others grow and shrink, and looks which are said to have moved the
// number. In full:
//
//	go test ./metrics/segment -run 'StudyOfChange$' -v -study 200
func TestStudyOfChange(t *testing.T) {
	companies := 8
	if *study > 0 {
		companies = *study
	}
	w := worlds[0]
	var found, asked, anyFalse int
	var fdr float64
	for i := range 2 * companies {
		r := rand.New(rand.NewPCG(uint64(i), 8))
		at := -1
		if i < companies {
			at = r.IntN(slicesEach)
		}
		before, after := collector(w.measure(), "store"), collector(w.measure(), "store")
		for s := range slicesEach {
			in := segment.Slice{Dimension: "store", Value: fmt.Sprint(s)}
			n := w.size(r)
			for k := range 2 * n {
				c, chances := before, w.usual
				if k >= n {
					if c = after; s == at {
						chances = w.planted
					}
					if s%3 == 0 && k%2 == 0 {
						continue // a third of the slices halve
					}
				}
				if err := c.AddRow(draw(r, w.answers, chances), in); err != nil {
					t.Fatal(err)
				}
			}
		}
		c, err := segment.Compare(before, after, segment.Tests{})
		if err != nil {
			t.Fatal(err)
		}
		shown, wrong := c.Findings(), 0
		for _, f := range shown {
			if f.Value == fmt.Sprint(at) {
				found++
			} else {
				wrong++
			}
		}
		switch {
		case i < companies:
			asked++
			if len(shown) > 0 {
				fdr += float64(wrong) / float64(len(shown)) / float64(companies)
			}
		case wrong > 0:
			anyFalse++
		}
	}
	any := float64(anyFalse) / float64(companies)
	if *study > 0 {
		t.Logf("power %.3f, FDR %.3f, any false %.3f", float64(found)/float64(asked), fdr, any)
	}
	if most := 0.05 + 3*math.Sqrt(0.05*0.95/float64(companies)); fdr > most || any > most {
		t.Errorf("%.3f of what is shown is false, and in %.3f of the companies without a cause something is shown; want at most %.3f", fdr, any, most)
	}
}
