package sla

import (
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/respond/internal/wording"
)

// Explanation is the reading in a few sentences for people who read tag: how it
// stands, by when it is due, from when that was counted, what was not counted and
// what is left. Times are those of the calendar's zone, or of the first event's
// where there is no calendar.
func (r *Reading) Explanation(tag language.Tag) string {
	in := func(hant, hans, english string) string { return wording.In(tag, hant, hans, english) }
	s := r.Clock.Name(tag) + in("：", "：", ": ") + r.State.Name(tag)
	stop := in("。", "。", ". ")
	switch r.State {
	case NotStarted, "": // the zero Reading
		return s + strings.TrimSpace(stop)
	case Unclear:
		return s + in("，", "，", "; ") + r.Problem.Name(tag) + strings.TrimSpace(stop)
	}
	sentences := []string{s, r.dueSentence(tag)}
	if left := r.leftOut(tag); left != "" {
		sentences = append(sentences, in("不計入：", "不计入：", "Not counted: ")+left)
	}
	sentences = append(sentences, r.progress(tag))
	return strings.TrimSpace(strings.Join(sentences, stop) + stop)
}

// local is a time as it is shown.
func (r *Reading) local(t time.Time) time.Time {
	if r.course != nil {
		if zone := r.course.policy.Calendar.Zone(); zone != nil {
			return t.In(zone)
		}
	}
	return t.In(r.Start.Location())
}

// time is a time to the minute, and to the second for a clock of minutes.
func (r *Reading) time(t time.Time, tag language.Tag) string {
	if r.Target < time.Hour {
		return wording.TimeToTheSecond(t, tag)
	}
	return wording.Time(t, tag)
}

// dueSentence says by when, and how that was counted.
func (r *Reading) dueSentence(tag language.Tag) string {
	due := r.local(r.Due)
	open := ""
	if r.course != nil && r.course.policy.Calendar != nil {
		open = wording.In(tag, "營業時間", "营业时间", " of opening time")
	}
	pattern := wording.In(tag, "期限為 %s（%s），自 %s 起算 %s%s", "截止时间为 %s（%s），自 %s 起算 %s%s", "Due %s (%s): %[4]s%[5]s from %[3]s")
	if r.State == Paused {
		pattern = wording.In(tag, "若客戶現在回應，期限為 %s（%s），自 %s 起算 %s%s", "若客户现在回应，截止时间为 %s（%s），自 %s 起算 %s%s",
			"Due %s (%s) if the customer answers now: %[4]s%[5]s from %[3]s")
	}
	return fmt.Sprintf(pattern, r.time(due, tag), due.Format("UTC-07:00"), r.time(r.local(r.Start), tag), wording.Hours(r.Target, tag), open)
}

// leftOut lists how much time did not count up to the due time, by reason.
func (r *Reading) leftOut(tag language.Tag) string {
	type reason struct {
		kind SpanKind
		note string
	}
	var order []reason
	sum := map[reason]time.Duration{}
	for s := range r.Spans(r.Due) {
		if s.Kind == Counted {
			continue
		}
		k := reason{s.Kind, s.Note}
		if _, seen := sum[k]; !seen {
			order = append(order, k)
		}
		sum[k] += s.Length()
	}
	var parts []string
	for _, k := range order {
		name, length := k.kind.Name(tag), wording.Duration(sum[k], tag)
		if k.note == "" {
			parts = append(parts, name+" "+length)
			continue
		}
		parts = append(parts, fmt.Sprintf(wording.In(tag, "%s（%s）%s", "%s（%s）%s", "%s (%s) %s"), name, k.note, length))
	}
	return strings.Join(parts, wording.In(tag, "、", "、", ", "))
}

// progress says what was used and is left, or when it was over.
func (r *Reading) progress(tag language.Tag) string {
	used, at := wording.Hours(r.Elapsed, tag), r.time(r.local(r.end()), tag)
	switch {
	case r.State == Breached && r.Open():
		return fmt.Sprintf(wording.In(tag, "已用 %s，逾時 %s", "已用 %s，超时 %s", "%s used, %s late"), used, wording.Duration(r.Late(), tag))
	case r.State == Breached:
		return fmt.Sprintf(wording.In(tag, "於 %s 結束，用了 %s，逾時 %s", "于 %s 结束，用时 %s，超时 %s", "Over on %s after %s, %s late"),
			at, used, wording.Duration(r.Late(), tag))
	case r.Open():
		return fmt.Sprintf(wording.In(tag, "已用 %s，尚餘 %s", "已用 %s，剩余 %s", "%s used, %s left"), used, wording.Hours(r.Remaining, tag))
	}
	pattern := wording.In(tag, "於 %s 完成，用了 %s", "于 %s 完成，用时 %s", "Done on %s after %s")
	if r.State == Ended {
		pattern = wording.In(tag, "案件於 %s 結束，用了 %s", "工单于 %s 结束，用时 %s", "The case was over on %s after %s")
	}
	return fmt.Sprintf(pattern, at, used)
}
