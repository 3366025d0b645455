package goal

import (
	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

// sentence is the standing in words, with the cautions behind it.
func (s Standing) sentence() text.Wording {
	verdict := text.Wording{}
	switch {
	case s.Better:
		verdict = text.Wording{En: "Ours is better.", Hant: "我們優於對方。", Hans: "我们优于对方。"}
	case s.Worse:
		verdict = text.Wording{En: "Ours is worse.", Hant: "我們不如對方。", Hans: "我们不如对方。"}
	}
	name := phrase.Same(s.Benchmark.Name)
	if day := s.Benchmark.At; !day.IsZero() {
		name = phrase.Fill(text.Wording{En: "%s (%s)", Hant: "%s（%s）", Hans: "%s（%s）"}, name, phrase.Date(day))
	}
	out := phrase.Join(phrase.Fill(text.Wording{
		En:   "%s: ours is %s, theirs %s. Difference: %s.",
		Hant: "%s：我們是 %s，對方是 %s。差距為 %s。",
		Hans: "%s：我们是 %s，对方是 %s。差距为 %s。",
	}, name, phrase.Each(s.Comparison.A.Format), s.theirs(), phrase.Each(s.Comparison.Format)), verdict)
	for _, c := range s.Cautions {
		out = phrase.Join(out, c.Text)
	}
	return out
}

// theirs is the figure of the benchmark, with its number of answers if that is known.
func (s Standing) theirs() text.Wording {
	f := s.Benchmark.Figure
	if f.N > 0 {
		return phrase.Each(f.Format)
	}
	return phrase.Each(func(tag language.Tag) string { return f.FormatValue(f.Value.Or(0), tag) })
}

// cautionName is what a code says to people.
func cautionName(c CautionCode) text.Wording {
	return phrase.Name([]phrase.Term{
		{Word: string(OtherChannel), Names: text.Wording{
			En:   "It was asked through another channel, which moves such figures by itself.",
			Hant: "對方的調查管道與我們不同，光是管道不同就會使數字有落差。",
			Hans: "对方的调查渠道与我们不同，仅渠道不同就会使数字产生差距。",
		}},
		{Word: string(UnknownChannel), Names: text.Wording{
			En:   "Whether it was asked through the same channel is not known.",
			Hant: "無從得知雙方的調查管道是否相同。",
			Hans: "无从得知双方的调查渠道是否相同。",
		}},
		{Word: string(FixedFigure), Names: text.Wording{
			En:   "Its own error is not known and left out: the true difference is less certain than it looks.",
			Hant: "對方數字的誤差不明，未納入計算：實際差異比看起來更不確定。",
			Hans: "对方数字的误差未知，未计入：实际差异比看上去更不确定。",
		}},
		{Word: string(AssumedSpread), Names: text.Wording{
			En:   "Its answers are taken to vary as much as ours.",
			Hant: "計算時假設對方的回答分散程度與我們相同。",
			Hans: "计算时假设对方回答的离散程度与我们相同。",
		}},
		{Word: string(FewAnswers), Names: text.Wording{
			En:   "One of the samples is small.",
			Hant: "其中一方的樣本偏少。",
			Hans: "其中一方的样本偏少。",
		}},
		{Word: string(Undated), Names: text.Wording{
			En:   "It bears no date.",
			Hant: "對方的數字沒有註明日期。",
			Hans: "对方的数字没有注明日期。",
		}},
		{Word: string(Outdated), Names: text.Wording{
			En:   "It is more than a year older than ours.",
			Hant: "對方的數字比我們的早了一年以上。",
			Hans: "对方的数字比我们的早一年以上。",
		}},
		{Word: string(Unsourced), Names: text.Wording{
			En:   "It bears no source.",
			Hant: "對方的數字沒有註明出處。",
			Hans: "对方的数字没有注明来源。",
		}},
	}, string(c))
}
