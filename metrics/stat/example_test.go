package stat_test

import (
	"fmt"

	"github.com/loamlib/loam/metrics/stat"
)

// 34 of 40 guests were satisfied. The usual Wald interval would be 0.739 to 0.961.
func ExampleWilson() {
	i, err := stat.Wilson(34, 40, 0.95)
	fmt.Printf("%.3f to %.3f %v\n", i.Low, i.High, err)
	_, err = stat.Wilson(41, 40, 0.95)
	fmt.Println(err)
	_, err = stat.Wilson(0, 0, 0.95)
	fmt.Println(err)
	// Output:
	// 0.709 to 0.929 <nil>
	// stat: x is 41, want a count from 0 to n = 40
	// stat: no data
}

// Ten guests, all promoters: Wald's interval has no width, as if nobody else could
// ever answer otherwise.
func ExampleTrinomial() {
	guests := stat.Trinomial{Plus: 10}
	wald, _ := guests.Wald(0.95)
	adjusted, _ := guests.AdjustedWald(0.95)
	tango, _ := guests.Tango(0.95)
	fmt.Printf("%.2f to %.2f, %.2f to %.2f, %.2f to %.2f\n", wald.Low, wald.High, adjusted.Low, adjusted.High, tango.Low, tango.High)
	// Output:
	// 1.00 to 1.00, 0.48 to 1.06, 0.44 to 1.00
}

// Complaints by product line: which of the four differ from the others, after all
// four were looked at?
func ExampleKShares() {
	lines := []string{"kettles", "toasters", "irons", "blenders"}
	h, err := stat.KShares(stat.Share{X: 31, N: 940}, stat.Share{X: 24, N: 880}, stat.Share{X: 52, N: 910}, stat.Share{X: 22, N: 860})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("p = %.4f, Cramér's V = %.2f\n", h.Pearson.P, h.CramersV)
	for i, r := range h.Residuals {
		fmt.Printf("%-9s %+.1f\n", lines[i], r)
	}
	// Output:
	// p = 0.0008, Cramér's V = 0.07
	// kettles   -0.6
	// toasters  -1.6
	// irons     +4.0
	// blenders  -1.9
}

// A p-value of 0.03 is nothing much among eight.
func ExampleBenjaminiHochberg() {
	raw := []float64{0.0004, 0.03, 0.41, 0.0021, 0.27, 0.74, 0.19, 0.55}
	adjusted, err := stat.BenjaminiHochberg(raw)
	for i := range raw {
		fmt.Printf("%.4f -> %.3f\n", raw[i], adjusted[i])
	}
	fmt.Println(err)
	// Output:
	// 0.0004 -> 0.003
	// 0.0300 -> 0.080
	// 0.4100 -> 0.547
	// 0.0021 -> 0.008
	// 0.2700 -> 0.432
	// 0.7400 -> 0.740
	// 0.1900 -> 0.380
	// 0.5500 -> 0.629
	// <nil>
}

// Thirty customers rated the support before and after a change; a few moved into
// the top box, fewer out of it.
func ExampleMcNemar() {
	chi, exact, err := stat.McNemar(9, 2)
	fmt.Printf("chi-square p = %.3f, exact p = %.3f %v\n", chi.P, exact.P, err)
	// Output:
	// chi-square p = 0.035, exact p = 0.065 <nil>
}

// Ratings from two shops, compared by order alone.
func ExampleMannWhitney() {
	r, err := stat.MannWhitney([]float64{5, 4, 5, 3, 5, 4, 5}, []float64{3, 2, 4, 3, 1, 4, 3, 2})
	fmt.Printf("the first shop is rated higher in %.0f %% of pairs, p = %.3f %v\n", 100*r.Superiority, r.P, err)
	// Output:
	// the first shop is rated higher in 90 % of pairs, p = 0.009 <nil>
}

// Response times in hours: one case that took a month moves the mean, not these.
func ExampleQuantiles() {
	hours := []float64{1, 2, 2, 3, 4, 5, 7, 9, 14, 720}
	q, err := stat.Quantiles(hours, []float64{0.5, 0.9}, stat.Linear)
	fmt.Println(q, err)
	trimmed, err := stat.TrimmedMean(hours, 0.1)
	fmt.Println(trimmed, err)
	// Output:
	// [4.5 84.59999999999975] <nil>
	// 5.75 <nil>
}

// Four of the five customers of a new branch are detractors; of the others, one in
// five. A hundred branches are looked at, and so P has to be right far out.
func ExamplePermutationCounts() {
	branch := []int64{4, 1, 0}       // detractors, passives, promoters
	others := []int64{196, 390, 414} // of all other branches
	t, _ := stat.PermutationCounts(branch, others)
	fmt.Printf("P = %.4f\n", t.P)
	// Output: P = 0.0066
}
