package driver_test

import (
	"cmp"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/loamlib/loam/metrics/driver"
)

var study = flag.Int("study", 0, "plant a driver among ten in so many companies a row, and print how often it is found; 0 leaves it out")

// The study behind the table in the package comment.
func TestStudy(t *testing.T) {
	if *study == 0 {
		t.Skip("-study says how many companies")
	}
	for _, kind := range []struct {
		name  string
		plant func(r *rand.Rand, n int, effect float64) driver.Data
	}{{"rated items", ratedItems}, {"topics", topics}} {
		fmt.Printf("%-12s %5s %-7s %-5s %-8s %-6s %-4s %-6s %-9s %-9s %-9s\n", kind.name, "n", "planted", "LMG", "Johnson", "|beta|", "last", "first", "shown", "FDR", "any")
		for _, n := range []int{200, 500, 2000} {
			for _, effect := range []float64{0, 0.25, 0.5} {
				fmt.Println(run(kind.plant, n, effect, *study))
			}
		}
	}
}

// run tells how often each figure ranks the planted driver first, how often that
// is shown, the mean share of others among those shown (the false-discovery rate),
// and how often anything is.
func run(plant func(*rand.Rand, int, float64) driver.Data, n int, effect float64, companies int) string {
	figures := []func(driver.Driver) float64{
		func(d driver.Driver) float64 { return d.Weight.Value },
		func(d driver.Driver) float64 { return d.Relative.Value },
		func(d driver.Driver) float64 { return math.Abs(d.StdBeta) },
		func(d driver.Driver) float64 { return d.Last },
		func(d driver.Driver) float64 { return d.First },
	}
	first := make([]int, len(figures))
	shown, any := 0, 0
	var falseShare float64
	for seed := range companies {
		d := plant(rand.New(rand.NewPCG(uint64(seed), uint64(n))), n, effect)
		r, err := driver.Importance(d, driver.Options{Resamples: -1})
		if err != nil {
			return err.Error()
		}
		planted := d.Drivers[3].Name
		for i, figure := range figures {
			best := slices.MaxFunc(r.Drivers, func(a, b driver.Driver) int { return cmp.Compare(figure(a), figure(b)) })
			if best.Name == planted {
				first[i]++
			}
		}
		right, wrong := 0, 0
		for _, x := range r.Drivers {
			switch {
			case x.Shown && x.Name == planted && effect > 0:
				right++
			case x.Shown:
				wrong++
			}
		}
		shown += right
		if wrong+right > 0 {
			any++
			falseShare += float64(wrong) / float64(wrong+right)
		}
	}
	share := func(count int) string { return fmt.Sprintf("%.3f", float64(count)/float64(companies)) }
	return fmt.Sprintf("%-12s %5d %-7v %-5s %-8s %-6s %-4s %-6s %-9s %-9.3f %-9s", "", n, effect,
		share(first[0]), share(first[1]), share(first[2]), share(first[3]), share(first[4]), share(shown), falseShare/float64(companies), share(any))
}

// ratedItems are ten ratings of 1 to 5 that correlate by about a half, as the mood
// of a customer colours all of them, and a rating of 0 to 10 that moves with the
// fourth by the effect, in standard deviations, and is otherwise noise.
func ratedItems(r *rand.Rand, n int, effect float64) driver.Data {
	d := driver.Data{Outcome: driver.Column{Name: "nps"}}
	for j := range 10 {
		d.Drivers = append(d.Drivers, driver.Column{Name: fmt.Sprint("item ", j)})
	}
	for range n {
		mood := r.NormFloat64()
		var planted float64
		for j := range d.Drivers {
			v := (mood + r.NormFloat64()) / math.Sqrt2
			if j == 3 {
				planted = v
			}
			d.Drivers[j].Values = append(d.Drivers[j].Values, max(1, min(5, math.Round(3.5+v))))
		}
		d.Outcome.Values = append(d.Outcome.Values, rating(effect*planted+math.Sqrt(1-effect*effect)*r.NormFloat64()))
	}
	return d
}

// topics are ten topics that 6 to 24 % mention, some together, and a rating of 0 to
// 10 from which a mention of the fourth (12 %) takes twice the effect, in standard
// deviations.
func topics(r *rand.Rand, n int, effect float64) driver.Data {
	d := driver.Data{Outcome: driver.Column{Name: "nps"}}
	for j := range 10 {
		d.Drivers = append(d.Drivers, driver.Column{Name: fmt.Sprint("topic ", j), Values: make([]float64, n)})
	}
	for i := range n {
		y := r.NormFloat64()
		talkative := r.Float64() * 2
		for j := range d.Drivers {
			if r.Float64() < (0.06+0.02*float64(j))*talkative {
				d.Drivers[j].Values[i] = 1
				if j == 3 {
					y -= 2 * effect
				}
			}
		}
		d.Outcome.Values = append(d.Outcome.Values, rating(y))
	}
	return d
}

// rating turns a standard normal mood into a rating of 0 to 10 as skewed as they are.
func rating(mood float64) float64 { return max(0, min(10, math.Round(8+2*mood))) }
