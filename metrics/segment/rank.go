package segment

import (
	"slices"

	"github.com/loamlib/loam/metrics/stat"
)

// A Rank says between which places of a league table a slice may stand: 1 is the best.
// A bare rank says nothing, because the slices around it could as well be ahead.
type Rank struct {
	Best  int `json:"best"`
	Worst int `json:"worst"`
	Of    int `json:"of"` // slices
}

// Ranks are the places of slices whose values lie in these intervals (Klein, Wright and
// Wieczorek 2020, Journal of the Royal Statistical Society A 183): behind every slice
// whose interval lies wholly ahead of its own, and ahead of every one whose interval lies
// wholly behind. If all intervals hold at once with 95 %, so do all ranks. Time is that
// of sorting.
func Ranks(intervals []stat.Interval, lowIsGood bool) []Rank {
	var lows, highs []float64
	for _, i := range intervals {
		lows, highs = append(lows, i.Low), append(highs, i.High)
	}
	slices.Sort(lows)
	slices.Sort(highs)
	out := make([]Rank, len(intervals))
	for i, own := range intervals {
		below, _ := slices.BinarySearch(highs, own.Low) // wholly below
		notAbove, _ := slices.BinarySearchFunc(lows, own.High, func(low, high float64) int {
			if low <= high {
				return -1
			}
			return 1
		})
		above := len(lows) - notAbove
		if lowIsGood {
			below, above = above, below
		}
		out[i] = Rank{Best: 1 + above, Worst: len(intervals) - below, Of: len(intervals)}
	}
	return out
}
