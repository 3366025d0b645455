package control_test

import (
	"math"
	"testing"
	"time"

	"github.com/loamlib/loam/metrics/series/control"
)

// The run lengths that are published: of the rules by Champ and Woodall (1987, table
// 1), of EWMA by
// Crowder (1987) and Lucas and Saccucci (1990, table 3), of CUSUM by
// Montgomery (table 9.4, after Hawkins 1993: k = 0.5, h = 4 and 5).
func TestAverageRunLengthsArePublished(t *testing.T) {
	near := func(name string, got, want, tol float64) {
		t.Helper()
		if !(math.Abs(got-want) <= tol) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	began := time.Now()
	near("3 sigmas", control.AverageRunLength(3), 370.40, 0.01)
	near("and 2 of 3", control.AverageRunLength(3, control.TwoOfThree), 225.44, 0.01)
	near("and 4 of 5", control.AverageRunLength(3, control.FourOfFive), 166.05, 0.01)
	near("and 8 in a row", control.AverageRunLength(3, control.EightInARow), 152.73, 0.01)
	near("and all", control.AverageRunLength(3, control.TwoOfThree, control.FourOfFive, control.EightInARow), 91.75, 0.01)
	if d := time.Since(began); d > 2*time.Second {
		t.Errorf("took %v", d)
	}
	ewma := func(lambda, sigmas, shift float64) float64 {
		n, err := control.EWMAOptions{Lambda: lambda, Sigmas: sigmas}.AverageRunLength(shift)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	near("EWMA 0.25, 3", ewma(0.25, 3, 0), 502.90, 0.1)
	near("EWMA 0.1, 2.814", ewma(0.1, 2.814, 0), 500, 2)
	near("EWMA 0.1, 2.814 at 1", ewma(0.1, 2.814, 1), 10.3, 0.05)
	near("EWMA 0.2, 2.859", ewma(0.2, 2.859, 0), 370, 1)
	near("EWMA 1, 3", ewma(1, 3, 0), 370.40, 0.01)
	cusum := func(k, h, shift float64) float64 {
		n, err := control.CUSUMOptions{Allowance: k, Decision: h}.AverageRunLength(shift)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	near("CUSUM 0.5, 4", cusum(0.5, 4, 0), 168, 0.5)
	near("CUSUM 0.5, 4 at 1", cusum(0.5, 4, 1), 8.38, 0.01)
	near("CUSUM 0.5, 5", cusum(0.5, 5, 0), 465, 1)
	near("CUSUM 0.5, 5 at 1", cusum(0.5, 5, 1), 10.4, 0.05)
}
