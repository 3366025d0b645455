package casework_test

import (
	"encoding/json"
	"fmt"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond/casework"
	"github.com/loamlib/loam/respond/sla"
)

// An angry review of a restaurant in Taipei, from the evening on which it arrives to
// the month in which the improvement is seen to work. At each step the board says
// what is owed, and the clocks say why then.
func Example() {
	taipei := time.FixedZone("Asia/Taipei", 8*60*60)
	at := func(month time.Month, day, hour, minute int) time.Time {
		return time.Date(2026, month, day, hour, minute, 0, 0, taipei)
	}

	// 「等了四十分鐘才上菜，反映之後店員還翻白眼，太離譜了！」 and what was judged of it.
	review := &feedback.Analysis{
		Labels: []feedback.Label{
			{Dimension: feedback.Topic, Category: "waiting/serving_time", Confidence: 0.84},
			{Dimension: feedback.Topic, Category: "service/attitude", Confidence: 0.91},
		},
		Aspects: []feedback.Aspect{
			{Topic: "service/attitude", Polarity: feedback.Negative, Score: -0.9},
			{Topic: "waiting/serving_time", Polarity: feedback.Negative, Score: -0.6},
		},
	}
	router, err := casework.NewRouter([]casework.Route{
		{Department: "內場", Any: []casework.Condition{{Dimension: feedback.Topic, Category: "waiting"}, {Dimension: feedback.Topic, Category: "food"}}},
		{Department: "外場", Any: []casework.Condition{{Dimension: feedback.Topic, Category: "service"}}},
	}, "店長")
	if err != nil {
		fmt.Println(err)
		return
	}
	routed := router.Route(review)
	fmt.Println("負責：", routed.Department, "會辦：", routed.Also)

	// Open from Tuesday to Sunday with a break in the afternoon.
	open := casework.Planner{FollowUpAfter: 2 * 24 * time.Hour}
	week := sla.EveryDay(sla.MustDay("11:00-14:00 17:00-21:30"))
	week[time.Monday] = nil
	hours, err := sla.NewCalendar(sla.Schedule{Week: week}, taipei)
	if err != nil {
		fmt.Println(err)
		return
	}
	open.Agreement, err = sla.NewAgreement(
		sla.Rule{}, // a first reply within 24 hours, by the clock on the wall
		sla.Rule{Policy: sla.Policy{Clock: sla.NextResponse, Target: 4 * time.Hour, Calendar: hours}},
		sla.Rule{Policy: sla.Policy{Clock: sla.Resolution, Target: 15 * time.Hour, Calendar: hours}})
	if err != nil {
		fmt.Println(err)
		return
	}

	dossier := casework.Dossier{Case: sla.Case{ID: "評論-0301", Channel: feedback.OnlineReview}}
	happened := func(when time.Time, kind feedback.EventKind, who string) {
		dossier.Case.Events = append(dossier.Case.Events, feedback.CaseEvent{CaseID: "評論-0301", Kind: kind, At: when, Actor: who})
	}
	board := func(now time.Time) {
		status, err := casework.Replay(dossier.Case.Events, now)
		fmt.Printf("\n%s %s\n", now.Format("01-02 15:04"), status.Stage.Name(language.TraditionalChinese))
		duties, err2 := open.Next(dossier, now)
		for _, d := range duties {
			fmt.Println("·", d.Explanation(language.TraditionalChinese))
		}
		if err != nil || err2 != nil {
			fmt.Println(err, err2)
		}
	}

	happened(at(3, 1, 20, 15), feedback.Received, "") // a Sunday
	dossier.Case.Events = append(dossier.Case.Events, routed.Event("評論-0301", at(3, 1, 20, 16)))
	board(at(3, 2, 10, 0))

	happened(at(3, 2, 11, 30), feedback.Replied, "小美")
	happened(at(3, 2, 11, 31), feedback.WaitingCustomer, "小美") // which evening, which table?
	happened(at(3, 3, 12, 0), feedback.CustomerReplied, "")
	board(at(3, 3, 12, 30))

	happened(at(3, 3, 13, 0), feedback.Investigating, "小美")
	happened(at(3, 3, 17, 30), feedback.Replied, "小美") // what was found, and an apology in person
	happened(at(3, 3, 18, 0), feedback.Resolved, "小美")
	dossier.Actions = append(dossier.Actions, casework.Action{
		ID: "改善-7", Kind: casework.ProcessImprovement, Cause: "週日晚間外場只有三人", What: "週末晚間增派一名外場人員",
		CaseIDs: []string{"評論-0301"}, Department: "外場", Owner: "阿德", Due: at(3, 15, 12, 0),
	})
	board(at(3, 6, 12, 0))

	fmt.Println()
	readings, err := open.Agreement.Read(dossier.Case, at(3, 6, 12, 0))
	for _, r := range readings {
		fmt.Println("⏱", r.Explanation(language.TraditionalChinese))
	}
	if err != nil {
		fmt.Println(err)
		return
	}

	dossier.FollowUps = append(dossier.FollowUps, casework.FollowUp{
		CaseID: "評論-0301", Asked: at(3, 6, 14, 0), Answered: at(3, 7, 9, 0), Solved: casework.Yes,
		Handling: feedback.Rating{Scale: feedback.CSAT5, Value: 5},
	})
	dossier.Case.Events = append(dossier.Case.Events, dossier.FollowUps[0].Events()...)
	happened(at(3, 7, 11, 0), feedback.Closed, "小美")
	dossier.Actions[0].Done = at(3, 14, 17, 0)
	board(at(4, 1, 12, 0))

	dossier.Actions[0].Checks = append(dossier.Actions[0].Checks, casework.Check{
		At: at(4, 14, 12, 0), Effect: casework.Worked, Note: "等候抱怨由每百則 6.2 則降為 2.1 則",
	})
	fmt.Println("\n改善-7", dossier.Actions[0].State(at(4, 14, 12, 0)).Name(language.TraditionalChinese))
	board(at(4, 14, 12, 0))
	// Output:
	// 負責： 外場 會辦： [內場]
	//
	// 03-02 10:00 已收件
	// · 回覆客戶，負責：外場。首次回覆：計時中。期限為 2026 年 3 月 2 日（週一）20:15（UTC+08:00），自 2026 年 3 月 1 日（週日）20:15 起算 24 小時。已用 13 小時 45 分鐘，尚餘 10 小時 15 分鐘。
	// · 解決問題，負責：外場。解決問題：計時中。期限為 2026 年 3 月 4 日（週三）20:15（UTC+08:00），自 2026 年 3 月 1 日（週日）20:15 起算 15 小時營業時間。不計入：非營業時間 2 天 9 小時。已用 1 小時 15 分鐘，尚餘 13 小時 45 分鐘。
	//
	// 03-03 12:30 已告知收件
	// · 回覆客戶的新訊息，負責：外場。後續回覆：計時中。期限為 2026 年 3 月 3 日（週二）19:00（UTC+08:00），自 2026 年 3 月 3 日（週二）12:00 起算 4 小時營業時間。不計入：非營業時間 3 小時。已用 30 分鐘，尚餘 3 小時 30 分鐘。
	// · 解決問題，負責：外場。解決問題：計時中。期限為 2026 年 3 月 4 日（週三）21:15（UTC+08:00），自 2026 年 3 月 1 日（週日）20:15 起算 15 小時營業時間。不計入：非營業時間 1 天 9 小時 31 分鐘、等待客戶回應 1 天 29 分鐘。已用 1 小時 45 分鐘，尚餘 13 小時 15 分鐘。
	// · 向客戶報告處理進度：期限 2026 年 3 月 5 日（週四）11:30，負責：外場。原因：上次聯繫客戶是 2026 年 3 月 2 日（週一）11:30。
	//
	// 03-06 12:00 已解決
	// · 回訪客戶：期限 2026 年 3 月 5 日（週四）18:00，已逾期 18 小時，負責：外場。原因：問題已於 2026 年 3 月 3 日（週二）18:00 解決。
	// · 落實改善措施（改善-7）：期限 2026 年 3 月 15 日（週日）12:00，負責：外場（阿德）。
	//
	// ⏱ 首次回覆：如期完成。期限為 2026 年 3 月 2 日（週一）20:15（UTC+08:00），自 2026 年 3 月 1 日（週日）20:15 起算 24 小時。於 2026 年 3 月 2 日（週一）11:30 完成，用了 15 小時 15 分鐘。
	// ⏱ 後續回覆：如期完成。期限為 2026 年 3 月 3 日（週二）19:00（UTC+08:00），自 2026 年 3 月 3 日（週二）12:00 起算 4 小時營業時間。不計入：非營業時間 3 小時。於 2026 年 3 月 3 日（週二）17:30 完成，用了 2 小時 30 分鐘。
	// ⏱ 解決問題：如期完成。期限為 2026 年 3 月 4 日（週三）21:15（UTC+08:00），自 2026 年 3 月 1 日（週日）20:15 起算 15 小時營業時間。不計入：非營業時間 1 天 9 小時 31 分鐘、等待客戶回應 1 天 29 分鐘。於 2026 年 3 月 3 日（週二）18:00 完成，用了 4 小時 15 分鐘。
	//
	// 04-01 12:00 已結案
	// · 驗證改善成效（改善-7）：期限 2026 年 4 月 13 日（週一）17:00，負責：外場（阿德）。原因：措施已於 2026 年 3 月 14 日（週六）17:00 實施。
	//
	// 改善-7 成效已驗證
	//
	// 04-14 12:00 已結案
}

// Two people close a case at the same time. The second is told what stands against
// it and what is legal.
func ExampleStatus_Check() {
	at := func(minute int) time.Time { return time.Date(2026, 3, 5, 9, minute, 0, 0, time.UTC) }
	events := []feedback.CaseEvent{
		{CaseID: "A-17", Kind: feedback.Resolved, At: at(20), Actor: "amy"},
		{CaseID: "A-17", Kind: feedback.Received, At: at(0)}, // out of order
		{CaseID: "A-17", Kind: feedback.Received, At: at(0)}, // and twice
		{CaseID: "A-17", Kind: feedback.Closed, At: at(58), Actor: "ben"},
	}
	status, err := casework.Replay(events, at(59))
	fmt.Println(status.Stage, status.Skipped(), err)
	fmt.Println(status.Check(feedback.CaseEvent{CaseID: "A-17", Kind: feedback.Closed, At: at(59), Actor: "amy"}))
	// Output:
	// closed [replied followed_up] <nil>
	// casework: case "A-17": closed at 2026-03-05T09:59:00Z by amy is no legal step: the case has been closed since 2026-03-05T09:58:00Z (by ben); legal: seen, replied, published, customer_replied, followed_up, reopened
}

// Routes are data. Praise for the food does not make the kitchen responsible for a
// rude courier.
func ExampleRouter_Route() {
	var routes []casework.Route
	err := json.Unmarshal([]byte(`[
		{"department": "餐飲部", "any": [{"dimension": "topic", "category": "food"}]},
		{"department": "物流部", "any": [{"dimension": "topic", "category": "delivery"}]},
		{"department": "产品部", "all": [{"dimension": "content", "category": "product"}, {"dimension": "intent", "category": "suggestion"}]}
	]`), &routes)
	if err != nil {
		fmt.Println(err)
		return
	}
	router, err := casework.NewRouter(routes, "客服部")
	if err != nil {
		fmt.Println(err)
		return
	}
	// 「菜很好吃，但外送員態度很差」
	d := router.Route(&feedback.Analysis{
		Labels: []feedback.Label{{Dimension: feedback.Topic, Category: "food", Confidence: 0.95}, {Dimension: feedback.Topic, Category: "delivery/courier", Confidence: 0.8}},
		Aspects: []feedback.Aspect{{Topic: "food", Polarity: feedback.Positive, Score: 0.9},
			{Topic: "delivery/courier", Polarity: feedback.Negative, Score: -0.7}},
	})
	fmt.Println(d.Department, d.Also, d.Why[0].Condition, d.Why[0].Category)
	fmt.Println(router.Route(&feedback.Analysis{}).Department)
	// Output:
	// 物流部 [餐飲部] topic=delivery delivery/courier
	// 客服部
}
