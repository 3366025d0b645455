package report

import (
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/goal"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

// A Brief is the report in its second form: what is wrong, what to do about it, and
// how to follow it up.
type Brief struct {
	Problems    []text.Wording `json:"problems"`
	Suggestions []text.Wording `json:"suggestions"`
	FollowUp    []text.Wording `json:"follow_up"`
	Wishes      []cause.Quote  `json:"wishes,omitempty"` // what customers suggest, in their own words
	WishCount   int64          `json:"wish_count"`       // pieces of feedback of the recent stretch with a suggestion
}

// wishesShown is how many suggestions of customers are quoted.
const wishesShown = 5

func (b *builder) brief(r *Report) Brief {
	out := Brief{Problems: []text.Wording{}, Suggestions: []text.Wording{}, FollowUp: []text.Wording{}}
	for _, k := range worstFirst(r.KPIs) {
		if k.Verdict == Worse {
			out.Problems = append(out.Problems, phrase.Fill(text.Wording{En: "%s: %s", Hant: "%s：%s", Hans: "%s：%s"}, name(k.Figure.Estimate), phrase.Join(k.Says...)))
		}
	}
	for i := range r.Causes.Hotspots {
		if h := &r.Causes.Hotspots[i]; h.Kind != Different {
			out.Problems = append(out.Problems, phrase.Join(h.Says...))
		}
	}
	for i := range r.Causes.Topics {
		if t := &r.Causes.Topics[i]; t.Rising {
			out.Problems = append(out.Problems, t.Says)
		}
	}
	if most := b.most(r); most != (text.Wording{}) {
		out.Problems = append(out.Problems, most)
	}
	for _, s := range r.First {
		out.Suggestions = append(out.Suggestions, s.Do)
		out.FollowUp = append(out.FollowUp, b.followUp(s))
	}
	for _, g := range r.Plan.Goals {
		if g.Review.Verdict != goal.Reached && !g.Review.NextReview.IsZero() {
			out.FollowUp = append(out.FollowUp, phrase.Fill(text.Wording{
				En: "Look at the goal for %[1]s again on %[2]s.", Hant: "%[2]s 再檢視「%[1]s」的目標。", Hans: "%[2]s再次检查“%[1]s”的目标进展。",
			}, phrase.Each(g.Goal.Metric.Name), phrase.Date(g.Review.NextReview)))
		}
	}
	out.Wishes = b.pick(&b.c.wishes, nil, wishesShown)
	for _, s := range b.recent {
		out.WishCount += s.wishes
	}
	return out
}

// mostShown is how many topics are named as complained of most.
const mostShown = 3

// most names what customers complain of most, whether it changed or not.
func (b *builder) most(r *Report) text.Wording {
	var names []text.Wording
	for i := range r.Causes.Topics[:min(mostShown, len(r.Causes.Topics))] {
		t := &r.Causes.Topics[i]
		names = append(names, phrase.Fill(text.Wording{En: "%s (%s)", Hant: "%s（%s）", Hans: "%s（%s）"}, t.Name, value(t.Share.Estimate)))
	}
	if len(names) == 0 {
		return text.Wording{}
	}
	form := text.Wording{
		En:   "What customers complain of most (share of all feedback): %s.",
		Hant: "顧客最常抱怨的主題（占全部回饋的比例）：%s。",
		Hans: "客户最常抱怨的主题（占全部反馈的比例）：%s。",
	}
	if len(b.earlier) > 0 {
		form = text.Wording{
			En:   "What customers complain of most (share of recent feedback): %s.",
			Hant: "顧客最常抱怨的主題（占近期回饋的比例）：%s。",
			Hans: "客户最常抱怨的主题（占近期反馈的比例）：%s。",
		}
	}
	return phrase.Fill(form, listed(names))
}

// followUp says how one will see whether a step worked.
func (b *builder) followUp(s Step) text.Wording {
	what := phrase.Fill(text.Wording{
		En: "complaints about “%s”", Hant: "抱怨「%s」的比例", Hans: "抱怨“%s”的占比",
	}, b.o.name(s.Topic))
	if s.Topic == "" { // unhappy with whatever it is
		what = text.Wording{En: "unhappy feedback", Hant: "負面回饋的比例", Hans: "负面反馈的占比"}
	}
	if len(s.Where) > 0 {
		what = phrase.Fill(text.Wording{En: "%[2]s (%[1]s)", Hant: "%[1]s%[2]s", Hans: "%[1]s%[2]s"}, b.nameOf(s.Where), what)
	}
	return phrase.Fill(text.Wording{
		En:   "When it is done, compare %s before and after, and with the places where nothing was changed. If they do not fall, look for the cause again.",
		Hant: "措施完成後，比較%s在前後的變化，並與沒有調整的地方對照；若沒有下降，就重新檢討原因。",
		Hans: "措施完成后，对比%s在前后的变化，并与没有调整的地方对照；若没有下降，就重新查找原因。",
	}, what)
}
