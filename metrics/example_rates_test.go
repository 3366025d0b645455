package metrics_test

import (
	"errors"
	"fmt"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics"
)

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
	for _, tag := range readers {
		fmt.Println(surveys.Estimate().Line(tag))
		fmt.Println(replies.Estimate().Line(tag))
	}
	fmt.Println(surveys.Merge(&replies))
	fmt.Println(surveys.AddCounts(120, 100))
	// Output:
	// Survey response rate: 13.0% (95% CI 11.7% to 14.4%, n = 2,400, Wilson)
	// Reply rate: 87.5% (95% CI 83.4% to 90.7%, n = 312, Wilson)
	// 問卷填答率：13.0%（95% 信賴區間 11.7% 至 14.4%，n = 2,400，Wilson 區間）
	// 回覆率：87.5%（95% 信賴區間 83.4% 至 90.7%，n = 312，Wilson 區間）
	// 问卷回收率：13.0%（95% 置信区间 11.7% 至 14.4%，n = 2,400，Wilson 区间）
	// 回复率：87.5%（95% 置信区间 83.4% 至 90.7%，n = 312，Wilson 区间）
	// metrics: definition is reply_rate, want survey_response_rate: the two were not counted in the same way
	// metrics: survey_response_rate: 120 of 100 cannot be: want a count from 0 to 100
}

// 某產品在南部的客訴是否異常多？以訂單數為基數，不是以回饋件數為基數。
func ExampleEventRate() {
	id := metrics.IDComplaintRate.With("筆訂單")
	south, north := metrics.EventRate{Definition: id}, metrics.EventRate{Definition: id}
	if err := errors.Join(south.Add(38, 4_200), north.Add(51, 11_800)); err != nil {
		fmt.Println(err)
		return
	}
	tag := language.TraditionalChinese
	fmt.Println("南部", south.Estimate().Line(tag))
	fmt.Println("北部", north.Estimate().Line(tag))
	c, err := south.Compare(&north, metrics.DefaultConfidence)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("南部 − 北部", c.Format(tag))
	fmt.Printf("%s %.2f [%.2f, %.2f], %s\n", c.Effect.Name, c.Effect.Value.Or(0), c.Effect.Low.Or(0), c.Effect.High.Or(0), c.Test)
	// Output:
	// 南部 客訴率：每 1,000 筆訂單 9.05 件（95% 信賴區間 6.40 至 12.42，n = 38，Garwood 精確區間）
	// 北部 客訴率：每 1,000 筆訂單 4.32 件（95% 信賴區間 3.22 至 5.68，n = 51，Garwood 精確區間）
	// 南部 − 北部 每 1,000 筆訂單 4.73 件（95% 信賴區間 1.75 至 8.27，p < 0.001，發生率比 = 2.09）：資料顯示確有差異
	// rate ratio 2.09 [1.34, 3.25], exact binomial test of two rates
}

// How much feedback a day: eleven days of a launch. The unit of exposure is in the
// language of the reader.
func ExampleEventRate_volume() {
	for i, day := range []string{"days", "天", "天"} {
		volume := metrics.EventRate{Definition: metrics.IDFeedbackVolume.With(day)}
		for _, pieces := range []int64{12, 9, 30, 41, 22, 18, 15, 11, 14, 9, 10} {
			if err := volume.Add(pieces, 1); err != nil {
				fmt.Println(err)
				return
			}
		}
		fmt.Println(volume.Estimate().Line(readers[i]))
	}
	// Output:
	// Feedback volume: 17.36 per day (95% CI 14.99 to 20.01, n = 191, Garwood exact)
	// 回饋量：每天 17.36 件（95% 信賴區間 14.99 至 20.01，n = 191，Garwood 精確區間）
	// 反馈量：每天 17.36 条（95% 置信区间 14.99 至 20.01，n = 191，Garwood 精确区间）
}

// 一月注册的客户，此后四个月里每月流失多少。
func ExampleCohort() {
	january := metrics.Cohort{Periods: 4}
	if err := january.AddCounts(1_840, 210, 122, 65, 40); err != nil {
		fmt.Println(err)
		return
	}
	for _, tag := range readers {
		fmt.Println(january.Retention(4).Line(tag))
		fmt.Println(january.Lost(4).Line(tag))
		fmt.Println(january.Churn(4).Line(tag))
	}
	year, err := metrics.CompoundChurn(january.Churn(4), 12)
	fmt.Println("a year of months like the last:", year, err)
	fmt.Println(january.AddCounts(100, 80, 30))
	// Output:
	// Retention rate after period 4: 76.2% (95% CI 74.3% to 78.1%, n = 1,840, Wilson)
	// Churn rate in periods 1 to 4: 23.8% (95% CI 21.9% to 25.7%, n = 1,840, Wilson)
	// Churn rate in period 4: 2.8% (95% CI 2.0% to 3.8%, n = 1,443, Wilson)
	// 顧客留存率（第 4 期末）：76.2%（95% 信賴區間 74.3% 至 78.1%，n = 1,840，Wilson 區間）
	// 顧客流失率（第 1 至 4 期）：23.8%（95% 信賴區間 21.9% 至 25.7%，n = 1,840，Wilson 區間）
	// 顧客流失率（第 4 期）：2.8%（95% 信賴區間 2.0% 至 3.8%，n = 1,443，Wilson 區間）
	// 客户留存率（第 4 期末）：76.2%（95% 置信区间 74.3% 至 78.1%，n = 1,840，Wilson 区间）
	// 客户流失率（第 1 至 4 期）：23.8%（95% 置信区间 21.9% 至 25.7%，n = 1,840，Wilson 区间）
	// 客户流失率（第 4 期）：2.8%（95% 置信区间 2.0% 至 3.8%，n = 1,443，Wilson 区间）
	// a year of months like the last: 28.6% [21.9%, 36.8%] (n=1443, Wilson) <nil>
	// metrics: churn_rate: 30 of 20 cannot be: want a count from 0 to 20
}
