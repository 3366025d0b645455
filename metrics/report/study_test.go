package report_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/loamlib/loam/feedback/feedbacktest"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/report"
)

var study = flag.Int("study", 0, "companies of the study of planted causes, with as many without any; 0 leaves it out")

// TestStudy plants a cause in one of a hundred crossings of region and product, and
// counts how often the report finds it, how much of what it finds is something else, and
// how often it is silent where nothing was planted:
//
//	go test ./metrics/report -run TestStudy -study 200 -v
func TestStudy(t *testing.T) {
	if *study == 0 {
		t.Skip("-study says how many companies")
	}
	names := func(of string) (out []string) {
		for i := range 10 {
			out = append(out, fmt.Sprint(of, i))
		}
		return out
	}
	company := feedbacktest.Company{Months: 6, PerMonth: 1500, Regions: names("r"), Products: names("p")}
	for _, share := range []float64{0, 0.2, 0.35, 0.5} {
		var exact, around, found, wrong, spoke int
		rate := 0.0 // false among the findings of a company, averaged over companies
		for seed := range uint64(*study) {
			c := company
			c.Seed = 1000 + seed
			r := rand.New(rand.NewPCG(seed, 1))
			p := feedbacktest.Plant{Region: c.Regions[r.IntN(10)], Product: c.Products[r.IntN(10)], Topic: feedbacktest.PlantTopics()[r.IntN(8)], Month: 3, Share: share}
			if share > 0 {
				c.Plants = []feedbacktest.Plant{p}
			}
			rep := reportOn(c, report.Subject{Recent: 3})
			bad, hit, close := 0, false, false
			for _, h := range rep.Causes.Hotspots {
				near := slices.Contains(h.Where, cause.Value{Facet: cause.Region, Value: p.Region}) || slices.Contains(h.Where, cause.Value{Facet: cause.Product, Value: p.Product})
				both := slices.Contains(h.Where, cause.Value{Facet: cause.Region, Value: p.Region}) && slices.Contains(h.Where, cause.Value{Facet: cause.Product, Value: p.Product})
				switch right := share > 0 && (h.Topic == p.Topic || h.Topic == ""); {
				case right && both:
					hit, close = true, true
				case right && near:
					close = true
				default:
					bad++
				}
			}
			found += len(rep.Causes.Hotspots)
			wrong += bad
			if n := len(rep.Causes.Hotspots); n > 0 {
				rate += float64(bad) / float64(n)
			}
			if hit {
				exact++
			}
			if close {
				around++
			}
			if len(rep.First) > 0 {
				spoke++
			}
		}
		n := float64(*study)
		fmt.Printf("planted %.2f: found %5.1f%%, with its surroundings %5.1f%%; false discovery rate %4.1f%% (%d of %d findings); advice in %5.1f%% of companies\n",
			share, 100*float64(exact)/n, 100*float64(around)/n, 100*rate/n, wrong, found, 100*float64(spoke)/n)
	}
}
