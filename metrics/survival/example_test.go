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
	fmt.Println("resolution, median:", times.Estimate())
	fmt.Println("resolved in 48 h:  ", times.Within(48*time.Hour))
	fmt.Println("解決時間中位數：", times.Estimate().Format(language.MustParse("zh-TW")))
	// Output:
	// resolution, median: 1d11h [13h, 2d23h] (n=12, Kaplan-Meier, log-log)
	// resolved in 48 h:   51.4% [27.0%, 80.8%] (n=12, Kaplan-Meier, log-log)
	// 解決時間中位數： 1 天 11 小時（95% 信賴區間 13 小時至 2 天 23 小時，n = 12，Kaplan-Meier 估計）
}

func ExampleTimes() {
	// First replies to reviews in minutes, and two reviews nobody has answered.
	replies := survival.Times{Definition: metrics.IDFirstResponseTime}
	for _, minutes := range []int{12, 25, 40, 55, 90, 130, 180, 260, 400, 700} {
		replies.Add(time.Duration(minutes) * time.Minute)
	}
	replies.AddOpen(5 * time.Hour)
	replies.AddOpen(26 * time.Hour)
	fmt.Println(replies.Estimate().Format(language.SimplifiedChinese))
	slow, _ := replies.Curve().Quantile(0.9, 0.95)
	fmt.Println(slow)
	// Output:
	// 2 小时 35 分钟（95% 置信区间 25 分钟至 6 小时 40 分钟，n = 12，Kaplan-Meier 估计）
	// undefined [6h40m, ∞) (n=12, Kaplan-Meier, log-log; not reached)
}
