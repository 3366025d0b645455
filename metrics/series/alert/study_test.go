package alert_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/series/alert"
)

var study = flag.Int("study", 0, "print run lengths of so many simulated watches")

// How many records there are to a false alarm and to a true one, computed and
// simulated, and what becomes of it if the baseline is wrong or records come in groups. A change is
// to twice the true share, or to what was asked for.
//
//	go test ./metrics/series/alert -run TestStudy -study 2000 -v
func TestStudy(t *testing.T) {
	if *study == 0 {
		t.Skip("long; prints a table with -study 2000 -v")
	}
	r := rand.New(rand.NewPCG(11, 12))
	var b strings.Builder
	fmt.Fprintf(&b, "%-52s%20s%22s\n", "", "records per false alarm", "records until found")
	fmt.Fprintf(&b, "%-52s%11s%11s%11s%11s\n", "", "computed", "simulated", "computed", "simulated")
	row := func(name string, o alert.ShareOptions, truth float64, group int) {
		length := func(p float64) (mean float64, does alert.Performance) {
			total := 0
			s := share(t, o)
			does = s.Performance()
			for range *study {
				for again := true; again; {
					yes := r.Float64() < p
					for range group {
						total++
						again = s.Add(start, yes) == nil && again
					}
				}
			}
			return float64(total) / float64(*study), does
		}
		quiet, does := length(truth)
		changed := 2 * truth
		if o.Detect < o.Baseline {
			changed = o.Detect
		}
		found, _ := length(changed)
		fmt.Fprintf(&b, "%-52s%11.0f%11.0f%11.0f%11.0f\n", name, does.Every, quiet, does.Delay, found)
	}
	five := alert.ShareOptions{Baseline: 0.05, Detect: 0.1, Every: 5000}
	row("share 5 %, 10 % to be found", five, 0.05, 1)
	row("share 1 %, 2 % to be found", alert.ShareOptions{Baseline: 0.01, Detect: 0.02, Every: 5000}, 0.01, 1)
	row("share 40 %, 30 % to be found", alert.ShareOptions{Baseline: 0.4, Detect: 0.3, Every: 5000}, 0.4, 1)
	wrong := func(baseline float64) alert.ShareOptions {
		return alert.ShareOptions{Baseline: baseline, Detect: 2 * baseline, Every: 5000}
	}
	row("share 5 %, taken for 4 %", wrong(0.04), 0.05, 1)
	row("share 5 %, taken for 6 %", wrong(0.06), 0.05, 1)
	row("share 5 %, records in threes", five, 0.05, 3)

	for _, burst := range []float64{1, 2} {
		v, err := alert.NewVolume(start, alert.VolumeOptions{Expected: alert.Steady(48), Burst: burst, Every: 90 * 24 * time.Hour})
		if err != nil {
			t.Fatal(err)
		}
		now := start
		run := func(faster float64) float64 {
			var expected float64
			for range *study {
				for again := true; again; {
					gap := r.ExpFloat64() / faster * 2 // bursts of two
					size := 2
					if burst == 1 {
						gap, size = gap/2, 1
					}
					expected += gap
					now = now.Add(time.Duration(gap / 2 * float64(time.Hour)))
					for range size {
						again = v.Add(now, now) == nil && again
					}
				}
				v.Reset()
			}
			return expected / float64(*study)
		}
		quiet, found := run(1), run(2)
		fmt.Fprintf(&b, "%-52s%11.0f%11.0f%11.0f%11.0f\n", fmt.Sprintf("volume 48 a day, bursts of %v, twice to be found", burst),
			v.Performance().Every, quiet, v.Performance().Delay, found)
	}
	var baseline metrics.NPS
	_ = baseline.AddClasses(200_000, 300_000, 500_000) // counts are not negative
	n, err := alert.NewNPS(alert.NPSOptions{Baseline: &baseline, Shift: -15, Every: 5000})
	if err != nil {
		t.Fatal(err)
	}
	run := func(detractors, promoters float64) float64 {
		total := 0
		for range *study {
			for again := true; again; {
				total++
				answer := 8
				if u := r.Float64(); u < detractors {
					answer = 2
				} else if u > 1-promoters {
					answer = 9
				}
				again = n.Add(start, answer) == nil
			}
		}
		return float64(total) / float64(*study)
	}
	fmt.Fprintf(&b, "%-52s%11.0f%11.0f%11.0f%11.0f\n", "NPS 30, 15 to be found", n.Performance().Every, run(0.2, 0.5), n.Performance().Delay, run(0.27, 0.42))
	t.Log("\n" + b.String())
}
