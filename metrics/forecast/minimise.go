package forecast

import (
	"cmp"
	"math"
	"slices"
)

// minimiseIn finds where f is least with every parameter from 0 to 1, near start. A
// parameter p is searched for as u with p = sin² u, which, unlike a logit, reaches 0
// and 1. It never fails: where the search does not converge it returns the best point
// seen. It ends where f changes by no more than a share of itself, tolerance. f must not
// keep its argument.
func minimiseIn(start []float64, tolerance float64, f func([]float64) float64) []float64 {
	u := make([]float64, len(start))
	for i, p := range start {
		u[i] = math.Asin(math.Sqrt(p))
	}
	p := make([]float64, len(start))
	inside := func(u []float64) []float64 {
		for i, v := range u {
			s := math.Sin(v)
			p[i] = s * s
		}
		return p
	}
	return slices.Clone(inside(nelderMead(u, tolerance, func(u []float64) float64 { return f(inside(u)) })))
}

// A vertex is a point of a simplex.
type vertex struct {
	x []float64
	f float64
}

// nelderMead is the simplex method of Nelder and Mead (1965, Computer Journal 7) with
// their coefficients. It needs no slopes, which the recursions here have none of at
// hand. (gonum has it as well, in a package that needs a fourth module.)
func nelderMead(start []float64, tolerance float64, f func([]float64) float64) []float64 {
	const edge, evaluations = 0.15, 150 // the last per parameter
	n := len(start)
	left := evaluations * n
	at := func(x []float64) vertex {
		left--
		v := f(x)
		if math.IsNaN(v) {
			v = math.Inf(1)
		}
		return vertex{x, v}
	}
	simplex := []vertex{at(start)}
	for i := range n {
		x := slices.Clone(start)
		x[i] += edge
		simplex = append(simplex, at(x))
	}
	for left > 0 {
		slices.SortStableFunc(simplex, func(a, b vertex) int { return cmp.Compare(a.f, b.f) })
		best, worst := simplex[0], &simplex[n]
		if worst.f-best.f <= tolerance*(math.Abs(best.f)+tolerance) && small(simplex, math.Sqrt(tolerance)) {
			break
		}
		centre := make([]float64, n)
		for _, v := range simplex[:n] {
			for i := range centre {
				centre[i] += v.x[i] / float64(n)
			}
		}
		towards := func(k float64) vertex { // k steps from the worst point past the centre
			x := make([]float64, n)
			for i := range x {
				x[i] = centre[i] + k*(centre[i]-worst.x[i])
			}
			return at(x)
		}
		next := towards(1)
		switch {
		case next.f < best.f:
			if far := towards(2); far.f < next.f {
				next = far
			}
		case next.f >= simplex[n-1].f:
			k := -0.5
			if next.f < worst.f {
				k = 0.5
			}
			if near := towards(k); near.f < min(next.f, worst.f) {
				next = near
				break
			}
			for i := 1; i <= n; i++ { // nothing is better on this line: draw in
				for j := range simplex[i].x {
					simplex[i].x[j] = (simplex[i].x[j] + best.x[j]) / 2
				}
				simplex[i] = at(simplex[i].x)
			}
			continue
		}
		*worst = next
	}
	return slices.MinFunc(simplex, func(a, b vertex) int { return cmp.Compare(a.f, b.f) }).x
}

// small reports whether the points of a simplex are nearly one.
func small(simplex []vertex, near float64) bool {
	for _, v := range simplex[1:] {
		for i, x := range v.x {
			if math.Abs(x-simplex[0].x[i]) > near {
				return false
			}
		}
	}
	return true
}
