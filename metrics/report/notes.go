package report

import (
	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/goal"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

// notes say what the data do not allow to be said.
func (b *builder) notes(r *Report) []text.Wording {
	var out []text.Wording
	note := func(when bool, w text.Wording, args ...any) {
		if when {
			out = append(out, phrase.Fill(w, args...))
		}
	}
	n := func(x int64) string { return phrase.Count(float64(x)) }
	records := r.Records
	note(records.Undated > 0 && records.Undated < records.Feedback, text.Wording{
		En:   "Feedback without a date: %s. It is in every total and in no trend.",
		Hant: "有 %s 件回饋沒有日期：計入總數，但不列入趨勢。",
		Hans: "有 %s 条反馈没有日期：计入总数，但不列入趋势。",
	}, n(records.Undated))
	note(records.Undated > 0 && records.Undated == records.Feedback, text.Wording{
		En:   "No feedback has a date, so nothing can be said about trends or changes.",
		Hant: "所有回饋都沒有日期，因此無法談趨勢與變化。",
		Hans: "所有反馈都没有日期，因此无法谈趋势与变化。",
	})
	note(feedbackIn(b.old) > 0, text.Wording{
		En:   "Feedback dated so long ago that it counts in the totals alone: %s. Look whether the dates are right.",
		Hant: "有 %s 件回饋的日期太久遠，只計入總數：請確認日期是否正確。",
		Hans: "有 %s 条反馈的日期过于久远，只计入总数：请确认日期是否正确。",
	}, n(feedbackIn(b.old)))
	note(records.Feedback > records.Judged, text.Wording{
		En:   "Feedback whose sentiment could not be judged: %s of %s. It is not taken for neutral: scores leave it out.",
		Hant: "%[2]s 件回饋中有 %[1]s 件無法判斷情緒。這些不當作中立，計分時不列入。",
		Hans: "%[2]s 条反馈中有 %[1]s 条无法判断情感。这些不视为中性，计分时不列入。",
	}, n(records.Feedback-records.Judged), n(records.Feedback))
	note(records.Rejected.Total() > 0, text.Wording{
		En:   "Records outside the time of this report, or in the future, which count nowhere: %s.",
		Hant: "有 %s 筆資料的日期不在本報告期間內，或在未來，一律不計。",
		Hans: "有 %s 条数据的日期不在本报告期间内，或在未来，一律不计。",
	}, n(records.Rejected.Total()))
	for i, t := range b.c.options.Facets {
		note(b.c.groups[i].full, text.Wording{
			En:   "“%s” has more than %s different values, too many to divide feedback by, and was left out.",
			Hant: "「%s」有超過 %s 種不同的值，無法用來分群，故未使用。",
			Hans: "“%s”有超过 %s 种不同的值，无法用于分组，故未使用。",
		}, phrase.Each(t.Name), n(mostValues))
		few, all := b.thin(&b.c.groups[i])
		note(len(few) > 0 && all > 1 && len(b.earlier) > 0, text.Wording{
			En:   "“%[1]s” has %[3]s values, %[2]s of which have fewer than %[4]d pieces of recent feedback and were not compared with the others%[5]s. A longer recent stretch would take in more.",
			Hant: "「%[1]s」共有 %[3]s 項，其中 %[2]s 項的近期回饋不到 %[4]d 件，沒有與其他項比較%[5]s。把近期拉長，可以納入更多。",
			Hans: "“%[1]s”共有 %[3]s 项，其中 %[2]s 项的近期反馈不足 %[4]d 条，没有与其他项比较%[5]s。把近期拉长，可以纳入更多。",
		}, phrase.Each(t.Name), n(int64(len(few))), n(int64(all)), fewestInSlice, named(t, few))
	}
	note(b.c.unlisted > 0, text.Wording{
		En:   "Mentions of topics beyond the first %[2]s, which are counted without their topic: %[1]s.",
		Hant: "有 %s 次提及的主題超出可區分的 %s 個，計入時不分主題。",
		Hans: "有 %s 次提及的主题超出可区分的 %s 个，计入时不分主题。",
	}, n(b.c.unlisted), n(mostTopics))
	return out
}

// namesShown is how many values are named; of more their number says enough.
const namesShown = 5

// named names values of a facet in brackets, if they are few.
func named(t cause.Facet, values []string) text.Wording {
	if len(values) > namesShown {
		return text.Wording{}
	}
	var names []text.Wording
	for _, v := range values {
		names = append(names, phrase.Each(func(tag language.Tag) string { return shown(t.ValueName(v, tag), tag) }))
	}
	return phrase.Fill(text.Wording{En: " (%s)", Hant: "（%s）", Hans: "（%s）"}, listed(names))
}

// notCounted says that there is no number of ours to compare with.
func notCounted(other goal.Benchmark) text.Wording {
	return phrase.Fill(text.Wording{
		En:   "%[1]s: nothing was counted to compare its %[2]s with.",
		Hant: "%[1]s：沒有可與其%[2]s比較的資料。",
		Hans: "%[1]s：没有可与其%[2]s比较的数据。",
	}, other.Name, phrase.Each(other.Figure.Definition.Name))
}
