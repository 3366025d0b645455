package report

import (
	"cmp"
	"slices"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/internal/phrase"
	"github.com/loamlib/loam/metrics/stat"
)

// A Step is one thing to do, and why.
type Step struct {
	Topic feedback.Category `json:"topic,omitzero"`
	Where []cause.Value     `json:"where,omitempty"`
	Do    text.Wording      `json:"do"`
	Why   []text.Wording    `json:"why"`
	// Excess is about how many complaints there would be less if it were as elsewhere
	// (of a slice), as before (of a topic that rose) or none (of the one that leads).
	Excess float64        `json:"excess"`
	From   cause.Selector `json:"from"` // the feedback to read

	urgency urgency
}

// An urgency is what kind of reason there is, the strongest first.
type urgency int

const (
	ruled    urgency = iota // customers leave, and this is what they complain of
	fresh                   // it got worse
	lasting                 // it is worse than elsewhere
	standing                // it is what is complained of most
)

// stepsShown is how many things are to be done first: who has ten priorities has
// none.
const stepsShown = 3

// first is what to do first. Only what the data show counts, in this order, of each
// what there is most of first: hotspots that are new and topics that rose; other
// hotspots, unless their customers are no unhappier than others; and the topic that is
// complained of more than twice as often as any other; and where none of these
// explains it, a number that got worse. If there is none of these the report says so and
// proposes nothing.
func (b *builder) first(r *Report, l lead) ([]Step, text.Wording) {
	steps := []Step{}
	for i := range r.Causes.Hotspots {
		if h := &r.Causes.Hotspots[i]; h.Kind != Different {
			steps = append(steps, b.hotspotStep(h))
		}
	}
	for i := range r.Causes.Topics {
		t := &r.Causes.Topics[i]
		if t.Rising && !slices.ContainsFunc(steps, func(s Step) bool { return s.Topic == t.Topic }) {
			s := b.topicStep(t)
			s.urgency = fresh
			s.Excess = t.Change.Difference.Or(0) * float64(t.Share.N)
			steps = append(steps, s)
		}
	}
	if l.dominates && !slices.ContainsFunc(steps, func(s Step) bool { return s.Topic == l.topic.Topic }) {
		s := b.topicStep(l.topic)
		s.urgency = standing
		s.Why = append(s.Why, l.says())
		s.Excess = float64(cases(*l.topic))
		steps = append(steps, s)
	}
	if k := unexplained(r); k != nil && len(steps) == 0 {
		steps = append(steps, b.kpiStep(k))
	}
	if len(steps) == 0 {
		return steps, b.silence(r, l)
	}
	b.rank(steps, r)
	return steps[:min(stepsShown, len(steps))], text.Wording{}
}

// rank puts steps in order, by urgency and then by how many complaints there are to
// be had less. The reasons of the first are rounded off by what else is known of it.
func (b *builder) rank(steps []Step, r *Report) {
	for i := range steps {
		if o := r.Order; o != nil && o.Ruling != nil && o.Ruling.Applies && string(steps[i].Topic) == o.Ruling.Topic {
			steps[i].urgency = ruled
		}
	}
	slices.SortStableFunc(steps, func(x, y Step) int { return cmp.Or(cmp.Compare(x.urgency, y.urgency), cmp.Compare(y.Excess, x.Excess)) })
	if steps[0].urgency == ruled {
		steps[0].Why = append(steps[0].Why, r.Order.saysRuling())
	} else {
		steps[0].Why = append(steps[0].Why, b.churn(r)...)
	}
	for i := range steps {
		if w := b.saysImpact(r, steps[i].Topic); w != (text.Wording{}) {
			steps[i].Why = append(steps[i].Why, w)
		}
	}
}

// saysImpact is what a topic goes with in the score, if the data show it.
func (b *builder) saysImpact(r *Report, topic feedback.Category) text.Wording {
	e := r.Causes.Drivers.impact(topic)
	v, ok := e.Value.Get()
	if low := e.Low.Or(0); !ok || topic == "" || low <= 0 {
		return text.Wording{}
	}
	return phrase.Fill(text.Wording{
		En:   "Without those who complain of it anywhere, the Net Promoter Score of all would be %.1f points higher (they go together; that is no proof of a cause).",
		Hant: "若不計所有抱怨這一點的顧客，整體淨推薦值會高 %.1f 分（這是關聯，未必是因果）。",
		Hans: "若不计所有抱怨这一点的客户，整体净推荐值会高 %.1f 分（这是关联，未必是因果）。",
	}, v)
}

func (b *builder) hotspotStep(h *Hotspot) Step {
	s := Step{Topic: h.Topic, Where: h.Where, Why: slices.Clone(h.Says), Excess: h.Excess, From: h.Share.From, urgency: lasting}
	if h.Kind == New {
		s.urgency = fresh
	}
	s.Do = phrase.Fill(text.Wording{
		En:   "Find out what is wrong with “%[2]s” (%[1]s), and put it right.",
		Hant: "查明「%[2]s」出了什麼問題並改善（%[1]s）。",
		Hans: "查明“%[2]s”出了什么问题并改进（%[1]s）。",
	}, h.Name, b.o.name(h.Topic))
	if h.Topic == "" {
		s.Do = phrase.Fill(text.Wording{
			En:   "Find out why customers are unhappier here (%s): read what they write.",
			Hant: "弄清楚顧客為什麼特別不滿（%s）：直接讀他們寫了什麼。",
			Hans: "弄清楚客户为什么格外不满（%s）：直接读他们写了什么。",
		}, h.Name)
	}
	return s
}

func (b *builder) topicStep(t *Topic) Step {
	return Step{
		Topic: t.Topic, From: t.Share.From, Why: []text.Wording{t.Says},
		Do: phrase.Fill(text.Wording{En: "Improve “%s”.", Hant: "改善「%s」。", Hans: "改善“%s”。"}, t.Name),
	}
}

// unexplained is the first number that got worse, by more than the chance that is left
// for such findings; nil if none did.
func unexplained(r *Report) *KPI {
	for i := range r.KPIs {
		k := &r.KPIs[i]
		if p, ok := k.Adjusted.Get(); ok && k.Verdict == Worse && shared(p) < 1-metrics.DefaultConfidence {
			return k
		}
	}
	return nil
}

func (b *builder) kpiStep(k *KPI) Step {
	from := b.selector(b.recent)
	from.Unhappy = true
	return Step{
		From: from, Why: append(slices.Clone(k.Says), text.Wording{
			En:   "No topic and no slice explains it: what changed is not in these data, or it changed everywhere a little.",
			Hant: "沒有哪個主題或分群能解釋：原因不在這些資料裡，或是各處都變差了一點。",
			Hans: "没有哪个主题或分组能解释：原因不在这些数据里，或是各处都变差了一点。",
		}),
		Do: phrase.Fill(text.Wording{
			En:   "Find out why it got worse: %s. Begin with what the unhappy customers of the recent stretch write.",
			Hant: "查明「%s」為什麼惡化：先讀近期不滿的顧客寫了什麼。",
			Hans: "查明“%s”为什么恶化：先读近期不满的客户写了什么。",
		}, name(k.Figure.Estimate)),
	}
}

// A lead is the topic that is complained of most among those that say something:
// topics that are only the field of others are passed over, because that customers of a
// restaurant complain of the food says little.
type lead struct {
	topic, next *Topic
	ahead       bool // of the next, by more than chance
	dominates   bool // it is complained of more than twice as often as the next
}

// leading finds the lead; without a topic if there are no two to compare. The tests
// are of the cases of both against one half and two thirds of the two, for each of the
// topics that might have been ahead; customers who complain of both count on both
// sides, which makes it cautious.
func (b *builder) leading(r *Report) lead {
	var narrow []*Topic
	for i := range r.Causes.Topics {
		t := &r.Causes.Topics[i]
		if !slices.ContainsFunc(r.Causes.Topics, func(o Topic) bool { return o.Topic.Parent() == t.Topic }) {
			narrow = append(narrow, t)
		}
	}
	if len(narrow) < 2 {
		return lead{}
	}
	out := lead{topic: narrow[0], next: narrow[1]}
	x, n := cases(*out.topic), cases(*out.topic)+cases(*out.next)
	above := func(share float64) bool {
		t, err := stat.BinomialTest(x, n, share)
		return err == nil && float64(x) > share*float64(n) && t.P*float64(len(narrow)-1) < 1-metrics.DefaultConfidence
	}
	out.ahead, out.dominates = above(1./2), above(2./3)
	return out
}

// says is how far it is ahead.
func (l lead) says() text.Wording {
	return phrase.Fill(text.Wording{
		En:   "Nothing else as specific comes near it: next is “%[1]s” with %[2]s.",
		Hant: "其他具體問題都遠遠不及，其次是「%[1]s」，占 %[2]s。",
		Hans: "其他具体问题都远远不及，其次是“%[1]s”，占 %[2]s。",
	}, l.next.Name, value(l.next.Share.Estimate))
}

// cases is how many pieces of feedback complain of a topic.
func cases(t Topic) int64 { return int64(t.Share.Value.Or(0)*float64(t.Share.N) + 0.5) }

// churn says that customers leave, if the data show that more of them do.
func (b *builder) churn(r *Report) []text.Wording {
	k := kpi(r.KPIs, metrics.IDChurnRate)
	if k == nil || k.Verdict != Worse {
		return nil
	}
	return []text.Wording{phrase.Fill(text.Wording{
		En:   "At the same time more customers leave: %[1]s, before that %[2]s. Both happened at the same time; whether the one has to do with the other is not shown by that: see whether it is the same customers.",
		Hant: "同一時期流失的顧客變多：%[1]s，先前 %[2]s。兩者只是同時發生，是否相關還要看流失的是不是同一批顧客。",
		Hans: "同一时期流失的客户变多：%[1]s，此前 %[2]s。两者只是同时发生，是否相关还要看流失的是不是同一批客户。",
	}, value(k.Change.A), value(k.Change.B))}
}

// silence says why there is nothing to do first.
func (b *builder) silence(r *Report, l lead) text.Wording {
	switch {
	case r.Records.Feedback == 0:
		return text.Wording{
			En:   "There is no feedback to go by.",
			Hant: "沒有回饋可以分析。",
			Hans: "没有反馈可以分析。",
		}
	case r.Causes.Pareto.Mentions == 0:
		return text.Wording{
			En:   "Customers complain of no particular topic, so no first step follows from what they say.",
			Hant: "顧客沒有針對特定主題抱怨，因此無法從回饋中得出優先事項。",
			Hans: "客户没有针对特定主题抱怨，因此无法从反馈中得出优先事项。",
		}
	case r.Causes.Tests == 0 && len(b.earlier) == 0:
		return text.Wording{
			En:   "There is too little feedback to put one thing before another: what differs may be chance.",
			Hant: "回饋還太少，排不出先後：看到的差距可能只是碰巧。",
			Hans: "反馈还太少，排不出先后：看到的差距可能只是碰巧。",
		}
	}
	return phrase.Join(text.Wording{
		En:   "Nothing calls for action before everything else: no topic is complained of more than before, and no place is worse than others, by more than chance. Keep watching; nothing here is a reason to change plans.",
		Hant: "沒有必須優先處理的問題：沒有哪個主題的抱怨確實比先前多，也沒有哪裡確實比其他地方差。持續觀察即可，不必因此更動計畫。",
		Hans: "没有必须优先处理的问题：没有哪个主题的抱怨确实比此前多，也没有哪里确实比其他地方差。持续观察即可，不必因此调整计划。",
	}, improved(r), l.mention())
}

// improved names the numbers that got better.
func improved(r *Report) text.Wording {
	var names []text.Wording
	for i := range r.KPIs {
		if k := &r.KPIs[i]; k.Verdict == Better {
			names = append(names, name(k.Figure.Estimate))
		}
	}
	if len(names) == 0 {
		return text.Wording{}
	}
	return phrase.Fill(text.Wording{
		En:   "What got better: %s.",
		Hant: "確實改善的指標：%s。",
		Hans: "确实改善的指标：%s。",
	}, listed(names))
}

// mention names what customers complain of most, for whom it is enough to know.
func (l lead) mention() text.Wording {
	if l.topic == nil || !l.ahead {
		return text.Wording{}
	}
	return phrase.Fill(text.Wording{
		En:   "What customers complain of most, in particular, is still “%[1]s” (%[2]s of the feedback), ahead of “%[3]s” (%[4]s).",
		Hant: "就具體問題而言，顧客最常抱怨的仍是「%[1]s」（占回饋 %[2]s），其次是「%[3]s」（%[4]s）。",
		Hans: "就具体问题而言，客户最常抱怨的仍是“%[1]s”（占反馈 %[2]s），其次是“%[3]s”（%[4]s）。",
	}, l.topic.Name, value(l.topic.Share.Estimate), l.next.Name, value(l.next.Share.Estimate))
}

// worstFirst orders KPIs by how bad the news is.
func worstFirst(list []KPI) []KPI {
	out := slices.Clone(list)
	order := map[Verdict]int{Worse: 0, Rises: 1, Falls: 1, Better: 2, Steady: 3}
	slices.SortStableFunc(out, func(x, y KPI) int { return cmp.Compare(order[x.Verdict], order[y.Verdict]) })
	return out
}
