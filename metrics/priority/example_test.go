package priority_test

import (
	"fmt"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/priority"
)

var readers = []language.Tag{language.English, language.TraditionalChinese, language.SimplifiedChinese}

// number is an estimate with a normal interval.
func number(id metrics.ID, unit metrics.Unit, v, se float64, n int64) metrics.Estimate {
	return metrics.Estimate{Definition: id, Unit: unit, Value: metrics.NumberOf(v),
		Low: metrics.NumberOf(v - 1.96*se), High: metrics.NumberOf(v + 1.96*se), Confidence: 0.95, N: n}
}

func days(v float64) metrics.Estimate {
	return metrics.Estimate{Definition: "effort", Unit: metrics.UnitSeconds, Value: metrics.NumberOf(v * 24 * 3600)}
}

// shop is what customers of an online shop complain about. How delivery goes with
// business nobody has computed, and of the site nobody knows the effort.
func shop() []priority.Issue {
	return []priority.Issue{
		{
			ID: "delivery", Name: text.Wording{En: "Delivery", Hant: "物流配送", Hans: "物流配送"},
			Impact:     number(metrics.IDNPS, "", 6.1, 1.4, 2400),
			Prevalence: number("topic_share", metrics.UnitShare, 0.21, 0.008, 2400),
			Trend:      number("topic_slope", metrics.UnitShare, 0.012, 0.004, 2400),
			Effort:     days(40),
		},
		{
			ID: "quality", Name: text.Wording{En: "Product quality", Hant: "產品品質", Hans: "产品质量"},
			Impact:     number(metrics.IDNPS, "", 7.4, 1.6, 2400),
			Prevalence: number("topic_share", metrics.UnitShare, 0.17, 0.008, 2400),
			Trend:      number("topic_slope", metrics.UnitShare, 0.002, 0.004, 2400),
			Effort:     days(90),
			Business:   number("odds_ratio:churn", metrics.UnitRatio, 2.3, 0.3, 2400),
		},
		{
			ID: "site", Name: text.Wording{En: "Website", Hant: "網站操作", Hans: "网站操作"},
			Impact:     number(metrics.IDNPS, "", 1.2, 0.9, 2400),
			Prevalence: number("topic_share", metrics.UnitShare, 0.06, 0.005, 2400),
			Trend:      number("topic_slope", metrics.UnitShare, -0.003, 0.003, 2400),
			Business:   number("odds_ratio:churn", metrics.UnitRatio, 1.1, 0.3, 2400),
		},
	}
}

// What first, and how firm is that?
func ExampleOrder() {
	o, err := priority.Order(shop(), priority.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range o.Ranked {
		fmt.Printf("%d. %s %.2f (confidence %.1f)\n", r.Place, r.Name.En, r.Score, r.Confidence)
	}
	for _, tag := range readers {
		for _, w := range append(o.Ranked[0].Reasons, o.Robustness.Texts...) {
			fmt.Println(w.In(tag))
		}
	}
	// Output:
	// 1. Delivery 0.82 (confidence 0.8)
	// 2. Product quality 0.56 (confidence 1.0)
	// 3. Website 0.12 (confidence 0.8)
	// Delivery: place 1 of 3, score 0.82, with 80% of the weights known.
	// Impact: 6.1 points (95% CI 3.4 to 8.8, n = 2,400); number 2 of 3, ahead of another with a probability of 63%.
	// Prevalence: 21.0% (95% CI 19.4% to 22.6%, n = 2,400); number 1 of 3, ahead of another with a probability of more than 99%.
	// Trend: 1.2% (95% CI 0.4% to 2.0%, n = 2,400); number 1 of 3, ahead of another with a probability of 98%.
	// Effort: 40 d; number 1 of 2 from the smallest, less than another with a probability of 100%.
	// Not known, and counted neither for nor against it: business link.
	// The first place is not firm: weights changed by 47% bring Product quality up to Delivery.
	// Product quality would come first if business link weighed more than 3.6 times as much.
	// 物流配送：第 1 名，共 3 項；得分 0.82，已掌握 80% 的權重。
	// 影響程度：6.1 分（95% 信賴區間 3.4 至 8.8，n = 2,400）；在 3 項中排第 2，領先其他項目的機率為 63%。
	// 普遍程度：21.0%（95% 信賴區間 19.4% 至 22.6%，n = 2,400）；在 3 項中排第 1，領先其他項目的機率為超過 99%。
	// 趨勢：1.2%（95% 信賴區間 0.4% 至 2.0%，n = 2,400）；在 3 項中排第 1，領先其他項目的機率為 98%。
	// 所需投入：40 天；在 2 項中由少到多排第 1，比其他項目省力的機率為 100%。
	// 尚未掌握，不加分也不扣分：營運關聯。
	// 第一名並不穩固：權重只要變動 47%，「產品品質」就會追上「物流配送」。
	// 若「營運關聯」的權重提高到 3.6 倍以上，「產品品質」會排第一。
	// 物流配送：第 1 名，共 3 项；得分 0.82，已掌握 80% 的权重。
	// 影响程度：6.1 分（95% 置信区间 3.4 至 8.8，n = 2,400）；在 3 项中排第 2，领先其他事项的概率为 63%。
	// 普遍程度：21.0%（95% 置信区间 19.4% 至 22.6%，n = 2,400）；在 3 项中排第 1，领先其他事项的概率为超过 99%。
	// 趋势：1.2%（95% 置信区间 0.4% 至 2.0%，n = 2,400）；在 3 项中排第 1，领先其他事项的概率为 98%。
	// 所需投入：40 天；在 2 项中由少到多排第 1，比其他事项省力的概率为 100%。
	// 尚未掌握，不加分也不减分：经营关联。
	// 第一名并不稳固：权重只要变动 47%，“产品质量”就会追上“物流配送”。
	// 若“经营关联”的权重提高到 3.6 倍以上，“产品质量”会排第一。
}

// 流失率顯著上升，而客訴主要是產品品質：先改善品質。
func ExampleChurnRule() {
	complaints := []priority.Cases{
		{Topic: "quality", Name: shop()[1].Name, Count: 148},
		{Topic: "delivery", Name: shop()[0].Name, Count: 74},
		{Topic: "service", Count: 41}, {Topic: "price", Count: 12},
	}
	ruling, err := priority.ChurnRule{}.Apply(
		priority.Customers{Lost: 312, Start: 4100}, // 本季
		priority.Customers{Lost: 236, Start: 4050}, // 上季
		complaints)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, tag := range readers {
		fmt.Println(ruling.Text.In(tag))
	}
	o, err := priority.Order(shop(), priority.Options{First: &ruling})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(o.Ranked[0].Name.Hant, o.Ranked[0].Reasons[1].Hant)
	fmt.Println(o.Robustness.Texts[0].Hant)
	// Output:
	// Churn is up and the complaints are mainly about Product quality: improve Product quality first. That the one comes from the other the data do not say. (1) Churn rate, difference: 1.8 percentage points (95% CI 0.7 to 2.9, p = 0.001, h = 0.07), shown by these data. Relative to before that is +31%. (2) Complaints mainly about Product quality: 53.8% (95% CI 47.9% to 59.6%, n = 275, Wilson). Next is Delivery with 74 complaints (p < 0.001, exact binomial test).
	// 流失率上升，且客訴主要集中在「產品品質」：應優先改善「產品品質」。至於流失是否由此造成，這些資料無法證明。（一）顧客流失率差異：1.8 個百分點（95% 信賴區間 0.7 至 2.9，p = 0.001，效果量 h = 0.07），資料顯示確有差異。相對於前期為 +31%。（二）以「產品品質」為主的客訴：53.8%（95% 信賴區間 47.9% 至 59.6%，n = 275，Wilson 區間）。其次是「物流配送」，74 件（p < 0.001，精確二項檢定）。
	// 流失率上升，且投诉主要集中在“产品质量”：应优先改善“产品质量”。至于流失是否由此造成，这些数据无法证明。（一）客户流失率差异：1.8 个百分点（95% 置信区间 0.7 至 2.9，p = 0.001，效应量 h = 0.07），数据表明存在差异。相对于前期为 +31%。（二）以“产品质量”为主的投诉：53.8%（95% 置信区间 47.9% 至 59.6%，n = 275，Wilson 区间）。其次是“物流配送”，74 件（p < 0.001，精确二项检验）。
	// 產品品質 依規則優先處理，不看得分。
	// 「產品品質」依規則排第一；若只看分數，「物流配送」會在它之前。
}

// 流失率只是起伏，品質與物流的客訴也差不多：不下結論。
func ExampleChurnRule_silent() {
	ruling, err := priority.ChurnRule{}.Apply(
		priority.Customers{Lost: 252, Start: 4100},
		priority.Customers{Lost: 236, Start: 4050},
		[]priority.Cases{{Topic: "quality", Count: 98}, {Topic: "delivery", Count: 91}, {Topic: "service", Count: 41}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(ruling.Text.Hant)
	// Output:
	// 規則不適用。（一）顧客流失率差異：0.3 個百分點（95% 信賴區間 -0.7 至 1.4，p = 0.54，效果量 h = 0.01），這批資料看不出差異。相對於前期為 +5%。（二）以「quality」為主的客訴：42.6%（95% 信賴區間 36.4% 至 49.1%，n = 230，Wilson 區間）。資料看不出它是最大的客訴主題。其次是「delivery」，91 件（p = 0.66，精確二項檢定）。
}
