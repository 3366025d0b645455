package metrics_test

import (
	"math"
	"testing"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
)

func TestStdErrInvertsTheInterval(t *testing.T) {
	var csat metrics.CSAT
	for value, times := range map[float64]int64{1: 1, 2: 2, 3: 3, 4: 3, 5: 3} { // mean 41/12, s² = 1.7197 by hand
		if err := csat.AddCount(feedback.Rating{Scale: feedback.CSAT5, Value: value}, times); err != nil {
			t.Fatal(err)
		}
	}
	mean := csat.Mean()
	if se, ok := mean.StdErr(); !ok || math.Abs(se-math.Sqrt(1.7196969696969697/12)) > 1e-12 {
		t.Errorf("of a mean: %v, %v", se, ok)
	}
	for _, none := range []metrics.Estimate{{}, {Low: num(0), Confidence: 0.95}, {Low: num(0), High: num(1)}} {
		if se, ok := none.StdErr(); ok || se != 0 {
			t.Errorf("without an interval: %v", se)
		}
	}
}
