package survival_test

import (
	"fmt"
	"slices"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/survival"
)

// Complaints of one week at a parcel service. Three are still open on Friday: they
// count with their age, and the report says so.
func ExampleMeasure() {
	day := func(d, h int) time.Time { return time.Date(2026, 3, d, h, 0, 0, 0, time.UTC) }
	var events []feedback.CaseEvent
	add := func(id string, kind feedback.EventKind, when time.Time) {
		events = append(events, feedback.CaseEvent{CaseID: id, Kind: kind, At: when})
	}
	for i, resolved := range []int{11, 13, 16, 20, 26, 35, 52, 60, 71} { // hours after Monday 9:00
		id := fmt.Sprint("parcel-", i)
		add(id, feedback.Received, day(2, 9))
		add(id, feedback.Resolved, day(2, 9).Add(time.Duration(resolved)*time.Hour))
	}
	for i, received := range []int{2, 3, 5} {
		add(fmt.Sprint("open-", i), feedback.Received, day(received, 12))
	}

	times, err := survival.Measure(slices.Values(events), survival.Resolution(), day(6, 17))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, tag := range []language.Tag{language.English, language.TraditionalChinese, language.SimplifiedChinese} {
		fmt.Println(times.Estimate().Line(tag))
		fmt.Println(times.Within(48 * time.Hour).Line(tag))
	}
	// Output:
	// Resolution time, median: 1 d 11 h (95% CI 13 h to 2 d 23 h, n = 12, Kaplan-Meier, log-log)
	// Share within the target time (Resolution time ≤ 2 d): 51.4% (95% CI 27.0% to 80.8%, n = 12, Kaplan-Meier, log-log)
	// 解決時間中位數：1 天 11 小時（95% 信賴區間 13 小時至 2 天 23 小時，n = 12，Kaplan-Meier 估計）
	// 時限達成率（解決時間不超過 2 天）：51.4%（95% 信賴區間 27.0% 至 80.8%，n = 12，Kaplan-Meier 估計）
	// 解决时长中位数：1 天 11 小时（95% 置信区间 13 小时至 2 天 23 小时，n = 12，Kaplan-Meier 估计）
	// 时限达成率（解决时长不超过 2 天）：51.4%（95% 置信区间 27.0% 至 80.8%，n = 12，Kaplan-Meier 估计）
}

func ExampleTimes() {
	// First replies to reviews in minutes, and two reviews nobody has answered.
	replies := survival.Times{Definition: metrics.IDFirstResponseTime}
	for _, minutes := range []int{12, 25, 40, 55, 90, 130, 180, 260, 400, 700} {
		replies.Add(time.Duration(minutes) * time.Minute)
	}
	replies.AddOpen(5 * time.Hour)
	replies.AddOpen(26 * time.Hour)
	fmt.Println(replies.Estimate().Line(language.SimplifiedChinese))
	slow, _ := replies.Curve().Quantile(0.9, 0.95)
	fmt.Println(slow.Line(language.SimplifiedChinese))
	// Output:
	// 首次响应时长中位数：2 小时 35 分钟（95% 置信区间 25 分钟至 6 小时 40 分钟，n = 12，Kaplan-Meier 估计）
	// 首次响应时长第 90 百分位数：无法计算（95% 置信区间下限 6 小时 40 分钟，无上限，n = 12，Kaplan-Meier 估计；注意：已结束的工单太少，还达不到该值）
}

// Two carriers, the same month. The curves answer which one is slower, the means
// by how much.
func ExampleLogRank() {
	var north, south survival.Times
	for _, h := range []int{9, 14, 18, 22, 25, 30, 31, 38, 44, 52, 60, 75} {
		north.Add(time.Duration(h) * time.Hour)
	}
	north.AddOpen(48 * time.Hour)
	for _, h := range []int{16, 29, 41, 48, 55, 63, 70, 88, 95, 110} {
		south.Add(time.Duration(h) * time.Hour)
	}
	south.AddOpen(80 * time.Hour)
	south.AddOpen(100 * time.Hour)

	test, err := survival.LogRank(&north, &south)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("log-rank: chi-square %.1f, p = %.3f\n", test.Test.Statistic, test.Test.P)
	c, err := survival.CompareMeans(south.Curve(), north.Curve(), 72*time.Hour, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("south − north, within three days:", c)
	fmt.Println(c.Format(language.TraditionalChinese))
	// Output:
	// log-rank: chi-square 7.0, p = 0.008
	// south − north, within three days: 20h12m [5h18m, 1d11h] (p=0.008, time ratio=1.55): shown
	// 20 小時 12 分鐘（95% 信賴區間 5 小時 18 分鐘至 1 天 11 小時，p = 0.008，時間比 = 1.55）：資料顯示確有差異
}

// A curve is data for a chart, and answers for a report.
func ExampleCurve() {
	var first survival.Times
	for _, minutes := range []int{10, 10, 25, 40, 90, 240} {
		first.Add(time.Duration(minutes) * time.Minute)
	}
	first.AddOpen(30 * time.Minute)
	curve := first.Curve()
	for p := range curve.Points(0.95) {
		fmt.Printf("%-6s %d at risk, %.3f still open\n", p.Time, p.AtRisk, p.Open)
	}
	mean, _ := curve.RestrictedMean(4*time.Hour, 0.95)
	fmt.Println("mean to 4 h:", mean)
	// Output:
	// 10m0s  7 at risk, 0.714 still open
	// 25m0s  5 at risk, 0.571 still open
	// 40m0s  3 at risk, 0.381 still open
	// 1h30m0s 2 at risk, 0.190 still open
	// 4h0m0s 1 at risk, 0.000 still open
	// mean to 4 h: 1h17m [9m1s, 2h25m] (n=7, restricted mean)
}

// Which cases are solved sooner, with the channel and the size of the order held
// apart.
func ExampleCox() {
	var cases []survival.Case
	for i, hours := range []int{4, 7, 9, 12, 15, 21, 26, 33, 40, 48, 55, 61, 70, 84, 96, 110} {
		chat := float64((i * 7) % 3 % 2) // 1 if the complaint came by chat
		order := float64(20 + (i*37)%90) // in euros
		cases = append(cases, survival.Case{Time: time.Duration(hours) * time.Hour, Over: i%5 != 4, X: []float64{chat, order}})
	}
	m, err := survival.Cox(cases, []string{"chat", "order"}, survival.CoxOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range m.Covariates {
		fmt.Printf("%-5s hazard ratio %.2f [%.2f, %.2f], p = %.2f\n", c.Name, c.HazardRatio.Or(0), c.Low.Or(0), c.High.Or(0), c.P)
	}
	// Output:
	// chat  hazard ratio 1.10 [0.32, 3.74], p = 0.88
	// order hazard ratio 0.99 [0.97, 1.01], p = 0.43
}

// Ten thousand reply times in a few hundred bytes, good to 1 %.
func ExampleSketch() {
	var s survival.Sketch
	for i := range 10_000 {
		s.Add(time.Duration(i+1) * time.Minute)
	}
	b, err := s.MarshalBinary()
	if err != nil {
		fmt.Println(err)
		return
	}
	p90, err := s.Quantile(0.9)
	fmt.Println(p90.Round(time.Hour), err, len(b) < 1500)
	// Output:
	// 150h0m0s <nil> true
}

// 同一份事件紀錄，四種時間：等候、首次回覆、處理、解決。
func ExampleClock() {
	monday := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	var events []feedback.CaseEvent
	for i := range 8 {
		id := fmt.Sprint("客訴-", i)
		at := func(kind feedback.EventKind, hours float64) {
			events = append(events, feedback.CaseEvent{CaseID: id, Kind: kind, At: monday.Add(time.Duration(hours * float64(time.Hour)))})
		}
		h := float64(i)
		at(feedback.Received, h)
		at(feedback.Seen, h+0.25+h/10)
		at(feedback.Replied, h+1+h/2)
		at(feedback.Assigned, h+2+h/2)
		if i < 6 { // 兩件還沒解決
			at(feedback.WaitingCustomer, h+3+h)
			at(feedback.CustomerReplied, h+20+h)
			at(feedback.Resolved, h+26+2*h)
		}
	}
	for _, clock := range []survival.Clock{survival.Waiting(), survival.FirstResponse(), survival.Handling(), survival.Resolution()} {
		times, err := survival.Measure(slices.Values(events), clock, monday.Add(72*time.Hour))
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(times.Estimate().Line(language.TraditionalChinese))
	}
	// Output:
	// 等候時間中位數：36 分鐘（95% 信賴區間 15 分鐘至 51 分鐘，n = 8，Kaplan-Meier 估計）
	// 首次回覆時間中位數：2 小時 45 分鐘（95% 信賴區間 1 小時至 4 小時，n = 8，Kaplan-Meier 估計）
	// 處理時間中位數：12 小時 15 分鐘（95% 信賴區間下限 7 小時，無上限，n = 8，Kaplan-Meier 估計）
	// 解決時間中位數：1 天 9 小時（95% 信賴區間下限 1 天 2 小時，無上限，n = 8，Kaplan-Meier 估計）
}
