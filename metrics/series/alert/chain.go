package alert

import (
	"fmt"
	"math"

	"github.com/loamlib/loam/metrics/stat"
)

// A walk is how a sum of whole steps moves: step[k] with probability p[k]. It never
// falls below 0, and alarms where it reaches a limit. Steps of whole numbers make it
// a Markov chain that can be solved exactly (Reynolds and Stoumbos 1999).
type walk struct {
	step []int
	p    []float64
}

// averageRunLength is how many steps it takes from 0 to the limit on average:
//
//	N(s) = 1 + Σ p_k N(max(0, s + step_k))     N is 0 from the limit on
//
// With N(0) taken for known the equations of the other states form a band, which is
// solved for what they are without it and by how much it adds.
func (w walk) averageRunLength(limit int) float64 {
	if limit < 1 {
		return 1
	}
	n := limit - 1 // the states 1 to limit-1
	down, up := w.reach()
	down, up = min(down, max(n-1, 0)), min(up, max(n-1, 0))
	width := down + 1 + up
	band := make([]float64, n*width) // band[i*width + down + (j-i)]
	alone, byZero := make([]float64, n), make([]float64, n)
	for i := range n {
		band[i*width+down] = 1
		alone[i] = 1
		for k, step := range w.step {
			switch j := i + 1 + step; {
			case j <= 0:
				byZero[i] += w.p[k]
			case j < limit:
				band[i*width+down+step] -= w.p[k]
			}
		}
	}
	eliminate(band, n, down, up, alone, byZero)
	one, zero := 1.0, 1.0 // of the equation of state 0: zero·N(0) = one
	for k, step := range w.step {
		switch {
		case step <= 0:
			zero -= w.p[k]
		case step < limit:
			one += w.p[k] * alone[step-1]
			zero -= w.p[k] * byZero[step-1]
		}
	}
	return one / zero
}

// reach is how far the steps go.
func (w walk) reach() (down, up int) {
	for _, s := range w.step {
		down, up = max(down, -s), max(up, s)
	}
	return down, up
}

// eliminate solves a banded system for two right-hand sides, in place. The chance of
// staying among the states is at most 1 from each, so no pivots are needed.
func eliminate(band []float64, n, down, up int, right ...[]float64) {
	width := down + 1 + up
	at := func(i, j int) *float64 { return &band[i*width+down+j-i] }
	for i := range n {
		pivot := *at(i, i)
		for r := i + 1; r <= min(i+down, n-1); r++ {
			f := *at(r, i) / pivot
			if f == 0 {
				continue
			}
			for c := i + 1; c <= min(i+up, n-1); c++ {
				*at(r, c) -= f * *at(i, c)
			}
			for _, x := range right {
				x[r] -= f * x[i]
			}
		}
	}
	for i := n - 1; i >= 0; i-- {
		for _, x := range right {
			for c := i + 1; c <= min(i+up, n-1); c++ {
				x[i] -= *at(i, c) * x[c]
			}
			x[i] /= *at(i, i)
		}
	}
}

// mostCells is how large the system of a limit may get: 120 MB.
const mostCells = 15_000_000

// limitFor is the smallest limit that is reached no more often than once in so many
// steps, and how often it is. Run lengths grow about exponentially with the limit, so
// it is looked for along their logarithm.
func (w walk) limitFor(every float64) (limit int, achieved float64, err error) {
	down, up := w.reach()
	low, lowLog := 0, 0.0
	high := up
	highLog := math.Log(w.averageRunLength(high))
	for ; highLog < math.Log(every); highLog = math.Log(w.averageRunLength(high)) {
		low, lowLog = high, highLog
		if high *= 2; high*(down+up+1) > mostCells {
			return 0, 0, fmt.Errorf("alert: %w", &stat.ArgumentError{Name: "Every", Value: every, Want: "fewer: the change is too small to be told from chance so reliably"})
		}
	}
	for turn := 0; high-low > 1; turn++ {
		share := 0.5
		if turn%3 < 2 { // now and then by halves, in case the logarithm is no line
			share = (math.Log(every) - lowLog) / (highLog - lowLog)
		}
		mid := min(max(low+int(math.Round(share*float64(high-low))), low+1), high-1)
		if n := math.Log(w.averageRunLength(mid)); n < math.Log(every) {
			low, lowLog = mid, n
		} else {
			high, highLog = mid, n
		}
	}
	return high, math.Exp(highLog), nil
}

// mean is that of a step.
func (w walk) mean() float64 {
	var m float64
	for k, s := range w.step {
		m += w.p[k] * float64(s)
	}
	return m
}

// stepsFor turns the weights of answers into whole steps, as small as keep the
// weights and the drift of the sum to within a seventh. That moves the change that
// the sum is best at finding a little, as if it had been asked for that way, and
// nothing of what the sum is said to do: it is computed for the steps as they are.
func stepsFor(weights, p []float64) ([]int, error) {
	const close, finest = 0.15, 3000
	const slightest = 1e-6 // only 1e12 records tell such a weight from chance, and a drift of less is lost in rounding
	var most, drift float64
	for k, w := range weights {
		most = math.Max(most, math.Abs(w))
		drift += p[k] * w
	}
	if !(most > slightest) {
		return nil, ErrTooAlike
	}
	for largest := 4.0; largest < finest; largest = math.Ceil(largest * 1.1) {
		w := walk{make([]int, len(weights)), p}
		fits := true
		for k, x := range weights {
			exact := x / most * largest
			w.step[k] = int(math.Round(exact))
			off := math.Abs(float64(w.step[k]) - exact)
			fits = fits && (off <= close*math.Abs(exact) || off <= close*largest/10)
		}
		if m := w.mean() / largest * most; fits && m < 0 && math.Abs(m/drift-1) <= close {
			return w.step, nil
		}
	}
	return nil, ErrTooAlike
}
