package report_test

import (
	"fmt"
	"log"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/feedback/feedbacktest"
	"github.com/loamlib/loam/metrics/report"
	"github.com/loamlib/loam/metrics/series"
)

// From feedback and analyses to a report that a manager reads.
func Example() {
	now := time.Date(2026, 9, 1, 0, 0, 0, 0, taipei)
	judged := feedbacktest.Company{Seed: 6, Months: 8, PerMonth: 300, Regions: []string{"板橋店", "永和店", "新店店"},
		Plants: []feedbacktest.Plant{{Topic: "waiting/queue", Region: "板橋店", Month: 5, Share: 0.3}}}.Feedback()

	c, err := report.NewCollector(report.Options{Window: series.Window{Calendar: series.Calendar{Zone: taipei}, Now: now}})
	if err != nil {
		log.Fatal(err)
	}
	for f, a := range judged { // what the pipeline made of each
		c.Add(&f, &a)
	}
	r, err := c.Report(report.Subject{Company: "巷口牛肉麵", TopicName: standard.Taxonomy().Name})
	if err != nil {
		log.Fatal(err)
	}
	markdown := r.Markdown(language.TraditionalChinese)
	first, _, _ := strings.Cut(markdown, "\n## 一、")
	fmt.Println(first)
	// Output:
	// # 巷口牛肉麵顧客回饋分析報告
	//
	// 共 2,400 件回饋，期間：2026-01 至 2026-08；資料截至 2026 年 8 月 31 日。以下「近期」指 2026-07 至 2026-08，「先前」指 2026-01 至 2026-06。
	//
	// ## 先做什麼，為什麼
	//
	// 1. **查明「排隊與結帳」出了什麼問題並改善（地區「板橋店」）。**
	//    - 地區「板橋店」：29.2% 的回饋抱怨「排隊與結帳」（178 件中有 52 件），其他地方是 6.4%，等於多出約 41 件。
	//    - 從 2026-06 開始惡化：在那之前是 6.8%，之後是 30.0%。
	//    - 若不計所有抱怨這一點的顧客，整體淨推薦值會高 10.1 分（這是關聯，未必是因果）。
}

// Two shards of a shop's feedback, counted apart and put together.
func ExampleCollector() {
	shop := feedbacktest.Company{Seed: 4, Months: 8, PerMonth: 500, Plants: []feedbacktest.Plant{{Topic: "packaging", Product: "blender", Month: 5, Share: 0.4}}}
	options := report.Options{Window: series.Window{
		Calendar: series.Calendar{Step: series.Month, Zone: taipei}, Now: time.Date(2026, 9, 1, 0, 0, 0, 0, taipei),
	}}
	var shards [2]*report.Collector
	for i := range shards {
		var err error
		if shards[i], err = report.NewCollector(options); err != nil {
			fmt.Println(err)
			return
		}
	}
	n := 0
	for f, a := range shop.Feedback() { // in a program: feedback and what the pipeline judged
		shards[n%2].Add(&f, &a)
		n++
	}
	if err := shards[0].Merge(shards[1]); err != nil {
		fmt.Println(err)
		return
	}
	r, err := shards[0].Report(report.Subject{Company: "Mixers", TopicName: standard.Taxonomy().Name})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, tag := range []language.Tag{language.English, language.TraditionalChinese, language.SimplifiedChinese} {
		fmt.Println(r.First[0].Do.In(tag))
		fmt.Println(r.First[0].Why[0].In(tag))
	}

	// Which feedback is that? Anybody can pick it out again.
	for f, a := range shop.Feedback() {
		if r.First[0].From.Match(&f, &a) {
			fmt.Println(f.ID, f.Text)
			break
		}
	}
	// Output:
	// Find out what is wrong with “Packaging” (product blender), and put it right.
	// Product blender: 51.0% of the feedback complains of “Packaging” (103 of 202), elsewhere 3.4%. That is about 96 more complaints than if it were as elsewhere.
	// 查明「包裝」出了什麼問題並改善（產品「blender」）。
	// 產品「blender」：51.0% 的回饋抱怨「包裝」（202 件中有 103 件），其他地方是 3.4%，等於多出約 96 件。
	// 查明“包装”出了什么问题并改进（产品“blender”）。
	// 产品“blender”：51.0% 的反馈抱怨“包装”（202 条中有 103 条），其他地方为 3.4%，相当于多出约 96 条。
	// c4-0003027 包装太随便。
}

// The second form of a report: problems, suggestions, follow-up.
func ExampleReport_MarkdownBrief() {
	r := reportOn(coffeeHouse, report.Subject{Company: "街角咖啡"})
	fmt.Println(r.MarkdownBrief(language.TraditionalChinese))
	// Output:
	// # 街角咖啡顧客回饋分析報告
	//
	// 共 6,000 件回饋，期間：2026-01 至 2026-12；資料截至 2026 年 12 月 31 日。以下「近期」指 2026-10 至 2026-12，「先前」指 2026-01 至 2026-09。
	//
	// ## 發現的問題
	//
	// - 淨推薦值：近期 -5.2 分，先前 5.3 分，惡化了 10.5 分，超出隨機波動的範圍（校正後 p = 0.005）。
	// - 顧客滿意度（5 分制，4 分以上）：近期 55.4%，先前 62.6%，惡化了 7.2 個百分點，超出隨機波動的範圍（校正後 p < 0.001）。
	// - 淨情緒值：近期 18.1 分，先前 30.2 分，惡化了 12.1 分，超出隨機波動的範圍（校正後 p < 0.001）。2026-01 至 2026-12 持續下降，大約從 35.3 分到 19.3 分（校正後 p = 0.025）。
	// - 負面回饋比例：近期 32.4%，先前 25.1%，惡化了 7.3 個百分點，超出隨機波動的範圍（校正後 p < 0.001）。2026-01 至 2026-12 持續上升，大約從 22.4% 到 31.7%（校正後 p = 0.025）。
	// - 客訴占回饋的比例：近期 32.4%，先前 25.1%，惡化了 7.3 個百分點，超出隨機波動的範圍（校正後 p < 0.001）。2026-01 至 2026-12 持續上升，大約從 22.4% 到 31.7%（校正後 p = 0.025）。
	// - 產品「mocha」：30.3% 的回饋抱怨「味道」（495 件中有 150 件），其他地方是 10.1%，等於多出約 100 件。從 2026-11 開始惡化：在那之前是 11.2%，之後是 40.2%。
	// - 味道：16.8% 的回饋有所抱怨。先前為 10.3%，確實增加了（校正後 p < 0.001）。
	// - 顧客最常抱怨的主題（占近期回饋的比例）：味道（16.8%）、服務態度（11.1%）、排隊與結帳（9.6%）。
	//
	// ## 改善建議
	//
	// - 查明「味道」出了什麼問題並改善（產品「mocha」）。
	//
	// ## 後續追蹤
	//
	// - 措施完成後，比較產品「mocha」抱怨「味道」的比例在前後的變化，並與沒有調整的地方對照；若沒有下降，就重新檢討原因。
}

// The first form begins with what to do first.
func ExampleReport_Markdown() {
	calm := chainStore
	calm.Plants = nil
	text := reportOn(calm, report.Subject{Company: "Corner Shops"}).Markdown(language.English)
	text, _, _ = strings.Cut(text, "## 1.")
	fmt.Println(text)
	// Output:
	// # Corner Shops: customer feedback report
	//
	// 6,000 pieces of feedback, 2026-01 to 2026-12; as of 31 December 2026. “Recently” is 2026-10 to 2026-12, “before” is 2026-01 to 2026-09.
	//
	// ## What to do first, and why
	//
	// Nothing calls for action before everything else: no topic is complained of more than before, and no place is worse than others, by more than chance. Keep watching; nothing here is a reason to change plans.
}
