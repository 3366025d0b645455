package report

import (
	"fmt"
	"slices"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/phrase"
	"github.com/loamlib/loam/metrics/priority"
)

// An Order is every topic in the order of what speaks for working on it first. It
// ranks whatever there is, chance included; what the data call for is in First.
type Order struct {
	priority.Ordering
	Says []text.Wording `json:"says"`
}

// ordered is how many topics are ranked: those that are complained of most.
const ordered = 20

// order ranks the topics. The rule that a topic goes first if customers leave and
// complain mainly about it is asked of the topic that leads, if one is shown to.
func (b *builder) order(r *Report, l lead) (*Order, error) {
	topics := r.Causes.Topics
	if len(topics) < 2 {
		return nil, nil
	}
	var issues []priority.Issue
	for i := range topics[:min(ordered, len(topics))] {
		t := &topics[i]
		share := t.Share.Estimate
		share.Definition = metrics.IDTopicShare // the same for all topics, which the order wants
		issues = append(issues, priority.Issue{
			ID: string(t.Topic), Name: t.Name, Prevalence: share, Trend: growth(t),
			Impact: r.Causes.Drivers.impact(t.Topic), Effort: b.o.Effort[t.Topic], Business: b.o.Business[t.Topic],
		})
	}
	var o priority.Options
	if l.ahead {
		ruling, err := b.ruling(l.topic)
		if err != nil {
			return nil, fmt.Errorf("report: churn: %w", err)
		}
		o.First = ruling
	}
	out, err := priority.Order(issues, o)
	if err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	order := &Order{Ordering: out}
	if out.Ruling != nil {
		order.Says = append(order.Says, out.Ruling.Text)
	}
	if out.Robustness != nil && len(out.Robustness.Texts) > 0 {
		order.Says = append(order.Says, out.Robustness.Texts[0])
	}
	return order, nil
}

// growth is how much more a topic is complained of than before; none if nothing was
// before.
func growth(t *Topic) metrics.Estimate {
	c := t.Change
	if c == nil || !c.Difference.Defined() {
		return metrics.Estimate{}
	}
	return metrics.Estimate{
		Definition: "topic_growth", Unit: metrics.UnitShare, Value: c.Difference, Low: c.Low, High: c.High, Confidence: c.Confidence, N: c.A.N,
	}
}

// ruling asks the rule about customers who leave; nil if nobody counted them in both
// stretches.
func (b *builder) ruling(leading *Topic) (*priority.Ruling, error) {
	customers := func(list []*stretch) (c priority.Customers) {
		for _, s := range list {
			c.Start += s.customers
			c.Lost += s.lost
		}
		return c
	}
	now, before := customers(b.recent), customers(b.earlier)
	if now.Start == 0 || before.Start == 0 {
		return nil, nil
	}
	var complaints []priority.Cases
	for topic, n := range b.mains(b.recent) {
		complaints = append(complaints, priority.Cases{Topic: topic, Name: b.o.name(feedback.Category(topic)), Count: n})
	}
	ruling, err := priority.ChurnRule{Topic: string(leading.Topic)}.Apply(now, before, complaints)
	return &ruling, err
}

// mains are how many complaints are mainly about each topic: the first they name.
func (b *builder) mains(list []*stretch) map[string]int64 {
	out := map[string]int64{}
	for _, s := range list {
		p, err := s.main.Pareto(nil)
		if err != nil {
			continue // the options are right
		}
		for _, bar := range p.Bars {
			out[bar.Cause] += bar.Cases
		}
	}
	return out
}

// knows reports whether a part is known of any topic.
func (o *Order) knows(p priority.Part) bool {
	return slices.ContainsFunc(o.Ranked, func(r priority.Ranked) bool {
		return slices.ContainsFunc(r.Parts, func(c priority.Component) bool { return c.Part == p && c.Known })
	})
}

// known is how many parts are known of any topic.
func (o *Order) known() (n int) {
	for _, p := range priority.Parts() {
		if o.knows(p) {
			n++
		}
	}
	return n
}

// saysRuling is what the rule says, if it applies.
func (o *Order) saysRuling() text.Wording {
	if o == nil || o.Ruling == nil || !o.Ruling.Applies {
		return text.Wording{}
	}
	return phrase.Join(o.Ruling.Text)
}
