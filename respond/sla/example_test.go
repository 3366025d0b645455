package sla_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // zones on machines that have none

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond/sla"
)

// The default: a first reply within 24 hours by the clock on the wall.
func ExamplePolicy_Read() {
	received := time.Date(2026, 3, 6, 16, 30, 0, 0, time.FixedZone("", 8*60*60))
	events := []feedback.CaseEvent{{CaseID: "review-1", Kind: feedback.Received, At: received}}

	r, err := sla.Policy{}.Read(events, received.Add(20*time.Hour))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.State, r.Due.Format(time.RFC3339), r.Elapsed, r.Remaining)
	fmt.Println(r.Explanation(language.English))
	fmt.Println(r.Explanation(language.TraditionalChinese))
	fmt.Println(r.Explanation(language.SimplifiedChinese))
	// Output:
	// at_risk 2026-03-07T16:30:00+08:00 20h0m0s 4h0m0s
	// First response: at risk. Due Sat 7 Mar 2026, 16:30 (UTC+08:00): 24 h from Fri 6 Mar 2026, 16:30. 20 h used, 4 h left.
	// 首次回覆：即將逾時。期限為 2026 年 3 月 7 日（週六）16:30（UTC+08:00），自 2026 年 3 月 6 日（週五）16:30 起算 24 小時。已用 20 小時，尚餘 4 小時。
	// 首次回复：即将超时。截止时间为 2026年3月7日（周六）16:30（UTC+08:00），自 2026年3月6日（周五）16:30 起算 24 小时。已用 20 小时，剩余 4 小时。
}

// A shop in Taipei: closed for lunch, on Sundays and over Lunar New Year, whose eve
// is a short day. Its hours come from a file; the zone is the program's to load.
func ExampleNewCalendar() {
	file := `{
		"week": {"mon": "10:00-12:30 13:30-19:00", "tue": "10:00-12:30 13:30-19:00", "wed": "10:00-12:30 13:30-19:00",
		         "thu": "10:00-12:30 13:30-19:00", "fri": "10:00-12:30 13:30-19:00", "sat": "10:00-15:00"},
		"special": [{"from": "2026-02-13", "open": "10:00-12:30", "name": "春節前最後營業日"},
		            {"from": "2026-02-14", "through": "2026-02-22", "name": "農曆春節"}]}`
	var hours sla.Schedule
	if err := json.Unmarshal([]byte(file), &hours); err != nil {
		fmt.Println(err)
		return
	}
	taipei, err := time.LoadLocation("Asia/Taipei")
	if err != nil {
		fmt.Println(err)
		return
	}
	shop, err := sla.NewCalendar(hours, taipei)
	if err != nil {
		fmt.Println(err)
		return
	}

	received := time.Date(2026, 2, 13, 11, 45, 0, 0, taipei)
	events := []feedback.CaseEvent{{CaseID: "評論-17", Kind: feedback.Received, At: received}}
	policy := sla.Policy{Target: 4 * time.Hour, Calendar: shop}
	r, _ := policy.Read(events, time.Date(2026, 2, 23, 11, 0, 0, 0, taipei))
	fmt.Println(r.Explanation(language.TraditionalChinese))
	for s := range r.Spans(r.Due) {
		what := []string{s.From.Format("01-02 15:04 –"), s.To.Format("01-02 15:04"), s.Kind.Name(language.TraditionalChinese), s.Note}
		fmt.Println(strings.TrimSpace(strings.Join(what, " ")))
	}
	// Output:
	// 首次回覆：計時中。期限為 2026 年 2 月 23 日（週一）14:15（UTC+08:00），自 2026 年 2 月 13 日（週五）11:45 起算 4 小時營業時間。不計入：非營業時間（春節前最後營業日）11 小時 30 分鐘、假日（農曆春節）9 天、非營業時間 11 小時。已用 1 小時 45 分鐘，尚餘 2 小時 15 分鐘。
	// 02-13 11:45 – 02-13 12:30 計時
	// 02-13 12:30 – 02-14 00:00 非營業時間 春節前最後營業日
	// 02-14 00:00 – 02-23 00:00 假日 農曆春節
	// 02-23 00:00 – 02-23 10:00 非營業時間
	// 02-23 10:00 – 02-23 12:30 計時
	// 02-23 12:30 – 02-23 13:30 非營業時間
	// 02-23 13:30 – 02-23 14:15 計時
}

// Adding open time over a change of the clocks: the night shift of November 1 in
// New York is an hour longer, because the hour from 1:00 to 2:00 is there twice.
func ExampleCalendar_Add() {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		fmt.Println(err)
		return
	}
	nights, err := sla.NewCalendar(sla.Schedule{Week: sla.EveryDay(sla.MustDay("22:00-06:00"))}, newYork)
	if err != nil {
		fmt.Println(err)
		return
	}
	start := time.Date(2026, 10, 31, 22, 0, 0, 0, newYork)
	due, err := nights.Add(start, 8*time.Hour)
	fmt.Println(due.Format("Jan 2 15:04 MST"), err)
	fmt.Println(nights.Between(start, time.Date(2026, 11, 1, 12, 0, 0, 0, newYork)))
	// Output:
	// Nov 1 05:00 EST <nil>
	// 9h0m0s
}

// A hotline that is always open needs no calendar; a desk that keeps office hours
// does. The queue says what to do next. A case that waits for the customer comes
// last: its due time moves on.
func ExampleAgreement_Queue() {
	taipei := time.FixedZone("Asia/Taipei", 8*60*60)
	office, err := sla.NewCalendar(sla.Schedule{Week: sla.MondayToFriday(sla.MustDay("09:00-18:00"))}, taipei)
	if err != nil {
		fmt.Println(err)
		return
	}
	agreement, err := sla.NewAgreement(
		sla.Rule{Name: "專線", Channels: []feedback.Channel{feedback.Hotline}, Policy: sla.Policy{Target: 30 * time.Minute}},
		sla.Rule{Name: "緊急", Priorities: []feedback.Category{feedback.UrgencyHigh}, Policy: sla.Policy{Target: 2 * time.Hour, Calendar: office}},
		sla.Rule{Name: "一般", Policy: sla.Policy{Target: 8 * time.Hour, Calendar: office}},
		sla.Rule{Name: "結案", Policy: sla.Policy{Clock: sla.Resolution, Target: 27 * time.Hour, Calendar: office}},
	)
	if err != nil {
		fmt.Println(err)
		return
	}
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 3, day, hour, minute, 0, 0, taipei) }
	event := func(id string, kind feedback.EventKind, when time.Time) feedback.CaseEvent {
		return feedback.CaseEvent{CaseID: id, Kind: kind, At: when}
	}
	cases := []sla.Case{
		{ID: "A-3", Channel: feedback.Email, Events: []feedback.CaseEvent{ // a Friday evening
			event("A-3", feedback.Received, at(6, 17, 30))}},
		{ID: "A-4", Channel: feedback.Hotline, Events: []feedback.CaseEvent{
			event("A-4", feedback.Received, at(9, 9, 50))}},
		{ID: "A-5", Channel: feedback.Email, Priority: feedback.UrgencyHigh, Events: []feedback.CaseEvent{
			event("A-5", feedback.Received, at(9, 9, 10)), event("A-5", feedback.Replied, at(9, 9, 40)),
			event("A-5", feedback.WaitingCustomer, at(9, 9, 41))}},
	}
	queue, err := agreement.Queue(slices.Values(cases), at(9, 10, 0))
	for _, r := range queue {
		fmt.Println(r.CaseID, r.Rule, r.Clock.Name(language.TraditionalChinese), r.Due.In(taipei).Format("01-02 15:04"),
			r.State.Name(language.TraditionalChinese))
	}
	fmt.Println(err)
	// Output:
	// A-4 專線 首次回覆 03-09 10:20 計時中
	// A-3 一般 首次回覆 03-09 16:30 計時中
	// A-3 結案 解決問題 03-11 17:30 計時中
	// A-4 結案 解決問題 03-12 09:50 計時中
	// A-5 結案 解決問題 03-12 09:29 暫停計時
	// <nil>
}

// Of five reviews three are old enough for a verdict.
func ExampleAttainment() {
	now := time.Date(2026, 3, 6, 12, 0, 0, 0, time.UTC)
	var replies sla.Attainment
	for i, hours := range []struct{ received, replied int }{{50, 48}, {40, 10}, {30, 29}, {5, 4}, {3, 0}} {
		id := fmt.Sprint("review-", i)
		events := []feedback.CaseEvent{{CaseID: id, Kind: feedback.Received, At: now.Add(-time.Duration(hours.received) * time.Hour)}}
		if hours.replied > 0 {
			events = append(events, feedback.CaseEvent{CaseID: id, Kind: feedback.Replied, At: now.Add(-time.Duration(hours.replied) * time.Hour)})
		}
		r, err := sla.Policy{}.Read(events, now)
		if err != nil {
			fmt.Println(err)
			return
		}
		replies.Add(r)
	}
	fmt.Println(replies)
	// Output:
	// 66.7% met (2 of 3 matured; 1 early; 1 open)
}
