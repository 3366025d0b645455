package series_test

import (
	"fmt"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

// Satisfied answers of 16 weeks at a hotline. A new phone menu went live in the tenth.
func ExampleShareChanges() {
	satisfied := []int64{41, 38, 52, 44, 47, 39, 50, 43, 45, 30, 33, 28, 36, 31, 35, 29}
	answers := []int64{48, 46, 60, 52, 55, 47, 58, 52, 53, 50, 54, 47, 57, 50, 58, 49}
	weeks := make([]stat.Share, len(answers))
	for i := range weeks {
		weeks[i] = stat.Share{X: satisfied[i], N: answers[i]}
	}
	model, err := series.ShareChanges(weeks)
	if err != nil {
		fmt.Println(err)
		return
	}
	found, err := model.Find(series.ChangeOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range found.Changes {
		p, _ := c.Levels.P.Get()
		fmt.Printf("since week %d (%d to %d), p = %.3f\n", c.At+1, c.Earliest+1, c.Latest+1, p)
		fmt.Println(c.Levels.B, "->", c.Levels.A)
	}
	// Output:
	// since week 10 (10 to 10), p = 0.004
	// 84.7% [81.2%, 87.7%] (n=471, Wilson) -> 60.8% [55.7%, 65.7%] (n=365, Wilson)
}

// Complaints a day in a month in which nothing happened: the search stays silent, and
// says how often it would not.
func ExampleRateChanges() {
	complaints := []int64{4, 6, 3, 5, 7, 4, 2, 5, 6, 4, 3, 8, 5, 4, 6, 3, 5, 4, 7, 5, 3, 6, 4, 5, 2, 6, 5, 4}
	model, err := series.RateChanges(complaints, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	found, err := model.Find(series.ChangeOptions{FalseAlarms: 0.01})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(found.Changes), "changes; a quiet month is said to have one in", found.FalseAlarms, "of cases")
	// Output:
	// 0 changes; a quiet month is said to have one in 0.01 of cases
}

// A Net Promoter Score by month, from counts that differ much.
func ExampleSeries_Changes() {
	// promoters, passives, detractors
	counts := [][3]int64{{50, 30, 20}, {26, 14, 10}, {110, 60, 45}, {48, 33, 19}, {9, 6, 5}, {52, 29, 18}, {30, 31, 40}, {12, 14, 15}, {31, 35, 42}, {60, 66, 70}, {28, 33, 36}, {33, 30, 39}}
	s := series.Series{Kind: series.Score, Definition: metrics.IDNPS, Unit: metrics.UnitPoints}
	for _, c := range counts {
		var nps metrics.NPS
		if err := nps.AddClasses(c[2], c[1], c[0]); err != nil {
			fmt.Println(err)
			return
		}
		s.Points = append(s.Points, series.Point{Reading: series.ReadScore(nps.Estimate(), nps.Trinomial())})
	}
	found, err := s.Changes(series.ChangeOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range found.Changes {
		fmt.Println("month", c.At+1)
		for _, tag := range []language.Tag{language.English, language.TraditionalChinese, language.SimplifiedChinese} {
			fmt.Println(c.Levels.Line(tag))
		}
	}
	// Output:
	// month 7
	// Net Promoter Score, difference: -37.9 points (95% CI -47.9 to -27.9, p = 0.004, d = -0.42), shown by these data
	// 淨推薦值差異：-37.9 分（95% 信賴區間 -47.9 至 -27.9，p = 0.004，效果量 d = -0.42），資料顯示確有差異
	// 净推荐值差异：-37.9 分（95% 置信区间 -47.9 至 -27.9，p = 0.004，效应量 d = -0.42），数据表明存在差异
}

// Waiting times whose spread grew while their mean stayed.
func ExampleMeanVarianceChanges() {
	minutes := []float64{14, 15, 13, 14, 16, 15, 14, 13, 15, 14, 15, 16, 4, 26, 9, 23, 2, 29, 7, 21, 12, 27, 5, 18}
	model, err := series.MeanVarianceChanges(minutes)
	if err != nil {
		fmt.Println(err)
		return
	}
	at, err := model.Locate(series.MBIC, 0)
	fmt.Println("a new level from day", at, err)
	// Output:
	// a new level from day [12] <nil>
}

func ExamplePettitt() {
	// Mean ratings of a hotel by week, before and after the renovation.
	ratings := []float64{3.9, 4.0, 3.8, 3.9, 4.1, 3.8, 3.9, 4.0, 4.4, 4.5, 4.3, 4.4, 4.6, 4.4, 4.5, 4.3}
	change, err := series.Pettitt(ratings)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("from week %d on, p = %.4f\n", change.At+1, change.P)
	// Output:
	// from week 9 on, p = 0.0071
}

// Reviews a day over four weeks: a weekly season, growth, and a day on which the site
// was down.
func ExampleSTL() {
	reviews := []float64{
		31, 22, 20, 21, 24, 40, 45,
		33, 24, 21, 23, 25, 42, 47,
		35, 25, 24, 0, 27, 44, 50,
		36, 28, 25, 26, 30, 47, 52,
	}
	d, err := series.STL(reviews, 7, series.STLOptions{Robust: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("Monday to Sunday %+.0f\n", d.Seasonal[:7])
	fmt.Printf("trend from %.0f to %.0f; the day of the outage was %.0f off\n", d.Trend[0], d.Trend[27], d.Remainder[17])
	// Output:
	// Monday to Sunday [+3 -6 -9 -8 -6 +11 +16]
	// trend from 28 to 36; the day of the outage was -25 off
}

// The same by hand: a moving average over a week, and the mean of what is left of each
// weekday.
func ExampleDecompose() {
	orders := []float64{10, 14, 24, 12, 14, 28, 14, 16, 32}
	d, err := series.Decompose(orders, 3, false)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f\n%.1f\n", d.Figure, d.Trend[1:8])
	// Output:
	// [-4.9 -3.5 8.4]
	// [16.0 16.7 16.7 18.0 18.7 19.3 20.7]
}

func ExampleAutocorrelate() {
	// Calls a day: Mondays are busy.
	calls := []float64{90, 62, 60, 58, 61, 30, 28, 94, 60, 63, 57, 60, 33, 27, 88, 65, 59, 60, 62, 31, 30, 92, 61, 60, 59, 58, 29, 31}
	a, err := series.Autocorrelate(calls, 8, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	for lag, r := range a.ACF[1:] {
		if r > a.Band {
			fmt.Printf("like %d days before: %.2f (chance alone: within ±%.2f)\n", lag+1, r, a.Band)
		}
	}
	q, err := series.LjungBox(calls, 8, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("no memory at all: p = %.1e\n", q.P)
	// Output:
	// like 7 days before: 0.74 (chance alone: within ±0.37)
	// no memory at all: p = 1.6e-04
}

// Do complaints run ahead of cancellations?
func ExampleCrossCorrelate() {
	complaints := []float64{12, 15, 11, 24, 13, 12, 10, 14, 26, 12, 11, 13, 12, 22, 14, 11, 12, 13}
	cancellations := []float64{5, 4, 5, 6, 4, 9, 5, 4, 5, 4, 10, 5, 4, 5, 4, 8, 5, 4}
	ccf, err := series.CrossCorrelate(complaints, cancellations, 3)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, r := range ccf {
		fmt.Printf("%+d: %+.2f\n", i-3, r)
	}
	// Output:
	// -3: -0.12
	// -2: +0.93
	// -1: -0.28
	// +0: -0.13
	// +1: -0.27
	// +2: -0.13
	// +3: +0.63
}
