package series

import "math"

// loess is the smoother of STL (Cleveland et al. 1990, section 2): at a point, a
// weighted mean or line through the span nearest values, with tricube weights.
type loess struct {
	span   int // values, odd
	degree int // 0 or 1
	jump   int // periods from one fit to the next, with straight lines between
}

// smooth smooths y into out at 1, 2, …, len(y). The weights, which may be nil,
// multiply those of the smoother. Where they are all zero the value stays as it is.
func (l loess) smooth(out, y, weights []float64) {
	n := len(y)
	if n < 2 {
		copy(out, y)
		return
	}
	jump := max(1, min(l.jump, n-1))
	fit := func(i int) {
		left, right := l.window(i, n)
		v, ok := l.at(float64(i+1), y, weights, left, right)
		if !ok {
			v = y[i]
		}
		out[i] = v
	}
	last := 0
	for i := 0; i < n; i += jump {
		fit(i)
		between(out, last, i)
		last = i
	}
	if last < n-1 {
		// Cleveland's program fits the last point in the window of the fit before.
		left, right := l.window(last, n)
		v, ok := l.at(float64(n), y, weights, left, right)
		if !ok {
			v = y[n-1]
		}
		out[n-1] = v
		between(out, last, n-1)
	}
}

// window is the first and last index of the span nearest to i.
func (l loess) window(i, n int) (left, right int) {
	if l.span >= n {
		return 0, n - 1
	}
	left = max(0, min(i-(l.span-1)/2, n-l.span))
	return left, left + l.span - 1
}

// at is the smooth value at position x, where y[i] stands at i+1; false if all
// weights are zero.
func (l loess) at(x float64, y, weights []float64, left, right int) (float64, bool) {
	n := len(y)
	h := math.Max(x-float64(left+1), float64(right+1)-x)
	if l.span > n {
		h += float64((l.span - n) / 2)
	}
	w := make([]float64, right-left+1)
	var total float64
	for j := range w {
		r := math.Abs(float64(left+1+j) - x)
		switch {
		case r > 0.999*h:
			continue
		case r <= 0.001*h:
			w[j] = 1
		default:
			u := r / h
			u = 1 - u*u*u
			w[j] = u * u * u
		}
		if weights != nil {
			w[j] *= weights[left+j]
		}
		total += w[j]
	}
	if total <= 0 {
		return 0, false
	}
	var centre float64
	for j := range w {
		w[j] /= total
		centre += w[j] * float64(left+1+j)
	}
	slope := 0.0
	if h > 0 && l.degree > 0 {
		var spread float64
		for j := range w {
			d := float64(left+1+j) - centre
			spread += w[j] * d * d
		}
		if math.Sqrt(spread) > 0.001*float64(n-1) {
			slope = (x - centre) / spread
		}
	}
	var out float64
	for j := range w {
		out += w[j] * (slope*(float64(left+1+j)-centre) + 1) * y[left+j]
	}
	return out, true
}

// between draws a straight line from index a to b.
func between(y []float64, a, b int) {
	for i := a + 1; i < b; i++ {
		y[i] = y[a] + (y[b]-y[a])/float64(b-a)*float64(i-a)
	}
}
