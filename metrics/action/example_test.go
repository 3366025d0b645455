package action_test

import (
	"fmt"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/action"
	"github.com/loamlib/loam/metrics/effect"
)

var readers = []language.Tag{language.English, language.TraditionalChinese, language.SimplifiedChinese}

func day(month time.Month, d int) time.Time {
	return time.Date(2026, month, d, 0, 0, 0, 0, time.FixedZone("Asia/Taipei", 8*3600))
}

// checkout is what a chain of shops does about the queue at its tills.
func checkout() action.Action {
	return action.Action{
		ID: "a-3", Kind: action.ProcessImprovement,
		What:        "尖峰時段加開兩台自助結帳機，並增派一名人員引導",
		Cause:       "週末傍晚結帳排隊超過十分鐘",
		FeedbackIDs: []string{"r-1042", "r-1077", "r-1130"}, Department: "門市營運", Owner: "u-17",
		Expected: action.Expected{Metric: metrics.IDNegativeShare, Segment: "結帳", Size: -0.10},
		Rounds:   []action.Round{{Due: day(4, 1), Done: day(3, 28), Review: day(5, 1)}},
	}
}

// negative compares two months of judged feedback about the tills.
func negative(after, before [2]int64) metrics.Comparison {
	month := func(c [2]int64) metrics.Rate {
		r := metrics.Rate{Definition: metrics.IDNegativeShare}
		if err := r.AddCounts(c[0], c[1]); err != nil {
			panic(err)
		}
		return r
	}
	a, b := month(after), month(before)
	c, err := a.Compare(&b, metrics.DefaultConfidence)
	if err != nil {
		panic(err)
	}
	return c
}

// 加開自助結帳機之後，抱怨真的變少了嗎？
func ExampleAction_EvaluateChange() {
	a := checkout()
	before := [2]int64{171, 310} // 負面 171 則，共 310 則
	for _, after := range [][2]int64{{112, 298}, {164, 302}, {19, 41}} {
		c, err := a.EvaluateChange(day(5, 4), negative(after, before))
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(c.Effect)
		for _, reason := range c.Reasons {
			fmt.Println(reason.Hant)
		}
	}
	// Output:
	// worked
	// 負面比例（占正負面合計）：預期改變 -10.0 個百分點，達 -5.0 個百分點才算值得；實際為 -17.6 個百分點（95% 信賴區間 -25.2 至 -9.7 個百分點，p < 0.001）。
	// 預期的改變確實出現了。
	// 只有前後比較：期間還有其他變動，只能說有關聯。
	// uncertain
	// 負面比例（占正負面合計）：預期改變 -10.0 個百分點，達 -5.0 個百分點才算值得；實際為 -0.9 個百分點（95% 信賴區間 -8.7 至 7.0 個百分點，p = 0.83）。
	// 樣本既不能證明有效，也不能證明無效：請收集更多回答。
	// 這樣的樣本，變化達 11.2 個百分點以上才有 80% 的機會看得出來。
	// uncertain
	// 負面比例（占正負面合計）：預期改變 -10.0 個百分點，達 -5.0 個百分點才算值得；實際為 -8.8 個百分點（95% 信賴區間 -24.1 至 7.1 個百分點，p = 0.29）。
	// 樣本既不能證明有效，也不能證明無效：請收集更多回答。
	// 這樣的樣本，變化達 22.3 個百分點以上才有 80% 的機會看得出來。
}

// An action without effect comes back, with a new date and a new cause.
func ExampleAction_Reopen() {
	a := checkout()
	c, err := a.EvaluateChange(day(5, 4), negative([2]int64{1640, 3020}, [2]int64{1710, 3100}))
	if err != nil {
		fmt.Println(err)
		return
	}
	a, err = a.Record(c)
	fmt.Println(a.State(day(5, 4)), err)
	for _, reason := range c.Reasons {
		fmt.Println(reason.En)
	}
	a, err = a.Reopen(day(5, 5), day(6, 1), day(7, 1))
	a.Cause = "排隊其實是等主管授權退貨"
	fmt.Println(a.State(day(5, 5)), len(a.Rounds), err)
	for _, tag := range readers {
		fmt.Println(a.State(day(6, 2)).Name(tag))
	}
	// Output:
	// ineffective <nil>
	// Negative share of positive and negative: a change of -10.0 percentage points was expected, worth it from -5.0 percentage points on; found was -0.9 percentage points (95% CI -3.3 to 1.6 percentage points, p = 0.50).
	// The data rule out a change that was worth it: look for the cause again, and reopen the action.
	// Before and after alone: an association, because other things changed too.
	// planned 2 <nil>
	// overdue
	// 逾期未完成
	// 逾期未完成
}

// 五家門市先裝，七家沒裝：與沒裝的相比，才知道是不是自助結帳機的功勞。
func ExampleAction_Evaluate() {
	a := checkout()
	a.Expected = action.Expected{Metric: metrics.IDNegativeShare, Segment: "結帳", Size: -0.08, Least: -0.04}
	shares := []struct {
		shop          string
		with          bool
		before, after float64
	}{
		{"信義", true, 0.54, 0.41}, {"板橋", true, 0.58, 0.44}, {"中壢", true, 0.51, 0.42}, {"台中", true, 0.57, 0.43}, {"左營", true, 0.60, 0.49},
		{"士林", false, 0.52, 0.50}, {"新莊", false, 0.57, 0.54}, {"桃園", false, 0.55, 0.52}, {"新竹", false, 0.49, 0.48},
		{"彰化", false, 0.53, 0.52}, {"台南", false, 0.56, 0.52}, {"鳳山", false, 0.50, 0.50},
	}
	var rows []effect.Row
	for _, s := range shares {
		rows = append(rows, effect.Row{Unit: s.shop, Treated: s.with, Period: 0, Value: s.before}, effect.Row{Unit: s.shop, Treated: s.with, Period: 1, Value: s.after})
	}
	found, err := effect.DiffInDiff(rows, 1, effect.DifferenceOptions{Options: effect.Options{Definition: metrics.IDNegativeShare}})
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := a.Evaluate(day(5, 4), found.Result)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, tag := range readers {
		fmt.Println(c.Effect.Name(tag))
		for _, reason := range c.Reasons {
			fmt.Println(reason.In(tag))
		}
	}
	// Output:
	// worked
	// Negative share of positive and negative: a change of -8.0 percentage points was expected, worth it from -4.0 percentage points on; found was -10.2 percentage points (95% CI -12.5 to -7.9 percentage points, p = 0.001).
	// The change expected is there.
	// With a control: stronger, as long as both groups would have moved alike.
	// 有效
	// 負面比例（占正負面合計）：預期改變 -8.0 個百分點，達 -4.0 個百分點才算值得；實際為 -10.2 個百分點（95% 信賴區間 -12.5 至 -7.9 個百分點，p = 0.001）。
	// 預期的改變確實出現了。
	// 有對照組：證據較強，前提是兩組原本會同步變動。
	// 有效
	// 负面占比（占正负面合计）：预期变化 -8.0 个百分点，达 -4.0 个百分点才算值得；实际为 -10.2 个百分点（95% 置信区间 -12.5 至 -7.9 个百分点，p = 0.001）。
	// 预期的变化确实出现了。
	// 有对照组：证据较强，前提是两组原本会同步变动。
}
