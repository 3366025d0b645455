package action_test

import (
	"fmt"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/action"
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
func ExampleAction_Evaluate() {
	a := checkout()
	before := [2]int64{171, 310} // 負面 171 則，共 310 則
	for _, after := range [][2]int64{{112, 298}, {164, 302}, {19, 41}} {
		c, err := a.Evaluate(day(5, 4), negative(after, before), false)
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
	// 負面比例（占正負面合計）：預期改變 -10.0 個百分點，達 -5.0 個百分點才算值得；實際為 -17.6 個百分點（95% 信賴區間 -25.2 至 -9.7，p < 0.001，效果量 h = -0.35）：資料顯示確有差異。
	// 預期的改變確實出現了。
	// 同一時間可能還有其他因素改變；若能與未受這項措施影響的顧客相比，結論會更可靠。
	// uncertain
	// 負面比例（占正負面合計）：預期改變 -10.0 個百分點，達 -5.0 個百分點才算值得；實際為 -0.9 個百分點（95% 信賴區間 -8.7 至 7.0，p = 0.83，效果量 h = -0.02）：這批資料看不出差異。
	// 樣本既不能證明有效，也不能證明無效：請收集更多回答。
	// uncertain
	// 負面比例（占正負面合計）：預期改變 -10.0 個百分點，達 -5.0 個百分點才算值得；實際為 -8.8 個百分點（95% 信賴區間 -24.1 至 7.1，p = 0.29，效果量 h = -0.18）：這批資料看不出差異。
	// 樣本既不能證明有效，也不能證明無效：請收集更多回答。
}

// An action without effect comes back, with a new date and a new cause.
func ExampleAction_Reopen() {
	a := checkout()
	c, err := a.Evaluate(day(5, 4), negative([2]int64{1640, 3020}, [2]int64{1710, 3100}), false)
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
	// Negative share of positive and negative: a change of -10.0 percentage points was expected, worth it from -5.0 percentage points on; found was -0.9 percentage points (95% CI -3.3 to 1.6, p = 0.50, h = -0.02): not shown by these data.
	// The data rule out a change that was worth it: look for the cause again, and reopen the action.
	// planned 2 <nil>
	// overdue
	// 逾期未完成
	// 逾期未完成
}
