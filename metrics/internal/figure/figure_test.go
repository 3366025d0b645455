package figure_test

import (
	"testing"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/figure"
)

func TestSigns(t *testing.T) {
	for _, x := range []struct{ got, want string }{
		{figure.Points(metrics.NumberOf(-0.04)), "+0.0"},
		{figure.Points(metrics.NumberOf(-0.06)), "-0.1"},
		{figure.Points(metrics.NumberOf(10)), "+10.0"},
		{figure.Points(metrics.Number{}), figure.None},
		{figure.Signed(metrics.NumberOf(0)), "+0.00"},
		{figure.Signed(metrics.NumberOf(-0.0042)), "-0.0042"},
		{figure.Signed(metrics.NumberOf(-0.5)), "-0.50"},
	} {
		if x.got != x.want {
			t.Errorf("got %s, want %s", x.got, x.want)
		}
	}
}
