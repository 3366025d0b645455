package series

import (
	"math"
	"slices"

	"github.com/loamlib/loam/metrics/stat"
)

// A shuffle makes series without changes out of one, for tests by permutation. Where
// periods have no memory it permutes observations. Where they do, that would make the
// series rougher than it is and find changes in every wave: then it permutes the shocks
// of a first-order autoregression instead, and lets them run again.
type shuffle struct {
	obs   []observation // the permutation
	phi   float64       // what a period keeps of the one before; 0 without memory
	swap  func(n int, swap func(i, j int))
	kind  changeKind
	mean  float64
	sd    []float64 // of each value, up to a factor
	shock []float64
}

// leastMemory, over the root of the number of periods, is from what part kept on a
// series is said to have memory. Without any, chance reaches it about one time in
// twenty, which costs the test some power and nothing else.
const leastMemory = 2.3

// memory is what part of its distance from the level a period keeps to the next, by
// how much more periods differ that are two apart, which a few changes of level hardly
// alter: of an autoregression, 1 + φ times as much as neighbours. It is 0 if chance
// explains it.
func (m *ChangeModel) memory() float64 {
	z, _, _ := m.standardised(m.obs, m.yardstick(m.obs).extra)
	near, far := differences(z, 1), differences(z, 2)
	if !(near > 0) {
		return 0
	}
	const most = 0.95
	phi := far/near - 1
	if phi < leastMemory/math.Sqrt(float64(len(z))) {
		return 0
	}
	return min(most, phi)
}

// differences is the mean square of the differences of values some periods apart, in
// which none counts more than three standard deviations.
func differences(z []float64, apart int) float64 {
	var sizes []float64
	for i := apart; i < len(z); i++ {
		sizes = append(sizes, math.Abs(z[i]-z[i-apart]))
	}
	median, err := stat.Median(sizes)
	if err != nil {
		return 0
	}
	most := 3 * median / 0.6745 // the median size of a normal value is 0.6745 standard deviations
	var sum float64
	for _, d := range sizes {
		d = min(d, most)
		sum += d * d / float64(len(sizes))
	}
	return sum
}

// standardised are values about their mean in their standard deviations, which are
// those of sampling up to a factor.
func (m *ChangeModel) standardised(obs []observation, extra float64) (z, sd []float64, mean float64) {
	mean = m.mean(obs, extra)
	for _, o := range obs {
		v, s := o.value, 1.0
		switch m.kind {
		case changeOfWeightedMean:
			s = math.Sqrt(o.weight + extra)
		case changeOfShare, changeOfRate:
			v, s = o.value/o.weight, 1/math.Sqrt(o.weight)
		}
		z, sd = append(z, (v-mean)/s), append(sd, s)
	}
	return z, sd, mean
}

// shuffle prepares permutations of some observations.
func (s *changeSearch) shuffle(obs []observation) *shuffle {
	out := &shuffle{obs: slices.Clone(obs), phi: s.memory, swap: s.random.Shuffle, kind: s.model.kind}
	if out.phi == 0 {
		return out
	}
	var z []float64
	z, out.sd, out.mean = s.model.standardised(obs, s.model.yardstick(s.model.obs).extra)
	for i, v := range z {
		if i == 0 {
			out.shock = append(out.shock, v*math.Sqrt(1-out.phi*out.phi))
		} else {
			out.shock = append(out.shock, v-out.phi*z[i-1])
		}
	}
	return out
}

// next makes the next permutation, in obs.
func (h *shuffle) next() {
	if h.phi == 0 {
		h.swap(len(h.obs), func(a, b int) { h.obs[a], h.obs[b] = h.obs[b], h.obs[a] })
		return
	}
	h.swap(len(h.shock), func(a, b int) { h.shock[a], h.shock[b] = h.shock[b], h.shock[a] })
	z := h.shock[0] / math.Sqrt(1-h.phi*h.phi)
	for i := range h.obs {
		if i > 0 {
			z = h.phi*z + h.shock[i]
		}
		v, o := h.mean+h.sd[i]*z, &h.obs[i]
		switch h.kind {
		case changeOfShare:
			o.value = o.weight * min(1, max(0, v))
		case changeOfRate:
			o.value = o.weight * max(0, v)
		default:
			o.value = v
		}
	}
}
