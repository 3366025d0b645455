package report

import (
	"fmt"
	"math"
	"strings"
	"unicode"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/internal/phrase"
	"github.com/loamlib/loam/metrics/series"
)

// number is an estimate as a reader needs it: with its interval and what it rests on,
// without the name of the method, which stands in the value itself.
func number(e metrics.Estimate) text.Wording {
	e.Method = ""
	return phrase.Each(e.Format)
}

// value is the value of an estimate alone.
func value(e metrics.Estimate) text.Wording {
	v, ok := e.Value.Get()
	if !ok {
		return text.Wording{En: "no value", Hant: "無法計算", Hans: "无法计算"}
	}
	return phrase.Each(func(tag language.Tag) string { return e.FormatValue(v, tag) })
}

// size is how large a difference is, without its sign.
func size(c metrics.Comparison) text.Wording {
	return phrase.Each(func(tag language.Tag) string { return c.A.FormatDifference(math.Abs(c.Difference.Or(0)), tag) })
}

// listed puts names one after the other, without an "and" that may be part of a name.
func listed(names []text.Wording) text.Wording {
	return phrase.Each(func(tag language.Tag) string {
		comma := ", "
		if tag != language.English {
			comma = "、"
		}
		var out []string
		for _, n := range names {
			out = append(out, n.In(tag))
		}
		return strings.Join(out, comma)
	})
}

// name is what a number is called.
func name(e metrics.Estimate) text.Wording { return phrase.Each(e.Definition.Name) }

// between is a stretch of time as people write it.
func (s Stretch) between() text.Wording {
	switch {
	case s.Periods == 0:
		return text.Wording{En: "all feedback", Hant: "全部回饋", Hans: "全部反馈"}
	case s.First == s.Last:
		return phrase.Same(s.First)
	}
	return phrase.Fill(text.Wording{En: "%s to %s", Hant: "%s 至 %s", Hans: "%s 至 %s"}, s.First, s.Last)
}

// nameOf is a slice as people call it: "region south, product kettle".
func (b *builder) nameOf(where []cause.Value) text.Wording {
	return phrase.Each(func(tag language.Tag) string {
		pattern, between := "%s %s", ", "
		if tag != language.English {
			pattern, between = "%s「%s」", "、"
		}
		if tag == language.SimplifiedChinese {
			pattern = "%s“%s”"
		}
		out := ""
		for i, v := range where {
			if i > 0 {
				out += between
			}
			out += fmt.Sprintf(pattern, v.Facet.Name(tag), shown(v.Facet.ValueName(v.Value, tag), tag))
		}
		return out
	})
}

// shown is a name in the company's data as a line can hold it: cut if it is long, and
// said to be blank if nothing of it shows.
func shown(name string, tag language.Tag) string {
	const longest = 60
	if !strings.ContainsFunc(name, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) }) {
		return text.Wording{En: "(blank)", Hant: "（空白）", Hans: "（空白）"}.In(tag)
	}
	if runes := []rune(name); len(runes) > longest {
		return string(runes[:longest]) + "…"
	}
	return name
}

// saysKPI is what a number does, in words: whether it changed, and whether that is
// more than chance.
func (b *builder) saysKPI(k *KPI) []text.Wording {
	var out []text.Wording
	for _, w := range []text.Wording{b.saysChange(k), b.saysTrend(k), saysBreaks(k), saysAlarm(k)} {
		if w != (text.Wording{}) {
			out = append(out, w)
		}
	}
	return out
}

func (b *builder) saysChange(k *KPI) text.Wording {
	c := k.Change
	switch {
	case k.Verdict == NoValue:
		return text.Wording{En: "It has no value for these data.", Hant: "以現有資料無法計算。", Hans: "以现有数据无法计算。"}
	case c == nil && len(b.dated) == 0:
		return text.Wording{}
	case c == nil:
		return phrase.Fill(text.Wording{
			En:   "There is too little of it to say where it goes: it takes at least %[1]d complete %[2]s.",
			Hant: "累積的時間還太短，看不出走勢：至少要有 %[1]d 個完整的%[2]s。",
			Hans: "积累的时间还太短，看不出走势：至少需要 %[1]d 个完整的%[2]s。",
		}, fewestPeriods, stepName(b.c.options.step()))
	case !c.Difference.Defined():
		return text.Wording{
			En:   "There are no answers on one of the two sides, so nothing can be compared.",
			Hant: "近期或先前沒有資料，無從比較。",
			Hans: "近期或此前没有数据，无法比较。",
		}
	}
	args := []any{value(c.A), value(c.B), size(*c), chance(k.Adjusted)}
	switch k.Verdict {
	case Better:
		return phrase.Fill(text.Wording{
			En:   "Recently %s, before that %s: better by %s, which is more than chance (%s).",
			Hant: "近期 %s，先前 %s，改善了 %s，超出隨機波動的範圍（%s）。",
			Hans: "近期 %s，此前 %s，改善了 %s，超出随机波动的范围（%s）。",
		}, args...)
	case Worse:
		return phrase.Fill(text.Wording{
			En:   "Recently %s, before that %s: worse by %s, which is more than chance (%s).",
			Hant: "近期 %s，先前 %s，惡化了 %s，超出隨機波動的範圍（%s）。",
			Hans: "近期 %s，此前 %s，恶化了 %s，超出随机波动的范围（%s）。",
		}, args...)
	case Rises, Falls:
		return phrase.Fill(text.Wording{
			En:   "Recently %s, before that %s: changed by %s, which is more than chance (%s).",
			Hant: "近期 %s，先前 %s，變動了 %s，超出隨機波動的範圍（%s）。",
			Hans: "近期 %s，此前 %s，变动了 %s，超出随机波动的范围（%s）。",
		}, args...)
	}
	return phrase.Fill(text.Wording{
		En:   "Recently %s, before that %s: a difference of %s, which chance alone may make (%s).",
		Hant: "近期 %s，先前 %s，相差 %s，仍在隨機波動的範圍內，還不能視為有變化（%s）。",
		Hans: "近期 %s，此前 %s，相差 %s，仍在随机波动的范围内，还不能视为有变化（%s）。",
	}, args...)
}

// chance is an adjusted p-value.
func chance(p metrics.Number) text.Wording {
	v, ok := p.Get()
	if !ok {
		return text.Wording{En: "not tested", Hant: "未檢定", Hans: "未检验"}
	}
	return phrase.Fill(text.Wording{En: "adjusted %s", Hant: "校正後 %s", Hans: "校正后 %s"}, phrase.P(v))
}

// stepName is what the periods are called, several of them in English.
func stepName(s series.Step) text.Wording {
	switch s {
	case series.Day:
		return text.Wording{En: "days", Hant: "日", Hans: "日"}
	case series.Week:
		return text.Wording{En: "weeks", Hant: "週", Hans: "周"}
	case series.Quarter:
		return text.Wording{En: "quarters", Hant: "季", Hans: "季度"}
	case series.Year:
		return text.Wording{En: "years", Hant: "年", Hans: "年"}
	}
	return text.Wording{En: "months", Hant: "月", Hans: "月"}
}

// saysTopic is how often a topic is complained of, and whether that changed.
func (b *builder) saysTopic(t *Topic) text.Wording {
	what := phrase.Fill(text.Wording{
		En:   "%[1]s: complained of in %[2]s of the feedback.",
		Hant: "%[1]s：%[2]s 的回饋有所抱怨。",
		Hans: "%[1]s：%[2]s 的反馈有所抱怨。",
	}, t.Name, value(t.Share.Estimate))
	if t.Change == nil || !t.Change.Difference.Defined() {
		return what
	}
	args := []any{value(t.Change.B), chance(t.Adjusted)}
	p, tested := t.Adjusted.Get()
	switch real := tested && p < 1-metrics.DefaultConfidence && t.Change.Shown; {
	case t.Rising:
		return phrase.Join(what, phrase.Fill(text.Wording{
			En:   "Before that it was %s: it has risen by more than chance (%s).",
			Hant: "先前為 %s，確實增加了（%s）。",
			Hans: "此前为 %s，确实增加了（%s）。",
		}, args...))
	case real:
		return phrase.Join(what, phrase.Fill(text.Wording{
			En:   "Before that it was %s: it has fallen by more than chance (%s).",
			Hant: "先前為 %s，確實減少了（%s）。",
			Hans: "此前为 %s，确实减少了（%s）。",
		}, args...))
	}
	return phrase.Join(what, phrase.Fill(text.Wording{
		En:   "Before that it was %s, a difference that chance alone may make (%s).",
		Hant: "先前為 %s，差距仍在隨機波動的範圍內（%s）。",
		Hans: "此前为 %s，差距仍在随机波动的范围内（%s）。",
	}, args...))
}

// saysHotspot is where, what, how much, and since when.
func (b *builder) saysHotspot(h *Hotspot) []text.Wording {
	x, n := phrase.Count(math.Round(h.Share.Value.Or(0)*float64(h.Share.N))), phrase.Count(float64(h.Share.N))
	what := phrase.Fill(text.Wording{
		En:   "%[1]s: %[3]s of the feedback complains of “%[2]s” (%[4]s of %[5]s), elsewhere %[6]s. That is about %[7]s more complaints than if it were as elsewhere.",
		Hant: "%[1]s：%[3]s 的回饋抱怨「%[2]s」（%[5]s 件中有 %[4]s 件），其他地方是 %[6]s，等於多出約 %[7]s 件。",
		Hans: "%[1]s：%[3]s 的反馈抱怨“%[2]s”（%[5]s 条中有 %[4]s 条），其他地方为 %[6]s，相当于多出约 %[7]s 条。",
	}, h.Name, b.o.name(h.Topic), value(h.Share.Estimate), x, n, value(h.Rest.B), phrase.Count(math.Round(h.Excess)))
	if h.Topic == "" {
		what = phrase.Fill(text.Wording{
			En:   "%[1]s: %[2]s of the feedback is unhappy (%[3]s of %[4]s), elsewhere %[5]s, and no topic stands out. That is about %[6]s more than if it were as elsewhere.",
			Hant: "%[1]s：%[2]s 的回饋是負面的（%[4]s 件中有 %[3]s 件），其他地方是 %[5]s，但沒有特別突出的主題；等於多出約 %[6]s 件。",
			Hans: "%[1]s：%[2]s 的反馈是负面的（%[4]s 条中有 %[3]s 条），其他地方为 %[5]s，但没有特别突出的主题；相当于多出约 %[6]s 条。",
		}, h.Name, value(h.Share.Estimate), x, n, value(h.Rest.B), phrase.Count(math.Round(h.Excess)))
	}
	return append([]text.Wording{phrase.Sentence(what)}, b.saysBefore(h)...)
}

// saysBefore says whether it has always been so, and whether it matters.
func (b *builder) saysBefore(h *Hotspot) []text.Wording {
	then := text.Wording{}
	if h.Before != nil {
		then = value(h.Before.B)
	}
	switch {
	case h.Kind == New && h.Since != nil:
		return []text.Wording{phrase.Fill(text.Wording{
			En:   "It began in %[1]s: until then it was %[2]s, since then %[3]s.",
			Hant: "從 %[1]s 開始惡化：在那之前是 %[2]s，之後是 %[3]s。",
			Hans: "从 %[1]s 开始恶化：在那之前为 %[2]s，之后为 %[3]s。",
		}, h.Since.Period, value(h.Since.Before), value(h.Since.After))}
	case h.Kind == New:
		return []text.Wording{phrase.Fill(text.Wording{
			En:   "This is new: before that it was %s here.",
			Hant: "這是新出現的狀況：此處先前是 %s。",
			Hans: "这是新出现的情况：此处此前为 %s。",
		}, then)}
	case h.Kind == Different:
		return []text.Wording{phrase.Fill(text.Wording{
			En:   "But its customers are no unhappier than others (%[1]s unhappy feedback, elsewhere %[2]s): they complain of other things, not of more.",
			Hant: "不過這裡的顧客並沒有比別處更不滿（負面回饋 %[1]s，其他地方 %[2]s），只是抱怨的內容不同。",
			Hans: "不过这里的客户并不比别处更不满（负面反馈 %[1]s，其他地方 %[2]s），只是抱怨的内容不同。",
		}, value(h.Unhappy.A), value(h.Unhappy.B))}
	case h.Kind == Lasting:
		return []text.Wording{phrase.Fill(text.Wording{
			En:   "It was much the same before (%s): a lasting weakness, not a new one.",
			Hant: "先前也差不多（%s），屬於長期弱點，不是突發狀況。",
			Hans: "此前也差不多（%s），属于长期弱点，不是突发情况。",
		}, then)}
	case h.Before != nil && h.Before.Difference.Defined():
		return []text.Wording{phrase.Fill(text.Wording{
			En:   "Before that it was %s here; whether it got worse cannot be told from so few.",
			Hant: "此處先前是 %s；筆數太少，還看不出是否惡化。",
			Hans: "此处此前为 %s；数量太少，还看不出是否恶化。",
		}, then)}
	}
	return nil
}

// saysCauses sums up the ranking and the search for hotspots.
func (b *builder) saysCauses(c *Causes) []text.Wording {
	var out []text.Wording
	p := c.Pareto
	if p.Mentions == 0 {
		return []text.Wording{{
			En:   "No complaint about a topic was found.",
			Hant: "沒有發現針對特定主題的抱怨。",
			Hans: "没有发现针对特定主题的抱怨。",
		}}
	}
	out = append(out, b.saysPareto(p))
	switch {
	case c.Tests == 0:
		out = append(out, phrase.Fill(text.Wording{
			En:   "Feedback could not be compared by region, product and the like: it does not say, or there are fewer than %d pieces for each.",
			Hant: "無法按地區、產品等分群比較：回饋沒有附上這些資料，或各群都不到 %d 件。",
			Hans: "无法按地区、产品等分组比较：反馈没有附带这些信息，或各组都不到 %d 条。",
		}, fewestInSlice))
	case len(c.Hotspots) == 0:
		out = append(out, phrase.Fill(text.Wording{
			En:   "No region, product or other slice stands out: of %s comparisons, none differs by more than chance.",
			Hant: "沒有哪個地區、產品或其他分群特別差：比較了 %s 組，差距都在隨機波動的範圍內。",
			Hans: "没有哪个地区、产品或其他分组特别差：比较了 %s 组，差距都在随机波动的范围内。",
		}, phrase.Count(float64(c.Tests))))
	default:
		out = append(out, saysFound(c))
	}
	return out
}

// saysPareto sums up the ranking, and says of which feedback it is: who has just read
// how much there is in all would take it for that.
func (b *builder) saysPareto(p cause.Pareto) text.Wording {
	form := text.Wording{
		En:   "Of %[4]s pieces of feedback, %[3]s complain of something: %[2]s mentions of %[1]d topics, of which the first %[5]d make up %[6]s.",
		Hant: "%[4]s 件回饋中，有 %[3]s 件提出抱怨，涉及 %[1]d 個主題，共 %[2]s 次；其中 %[5]d 個主題就占了 %[6]s。",
		Hans: "%[4]s 条反馈中，有 %[3]s 条提出抱怨，涉及 %[1]d 个主题，共 %[2]s 次；其中 %[5]d 个主题就占了 %[6]s。",
	}
	if len(b.earlier) > 0 {
		form = text.Wording{
			En:   "Of the %[4]s recent pieces of feedback, %[3]s complain of something: %[2]s mentions of %[1]d topics, of which the first %[5]d make up %[6]s.",
			Hant: "近期的 %[4]s 件回饋中，有 %[3]s 件提出抱怨，涉及 %[1]d 個主題，共 %[2]s 次；其中 %[5]d 個主題就占了 %[6]s。",
			Hans: "近期的 %[4]s 条反馈中，有 %[3]s 条提出抱怨，涉及 %[1]d 个主题，共 %[2]s 次；其中 %[5]d 个主题就占了 %[6]s。",
		}
	}
	return phrase.Fill(form, len(p.Bars), phrase.Count(float64(p.Mentions)), phrase.Count(float64(p.Named)), phrase.Count(float64(p.Cases)), p.VitalFew,
		phrase.Percent(p.Bars[p.VitalFew-1].UpTo.Or(0)))
}

// saysFound counts the hotspots.
func saysFound(c *Causes) text.Wording {
	worse := 0
	for _, h := range c.Hotspots {
		if h.Kind != Different {
			worse++
		}
	}
	out := phrase.Fill(text.Wording{
		En:   "In %[1]d of %[2]s comparisons between slices something is worse than elsewhere, after allowing for how many were made (of findings like these at most one in twenty is chance).",
		Hant: "比較了 %[2]s 組，校正比較次數之後，有 %[1]d 處確實比其他地方差（這類發現平均二十個裡最多一個是碰巧）。",
		Hans: "比较了 %[2]s 组，校正比较次数之后，有 %[1]d 处确实比其他地方差（这类发现平均二十个里最多一个是碰巧）。",
	}, worse, phrase.Count(float64(c.Tests)))
	if worse == 0 {
		return phrase.Fill(text.Wording{
			En:   "In %[1]d of %[2]s comparisons between slices there is a difference, after allowing for how many were made; but no slice is unhappier than the others: they complain of other things.",
			Hant: "比較了 %[2]s 組，校正比較次數之後，有 %[1]d 處抱怨的內容與別處不同，但沒有哪個分群整體更不滿。",
			Hans: "比较了 %[2]s 组，校正比较次数之后，有 %[1]d 处抱怨的内容与别处不同，但没有哪个分组整体更不满。",
		}, len(c.Hotspots), phrase.Count(float64(c.Tests)))
	}
	if other := len(c.Hotspots) - worse; other > 0 {
		out = phrase.Join(out, phrase.Fill(text.Wording{
			En:   "In %d more they complain of other things than the rest, without being unhappier.",
			Hant: "另有 %d 處只是抱怨的內容與別處不同，整體並沒有更不滿。",
			Hans: "另有 %d 处只是抱怨的内容与别处不同，整体并没有更不满。",
		}, other))
	}
	return out
}
