package series

import (
	"math"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/stat"
)

// A Kind is what sort of number a series has, on which it depends how much chance
// moves it and which trend and which chart are right.
type Kind string

// The kinds.
const (
	Share Kind = "share" // so many of so many: satisfied answers, complaints among feedback
	Score Kind = "score" // a surplus of one share over another: Net Promoter Score, net sentiment
	Mean  Kind = "mean"  // a mean of answers
	Rate  Kind = "rate"  // events per exposure: complaints per order, feedback per day
	Other Kind = "other" // anything else that has an interval: a median time, a ratio
)

// A Reading is the number of one period, with what trends and charts need to know
// about it.
type Reading struct {
	Kind     Kind             `json:"-"` // the series says it once
	Estimate metrics.Estimate `json:"estimate"`
	// Size is what the value is per: answers, cases, or exposure. 0 if there is none.
	Size float64 `json:"size"`
	// Spread is the variance of one answer, in the square of the value's unit, with
	// divisor n; of a rate, that per unit of exposure. None for a Reading of kind
	// Other.
	Spread metrics.Number `json:"spread"`
	// Variance is that of the value as an estimate of what all customers would say.
	// It is smoothed: never 0, however well a few answers agree.
	Variance metrics.Number `json:"variance"`
}

// points is what a score of 1 is in points.
const points = 100

// ReadShare is a share of yes among all. Its variance is that of the adjusted share
// of Agresti and Caffo (2000), which has one more yes and one more no:
//
//	p' = (yes + 1) / (all + 2)        variance = p'(1 - p') / (all + 2)
func ReadShare(e metrics.Estimate, yes, all int64) Reading {
	if all <= 0 {
		return Reading{Kind: Share, Estimate: e}
	}
	x, n := float64(yes), float64(all)
	p, adjusted := x/n, (x+1)/(n+2)
	return Reading{Share, e, n, metrics.NumberOf(p * (1 - p)), metrics.NumberOf(adjusted * (1 - adjusted) / (n + 2))}
}

// ReadScore is a score in points. Its variance is that of the adjusted counts of
// the adjusted Wald interval (Rocks 2016): ¾ more detractors, 1½ passives and ¾
// promoters.
func ReadScore(e metrics.Estimate, t stat.Trinomial) Reading {
	n := float64(t.Minus + t.Zero + t.Plus)
	if n == 0 {
		return Reading{Kind: Score, Estimate: e}
	}
	variance := func(minus, plus, n float64) float64 {
		d := (plus - minus) / n
		return points * points * ((plus+minus)/n - d*d)
	}
	minus, plus := float64(t.Minus), float64(t.Plus)
	return Reading{Score, e, n, metrics.NumberOf(variance(minus, plus, n)),
		metrics.NumberOf(variance(minus+0.75, plus+0.75, n+3) / (n + 3))}
}

// ReadMean is the mean of answers. Its variance takes three more answers for given,
// a quarter of the scale away from the mean, so that two customers who agree are not
// believed to speak for all:
//
//	variance = (Σ(x - x̄)² + 3·(range/4)²) / (n + 3) / n
//
// The range is that of the answers listed, given or not: [metrics.CSAT.Distribution]
// lists the whole scale. If only one answer is listed there is no variance.
func ReadMean(e metrics.Estimate, answers []metrics.AnswerCount) Reading {
	var n, sum, squares float64
	low, high := math.Inf(1), math.Inf(-1)
	for _, a := range answers {
		n += float64(a.Count)
		sum += float64(a.Count) * a.Value
		low, high = min(low, a.Value), max(high, a.Value)
	}
	if n == 0 {
		return Reading{Kind: Mean, Estimate: e}
	}
	mean := sum / n
	for _, a := range answers {
		squares += float64(a.Count) * (a.Value - mean) * (a.Value - mean)
	}
	r := Reading{Kind: Mean, Estimate: e, Size: n, Spread: metrics.NumberOf(squares / n)}
	if prior := (high - low) / 4; prior > 0 {
		r.Variance = metrics.NumberOf((squares + 3*prior*prior) / (n + 3) / n)
	}
	return r
}

// ReadRate is events per exposure. Its variance has half an event more, so that a
// month without one is not certain:
//
//	variance = (events + ½) / exposure²
func ReadRate(e metrics.Estimate, events int64, exposure float64) Reading {
	if !(exposure > 0) {
		return Reading{Kind: Rate, Estimate: e}
	}
	x := float64(events)
	return Reading{Rate, e, exposure, metrics.NumberOf(x / exposure), metrics.NumberOf((x + 0.5) / exposure / exposure)}
}

// ReadEstimate is any other number. Its variance is what the width of its interval
// implies ([metrics.Estimate.StdErr]); without an interval, or with one of no width,
// it has none.
func ReadEstimate(e metrics.Estimate) Reading {
	r := Reading{Kind: Other, Estimate: e, Size: float64(e.N)}
	if se, ok := e.StdErr(); ok && se > 0 {
		r.Variance = metrics.NumberOf(se * se)
	}
	return r
}

// read is what an accumulator says, by what it is: what its Estimate gives.
func read(a interface{ Estimate() metrics.Estimate }) Reading {
	e := a.Estimate()
	switch a := a.(type) {
	case interface{ Trinomial() stat.Trinomial }: // NPS, NetSentiment
		return ReadScore(e, a.Trinomial())
	case interface{ Counts() (yes, all int64) }: // Rate
		yes, all := a.Counts()
		return ReadShare(e, yes, all)
	case interface {
		Satisfied() int64
		N() int64
	}: // CSAT
		return ReadShare(e, a.Satisfied(), a.N())
	case interface {
		Events() int64
		Exposure() float64
	}: // EventRate
		return ReadRate(e, a.Events(), a.Exposure())
	case interface {
		Distribution() []metrics.AnswerCount
	}: // CES
		return ReadMean(e, a.Distribution())
	}
	return ReadEstimate(e)
}
