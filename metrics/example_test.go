package metrics_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics"
)

// readers are the languages that the examples print in.
var readers = []language.Tag{language.English, language.TraditionalChinese, language.SimplifiedChinese}

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

// Retention has no Compare method of its own: its estimates are enough.
func ExampleCompare() {
	january, february := metrics.Cohort{Periods: 3}, metrics.Cohort{Periods: 3}
	if err := errors.Join(january.AddCounts(1_840, 210, 122, 65), february.AddCounts(1_902, 160, 101, 70)); err != nil {
		fmt.Println(err)
		return
	}
	c, err := metrics.Compare(february.Retention(3), january.Retention(3))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, tag := range readers {
		fmt.Println(c.Line(tag))
	}
	_, err = metrics.Compare(february.Retention(3), january.Retention(2))
	fmt.Println(err)
	// Output:
	// Retention rate after period 3, difference: 4.2 percentage points (95% CI 1.6 to 6.7, p = 0.001, h = 0.11), shown by these data
	// 顧客留存率（第 3 期末）差異：4.2 個百分點（95% 信賴區間 1.6 至 6.7，p = 0.001，效果量 h = 0.11），資料顯示確有差異
	// 客户留存率（第 3 期末）差异：4.2 个百分点（95% 置信区间 1.6 至 6.7，p = 0.001，效应量 h = 0.11），数据表明存在差异
	// metrics: definition is retention_rate:2, want retention_rate:3: the two were not counted in the same way
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

// A glossary for a report, printed from the definitions.
func ExampleDefinitions() {
	for _, d := range metrics.Definitions()[:1] {
		for _, tag := range readers {
			fmt.Println(d.Format(tag))
		}
	}
	d, err := metrics.ParseDefinition("NRR")
	fmt.Println(d.ID, err)
	_, err = metrics.ParseDefinition("CES")
	fmt.Println(err != nil) // it may be effort or ease
	// Output:
	// Net Promoter Score (nps)
	//   Formula: 100 × (promoters − detractors) / answers; promoters answer 9 or 10, detractors 0 to 6, passives 7 or 8
	//   Unit: points, -100 to 100, high is good
	//   Source: Reichheld, F. (2003). The one number you need to grow. Harvard Business Review 81(12)
	// 淨推薦值（nps）
	//   公式：100 ×（推薦者 − 批評者）÷ 回答數；答 9、10 分為推薦者，7、8 分為被動者，0 至 6 分為批評者
	//   單位：分，-100 至 100，越高越好
	//   來源：Reichheld, F. (2003). The one number you need to grow. Harvard Business Review 81(12)
	// 净推荐值（nps）
	//   公式：100 ×（推荐者 − 贬损者）÷ 回答数；答 9、10 分为推荐者，7、8 分为被动者，0 至 6 分为贬损者
	//   单位：分，-100 至 100，越高越好
	//   来源：Reichheld, F. (2003). The one number you need to grow. Harvard Business Review 81(12)
	// negative_positive_ratio <nil>
	// true
}
