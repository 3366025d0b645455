package correlate

import (
	"cmp"
	"math"
	"slices"
)

// A concordance counts pairs of n points.
type concordance struct {
	n     float64
	score float64 // pairs in the same order less those in the other
	x, y  ties
}

// ties are sums over groups of t equal values.
type ties struct {
	pairs   float64 // t(t-1)/2
	triples float64 // t(t-1)(t-2)
	spread  float64 // t(t-1)(2t+5)
}

func (t *ties) add(group int) {
	g := float64(group)
	t.pairs += g * (g - 1) / 2
	t.triples += g * (g - 1) * (g - 2)
	t.spread += g * (g - 1) * (2*g + 5)
}

// kendall counts by sorting (Knight 1966): with points in the order of x, and of y
// where x ties, the pairs in the other order are the exchanges that sort y.
func kendall(x, y []float64) concordance {
	order := sorted(x)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(x[a], x[b]), cmp.Compare(y[a], y[b])) })
	k := concordance{n: float64(len(x))}
	var both ties
	run(order, func(a, b int) bool { return x[a] == x[b] }, k.x.add)
	run(order, func(a, b int) bool { return x[a] == x[b] && y[a] == y[b] }, both.add)
	ys := make([]float64, len(order))
	for i, o := range order {
		ys[i] = y[o]
	}
	exchanges := mergeSort(ys, make([]float64, len(ys)))
	from := 0
	for i := 1; i <= len(ys); i++ {
		if i == len(ys) || ys[i] != ys[from] {
			k.y.add(i - from)
			from = i
		}
	}
	all := k.n * (k.n - 1) / 2
	k.score = all - k.x.pairs - k.y.pairs + both.pairs - 2*exchanges
	return k
}

// run calls add with the length of each run of equal neighbours.
func run(order []int, equal func(a, b int) bool, add func(int)) {
	from := 0
	for i := 1; i <= len(order); i++ {
		if i == len(order) || !equal(order[i], order[from]) {
			add(i - from)
			from = i
		}
	}
}

// mergeSort sorts x and returns by how many exchanges of neighbours.
func mergeSort(x, spare []float64) (exchanges float64) {
	if len(x) < 2 {
		return 0
	}
	mid := len(x) / 2
	exchanges = mergeSort(x[:mid], spare[:mid]) + mergeSort(x[mid:], spare[mid:])
	copy(spare, x)
	left, right := spare[:mid], spare[mid:len(x)]
	for i := range x {
		if len(right) == 0 || len(left) > 0 && left[0] <= right[0] {
			x[i], left = left[0], left[1:]
			continue
		}
		x[i], right = right[0], right[1:]
		exchanges += float64(len(left))
	}
	return exchanges
}

func (k concordance) tau() float64 {
	all := k.n * (k.n - 1) / 2
	return over(k.score, all-k.x.pairs, all-k.y.pairs)
}

// z is the score over its standard deviation if there is no association.
func (k concordance) z() float64 {
	n := k.n
	variance := (n*(n-1)*(2*n+5) - k.x.spread - k.y.spread) / 18
	variance += 4 * k.x.pairs * k.y.pairs / (2 * n * (n - 1))
	variance += k.x.triples * k.y.triples / (9 * n * (n - 1) * (n - 2))
	return k.score / math.Sqrt(variance)
}
