package segment_test

import (
	"fmt"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics/segment"
	"github.com/loamlib/loam/metrics/stat"
)

// A chain of supermarkets asks at every step of the visit. Which one is it? The
// analyses come from a pipeline; here they are left out, because the score needs none.
func ExampleCollector_Report() {
	c, err := segment.NewCollector(segment.NPS(), segment.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	answers := map[string][]int{ // detractors, passives, promoters
		"選購": {36, 84, 120}, "客服": {30, 72, 98}, "結帳": {110, 70, 60}, "取貨": {3, 2, 4},
	}
	words := []string{"排隊結帳等了快半小時", "東西普通，價格還可以", "店員很親切，下次還會來"}
	for _, touchpoint := range []string{"選購", "客服", "結帳", "取貨"} {
		for class, n := range answers[touchpoint] {
			for range n {
				c.Add(&feedback.Feedback{
					Text: words[class], Touchpoint: touchpoint, Channel: feedback.Survey,
					Ratings: []feedback.Rating{{Scale: feedback.NPS, Value: []float64{3, 8, 10}[class]}},
				}, nil)
			}
		}
	}
	r, err := c.Report(segment.Tests{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Verdict, r.Tests, r.Untested)
	for _, g := range r.Groups {
		for _, f := range g.Slices {
			fmt.Println(f.Line(language.TraditionalChinese))
		}
	}
	f := r.Findings()[0]
	fmt.Printf("%s: raw %.1f, shrunk %.1f, rank %d to %d of %d, %s\n", f.Value,
		f.Comparison.A.Value.Or(0), f.Shrunk.Value.Or(0), f.Rank.Best, f.Rank.Worst, f.Rank.Of, f.Place)
	// Output:
	// some_shown 3 map[no_rest:1 too_few:1]
	// 管道「問卷調查」：14.9 分（95% 信賴區間 8.9 至 20.9，n = 689，調整後 Wald 區間）；沒有其餘回饋可供比較，未列入檢定
	// 接觸點「結帳」與其餘回饋相比：-54.9 分（95% 信賴區間 -66.7 至 -42.2，p < 0.001，效果量 d = -0.71）：資料顯示確有差異；校正後 p < 0.001，共 3 項檢定（Benjamini-Hochberg）
	// 接觸點「選購」與其餘回饋相比：30.8 分（95% 信賴區間 18.5 至 42.2，p < 0.001，效果量 d = 0.40）：資料顯示確有差異；校正後 p < 0.001，共 3 項檢定（Benjamini-Hochberg）
	// 接觸點「客服」與其餘回饋相比：26.8 分（95% 信賴區間 14.0 至 38.7，p < 0.001，效果量 d = 0.35）：資料顯示確有差異；校正後 p < 0.001，共 3 項檢定（Benjamini-Hochberg）
	// 接觸點「取貨」：11.1 分（95% 信賴區間 -39.1 至 55.7，n = 9，調整後 Wald 區間；注意：樣本偏少，約需 385 筆才能把誤差縮到 ±10 個百分點）；回答太少，無從判斷，未列入檢定
	// 結帳: raw -20.8, shrunk -19.8, rank 3 to 4 of 4, beyond_99.8
}

// A bank's loan is complained about in one region. Neither the region nor the loan alone
// shows it as clearly as the two together.
func ExampleOptions() {
	c, err := segment.NewCollector(segment.Complaints(), segment.Options{
		Dimensions: []segment.Dimension{segment.Region(), segment.Product()},
		Cross:      [][2]string{{"region", "product"}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	add := func(region, product string, complaints, all int) {
		for i := range all {
			intent := feedback.Question
			if i < complaints {
				intent = feedback.Complaint
			}
			c.Add(&feedback.Feedback{Text: "贷款合同里的费用没有说清楚", Product: product, Customer: feedback.Customer{Region: region}},
				&feedback.Analysis{Labels: []feedback.Label{{Dimension: feedback.Intent, Category: intent, Confidence: 0.9}}})
		}
	}
	add("华东", "贷款", 24, 300)
	add("华东", "信用卡", 20, 300)
	add("华南", "贷款", 66, 300)
	add("华南", "信用卡", 19, 300)
	add("西南", "贷款", 25, 300)
	add("西南", "信用卡", 22, 300)
	r, err := c.Report(segment.Tests{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Findings()[0].Line(language.SimplifiedChinese))
	// Output:
	// 地区“华南”、产品“贷款”与其余反馈相比：14.7 个百分点（95% 置信区间 10.1 至 19.8，p < 0.001，效应量 h = 0.43）：数据表明存在差异；校正后 p < 0.001，共 11 项检验（Benjamini-Hochberg）
}

// Satisfied with both channels more than in spring, and the whole fell: the hotline,
// which was always worse, has four times the callers. Rows are the caller's own.
func ExampleCompare() {
	o := segment.Options{Dimensions: []segment.Dimension{segment.Channel()}}
	quarter := func(app, hotline [2]int) *segment.Collector {
		c, err := segment.NewCollector(segment.NegativePositive(), o)
		if err != nil {
			panic(err)
		}
		for channel, counts := range map[string][2]int{"chat": app, "hotline": hotline} {
			for answer, n := range counts {
				for range n {
					if err := c.AddRow(float64(answer), segment.Slice{Dimension: "channel", Value: channel}); err != nil {
						panic(err)
					}
				}
			}
		}
		return c
	}
	spring, summer := quarter([2]int{800, 200}, [2]int{100, 150}), quarter([2]int{830, 170}, [2]int{450, 550})
	c, err := segment.Compare(spring, summer, segment.Tests{})
	if err != nil {
		fmt.Println(err)
		return
	}
	g := c.Groups[0]
	fmt.Printf("negative share %+.3f = rate %+.3f + mix %+.3f, reversal: %s\n",
		g.Difference.Or(0), g.Rate.Value.Or(0), g.Mix.Value.Or(0), g.Reversal)
	for _, s := range g.Slices {
		fmt.Printf("%s: weight %.2f to %.2f, rate %+.3f, mix %+.3f [%+.3f, %+.3f]\n", s.Name(language.English),
			s.WeightBefore.Or(0), s.WeightAfter.Or(0), s.Rate.Value.Or(0), s.Mix.Value.Or(0), s.Mix.Low.Or(0), s.Mix.High.Or(0))
	}
	// Output:
	// negative share +0.080 = rate -0.037 + mix +0.117, reversal: every_slice
	// channel hotline: weight 0.20 to 0.50, rate -0.017, mix +0.076 [+0.065, +0.088]
	// channel chat: weight 0.80 to 0.50, rate -0.019, mix +0.041 [+0.035, +0.046]
}

// Many numbers looked at are many tests made, in whichever report they stand.
func ExampleTogether() {
	o := segment.Options{Dimensions: []segment.Dimension{segment.Product()}}
	var reports []*segment.Report
	for _, m := range []segment.Measure{segment.Complaints(), segment.NegativePositive()} {
		c, err := segment.NewCollector(m, o)
		if err != nil {
			fmt.Println(err)
			return
		}
		for product, yes := range map[string]int{"kettle": 23, "toaster": 8, "mixer": 9} {
			for i := range 100 {
				answer := 0.0
				if i < yes {
					answer = 1
				}
				if err := c.AddRow(answer, segment.Slice{Dimension: "product", Value: product}); err != nil {
					fmt.Println(err)
					return
				}
			}
		}
		r, err := c.Report(segment.Tests{})
		if err != nil {
			fmt.Println(err)
			return
		}
		reports = append(reports, r)
	}
	kettle := reports[0].Groups[0].Slices[0]
	fmt.Printf("%s, adjusted for %d tests: p = %.3f\n", kettle.Value, kettle.Tests, kettle.Adjusted.Or(1))
	if err := segment.Together(segment.Tests{Adjustment: segment.Holm}, reports...); err != nil {
		fmt.Println(err)
		return
	}
	kettle = reports[0].Groups[0].Slices[0]
	fmt.Printf("%s, adjusted for %d tests: p = %.3f\n", kettle.Value, kettle.Tests, kettle.Adjusted.Or(1))
	// Output:
	// kettle, adjusted for 3 tests: p = 0.004
	// kettle, adjusted for 6 tests: p = 0.008
}

// Four stores complain at rates that a league table would make much of.
func ExampleFunnelShares() {
	f, err := segment.FunnelShares([]stat.Share{{X: 3, N: 12}, {X: 30, N: 310}, {X: 95, N: 640}, {X: 0, N: 9}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, p := range f.Points {
		fmt.Printf("%5.1f%% of %3d: 95%% of stores like the others lie in %.1f%% to %.1f%%: %s\n",
			100*p.Value.Or(0), p.N, 100*p.Limits.Low95.Or(0), 100*p.Limits.High95.Or(0), p.Place)
	}
	// Output:
	// 25.0% of  12: 95% of stores like the others lie in 0.0% to 32.3%: inside
	//   9.7% of 310: 95% of stores like the others lie in 9.4% to 16.9%: inside
	//  14.8% of 640: 95% of stores like the others lie in 10.6% to 15.8%: inside
	//   0.0% of   9: 95% of stores like the others lie in 0.0% to 35.3%: inside
}

// The best and the worst store have few answers, and one expects less of both.
func ExampleShrinkShares() {
	stores := []stat.Share{{X: 6, N: 6}, {X: 41, N: 50}, {X: 160, N: 200}, {X: 130, N: 200}, {X: 52, N: 90}, {X: 1, N: 4}}
	s, err := segment.ShrinkShares(stores, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, v := range s.Shrunk {
		fmt.Printf("satisfied: raw %5.1f%%, shrunk %.1f%% [%.1f%%, %.1f%%]\n", 100*stores[i].Value(),
			100*v.Value.Or(0), 100*v.Low.Or(0), 100*v.High.Or(0))
	}
	// Output:
	// satisfied: raw 100.0%, shrunk 77.5% [59.9%, 91.1%]
	// satisfied: raw  82.0%, shrunk 78.8% [68.5%, 87.5%]
	// satisfied: raw  80.0%, shrunk 79.2% [73.6%, 84.3%]
	// satisfied: raw  65.0%, shrunk 65.5% [59.1%, 71.6%]
	// satisfied: raw  57.8%, shrunk 60.1% [50.8%, 69.0%]
	// satisfied: raw  25.0%, shrunk 63.0% [43.1%, 80.8%]
}

// Scores of stores as another program has them, with their variances.
func ExampleShrinkNormal() {
	s, err := segment.ShrinkNormal([]float64{62, 35, 30, 12}, []float64{400, 30, 25, 30}, segment.PauleMandel, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("mean %.1f; shrunk %.1f, %.1f, %.1f, %.1f\n", s.Mean,
		s.Shrunk[0].Value.Or(0), s.Shrunk[1].Value.Or(0), s.Shrunk[2].Value.Or(0), s.Shrunk[3].Value.Or(0))
	// Output:
	// mean 30.0; shrunk 41.6, 34.4, 30.0, 14.1
}

func ExampleRanks() {
	intervals := []stat.Interval{{Low: 41, High: 58}, {Low: 35, High: 49}, {Low: 10, High: 30}}
	for _, r := range segment.Ranks(intervals, false) {
		fmt.Printf("%d to %d of %d\n", r.Best, r.Worst, r.Of)
	}
	// Output:
	// 1 to 2 of 3
	// 1 to 2 of 3
	// 3 to 3 of 3
}
