package series_test

import (
	"fmt"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/series"
)

// An answer to "how likely are you to recommend us?", and when it was given.
type answer struct {
	at    time.Time
	score int
}

// answers of a shop in Taipei, from January to the middle of July. They come as they
// come out of a database, in no order of time.
func answers() []answer {
	zone := time.FixedZone("Asia/Taipei", 8*60*60)
	var out []answer
	give := func(month time.Month, detractors, passives, promoters int) {
		at := time.Date(2026, month, 28, 23, 30, 0, 0, zone).AddDate(0, 0, -27)
		for i := range detractors + passives + promoters {
			score := 10
			switch {
			case i < detractors:
				score = 4
			case i < detractors+passives:
				score = 8
			}
			out = append(out, answer{at.Add(time.Duration(i) * time.Hour).UTC(), score})
		}
	}
	give(time.May, 24, 38, 88)
	give(time.January, 49, 60, 71)
	give(time.February, 1, 0, 1) // the survey was down, and two answered by mail
	give(time.March, 40, 55, 75)
	give(time.July, 2, 1, 4)
	give(time.June, 20, 40, 92)
	give(time.April, 34, 50, 80)
	return append(out,
		answer{time.Date(2028, time.January, 1, 0, 0, 0, 0, zone), 9}, // a tablet whose clock is wrong
		answer{time.Time{}, 9},
	)
}

// 台北一家店每個月的 NPS：月份照台北時間切，還沒過完的七月另外標示。
func ExampleCollect() {
	zone := time.FixedZone("Asia/Taipei", 8*60*60) // or time.LoadLocation("Asia/Taipei")
	window := series.Window{
		Calendar: series.Calendar{Step: series.Month, Zone: zone},
		Now:      time.Date(2026, time.July, 3, 9, 0, 0, 0, zone),
	}
	months, err := series.Collect[metrics.NPS](window, func(yield func(time.Time, int) bool) {
		for _, a := range answers() {
			if !yield(a.at, a.score) {
				return
			}
		}
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	nps, err := months.Series()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range nps.Points {
		mark := ""
		if p.Partial {
			mark = "（本月未完）"
		}
		fmt.Printf("%s%s %s\n", p.Period, mark, p.Estimate)
	}
	fmt.Println("set aside:", nps.Rejected)

	trend, err := nps.Trend(series.TrendOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(trend.Comparison().Line(language.TraditionalChinese))
	// Output:
	// 2026-01 12.2 [0.3, 23.7] (n=180, adjusted Wald)
	// 2026-02 0.0 [-73.3, 73.3] (n=2, adjusted Wald; few data)
	// 2026-03 20.6 [8.4, 32.1] (n=170, adjusted Wald)
	// 2026-04 28.0 [15.6, 39.4] (n=164, adjusted Wald)
	// 2026-05 42.7 [29.9, 53.8] (n=150, adjusted Wald)
	// 2026-06 47.4 [35.1, 57.8] (n=152, adjusted Wald)
	// 2026-07（本月未完） 28.6 [-32.2, 72.2] (n=7, adjusted Wald; few data)
	// set aside: 1 no_time, 1 after_now
	// 淨推薦值差異：37.5 分（95% 信賴區間 16.2 至 58.8，p = 0.008），資料顯示確有差異
}

// Complaints among feedback rise from month to month, and in a second shop they only go
// up and down.
func ExampleSeries_Trend() {
	complaints := func(counts ...[2]int64) series.Series {
		calendar := series.Calendar{Step: series.Month}
		period := calendar.Period(time.Date(2025, time.September, 1, 0, 0, 0, 0, time.UTC))
		s := series.Series{Definition: metrics.IDComplaintShare, Kind: series.Share}
		for _, c := range counts {
			share := metrics.Rate{Definition: metrics.IDComplaintShare}
			if err := share.AddCounts(c[0], c[1]); err != nil {
				fmt.Println(err)
			}
			s.Points = append(s.Points, series.Point{Period: period, Reading: series.ReadShare(share.Estimate(), c[0], c[1])})
			period = calendar.Next(period)
		}
		return s
	}
	north := complaints([2]int64{18, 210}, [2]int64{22, 240}, [2]int64{17, 195}, [2]int64{31, 260}, [2]int64{29, 205}, [2]int64{41, 250}, [2]int64{44, 230}, [2]int64{57, 265})
	south := complaints([2]int64{30, 210}, [2]int64{26, 240}, [2]int64{2, 9}, [2]int64{35, 260}, [2]int64{21, 205}, [2]int64{33, 250}, [2]int64{0, 0}, [2]int64{36, 265})
	for _, s := range []series.Series{north, south} {
		trend, err := s.Trend(series.TrendOptions{})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(trend)
		fmt.Println(trend.Direction, trend.Better(), trend.Comparison().Line(language.SimplifiedChinese))
	}
	// Output:
	// rising 0.0198 [0.0115, 0.0278] per month from 2025-09 to 2026-04 (p=0.00137, logistic regression, random effects)
	// rising -1 投诉占反馈的比重差异：13.8 个百分点（95% 置信区间 8.0 至 19.5，p = 0.001），数据表明存在差异
	// none 0.000605 [-0.00899, 0.0102] per month from 2025-09 to 2026-04 (p=0.877, logistic regression, random effects)
	// none 0 投诉占反馈的比重差异：0.4 个百分点（95% 置信区间 -6.3 至 7.2，p = 0.88），现有数据不足以说明存在差异
}

// Bookings rise every winter; whether they rise from winter to winter is another
// question.
func ExampleSeasonalMannKendall() {
	quarters := []float64{41, 18, 12, 30, 44, 19, 11, 33, 47, 22, 15, 34, 50, 21, 17, 38}
	all, err := series.MannKendall(quarters)
	if err != nil {
		fmt.Println(err)
		return
	}
	seasonal, err := series.SeasonalMannKendall(quarters, 4)
	if err != nil {
		fmt.Println(err)
		return
	}
	line, err := series.SeasonalSen(quarters, 4, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("without the season p = %.2f, with it p = %.5f: %.2f a year\n", all.BestP(), seasonal.P, line.Slope)
	// Output:
	// without the season p = 0.63, with it p = 0.00125: 2.58 a year
}

// Which of the days' median answer times, in minutes, are out of the ordinary?
func ExampleFindOutliers() {
	minutes := []float64{34, 31, 38, 36, 240, 33, 35, 37, 32, 39}
	o, err := series.FindOutliers(minutes)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, i := range o.Outlying {
		fmt.Printf("day %d: %.0f minutes, usually %.1f, robust z = %.1f\n", i+1, minutes[i], o.Median, o.Z[i].Or(0))
	}
	// Output:
	// day 5: 240 minutes, usually 35.5, robust z = 55.2
}

// Feedback per day has a week in it: a quiet Sunday is nothing special, a Wednesday as
// quiet as a Sunday is. What the season and the trend leave over shows it.
func ExampleFindOutliers_season() {
	perDay := []float64{
		52, 55, 49, 51, 60, 38, 20, // Monday to Sunday
		54, 53, 51, 50, 63, 37, 22,
		50, 56, 52, 53, 61, 40, 21,
		53, 54, 19, 52, 62, 39, 19, // Wednesday: the form was broken
		55, 57, 50, 54, 64, 41, 23,
	}
	parts, err := series.STL(perDay, 7, series.STLOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	raw, err := series.FindOutliers(perDay)
	if err != nil {
		fmt.Println(err)
		return
	}
	rest, err := series.FindOutliers(parts.Remainder)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("as they are:", raw.Outlying)
	for _, i := range rest.Outlying {
		fmt.Printf("day %d: %.0f, robust z = %.0f\n", i+1, perDay[i], rest.Z[i].Or(0))
	}
	// Output:
	// as they are: [6 13 20 23 27 34]
	// day 24: 19, robust z = -9
}
