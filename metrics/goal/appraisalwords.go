package goal

import (
	"math"
	"strconv"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

// value and change write numbers of the metric in its unit.
func (g Goal) value(v float64) text.Wording {
	return phrase.Each(func(tag language.Tag) string { return g.Baseline.FormatValue(v, tag) })
}

func (g Goal) change(d float64) text.Wording {
	return phrase.Each(func(tag language.Tag) string { return g.Baseline.FormatDifference(d, tag) })
}

// lastDay is the day on which the time of the goal ends: Due at midnight belongs to
// the day before.
func (g Goal) lastDay() text.Wording { return phrase.Date(g.Due.Add(-1)) }

// remarks are the findings of an appraisal in words.
func (g Goal) remarks(a Appraisal) []text.Wording {
	out := []text.Wording{g.statement(a)}
	add := func(w text.Wording, args ...any) { out = append(out, phrase.Fill(w, args...)) }
	if a.Past {
		add(text.Wording{
			En:   "The goal is in the past: its time ended on %s.",
			Hant: "這個目標已經過期，期限是 %s。",
			Hans: "该目标已过期，截止日期是%s。",
		}, g.lastDay())
	}
	switch a.AlreadyMet {
	case ShownMet:
		add(text.Wording{
			En:   "The goal is met before it begins: the baseline lies beyond the target with its whole interval.",
			Hant: "目標在起點就已達成：基準值的整個信賴區間都優於目標值。",
			Hans: "目标在起点就已达成：基线的整个置信区间都优于目标值。",
		})
	case ValueMet:
		add(text.Wording{
			En:   "The baseline meets the target already, though its interval leaves that open.",
			Hant: "基準值本身已達到目標值，只是信賴區間還不足以確認。",
			Hans: "基线本身已达到目标值，只是置信区间还不足以确认。",
		})
	}
	if a.AlreadyMet == NotMet && !a.Past {
		out = append(out, g.achievability(a))
	}
	if a.AlreadyMet == NotMet {
		out = append(out, g.detectability(a.Detection))
	}
	return out
}

// statement is the goal itself.
func (g Goal) statement(a Appraisal) text.Wording {
	segment := phrase.Same(g.Segment)
	if g.Segment == Everyone {
		segment = text.Wording{En: "all customers", Hant: "全體顧客", Hans: "全体客户"}
	}
	base, _ := g.Baseline.Value.Get()
	if a.AlreadyMet != NotMet {
		return phrase.Fill(text.Wording{
			En:   "%[1]s, %[2]s: at least as good as %[4]s by %[5]s; the baseline is %[3]s.",
			Hant: "%[1]s（%[2]s）：%[5]s 前至少達到 %[4]s；基準值為 %[3]s。",
			Hans: "%[1]s（%[2]s）：%[5]s前至少达到 %[4]s；基线为 %[3]s。",
		}, metricName(g.Metric), segment, g.value(base), g.value(a.Aim.Or(math.NaN())), g.lastDay())
	}
	return phrase.Fill(text.Wording{
		En:   "%[1]s, %[2]s: from %[3]s to %[4]s by %[5]s.",
		Hant: "%[1]s（%[2]s）：%[5]s 前由 %[3]s 達到 %[4]s。",
		Hans: "%[1]s（%[2]s）：%[5]s前由 %[3]s 达到 %[4]s。",
	}, metricName(g.Metric), segment, g.value(base), g.value(a.Aim.Or(math.NaN())), g.lastDay())
}

// achievability compares the slope required with what was seen.
func (g Goal) achievability(a Appraisal) text.Wording {
	slope := func(n metrics.Number) text.Wording { return g.change(n.Or(math.NaN())) }
	if a.Reach == Unseen {
		return phrase.Fill(text.Wording{
			En:   "It takes %s a month; whether that is achievable cannot be told without a history.",
			Hant: "每個月需進展 %s；沒有足夠的歷史資料，無法判斷是否做得到。",
			Hans: "每个月需进展 %s；没有足够的历史数据，无法判断能否做到。",
		}, slope(a.Required))
	}
	tail := map[Reach]text.Wording{
		Below:    {En: "the goal asks for less than would come by itself.", Hant: "照目前的速度就會達到，目標訂得偏低。", Hans: "照目前的速度就会达到，目标定得偏低。"},
		Within:   {En: "the pace required lies within that.", Hant: "所需的速度在此範圍內。", Hans: "所需的速度在此范围内。"},
		Above:    {En: "the pace required is higher: it takes something new.", Hant: "所需的速度高於此範圍，要有新的做法才行。", Hans: "所需的速度高于此范围，需要有新的举措。"},
		FarAbove: {En: "the pace required is far above that: nothing in the history comes near it.", Hant: "所需的速度遠高於此範圍，過去從未接近過。", Hans: "所需的速度远高于此范围，以往从未接近过。"},
	}[a.Reach]
	return phrase.Fill(text.Wording{
		En:   "It takes %s a month; the history moved by %s a month (%s CI %s): %s",
		Hant: "每個月需進展 %s；過去每個月的變化是 %s（%s 信賴區間 %s）：%s",
		Hans: "每个月需进展 %s；以往每个月的变化是 %s（%s 置信区间 %s）：%s",
	}, slope(a.Required), slope(a.History.PerMonth), percentOf(a.History.Confidence), phrase.Span(slope(a.History.Low), slope(a.History.High)), tail)
}

// detectability says what the sample can show.
func (g Goal) detectability(d Detection) text.Wording {
	smallest, isSmallest := d.Smallest.Get()
	needed, isNeeded := d.Needed.Get()
	switch {
	case !d.Beyond.Defined():
		return text.Wording{
			En:   "The baseline has no interval, so it cannot be told what a sample will show.",
			Hant: "基準值沒有信賴區間，無法評估樣本能看出多大的變化。",
			Hans: "基线没有置信区间，无法评估样本能看出多大的变化。",
		}
	case d.Shows:
		return phrase.Fill(text.Wording{
			En:   "With %s answers a measurement, a change of %s shows (power %s): the goal can be verified.",
			Hant: "每次 %s 份回答，能看出 %s 的變化（檢定力 %s），足以驗證目標。",
			Hans: "每次 %s 份回答，能看出 %s 的变化（检验功效 %s），足以验证目标。",
		}, phrase.Count(float64(d.N)), g.change(smallest), percentOf(d.Power))
	case !isNeeded:
		return phrase.Fill(text.Wording{
			En:   "The baseline of %s answers is too uncertain: no later sample, however large, would show the change.",
			Hant: "基準值只有 %s 份回答，誤差太大：之後的樣本再多，也看不出這麼小的變化。",
			Hans: "基线只有 %s 份回答，误差太大：之后的样本再多，也看不出这么小的变化。",
		}, phrase.Count(float64(g.Baseline.N)))
	case !isSmallest:
		return phrase.Fill(text.Wording{
			En:   "With %s answers a measurement no change shows at all; it takes %s.",
			Hant: "每次只有 %s 份回答，什麼變化都看不出來；需要 %s 份。",
			Hans: "每次只有 %s 份回答，什么变化都看不出来；需要 %s 份。",
		}, phrase.Count(float64(d.N)), phrase.Count(needed))
	}
	return phrase.Fill(text.Wording{
		En:   "With %s answers a measurement only a change of %s shows (power %s); this goal takes %s answers.",
		Hant: "每次 %s 份回答，只看得出 %s 以上的變化（檢定力 %s）；要驗證這個目標需要 %s 份。",
		Hans: "每次 %s 份回答，只看得出 %s 以上的变化（检验功效 %s）；要验证该目标需要 %s 份。",
	}, phrase.Count(float64(d.N)), g.change(smallest), percentOf(d.Power), phrase.Count(needed))
}

// percentOf writes a confidence or a power.
func percentOf(share float64) text.Wording {
	return phrase.Same(strconv.FormatFloat(math.Round(share*1e10)/1e8, 'f', -1, 64) + "%")
}
