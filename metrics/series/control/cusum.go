package control

import (
	"math"

	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// CUSUMOptions say what shift a [CUSUM] looks for. The zero value is recommended: it
// is tuned to a shift of one standard deviation, finds it in ten points and has a
// false alarm in 465.
type CUSUMOptions struct {
	Allowance float64 // half the shift looked for, in standard deviations (k); 0 means 0.5
	Decision  float64 // how large a sum signals (h); 0 means 5
}

// A Sum is a cumulative sum chart (Page 1954).
type Sum struct {
	Up      []float64 `json:"up"`      // in standard deviations, never below 0; as before at a gap
	Down    []float64 `json:"down"`    // never above 0
	Signals []int     `json:"signals"` // indices of sums beyond Decision
	Every   float64   `json:"every"`   // points between false alarms on average
	// Since is, for each signal, the index of the first value of the sum that signals:
	// the shift probably came about then.
	Since []int `json:"since"`
}

// check fills in defaults and reports what cannot be.
func (o CUSUMOptions) check() (CUSUMOptions, error) {
	if o.Allowance == 0 {
		o.Allowance = 0.5
	}
	if o.Decision == 0 {
		o.Decision = 5
	}
	if !(o.Allowance > 0 && o.Allowance <= 10) {
		return o, &stat.ArgumentError{Name: "CUSUMOptions.Allowance", Value: o.Allowance, Want: "above 0, at most 10"}
	}
	if !(o.Decision > 0 && o.Decision <= 100) {
		return o, &stat.ArgumentError{Name: "CUSUMOptions.Decision", Value: o.Decision, Want: "above 0, at most 100"}
	}
	return o, nil
}

// CUSUM adds up how far values lie from a known centre, in known standard deviations,
// less an allowance:
//
//	up   = max(0, up + (x - centre)/sd - k)
//	down = min(0, down + (x - centre)/sd + k)
//
// Centre and sd must not be those of the values under test; for points of unequal
// size give [Chart.Standardised] with 0 and 1. NaN is a gap, at which the sums wait.
// After a signal they go on as if there had been none.
func CUSUM(values []float64, center, sd float64, o CUSUMOptions) (Sum, error) {
	o, err := o.check()
	if err == nil {
		err = checkScale(values, center, sd)
	}
	if err != nil {
		return Sum{}, err
	}
	var out Sum
	if out.Every, err = o.AverageRunLength(0); err != nil {
		return Sum{}, err
	}
	var up, down float64
	risen, fallen := 0, 0 // where the sums began
	for i, v := range values {
		if !math.IsNaN(v) {
			z := (v - center) / sd
			if up = math.Max(0, up+z-o.Allowance); up == 0 {
				risen = i + 1
			}
			if down = math.Min(0, down+z+o.Allowance); down == 0 {
				fallen = i + 1
			}
			switch {
			case up > o.Decision:
				out.Signals, out.Since = append(out.Signals, i), append(out.Since, risen)
			case -down > o.Decision:
				out.Signals, out.Since = append(out.Signals, i), append(out.Since, fallen)
			}
		}
		out.Up, out.Down = append(out.Up, up), append(out.Down, down)
	}
	return out, nil
}

// AverageRunLength is after how many values one of the sums signals if they are
// independent and normal about a mean that is shift standard deviations off the
// centre. Each sum solves
//
//	N(s) = 1 + N(0) Φ(k - s - shift) + ∫ N(y) φ(y + k - s - shift) dy     from 0 to h
//
// (Page 1954) at the nodes of Gauss and Legendre, and both together signal as often
// as one and the other (Kemp 1961). The error is that of the options.
func (o CUSUMOptions) AverageRunLength(shift float64) (float64, error) {
	o, err := o.check()
	if err != nil {
		return 0, err
	}
	var often float64
	for _, side := range []float64{shift, -shift} {
		n, err := runLength(0, o.Decision, 1, 0,
			func(from, to float64) float64 { return density(to + o.Allowance - from - side) },
			func(from float64) float64 { return dist.NormalCDF(o.Allowance - from - side) })
		if err != nil {
			return 0, err
		}
		often += 1 / n
	}
	return 1 / often, nil
}
