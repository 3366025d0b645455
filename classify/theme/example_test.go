package theme_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/loamlib/loam/classify/theme"
	"github.com/loamlib/loam/feedback"
)

// reviews of a restaurant, by ID and customer.
var reviews = []feedback.Feedback{
	{ID: "r1", Customer: feedback.Customer{ID: "lin"}, Text: "外送太慢，等了一個小時，湯都冷了。"},
	{ID: "r2", Customer: feedback.Customer{ID: "chen"}, Text: "湯頭很好喝，可是外送又遲到。"},
	{ID: "r3", Customer: feedback.Customer{ID: "lin"}, Text: "這次外送還是慢！"},
	{ID: "r4", Customer: feedback.Customer{ID: "wu"}, Text: "店員親切，湯頭濃郁。"},
	{ID: "r5", Customer: feedback.Customer{ID: "huang"}, Text: "喜歡他們的湯頭，外送的包裝也用心。"},
	{ID: "r6", Customer: feedback.Customer{ID: "hsu"}, Text: "希望外送能準時一點。"},
	{ID: "r7", Customer: feedback.Customer{ID: "kao"}, Text: "停車不方便。"},
}

func ExampleMiner() {
	m, err := theme.NewMiner(&theme.Options{MinDocuments: 3})
	if err != nil {
		panic(err)
	}
	for i := range reviews {
		m.AddCase(feedback.NewDocument(&reviews[i]), reviews[i].Customer.ID)
	}
	for _, t := range m.Themes(0) {
		fmt.Printf("%s: %d of feedback, %d customers, %s\n", t.Name, t.Documents, t.Cases, strings.Join(t.IDs, " "))
	}
	// Output:
	// 外送: 5 of feedback, 4 customers, r1 r2 r3 r5 r6
	// 湯頭: 3 of feedback, 3 customers, r2 r4 r5
}

func ExampleMiner_Compare() {
	mined := func(texts ...string) *theme.Miner {
		m, err := theme.NewMiner(&theme.Options{MinDocuments: 5})
		if err != nil {
			panic(err)
		}
		for range 5 {
			for _, s := range texts {
				m.Add(feedback.NewDocument(&feedback.Feedback{Text: s}))
			}
		}
		return m
	}
	lastMonth := mined("界面很好看", "支付很方便", "Easy checkout", "搜索很快", "客服很耐心", "Nice design")
	thisMonth := mined("更新后闪退", "一直闪退！", "闪退三次了", "又闪退", "支付很方便", "Easy checkout")
	changes, err := thisMonth.Compare(lastMonth)
	if err != nil {
		panic(err)
	}
	for _, c := range changes {
		if c.AdjustedP <= 0.05 && c.Z > 0 {
			fmt.Printf("%s: from %d to %d of 30, new: %v\n", c.Text, c.Baseline, c.Documents, c.New)
		}
	}
	// Output: 闪退: from 0 to 20 of 30, new: true
}

func ExampleTheme_Stories() {
	m, err := theme.NewMiner(&theme.Options{MinDocuments: 3})
	if err != nil {
		panic(err)
	}
	for i := range reviews {
		m.Add(feedback.NewDocument(&reviews[i]))
	}
	delivery := m.Themes(1)[0]
	for _, s := range delivery.Stories(slices.Values(reviews), &theme.StoryOptions{
		Limit: 1,
		// The caller knows what must not be shown; here it is how long somebody waited.
		Redact: func(s string) string { return strings.ReplaceAll(s, "一個小時", "〔…〕") },
	}) {
		fmt.Println(s.ID, s.Text)
	}
	// Output: r1 外送太慢，等了〔…〕，湯都冷了。
}

func ExampleNeeds() {
	var n theme.Needs
	for _, s := range []string{
		"希望能增加夜間模式。",
		"要是有夜間模式就好了",
		"It would be great if you had a dark mode.",
		"Please add dark mode!",
		"建议大家去试试", // advice to other customers
	} {
		n.Add(feedback.NewDocument(&feedback.Feedback{Text: s}), "")
	}
	for _, need := range n.Result(0) {
		fmt.Printf("%s %d: %s\n", need.Name, need.Documents, strings.Join(need.Wishes, " / "))
	}
	// Output:
	// dark mode 2: dark mode / you had a dark mode
	// 夜間模式 2: 夜間模式 / 增加夜間模式
}

func ExampleWishes() {
	f := feedback.Feedback{Text: "菜很好吃，不过要是能提前订位就好了。"}
	for _, w := range theme.Wishes(feedback.NewDocument(&f)) {
		fmt.Printf("%s (%s): %s\n", w.Text, w.Evidence.Rule, w.Evidence.Of(&f))
	}
	// Output: 提前订位 (要是能): 要是能提前订位就好了
}

func ExampleWatch() {
	w, err := theme.NewWatch([]theme.Competitor{
		{Name: "飞鸽外卖", Aliases: []string{"飞鸽"}},
		{Name: "Northwind"},
	})
	if err != nil {
		panic(err)
	}
	for _, s := range []string{
		"還是飛鴿快，下次不點這家了",
		"You are cheaper than Northwind.",
		"我在飞鸽上看到你们的广告", // named, not compared
	} {
		for _, m := range w.Mentions(feedback.NewDocument(&feedback.Feedback{Text: s})) {
			fmt.Println(m.Competitor, m.Stance)
		}
	}
	// Output:
	// 飞鸽外卖 ahead
	// Northwind behind
	// 飞鸽外卖 mentioned
}
