package cause

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

// FillOptions say how a tree is filled from what was counted; nil and the zero value
// are the usual.
type FillOptions struct {
	// Name is a topic as people call it, such as the method Name of a
	// classify.Taxonomy; nil writes its ID.
	Name func(topic feedback.Category, tag language.Tag) string
	// From selects the feedback that was counted.
	From Selector
	// Quotes gives passages that complain of a topic; nil cites none.
	Quotes func(topic feedback.Category) []Quote
	// Bones is how many fields of causes are drawn at most; 0 means 6.
	Bones int
}

// fewestMentions is how often something must be named to stand in a tree: what one
// customer says is no pattern.
const fewestMentions = 3

// FishboneOf draws the fishbone of a problem from a ranking of topics: the fields
// that topics belong to are the bones, the most mentioned first, and the topics the
// causes on them. Every node cites its share of all mentions and where to find it.
// Topics that were named fewer than three times stay out, so that a ranking of very
// little leaves the problem alone.
func FishboneOf(problem Node, p Pareto, o *FillOptions) (*Tree, error) {
	var options FillOptions
	if o != nil {
		options = *o
	}
	t, err := NewTree(Fishbone, problem)
	if err != nil {
		return nil, err
	}
	root := t.Nodes[0].ID
	for _, bone := range p.bones(options.bones()) {
		field, err := t.Add(root, options.node(bone.field, bone.mentions, p.Mentions, metrics.Number{}, metrics.Number{}))
		if err != nil {
			return nil, err
		}
		if len(bone.bars) == 1 && bone.bars[0].Cause == bone.field {
			n := t.Node(field) // nothing narrower is known: the bone has the interval
			n.Evidence[0].Number.Low, n.Evidence[0].Number.High = bone.bars[0].Low, bone.bars[0].High
			continue
		}
		for _, b := range bone.bars {
			n := options.node(b.Cause, b.Mentions, p.Mentions, b.Low, b.High)
			if b.Cause == bone.field {
				n.Text = phrase.Fill(unspecified, math.Round(100*float64(b.Mentions)/float64(p.Mentions)))
			}
			if _, err := t.Add(field, n); err != nil {
				return nil, err
			}
		}
	}
	return t, nil
}

var unspecified = text.Wording{En: "not specified %.0f%%", Hant: "未具體說明 %.0f%%", Hans: "未具体说明 %.0f%%"}

func (o FillOptions) bones() int {
	if o.Bones <= 0 {
		return 6
	}
	return o.Bones
}

// node is a cause that data stand behind.
func (o FillOptions) node(topic string, mentions, all int64, low, high metrics.Number) Node {
	e := metrics.NewEstimate(metrics.IDCauseShare.With(topic), metrics.UnitShare, mentions)
	e.Value = metrics.NumberOf(float64(mentions) / float64(all))
	if e.Low, e.High = low, high; low.Defined() {
		e.Method, e.Confidence = metrics.WilsonScore, metrics.DefaultConfidence
	}
	from := o.From.About(feedback.Category(topic))
	evidence := Evidence{Number: &e, From: &from}
	if o.Quotes != nil {
		evidence.Quotes = o.Quotes(feedback.Category(topic))
	}
	return Node{Text: o.name(topic, float64(mentions)/float64(all)), Basis: Data, Evidence: []Evidence{evidence}}
}

// name is the topic with its share, in whole per cent.
func (o FillOptions) name(topic string, share float64) text.Wording {
	in := func(tag language.Tag) string {
		s := topic
		if o.Name != nil {
			s = o.Name(feedback.Category(topic), tag)
		}
		return fmt.Sprintf("%s %.0f%%", s, math.Round(100*share))
	}
	return text.Wording{En: in(language.English), Hant: in(language.TraditionalChinese), Hans: in(language.SimplifiedChinese)}
}

// A bone is a field of topics with what was counted of it.
type bone struct {
	field    string
	mentions int64
	bars     []Bar
}

// bones groups the bars by the field their topic belongs to.
func (p Pareto) bones(most int) []bone {
	var out []bone
	for _, b := range p.Bars {
		if b.Mentions < fewestMentions {
			continue
		}
		field, _, _ := strings.Cut(b.Cause, "/")
		i := slices.IndexFunc(out, func(x bone) bool { return x.field == field })
		if i < 0 {
			i = len(out)
			out = append(out, bone{field: field})
		}
		out[i].mentions += b.Mentions
		out[i].bars = append(out[i].bars, b)
	}
	slices.SortStableFunc(out, func(a, b bone) int { return int(min(1, max(-1, b.mentions-a.mentions))) })
	return out[:min(most, len(out))]
}

// Chain is the chain of whys from a problem through the answers, each the reason of
// the one before.
func Chain(problem Node, answers ...Node) (*Tree, error) {
	t, err := NewTree(FiveWhys, problem)
	if err != nil {
		return nil, err
	}
	last := t.Nodes[0].ID
	for _, n := range answers {
		if last, err = t.Add(last, n); err != nil {
			return nil, err
		}
	}
	return t, nil
}
