package goal_test

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/goal"
)

var study = flag.Int("study", 0, "companies of each kind in the study of goals; 0 leaves it out")

var prior = flag.Float64("prior", 0, "Options.Prior in the study of goals")

// A company has a share of satisfied customers that moves for six months after a
// goal was set, in one of several ways; how far in the end is drawn so that about a
// third of the goals are truly reached.
type company struct {
	goal   goal.Goal
	levels []float64 // true share, by month from 0 to 6
	points []goal.Point
	last   []metrics.Estimate
}

const horizon = 6

// The ways to get there: what share of the change has come after a share t of the time.
var ways = []struct {
	name string
	path func(t, when float64) float64
}{
	{"steady", func(t, _ float64) float64 { return t }},
	{"quick, then slower", func(t, _ float64) float64 { return (1 - math.Exp(-3*t)) / (1 - math.Exp(-3)) }},
	{"slow, then quicker", func(t, _ float64) float64 { return t * t }},
	{"all at once", func(t, when float64) float64 {
		if t >= when {
			return 1
		}
		return 0
	}},
}

// The worlds: how the change that came compares with the one that was wanted.
var worlds = []struct {
	name string
	got  func(r *rand.Rand, want float64) float64
}{
	{"mostly in vain", func(r *rand.Rand, want float64) float64 { return want * 0.6 * r.NormFloat64() }},
	{"anything", func(r *rand.Rand, want float64) float64 { return want * (-0.3 + 2*r.Float64()) }},
	{"mostly well", func(r *rand.Rand, want float64) float64 { return want * (1.1 + 0.6*r.NormFloat64()) }},
	{"whatever the goal", func(r *rand.Rand, _ float64) float64 { return 0.06 * r.NormFloat64() }},
}

func newCompany(r *rand.Rand, got func(r *rand.Rand, want float64) float64, path func(t, when float64) float64, n int64, scatter float64) company {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	p0 := 0.45 + 0.3*r.Float64()
	want := 0.03 + 0.09*r.Float64()
	change := got(r, want)
	when := r.Float64()
	measure := func(level float64) metrics.Estimate {
		x := int64(0)
		for range n {
			if r.Float64() < level {
				x++
			}
		}
		return share(metrics.IDReplyRate, x, n)
	}
	c := company{goal: goal.Goal{
		Metric: metrics.IDReplyRate, Segment: goal.Everyone, Baseline: measure(p0), Target: goal.Target{To: metrics.NumberOf(p0 + want)},
		Source: "study", Measured: goal.Monthly, Reviewed: goal.Monthly, Relevance: "study", Start: start, Due: goal.Months(start, horizon),
	}}
	for m := 0; m <= horizon; m++ {
		level := p0 + change*path(float64(m)/horizon, when)
		if m > 0 {
			level += scatter * r.NormFloat64()
		}
		level = min(max(level, 0.01), 0.99)
		e := measure(level)
		c.levels = append(c.levels, level)
		c.last = append(c.last, e)
		if m > 0 {
			c.points = append(c.points, goal.PointOf(goal.Months(start, m), e))
		}
	}
	return c
}

// reached is the truth: whether the level is at the target when the goal is due.
func (c company) reached() bool { return c.levels[horizon] >= c.goal.Target.To.Or(1) }

// A tally counts verdicts by the truth, and probabilities by what became of them.
type tally struct {
	verdicts map[goal.Verdict][2]int // all, truly reached
	bins     [5][3]float64           // goals, sum of probabilities, truly reached
	all, yes float64
	brier    float64
}

func (t *tally) add(r goal.Review, reached bool) {
	is := 0.0
	v := t.verdicts[r.Verdict]
	v[0]++
	if reached {
		is = 1
		v[1]++
	}
	t.verdicts[r.Verdict] = v
	t.all++
	t.yes += is
	if p, ok := r.Outlook.Probability.Get(); ok {
		b := &t.bins[min(int(5*p), 4)]
		b[0]++
		b[1] += p
		b[2] += is
		t.brier += (p - is) * (p - is)
	}
}

// verdict is how often a verdict was given, and how many of those goals were truly
// reached.
func (t *tally) verdict(v goal.Verdict) string {
	x := t.verdicts[v]
	if x[0] == 0 {
		return "-"
	}
	return fmt.Sprintf("%.0f%%: %.0f%%", 100*float64(x[0])/t.all, 100*float64(x[1])/float64(x[0]))
}

// TestGoalStudy prints how often verdicts and probabilities are right:
//
//	go test ./metrics/goal -run GoalStudy -study 500 -v
func TestGoalStudy(t *testing.T) {
	if *study == 0 {
		t.Skip("no companies asked for")
	}
	fmt.Println("world (truly reached)      n  month  reached    on track   at risk    missed     cannot show  Brier  probability → truly reached, by fifths")
	for _, world := range worlds {
		for _, n := range []int64{100, 400, 2000} {
			var by [horizon + 1]tally
			for m := range by {
				by[m].verdicts = map[goal.Verdict][2]int{}
			}
			r := rand.New(rand.NewPCG(7, uint64(n)))
			for _, w := range ways {
				for i := range *study {
					c := newCompany(r, world.got, w.path, n, 0.01*float64(i%2))
					for m := 1; m <= horizon; m++ {
						review, err := c.goal.Review(goal.Months(c.goal.Start, m), goal.Evidence{Current: c.last[m], Points: c.points}, goal.Options{Prior: *prior})
						if err != nil {
							t.Fatal(err)
						}
						by[m].add(review, c.reached())
					}
				}
			}
			for _, m := range []int{1, 3, 5, 6} {
				by[m].print(world.name, n, m)
			}
		}
	}
}

func (t *tally) print(world string, n int64, month int) {
	fmt.Printf("%-17s (%2.0f%%) %5d  %d      ", world, 100*t.yes/t.all, n, month)
	for _, v := range []goal.Verdict{goal.Reached, goal.OnTrack, goal.AtRisk, goal.Missed, goal.CannotShow} {
		fmt.Printf("%-11s", t.verdict(v))
	}
	if month < horizon {
		fmt.Printf("  %.3f ", t.brier/t.all)
		for _, b := range t.bins {
			fmt.Printf(" %.2f→%.2f", b[1]/b[0], b[2]/b[0])
		}
	}
	fmt.Println()
}
