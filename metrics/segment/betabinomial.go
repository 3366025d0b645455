package segment

import (
	"math"

	"gonum.org/v1/gonum/mathext"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// A ShareShrinkage is an empirical Bayes estimate of many shares at once: those of the
// slices come from a beta distribution, and their counts, given the shares, from a
// binomial one. With a and b of greatest likelihood, a slice of x among n becomes
//
//	(x + a) / (n + a + b)
//
// as if a + b earlier answers were known of it. The interval holds the middle of its
// Beta(x + a, n − x + b) and takes a and b for known.
type ShareShrinkage struct {
	Alpha  metrics.Number `json:"alpha"` // none if slices differ no more than chance makes them: infinite
	Beta   metrics.Number `json:"beta"`
	Mean   float64        `json:"mean"`   // a / (a + b)
	LogLik float64        `json:"loglik"` // without the binomial coefficients: Σ log B(x+a, n−x+b) − log B(a, b)
	Shrunk []Shrunken     `json:"shrunk"`
}

// ShrinkShares shrinks shares by the beta-binomial model of greatest likelihood. Where
// slices differ no more than chance makes them, all go to the pooled share, with its
// Wilson interval; where each slice agrees with itself entirely, and some has two
// answers, nothing is drawn anywhere, and a and b are 0. A group without trials goes to
// the mean. [stat.ErrNoData] without trials, [stat.ErrUndefined] if nobody or everybody
// succeeds.
func ShrinkShares(groups []stat.Share, confidence float64) (ShareShrinkage, error) {
	if err := stat.CheckConfidence(confidence); err != nil {
		return ShareShrinkage{}, err
	}
	l := likelihood{map[stat.Share]float64{}, nil}
	var x, n int64
	for _, g := range groups {
		if _, err := stat.Wilson(g.X, g.N, confidence); err != nil && err != stat.ErrNoData {
			return ShareShrinkage{}, err
		}
		x, n = x+g.X, n+g.N
		l.add(g)
	}
	p := float64(x) / float64(n)
	switch {
	case n == 0:
		return ShareShrinkage{}, stat.ErrNoData
	case x == 0 || x == n:
		return ShareShrinkage{}, stat.ErrUndefined
	}
	alike, err := l.alike(groups, stat.Share{X: x, N: n}, confidence)
	switch {
	case err != nil:
		return ShareShrinkage{}, err
	case l.single():
		return alike, nil
	case l.agree():
		return l.apart(groups, p), nil
	}
	a, b := l.maximise(p)
	out := ShareShrinkage{Alpha: metrics.NumberOf(a), Beta: metrics.NumberOf(b), Mean: a / (a + b), LogLik: l.value(a, b)}
	if out.LogLik <= alike.LogLik+rounding*math.Abs(alike.LogLik) {
		return alike, nil
	}
	known := map[stat.Share]Shrunken{} // quantiles take time, and small slices repeat
	for _, g := range groups {
		s, ok := known[g]
		if !ok {
			u, v, tail := float64(g.X)+a, float64(g.N-g.X)+b, (1-confidence)/2
			s = Shrunken{
				metrics.NumberOf(u / (u + v)),
				metrics.NumberOf(dist.BetaQuantile(tail, u, v)), metrics.NumberOf(dist.BetaTailQuantile(tail, u, v)),
			}
			known[g] = s
		}
		out.Shrunk = append(out.Shrunk, s)
	}
	return out, nil
}

// alike is the limit of infinite a and b: one share for all.
func (l *likelihood) alike(groups []stat.Share, pooled stat.Share, confidence float64) (ShareShrinkage, error) {
	i, err := stat.Wilson(pooled.X, pooled.N, confidence)
	if err != nil {
		return ShareShrinkage{}, err
	}
	p := pooled.Value()
	out := ShareShrinkage{Mean: p, LogLik: float64(pooled.X)*math.Log(p) + float64(pooled.N-pooled.X)*math.Log1p(-p)}
	for range groups {
		out.Shrunk = append(out.Shrunk, Shrunken{metrics.NumberOf(p), metrics.NumberOf(i.Low), metrics.NumberOf(i.High)})
	}
	return out, nil
}

// apart is the limit of a and b at 0: every slice for itself. Its likelihood is that of
// a coin thrown once a slice.
func (l *likelihood) apart(groups []stat.Share, p float64) ShareShrinkage {
	var yes, all float64
	for _, g := range l.order {
		all += l.times[g]
		if g.X > 0 {
			yes += l.times[g]
		}
	}
	mean := yes / all
	out := ShareShrinkage{Alpha: metrics.NumberOf(0), Beta: metrics.NumberOf(0), Mean: mean, LogLik: yes*math.Log(mean) + (all-yes)*math.Log1p(-mean)}
	for _, g := range groups {
		v := metrics.NumberOf(g.Value())
		if g.N == 0 {
			v = metrics.NumberOf(p)
		}
		out.Shrunk = append(out.Shrunk, Shrunken{v, v, v})
	}
	return out
}

// A likelihood is the counts, each different one once with how often it occurs: ten
// thousand slices of one answer are two of them.
type likelihood struct {
	times map[stat.Share]float64
	order []stat.Share // as they first occurred, so that sums repeat
}

func (l *likelihood) add(g stat.Share) {
	if g.N == 0 {
		return
	}
	if l.times[g] == 0 {
		l.order = append(l.order, g)
	}
	l.times[g]++
}

// rounding is how much of a log-likelihood may be rounding.
const rounding = 1e-12

// single reports whether no slice has two answers, so that none can say how alike the
// answers of one slice are.
func (l *likelihood) single() bool {
	for _, g := range l.order {
		if g.N > 1 {
			return false
		}
	}
	return true
}

// agree reports whether every slice agrees with itself.
func (l *likelihood) agree() bool {
	for _, g := range l.order {
		if g.X > 0 && g.X < g.N {
			return false
		}
	}
	return true
}

func (l *likelihood) value(a, b float64) float64 {
	var sum float64
	whole := mathext.Lbeta(a, b)
	for _, g := range l.order {
		sum += l.times[g] * (mathext.Lbeta(float64(g.X)+a, float64(g.N-g.X)+b) - whole)
	}
	return sum
}

// maximise climbs the likelihood by Newton's method in the logit of the mean a/(a+b) and
// the logarithm of a+b, which hardly depend on each other. Steps are halved where they do
// not help.
func (l *likelihood) maximise(p float64) (a, b float64) {
	const rounds, halvings, tolerance = 500, 60, 1e-12
	at := func(mean, size float64) (a, b float64) {
		share := 1 / (1 + math.Exp(-mean))
		return math.Exp(size) * share, math.Exp(size) / (1 + math.Exp(mean))
	}
	mean, size := l.start(p)
	a, b = at(mean, size)
	height := l.value(a, b)
	for range rounds {
		dm, ds := l.step(a, b)
		moved := false
		for scale, i := 1.0, 0; i < halvings; scale, i = scale/2, i+1 {
			u, v := at(mean+scale*dm, size+scale*ds)
			if h := l.value(u, v); h >= height {
				moved = h > height || scale == 1
				mean, size, a, b, height = mean+scale*dm, size+scale*ds, u, v, h
				break
			}
		}
		if !moved || math.Abs(dm)+math.Abs(ds) < tolerance {
			break
		}
	}
	return a, b
}

// start is the likeliest of some sizes, at the pooled share and at the mean of the shares:
// the likelihood may have a top apart from the one where all slices are alike.
func (l *likelihood) start(pooled float64) (mean, size float64) {
	var sum, all float64
	for _, g := range l.order {
		sum, all = sum+l.times[g]*g.Value(), all+l.times[g]
	}
	best := math.Inf(-1)
	for _, p := range []float64{pooled, sum / all} {
		for k := -6.0; k <= 20; k++ {
			n := math.Exp2(k)
			if v := l.value(p*n, (1-p)*n); v > best {
				best, mean, size = v, math.Log(p/(1-p)), k*math.Ln2
			}
		}
	}
	return mean, size
}

// step is Newton's step in logit mean and log size; where the likelihood is not concave,
// one in each direction by itself.
func (l *likelihood) step(a, b float64) (dm, ds float64) {
	var ga, gb, haa, hbb, hab float64
	s, s2 := mathext.Digamma(a+b), trigamma(a+b)
	da, db, ta, tb := mathext.Digamma(a), mathext.Digamma(b), trigamma(a), trigamma(b)
	for _, g := range l.order {
		x, y, t := float64(g.X), float64(g.N-g.X), l.times[g]
		common, common2 := s-mathext.Digamma(a+b+x+y), s2-trigamma(a+b+x+y)
		ga += t * (mathext.Digamma(a+x) - da + common)
		gb += t * (mathext.Digamma(b+y) - db + common)
		haa += t * (trigamma(a+x) - ta + common2)
		hbb += t * (trigamma(b+y) - tb + common2)
		hab += t * common2
	}
	c := a * b / (a + b) // da/dm, and −db/dm
	gm, gs := c*(ga-gb), a*ga+b*gb
	hmm := c*c*(haa-2*hab+hbb) + gm*(b-a)/(a+b)
	hms := c*(a*(haa-hab)+b*(hab-hbb)) + gm
	hss := a*a*haa + 2*a*b*hab + b*b*hbb + gs
	if det := hmm*hss - hms*hms; hmm < 0 && det > 0 {
		dm, ds = -(hss*gm-hms*gs)/det, -(hmm*gs-hms*gm)/det
	} else {
		dm, ds = uphill(gm, hmm), uphill(gs, hss)
	}
	const longest = 3 // a factor of twenty
	if long := math.Max(math.Abs(dm), math.Abs(ds)); long > longest {
		dm, ds = dm*longest/long, ds*longest/long
	}
	return dm, ds
}

// uphill is Newton's step in one direction, or one of length 1 where that leads down.
func uphill(slope, curvature float64) float64 {
	if curvature < 0 {
		return -slope / curvature
	}
	return math.Copysign(1, slope)
}

// trigamma is the derivative of the digamma function.
func trigamma(x float64) float64 { return mathext.Zeta(2, x) }
