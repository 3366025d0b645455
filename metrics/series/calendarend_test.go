package series_test

import (
	"math"
	"testing"
	"time"

	"github.com/loamlib/loam/metrics/series"
)

// Seconds that are nonsense make a year that no calendar has, and must not hang.
func TestPeriodAtTheEndOfTime(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Skip(err)
	}
	for _, seconds := range []int64{math.MinInt64, math.MaxInt64, 1 << 62} {
		for _, step := range []series.Step{series.Day, series.Week, series.Month, series.Quarter, series.Year} {
			done := make(chan struct{})
			go func() {
				series.Calendar{Step: step, Zone: zone}.Period(time.Unix(seconds, 0))
				close(done)
			}()
			select {
			case <-done:
			case <-time.After(5 * time.Second):
				t.Fatalf("the %s of second %d takes forever", step, seconds)
			}
		}
	}
}
