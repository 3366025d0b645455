package evaluate

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat"
)

// AUC is the area under the ROC curve: the probability that a positive has a
// higher score than a negative, ties counting one half. The interval has the
// variance of DeLong, DeLong and Clarke-Pearson (1988), cut to [0, 1]; if the
// scores part the two perfectly, that variance is 0, and there is no interval.
// It is undefined without a positive or without a negative. Scores may be any
// numbers but NaN. The cost is that of sorting.
func AUC(data []Scored) (Measure, error) {
	if err := checkScores(data); err != nil {
		return Measure{}, err
	}
	sorted := sortedByScore(data)
	positives := countTrue(sorted)
	negatives := len(sorted) - positives
	if positives == 0 || negatives == 0 {
		return undefined(len(data), "only one outcome came up"), nil
	}
	// Each positive's share of negatives below it, and the other way round.
	var above, below, hitsOf, missesOf []float64
	seenTrue, seenFalse := 0.0, 0.0
	for i := 0; i < len(sorted); {
		j, hits := i, 0.0
		for ; j < len(sorted) && sorted[j].Score == sorted[i].Score; j++ {
			hits += truth(sorted[j])
		}
		misses := float64(j-i) - hits
		above, hitsOf = append(above, (seenFalse+misses/2)/float64(negatives)), append(hitsOf, hits)
		below, missesOf = append(below, 1-(seenTrue+hits/2)/float64(positives)), append(missesOf, misses)
		seenTrue += hits
		seenFalse += misses
		i = j
	}
	value, ofPositives := stat.MeanVariance(above, hitsOf)
	_, ofNegatives := stat.MeanVariance(below, missesOf)
	variance := ofPositives/float64(positives) + ofNegatives/float64(negatives)
	if !(variance > 0) || positives < 2 || negatives < 2 {
		return Measure{Value: value, N: len(data)}, nil
	}
	return normal(value, variance, 0, 1, len(data), "delong"), nil
}

func checkScores(data []Scored) error {
	for i, d := range data {
		if math.IsNaN(d.Score) {
			return &ArgumentError{fmt.Sprintf("data[%d].Score", i), "NaN", "a number"}
		}
	}
	return nil
}

func countTrue(data []Scored) int {
	n := 0
	for _, d := range data {
		if d.True {
			n++
		}
	}
	return n
}

// A Point is what calling everything positive from a score on gives.
type Point struct {
	Threshold float64 `json:"threshold"` // positive are scores of at least this
	Hits      int     `json:"hits"`      // positives called so
	Alarms    int     `json:"alarms"`    // negatives called positive
	Positives int     `json:"positives"` // of all
	Negatives int     `json:"negatives"`
}

// Precision is the share of calls that is right; 0 if there are none.
func (p Point) Precision() float64 { return ratio(p.Hits, p.Hits+p.Alarms) }

// Recall is the share of positives that is called, the y of a ROC curve; 0 if
// there are none.
func (p Point) Recall() float64 { return ratio(p.Hits, p.Positives) }

// FallOut is the share of negatives that is called, the x of a ROC curve; 0 if
// there are none.
func (p Point) FallOut() float64 { return ratio(p.Alarms, p.Negatives) }

// F1 is the harmonic mean of precision and recall.
func (p Point) F1() float64 { return ratio(2*p.Hits, p.Hits+p.Alarms+p.Positives) }

func ratio(x, n int) float64 {
	if n == 0 {
		return 0
	}
	return float64(x) / float64(n)
}

// Curve is what each threshold gives that the scores offer, the highest first:
// both the ROC curve and that of precision and recall.
func Curve(data []Scored) ([]Point, error) {
	if err := checkScores(data); err != nil {
		return nil, err
	}
	sorted := sortedByScore(data)
	p := Point{Positives: countTrue(sorted)}
	p.Negatives = len(sorted) - p.Positives
	var out []Point
	for i := len(sorted) - 1; i >= 0; {
		p.Threshold = sorted[i].Score
		for ; i >= 0 && sorted[i].Score == p.Threshold; i-- {
			if sorted[i].True {
				p.Hits++
			} else {
				p.Alarms++
			}
		}
		out = append(out, p)
	}
	return out, nil
}

// AveragePrecision is the area under the steps of precision by recall:
//
//	Σ (recall_i - recall_{i-1}) precision_i
//
// It is undefined without a positive. A classifier that knows nothing has the
// share of positives, not one half. The interval is from up to 1,000 resamples.
func AveragePrecision(data []Scored) (Measure, error) {
	if err := checkScores(data); err != nil {
		return Measure{}, err
	}
	sorted := sortedByScore(data)
	if countTrue(sorted) == 0 {
		return undefined(len(data), "no positives"), nil
	}
	times := make([]float64, len(sorted))
	for i := range times {
		times[i] = 1
	}
	value := averagePrecision(sorted, times)
	return bootstrapUnits(value, len(sorted), func(draw []int) float64 {
		clear(times)
		for _, i := range draw {
			times[i]++
		}
		return averagePrecision(sorted, times)
	}), nil
}

// averagePrecision is that of sorted scores that come several times each; 0 if
// there is no positive.
func averagePrecision(sorted []Scored, times []float64) float64 {
	var hits, calls, area float64
	for i := len(sorted) - 1; i >= 0; {
		score, gained := sorted[i].Score, 0.0
		for ; i >= 0 && sorted[i].Score == score; i-- {
			calls += times[i]
			gained += times[i] * truth(sorted[i])
		}
		hits += gained
		if calls > 0 {
			area += gained * hits / calls
		}
	}
	if hits == 0 {
		return 0
	}
	return area / hits
}
