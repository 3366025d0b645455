package survey_test

import (
	"fmt"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/stat"
	"github.com/loamlib/loam/metrics/survey"
)

// Business customers answer twice as often as private ones, so each of their
// answers counts half.
func ExampleNPS() {
	var raw metrics.NPS
	var weighted survey.NPS
	for i := range 120 {
		answer := []int{10, 9, 9, 8, 10, 6}[i%6] // business
		raw.Add(answer)
		weighted.Add(answer, 0.5)
	}
	for i := range 60 {
		answer := []int{3, 7, 9, 6, 8}[i%5] // private
		raw.Add(answer)
		weighted.Add(answer, 1)
	}
	fmt.Println("as answered:", &raw)
	fmt.Println("weighted:   ", &weighted)
	fmt.Printf("%d answers are worth %.0f\n", weighted.N(), weighted.EffectiveN().Or(0))
	// Output:
	// as answered: 26.7 [14.3, 38.2] (n=180, adjusted Wald)
	// weighted:    15.0 [2.0, 27.5] (n=180, adjusted Wald, weighted)
	// 180 answers are worth 160
}

// 三個地區分別抽樣，各區顧客數不同。
func ExampleStratified() {
	region := func(name string, customers float64, detractors, passives, promoters int64) survey.Stratum {
		var n metrics.NPS
		if err := n.AddClasses(detractors, passives, promoters); err != nil {
			fmt.Println(err)
		}
		return survey.Stratum{Name: name, Population: customers, Answers: &n}
	}
	e, err := survey.Stratified([]survey.Stratum{
		region("北區", 52_000, 30, 60, 110),
		region("中區", 21_000, 45, 70, 85),
		region("南區", 33_000, 22, 58, 120),
	}, survey.StratifiedOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(e.Line(language.TraditionalChinese))
	_, err = survey.Stratified([]survey.Stratum{region("東區", 5_000, 0, 0, 1)}, survey.StratifiedOptions{})
	fmt.Println(err)
	// Output:
	// 淨推薦值：38.8 分（95% 信賴區間 32.6 至 45.0，n = 600，分層抽樣）
	// stratum "東區": survey: a stratum has a single answer, which says nothing about its variance: combine it with another
}

// 只知道各年龄段和各城市的客户总数，不知道两者如何交叉。
func ExampleRake() {
	age := []string{"35岁以下", "35岁以下", "35岁以下", "35岁以上", "35岁以上", "35岁以下"}
	city := []string{"上海", "上海", "成都", "上海", "成都", "成都"}
	weights, err := survey.Rake([]survey.Margin{
		{Name: "年龄", Of: age, Totals: map[string]float64{"35岁以下": 400, "35岁以上": 600}},
		{Name: "城市", Of: city, Totals: map[string]float64{"上海": 700, "成都": 300}},
	}, survey.RakeOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	var nps survey.NPS
	for i, answer := range []int{9, 10, 8, 4, 9, 10} {
		fmt.Printf("%s %s %.0f\n", age[i], city[i], weights[i])
		nps.Add(answer, weights[i])
	}
	fmt.Println(nps.Estimate().Line(language.SimplifiedChinese))
	// Output:
	// 35岁以下 上海 140
	// 35岁以下 上海 140
	// 35岁以下 成都 60
	// 35岁以上 上海 420
	// 35岁以上 成都 180
	// 35岁以下 成都 60
	// 净推荐值：10.0 分（95% 置信区间 -61.0 至 71.6，n = 6，加权的校正 Wald 区间；注意：样本量偏小，大约需要 385 份才能把误差控制在 ±10 个百分点）
}

// How many answers for ±5 points, and how many to see a change of ten.
func Example_sampleSize() {
	n, err := stat.SampleSize(0.05, 0.7, 0.95) // an answer's variance in the last survey
	fmt.Println(n, err)
	all, err := stat.FinitePopulation(n, 1500)
	fmt.Println(all, err)
	group, err := stat.Design{}.PerGroupMeans(0.10, 0.7)
	fmt.Printf("%.0f %v\n", group, err)
	// Output:
	// 1076 <nil>
	// 627 <nil>
	// 1099 <nil>
}
