package forecast_test

import (
	"fmt"
	"math"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/forecast"
	"github.com/loamlib/loam/metrics/series"
)

// The Net Promoter Score of a bank by month. It has risen, and must not be forecast
// beyond 100.
func ExampleOf() {
	// promoters, passives, detractors
	counts := [][3]int64{
		{42, 30, 28}, {45, 31, 29}, {44, 28, 25}, {50, 30, 26}, {48, 27, 24}, {55, 31, 24}, {52, 30, 21},
		{57, 28, 23}, {60, 31, 22}, {58, 27, 19}, {63, 29, 20}, {61, 25, 17}, {66, 28, 18}, {68, 27, 16},
	}
	calendar := series.Calendar{Step: series.Month}
	month := calendar.Period(time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC))
	s := series.Series{Kind: series.Score, Definition: metrics.IDNPS, Unit: metrics.UnitPoints}
	for _, c := range counts {
		var nps metrics.NPS
		if err := nps.AddClasses(c[2], c[1], c[0]); err != nil {
			fmt.Println(err)
			return
		}
		s.Points = append(s.Points, series.Point{Period: month, Reading: series.ReadScore(nps.Estimate(), nps.Trinomial())})
		month = calendar.Next(month)
	}

	f, err := forecast.Of(s, forecast.Options{Horizon: 3})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("model:", f.Model)
	for _, p := range f.Points {
		fmt.Printf("%s: %.0f, in 95 of 100 cases from %.0f to %.0f\n", p.Period.Start.Format("January 2006"), p.Value.Or(0), p.Low.Or(0), p.High.Or(0))
	}
	fmt.Printf("at least 50 in three months: %.2f\n", f.Probability(3, 50).Or(0))
	// Output:
	// model: drift
	// March 2026: 49, in 95 of 100 cases from 34 to 62
	// April 2026: 51, in 95 of 100 cases from 36 to 64
	// May 2026: 53, in 95 of 100 cases from 39 to 65
	// at least 50 in three months: 0.69
}

// Complaints about a ride a week, with a gap when the survey was off. Counts have 0 for
// a bound, and none is forecast below it.
func ExampleValues() {
	complaints := []float64{9, 7, 8, 6, 7, 5, math.NaN(), 5, 4, 4, 3, 3, 2, 2, 1, 1}
	f, err := forecast.Values(complaints, forecast.Options{Horizon: 4, Low: metrics.NumberOf(0)})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s, %s; %s\n", f.Model, f.Line, f.Warnings)
	for _, p := range f.Points {
		fmt.Printf("week +%d: %.1f (%.1f to %.1f)\n", p.Ahead, p.Value.Or(0), p.Low.Or(0), p.High.Or(0))
	}
	// Output:
	// drift, logarithm; [gaps]
	// week +1: 0.9 (0.5 to 1.5)
	// week +2: 0.7 (0.3 to 1.7)
	// week +3: 0.6 (0.2 to 1.9)
	// week +4: 0.6 (0.2 to 1.9)
}

// What was tried, and how far off it was: nothing that is worse than the last value.
func ExampleForecast() {
	calls := []float64{ // a day, with a quiet weekend
		52, 48, 47, 50, 55, 20, 15, 54, 47, 49, 51, 56, 22, 14, 51, 50, 46, 52, 57, 19, 16,
		55, 49, 48, 53, 54, 21, 15, 53, 51, 47, 50, 58, 20, 17,
	}
	f, err := forecast.Values(calls, forecast.Options{Horizon: 7, Season: 7})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range f.Trials {
		mark := ""
		if t.Model == f.Model {
			mark = " <- used"
		}
		fmt.Printf("%-30s %4.1f calls off%s\n", t.Model, t.MAE, mark)
	}
	// Output:
	// naive                          16.8 calls off
	// mean                           14.4 calls off
	// drift                          18.6 calls off
	// exponential smoothing          14.4 calls off
	// damped trend                   15.0 calls off
	// seasonal naive                  2.0 calls off
	// seasonal smoothing              1.3 calls off
	// seasonal smoothing with trend   1.3 calls off <- used
}

func ExampleNaive() {
	scores := []float64{41, 44, 39, 43, 42}
	p, err := forecast.Naive(scores, 2, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, q := range p {
		fmt.Printf("%.0f (%.1f to %.1f)\n", q.Value, q.Low, q.High)
	}
	// Output:
	// 42 (35.0 to 49.0)
	// 42 (32.1 to 51.9)
}

func ExampleSeasonalNaive() {
	quarters := []float64{120, 95, 90, 180, 126, 99, 97, 190} // returns after the holidays
	p, err := forecast.SeasonalNaive(quarters, 4, 4, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, q := range p {
		fmt.Printf("%.0f (%.0f to %.0f)\n", q.Value, q.Low, q.High)
	}
	// Output:
	// 126 (112 to 140)
	// 99 (85 to 113)
	// 97 (83 to 111)
	// 190 (176 to 204)
}

func ExampleDrift() {
	p, err := forecast.Drift([]float64{61, 63, 62, 65, 66, 68}, 2, 0.8)
	fmt.Printf("%.1f %v\n", p, err)
	// Output:
	// [{69.4 67.3 71.5} {70.8 67.5 74.1}] <nil>
}

func ExampleMean() {
	p, err := forecast.Mean([]float64{4.1, 4.3, 4.2, 4.0, 4.2}, 1, 0.95)
	fmt.Printf("%.2f %v\n", p, err)
	// Output:
	// [{4.16 3.81 4.51}] <nil>
}

func ExampleFitHoltWinters() {
	reviews := []float64{30, 21, 29, 40, 34, 24, 33, 45, 38, 28, 36, 50, 43, 31, 41, 55} // by quarter
	w, err := forecast.FitHoltWinters(reviews, forecast.HoltWintersOptions{Period: 4, Alpha: metrics.NumberOf(0.3), Beta: metrics.NumberOf(0.1), Gamma: metrics.NumberOf(0.2)})
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := w.Forecast(4, 0.95)
	fmt.Printf("%.1f %v\n", p, err)
	// Output:
	// [{47.4 44.9 49.9} {37.1 34.4 39.8} {46.2 43.4 49.0} {58.3 55.3 61.3}] <nil>
}

func ExampleFitETS() {
	minutes := []float64{31, 33, 30, 29, 32, 28, 27, 29, 26, 25, 27, 24, 25, 23, 24, 22} // to a first reply, by week
	m, err := forecast.FitETS(minutes, forecast.ETSOptions{Trend: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	p, err := m.Forecast(3, 0.95)
	fmt.Printf("level %.1f, slope %.2f a week\n%.1f %v\n", m.Level, m.Slope, p, err)
	// Output:
	// level 22.6, slope -0.55 a week
	// [{22.1 18.9 25.3} {21.5 18.3 24.8} {21.0 17.8 24.2}] <nil>
}

func ExampleETS_Forecast() {
	m := forecast.ETS{Alpha: 0.5, Level: 40, Sigma2: 4} // a level that errors of 2 move by half
	p, err := m.Forecast(2, 0.95)
	fmt.Printf("%.2f %v\n", p, err)
	// Output:
	// [{40.00 36.08 43.92} {40.00 35.62 44.38}] <nil>
}

func ExampleAccuracy() {
	past := []float64{40, 43, 41, 44, 42}
	e, err := forecast.Accuracy([]float64{42, 42}, []float64{43, 40}, past, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f points off on average, %.1f times the usual change\n", e.MAE, e.MASE.Or(0))
	// Output:
	// 1.5 points off on average, 0.6 times the usual change
}
