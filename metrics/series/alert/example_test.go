package alert_test

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/series/alert"
)

// 平常每百則回饋有八則是客訴。第 1500 則起品質出了問題，客訴變成兩成五。
func ExampleShare() {
	watch, err := alert.NewShare(alert.ShareOptions{
		Definition: metrics.IDComplaintShare,
		Baseline:   0.08,
		Detect:     0.16, // a doubling should be found soon
		Every:      20_000,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	does := watch.Performance()
	fmt.Printf("a false alarm in %.0f records, a doubling found after %.0f\n", does.Every, does.Delay)
	draw := rand.New(rand.NewPCG(2026, 3))
	at := time.Date(2026, time.March, 2, 9, 0, 0, 0, time.FixedZone("Asia/Taipei", 8*60*60))
	for i := range 1600 {
		share := 0.08
		if i >= 1500 {
			share = 0.25
		}
		at = at.Add(7 * time.Minute)
		if a := watch.Add(at, draw.Float64() < share); a != nil {
			fmt.Printf("record %d: %s\n", i, a)
		}
	}
	// Output:
	// a false alarm in 21593 records, a doubling found after 159
	// record 1548: complaint_share rising since 2026-03-09 10:03: 19.8% [13.2%, 28.6%] (n=101, Wilson), against 0.08
}

// A release makes the Net Promoter Score fall.
func ExampleNPS() {
	var lastQuarter metrics.NPS
	if err := lastQuarter.AddClasses(310, 520, 870); err != nil {
		fmt.Println(err)
		return
	}
	watch, err := alert.NewNPS(alert.NPSOptions{Baseline: &lastQuarter, Shift: -20, Policy: alert.Hold})
	if err != nil {
		fmt.Println(err)
		return
	}
	day := time.Date(2026, time.May, 4, 0, 0, 0, 0, time.UTC)
	for i, score := range []int{9, 10, 7, 8, 10, 3, 9, 10, 8, 9, 2, 5, 9, 3, 6, 0, 7, 4, 2, 8, 5, 1, 6, 3, 4, 5, 2, 0} {
		if a := watch.Add(day.Add(time.Duration(i)*time.Hour), score); a != nil {
			fmt.Println(a)
		}
	}
	// Output:
	// nps falling since 2026-05-04 10:00: -76.5 [-92.8, -37.2] (n=17, adjusted Wald; few data), against 32.92
}

// An outage: the usual six pieces of feedback an hour become twenty.
func ExampleVolume() {
	start := time.Date(2026, time.June, 1, 0, 0, 0, 0, time.UTC)
	watch, err := alert.NewVolume(start, alert.VolumeOptions{Expected: alert.Steady(6 * 24), Every: 90 * 24 * time.Hour})
	if err != nil {
		fmt.Println(err)
		return
	}
	now := start
	for range 60 { // ten hours as always
		now = now.Add(10 * time.Minute)
		watch.Add(now, now)
	}
	for range 30 {
		now = now.Add(3 * time.Minute)
		if a := watch.Add(now, now); a != nil {
			fmt.Println(a)
			break
		}
	}
	// Output:
	// feedback_volume:days rising since 2026-06-01 10:00: 505.3 per day [308.6, 780.3] (n=20, Garwood exact), against 144
}
