package driver_test

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics/driver"
)

// shop is reviews of an online shop, with how many customers wrote the like.
var shop = []struct {
	text string
	nps  float64
	like int
}{
	{"東西不錯，可是物流太慢，等了九天", 5, 34},
	{"物流慢，打客服電話也沒人接", 1, 21},
	{"客服很有耐心，問題馬上解決", 10, 26},
	{"品質很好，會再回購", 10, 58},
	{"品質普通，價格偏高", 6, 24},
	{"價格划算，品質也不錯", 9, 41},
	{"包裝有點隨便，還好東西沒壞", 8, 19},
	{"客服態度很差，不會再來", 0, 13},
	{"物流比預期快，讚", 9, 17},
	{"價格比別家貴一點", 7, 22},
	{"包裝用心，收到很開心", 9, 16},
	{"還可以", 7, 30},
}

// judged pairs each review with its topics, as any classifier may have found them.
func judged() iter.Seq2[*feedback.Feedback, *feedback.Analysis] {
	return func(yield func(*feedback.Feedback, *feedback.Analysis) bool) {
		for _, review := range shop {
			f := &feedback.Feedback{Text: review.text, Ratings: []feedback.Rating{{Scale: feedback.NPS, Value: review.nps}}}
			a := &feedback.Analysis{Labels: []feedback.Label{}}
			for _, topic := range []string{"物流", "客服", "品質", "價格", "包裝"} {
				if strings.Contains(review.text, topic) {
					a.Labels = append(a.Labels, feedback.Label{Dimension: feedback.Topic, Category: feedback.Category(topic), Confidence: 1})
				}
			}
			for range review.like {
				if !yield(f, a) {
					return
				}
			}
		}
	}
}

// What of the feedback became data, and what did not?
func ExampleFromTopics() {
	collected, err := driver.FromTopics(judged(), driver.TopicOptions{MinMentions: 40})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, topic := range collected.Data.Drivers {
		var mentions float64
		for _, v := range topic.Values {
			mentions += v
		}
		fmt.Printf("%s: %.0f of %d\n", topic.Name, mentions, collected.Seen)
	}
	for _, w := range collected.Warnings() {
		fmt.Println(driver.Explain(w, language.English))
		fmt.Println(driver.Explain(w, language.SimplifiedChinese))
	}
	// Output:
	// 價格: 87 of 321
	// 品質: 123 of 321
	// 客服: 60 of 321
	// 物流: 72 of 321
	// left out because too few mention them: 包裝
	// 1 个主题提到的人太少，未纳入：包裝
}

// What do the topics of reviews go with in the Net Promoter Score? Delivery drags it
// down. Half of what seems to be wrong with customer service is delivery's: those who
// could not get through were waiting for a parcel.
func ExampleTopicImpact() {
	collected, err := driver.FromTopics(judged(), driver.TopicOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	impacts, err := driver.TopicImpact(collected.Data, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(impacts.NPS.Format(language.TraditionalChinese))
	for _, line := range impacts.Lines(language.TraditionalChinese) {
		fmt.Println(line)
	}
	fmt.Println(driver.Caveat(language.TraditionalChinese))
	// Output:
	// 20.6 分（95% 信賴區間 11.0 至 29.7，n = 321，調整後 Wald 區間）
	// 物流：NPS 中有 -21.2 分與它有關聯（95% 信賴區間 -27.7 至 -14.7）；22% 的人提到，與其他人相差 -94.5 分，扣除其他主題後為 -84.2 分（校正 5 次檢定後 p < 0.001）
	// 客服：NPS 中有 -7.8 分與它有關聯（95% 信賴區間 -13.1 至 -2.4）；19% 的人提到，與其他人相差 -41.7 分，扣除其他主題後為 -21.6 分（校正 5 次檢定後 p = 0.004）
	// 價格：NPS 中有 -0.4 分與它有關聯（95% 信賴區間 -6.0 至 +5.3）；27% 的人提到，與其他人相差 -1.4 分，扣除其他主題後為 -58.8 分（校正 5 次檢定後 p = 0.864）；這些資料還看不出關聯
	// 包裝：NPS 中有 +3.1 分與它有關聯（95% 信賴區間 +0.7 至 +5.4）；11% 的人提到，與其他人相差 +28.2 分，扣除其他主題後為 +8.0 分（校正 5 次檢定後 p = 0.017）
	// 品質：NPS 中有 +25.1 分與它有關聯（95% 信賴區間 +17.4 至 +32.8）；38% 的人提到，與其他人相差 +65.5 分，扣除其他主題後為 +54.3 分（校正 5 次檢定後 p < 0.001）
	// 以上是關聯，不是因果：背後可能另有資料裡沒有的原因。改善有沒有效，要實際做了再比較才知道。
}

// hotel is answers of guests who rated their stay and parts of it. The room decides;
// breakfast follows the mood of the rest.
func hotel() iter.Seq[*feedback.Feedback] {
	return func(yield func(*feedback.Feedback) bool) {
		r := rand.New(rand.NewPCG(3, 1))
		star := func(v float64) float64 { return max(1, min(5, math.Round(v))) }
		for range 240 {
			mood := r.NormFloat64() / 2
			room, desk, breakfast := star(3.4+mood+r.NormFloat64()), star(4.3+mood+r.NormFloat64()/2), star(3.8+mood+r.NormFloat64()/2)
			f := &feedback.Feedback{Ratings: []feedback.Rating{
				{Scale: feedback.CSAT5, Value: star(0.4 + 0.6*room + 0.3*desk + r.NormFloat64()/2)},
				{Scale: feedback.CSAT5, Value: room, Item: "room"},
				{Scale: feedback.CSAT5, Value: desk, Item: "front desk"},
			}}
			if r.IntN(5) > 0 { // some guests skip breakfast
				f.Ratings = append(f.Ratings, feedback.Rating{Scale: feedback.CSAT5, Value: breakfast, Item: "breakfast"})
			}
			if !yield(f) {
				return
			}
		}
	}
}

// Which part of a stay goes with satisfaction, how sure is the order, and where is it
// worth while to do better?
func ExampleImportance() {
	collected, err := driver.FromItems(hotel(), driver.ItemOptions{Scale: feedback.CSAT5})
	if err != nil {
		fmt.Println(err)
		return
	}
	ranking, err := driver.Importance(collected.Data, driver.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("n = %d, R² = %.2f, %s\n", ranking.N, ranking.R2, ranking.Relation)
	for _, line := range ranking.Lines(language.English) {
		fmt.Println(line)
	}
	for _, w := range ranking.Warnings {
		fmt.Println("Beware:", driver.Explain(w, language.English))
	}
	places, err := ranking.Map(driver.MapOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range places.Spots {
		fmt.Printf("%s, rated %.1f: %s (%s)\n", s.Name, s.Performance, s.Quadrant.Name(language.English), s.Quadrant.Name(language.SimplifiedChinese))
	}
	// Output:
	// n = 199, R² = 0.68, association
	// room: associated with 85% of the explained differences (95% CI 76% to 92%, rank 1); one more goes with +0.61 (p < 0.001 after 3 tests)
	// front desk: associated with 12% of the explained differences (95% CI 6% to 19%, rank 2); one more goes with +0.23 (p < 0.001 after 3 tests)
	// breakfast: associated with 3% of the explained differences (95% CI 1% to 7%, rank 3); one more goes with -0.02 (p = 0.753 after 3 tests); not shown by these data
	// Beware: rows left out because a value is missing: 41 (41 of "breakfast")
	// room, rated 3.4: concentrate here (优先改进)
	// front desk, rated 4.3: possible overkill (可能投入过多)
	// breakfast, rated 3.8: low priority (次要改进)
}

// Two columns say the same: the error names them.
func ExampleRankError() {
	days := []float64{2, 9, 4, 3, 7, 5, 8, 2}
	d := driver.Data{
		Outcome: driver.Column{Name: "滿意度", Values: []float64{5, 1, 4, 4, 2, 3, 2, 5}},
		Drivers: []driver.Column{{Name: "到貨天數", Values: days}, {Name: "到貨小時數"}},
	}
	for _, v := range days {
		d.Drivers[1].Values = append(d.Drivers[1].Values, 24*v)
	}
	_, err := driver.Importance(d, driver.Options{})
	fmt.Println(err)
	var rank *driver.RankError
	fmt.Println(errors.As(err, &rank) && rank.Column == "到貨小時數")
	// Output:
	// driver: column "到貨小時數" follows from "到貨天數"; leave one of them out
	// true
}

// Everybody whose refund was refused has left. There is no odds ratio for that by
// maximum likelihood; with Firth's penalty there is one, with an honest interval.
func ExampleLogistic() {
	var left, refused, complaints []float64
	for i := range 60 {
		left, refused, complaints = append(left, 0), append(refused, 0), append(complaints, float64(i%3))
		if i%5 == 0 || i%7 == 0 {
			left[i] = 1
		}
		if i%20 == 0 || i%28 == 0 {
			refused[i] = 1
		}
	}
	d := driver.Data{Outcome: driver.Column{Name: "流失", Values: left}, Drivers: []driver.Column{{Name: "拒绝退款", Values: refused}, {Name: "投诉次数", Values: complaints}}}
	_, err := driver.Logistic(d, driver.OddsOptions{})
	fmt.Println(err)

	m, err := driver.Logistic(d, driver.OddsOptions{Firth: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range m.Lines(language.SimplifiedChinese) {
		fmt.Println(line)
	}
	for _, w := range m.Warnings {
		fmt.Println(driver.Explain(w, language.SimplifiedChinese))
	}
	// Output:
	// driver: column "拒绝退款" separates the outcomes; leave it out or use Firth's penalty
	// 拒绝退款：每多 1，与之关联的几率为 30.8 倍（95% 置信区间 3.19 至 4139，校正 2 次检验后 p = 0.003）
	// 投诉次数：每多 1，与之关联的几率为 0.907 倍（95% 置信区间 0.435 至 1.86，校正 2 次检验后 p = 0.788）；这些数据还看不出关联
	// “拒绝退款”把结果完全分开，比值比是靠 Firth 惩罚项才算得出来
	// 较少见的那种结果太少：这么多因素，至少要 20 条
}

// How do the odds of more stars change with the days a parcel takes?
func ExampleOrdinal() {
	r := rand.New(rand.NewPCG(8, 1))
	stars, days := driver.Column{Name: "stars"}, driver.Column{Name: "days to delivery"}
	for range 150 {
		d := float64(1 + r.IntN(8))
		days.Values = append(days.Values, d)
		stars.Values = append(stars.Values, max(1, min(5, math.Round(5.5-0.4*d+1.2*r.NormFloat64()))))
	}
	m, err := driver.Ordinal(driver.Data{Outcome: stars, Drivers: []driver.Column{days}}, 0)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(m.Lines(language.English)[0])
	// Output:
	// days to delivery: one more is associated with 0.532 times the odds (95% CI 0.449 to 0.63, p < 0.001 after 1 test)
}

// 打扫得干净是应该的，脏了才会扣分；升级房型是惊喜。 Clean rooms are taken for granted, an
// upgrade is a delight.
func ExamplePenaltyReward() {
	r := rand.New(rand.NewPCG(5, 1))
	d := driver.Data{Outcome: driver.Column{Name: "整体满意度"}, Drivers: []driver.Column{{Name: "清洁"}, {Name: "房型升级"}, {Name: "电梯"}}}
	for range 300 {
		y := 3.5 + r.NormFloat64()/2
		for j := range d.Drivers {
			v := float64(1 + r.IntN(5))
			d.Drivers[j].Values = append(d.Drivers[j].Values, v)
			if j == 0 && v <= 2 {
				y--
			}
			if j == 1 && v == 5 {
				y++
			}
		}
		d.Outcome.Values = append(d.Outcome.Values, max(1, min(5, math.Round(y))))
	}
	c, err := driver.PenaltyReward(d, driver.ContrastOptions{LowMax: 2, HighMin: 5})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range c.Lines(language.SimplifiedChinese) {
		fmt.Println(line)
	}
	// Output:
	// 清洁：必备属性；与低分关联的差异为 -1.04（p < 0.001），与高分关联的为 -0.04（p = 0.768；均已校正 6 次检验）
	// 房型升级：魅力属性；与低分关联的差异为 +0.0048（p = 0.948），与高分关联的为 +1.08（p < 0.001；均已校正 6 次检验）
	// 电梯：看不出影响；与低分关联的差异为 -0.10（p = 0.333），与高分关联的为 -0.11（p = 0.333；均已校正 6 次检验）
}

// Importance may come from elsewhere, such as what customers say matters to them,
// and the line of performance from a target.
func ExampleNewMap() {
	target := 4.0
	m, err := driver.NewMap([]driver.Spot{
		{Name: "物流", Importance: 0.38, Performance: 3.1},
		{Name: "品質", Importance: 0.35, Performance: 4.4},
		{Name: "價格", Importance: 0.15, Performance: 3.6},
		{Name: "包裝", Importance: 0.12, Performance: 4.5},
	}, driver.MapOptions{PerformanceCut: &target})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range m.Spots {
		fmt.Println(s.Name, s.Quadrant.Name(language.TraditionalChinese))
	}
	fmt.Printf("重要性分界 %.2f，表現分界 %.1f\n", m.ImportanceCut, m.PerformanceCut)
	// Output:
	// 物流 優先改善
	// 品質 繼續保持
	// 價格 次要改善
	// 包裝 可能投入過多
	// 重要性分界 0.25，表現分界 4.0
}

// Waiting time and queue length nearly repeat one another. Least squares gives one
// of them the wrong sign; a little penalty shares the effect out.
func ExampleRidge() {
	r := rand.New(rand.NewPCG(2, 1))
	d := driver.Data{Outcome: driver.Column{Name: "rating"}, Drivers: []driver.Column{{Name: "minutes waited"}, {Name: "people in front"}}}
	for range 40 {
		people := float64(r.IntN(20))
		minutes := 2*people + r.NormFloat64()
		d.Drivers[0].Values = append(d.Drivers[0].Values, minutes)
		d.Drivers[1].Values = append(d.Drivers[1].Values, people)
		d.Outcome.Values = append(d.Outcome.Values, 9-0.1*minutes+r.NormFloat64())
	}
	fits, err := driver.Ridge(d, []float64{0, 0.1, 1, 10})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range fits {
		fmt.Printf("λ %4.1f: %+.3f a minute, %+.3f a person, GCV %.4f\n", f.Lambda, f.Coefficients[0], f.Coefficients[1], f.GCV)
	}
	best := slices.MinFunc(fits, func(a, b driver.RidgeFit) int {
		if a.GCV < b.GCV {
			return -1
		}
		return 1
	})
	fmt.Println("best:", best.Lambda)
	// Output:
	// λ  0.0: -0.159 a minute, +0.071 a person, GCV 0.0257
	// λ  0.1: -0.121 a minute, -0.003 a person, GCV 0.0253
	// λ  1.0: -0.074 a minute, -0.094 a person, GCV 0.0248
	// λ 10.0: -0.056 a minute, -0.105 a person, GCV 0.0252
	// best: 1
}
