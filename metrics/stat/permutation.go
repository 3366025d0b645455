package stat

import (
	"math"

	"github.com/loamlib/loam/metrics/internal/dist"
)

// PermutationCounts tests whether the answers of one group are higher than those of
// another, by all the ways in which the answers that were given could have been
// dealt out to the two (Fisher 1935; Pitman 1937). x[i] and y[i] are how many of
// each group gave the i-th answer of a scale with equal steps: detractor, passive
// and promoter, no and yes, one to five stars.
//
// The test keeps its level where a normal approximation does not: in the far tails
// that many tests at once look at, with few answers, and where nearly everybody
// agrees. Of two different answers it is exact, [FisherTest] with twice the smaller
// tail for P; of more it is exact as long as there are at most 50 000 ways. Beyond
// that P is the double saddlepoint approximation with the second continuity
// correction (Skovgaard 1987; Butler, Saddlepoint Approximations, 2007, section 4.1),
// which is mostly within 3 % of the exact one, and within 13 % where a rare answer in
// the middle makes nearly all sums even or nearly all odd. Its null hypothesis is
// that both groups answer alike, not only that their means are the same: against
// groups of equal means and unequal spread use [Welch] or [ScoreDifference] too.
//
// The statistic is (sum of x − its mean) / standard deviation, both over all ways.
// [ErrNoData] if a group is empty, [ErrUndefined] if all answers are the same. Time
// does not grow with the number of answers, but where there are two different ones,
// with its root.
func PermutationCounts(x, y []int64) (Test, error) {
	d, err := newDeal(x, y)
	if err != nil {
		return Test{}, err
	}
	mean, sd := d.moments()
	t := Test{Statistic: (d.sum - mean) / sd, P: 1}
	if d.sum < mean {
		d = d.mirrored()
	}
	if d.sum != mean {
		t.P = math.Min(1, 2*d.tail())
	}
	return t, nil
}

// mostWays is how many ways of dealing out answers are gone through one by one.
const mostWays = 50_000

// A deal is answers to be dealt out: n of them to the group whose sum is looked at.
type deal struct {
	counts []float64 // how many gave each answer in both groups together
	worth  []float64 // of each answer, in whole numbers without a common divisor; the first is 0
	total  float64   // of counts
	n      float64
	sum    float64 // what the group's answers are worth
}

// newDeal keeps the answers that somebody gave. The smaller group is looked at: what
// it has, the other has not.
func newDeal(x, y []int64) (deal, error) {
	if len(x) != len(y) {
		return deal{}, &ArgumentError{"len(y)", float64(len(y)), "as many answers as x has"}
	}
	var d deal
	var other float64
	first, step := 0, 0
	for i := range x {
		if x[i] < 0 || y[i] < 0 {
			return deal{}, &ArgumentError{"count", float64(min(x[i], y[i])), "at least 0"}
		}
		if x[i] == 0 && y[i] == 0 {
			continue
		}
		if len(d.counts) == 0 {
			first = i
		}
		step = gcd(step, i-first)
		d.counts = append(d.counts, float64(x[i])+float64(y[i]))
		d.worth = append(d.worth, float64(i-first))
		d.n += float64(x[i])
		other += float64(y[i])
		d.sum += float64(x[i]) * float64(i-first)
	}
	switch {
	case d.n == 0 || other == 0:
		return deal{}, ErrNoData
	case len(d.counts) < 2:
		return deal{}, ErrUndefined
	}
	d.total = d.n + other
	d.sum /= float64(step)
	for k := range d.worth {
		d.worth[k] /= float64(step)
	}
	return d, nil
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// moments are mean and standard deviation of the sum over all ways.
func (d deal) moments() (mean, sd float64) {
	var m, squares float64
	for k, c := range d.counts {
		m += c / d.total * d.worth[k]
	}
	for k, c := range d.counts {
		squares += c / d.total * (d.worth[k] - m) * (d.worth[k] - m)
	}
	return d.n * m, math.Sqrt(d.n * squares * (d.total - d.n) / (d.total - 1))
}

// mirrored turns the scale round.
func (d deal) mirrored() deal {
	k := len(d.counts)
	out := deal{make([]float64, k), make([]float64, k), d.total, d.n, d.n*d.worth[k-1] - d.sum}
	for i := range k {
		out.counts[i], out.worth[i] = d.counts[k-1-i], d.worth[k-1]-d.worth[k-1-i]
	}
	return out
}

// tail is the probability of a sum at least as high as that seen.
func (d deal) tail() float64 {
	if len(d.counts) == 2 {
		return d.hypergeometric()
	}
	if small := d.smaller(); small.ways() <= mostWays {
		return small.exact(d.n != small.n)
	}
	return d.saddlepoint()
}

// hypergeometric is the tail where the sum is a count: the probability of what was
// seen, by Loader's form of the binomial, and of each higher count from that of the
// one before.
func (d deal) hypergeometric() float64 {
	no, yes, x := d.counts[0], d.counts[1], d.sum
	p := d.n / d.total
	term := dist.BinomialPMF(x, yes, p) * (dist.BinomialPMF(d.n-x, no, p) / dist.BinomialPMF(d.n, d.total, p))
	sum := 0.0
	for ; term > sum*1e-17; x++ {
		sum += term
		term *= (yes - x) / (x + 1) * (d.n - x) / (no - d.n + x + 1)
	}
	return sum
}

// smaller is the deal seen from the group with fewer answers; its sum is then to be
// low where that of the other is high.
func (d deal) smaller() deal {
	if d.n <= d.total-d.n {
		return d
	}
	var all float64
	for k, c := range d.counts {
		all += c * d.worth[k]
	}
	d.n, d.sum = d.total-d.n, all-d.sum
	return d
}

// ways is no less than the number of ways to deal n answers of so many kinds.
func (d deal) ways() float64 {
	w := 1.0
	for i := 1; i < len(d.counts); i++ {
		w *= (d.n + float64(i)) / float64(i)
	}
	return w
}

// exact adds up the probabilities of all ways with at least the sum seen, or with at
// most that.
func (d deal) exact(low bool) float64 {
	logs := make([][]float64, len(d.counts)) // of binomial coefficients
	for k, c := range d.counts {
		logs[k] = logChoose(c, math.Min(c, d.n))
	}
	whole := logChoose(d.total, d.n)
	base := whole[len(whole)-1]
	var total float64
	var each func(k int, left, sum, log float64)
	each = func(k int, left, sum, log float64) {
		if !low && sum+left*d.worth[len(d.worth)-1] < d.sum || low && sum+left*d.worth[k] > d.sum {
			return // not even the best of what is left gets there
		}
		if k == len(d.counts)-1 {
			sum += left * d.worth[k]
			if left <= d.counts[k] && (low && sum <= d.sum || !low && sum >= d.sum) {
				total += math.Exp(log + logs[k][int(left)] - base)
			}
			return
		}
		for j := 0.0; j <= math.Min(left, d.counts[k]); j++ {
			each(k+1, left-j, sum+j*d.worth[k], log+logs[k][int(j)])
		}
	}
	each(0, d.n, 0, 0)
	return total
}

// logChoose lists the logarithms of the numbers of ways to choose 0 to most of n.
func logChoose(n, most float64) []float64 {
	out := make([]float64, int(most)+1)
	for j := 1; j < len(out); j++ {
		out[j] = out[j-1] + math.Log((n-float64(j)+1)/float64(j))
	}
	return out
}

// saddlepoint approximates the tail. Each answer falls to the group with a chance of
// its own, whose log odds rise with its worth: the chances are set so that number
// and sum come out as seen, half a step lower for the continuity correction. How
// unlike the even chance n/total they then are is w, in standard deviations.
func (d deal) saddlepoint() float64 {
	c := d.solve(d.sum - 0.5)
	even := d.n / d.total
	var unlike float64
	for k, count := range d.counts {
		unlike += count * divergence(c.chance(d.worth[k]), even)
	}
	w := math.Sqrt(2 * math.Max(0, unlike))
	const centre = 0.05 // below which the formula is 0/0 and the tail half
	if c.slope <= 0 || w < centre {
		return 0.5
	}
	u := 2 * math.Sinh(c.slope/2) * math.Sqrt(c.determinant/(d.total*even*(1-even)))
	return dist.NormalCDF(-w) + math.Exp(-w*w/2)/math.Sqrt(2*math.Pi)*(1/u-1/w)
}

// divergence is that of Kullback and Leibler between two chances.
func divergence(p, q float64) float64 {
	var d float64
	if p > 0 {
		d += p * math.Log(p/q)
	}
	if p < 1 {
		d += (1 - p) * math.Log1p((q-p)/(1-q))
	}
	return d
}

// chances are those of answers to fall to the group.
type chances struct {
	odds, slope float64 // log odds of an answer worth 0, and what each step adds
	determinant float64 // of the covariance of number and sum
}

func (c chances) chance(worth float64) float64 {
	return 1 / (1 + math.Exp(-c.odds-c.slope*worth))
}

// solve finds the chances at which number and sum are expected to be n and sum: the
// minimum of a convex function, by Newton's method with steps halved where they do
// not help.
func (d deal) solve(sum float64) chances {
	const steps, halvings, tolerance = 200, 60, 1e-11
	c := chances{odds: math.Log(d.n / (d.total - d.n))}
	height := d.height(c, sum)
	for range steps {
		var number, mean, v0, v1, v2 float64
		for k, count := range d.counts {
			p, u := c.chance(d.worth[k]), d.worth[k]
			spread := count * p * (1 - p)
			number += count * p
			mean += count * p * u
			v0, v1, v2 = v0+spread, v1+spread*u, v2+spread*u*u
		}
		c.determinant = v0*v2 - v1*v1
		g0, g1 := number-d.n, mean-sum
		step0, step1 := (v2*g0-v1*g1)/c.determinant, (v0*g1-v1*g0)/c.determinant
		if !(math.Abs(step0)+math.Abs(step1) > tolerance*(1+math.Abs(c.odds)+math.Abs(c.slope))) {
			break
		}
		moved := false
		for scale, i := 1.0, 0; i < halvings && !moved; scale, i = scale/2, i+1 {
			next := chances{odds: c.odds - scale*step0, slope: c.slope - scale*step1, determinant: c.determinant}
			if h := d.height(next, sum); h < height {
				c, height, moved = next, h, true
			}
		}
		if !moved {
			break
		}
	}
	return c
}

// height is the function whose minimum solve seeks.
func (d deal) height(c chances, sum float64) float64 {
	h := -c.odds*d.n - c.slope*sum
	for k, count := range d.counts {
		t := c.odds + c.slope*d.worth[k]
		h += count * (math.Max(t, 0) + math.Log1p(math.Exp(-math.Abs(t))))
	}
	return h
}
