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
	case l.dispersion(p) <= 0:
		return l.alike(groups, stat.Share{X: x, N: n}, confidence)
	case l.agree():
		return l.apart(groups, p), nil
	}
	a, b := l.maximise(p)
	out := ShareShrinkage{Alpha: metrics.NumberOf(a), Beta: metrics.NumberOf(b), Mean: a / (a + b), LogLik: l.value(a, b)}
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

// dispersion is the slope of the likelihood in the correlation within slices at 0: above
// it if slices differ more than chance makes them (Tarone 1979).
func (l *likelihood) dispersion(p float64) float64 {
	var slope float64
	for _, g := range l.order {
		x, n := float64(g.X), float64(g.N)
		slope += l.times[g] * (x*(x-1)/p + (n-x)*(n-x-1)/(1-p) - n*(n-1))
	}
	return slope
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

// maximise climbs the likelihood in log a and log b by Newton's method. Where it is not
// concave it goes uphill, and steps are halved where they do not help.
func (l *likelihood) maximise(p float64) (a, b float64) {
	const rounds, halvings, tolerance = 500, 60, 1e-12
	start := l.start(p)
	u, v := math.Log(p*start), math.Log((1-p)*start)
	height := l.value(math.Exp(u), math.Exp(v))
	for range rounds {
		du, dv := l.step(math.Exp(u), math.Exp(v))
		moved := false
		for scale, i := 1.0, 0; i < halvings && !moved; scale, i = scale/2, i+1 {
			if h := l.value(math.Exp(u+scale*du), math.Exp(v+scale*dv)); h >= height {
				moved = h > height || scale == 1
				u, v, height = u+scale*du, v+scale*dv, h
				break
			}
		}
		if !moved || math.Abs(du)+math.Abs(dv) < tolerance {
			break
		}
	}
	return math.Exp(u), math.Exp(v)
}

// start is a first guess at a + b, from Pearson's chi-square.
func (l *likelihood) start(p float64) float64 {
	var chi, extra, k float64
	for _, g := range l.order {
		x, n, t := float64(g.X), float64(g.N), l.times[g]
		chi += t * (x - n*p) * (x - n*p) / (n * p * (1 - p))
		extra += t * (n - 1)
		k += t
	}
	within := math.Min(0.9, math.Max(1e-4, (chi-(k-1))/extra)) // correlation
	return (1 - within) / within
}

// step is Newton's step in log a and log b, or uphill.
func (l *likelihood) step(a, b float64) (du, dv float64) {
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
	gu, gv := a*ga, b*gb
	huu, hvv, huv := a*a*haa+gu, b*b*hbb+gv, a*b*hab
	if det := huu*hvv - huv*huv; huu < 0 && det > 0 {
		du, dv = -(hvv*gu-huv*gv)/det, -(huu*gv-huv*gu)/det
	} else {
		length := math.Hypot(gu, gv)
		du, dv = gu/length, gv/length
	}
	const longest = 3 // a factor of twenty
	if long := math.Max(math.Abs(du), math.Abs(dv)); long > longest {
		du, dv = du*longest/long, dv*longest/long
	}
	return du, dv
}

// trigamma is the derivative of the digamma function.
func trigamma(x float64) float64 { return mathext.Zeta(2, x) }
