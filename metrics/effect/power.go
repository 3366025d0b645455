package effect

import (
	"math"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// DetectableShare is the smallest rise and the smallest fall of a share p that a
// comparison of n answers before with m after shows with the power of the design; none
// where even 1 or 0 would not be shown. It is the change δ at which
//
//	δ = z_α/2 √(r(1−r)(1/n + 1/m)) + z_power √(p(1−p)/n + q(1−q)/m)
//
// with q = p ± δ the share after and r the pooled share: the formula of R's
// power.prop.test, for groups of unequal size too. How many answers a change needs is
// [stat.Design.PerGroupShares].
func DetectableShare(p float64, n, m int64, d stat.Design) (rise, fall metrics.Number, err error) {
	alpha, power, err := levels(d, n, m)
	if err != nil {
		return rise, fall, err
	}
	if !(p >= 0 && p <= 1) {
		return rise, fall, &stat.ArgumentError{Name: "p", Value: p, Want: "a number in [0, 1]"}
	}
	za, zb := dist.Z(1-alpha), dist.NormalQuantile(power)
	before, after := float64(n), float64(m)
	find := func(sign, room float64) metrics.Number {
		// Above 0 where a change is large enough.
		enough := func(delta float64) float64 {
			q := p + sign*delta
			r := (before*p + after*q) / (before + after)
			null := math.Sqrt(math.Max(0, r*(1-r)) * (1/before + 1/after))
			alternative := math.Sqrt(p*(1-p)/before + math.Max(0, q*(1-q))/after)
			return delta - za*null - zb*alternative
		}
		if room == 0 || enough(room) < 0 {
			return metrics.Number{}
		}
		return metrics.NumberOf(dist.Root(enough, 0, room))
	}
	return find(1, 1-p), find(-1, p), nil
}

// DetectableMean is the smallest change of a mean, or of a score in points, that a
// comparison of n answers before with m after shows with the power of the design:
//
//	(z_α/2 + z_power) √(variance (1/n + 1/m))
//
// The variance is that of one answer; 10 000 points² is the worst of a Net Promoter
// Score.
func DetectableMean(variance float64, n, m int64, d stat.Design) (float64, error) {
	alpha, power, err := levels(d, n, m)
	if err != nil {
		return 0, err
	}
	if !(variance > 0) || math.IsInf(variance, 1) {
		return 0, &stat.ArgumentError{Name: "variance", Value: variance, Want: "a finite number above 0"}
	}
	return (dist.Z(1-alpha) + dist.NormalQuantile(power)) * math.Sqrt(variance*(1/float64(n)+1/float64(m))), nil
}

// levels are those of a design, checked.
func levels(d stat.Design, n, m int64) (alpha, power float64, err error) {
	if d.Alpha == 0 {
		d.Alpha = 0.05
	}
	if d.Power == 0 {
		d.Power = 0.8
	}
	switch {
	case !(d.Alpha > 0 && d.Alpha < 1):
		return 0, 0, &stat.ArgumentError{Name: "Alpha", Value: d.Alpha, Want: "a number above 0 and below 1"}
	case !(d.Power > d.Alpha/2 && d.Power < 1):
		return 0, 0, &stat.ArgumentError{Name: "Power", Value: d.Power, Want: "a number above Alpha/2 and below 1"}
	case n < 1 || m < 1:
		return 0, 0, &stat.ArgumentError{Name: "n or m", Value: float64(min(n, m)), Want: "at least 1"}
	}
	return d.Alpha, d.Power, nil
}
