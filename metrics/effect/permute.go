package effect

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/combin"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
)

// mostPlacements is how many ways to choose the treated units are gone through.
const mostPlacements = 250_000

// placements is the number of ways to choose the treated units.
func (t *table) placements() float64 {
	treated := 0
	for _, u := range t.units {
		if u.treated {
			treated++
		}
	}
	return math.Round(combin.GeneralizedBinomial(float64(len(t.units)), float64(treated)))
}

// A placement is what an effect would have been with other units treated: value less
// share for each unit of effect that the treated ones really had.
type placement struct{ value, share float64 }

// permute tests by all placements. If the action adds δ to every treated value after it,
// the data without it are those with δ taken off, and the placement a gives value(a) − δ
// share(a); the p-value of δ is the part of placements that lie at least as far from 0 as
// the true one.
func (out *Difference) permute(t *table, o Options) error {
	if n := t.placements(); !(n <= mostPlacements) {
		return fmt.Errorf("effect: %d of %d units treated can be chosen in %.3g ways, want at most %d: use ClusterRobust", out.TreatedUnits, len(t.units), n, mostPlacements)
	}
	truth, all := t.every(out.TreatedUnits)
	out.Placements = len(all)
	out.Effect.Value = metrics.NumberOf(truth)
	p := func(delta float64) float64 {
		far := math.Abs(truth-delta) - rounding*largest(t.y)
		extreme := 0
		for _, a := range all {
			if math.Abs(a.value-delta*a.share) >= far {
				extreme++
			}
		}
		return float64(extreme) / float64(len(all))
	}
	out.Effect.P = metrics.NumberOf(p(0))
	alpha := 1 - o.Confidence
	// An effect far away is rejected as far as there are placements enough; how far is
	// found by doubling.
	scale := math.Max(spreadOf(all), rounding*largest(t.y))
	end := func(sign float64) metrics.Number {
		reach := scale
		for range 60 {
			if p(truth+sign*reach) <= alpha {
				edge := dist.Root(func(d float64) float64 { return alpha - p(truth+sign*d) }, 0, reach)
				return metrics.NumberOf(truth + sign*edge)
			}
			reach *= 2
		}
		return metrics.Number{}
	}
	out.Effect.Low, out.Effect.High = end(-1), end(1)
	if half := halfWidth(out.Effect.Low, out.Effect.High); half > 0 {
		se := half / dist.Z(o.Confidence)
		out.Effect.StdErr = metrics.NumberOf(se)
		out.Detectable = seen(se, dist.Z(o.Confidence), o.Power)
	}
	return nil
}

// every lists all placements, the true one among them.
func (t *table) every(treated int) (truth float64, all []placement) {
	place := func(chosen func(i int) bool) placement {
		var sum, n, share [2][2]float64 // by group and time; share of the values that were really treated
		for i, u := range t.units {
			g := 0
			if chosen(i) {
				g = 1
			}
			for now := range 2 {
				sum[g][now] += u.sum[now]
				n[g][now] += u.n[now]
			}
			if u.treated {
				share[g][1] += u.n[1]
			}
		}
		effect := func(s [2][2]float64) float64 {
			return s[1][1]/n[1][1] - s[1][0]/n[1][0] - s[0][1]/n[0][1] + s[0][0]/n[0][0]
		}
		return placement{effect(sum), effect(share)}
	}
	truth = place(func(i int) bool { return t.units[i].treated }).value
	chosen := make([]bool, len(t.units))
	indices := make([]int, treated)
	for g := combin.NewCombinationGenerator(len(t.units), treated); g.Next(); {
		clear(chosen)
		for _, i := range g.Combination(indices) {
			chosen[i] = true
		}
		if a := place(func(i int) bool { return chosen[i] }); !math.IsNaN(a.value) { // all four means exist
			all = append(all, a)
		}
	}
	return truth, all
}

// spreadOf is the largest effect of a placement.
func spreadOf(all []placement) float64 {
	var m float64
	for _, a := range all {
		m = math.Max(m, math.Abs(a.value))
	}
	return m
}
