package goal

import (
	"math"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

// reasons are the verdict and what it rests on, in words.
func (g Goal) reasons(r Review) []text.Wording {
	out := []text.Wording{g.headline(r)}
	for _, w := range []text.Wording{g.against(r), g.moved(r), g.pace(r), g.leads(r), g.unshown(r), g.already(r), g.stale(r), g.next(r)} {
		if w != (text.Wording{}) {
			out = append(out, w)
		}
	}
	return out
}

// headline is the verdict with the two numbers it compares.
func (g Goal) headline(r Review) text.Wording {
	now := text.Wording{En: "nothing is known of it yet", Hant: "目前尚無資料", Hans: "目前尚无数据"}
	if r.Current.Defined() {
		now = phrase.Fill(text.Wording{En: "is %s", Hant: "目前為 %s", Hans: "目前为 %s"}, phrase.Each(r.Current.Format))
	}
	return phrase.Sentence(phrase.Fill(text.Wording{
		En:   "%[2]s: %[1]s is to be %[3]s by %[4]s, and %[5]s.",
		Hant: "%[1]s：%[2]s。目標是 %[4]s 前達到 %[3]s，%[5]s。",
		Hans: "%[1]s：%[2]s。目标是%[4]s前达到 %[3]s，%[5]s。",
	}, metricName(g.Metric), phrase.Name(verdictTerms, string(r.Verdict)), g.value(r.Aim.Or(math.NaN())), g.lastDay(), now))
}

// against says whether the value, and whether the sample, is beyond the target.
func (g Goal) against(r Review) text.Wording {
	settles, isSettled := r.Settles.Get()
	aim, _ := r.Aim.Get()
	if !r.Current.Defined() || !isSettled || r.Met == ShownMet || r.Verdict == NotBegun || g.fallsShort(r.Current, aim) {
		return text.Wording{}
	}
	more := phrase.Fill(text.Wording{
		En:   "If it stays there, %s answers settle it.",
		Hant: "若維持這個水準，%s 份回答就能確認。",
		Hans: "若维持这一水平，%s 份回答即可确认。",
	}, phrase.Count(settles))
	if r.Met == ValueMet {
		return phrase.Join(text.Wording{
			En:   "The value meets the target, but the sample does not show that the level does: the interval reaches back past it.",
			Hant: "數值已達到目標，但樣本還不能證明真實水準也達到：信賴區間仍跨過目標值。",
			Hans: "数值已达到目标，但样本还不能证明真实水平也达到：置信区间仍跨过目标值。",
		}, more)
	}
	return phrase.Join(text.Wording{
		En:   "The value falls short of the target, but the sample does not show that the level does: the interval includes it.",
		Hant: "數值未達目標，但樣本也不能證明真實水準不到：信賴區間仍包含目標值。",
		Hans: "数值未达目标，但样本也不能证明真实水平不到：置信区间仍包含目标值。",
	}, more)
}

// moved is the change since the baseline.
func (g Goal) moved(r Review) text.Wording {
	if !r.Change.Difference.Defined() || r.Verdict == NotBegun {
		return text.Wording{}
	}
	return phrase.Fill(text.Wording{
		En:   "Change from the baseline: %s.",
		Hant: "與基準值相比：%s。",
		Hans: "与基线相比：%s。",
	}, phrase.Each(r.Change.Format))
}

// pace compares the way with the time.
func (g Goal) pace(r Review) text.Wording {
	progress, ok := r.Progress.Get()
	required, isRequired := r.Required.Get()
	if !ok || !isRequired || r.Verdict == NotBegun || r.Met != NotMet {
		return text.Wording{}
	}
	if progress < 0 {
		return phrase.Fill(text.Wording{
			En:   "It is further from the target than at the start, after %s of the time; from here it takes %s a month.",
			Hant: "時間過了 %s，反而比開始時離目標更遠；接下來每個月需進展 %s。",
			Hans: "时间过了 %s，反而比开始时离目标更远；接下来每个月需进展 %s。",
		}, phrase.Percent(r.Elapsed), g.change(required))
	}
	return phrase.Fill(text.Wording{
		En:   "%[1]s of the way after %[2]s of the time; from here it takes %[3]s a month.",
		Hant: "時間過了 %[2]s，進度為 %[1]s；接下來每個月需進展 %[3]s。",
		Hans: "时间过了 %[2]s，进度为 %[1]s；接下来每个月需进展 %[3]s。",
	}, phrase.Percent(progress), phrase.Percent(r.Elapsed), g.change(required))
}

// leads is where it goes.
func (g Goal) leads(r Review) text.Wording {
	v, ok := r.Outlook.Value.Get()
	p, isLikely := r.Outlook.Probability.Get()
	if !ok || !isLikely {
		return text.Wording{}
	}
	basis := phrase.Name([]phrase.Term{
		{Word: string(ByForecast), Names: text.Wording{En: "By the forecast", Hant: "依預測", Hans: "按预测"}},
		{Word: string(SinceStart), Names: text.Wording{En: "By what was measured since the start", Hant: "依開始以來的量測結果", Hans: "按开始以来的测量结果"}},
		{Word: string(TwoValues), Names: text.Wording{En: "By the baseline and the current value", Hant: "依基準值與目前數值", Hans: "按基线与当前值"}},
		{Word: string(ByHistory), Names: text.Wording{En: "By what was measured before the start", Hant: "依開始之前的量測結果", Hans: "按开始之前的测量结果"}},
	}, string(r.Outlook.Basis))
	return phrase.Fill(text.Wording{
		En:   "%[1]s, %[2]s is to be expected when it is due (%[3]s interval %[4]s); the probability of reaching the target is %[5]s.",
		Hant: "%[1]s，到期時預計為 %[2]s（%[3]s 區間 %[4]s），達成目標的機率為 %[5]s。",
		Hans: "%[1]s，到期时预计为 %[2]s（%[3]s 区间 %[4]s），达成目标的概率为 %[5]s。",
	}, basis, g.value(v), percentOf(r.Outlook.Confidence), phrase.Span(g.value(r.Outlook.Low.Or(math.NaN())), g.value(r.Outlook.High.Or(math.NaN()))), phrase.Chance(p))
}

// unshown says why there is no verdict.
func (g Goal) unshown(r Review) text.Wording {
	switch {
	case r.Verdict != CannotShow:
		return text.Wording{}
	case !r.Current.Defined():
		return text.Wording{
			En:   "There are no data since the start.",
			Hant: "開始以來還沒有資料。",
			Hans: "开始以来还没有数据。",
		}
	case r.Now.Before(g.Due) && !r.Detection.Shows:
		return g.detectability(r.Detection)
	case r.Now.Before(g.Due):
		return text.Wording{
			En:   "The uncertainty of the values is not known, and neither is the probability of reaching the target.",
			Hant: "數值的誤差不明，因此無法估計達成目標的機率。",
			Hans: "数值的误差未知，因此无法估计达成目标的概率。",
		}
	}
	return text.Wording{}
}

// already reminds of a goal that asked for nothing.
func (g Goal) already(r Review) text.Wording {
	if r.AlreadyMet == NotMet {
		return text.Wording{}
	}
	return text.Wording{
		En:   "The baseline met the target already: nothing had to change for this.",
		Hant: "基準值本來就已達到目標值，這個結果不代表有所改善。",
		Hans: "基线本来就已达到目标值，这一结果不代表有所改善。",
	}
}

// stale warns of a verdict on an old measurement.
func (g Goal) stale(r Review) text.Wording {
	if !r.Current.Defined() || r.Verdict == NotBegun || !g.Measured.after(r.Measured, 1).Before(earlier(r.Now, g.Due)) {
		return text.Wording{}
	}
	return phrase.Fill(text.Wording{
		En:   "The latest measurement is of %s, although it is measured %s.",
		Hant: "最近一次量測是 %s，但原訂%s量測。",
		Hans: "最近一次测量是%s，但原定%s测量。",
	}, phrase.Date(r.Measured), cadenceName(g.Measured))
}

// next is the date of the next review.
func (g Goal) next(r Review) text.Wording {
	if r.NextReview.IsZero() {
		return text.Wording{}
	}
	return phrase.Fill(text.Wording{
		En:   "The next review is on %s.",
		Hant: "下次檢討日期：%s。",
		Hans: "下次回顾日期：%s。",
	}, phrase.Date(r.NextReview))
}
