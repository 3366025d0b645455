package control

import (
	"math"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
)

// drawRandom draws the chart of a law for periods that have good and bad luck of
// their own besides, of variance τ² (DerSimonian and Laird 1986), which large periods
// do not average out:
//
//	sigma_i = √(V/n_i + τ² + variance of the centre)
//
// The limits are those of Student's t with as many degrees of freedom as τ² has.
func (s sized) drawRandom(l law, o Options) (Chart, error) {
	c, err := s.draw(l, o, l.kind)
	if err != nil {
		return Chart{}, err
	}
	c.Kind, c.Beyond, c.Signals, c.Warnings = l.random, nil, nil, nil
	all := s.baseline(-1, l, o)
	c.Center, c.Between = all.center, metrics.NumberOf(math.Sqrt(all.between))
	for i, t := range s {
		b := all
		if o.leavesOut(i) && t.points > 0 {
			b = s.baseline(i, l, o)
		}
		p := &c.Points[i]
		*p = Point{Value: p.Value, Size: p.Size, P: p.P}
		if b.points >= o.fewest() && t.points > 0 {
			p.limits(b.center, math.Sqrt(b.variance/t.size+b.between+b.uncertainty), -dist.TQuantile(tails(o.Sigmas)/2, b.freedom(t)))
			p.clip(l.low, l.high)
		}
	}
	c.judge(o)
	return c, nil
}

// freedom is the degrees of freedom of a point's sigma by Satterthwaite (1946): what is
// uncertain in it is τ², whose variance is 2(v + τ²)²/(points - 1) with v the sampling
// variance of a typical point.
func (b baseline) freedom(point total) float64 {
	if b.between == 0 {
		return math.Inf(1)
	}
	r := (b.variance/point.size + b.between) / (b.typical + b.between)
	return (b.points - 1) * r * r
}

// A baseline is what a period is judged by if periods differ by themselves.
type baseline struct {
	points      float64
	variance    float64 // of one answer
	between     float64 // τ²
	typical     float64 // sampling variance of a typical point
	center      float64
	uncertainty float64 // variance of the centre
}

// baseline is that of the points that count, without one of them.
func (s sized) baseline(without int, l law, o Options) baseline {
	var all total
	var used []total
	for i, t := range s {
		if o.counts(i) && i != without && t.points > 0 {
			all = all.plus(t, 1)
			used = append(used, t)
		}
	}
	b := baseline{points: all.points, variance: l.variance(l.smooth(all))}
	weigh := func() (sw, sw2 float64) {
		b.center = 0
		for _, t := range used {
			w := 1 / (b.variance/t.size + b.between)
			sw, sw2 = sw+w, sw2+w*w
			b.center += w * t.mean()
		}
		b.center /= sw
		return sw, sw2
	}
	sw, sw2 := weigh()
	var q float64
	for _, t := range used {
		d := t.mean() - b.center
		q += d * d * t.size / b.variance
	}
	b.typical = (b.points - 1) / (sw - sw2/sw)
	if dist.ChiSquareTail(q, b.points-1) < doubtful {
		b.between = math.Max(0, q/(sw-sw2/sw)-b.typical)
	}
	sw, _ = weigh()
	b.uncertainty = 1 / sw
	return b
}
