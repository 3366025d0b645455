package report

import (
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

// chains is how many hotspots get a chain of whys.
const chains = 3

// trees fills a fishbone from the topics, and a chain of whys for each of the worst
// hotspots. A chain ends with a question to a person: what feedback tells is where
// and about what, not what went wrong there.
func (b *builder) trees(c *Causes) error {
	if c.Pareto.Mentions == 0 {
		return nil
	}
	unhappy, all := int64(0), feedbackIn(b.recent)
	for _, s := range b.recent {
		unhappy += s.unhappy
	}
	e := rateOf(metrics.IDUnhappyShare, shareOf(unhappy, all)).Estimate()
	from := b.selector(b.recent)
	from.Unhappy = true
	problem := cause.Node{Text: unhappyCustomers, Basis: cause.Data, Evidence: []cause.Evidence{{Number: &e, From: &from}}}
	tree, err := cause.FishboneOf(problem, c.Pareto, &cause.FillOptions{
		Name: b.o.TopicName, From: b.selector(b.recent),
		Quotes: func(topic feedback.Category) []cause.Quote {
			if i, ok := b.c.topics.index[string(topic)]; ok {
				return b.quotes(i, nil)
			}
			return nil
		},
	})
	if err != nil {
		return err
	}
	if len(tree.Nodes) > 1 {
		c.Fishbone = tree
	}
	for i := range c.Hotspots {
		if c.Hotspots[i].Kind == Different || len(c.Whys) == chains {
			continue
		}
		tree, err := b.whys(problem, &c.Hotspots[i])
		if err != nil {
			return err
		}
		c.Whys = append(c.Whys, tree)
	}
	return nil
}

var unhappyCustomers = text.Wording{En: "Customers are unhappy", Hant: "顧客不滿意", Hans: "客户不满意"}

// whys asks why of the problem as far as the data answer.
func (b *builder) whys(problem cause.Node, h *Hotspot) (*cause.Tree, error) {
	where := h.Share.From
	where.Topic, where.Unhappy = "", false
	answers := []cause.Node{{
		Text: phrase.Fill(text.Wording{
			En: "They are most unhappy here: %s", Hant: "不滿集中在：%s", Hans: "不满集中在：%s",
		}, h.Name),
		Basis: cause.Data, Evidence: []cause.Evidence{{Difference: &h.Rest, From: &where}},
	}}
	if h.Topic != "" {
		answers = append(answers, cause.Node{
			Text: phrase.Fill(text.Wording{
				En: "There, more than elsewhere, they complain of: %s", Hant: "當地比其他地方更常抱怨：%s", Hans: "这里比其他地方更常抱怨：%s",
			}, b.o.name(h.Topic)),
			Basis: cause.Data, Evidence: []cause.Evidence{{Number: &h.Share.Estimate, Quotes: h.Quotes, From: &h.Share.From}},
		})
	}
	answers = append(answers, cause.Node{
		Text: text.Wording{
			En:   "What is different there? Ask those who know the work",
			Hant: "當地究竟哪裡不同？請熟悉現場的人查明",
			Hans: "当地究竟有什么不同？请熟悉一线的人查明",
		},
		Basis: cause.Hypothesis,
	})
	return cause.Chain(problem, answers...)
}
