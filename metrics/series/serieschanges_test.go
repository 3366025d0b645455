package series_test

import (
	"math"
	"testing"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/series"
)

// A series of each kind is searched by its own model: levels are those of the counts,
// and indices those of its points, partial ones and gaps included.
func TestSeriesAreSearchedByTheirKind(t *testing.T) {
	const n, change = 24, 13
	before, after := int64(8), int64(24) // of 80 answers, or in 40 days
	shares := series.Series{Kind: series.Share, Definition: metrics.IDComplaintShare}
	rates := series.Series{Kind: series.Rate, Definition: metrics.IDFeedbackVolume.With("days")}
	for i := range n {
		x := before + int64(i%3) - 1
		if i >= change {
			x += after - before
		}
		var share metrics.Rate
		share.Definition = shares.Definition
		rate := metrics.EventRate{Definition: rates.Definition}
		if i != 5 { // a gap
			if err := share.AddCounts(x, 80); err != nil {
				t.Fatal(err)
			}
			if err := rate.Add(x, 40); err != nil {
				t.Fatal(err)
			}
		}
		partial := i == 0 || i == n-1
		shares.Points = append(shares.Points, series.Point{Partial: partial, Reading: series.ReadShare(share.Estimate(), x, 80)})
		rates.Points = append(rates.Points, series.Point{Partial: partial, Reading: series.ReadRate(rate.Estimate(), x, 40)})
	}
	shares.Points[5].Reading = series.ReadShare(metrics.NewEstimate(shares.Definition, metrics.UnitShare, 0), 0, 0)
	rates.Points[5].Reading = series.ReadRate(metrics.NewEstimate(rates.Definition, metrics.UnitRate, 0), 0, 0)
	for _, c := range []struct {
		s          series.Series
		low, high  float64
		answersOfB int64
	}{
		{shares, 8. / 80, 24. / 80, 80 * (change - 2)},
		{rates, 8. / 40, 24. / 40, 0},
	} {
		found, err := c.s.Changes(series.ChangeOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if len(found.Changes) != 1 || found.Changes[0].At != change {
			t.Fatalf("%s: %+v, want one change at %d", c.s.Kind, found.Changes, change)
		}
		levels := found.Changes[0].Levels
		if b, a := levels.B.Value.Or(0), levels.A.Value.Or(0); math.Abs(b/c.low-1) > 0.06 || math.Abs(a/c.high-1) > 0.06 {
			t.Errorf("%s: from %v to %v, want %v to %v", c.s.Kind, b, a, c.low, c.high)
		}
		if levels.A.Definition != c.s.Definition || c.answersOfB > 0 && levels.B.N != c.answersOfB {
			t.Errorf("%s: definition %q, %d answers before", c.s.Kind, levels.A.Definition, levels.B.N)
		}
	}
}
