package evaluate

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// A Scored is one prediction and what was true.
type Scored struct {
	Score float64 // that it is positive; for [Calibrate] a probability
	True  bool
}

// Calibration says whether probabilities are what they say.
type Calibration struct {
	Brier   Measure `json:"brier"`    // mean of (p - y)², 0 is best
	Skill   Measure `json:"skill"`    // 1 - Brier / Brier of always saying the overall share
	LogLoss Measure `json:"log_loss"` // mean of -ln p of what was true, p kept in [1e-15, 1-1e-15]

	// Error is the expected calibration error, Σ n_b/n |observed - predicted|
	// over the bins (Naeini et al. 2015), MaxError the largest difference. Both
	// lie above the true error where bins are small, and depend on the bins, so
	// compare them for equal bins and n only.
	Error    Measure `json:"error"`
	MaxError Measure `json:"max_error"`

	Bins []Bin `json:"bins"` // the reliability table, without bins that are empty
}

// A Bin is a line of a reliability table.
type Bin struct {
	Low       float64 `json:"low"`       // the probabilities in it are above Low, and 0 is in the first,
	High      float64 `json:"high"`      // up to High
	Predicted float64 `json:"predicted"` // their mean
	Observed  Measure `json:"observed"`  // the share that was true
}

// CalibrationOptions say how the reliability table is cut. The zero value, and a
// nil pointer, are the recommended setup.
type CalibrationOptions struct {
	Bins      int  // from 1 to 1000; 0 is 10
	EqualMass bool // bins of about equal counts instead of equal widths: better where most probabilities are alike
}

// Calibrate compares probabilities with what was true. The intervals of Brier
// and log loss are normal, from the variance of the terms; that of the share of
// a bin is Wilson's. No data gives undefined measures; a probability outside
// [0, 1] is an [*ArgumentError].
func Calibrate(data []Scored, o *CalibrationOptions) (Calibration, error) {
	if o == nil {
		o = &CalibrationOptions{}
	}
	bins := cmp.Or(o.Bins, 10)
	if bins < 1 || bins > 1000 {
		return Calibration{}, &ArgumentError{"Bins", fmt.Sprint(o.Bins), "from 1 to 1000, or 0 for 10"}
	}
	for i, d := range data {
		if !(d.Score >= 0 && d.Score <= 1) {
			return Calibration{}, &ArgumentError{fmt.Sprintf("data[%d].Score", i), fmt.Sprint(d.Score), "a probability in [0, 1]"}
		}
	}
	n := len(data)
	if n == 0 {
		none := undefined(0, "no data")
		return Calibration{none, none, none, none, none, nil}, nil
	}
	sorted := sortedByScore(data)
	var out Calibration
	out.Brier = meanOf(sorted, func(d Scored) float64 { return square(d.Score - truth(d)) })
	out.LogLoss = meanOf(sorted, logLoss)
	overall := ratio(countTrue(sorted), n)
	if base := overall * (1 - overall); base > 0 {
		out.Skill = Measure{Value: 1 - out.Brier.Value/base, N: n}
	} else {
		out.Skill = undefined(n, "only one outcome came up")
	}
	cut := equalWidth
	if o.EqualMass {
		cut = equalMass
	}
	out.Bins = cut(sorted, bins)
	var sum, most float64
	for _, b := range out.Bins {
		off := math.Abs(b.Observed.Value - b.Predicted)
		sum += float64(b.Observed.N) / float64(n) * off
		most = max(most, off)
	}
	out.Error, out.MaxError = Measure{Value: sum, N: n}, Measure{Value: most, N: n}
	return out, nil
}

func sortedByScore(data []Scored) []Scored {
	sorted := slices.Clone(data)
	slices.SortFunc(sorted, func(a, b Scored) int {
		return cmp.Or(cmp.Compare(a.Score, b.Score), cmp.Compare(truth(a), truth(b)))
	})
	return sorted
}

func truth(d Scored) float64 {
	if d.True {
		return 1
	}
	return 0
}

func square(x float64) float64 { return x * x }

func logLoss(d Scored) float64 {
	const least = 1e-15
	p := min(max(d.Score, least), 1-least)
	if d.True {
		return -math.Log(p)
	}
	return -math.Log(1 - p)
}

// meanOf is the mean of a term of at least 0 with its normal interval, without
// one for a single observation.
func meanOf(data []Scored, term func(Scored) float64) Measure {
	terms := make([]float64, len(data))
	for i, d := range data {
		terms[i] = term(d)
	}
	mean, variance := stat.MeanVariance(terms, nil)
	if len(data) < 2 {
		return Measure{Value: mean, N: len(data)}
	}
	return normal(mean, variance/float64(len(data)), 0, math.Inf(1), len(data), "normal")
}

// equalWidth cuts at multiples of 1/k, each bin closed at its right end.
func equalWidth(sorted []Scored, k int) []Bin {
	var out []Bin
	from := 0
	for b := range k {
		high := float64(b+1) / float64(k)
		to := from
		for to < len(sorted) && (sorted[to].Score <= high || b == k-1) {
			to++
		}
		out = appendBin(out, sorted[from:to], float64(b)/float64(k), high)
		from = to
	}
	return out
}

// equalMass cuts after every n/k-th observation, never between equal scores.
func equalMass(sorted []Scored, k int) []Bin {
	var out []Bin
	from, low := 0, 0.0
	for b := range k {
		to := max(from, (b+1)*len(sorted)/k)
		for to > 0 && to < len(sorted) && sorted[to].Score == sorted[to-1].Score {
			to++
		}
		if to > from {
			high := sorted[to-1].Score
			out = appendBin(out, sorted[from:to], low, high)
			from, low = to, high
		}
	}
	return out
}

func appendBin(bins []Bin, data []Scored, low, high float64) []Bin {
	if len(data) == 0 {
		return bins
	}
	var sum float64
	hits := 0
	for _, d := range data {
		sum += d.Score
		if d.True {
			hits++
		}
	}
	// The mean lies between the ends also when it is rounded.
	mean := min(max(sum/float64(len(data)), data[0].Score), data[len(data)-1].Score)
	return append(bins, Bin{low, high, mean, share(hits, len(data), "")})
}
