package driver

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/resample"
)

// ordersResampled is how many orders of the drivers a resample is averaged over
// where there are too many for all subsets.
const ordersResampled = 100

// bootstrap fills in intervals of weights and ranks: rows are drawn again and
// weighed again, and the middle of the results is the interval.
func (r *Ranking) bootstrap(c *cells, parts func(correlations, int) []float64, o Options) error {
	k := len(r.Drivers)
	replicates := make([]replicate, k)
	draw := make([]float64, len(c.counts))
	for range o.Resamples {
		c.resample(draw, o.Source)
		x := c.correlations(draw)
		weights := parts(x, ordersResampled)
		relative, err := johnson(x)
		if err != nil {
			return err
		}
		var total float64
		for _, w := range weights {
			total += w
		}
		for j, rank := range ranks(weights) {
			replicates[j].add(weights[j], relative[j], total, float64(rank))
		}
	}
	tail := (1 - o.Confidence) / 2
	for j := range r.Drivers {
		d, from := &r.Drivers[j], &replicates[j]
		d.Weight.Low, d.Weight.High = middle(from.weight, tail)
		d.Weight.ShareLow, d.Weight.ShareHigh = middle(from.share, tail)
		d.Relative.Low, d.Relative.High = middle(from.relative, tail)
		d.Relative.ShareLow, d.Relative.ShareHigh = middle(from.relativeShare, tail)
		low, high := middle(from.rank, tail)
		d.RankLow, d.RankHigh = int(low.Or(0)), int(high.Or(0)+0.999)
	}
	return nil
}

// resample draws as many answers as there are: from the cells if many answers
// are alike, one by one if few are.
func (c *cells) resample(draw []float64, source rand.Source) {
	const alike = 8
	if float64(len(c.counts))*alike < c.n {
		resample.Multinomial(draw, c.counts, c.n, source)
		return
	}
	if c.owner == nil {
		for cell, count := range c.counts {
			for range int(count) {
				c.owner = append(c.owner, cell)
			}
		}
	}
	clear(draw)
	random := rand.New(source)
	for range c.owner {
		draw[c.owner[random.IntN(len(c.owner))]]++
	}
}

// A replicate is what the resamples say about one driver.
type replicate struct {
	weight, share, relative, relativeShare, rank []float64
}

func (r *replicate) add(weight, relative, total, rank float64) {
	r.weight, r.relative = append(r.weight, weight), append(r.relative, relative)
	r.rank = append(r.rank, rank)
	if total > 0 {
		r.share, r.relativeShare = append(r.share, weight/total), append(r.relativeShare, relative/total)
	}
}

// ranks are the places of the weights, 1 for the largest.
func ranks(weights []float64) []int {
	order := make([]int, len(weights))
	for j := range order {
		order[j] = j
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weights[b], weights[a]) })
	out := make([]int, len(weights))
	for place, j := range order {
		out[j] = place + 1
	}
	return out
}

// middle leaves a tail out at each end of the replicates.
func middle(x []float64, tail float64) (low, high metrics.Number) {
	if len(x) == 0 {
		return
	}
	slices.Sort(x)
	return metrics.NumberOf(resample.Quantile(x, tail)), metrics.NumberOf(resample.Quantile(x, 1-tail))
}
