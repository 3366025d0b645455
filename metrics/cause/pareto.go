package cause

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// DefaultThreshold is the share of all mentions that the vital few reach together:
// Juran's eighty per cent.
const DefaultThreshold = 0.8

// A Pareto ranks causes: the most mentioned first, those that are mentioned as often
// in the order they came in. The vital few are the leading causes that first reach
// the threshold together (Juran 1951, Quality Control Handbook).
//
// The bars add up over mentions, so that each is a share of one whole. Shares of
// cases do not add up, because a case may name several causes, and are given beside.
type Pareto struct {
	Bars      []Bar   `json:"bars"`
	Mentions  int64   `json:"mentions"`
	Cases     int64   `json:"cases,omitzero"` // 0 if only mentions are known
	Named     int64   `json:"named,omitzero"` // cases that name at least one cause
	Threshold float64 `json:"threshold"`
	VitalFew  int     `json:"vital_few"` // how many of the bars; 0 without mentions
}

// A Bar is one cause in a [Pareto].
type Bar struct {
	Cause      string         `json:"cause"`
	Mentions   int64          `json:"mentions"`
	Cumulative int64          `json:"cumulative"` // mentions of this cause and those before it
	Share      metrics.Number `json:"share"`      // of all mentions; none if there are none
	Low        metrics.Number `json:"low"`
	High       metrics.Number `json:"high"`
	UpTo       metrics.Number `json:"up_to"` // cumulative share
	Vital      bool           `json:"vital,omitzero"`
	Cases      int64          `json:"cases,omitzero"`
	OfCases    metrics.Number `json:"of_cases,omitzero"` // share of all cases, with its interval
	CasesLow   metrics.Number `json:"cases_low,omitzero"`
	CasesHigh  metrics.Number `json:"cases_high,omitzero"`
}

// ParetoOptions choose how causes are ranked; nil and the zero value are the usual.
type ParetoOptions struct {
	Threshold  float64 // of the vital few, above 0 to 1; 0 means DefaultThreshold
	Confidence float64 // of the intervals; 0 means metrics.DefaultConfidence
}

func (o *ParetoOptions) filled() (ParetoOptions, error) {
	var out ParetoOptions
	if o != nil {
		out = *o
	}
	if out.Threshold == 0 {
		out.Threshold = DefaultThreshold
	}
	if !(out.Threshold > 0 && out.Threshold <= 1) {
		return out, fmt.Errorf("cause: Threshold is %v, want a share above 0, at most 1", out.Threshold)
	}
	out.Confidence = cmp.Or(out.Confidence, metrics.DefaultConfidence)
	return out, stat.CheckConfidence(out.Confidence)
}

// Rank makes a Pareto of causes of which only the mentions are known: names and
// counts, of the same length. Intervals are Wilson's, for mentions that come
// independently. The same name twice is an error, as is a negative count.
func Rank(names []string, mentions []int64, o *ParetoOptions) (Pareto, error) {
	options, err := o.filled()
	if err != nil {
		return Pareto{}, err
	}
	if len(names) != len(mentions) {
		return Pareto{}, fmt.Errorf("cause: %d names and %d counts, want as many of both", len(names), len(mentions))
	}
	p := Pareto{Threshold: options.Threshold, Bars: make([]Bar, len(names))}
	seen := map[string]bool{}
	for i, name := range names {
		n := mentions[i]
		switch {
		case seen[name]:
			return Pareto{}, fmt.Errorf("cause: %q is there twice", name)
		case n < 0:
			return Pareto{}, fmt.Errorf("cause: %q has %d mentions, want at least 0", name, n)
		case n > math.MaxInt64-p.Mentions:
			return Pareto{}, metrics.ErrTooMany
		}
		seen[name] = true
		p.Mentions += n
		p.Bars[i] = Bar{Cause: name, Mentions: n}
	}
	p.accumulate()
	for i := range p.Bars {
		b := &p.Bars[i]
		if s, err := stat.Wilson(b.Mentions, p.Mentions, options.Confidence); err == nil {
			b.Low, b.High = metrics.NumberOf(s.Low), metrics.NumberOf(s.High)
		}
	}
	return p, nil
}

// Pareto ranks the causes; those that are mentioned as often in alphabetical order.
//
// The interval of a share of mentions allows for mentions that come in bunches,
// several to a case: it is Wilson's for the number of independent mentions that
// would tell as much, r(1−r)/v, where v is the linearised variance of the ratio
// r = Σm/ΣM over cases with m mentions of the cause among M in all,
//
//	v = Σ(m − rM)² / (ΣM)²
//
// With one mention to a case it is Wilson's of the mentions. The interval of a share
// of cases is Wilson's.
func (t *Tally) Pareto(o *ParetoOptions) (Pareto, error) {
	options, err := o.filled()
	if err != nil {
		return Pareto{}, err
	}
	p := Pareto{Threshold: options.Threshold, Mentions: t.mentions, Cases: t.cases, Named: t.named, Bars: []Bar{}}
	for _, name := range t.names() {
		c := t.causes[name]
		p.Bars = append(p.Bars, Bar{Cause: name, Mentions: c.Mentions, Cases: c.Cases})
	}
	p.accumulate()
	for i := range p.Bars {
		b := &p.Bars[i]
		low, high := t.interval(t.causes[b.Cause], options.Confidence)
		b.Low, b.High = metrics.NumberOf(low), metrics.NumberOf(high)
		b.OfCases = metrics.NumberOf(float64(b.Cases) / float64(t.cases))
		if s, err := stat.Wilson(b.Cases, t.cases, options.Confidence); err == nil {
			b.CasesLow, b.CasesHigh = metrics.NumberOf(s.Low), metrics.NumberOf(s.High)
		}
	}
	return p, nil
}

// accumulate sorts the bars and adds them up.
func (p *Pareto) accumulate() {
	slices.SortStableFunc(p.Bars, func(a, b Bar) int { return cmp.Compare(b.Mentions, a.Mentions) })
	if p.Mentions == 0 {
		return
	}
	all := float64(p.Mentions)
	var sum int64
	for i := range p.Bars {
		b := &p.Bars[i]
		b.Vital = p.VitalFew == 0
		sum += b.Mentions
		b.Cumulative = sum
		b.Share = metrics.NumberOf(float64(b.Mentions) / all)
		b.UpTo = metrics.NumberOf(float64(sum) / all)
		if p.VitalFew == 0 && float64(sum)/all >= p.Threshold {
			p.VitalFew = i + 1
		}
	}
}

// interval is that of a cause's share of mentions: see [Tally.Pareto].
func (t *Tally) interval(c *count, confidence float64) (low, high float64) {
	all := float64(t.mentions)
	r := float64(c.Mentions) / all
	n := float64(t.named) // of a share without variance
	if v := float64(c.Squares) - 2*r*float64(c.Products) + r*r*float64(t.squares); v > 0 && r < 1 {
		n = min(r*(1-r)/v*all*all, all)
	}
	z := dist.Z(confidence)
	center := (r + z*z/(2*n)) / (1 + z*z/n)
	half := z / (1 + z*z/n) * math.Sqrt(r*(1-r)/n+z*z/(4*n*n))
	return max(0, center-half), min(1, center+half)
}
