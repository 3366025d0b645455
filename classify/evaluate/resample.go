package evaluate

import (
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// replicates is how many resamples an interval is taken from: its ends are the
// 25th of each side.
const replicates = 1000

// source is the randomness of all resampling, so that results repeat.
func source() rand.Source { return rand.NewPCG(0x6c6f616d, 2) }

// resampled are statistics of counts with percentile intervals: each resample
// draws n feedbacks from the counted ones (Efron 1979). If the resamples do not
// vary at all, as when nothing is wrong, the interval is that of like, a share
// that is as extreme, so that ten right answers of ten are no proof; if there is
// no such share, there is no interval.
func resampled(cells []float64, n int, like Measure, statistics func([]float64) []float64) []Measure {
	values := statistics(cells)
	samples := make([][]float64, len(values))
	draw, from := make([]float64, len(cells)), source()
	for range replicates {
		multinomial(draw, cells, n, from)
		for i, v := range statistics(draw) {
			samples[i] = append(samples[i], v)
		}
	}
	out := make([]Measure, len(values))
	for i, v := range values {
		out[i] = percentiles(v, samples[i], n)
		switch {
		case out[i].Low < out[i].High:
		case v == like.Value:
			out[i].Low, out[i].High, out[i].Method = like.Low, like.High, like.Method
		default:
			out[i].Low, out[i].High, out[i].Method = 0, 0, ""
		}
	}
	return out
}

// percentiles is a value with the middle 95 % of its resamples.
func percentiles(value float64, sample []float64, n int) Measure {
	slices.Sort(sample)
	k := len(sample)
	return Measure{Value: value, Low: sample[k/40], High: sample[k-1-k/40], N: n, Method: "bootstrap"}
}

// multinomial fills draw with how often each cell comes up in n draws with the
// weights of cells, which sum to n.
func multinomial(draw, cells []float64, n int, from rand.Source) {
	left, weight := float64(n), float64(n)
	for i, c := range cells {
		draw[i] = 0
		if c == 0 || left == 0 {
			continue
		}
		if c >= weight {
			draw[i] = left
		} else {
			draw[i] = distuv.Binomial{N: left, P: c / weight, Src: from}.Rand()
		}
		left -= draw[i]
		weight -= c
	}
}

// bootstrapUnits is a value with a percentile interval from resamples of n
// units, as Zapf et al. (2016) recommend for agreement. Resamples in which the
// statistic is NaN are full agreement, the only way it can be undefined there.
func bootstrapUnits(value float64, n int, statistic func(draw []int) float64) Measure {
	r := newRand()
	draw, sample := make([]int, n), make([]float64, 0, replicates)
	for range replicatesOf(n) {
		for i := range draw {
			draw[i] = r.IntN(n)
		}
		v := statistic(draw)
		if math.IsNaN(v) {
			v = 1
		}
		sample = append(sample, v)
	}
	out := percentiles(value, sample, n)
	if out.Low == out.High { // nothing varies: the data are too few or too plain to tell
		out.Low, out.High, out.Method = 0, 0, ""
	}
	return out
}

// replicatesOf is how many resamples of n units are taken: fewer where there are
// many, whose interval is narrow anyway.
func replicatesOf(n int) int {
	const most = 20_000_000 // units drawn in all
	return max(100, min(replicates, most/max(1, n)))
}

func newRand() *rand.Rand { return rand.New(source()) }
