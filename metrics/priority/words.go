package priority

import (
	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

// reasons are the place of an issue in words: the score, each part, what is missing.
func (r Ranked) reasons(of int) []text.Wording {
	out := []text.Wording{phrase.Fill(text.Wording{
		En:   "%s: place %d of %d, score %.2f, with %s of the weights known.",
		Hant: "%s：第 %d 名，共 %d 項；得分 %.2f，已掌握 %s 的權重。",
		Hans: "%s：第 %d 名，共 %d 项；得分 %.2f，已掌握 %s 的权重。",
	}, r.Name, r.Place, of, r.Score, phrase.Percent(r.Confidence))}
	if r.ByRule {
		out = append(out, text.Wording{
			En:   "It goes first by the rule, whatever its score.",
			Hant: "依規則優先處理，不看得分。",
			Hans: "按规则优先处理，不看得分。",
		})
	}
	for _, c := range r.Parts {
		if c.Known {
			out = append(out, c.words())
		}
	}
	if len(r.Missing) > 0 {
		out = append(out, phrase.Fill(text.Wording{
			En:   "Not known, and counted neither for nor against it: %s.",
			Hant: "尚未掌握，不加分也不扣分：%s。",
			Hans: "尚未掌握，不加分也不减分：%s。",
		}, list(r.Missing)))
	}
	return out
}

// words are a part with its number and its place among the issues.
func (c Component) words() text.Wording {
	w := text.Wording{
		En:   "%s: %s; number %d of %d, ahead of another with a probability of %s.",
		Hant: "%s：%s；在 %[4]d 項中排第 %[3]d，領先其他項目的機率為 %[5]s。",
		Hans: "%s：%s；在 %[4]d 项中排第 %[3]d，领先其他事项的概率为 %[5]s。",
	}
	switch {
	case c.Of == 1:
		return phrase.Sentence(phrase.Fill(text.Wording{
			En:   "%s: %s; not known of any other issue.",
			Hant: "%s：%s；其他項目都還沒有這項資料。",
			Hans: "%s：%s；其他事项都还没有这项数据。",
		}, c.Part.name(), c.number()))
	case c.Part == Effort:
		w = text.Wording{
			En:   "%s: %s; number %d of %d from the smallest, less than another with a probability of %s.",
			Hant: "%s：%s；在 %[4]d 項中由少到多排第 %[3]d，比其他項目省力的機率為 %[5]s。",
			Hans: "%s：%s；在 %[4]d 项中由少到多排第 %[3]d，比其他事项省力的概率为 %[5]s。",
		}
	}
	return phrase.Sentence(phrase.Fill(w, c.Part.name(), c.number(), c.Place, c.Of, phrase.Chance(c.Superiority)))
}

// number is the estimate, without particulars if it has no interval: a planned effort
// is no sample.
func (c Component) number() text.Wording {
	if c.Estimate.Low.Defined() || c.Estimate.High.Defined() {
		return phrase.Each(c.Estimate.Format)
	}
	return phrase.Each(func(tag language.Tag) string { return c.Estimate.FormatValue(c.Estimate.Value.Or(0), tag) })
}

// remarks are what holds for the whole order.
func (o Ordering) remarks(issues []Issue) []text.Wording {
	var out []text.Wording
	if o.Ruling != nil {
		out = append(out, o.Ruling.Text)
		if o.Ruling.Applies && (len(o.Ranked) == 0 || !o.Ranked[0].ByRule) {
			out = append(out, phrase.Fill(text.Wording{
				En:   "The rule is about %s, which is not among the issues.",
				Hant: "規則所指的「%s」不在這些項目之中。",
				Hans: "规则所指的“%s”不在这些事项之中。",
			}, phrase.Same(o.Ruling.Topic)))
		}
	}
	var nowhere []Part
	for _, p := range Parts() {
		known := 0
		for _, i := range issues {
			known += truth(p.of(i).Defined())
		}
		if known == 0 && len(issues) > 0 {
			nowhere = append(nowhere, p)
		}
	}
	if len(nowhere) > 0 {
		out = append(out, phrase.Fill(text.Wording{
			En:   "Not known of any issue, so without a part in the order: %s.",
			Hant: "所有項目都沒有這些資料，因此不影響順序：%s。",
			Hans: "所有事项都没有这些数据，因此不影响顺序：%s。",
		}, list(nowhere)))
	}
	return out
}
