package goal_test

import (
	"errors"
	"fmt"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/forecast"
	"github.com/loamlib/loam/metrics/goal"
	"github.com/loamlib/loam/metrics/series"
)

var readers = []language.Tag{language.English, language.TraditionalChinese, language.SimplifiedChinese}

var taipei = time.FixedZone("Asia/Taipei", 8*3600)

// share is the estimate of a share: x of n.
func share(id metrics.ID, x, n int64) metrics.Estimate {
	r := metrics.Rate{Definition: id}
	if err := r.AddCounts(x, n); err != nil {
		panic(err)
	}
	return r.Estimate()
}

// satisfaction is the goal of a software company: customer satisfaction up by a
// tenth within six months, measured monthly, reviewed quarterly.
func satisfaction() goal.Goal {
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, taipei)
	return goal.Goal{
		ID: "csat-2026-h1", Metric: "csat_top_box:csat5>=4", Segment: goal.Everyone,
		Baseline: share("csat_top_box:csat5>=4", 372, 620), // 60 %
		Target:   goal.Target{By: metrics.Change{Relative: 0.10}},
		Source:   "每月滿意度調查", Measured: goal.Monthly, Reviewed: goal.Quarterly,
		Relevance: "續約率是今年的首要策略，不滿意的客戶續約率只有一半",
		Start:     start, Due: goal.Months(start, 6),
	}
}

// Is a tenth more achievable, and will one see it?
func ExampleGoal_Appraise() {
	g := satisfaction()
	var history []goal.Point
	for i, satisfied := range []int64{341, 352, 347, 356, 349, 362} { // of 600 each, July to December
		history = append(history, goal.PointOf(goal.Months(g.Start, i-6), share(g.Metric, satisfied, 600)))
	}
	a, err := g.Appraise(g.Start, history, goal.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, tag := range readers {
		for _, remark := range a.Remarks {
			fmt.Println(remark.In(tag))
		}
	}
	// Output:
	// Customer satisfaction (4 or more of 5), all customers: from 60.0% to 66.0% by 30 June 2026.
	// It takes 1.0 percentage points a month; the history moved by 0.5 percentage points a month (95% CI -0.8 to 1.8 percentage points): the pace required lies within that.
	// With 620 answers a measurement only a change of 7.6 percentage points shows (power 80%); this goal takes 2,661 answers.
	// 顧客滿意度（5 分制，4 分以上）（全體顧客）：2026 年 6 月 30 日前由 60.0% 達到 66.0%。
	// 每個月需進展 1.0 個百分點；過去每個月的變化是 0.5 個百分點（95% 信賴區間 -0.8 至 1.8 個百分點）：所需的速度在此範圍內。
	// 每次 620 份回答，只看得出 7.6 個百分點以上的變化（檢定力 80%）；要驗證這個目標需要 2,661 份。
	// 客户满意度（5 分制，4 分及以上）（全体客户）：2026年6月30日前由 60.0% 达到 66.0%。
	// 每个月需进展 1.0 个百分点；以往每个月的变化是 0.5 个百分点（95% 置信区间 -0.8 至 1.8 个百分点）：所需的速度在此范围内。
	// 每次 620 份回答，只看得出 7.6 个百分点以上的变化（检验功效 80%）；要验证该目标需要 2,661 份。
}

// After three of the six months.
func ExampleGoal_Review() {
	g := satisfaction()
	measured := []goal.Point{}
	for i, satisfied := range []int64{380, 399, 411} { // of 630 each
		measured = append(measured, goal.PointOf(goal.Months(g.Start, i+1), share(g.Metric, satisfied, 630)))
	}
	r, err := g.Review(goal.Months(g.Start, 3), goal.Evidence{Current: share(g.Metric, 411, 630), Points: measured}, goal.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, tag := range readers {
		for _, reason := range r.Reasons {
			fmt.Println(reason.In(tag))
		}
	}
	// Output:
	// On track: Customer satisfaction (4 or more of 5) is to be 66.0% by 30 June 2026, and is 65.2% (95% CI 61.4% to 68.9%, n = 630, Wilson).
	// The value falls short of the target, but the sample does not show that the level does: the interval includes it. If it stays there, 14,926 answers settle it.
	// Change from the baseline: 5.2 percentage points (95% CI -0.1 to 10.6, p = 0.056, h = 0.11): not shown by these data.
	// 87% of the way after 50% of the time; from here it takes 0.3 percentage points a month.
	// By what was measured since the start, 68.3% is to be expected when it is due (95% interval 60.4% to 76.2%); the probability of reaching the target is 71%.
	// The next review is on 1 July 2026.
	// 顧客滿意度（5 分制，4 分以上）：進度正常。目標是 2026 年 6 月 30 日前達到 66.0%，目前為 65.2%（95% 信賴區間 61.4% 至 68.9%，n = 630，Wilson 區間）。
	// 數值未達目標，但樣本也不能證明真實水準不到：信賴區間仍包含目標值。若維持這個水準，14,926 份回答就能確認。
	// 與基準值相比：5.2 個百分點（95% 信賴區間 -0.1 至 10.6，p = 0.056，效果量 h = 0.11）：這批資料看不出差異。
	// 時間過了 50%，進度為 87%；接下來每個月需進展 0.3 個百分點。
	// 依開始以來的量測結果，到期時預計為 68.3%（95% 區間 60.4% 至 76.2%），達成目標的機率為 71%。
	// 下次檢討日期：2026 年 7 月 1 日。
	// 客户满意度（5 分制，4 分及以上）：进展正常。目标是2026年6月30日前达到 66.0%，目前为 65.2%（95% 置信区间 61.4% 至 68.9%，n = 630，Wilson 区间）。
	// 数值未达目标，但样本也不能证明真实水平不到：置信区间仍包含目标值。若维持这一水平，14,926 份回答即可确认。
	// 与基线相比：5.2 个百分点（95% 置信区间 -0.1 至 10.6，p = 0.056，效应量 h = 0.11）：现有数据不足以说明存在差异。
	// 时间过了 50%，进度为 87%；接下来每个月需进展 0.3 个百分点。
	// 按开始以来的测量结果，到期时预计为 68.3%（95% 区间 60.4% 至 76.2%），达成目标的概率为 71%。
	// 下次回顾日期：2026年7月1日。
}

// 與同業比較：一個有樣本數，一個只有一個數字。
func ExampleBenchmark_Compare() {
	var nps metrics.NPS
	if err := nps.AddClasses(84, 156, 260); err != nil { // 推薦者 260、被動者 156、批評者 84
		fmt.Println(err)
		return
	}
	own := goal.Own{Figure: nps.Estimate(), Channel: feedback.Survey, At: time.Date(2026, 6, 30, 0, 0, 0, 0, taipei)}
	figure := func(v float64, n int64) metrics.Estimate {
		return metrics.Estimate{Definition: metrics.IDNPS, Value: metrics.NumberOf(v), N: n}
	}
	for _, b := range []goal.Benchmark{
		{Name: "商務飯店年度評比", Figure: figure(24, 1800), Channel: feedback.Survey, At: time.Date(2026, 3, 31, 0, 0, 0, 0, taipei), Source: "旅宿公會 2026 年報，第 14 頁"},
		{Name: "隔壁街的競爭對手", Figure: figure(41, 0)},
	} {
		s, err := b.Compare(own)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(s.Text.Hant)
	}
	_, err := goal.Benchmark{Name: "顧客滿意度平均", Figure: metrics.Estimate{Definition: "csat_top_box:csat5>=4", Value: metrics.NumberOf(0.8), N: 900}}.Compare(own)
	fmt.Println(err)
	// Output:
	// 商務飯店年度評比（2026 年 3 月 31 日）：我們是 35.2 分（95% 信賴區間 28.4 至 41.6，n = 500，調整後 Wald 區間），對方是 24.0 分（n = 1,800）。差距為 11.2 分（95% 信賴區間 3.6 至 18.4，p = 0.004，效果量 d = 0.15）：資料顯示確有差異。我們優於對方。計算時假設對方的回答分散程度與我們相同。
	// 隔壁街的競爭對手：我們是 35.2 分（95% 信賴區間 28.4 至 41.6，n = 500，調整後 Wald 區間），對方是 41.0 分。差距為 -5.8 分（95% 信賴區間 -12.6 至 0.6，p = 0.073）：這批資料看不出差異。無從得知雙方的調查管道是否相同。對方數字的誤差不明，未納入計算：實際差異比看起來更不確定。對方的數字沒有註明日期。對方的數字沒有註明出處。
	// metrics: definition is csat_top_box:csat5>=4, want nps: the two were not counted in the same way
}

// Where does a median of five hours put us among five others? Low is good.
func ExampleRank() {
	wait := metrics.Estimate{Definition: metrics.IDFirstResponseTime.With("p50"), Value: metrics.NumberOf(5 * 3600),
		Low: metrics.NumberOf(3.5 * 3600), High: metrics.NumberOf(7.5 * 3600), Confidence: 0.95, N: 240}
	var others []goal.Benchmark
	for _, hours := range []float64{2, 4, 6, 9, 24} {
		others = append(others, goal.Benchmark{Name: "another shop", Figure: metrics.Estimate{Definition: wait.Definition, Value: metrics.NumberOf(hours * 3600)}})
	}
	r, err := goal.Rank(wait, others)
	fmt.Println(r.Text.En, err)
	fmt.Println(r.Text.Hans)
	// Output:
	// Place 3 of 6, though our sample leaves the places 2 to 4 possible; better than 60% of the others. <nil>
	// 在 6 家中排名第 3，但就我们的样本而言，第 2 至第 4 名都有可能；优于其中 60%。
}

// "Raise NPS by 15 %" means nothing; and the rest of the goal is not there either.
func ExampleGoal_Validate() {
	var nps metrics.NPS
	if err := nps.AddClasses(310, 400, 290); err != nil { // −2 points
		fmt.Println(err)
		return
	}
	g := goal.Goal{ID: "nps-next-quarter", Metric: metrics.IDNPS, Segment: "行動電話客戶", Baseline: nps.Estimate(),
		Target: goal.Target{By: metrics.Change{Relative: 0.15}}, Source: "通話後簡訊調查", Measured: goal.Monthly,
		Start: time.Date(2026, 7, 1, 0, 0, 0, 0, taipei), Due: time.Date(2026, 6, 30, 0, 0, 0, 0, taipei)}
	var invalid *goal.InvalidError
	if err := g.Validate(); !errors.As(err, &invalid) {
		fmt.Println(err)
		return
	}
	for _, p := range invalid.Problems {
		fmt.Printf("%s %s: %s\n", p.Criterion.Name(readers[1]), p.Field, p.Text.Hant)
	}
	for _, p := range invalid.Problems {
		fmt.Println(p.Text.En)
	}
	g.Target, g.Reviewed, g.Relevance = goal.Target{By: metrics.Change{Points: 15}}, goal.Quarterly, "續約客戶是主要營收來源"
	g.Due = goal.Months(g.Start, 3)
	aim, err := g.Aim()
	fmt.Println(aim, err, g.Validate())
	// Output:
	// 明確具體 target: 淨推薦值的零點不代表「沒有」，相對幅度沒有意義：請改用點數
	// 可衡量 reviewed: 未說明多久檢討一次，例如每季
	// 具關聯性 relevance: 缺少設定理由：請說明這個目標與公司策略有何關係
	// 有時限 due: 期限是 2026 年 6 月 30 日，開始日期是 2026 年 7 月 1 日：期限必須晚於開始日期
	// a relative change has no meaning for Net Promoter Score, whose zero is not nothing: give the change in points
	// it is not said how often the goal is reviewed, such as quarterly
	// the reason is missing: say what the goal does for the company's strategy
	// the goal is due on 30 June 2026 and starts on 1 July 2026: the due date must come after the start
	// 13 <nil> <nil>
}

// "Raise the response rate to customer feedback by 20 % within six months": from 50 %
// that is 60 % if it is relative, and 70 % if points are meant. The goal has to say.
func ExampleGoal_Aim() {
	g := satisfaction()
	g.Metric, g.Baseline = metrics.IDReplyRate, share(metrics.IDReplyRate, 400, 800)
	for _, by := range []metrics.Change{{Relative: 0.20}, {Points: 0.20}} {
		g.Target = goal.Target{By: by}
		aim, err := g.Aim()
		fmt.Println(g.Baseline.FormatValue(aim, readers[0]), err)
	}
	// Output:
	// 60.0% <nil>
	// 70.0% <nil>
}

// Shorter handling is better: from six hours to four by the end of the quarter.
func ExampleGoal_Review_handlingTime() {
	g := satisfaction()
	hours := func(v, low, high float64, n int64) metrics.Estimate {
		h := func(v float64) metrics.Number { return metrics.NumberOf(v * 3600) }
		return metrics.Estimate{Definition: metrics.IDHandlingTime.With("p50"), Value: h(v), Low: h(low), High: h(high), Confidence: 0.95, N: n, Method: metrics.KaplanMeier}
	}
	g.ID, g.Metric, g.Segment, g.Source = "handling", metrics.IDHandlingTime.With("p50"), "維修案件", "工單系統"
	g.Baseline, g.Target = hours(6, 5.6, 6.5, 1450), goal.Target{To: metrics.NumberOf(4 * 3600)}
	g.Reviewed, g.Due = goal.Monthly, goal.Months(g.Start, 3)
	for month, now := range []metrics.Estimate{hours(5.2, 4.8, 5.7, 480), hours(4.9, 4.5, 5.3, 510), hours(3.7, 3.5, 3.9, 1530)} {
		r, err := g.Review(goal.Months(g.Start, month+1), goal.Evidence{Current: now}, goal.Options{})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(r.Reasons[0].Hans)
		fmt.Println(r.Outlook.Probability.Defined(), r.NextReview.Format(time.DateOnly))
	}
	// Output:
	// 处理时长中位数：进展正常。目标是2026年3月31日前达到 4 小时，目前为 5 小时 12 分钟（95% 置信区间 4 小时 48 分钟至 5 小时 42 分钟，n = 480，Kaplan-Meier 估计）。
	// true 2026-03-01
	// 处理时长中位数：有落后风险。目标是2026年3月31日前达到 4 小时，目前为 4 小时 54 分钟（95% 置信区间 4 小时 30 分钟至 5 小时 18 分钟，n = 510，Kaplan-Meier 估计）。
	// true 2026-04-01
	// 处理时长中位数：已达成。目标是2026年3月31日前达到 4 小时，目前为 3 小时 42 分钟（95% 置信区间 3 小时 30 分钟至 3 小时 54 分钟，n = 1,530，Kaplan-Meier 估计）。
	// false 0001-01-01
}

// When does the team meet? Quarterly from the last day of January on, and on the day
// the goal is due.
func ExampleGoal_NextReview() {
	g := satisfaction()
	g.Start = time.Date(2026, 1, 31, 9, 0, 0, 0, taipei)
	g.Due = goal.Months(g.Start, 8)
	for now := g.Start; ; {
		next := g.NextReview(now)
		if next.IsZero() {
			break
		}
		fmt.Println(next.Format("Mon 2 Jan 2006 15:04"))
		now = next
	}
	// Output:
	// Thu 30 Apr 2026 09:00
	// Fri 31 Jul 2026 09:00
	// Wed 30 Sep 2026 09:00
}

// With two years of monthly surveys there is more to go by than the weeks since the
// start: package forecast tries its models on them.
func ExampleGoal_OutlookOf() {
	g := satisfaction()
	months := series.Calendar{Step: series.Month, Zone: taipei}
	s := series.Series{Definition: g.Metric, Unit: metrics.UnitShare, Kind: series.Share}
	period := months.Period(goal.Months(g.Start, -22))
	for _, satisfied := range []int64{331, 340, 328, 345, 337, 350, 341, 352, 347, 344, 356, 349, 351, 362, 355, 348, 360, 366, 357, 369, 363, 372, 377, 383} { // of 600 each
		s.Points = append(s.Points, series.Point{Period: period, Reading: series.ReadShare(share(g.Metric, satisfied, 600), satisfied, 600)})
		period = months.Next(period)
	}
	f, err := forecast.Of(s, forecast.Options{Horizon: 6, Answers: 1e6}) // so many that the error of the sample goes
	if err != nil {
		fmt.Println(err)
		return
	}
	outlook, err := g.OutlookOf(f)
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := g.Review(goal.Months(g.Start, 2), goal.Evidence{Points: goal.PointsOf(s), Outlook: &outlook}, goal.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Verdict, outlook.Method)
	for _, reason := range r.Reasons {
		fmt.Println(reason.Hant)
	}
	// Output:
	// cannot_be_shown drift
	// 顧客滿意度（5 分制，4 分以上）：樣本不足以判定。目標是 2026 年 6 月 30 日前達到 66.0%，目前為 63.8%（95% 信賴區間 60.0% 至 67.7%，n = 600，常態近似區間）。
	// 數值未達目標，但樣本也不能證明真實水準不到：信賴區間仍包含目標值。若維持這個水準，1,884 份回答就能確認。
	// 與基準值相比：3.8 個百分點（95% 信賴區間 -1.6 至 9.3，p = 0.16，效果量 h = 0.08）：這批資料看不出差異。
	// 時間過了 33%，進度為 64%；接下來每個月需進展 0.5 個百分點。
	// 依預測，到期時預計為 65.2%（95% 區間 60.0% 至 70.1%），達成目標的機率為 38%。
	// 每次 600 份回答，只看得出 7.7 個百分點以上的變化（檢定力 80%）；要驗證這個目標需要 2,661 份。
	// 下次檢討日期：2026 年 4 月 1 日。
}

// How many of the other branches answer reviews less often than ours, at 71 %?
func ExamplePercentileRank() {
	rank, err := goal.PercentileRank(0.71, []float64{0.55, 0.62, 0.71, 0.68, 0.83, 0.90})
	fmt.Printf("%.2f %v\n", rank, err)
	// Output: 0.58 <nil>
}
