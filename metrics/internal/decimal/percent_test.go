package decimal_test

import (
	"testing"

	"github.com/loamlib/loam/metrics/internal/decimal"
)

func TestPercentIsNotRounded(t *testing.T) {
	for confidence, want := range map[float64]string{0.95: "95%", 0.57: "57%", 0.995: "99.5%", 0.999999: "99.9999%"} {
		if got := decimal.Percent(confidence); got != want {
			t.Errorf("%v is %s, want %s", confidence, got, want)
		}
	}
}
