package priority

import (
	"cmp"
	"math"
	"slices"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

// A Robustness says what it would take for another issue to come first.
//
// With w the weights, aₚ and bₚ the superiorities of the first issue and of another,
// the first is ahead by Σ wₚ (aₚ − bₚ). That is linear in the weights, so the worst
// that changes of up to half of each can do is exact and needs no simulation: every
// weight that speaks for the first is halved, every other one raised by half. What
// multiplies one weight alone to make the two equal is 1 − Σ / (wₚ (aₚ − bₚ)).
type Robustness struct {
	First      string         `json:"first"`      // ID
	Challenger string         `json:"challenger"` // the one that takes the least to come first
	Lead       float64        `json:"lead"`       // of the first in the score; 0 for a tie, below it if a rule put it first
	Within     float64        `json:"within"`     // change of the weights that is tried, 0.5
	Holds      bool           `json:"holds"`      // whether the first stays first whatever changes within that
	Breaks     float64        `json:"breaks"`     // smallest such change that makes another equal, in [0, 1]; 1 if none does
	Tips       []Tip          `json:"tips,omitempty"`
	Unknowns   []Part         `json:"unknowns,omitempty"` // not known of one of the two, and apt to change who is first
	Texts      []text.Wording `json:"texts"`
}

// A Tip is the change of one weight alone that makes the challenger equal.
type Tip struct {
	Part   Part    `json:"part"`
	Factor float64 `json:"factor"` // of its weight
}

// within is the change of the weights that a first place should bear.
const within = 0.5

// robustness is that of the first place; nil if nothing could take it.
func robustness(ranked []Ranked) *Robustness {
	if len(ranked) < 2 {
		return nil
	}
	out := &Robustness{First: ranked[0].ID, Within: within, Breaks: 2}
	closest := 1
	for i, r := range ranked[1:] {
		if b := breaks(ranked[0], r); b < out.Breaks {
			out.Breaks, closest = b, i+1
		}
	}
	other := ranked[closest]
	out.Challenger = other.ID
	out.Lead = tidy(ranked[0].Score - other.Score)
	out.Holds = out.Breaks > within
	out.Breaks = math.Min(out.Breaks, 1)
	out.Tips = tips(ranked[0], other)
	out.Unknowns = unknowns(ranked[0], other)
	out.Texts = out.words(ranked[0], other)
	return out
}

// breaks is the smallest change ε of all weights, each by a factor from 1 − ε to
// 1 + ε, that makes b equal to a: Σ w d = ε Σ w |d|. It is above 1 if none does, and 0
// if b is ahead.
func breaks(a, b Ranked) float64 {
	lead, size := 0.0, 0.0
	for k, c := range a.Parts {
		d := c.Contribution - b.Parts[k].Contribution
		lead += d
		size += math.Abs(d)
	}
	switch {
	case tidy(lead) <= 0:
		return 0
	case tidy(lead) == tidy(size):
		return 2 // ahead or equal in every part
	}
	return lead / size
}

// most is the largest factor of a weight worth telling anybody.
const most = 10

// tips are the changes of single weights that make b equal to a, the smallest change
// first.
func tips(a, b Ranked) []Tip {
	lead := a.Score - b.Score
	if tidy(lead) <= 0 {
		return nil
	}
	var out []Tip
	for k, c := range a.Parts {
		d := c.Contribution - b.Parts[k].Contribution
		if d == 0 {
			continue
		}
		if f := 1 - lead/d; f >= 0 && f <= most {
			out = append(out, Tip{Part: c.Part, Factor: f})
		}
	}
	far := func(t Tip) float64 { return math.Abs(math.Log(math.Max(t.Factor, 1e-3))) }
	slices.SortStableFunc(out, func(x, y Tip) int { return cmp.Compare(far(x), far(y)) })
	return out
}

// unknowns are the parts that are not known of a or b and that could change who is
// first: it is enough that what is missing turns out worst for a, or best for b.
func unknowns(a, b Ranked) []Part {
	lead := a.Score - b.Score
	var out []Part
	for k, c := range a.Parts {
		o := b.Parts[k]
		share := 2 * c.Contribution // the share of the weight, where the part is not known
		if c.Known {
			share = 2 * o.Contribution
		}
		swing := 0.0
		if !c.Known {
			swing += share / 2
		}
		if !o.Known {
			swing += share / 2
		}
		if swing > 0 && lead < swing {
			out = append(out, c.Part)
		}
	}
	return out
}

// words are the robustness in words.
func (r *Robustness) words(a, b Ranked) []text.Wording {
	if r.Lead <= 0 {
		return []text.Wording{r.noLead(a, b)}
	}
	out := []text.Wording{}
	switch {
	case r.Breaks >= 1:
		out = append(out, phrase.Fill(text.Wording{
			En:   "%s stays first whatever the weights: no other issue is ahead of it in any part.",
			Hant: "無論權重如何調整，「%s」都排第一：沒有任何項目在任一面向上領先它。",
			Hans: "无论权重如何调整，“%s”都排第一：没有任何事项在任一方面领先它。",
		}, a.Name))
	case r.Holds:
		out = append(out, phrase.Fill(text.Wording{
			En:   "%s stays first if every weight is changed by up to 50%%; it takes %s to bring %s up to it.",
			Hant: "各項權重任意增減 50%% 以內，「%s」仍排第一；要變動 %s 才會被「%s」追上。",
			Hans: "各项权重任意增减 50%% 以内，“%s”仍排第一；要变动 %s 才会被“%s”追上。",
		}, a.Name, phrase.Percent(r.Breaks), b.Name))
	default:
		out = append(out, phrase.Fill(text.Wording{
			En:   "The first place is not firm: weights changed by %s bring %s up to %s.",
			Hant: "第一名並不穩固：權重只要變動 %s，「%s」就會追上「%s」。",
			Hans: "第一名并不稳固：权重只要变动 %s，“%s”就会追上“%s”。",
		}, phrase.Percent(r.Breaks), b.Name, a.Name))
	}
	if len(r.Tips) > 0 {
		out = append(out, tip(r.Tips[0], b))
	}
	if len(r.Unknowns) > 0 {
		out = append(out, phrase.Fill(text.Wording{
			En:   "What is not known of the two could change it: %s.",
			Hant: "這兩項之中尚未掌握的面向可能改變順序：%s。",
			Hans: "这两项之中尚未掌握的方面可能改变顺序：%s。",
		}, list(r.Unknowns)))
	}
	return out
}

// noLead is about a first place without a lead in the score.
func (r *Robustness) noLead(a, b Ranked) text.Wording {
	if a.ByRule && r.Lead < 0 {
		return phrase.Fill(text.Wording{
			En:   "%s is first by the rule; by the scores alone %s would be ahead of it.",
			Hant: "「%s」依規則排第一；若只看分數，「%s」會在它之前。",
			Hans: "“%s”按规则排第一；若只看分数，“%s”会在它之前。",
		}, a.Name, b.Name)
	}
	return phrase.Fill(text.Wording{
		En:   "%s and %s have the same score; they stand in the order in which they were given.",
		Hant: "「%s」與「%s」同分，依輸入的順序排列。",
		Hans: "“%s”与“%s”同分，按输入的顺序排列。",
	}, a.Name, b.Name)
}

// tip is a change of one weight in words.
func tip(t Tip, b Ranked) text.Wording {
	if t.Factor > 1 {
		return phrase.Fill(text.Wording{
			En:   "%s would come first if %s weighed more than %.1f times as much.",
			Hant: "若「%[2]s」的權重提高到 %.1[3]f 倍以上，「%[1]s」會排第一。",
			Hans: "若“%[2]s”的权重提高到 %.1[3]f 倍以上，“%[1]s”会排第一。",
		}, b.Name, t.Part.name(), t.Factor)
	}
	return phrase.Fill(text.Wording{
		En:   "%s would come first if %s weighed less than %.2f times as much.",
		Hant: "若「%[2]s」的權重降到 %.2[3]f 倍以下，「%[1]s」會排第一。",
		Hans: "若“%[2]s”的权重降到 %.2[3]f 倍以下，“%[1]s”会排第一。",
	}, b.Name, t.Part.name(), t.Factor)
}

// list names parts.
func list(parts []Part) text.Wording {
	names := make([]text.Wording, len(parts))
	for i, p := range parts {
		names[i] = p.name()
	}
	return phrase.List(names...)
}
