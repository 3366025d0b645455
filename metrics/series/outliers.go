package series

import (
	"math"
	"slices"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/stat"
)

// OutlierAt is the robust z beyond which a value is an outlier (Iglewicz and Hoaglin
// 1993).
const OutlierAt = 3.5

// Outliers are the values that lie far from the others, by two rules that the
// outliers themselves hardly move.
type Outliers struct {
	Median float64 `json:"median"`
	MAD    float64 `json:"mad"` // median absolute deviation from the median × 1.4826: the standard deviation, if the rest is normal
	// Z is (x - Median) / MAD for each value; none where the value is missing, and
	// everywhere if more than half of the values are equal and MAD is 0.
	Z         []metrics.Number `json:"z"`
	Outlying  []int            `json:"outlying"`   // indices of values with |Z| above 3.5
	LowHinge  float64          `json:"low_hinge"`  // the medians of the lower
	HighHinge float64          `json:"high_hinge"` // and the upper half, as Tukey counts them
	// Beyond are the indices of values more than 1½ times the distance of the hinges
	// beyond them (Tukey 1977): of normal values one in 140, more of few.
	Beyond []int `json:"beyond"`
}

// FindOutliers looks at values of equal certainty, such as what a season and a trend
// leave over: Remainder of [STL], not of its robust form, which follows the ordinary
// values of a few seasons so closely that they look wild themselves. Shares and scores of
// unequal n are not of equal certainty: half of a month of two answers is nothing
// remarkable, and a chart of package control knows. NaN is a missing value, without
// values the error is [stat.ErrNoData]; few values have no outliers.
func FindOutliers(x []float64) (Outliers, error) {
	values := slices.DeleteFunc(slices.Clone(x), math.IsNaN)
	five, err := stat.FiveNumbers(values)
	if err != nil {
		return Outliers{}, err
	}
	mad, err := stat.MAD(values)
	if err != nil {
		return Outliers{}, err
	}
	out := Outliers{Median: five[2], MAD: mad, LowHinge: five[1], HighHinge: five[3], Z: make([]metrics.Number, len(x))}
	far := 1.5 * (out.HighHinge - out.LowHinge)
	for i, v := range x {
		if out.Z[i] = metrics.NumberOf((v - out.Median) / mad); math.Abs(out.Z[i].Or(0)) > OutlierAt {
			out.Outlying = append(out.Outlying, i)
		}
		if v < out.LowHinge-far || v > out.HighHinge+far {
			out.Beyond = append(out.Beyond, i)
		}
	}
	return out, nil
}
