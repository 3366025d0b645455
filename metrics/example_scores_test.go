package metrics_test

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/stat"
)

// A hotel asks its guests after the stay. One of the forms has an 11 on it, and
// one answer is to another question.
func ExampleNPS() {
	var nps metrics.NPS
	for _, answer := range []int{10, 9, 10, 8, 7, 10, 9, 6, 10, 9, 3, 10, 8, 9, 10, 9, 7, 10, 2, 9,
		10, 9, 8, 10, 10, 5, 9, 10, 9, 8, 10, 9, 11} {
		nps.Add(answer)
	}
	err := nps.AddRating(feedback.Rating{Scale: feedback.Stars5, Value: 5})
	fmt.Println(err)
	e := nps.Estimate()
	fmt.Println(e)
	for _, tag := range readers {
		fmt.Println(e.Line(tag))
	}
	// Output:
	// metrics: rating is on the scale "stars5", want "nps"
	// 56.2 [27.5, 75.3] (n=32, adjusted Wald; 2 rejected)
	// Net Promoter Score: 56.2 points (95% CI 27.5 to 75.3, n = 32, adjusted Wald; 2 set aside as invalid)
	// 淨推薦值：56.2 分（95% 信賴區間 27.5 至 75.3，n = 32，調整後 Wald 區間；注意：2 筆無效資料未列入計算）
	// 净推荐值：56.2 分（95% 置信区间 27.5 至 75.3，n = 32，校正 Wald 区间；注意：2 条无效数据未计入）
}

// Two weeks of answers, one stored as bytes, merged to what one pass would give.
func ExampleNPS_Merge() {
	week1 := metrics.Collect[metrics.NPS](slices.Values([]int{9, 10, 3, 8, 9, 10, 7, 9}))
	stored, err := week1.MarshalBinary()
	if err != nil {
		fmt.Println(err)
		return
	}
	total := metrics.Collect[metrics.NPS](slices.Values([]int{6, 10, 9, 9, 8}))
	var loaded metrics.NPS
	if err := loaded.UnmarshalBinary(stored); err != nil {
		fmt.Println(err)
		return
	}
	if err := total.Merge(&loaded); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d bytes; %v\n", len(stored), &total)
	// Output: 19 bytes; 46.2 [0.2, 74.8] (n=13, adjusted Wald; few data)
}

// Resampling the classes instead of supposing a distribution.
func ExampleNPS_EstimateBootstrap() {
	var nps metrics.NPS
	if err := nps.AddClasses(12, 20, 68); err != nil {
		fmt.Println(err)
		return
	}
	e, err := nps.EstimateBootstrap(stat.BootstrapOptions{Source: rand.NewPCG(2026, 3)})
	fmt.Println(e, err)
	// Output:
	// 56.0 [40.0, 68.0] (n=100, bootstrap BCa) <nil>
}

// 門市結帳後的滿意度調查：五分制，4 分與 5 分算滿意。
func ExampleCSAT() {
	var csat metrics.CSAT
	for _, c := range []struct {
		stars float64
		times int64
	}{{5, 61}, {4, 48}, {3, 17}, {2, 9}, {1, 5}} {
		if err := csat.AddCount(feedback.Rating{Scale: feedback.CSAT5, Value: c.stars}, c.times); err != nil {
			fmt.Println(err)
			return
		}
	}
	for _, tag := range readers {
		fmt.Println(csat.Estimate().Line(tag))
		fmt.Println(csat.Mean().Line(tag))
	}
	fmt.Println(csat.Estimate().Definition)
	// Output:
	// Customer satisfaction (4 or more of 5): 77.9% (95% CI 70.3% to 83.9%, n = 140, Wilson)
	// Mean satisfaction rating: 4.08 of 5 (95% CI 3.90 to 4.26, n = 140, Student t)
	// 顧客滿意度（5 分制，4 分以上）：77.9%（95% 信賴區間 70.3% 至 83.9%，n = 140，Wilson 區間）
	// 滿意度平均分數：4.08 分，滿分 5 分（95% 信賴區間 3.90 至 4.26，n = 140，t 區間）
	// 客户满意度（5 分制，4 分及以上）：77.9%（95% 置信区间 70.3% 至 83.9%，n = 140，Wilson 区间）
	// 满意度平均分：4.08 分，满分 5 分（95% 置信区间 3.90 至 4.26，n = 140，t 区间）
	// csat_top_box:csat5>=4
}

// 問題解決後再問一次：對這次的處理滿意嗎？十分制沒有公認的門檻，所以必須指定。
func ExampleNewCSAT() {
	_, err := metrics.NewCSAT(metrics.CSATOptions{Scale: feedback.CSAT10, Handling: true})
	fmt.Println(err)
	handling, err := metrics.NewCSAT(metrics.CSATOptions{Scale: feedback.CSAT10, TopBoxes: 2, Handling: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, answer := range []int{10, 9, 9, 8, 10, 4, 9, 10, 7, 9, 10, 10, 3, 9, 8, 10, 9, 9, 10, 6, 9, 10, 9, 8, 9, 10, 9, 5, 9, 10, 9, 9} {
		handling.Add(answer)
	}
	for _, tag := range readers {
		fmt.Println(handling.Estimate().Line(tag))
	}
	// Output:
	// metrics: CSATOptions.TopBoxes must be set for the scale "csat10": no cut-off is customary
	// Satisfaction with the handling (9 or more of 10): 75.0% (95% CI 57.9% to 86.7%, n = 32, Wilson)
	// 處理滿意度（10 分制，9 分以上）：75.0%（95% 信賴區間 57.9% 至 86.7%，n = 32，Wilson 區間）
	// 处理结果满意度（10 分制，9 分及以上）：75.0%（95% 置信区间 57.9% 至 86.7%，n = 32，Wilson 区间）
}

// The same change, asked in the two versions of the score: effort falls, ease
// rises. The library keeps them apart.
func ExampleCES() {
	effort, _ := metrics.NewCES(feedback.CES5) // version 1.0, low is good
	for _, answer := range []int{2, 1, 3, 2, 2, 4, 1, 2, 5, 2} {
		effort.Add(answer)
	}
	var ease metrics.CES // version 2.0, high is good
	for _, answer := range []int{6, 7, 5, 6, 7, 3, 7, 6, 2, 6} {
		ease.Add(answer)
	}
	for _, tag := range readers {
		fmt.Println(effort.Estimate().Line(tag))
		fmt.Println(ease.Estimate().Line(tag))
	}
	fmt.Println(effort.Ease())
	fmt.Println(ease.EasyShare())
	fmt.Println(ease.Merge(effort))
	// Output:
	// Customer effort (CES 1.0): 2.40 on a scale of 1 to 5, low is good (95% CI 1.50 to 3.30, n = 10, Student t)
	// Customer ease (CES 2.0): 5.50 of 7 (95% CI 4.27 to 6.73, n = 10, Student t)
	// 顧客費力程度（CES 1.0）：2.40 分，量表 1 至 5 分，越低越好（95% 信賴區間 1.50 至 3.30，n = 10，t 區間）
	// 顧客輕鬆程度（CES 2.0）：5.50 分，滿分 7 分（95% 信賴區間 4.27 至 6.73，n = 10，t 區間）
	// 客户费力度（CES 1.0）：2.40 分，量表 1 至 5 分，越低越好（95% 置信区间 1.50 至 3.30，n = 10，t 区间）
	// 客户轻松度（CES 2.0）：5.50 分，满分 7 分（95% 置信区间 4.27 至 6.73，n = 10，t 区间）
	// 3.60 [2.70, 4.50] (n=10, Student t)
	// 80.0% [49.0%, 94.3%] (n=10, Wilson; few data)
	// metrics: scale is ces5, want ces7: the two were not counted in the same way
}
