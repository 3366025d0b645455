package correlate_test

import (
	"fmt"
	"math"
	"math/rand/v2"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics/correlate"
	"github.com/loamlib/loam/metrics/driver"
)

// subscribers are 400 customers of a streaming service: the answer to "would you
// recommend us", months as a customer, whether they left in the next quarter and what
// they spent in it. A third did not answer, and of those more left.
func subscribers() (score, tenure, left, spent driver.Column) {
	r := rand.New(rand.NewPCG(12, 1))
	score, tenure, left, spent = driver.Column{Name: "推薦意願"}, driver.Column{Name: "年資"}, driver.Column{Name: "流失"}, driver.Column{Name: "消費金額"}
	for range 400 {
		months := float64(1 + r.IntN(48))
		answer := max(0, min(10, math.Round(5+months/16+2.5*r.NormFloat64())))
		odds := math.Exp(1.2 - 0.35*answer)
		if r.IntN(3) == 0 {
			answer, odds = math.NaN(), 1.5
		}
		churn := 0.0
		if r.Float64() < odds/(1+odds) {
			churn = 1
		}
		score.Values, tenure.Values = append(score.Values, answer), append(tenure.Values, months)
		left.Values, spent.Values = append(left.Values, churn), append(spent.Values, math.Round(300+20*months+200*r.NormFloat64()))
	}
	return score, tenure, left, spent
}

// Do those who would recommend us stay, and spend more? They do stay. What they spend
// goes with how long they have been here: held fixed, little is left.
func ExampleBusiness() {
	score, tenure, left, spent := subscribers()
	plain, err := correlate.Business(score, []driver.Column{left, spent}, correlate.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, line := range plain.Lines(language.TraditionalChinese) {
		fmt.Println(line)
		for _, w := range plain.Outcomes[i].Warnings {
			fmt.Println("  注意：" + correlate.Explain(w, language.TraditionalChinese))
		}
	}
	held, err := correlate.Business(score, []driver.Column{left, spent}, correlate.Options{Controls: []driver.Column{tenure}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(held.Lines(language.TraditionalChinese)[1])
	fmt.Println(correlate.Caveat(language.TraditionalChinese))
	// Output:
	// 推薦意願 與 流失 的關聯：每多 1，勝算為 0.718 倍（95% 信賴區間 0.638 至 0.807，n = 273），校正 2 次檢定後 p < 0.001
	//   注意：只計入有作答的顧客；127 位沒有分數，更早離開的也不在其中
	//   注意：沒有分數的 127 位顧客結果不同，不能把這裡的發現套用到他們身上
	// 推薦意願 與 消費金額 的關聯：等級相關 +0.24（95% 信賴區間 +0.12 至 +0.35，n = 273），校正 2 次檢定後 p < 0.001
	//   注意：只計入有作答的顧客；127 位沒有分數，更早離開的也不在其中
	// 推薦意願 與 消費金額 的關聯：等級相關 +0.24（95% 信賴區間 +0.12 至 +0.35，n = 273），控制其他變數後為 -0.0083，校正 2 次檢定後 p = 0.891；但這些資料還看不出來
	// 以上是關聯，不是因果：背後可能另有資料裡沒有的原因。改善有沒有效，要實際做了再比較才知道。
}

// Complaints of a week and orders of the weeks after it. Both drift, so that they look
// related at many lags; prewhitened, the two weeks that it really takes are left.
func ExampleLagged() {
	r := rand.New(rand.NewPCG(6, 1))
	var complaints, orders []float64
	level := 40.0
	for week := range 104 {
		level += 3 * r.NormFloat64()
		complaints = append(complaints, math.Round(level))
		v := 1000 + 4*r.NormFloat64()
		if week >= 2 {
			v -= 5 * complaints[week-2]
		}
		orders = append(orders, math.Round(v))
	}
	for _, transform := range []correlate.Transform{correlate.AsIs, correlate.Prewhiten} {
		c, err := correlate.Lagged(complaints, orders, correlate.LagOptions{Transform: transform})
		if err != nil {
			fmt.Println(err)
			return
		}
		shown := 0
		for _, l := range c.Lags {
			if l.Shown {
				shown++
			}
		}
		fmt.Printf("%s: %d of %d lags shown\n", c.Transform, shown, c.Tests)
		fmt.Println(c.Line(language.English))
		fmt.Println(c.Line(language.SimplifiedChinese))
	}
	// Output:
	// as is: 7 of 25 lags shown
	// the strongest association is with the second series 2 periods after the first: -0.76 (95% CI -0.90 to -0.48, p = 0.002 after 25 lags)
	// 关联最强的是后者晚 2 期：-0.76（95% 置信区间 -0.90 至 -0.48，校正 25 个滞后期后 p = 0.002）
	// prewhitened: 1 of 25 lags shown
	// the strongest association is with the second series 2 periods after the first: -0.62 (95% CI -0.73 to -0.48, p < 0.001 after 25 lags)
	// 关联最强的是后者晚 2 期：-0.62（95% 置信区间 -0.73 至 -0.48，校正 25 个滞后期后 p < 0.001）
}

// Minutes on hold and stars. The order of the answers is all that ratings give, so
// Spearman's and Kendall's are the ones to quote.
func ExampleSpearman() {
	minutes := []float64{2, 35, 12, 4, 50, 22, 8, 90, 15, 3, 28, math.NaN()}
	stars := []float64{5, 2, 4, 5, 1, 3, 4, 1, 2, 4, 3, 5}
	for _, f := range []func(x, y []float64, confidence float64) (correlate.Correlation, error){correlate.Pearson, correlate.Spearman, correlate.Kendall} {
		c, err := f(minutes, stars, 0.95)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%-13s %.2f (95%% CI %.2f to %.2f, p = %.4f, n = %d, %d missing)\n", c.Kind, c.Value, c.Low.Or(-1), c.High.Or(1), c.P, c.N, c.Missing)
	}
	// Output:
	// pearson       -0.84 (95% CI -0.96 to -0.47, p = 0.0013, n = 11, 1 missing)
	// spearman      -0.92 (95% CI -0.98 to -0.65, p = 0.0001, n = 11, 1 missing)
	// kendall_tau_b -0.82 (95% CI -0.93 to -0.58, p = 0.0008, n = 11, 1 missing)
}

// 等待时间与评分的关联，扣除订单大小之后。 Small orders are quick and rated better; with the
// size of the order held fixed waiting is still what goes with the rating.
func ExamplePartials() {
	r := rand.New(rand.NewPCG(4, 1))
	columns := []driver.Column{{Name: "等待"}, {Name: "评分"}, {Name: "订单大小"}}
	for range 120 {
		size := float64(1 + r.IntN(9))
		wait := 10 + 3*size + 8*r.NormFloat64()
		rating := 9 - wait/10 + r.NormFloat64()
		for j, v := range []float64{wait, rating, size} {
			columns[j].Values = append(columns[j].Values, v)
		}
	}
	m, err := correlate.Partials(columns, true)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := range m.Names {
		for j := range i {
			fmt.Printf("%s、%s：偏相关 %.2f（p = %.2g）\n", m.Names[j], m.Names[i], m.Partial[i][j], m.P[i][j])
		}
	}
	// Output:
	// 等待、评分：偏相关 -0.56（p = 2.3e-11）
	// 等待、订单大小：偏相关 0.45（p = 2.1e-07）
	// 评分、订单大小：偏相关 -0.17（p = 0.07）
}
