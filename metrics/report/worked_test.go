package report_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/feedbacktest"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/action"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/effect"
	"github.com/loamlib/loam/metrics/goal"
	"github.com/loamlib/loam/metrics/report"
	"github.com/loamlib/loam/metrics/segment"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/survival"
)

// The companies of the worked examples, each with the cause that its people would
// have to find.
var (
	householdGoods = feedbacktest.Company{Seed: 21, Months: 12, PerMonth: 400,
		Plants: []feedbacktest.Plant{{Topic: "product/quality", Month: 9, Share: 0.25, Lost: 0.006}}}
	telecom = feedbacktest.Company{Seed: 22, Months: 12, PerMonth: 400, Touchpoints: []string{"shop", "hotline", "network"},
		Topics: []feedback.Category{"waiting/phone_wait", "price", "service/attitude", "usability"}, Products: []string{"mobile", "fibre"},
		Plants: []feedbacktest.Plant{{Topic: "waiting/phone_wait", Until: 6, Share: 0.35}}}
	retailer = feedbacktest.Company{Seed: 23, Months: 12, PerMonth: 400,
		Plants: []feedbacktest.Plant{{Topic: "delivery/delivery_speed", Month: 9, Share: 0.2}}}
	bank = feedbacktest.Company{Seed: 24, Months: 12, PerMonth: 600, Products: []string{"savings plan", "loan", "card"}, Touchpoints: []string{"branch", "app", "adviser"},
		Topics: []feedback.Category{"price/transparency", "service/attitude", "waiting/queue", "usability"},
		Plants: []feedbacktest.Plant{{Topic: "price/transparency", Product: "savings plan", Region: "west", Month: 9, Share: 0.35}}}
	airline = feedbacktest.Company{Seed: 25, Months: 12, PerMonth: 500, Products: []string{"economy", "business"}, Touchpoints: []string{"booking", "check-in", "boarding", "flight", "baggage"},
		Topics: []feedback.Category{"travel/boarding", "service/attitude", "price", "usability"},
		Plants: []feedbacktest.Plant{{Topic: "travel/boarding", Touchpoint: "boarding", Share: 0.5}}}
	chainStore = feedbacktest.Company{Seed: 26, Months: 12, PerMonth: 500, Touchpoints: []string{"entrance", "shelves", "checkout", "parking"},
		Plants: []feedbacktest.Plant{{Topic: "waiting/queue", Touchpoint: "checkout", Month: 8, Share: 0.4}}}
	longLow = feedbacktest.Company{Seed: 37, Months: 12, PerMonth: 400,
		Plants: []feedbacktest.Plant{{Topic: "service/attitude", Share: 0.3}}}
	eCommerce = feedbacktest.Company{Seed: 28, Months: 12, PerMonth: 700, Attribute: "courier", Values: []string{"swift", "falcon", "turtle"},
		Plants: []feedbacktest.Plant{{Topic: "delivery/delivery_speed", Region: "east", Value: "turtle", Month: 8, Share: 0.5}}}
	marketplace = feedbacktest.Company{Seed: 29, Months: 12, PerMonth: 500, Topics: []feedback.Category{"delivery/delivery_speed", "after_sales", "price", "packaging", "usability"},
		Plants: []feedbacktest.Plant{{Topic: "delivery/delivery_speed", Month: 9, Share: 0.15}, {Topic: "after_sales", Month: 9, Share: 0.15}}}
	phoneMaker = feedbacktest.Company{Seed: 30, Months: 12, PerMonth: 500, Products: []string{"phone", "tablet", "watch"}, Topics: []feedback.Category{"product/design", "usability", "price", "product/quality"},
		Plants: []feedbacktest.Plant{{Topic: "product/design", Product: "watch", Month: 9, Share: 0.3}}}
	coffeeHouse = feedbacktest.Company{Seed: 31, Months: 12, PerMonth: 500, Products: []string{"latte", "mocha", "tea"}, Topics: []feedback.Category{"food/taste", "waiting/queue", "service/attitude", "price"},
		Channels: []feedback.Channel{feedback.Social, feedback.OnlineReview},
		Plants:   []feedbacktest.Plant{{Topic: "food/taste", Product: "mocha", Month: 10, Share: 0.4}}}
)

// collected is what a company's customers said, and its trading, as of the end of its
// last month.
func collected(c feedbacktest.Company) (*report.Collector, error) {
	o := report.Options{Window: series.Window{
		Calendar: series.Calendar{Zone: taipei}, Now: time.Date(2026, time.Month(1+c.Months), 1, 0, 0, 0, 0, taipei),
	}}
	if c.Attribute != "" {
		full, err := report.NewCollector(o)
		if err != nil {
			return nil, err
		}
		o.Facets = append(full.Options().Facets, cause.Attribute(c.Attribute))
	}
	out, err := report.NewCollector(o)
	if err != nil {
		return nil, err
	}
	for f, a := range c.Feedback() {
		out.Add(&f, &a)
	}
	for _, t := range c.Trading() {
		if err := out.AddCustomers(t.Start, t.Customers, t.Lost); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// reportOn is the report of a company.
func reportOn(c feedbacktest.Company, s report.Subject) *report.Report {
	collected, err := collected(c)
	if err != nil {
		panic(err)
	}
	s.TopicName = standard.Taxonomy().Name
	r, err := collected.Report(s)
	if err != nil {
		panic(err)
	}
	return r
}

// first prints what to do first and why.
func first(r *report.Report, tag language.Tag) {
	for i, s := range r.First {
		fmt.Printf("%d. %s\n", i+1, s.Do.In(tag))
		for _, why := range s.Why {
			fmt.Println("   " + why.In(tag))
		}
	}
	if len(r.First) == 0 {
		fmt.Println(r.Silence.In(tag))
	}
}

// Without its cause none of the companies gets an advice: what is left is chance.
func TestWorkedExamplesAreSilentWithoutTheirCause(t *testing.T) {
	for name, c := range map[string]feedbacktest.Company{
		"household goods": householdGoods, "telecom": telecom, "retailer": retailer, "bank": bank, "airline": airline, "chain store": chainStore,
		"long low": longLow, "e-commerce": eCommerce, "marketplace": marketplace, "phone maker": phoneMaker, "coffee house": coffeeHouse,
	} {
		c.Plants = nil
		if r := reportOn(c, report.Subject{}); len(r.First) > 0 {
			t.Errorf("%s: nothing was planted, and it says %q because %q", name, r.First[0].Do.En, r.First[0].Why[0].En)
		}
	}
}

// 流失率顯著上升，而顧客主要抱怨產品品質：先改善產品品質，並附上兩項檢定。
func Example_churnAndQuality() {
	first(reportOn(householdGoods, report.Subject{}), language.TraditionalChinese)
	// Output:
	// 1. 改善「產品品質」。
	//    產品品質：32.2% 的回饋有所抱怨。先前為 7.5%，確實增加了（校正後 p < 0.001）。
	//    流失率上升，且客訴主要集中在「產品品質」：應優先改善「產品品質」。至於流失是否由此造成，這些資料無法證明。（一）顧客流失率差異：0.6 個百分點（95% 信賴區間 0.5 至 0.8，p < 0.001，效果量 h = 0.04），資料顯示確有差異。相對於前期為 +31%。（二）以「產品品質」為主的客訴：58.6%（95% 信賴區間 54.8% 至 62.4%，n = 636，Wilson 區間）。資料顯示超過半數。其次是「配送速度」，71 件（p < 0.001，精確二項檢定）。
	//    若不計所有抱怨這一點的顧客，整體淨推薦值會高 14.2 分（這是關聯，未必是因果）。
}

// 什么都没有发生的同一家公司：报告不下结论。
func Example_nothingHappened() {
	calm := householdGoods
	calm.Plants = nil
	first(reportOn(calm, report.Subject{}), language.SimplifiedChinese)
	// Output:
	// 没有必须优先处理的问题：没有哪个主题的抱怨确实比此前多，也没有哪里确实比其他地方差。持续观察即可，不必因此调整计划。
}

// A telecom's customers wait too long on the phone. In July it has staffed the hotline,
// and asks in December whether the fifteen points more that it wanted are there.
func Example_hotlineWait() {
	before := telecom
	before.Months = 6
	first(reportOn(before, report.Subject{}), language.English)

	start := time.Date(2026, 7, 1, 0, 0, 0, 0, taipei)
	var baseline metrics.Estimate
	for _, k := range reportOn(before, report.Subject{}).KPIs {
		if k.Figure.Definition == metrics.IDNPS {
			baseline = k.Figure.Estimate
		}
	}
	r := reportOn(telecom, report.Subject{Goals: []goal.Goal{{
		ID: "hotline", Metric: metrics.IDNPS, Segment: goal.Everyone, Baseline: baseline, Target: goal.Target{By: metrics.Change{Points: 15}},
		Source: "survey after each call", Measured: goal.Monthly, Reviewed: goal.Monthly, Relevance: "fewer customers leave", Start: start, Due: start.AddDate(1, 0, 0),
	}}})
	fmt.Println(r.Plan.Goals[0].Review.Verdict)
	// Output:
	// 1. Improve “Phone and hotline”.
	//    Phone and hotline: complained of in 40.2% of the feedback. Before that it was 44.8%, a difference that chance alone may make (adjusted p = 1.00).
	//    Nothing else as specific comes near it: next is “Attitude” with 8.0%.
	//    Without those who complain of it anywhere, the Net Promoter Score of all would be 50.9 points higher (they go together; that is no proof of a cause).
	// reached
}

// A retailer's customers complain of slow delivery, and a competitor is ahead.
func Example_slowDelivery() {
	r := reportOn(retailer, report.Subject{Benchmarks: []goal.Benchmark{{
		Name: "FastShop", Figure: metrics.Estimate{Definition: metrics.IDNPS, Value: metrics.NumberOf(28), N: 1500},
		Channel: feedback.Survey, At: time.Date(2026, 6, 30, 0, 0, 0, 0, taipei), Source: "industry survey 2026",
	}}})
	first(r, language.English)
	fmt.Println(r.Benchmarks[0].Standing.Worse)
	// Output:
	// 1. Improve “Delivery speed”.
	//    Delivery speed: complained of in 27.8% of the feedback. Before that it was 6.8%: it has risen by more than chance (adjusted p < 0.001).
	//    Without those who complain of it anywhere, the Net Promoter Score of all would be 12.1 points higher (they go together; that is no proof of a cause).
	// true
}

// 某地區的客戶對某項產品的投訴異常地多：問題出在說明，而不是產品本身。
func Example_oneProductInOneRegion() {
	r := reportOn(bank, report.Subject{})
	first(r, language.TraditionalChinese)
	for _, q := range r.Causes.Hotspots[0].Quotes {
		fmt.Println("   ", q.FeedbackID, q.Text)
	}
	// Output:
	// 1. 查明「價格透明度」出了什麼問題並改善（地區「west」、產品「savings plan」）。
	//    地區「west」、產品「savings plan」：42.3% 的回饋抱怨「價格透明度」（156 件中有 66 件），其他地方是 8.4%，等於多出約 53 件。
	//    從 2026-10 開始惡化：在那之前是 8.1%，之後是 42.3%。
	//    若不計所有抱怨這一點的顧客，整體淨推薦值會高 9.9 分（這是關聯，未必是因果）。
	//     c24-0006942 說明跟實際扣款不一樣。
	//     c24-0006995 The terms were not what we were told.
	//     c24-0007009 说明跟实际扣款不一样。
}

// An airline draws the journey of its passengers: boarding is the step that hurts.
func Example_boarding() {
	r := reportOn(airline, report.Subject{Journey: airline.Touchpoints})
	for _, s := range r.Causes.Journey.Steps {
		mark := ""
		if s.Worse {
			mark = " <- worse than the others"
		}
		fmt.Printf("%-9s %s%s\n", s.Touchpoint, s.Score.FormatValue(s.Score.Value.Or(0), language.English), mark)
	}
	// Output:
	// booking   26.9%
	// check-in  20.6%
	// boarding  57.1% <- worse than the others
	// flight    25.5%
	// baggage   23.3%
}

// Self-service boarding was introduced in July. Did satisfaction rise?
func Example_selfServiceBoarding() {
	improved := airline
	improved.Plants = []feedbacktest.Plant{{Topic: "travel/boarding", Touchpoint: "boarding", Until: 6, Share: 0.5}}
	july := time.Date(2026, 7, 1, 0, 0, 0, 0, taipei)
	r := reportOn(improved, report.Subject{Actions: []action.Action{{
		ID: "gates", Kind: action.ProcessImprovement, What: "self-service boarding at all gates", Cause: "crowds at the gate",
		Department: "ground operations", Owner: "u-9", Expected: action.Expected{Metric: "csat_top_box:csat5>=4", Size: 0.05},
		Rounds: []action.Round{{Due: july, Done: july, Review: july.AddDate(0, 3, 0)}},
	}}})
	a := r.Plan.Actions[0]
	fmt.Println(a.State, "->", a.Check.Effect)
	fmt.Println(a.Check.Reasons[0].En)
	// Output:
	// implemented -> worked
	// Customer satisfaction (4 or more of 5): a change of 5.0 percentage points was expected, worth it from 2.5 percentage points on; found was 6.2 percentage points (95% CI 2.6 to 9.8 percentage points, p < 0.001).
}

// 連鎖賣場：結帳等候是主要的負面回饋。
func Example_checkoutQueue() {
	first(reportOn(chainStore, report.Subject{}), language.TraditionalChinese)
	// Output:
	// 1. 查明「排隊與結帳」出了什麼問題並改善（接觸點「checkout」）。
	//    接觸點「checkout」：43.7% 的回饋抱怨「排隊與結帳」（371 件中有 162 件），其他地方是 5.8%，等於多出約 140 件。
	//    從 2026-09 開始惡化：在那之前是 6.3%，之後是 42.8%。
	//    若不計所有抱怨這一點的顧客，整體淨推薦值會高 9.2 分（這是關聯，未必是因果）。
}

// An online shop shows recommendations to every second visitor. More of them buy, which
// the visitors without recommendations put into proportion.
func Example_recommendations() {
	r := rand.New(rand.NewPCG(1, 158))
	visit := func(rate float64) metrics.Rate {
		out := metrics.Rate{Definition: "conversion_rate"}
		for range 20_000 {
			out.Add(r.Float64() < rate)
		}
		return out
	}
	compared := func(after, before metrics.Rate) metrics.Comparison {
		c, err := after.Compare(&before, metrics.DefaultConfidence)
		if err != nil {
			panic(err)
		}
		return c
	}
	with := compared(visit(0.038), visit(0.031))
	without := compared(visit(0.031), visit(0.031))
	found, err := effect.AgainstControl(with, without, effect.Options{})
	if err != nil {
		panic(err)
	}
	a := action.Action{ID: "recommend", Kind: action.Personalisation, Expected: action.Expected{Metric: "conversion_rate", Size: 0.005},
		Rounds: []action.Round{{Done: time.Date(2026, 3, 1, 0, 0, 0, 0, taipei), Review: time.Date(2026, 4, 1, 0, 0, 0, 0, taipei)}}}
	check, err := a.Evaluate(time.Date(2026, 4, 2, 0, 0, 0, 0, taipei), found.Result)
	if err != nil {
		panic(err)
	}
	fmt.Println(check.Effect)
	fmt.Println(check.Reasons[0].Hans)
	// Output:
	// worked
	// conversion_rate：预期变化 0.005，达 0.002 才算值得；实际为 0.007（95% 置信区间 0.002 至 0.011，p = 0.009）。
}

// 净推荐值长期偏低：找出主要矛盾。
func Example_longLowScore() {
	r := reportOn(longLow, report.Subject{})
	for _, k := range r.KPIs {
		if k.Figure.Definition == metrics.IDNPS {
			fmt.Println(k.Figure.Line(language.SimplifiedChinese), k.Verdict)
		}
	}
	first(r, language.SimplifiedChinese)
	// Output:
	// 净推荐值：-26.5 分（95% 置信区间 -29.9 至 -23.0，n = 2,365，校正 Wald 区间） steady
	// 1. 改善“服务态度”。
	//    服务态度：34.0% 的反馈有所抱怨。此前为 34.2%，差距仍在随机波动的范围内（校正后 p = 1.00）。
	//    其他具体问题都远远不及，其次是“配送速度”，占 6.1%。
	//    若不计所有抱怨这一点的客户，整体净推荐值会高 36.8 分（这是关联，未必是因果）。
}

// 电商的延误集中在特定地区的物流合作方。
func Example_logisticsPartner() {
	first(reportOn(eCommerce, report.Subject{}), language.SimplifiedChinese)
	// Output:
	// 1. 查明“配送速度”出了什么问题并改进（地区“east”、courier“turtle”）。
	//    地区“east”、courier“turtle”：54.7% 的反馈抱怨“配送速度”（172 条中有 94 条），其他地方为 7.3%，相当于多出约 82 条。
	//    从 2026-09 开始恶化：在那之前为 10.1%，之后为 54.5%。
	//    若不计所有抱怨这一点的客户，整体净推荐值会高 9.8 分（这是关联，未必是因果）。
}

// A company works with a new analysis tool and claims fifteen per cent more of the Net
// Promoter Score: a ratio of a score that may be 0 means nothing. Points do, and so do
// the times that its team takes.
func Example_fifteenPerCentMore() {
	g := goal.Goal{Metric: metrics.IDNPS, Baseline: metrics.Estimate{Definition: metrics.IDNPS, Unit: metrics.UnitPoints, Value: metrics.NumberOf(12)}}
	g.Target.By = metrics.Change{Relative: 0.15}
	_, err := g.Aim()
	fmt.Println(err)
	g.Target.By = metrics.Change{Points: 15}
	fmt.Println(g.Aim())

	r := rand.New(rand.NewPCG(1, 161))
	handling := func(mean time.Duration) *survival.Times {
		t := &survival.Times{Definition: metrics.IDHandlingTime}
		for range 300 {
			t.Add(time.Duration(float64(mean) * r.ExpFloat64()))
		}
		return t
	}
	before, after := handling(9*time.Hour), handling(6*time.Hour)
	c, err := metrics.Compare(after.Estimate(), before.Estimate())
	if err != nil {
		panic(err)
	}
	fmt.Println(c.Line(language.English))
	// Output:
	// nps: metrics: a relative change has no meaning for this number, want points
	// 27 <nil>
	// Handling time, median, difference: -2 h 39 min (95% CI -3 h 42 min to -1 h 31 min, p < 0.001, time ratio = 0.59), shown by these data
}

// 一家软件公司要在六个月内把客户满意度提高 10%：每月分析，每季度评估。
func Example_softwareCompany() {
	software := feedbacktest.Company{Seed: 33, Months: 12, PerMonth: 900, Products: []string{"desktop", "mobile"}, Touchpoints: []string{"setup", "daily use", "support"},
		Topics: []feedback.Category{"usability", "service/attitude", "price"}, Plants: []feedbacktest.Plant{{Topic: "usability", Until: 7, Share: 0.25}}}
	start := time.Date(2026, 7, 1, 0, 0, 0, 0, taipei)
	half := software
	half.Months = 6
	var baseline metrics.Estimate
	for _, k := range reportOn(half, report.Subject{}).KPIs {
		if k.Figure.Definition.Base() == metrics.IDSatisfaction {
			baseline = k.Figure.Estimate
		}
	}
	r := reportOn(software, report.Subject{Goals: []goal.Goal{{
		ID: "csat", Metric: baseline.Definition, Segment: goal.Everyone, Baseline: baseline, Target: goal.Target{By: metrics.Change{Relative: 0.10}},
		Source: "每月满意度调查", Measured: goal.Monthly, Reviewed: goal.Quarterly, Relevance: "续约率", Start: start, Due: start.AddDate(0, 6, 0),
	}}})
	fmt.Println(r.Plan.Goals[0].Review.Verdict)
	fmt.Println(r.Plan.Goals[0].Review.Reasons[0].Hans)
	// Output:
	// reached
	// 客户满意度（5 分制，4 分及以上）：已达成。目标是2026年12月31日前达到 50.3%，目前为 55.4%（95% 置信区间 50.8% 至 60.0%，n = 446，正态近似区间）。
}

// A marketplace hears of two things at once: delivery and what comes after the sale.
func Example_deliveryAndAfterSales() {
	for _, s := range reportOn(marketplace, report.Subject{}).First {
		fmt.Println(s.Do.En)
	}
	// Output:
	// Improve “After-sales service”.
	// Improve “Delivery speed”.
}

// 產品設計與使用體驗：新手錶的設計讓顧客不滿。
func Example_productDesign() {
	first(reportOn(phoneMaker, report.Subject{}), language.TraditionalChinese)
	// Output:
	// 1. 查明「設計與外觀」出了什麼問題並改善（產品「watch」）。
	//    產品「watch」：36.3% 的回饋抱怨「設計與外觀」（491 件中有 178 件），其他地方是 8.1%，等於多出約 138 件。
	//    從 2026-10 開始惡化：在那之前是 10.1%，之後是 36.3%。
	//    若不計所有抱怨這一點的顧客，整體淨推薦值會高 11.7 分（這是關聯，未必是因果）。
}

// Viewers say with the remote control what they think of a series: who stops in the
// first episode has given feedback. One genre is left more often than the others.
func Example_viewingBehaviour() {
	finished, err := segment.Share("finished_share", func(*feedback.Feedback, *feedback.Analysis) (yes, counts bool) { return false, false })
	if err != nil {
		panic(err)
	}
	c, err := segment.NewCollector(finished, segment.Options{Dimensions: []segment.Dimension{{Name: "genre"}}})
	if err != nil {
		panic(err)
	}
	r := rand.New(rand.NewPCG(1, 165))
	for range 6000 {
		genre := []string{"drama", "crime", "comedy", "documentary"}[r.IntN(4)]
		rate := 0.62
		if genre == "comedy" {
			rate = 0.55
		}
		answer := 0.0
		if r.Float64() < rate {
			answer = 1
		}
		if err := c.AddRow(answer, segment.Slice{Dimension: "genre", Value: genre}); err != nil {
			panic(err)
		}
	}
	found, err := c.Report(segment.Tests{})
	if err != nil {
		panic(err)
	}
	for _, f := range found.Findings() {
		fmt.Println(f.Value, f.Comparison.Difference.Or(0) < 0)
	}
	// Output:
	// comedy true
}

// 社交媒体上的反馈：新配方的摩卡太甜了。
func Example_newRecipe() {
	r := reportOn(coffeeHouse, report.Subject{})
	first(r, language.SimplifiedChinese)
	fmt.Println(r.Causes.Hotspots[0].Quotes[0].Text)
	// Output:
	// 1. 查明“味道”出了什么问题并改进（产品“mocha”）。
	//    产品“mocha”：30.3% 的反馈抱怨“味道”（495 条中有 150 条），其他地方为 10.1%，相当于多出约 100 条。
	//    从 2026-11 开始恶化：在那之前为 11.2%，之后为 40.2%。
	//    若不计所有抱怨这一点的客户，整体净推荐值会高 13.5 分（这是关联，未必是因果）。
	// 新配方太甜了。
}
