package series

import (
	"fmt"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
)

// Has reports whether the trend carries a warning.
func (t Trend) Has(code metrics.WarningCode) bool {
	return metrics.Estimate{Warnings: t.Warnings}.Has(code)
}

// Shown reports whether there is a trend.
func (t Trend) Shown() bool { return t.Direction == Rising || t.Direction == Falling }

// Change is how far the line goes from the first period to the last.
func (t Trend) Change() (float64, bool) {
	start, ok := t.Start.Get()
	end, also := t.End.Get()
	return end - start, ok && also
}

// Comparison is the end of the line against its start, which package metrics writes
// as a sentence in three languages:
//
//	fmt.Println(trend.Comparison().Line(language.English))
func (t Trend) Comparison() metrics.Comparison {
	span := max(t.steps-1, 1)
	times := func(n metrics.Number) metrics.Number {
		if v, ok := n.Get(); ok {
			return metrics.NumberOf(v * float64(span))
		}
		return n
	}
	c := metrics.Comparison{
		A:          metrics.Estimate{Definition: t.Definition, Unit: t.Unit, Value: t.End, N: t.N},
		B:          metrics.Estimate{Definition: t.Definition, Unit: t.Unit, Value: t.Start, N: t.N},
		Difference: times(t.Slope), Low: times(t.Low), High: times(t.High), Confidence: t.Confidence,
		P: t.PAdjusted, Test: string(t.Method), Shown: t.Shown(),
	}
	if !t.P.Defined() {
		c.Warnings = []metrics.Warning{{Code: metrics.NoData}}
	}
	return c
}

// String is the trend in one line, for example
//
//	rising 0.021 [0.012, 0.030] per month from 2025-09 to 2026-08 (p=0.0004, logistic regression, random effects)
func (t Trend) String() string {
	if t.Direction == Unknown {
		return fmt.Sprintf("unknown (%d periods, n=%d)", t.Periods, t.N)
	}
	bound := func(n metrics.Number) string {
		if v, ok := n.Get(); ok {
			return fmt.Sprintf("%.3g", v)
		}
		return "?"
	}
	return fmt.Sprintf("%s %s [%s, %s] per %s from %s to %s (p=%s, %s)", t.Direction, bound(t.Slope), bound(t.Low), bound(t.High),
		t.From.Step, t.From, t.To, bound(t.PAdjusted), t.Method)
}

// Better is 1 if the metric gets better, -1 if it gets worse, and 0 if there is no
// trend or nobody knows which way is good.
func (t Trend) Better() int {
	d, _ := metrics.Lookup(t.Definition)
	better := d.Better
	if b, err := feedback.Scale(t.Definition.Detail()).Bounds(); err == nil && d.Unit == metrics.UnitScore {
		better = b.Direction
	}
	switch t.Direction {
	case Rising:
		return int(better)
	case Falling:
		return -int(better)
	}
	return 0
}
