package series_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

// planted are 60 weeks, of several kinds, whose level is shifted after the twentieth.
func planted(kind string, r *rand.Rand, shift float64) *series.ChangeModel {
	const n = 60
	x, variances := make([]float64, n), make([]float64, n)
	shares, counts, exposure := make([]stat.Share, n), make([]int64, n), make([]float64, n)
	before := 0.0
	for t := range n {
		jump := 0.0
		if t >= n/3 {
			jump = shift
		}
		answers := int64(5 + r.IntN(20)*t) // more and more answers
		switch kind {
		case "normal":
			x[t] = r.NormFloat64() + jump
		case "skewed":
			x[t] = r.ExpFloat64() + jump
		case "outliers":
			x[t] = r.NormFloat64() + jump
			if r.IntN(15) == 0 {
				x[t] *= 6
			}
		case "ratings":
			x[t] = math.Round(r.NormFloat64() + jump)
		case "memory":
			before = 0.5*before + r.NormFloat64()
			x[t] = before + jump
		case "uneven":
			variances[t] = 4 / float64(answers)
			x[t] = math.Sqrt(variances[t])*r.NormFloat64() + 0.1*r.NormFloat64() + 0.3*jump
		case "shares", "scattered shares":
			p := 0.8 - 0.06*jump
			if kind != "shares" {
				p += 0.04 * r.NormFloat64()
			}
			shares[t].N = answers
			for range answers {
				if r.Float64() < p {
					shares[t].X++
				}
			}
		case "rates":
			exposure[t] = 20 + 100*r.Float64()
			rate := 0.1 * (1 + 0.5*jump)
			for e := r.ExpFloat64(); e < rate*exposure[t]; e += r.ExpFloat64() {
				counts[t]++
			}
		}
	}
	var m *series.ChangeModel
	var err error
	switch kind {
	case "uneven":
		m, err = series.WeightedMeanChanges(x, variances)
	case "shares", "scattered shares":
		m, err = series.ShareChanges(shares)
	case "rates":
		m, err = series.RateChanges(counts, exposure)
	default:
		m, err = series.MeanChanges(x, 0)
	}
	if err != nil {
		panic(err)
	}
	return m
}

var changeKinds = []string{"normal", "skewed", "outliers", "ratings", "uneven", "shares", "scattered shares", "rates", "memory"}

// The figures in the comment of ChangeModel.Find come from
//
//	go test ./metrics/series -run TestChangeStudy -v -study 150 -timeout 1h
func TestChangeStudy(t *testing.T) {
	if *study == 0 {
		t.Skip("a study: run it with -study 150")
	}
	fmt.Println("kind               no change: any  | shift at week 20: found (±2 weeks)  one change only  place in interval  shift in interval")
	for _, kind := range changeKinds {
		t.Run(kind, func(t *testing.T) {
			r := rand.New(rand.NewPCG(11, 13))
			var alarms, found, near, one, placed, sized int
			const shift = 1.5
			for range *study {
				c, err := planted(kind, r, 0).Find(series.ChangeOptions{})
				if err != nil {
					t.Fatal(err)
				}
				alarms += min(1, len(c.Changes))
				if c, err = planted(kind, r, shift).Find(series.ChangeOptions{}); err != nil {
					t.Fatal(err)
				}
				found += min(1, len(c.Changes))
				if len(c.Changes) != 1 {
					continue
				}
				one++
				if d := c.Changes[0].At - 20; d >= -2 && d <= 2 {
					near++
				}
				if c.Changes[0].Earliest <= 20 && c.Changes[0].Latest >= 20 {
					placed++
				}
				shifted := map[string]float64{"uneven": 0.3 * shift, "shares": -0.06 * shift, "scattered shares": -0.06 * shift, "rates": 0.05 * shift, "ratings": shift}[kind]
				if shifted == 0 {
					shifted = shift
				}
				low, high := c.Changes[0].Levels.Low.Or(0), c.Changes[0].Levels.High.Or(0)
				if low <= shifted && shifted <= high {
					sized++
				}
			}
			share := func(k, n int) string { return fmt.Sprintf("%.3f", float64(k)/float64(max(1, n))) }
			fmt.Printf("%-18s %14s  | %22s %8s %16s %18s %18s\n", kind, share(alarms, *study), share(found, *study), share(near, *study), share(one, *study), share(placed, one), share(sized, one))
		})
	}
}
