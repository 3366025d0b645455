package effect_test

import (
	"fmt"
	"math/rand/v2"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/effect"
	"github.com/loamlib/loam/metrics/stat"
)

// A chain of shops has set up self-checkouts because of feedback such as 「排隊結帳等太
// 久」. The scores of the quarter before and of the quarter after, from a survey of all
// shops, and from the twelve customers who were asked in one of them.
func ExampleBeforeAfter() {
	nps := func(detractors, passives, promoters int64) *metrics.NPS {
		n := new(metrics.NPS)
		if err := n.AddClasses(detractors, passives, promoters); err != nil {
			fmt.Println(err)
		}
		return n
	}
	for _, quarters := range [][2]*metrics.NPS{
		{nps(260, 300, 240), nps(180, 290, 330)},
		{nps(4, 5, 3), nps(2, 5, 5)},
	} {
		c, err := quarters[1].Compare(quarters[0], metrics.DefaultConfidence)
		if err != nil {
			fmt.Println(err)
			return
		}
		r, err := effect.BeforeAfter(c, effect.Baseline{}, effect.Options{})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(r.Line(language.TraditionalChinese))
	}
	// Output:
	// 淨推薦值：21.2 分（95% 信賴區間 13.5 至 28.8，p < 0.001）：行動之後有改善；只有前後比較：期間還有其他變動，只能說有關聯
	// 淨推薦值：33.3 分（95% 信賴區間 -26.1 至 79.5，p = 0.322）：以這批樣本無法判斷；變化達 75.5 分以上時，有 80% 的機會看得出來；只有前後比較：期間還有其他變動，只能說有關聯
}

// The hotline was reorganised after its worst month of seven, and the next one was
// better. Most of that comes back by itself.
func ExampleBaseline() {
	complaints := []int64{21, 18, 24, 20, 17, 22, 34} // of 200 calls a month
	var months []*metrics.Rate
	var history []metrics.Estimate
	for _, n := range complaints {
		m := &metrics.Rate{Definition: metrics.IDComplaintShare}
		if err := m.AddCounts(n, 200); err != nil {
			fmt.Println(err)
			return
		}
		months, history = append(months, m), append(history, m.Estimate())
	}
	after := &metrics.Rate{Definition: metrics.IDComplaintShare}
	if err := after.AddCounts(20, 200); err != nil {
		fmt.Println(err)
		return
	}
	worst := effect.Worst(history)
	c, err := after.Compare(months[worst], metrics.DefaultConfidence)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range []effect.Baseline{{}, {ChosenBecauseBad: true, History: history, Chosen: worst}} {
		r, err := effect.BeforeAfter(c, b, effect.Options{})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%+.3f [%.3f, %.3f]: %s\n", r.Effect.Value.Or(0), r.Effect.Low.Or(0), r.Effect.High.Or(0), r.Verdict)
	}
	// Output:
	// -0.070 [-0.138, -0.003]: better
	// -0.022 [-0.073, 0.029]: cannot_be_shown
}

// 包裹总是晚到: the courier was changed at the beginning of 2025. The monthly score was
// rising anyway; the series takes that out.
func ExampleInterrupted() {
	r := rand.New(rand.NewPCG(2025, 1)) // customers of a made-up shop
	change := time.Date(2025, time.January, 1, 0, 0, 0, 0, time.UTC)
	var points []effect.Point
	for month := range 24 {
		at := change.AddDate(0, month-12, 0)
		pleased := 0.42 + 0.003*float64(month)
		if !at.Before(change) {
			pleased += 0.08
		}
		var nps metrics.NPS
		for range 300 + r.IntN(200) {
			switch u := r.Float64(); {
			case u < pleased:
				nps.Add(9)
			case u < pleased+0.3:
				nps.Add(7)
			default:
				nps.Add(4)
			}
		}
		points = append(points, effect.PointOf(at, nps.Estimate()))
	}
	s, err := effect.Interrupted(points, change, effect.SeriesOptions{Options: effect.Options{Definition: metrics.IDNPS}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Line(language.SimplifiedChinese))
	fmt.Printf("level %+.1f, slope %+.2f a month, %.1f at the end and not %.1f\n",
		s.Level.Value.Or(0), s.Slope.Value.Or(0), s.Fitted.Or(0), s.Counterfactual.Or(0))
	// Output:
	// 净推荐值：19.2 分（95% 置信区间 11.3 至 27.1，p < 0.001）：行动之后有改善；有时间序列、无对照组：已扣除此前趋势，但无法排除同时发生的其他事件
	// level +22.5, slope -0.51 a month, 40.8 at the end and not 24.3
}

// A telephone company explained its bills anew in the tenth week. Far fewer complain, and
// yet nine weeks before and nine after do not tell that from a trend.
func ExampleInterruptedShares() {
	complaints := []int64{31, 28, 35, 30, 24, 33, 29, 36, 30, 19, 17, 22, 14, 18, 20, 15, 17, 19}
	calls := []int64{210, 190, 220, 205, 180, 215, 200, 230, 210, 205, 190, 220, 185, 200, 215, 190, 205, 210}
	start := time.Date(2025, time.March, 3, 0, 0, 0, 0, time.UTC)
	var points []effect.SharePoint
	for week := range complaints {
		points = append(points, effect.SharePoint{At: start.AddDate(0, 0, 7*week), X: complaints[week], N: calls[week]})
	}
	s, err := effect.InterruptedShares(points, start.AddDate(0, 0, 7*9), effect.Options{Definition: metrics.IDComplaintShare})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Line(language.English))
	// Output:
	// Complaint share of feedback: -5.8 percentage points (95% CI -12.7 to 1.1, p = 0.091): cannot be shown with this sample; a change of 9.6 percentage points or more is seen in 80% of cases; a series without a control: the earlier trend is taken out, events at the same time are not
}

// Self-checkouts in five of twelve shops; every shop has its score of the quarter before
// and of the quarter after.
func ExampleDiffInDiff() {
	scores := map[string][2]float64{
		"信義": {12, 31}, "板橋": {8, 24}, "中壢": {15, 30}, "台中": {10, 33}, "左營": {6, 21}, // with
		"士林": {11, 15}, "新莊": {9, 12}, "桃園": {14, 21}, "新竹": {13, 14}, "彰化": {7, 9}, "台南": {10, 17}, "鳳山": {12, 13},
	}
	with := map[string]bool{"信義": true, "板橋": true, "中壢": true, "台中": true, "左營": true}
	var rows []effect.Row
	for _, shop := range []string{"信義", "板橋", "中壢", "台中", "左營", "士林", "新莊", "桃園", "新竹", "彰化", "台南", "鳳山"} {
		for quarter, score := range scores[shop] {
			rows = append(rows, effect.Row{Unit: shop, Treated: with[shop], Period: quarter, Value: score})
		}
	}
	d, err := effect.DiffInDiff(rows, 1, effect.DifferenceOptions{Options: effect.Options{Definition: metrics.IDNPS}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Line(language.TraditionalChinese))
	fmt.Printf("%s, %d ways; %v\n", d.Method, d.Placements, d.Warnings)
	// Output:
	// 淨推薦值：14.0 分（95% 信賴區間 10.3 至 17.9，p = 0.001）：行動之後有改善；有對照組：證據較強，前提是兩組原本會同步變動
	// permutation of units, 792 ways; [few units no pre trend]
}

// 华南换了承运商, the other regions did not; complaints fell everywhere after the holidays.
func ExampleAgainstControl() {
	complaints := func(yes, all int64) *metrics.Rate {
		r := &metrics.Rate{Definition: metrics.IDComplaintShare}
		if err := r.AddCounts(yes, all); err != nil {
			fmt.Println(err)
		}
		return r
	}
	south, err := complaints(70, 900).Compare(complaints(171, 900), metrics.DefaultConfidence)
	if err != nil {
		fmt.Println(err)
		return
	}
	others, err := complaints(250, 2600).Compare(complaints(310, 2600), metrics.DefaultConfidence)
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := effect.AgainstControl(south, others, effect.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Line(language.SimplifiedChinese))
	// Output:
	// 投诉占反馈的比重：-8.9 个百分点（95% 置信区间 -12.5 至 -5.4，p < 0.001）：行动之后有改善；有对照组：证据较强，前提是两组原本会同步变动
}

// Before the action: is it worth asking at all? Complaints are at 12 %, and 150 customers
// answer a month.
func ExampleDetectableShare() {
	_, fall, err := effect.DetectableShare(0.12, 150, 150, stat.Design{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("a month shows a fall by %.1f points or more\n", 100*fall.Or(0))
	_, fall, err = effect.DetectableShare(0.12, 900, 900, stat.Design{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("half a year one by %.1f\n", 100*fall.Or(0))
	// Output:
	// a month shows a fall by 8.6 points or more
	// half a year one by 4.0
}

// A score of 200 answers each quarter shows a change of 22 points or more.
func ExampleDetectableMean() {
	points, err := effect.DetectableMean(6400, 200, 200, stat.Design{}) // a standard deviation of 80 points
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.1f points\n", points)
	// Output:
	// 22.4 points
}

// The direction of a number of one's own has to be said.
func ExampleOptions() {
	visits := []float64{310, 322, 305, 331, 318, 325, 309, 328, 362, 371, 355, 368, 374, 359, 366, 370}
	start := time.Date(2025, time.May, 1, 0, 0, 0, 0, time.UTC)
	var points []effect.Point
	for day, v := range visits {
		points = append(points, effect.Point{At: start.AddDate(0, 0, day), Value: metrics.NumberOf(v)})
	}
	s, err := effect.Interrupted(points, start.AddDate(0, 0, 8), effect.SeriesOptions{
		Options: effect.Options{Definition: "visits a day", Better: feedback.HighIsGood, Relevant: 10},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s.Line(language.English))
	// Output:
	// visits a day: 36.84 (95% CI 21.44 to 52.24, p < 0.001): better since the action; a series without a control: the earlier trend is taken out, events at the same time are not
}
