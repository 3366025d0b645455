package metrics_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"

	"golang.org/x/text/language"

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
	fmt.Println(e.Format(language.English))
	fmt.Println("淨推薦值", e.Format(language.MustParse("zh-TW")))
	fmt.Println("净推荐值", e.Format(language.MustParse("zh-CN")))
	// Output:
	// metrics: rating is on the scale "stars5", want "nps"
	// 56.2 [27.5, 75.3] (n=32, adjusted Wald; 2 rejected)
	// 56.2 points (95% CI 27.5 to 75.3, n = 32, adjusted Wald; 2 set aside as invalid)
	// 淨推薦值 56.2 分（95% 信賴區間 27.5 至 75.3，n = 32，調整後 Wald 區間；注意：2 筆無效資料未列入計算）
	// 净推荐值 56.2 分（95% 置信区间 27.5 至 75.3，n = 32，校正 Wald 区间；注意：2 条无效数据未计入）
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
	tag := language.MustParse("zh-TW")
	share, mean := csat.Estimate(), csat.Mean()
	d, _ := metrics.Lookup(share.Definition)
	fmt.Println(d.Name(tag), share.Format(tag))
	fmt.Println(share.Definition)
	fmt.Println(mean.Format(tag))
	// Output:
	// 顧客滿意度 77.9%（95% 信賴區間 70.3% 至 83.9%，n = 140，Wilson 區間）
	// csat_top_box:csat5>=4
	// 4.08 分，滿分 5 分（95% 信賴區間 3.90 至 4.26，n = 140，t 區間）
}

// A scale of ten has no customary cut-off, so one must be stated.
func ExampleNewCSAT() {
	_, err := metrics.NewCSAT(metrics.CSATOptions{Scale: feedback.CSAT10})
	fmt.Println(err)
	csat, err := metrics.NewCSAT(metrics.CSATOptions{Scale: feedback.CSAT10, TopBoxes: 2, Handling: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range []int{10, 9, 9, 8, 10, 4, 9, 10} {
		csat.Add(r)
	}
	fmt.Println(csat.Estimate().Definition, csat)
	// Output:
	// metrics: CSATOptions.TopBoxes must be set for the scale "csat10": no cut-off is customary
	// handling_top_box:csat10>=9 75.0% [40.9%, 92.9%] (n=8, Wilson; few data)
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
	fmt.Println("effort:", effort.Estimate().Format(language.English))
	fmt.Println("as ease:", effort.Ease().Format(language.English))
	fmt.Println("ease:", ease.Estimate().Format(language.English))
	fmt.Println("easy:", ease.EasyShare().Format(language.SimplifiedChinese))
	fmt.Println(ease.Merge(effort))
	// Output:
	// effort: 2.40 on a scale of 1 to 5, low is good (95% CI 1.50 to 3.30, n = 10, Student t)
	// as ease: 3.60 of 5 (95% CI 2.70 to 4.50, n = 10, Student t)
	// ease: 5.50 of 7 (95% CI 4.27 to 6.73, n = 10, Student t)
	// easy: 80.0%（95% 置信区间 49.0% 至 94.3%，n = 10，Wilson 区间；注意：样本量偏小，大约需要 97 份才能把误差控制在 ±10 个百分点）
	// metrics: scale is ces5, want ces7: the two were not counted in the same way
}

// How many customers answer, and how many of them the company answers, are two
// rates.
func ExampleRate() {
	surveys := metrics.Rate{Definition: metrics.IDSurveyResponseRate}
	replies := metrics.Rate{Definition: metrics.IDReplyRate}
	if err := surveys.AddCounts(312, 2400); err != nil {
		fmt.Println(err)
	}
	for i := range 312 {
		replies.Add(i%8 != 0) // every eighth review was left alone
	}
	fmt.Println("問卷填答率", surveys.Estimate().Format(language.TraditionalChinese))
	fmt.Println("回覆率", replies.Estimate().Format(language.TraditionalChinese))
	fmt.Println(surveys.Merge(&replies))
	fmt.Println(surveys.AddCounts(120, 100))
	// Output:
	// 問卷填答率 13.0%（95% 信賴區間 11.7% 至 14.4%，n = 2,400，Wilson 區間）
	// 回覆率 87.5%（95% 信賴區間 83.4% 至 90.7%，n = 312，Wilson 區間）
	// metrics: definition is reply_rate, want survey_response_rate: the two were not counted in the same way
	// metrics: survey_response_rate: 120 of 100 cannot be: want a count from 0 to 100
}

// "NRR" is read in three ways. Each has its definition; a bare number never leaves
// the library.
func ExampleNegativePositiveRatio() {
	var nrr metrics.NegativePositiveRatio
	for _, review := range []struct {
		text     string
		polarity feedback.Polarity
		times    int
	}{
		{"物流很快，包装完好，五星好评", feedback.Positive, 164},
		{"三天了还没发货，客服不回消息", feedback.Negative, 41},
		{"东西收到了", feedback.Neutral, 35},
		{"ได้รับแล้ว", feedback.Unknown, 4},
	} {
		for range review.times {
			nrr.Add(review.polarity)
		}
	}
	for _, e := range []metrics.Estimate{nrr.Estimate(), nrr.Share(), nrr.ShareOfAll()} {
		d, _ := metrics.Lookup(e.Definition)
		fmt.Println(d.Name(language.SimplifiedChinese), e.Format(language.SimplifiedChinese))
	}
	// Output:
	// 负面与正面反馈之比 0.25 比 1（95% 置信区间 0.18 至 0.35，n = 205，由 Wilson 区间换算）
	// 负面占比（占正负面合计） 20.0%（95% 置信区间 15.1% 至 26.0%，n = 205，Wilson 区间）
	// 负面占比（占全部可判断的反馈） 17.1%（95% 置信区间 12.8% 至 22.4%，n = 240，Wilson 区间）
}

// Reviews in a language that nobody could judge are not neutral reviews.
func ExampleNetSentiment() {
	var net metrics.NetSentiment
	for p, n := range map[feedback.Polarity]int64{feedback.Positive: 90, feedback.Neutral: 20, feedback.Negative: 30, feedback.Unknown: 60} {
		if err := net.AddCount(p, n); err != nil {
			fmt.Println(err)
			return
		}
	}
	low, high := net.Bounds()
	fmt.Println(&net)
	fmt.Println("coverage:", net.Coverage())
	fmt.Printf("from %.1f if all of them complain to %.1f if none does\n", low.Or(0), high.Or(0))
	// Output:
	// 42.9 [28.5, 55.4] (n=140, adjusted Wald; 60 unknown)
	// coverage: 70.0% [63.3%, 75.9%] (n=200, Wilson)
	// from 0.0 if all of them complain to 60.0 if none does
}

func ExampleCollectBy() {
	byShop := metrics.CollectBy[metrics.NPS](func(yield func(string, int) bool) {
		for _, row := range []struct {
			shop   string
			answer int
		}{{"信義店", 10}, {"中山店", 6}, {"信義店", 9}, {"中山店", 8}, {"信義店", 9}, {"中山店", 10}} {
			if !yield(row.shop, row.answer) {
				return
			}
		}
	})
	for shop, nps := range byShop.All() {
		fmt.Println(shop, nps)
	}
	// Output:
	// 中山店 0.0 [-61.1, 61.1] (n=3, adjusted Wald; few data)
	// 信義店 100.0 [-6.6, 100.0] (n=3, adjusted Wald; few data)
}

// An estimate without data is null in JSON, not 0.
func ExampleEstimate() {
	var nps metrics.NPS
	b, _ := json.Marshal(nps.Estimate())
	fmt.Println(string(b))
	nps.Add(9)
	b, _ = json.Marshal(nps.Estimate())
	fmt.Println(string(b))
	// Output:
	// {"definition":"nps","value":null,"unit":"points","low":null,"high":null,"n":0,"warnings":[{"code":"no_data"}]}
	// {"definition":"nps","value":100,"unit":"points","low":-48.498649420252015,"high":98.49864942025202,"confidence":0.95,"n":1,"method":"adjusted Wald","warnings":[{"code":"few_data","count":385}]}
}

// A glossary for a report, printed from the definitions.
func ExampleDefinitions() {
	for _, d := range metrics.Definitions()[:2] {
		fmt.Printf("%s (%s)\n  %s\n", d.Name(language.TraditionalChinese), d.ID, d.Formula)
	}
	d, err := metrics.ParseDefinition("NRR")
	fmt.Println(d.ID, err)
	_, err = metrics.ParseDefinition("CES")
	fmt.Println(err != nil)
	// Output:
	// 淨推薦值 (nps)
	//   100 × (promoters − detractors) / answers; promoters answer 9 or 10, detractors 0 to 6, passives 7 or 8
	// 顧客滿意度 (csat_top_box)
	//   answers at or above the cut-off / answers; the cut-off is 4 of 5 or 6 of 7 unless the ID says another
	// negative_positive_ratio <nil>
	// true
}

// Did the new checkout change anything? Forty answers more on each side would not
// have settled it either; the interval says how large the change may still be.
func ExampleComparison() {
	before, after := new(metrics.NPS), new(metrics.NPS)
	if err := errors.Join(before.AddClasses(24, 30, 46), after.AddClasses(18, 32, 50)); err != nil {
		fmt.Println(err)
		return
	}
	c, err := after.Compare(before, metrics.DefaultConfidence)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(c)
	fmt.Println(c.Format(language.English))
	fmt.Println(c.Format(language.TraditionalChinese))
	fmt.Println(c.Format(language.SimplifiedChinese))
	// Output:
	// 10.0 [-11.7, 31.1] (p=0.37, d=0.13): not shown by these data
	// 10.0 points (95% CI -11.7 to 31.1, p = 0.37, d = 0.13): not shown by these data
	// 10.0 分（95% 信賴區間 -11.7 至 31.1，p = 0.37，效果量 d = 0.13）：這批資料看不出差異
	// 10.0 分（95% 置信区间 -11.7 至 31.1，p = 0.37，效应量 d = 0.13）：现有数据不足以说明存在差异
}

// Two shops: the share of satisfied customers, and the mean rating.
func ExampleCSAT_Compare() {
	var centre, airport metrics.CSAT
	for _, answer := range []int{5, 5, 4, 5, 3, 5, 4, 4, 5, 5, 5, 4, 5, 2, 5, 4, 5, 5, 4, 5} {
		centre.Add(answer)
	}
	for _, answer := range []int{3, 4, 2, 5, 3, 1, 4, 2, 3, 5, 2, 4, 3, 1, 3, 4, 2, 3, 5, 2} {
		airport.Add(answer)
	}
	share, err := centre.Compare(&airport, metrics.DefaultConfidence)
	fmt.Println(share, err)
	mean, err := centre.CompareMeans(&airport, metrics.DefaultConfidence)
	fmt.Println(mean, err)
	fmt.Println(mean.Test, "·", share.Test)
	// Output:
	// 55.0pp [25.4pp, 73.4pp] (p<0.001, h=1.23): shown <nil>
	// 1.40 [0.72, 2.08] (p<0.001, superiority=0.82): shown <nil>
	// Welch's t test · z test of two shares
}

// 某產品在南部的客訴是否異常多？以訂單數為基準，不是以反饋數為基準。
func ExampleEventRate() {
	id := metrics.IDComplaintRate.With("筆訂單")
	south, north := metrics.EventRate{Definition: id}, metrics.EventRate{Definition: id}
	if err := errors.Join(south.Add(38, 4_200), north.Add(51, 11_800)); err != nil {
		fmt.Println(err)
		return
	}
	tag := language.TraditionalChinese
	fmt.Println("南部", south.Estimate().Format(tag))
	fmt.Println("北部", north.Estimate().Format(tag))
	c, err := south.Compare(&north, metrics.DefaultConfidence)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s %.2f [%.2f, %.2f], %s\n", c.Effect.Name, c.Effect.Value.Or(0), c.Effect.Low.Or(0), c.Effect.High.Or(0), c.Test)
	fmt.Println(c.Shown)
	// Output:
	// 南部 每 1,000 筆訂單 9.05 次（95% 信賴區間 6.40 至 12.42，n = 38，Garwood 精確區間）
	// 北部 每 1,000 筆訂單 4.32 次（95% 信賴區間 3.22 至 5.68，n = 51，Garwood 精確區間）
	// rate ratio 2.09 [1.34, 3.25], exact binomial test of two rates
	// true
}

// How much feedback a day: eleven days of a launch.
func ExampleEventRate_volume() {
	volume := metrics.EventRate{Definition: metrics.IDFeedbackVolume.With("days")}
	for _, pieces := range []int64{12, 9, 30, 41, 22, 18, 15, 11, 14, 9, 10} {
		if err := volume.Add(pieces, 1); err != nil {
			fmt.Println(err)
			return
		}
	}
	fmt.Println(volume.Estimate().Format(language.English))
	// Output:
	// 17.36 per day (95% CI 14.99 to 20.01, n = 191, Garwood exact)
}

// Customers who signed up in January, and how many of them were lost in each of
// the next four months.
func ExampleCohort() {
	january := metrics.Cohort{Periods: 4}
	if err := january.AddCounts(1_840, 210, 122, 65, 40); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("still there: ", january.Retention(4))
	fmt.Println("lost:        ", january.Lost(4))
	fmt.Println("in the first:", january.Churn(1))
	fmt.Println("in the last: ", january.Churn(4))
	year, err := metrics.CompoundChurn(january.Churn(4), 12)
	fmt.Println("a year of months like the last:", year, err)
	fmt.Println(january.AddCounts(100, 80, 30))
	// Output:
	// still there:  76.2% [74.3%, 78.1%] (n=1840, Wilson)
	// lost:         23.8% [21.9%, 25.7%] (n=1840, Wilson)
	// in the first: 11.4% [10.0%, 12.9%] (n=1840, Wilson)
	// in the last:  2.8% [2.0%, 3.8%] (n=1443, Wilson)
	// a year of months like the last: 28.6% [21.9%, 36.8%] (n=1443, Wilson) <nil>
	// metrics: churn_rate: 30 of 20 cannot be: want a count from 0 to 20
}

// 三个品牌一周内在评论区被提到的次数和口碑。
func ExampleVoice() {
	var voice metrics.Voice
	for _, m := range []struct {
		brand    string
		polarity feedback.Polarity
		times    int
	}{
		{"云杉", feedback.Positive, 58}, {"云杉", feedback.Negative, 21}, {"云杉", feedback.Unknown, 13},
		{"山岚", feedback.Positive, 40}, {"山岚", feedback.Negative, 61},
		{"白桦", feedback.Neutral, 27},
	} {
		for range m.times {
			voice.Add(m.brand, m.polarity)
		}
	}
	tag := language.SimplifiedChinese
	for brand, sentiment := range voice.Brands() {
		fmt.Println(brand, voice.ShareOfVoice(brand).Format(tag))
		fmt.Println("  ", sentiment.Estimate().Format(tag))
	}
	// Output:
	// 云杉 41.8%（95% 置信区间 35.5% 至 48.4%，n = 220，Wilson 区间）
	//    46.8 分（95% 置信区间 26.0 至 64.2，n = 79，校正 Wald 区间；注意：13 条无法判断情感）
	// 山岚 45.9%（95% 置信区间 39.5% 至 52.5%，n = 220，Wilson 区间）
	//    -20.8 分（95% 置信区间 -38.9 至 -1.5，n = 101，校正 Wald 区间）
	// 白桦 12.3%（95% 置信区间 8.6% 至 17.3%，n = 220，Wilson 区间）
	//    0.0 分（95% 置信区间 -8.0 至 8.0，n = 27，校正 Wald 区间；注意：样本量偏小，大约需要 385 份才能把误差控制在 ±10 个百分点）
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

// Results from four regions on two machines, merged and asked for one region.
func ExampleGroups() {
	var monday, tuesday metrics.Groups[metrics.CSAT, *metrics.CSAT]
	monday.At("北京").Add(5)
	monday.At("深圳").Add(3)
	tuesday.At("北京").Add(4)
	tuesday.At("成都").Add(2)
	if err := monday.Merge(&tuesday); err != nil {
		fmt.Println(err)
		return
	}
	for region, csat := range monday.All() {
		fmt.Println(region, csat.N(), csat.Median().Or(0))
	}
	total, err := monday.Total()
	fmt.Println(total.N(), err)
	// Output:
	// 北京 2 4.5
	// 成都 1 2
	// 深圳 1 3
	// 4 <nil>
}
