package control_test

import (
	"fmt"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/series/control"
	"github.com/loamlib/loam/metrics/stat"
)

// Complaints among the feedback of ten weeks. In the eighth a courier was on strike; in
// the fourth, a holiday, one of three pieces of feedback was a complaint, which means
// nothing.
func ExampleP() {
	weeks := []stat.Share{{X: 12, N: 210}, {X: 15, N: 240}, {X: 9, N: 190}, {X: 1, N: 3}, {X: 14, N: 205},
		{X: 11, N: 220}, {X: 13, N: 215}, {X: 38, N: 230}, {X: 12, N: 200}, {X: 10, N: 208}}
	chart, err := control.P(weeks, control.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, p := range chart.Points {
		mark := ""
		if len(p.Signals) > 0 {
			mark = " <- " + string(p.Signals[0])
		}
		fmt.Printf("week %2d: %4.1f%% within %4.1f%% to %4.1f%%%s\n", i+1, 100*p.Value.Or(0), 100*p.Low.Or(0), 100*p.High.Or(0), mark)
	}
	fmt.Printf("a false signal in %.0f weeks\n", chart.Every)
	// Output:
	// week  1:  5.7% within  1.5% to 12.9%
	// week  2:  6.2% within  1.8% to 12.5%
	// week  3:  4.7% within  1.3% to 13.3%
	// week  4: 33.3% within  0.0% to 51.3%
	// week  5:  6.8% within  1.4% to 12.7%
	// week  6:  5.0% within  1.7% to 12.9%
	// week  7:  6.0% within  1.5% to 12.8%
	// week  8: 16.5% within  0.8% to 10.7% <- beyond_limits
	// week  9:  6.0% within  1.4% to 12.9%
	// week 10:  4.8% within  1.5% to 13.0%
	// a false signal in 370 weeks
}

// 每个月的 NPS 总有涨跌：哪个月是真的不寻常？
func ExampleOf() {
	calendar := series.Calendar{Step: series.Month}
	period := calendar.Period(time.Date(2025, time.November, 1, 0, 0, 0, 0, time.UTC))
	s := series.Series{Definition: metrics.IDNPS, Kind: series.Score}
	for _, answers := range [][3]int64{{41, 62, 97}, {38, 60, 88}, {0, 0, 2}, {44, 58, 95}, {36, 66, 90}, {39, 57, 99}, {93, 51, 60}, {40, 61, 93}} {
		var nps metrics.NPS
		if err := nps.AddClasses(answers[0], answers[1], answers[2]); err != nil {
			fmt.Println(err)
			return
		}
		s.Points = append(s.Points, series.Point{Period: period, Reading: series.ReadScore(nps.Estimate(), nps.Trinomial())})
		period = calendar.Next(period)
	}
	chart, err := control.Of(s, control.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, i := range chart.Signals {
		p := chart.Points[i]
		fmt.Printf("%s：%.1f 分，通常在 %.1f 至 %.1f 分之间\n", p.Period, p.Value.Or(0), p.Low.Or(0), p.High.Or(0))
	}
	// Output:
	// 2026-05：-16.2 分，通常在 10.2 至 45.7 分之间
}

// A chart of single weeks passes over a small shift that lasts; a cumulative sum does
// not, and says when it came.
func ExampleCUSUM() {
	minutes := []float64{31, 29, 32, 30, 28, 31, 30, 29, 31, 30, 33, 32, 31, 34, 32, 33, 31, 34} // until the first reply
	single, err := control.Individuals(minutes, control.Options{Frozen: 10})
	if err != nil {
		fmt.Println(err)
		return
	}
	sum, err := control.CUSUM(minutes, single.Center, single.Spread, control.CUSUMOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("single weeks:", single.Signals)
	fmt.Printf("sum: week %d, since week %d (a false alarm in %.0f weeks)\n", sum.Signals[0]+1, sum.Since[0]+1, sum.Every)
	// Output:
	// single weeks: []
	// sum: week 16, since week 11 (a false alarm in 465 weeks)
}

// The average of the last weeks, with a cautious memory.
func ExampleEWMA() {
	scores := []float64{4.1, 4.0, 4.2, 4.1, 3.9, 3.9, 3.8, 3.9, 3.7, 3.8}
	average, err := control.EWMA(scores, 4.1, 0.15, control.EWMAOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, i := range average.Signals {
		fmt.Printf("week %d: %.2f is below %.2f\n", i+1, average.Values[i].Or(0), average.Low[i].Or(0))
	}
	// Output:
	// week 9: 3.91 is below 3.96
	// week 10: 3.89 is below 3.96
}

// What looking for more patterns costs: points between false alarms.
func ExampleAverageRunLength() {
	fmt.Printf("%.0f\n", control.AverageRunLength(3))
	fmt.Printf("%.0f\n", control.AverageRunLength(3, control.EightInARow))
	fmt.Printf("%.0f\n", control.AverageRunLength(3, control.TwoOfThree, control.FourOfFive, control.EightInARow))
	// Output:
	// 370
	// 153
	// 92
}
