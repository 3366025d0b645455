package report

import (
	"math"
	"slices"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/internal/phrase"
	"github.com/loamlib/loam/metrics/segment"
)

// A Shift divides the change of the Net Promoter Score into what customers of the
// same kind answered otherwise, and what came of there being more of some kinds.
type Shift struct {
	segment.Change
	Says []text.Wording `json:"says,omitempty"`
}

// dimensions are the facets as package segment takes them.
func dimensions(facets []cause.Facet) []segment.Dimension {
	var out []segment.Dimension
	for _, t := range facets {
		out = append(out, segment.Dimension{Name: string(t),
			Append: func(values []string, f *feedback.Feedback, a *feedback.Analysis) []string {
				return append(values, t.Of(f, a))
			},
		})
	}
	return out
}

// newSlices counts the Net Promoter Score by facets.
func newSlices(facets []cause.Facet) (*segment.Collector, error) {
	return segment.NewCollector(segment.NPS(), segment.Options{Dimensions: dimensions(facets)})
}

// shift divides the change from the earlier to the recent stretch; nil if there is no
// earlier one, or nobody was asked.
func (b *builder) shift() (*Shift, error) {
	if len(b.earlier) == 0 {
		return nil, nil
	}
	sum := func(list []*stretch) (*segment.Collector, error) {
		total, err := newSlices(b.c.options.Facets)
		if err != nil {
			return nil, err
		}
		for _, s := range list {
			if s.scores != nil {
				if err := total.Merge(s.scores); err != nil {
					return nil, err
				}
			}
		}
		return total, nil
	}
	before, err := sum(b.earlier)
	if err != nil {
		return nil, err
	}
	after, err := sum(b.recent)
	if err != nil {
		return nil, err
	}
	if before.Estimate().N == 0 || after.Estimate().N == 0 {
		return nil, nil
	}
	c, err := segment.Compare(before, after, segment.Tests{})
	if err != nil {
		return nil, err
	}
	c.Groups = slices.DeleteFunc(c.Groups, func(g segment.ChangeGroup) bool { // too many values to be told
		i := slices.Index(b.c.options.Facets, cause.Facet(g.Dimension))
		return i < 0 || b.c.groups[i].full
	})
	s := &Shift{Change: *c}
	s.Says = b.saysShift(s)
	return s, nil
}

// saysShift is said only where the number of all misleads: where the mix of customers
// moved it, or moved it against what they answered.
func (b *builder) saysShift(s *Shift) []text.Wording {
	var out []text.Wording
	points := func(n metrics.Number) text.Wording {
		return phrase.Each(func(tag language.Tag) string { return s.Whole.A.FormatDifference(n.Or(math.NaN()), tag) })
	}
	for _, g := range s.Groups {
		facet := cause.Facet(g.Dimension)
		mixed := g.Mix.Low.Or(-1) > 0 || g.Mix.High.Or(1) < 0
		if !mixed && g.Reversal == segment.NoReversal || !s.Whole.Shown {
			continue
		}
		out = append(out, phrase.Fill(text.Wording{
			En:   "By %[1]s: of the change of the Net Promoter Score, %[2]s come from other answers and %[3]s from another mix of customers.",
			Hant: "依%[1]s拆解淨推薦值的變化：回答本身改變占 %[2]s，顧客組成改變占 %[3]s。",
			Hans: "按%[1]s拆解净推荐值的变化：回答本身改变占 %[2]s，客户构成改变占 %[3]s。",
		}, phrase.Each(facet.Name), points(g.Rate.Value), points(g.Mix.Value)))
		if g.Reversal != segment.NoReversal {
			out = append(out, text.Wording{
				En:   "Beware: within the groups it went the other way. The number of all says nothing about how satisfied they are.",
				Hant: "請注意：各群內部的走勢正好相反，整體數字不能代表顧客的滿意程度。",
				Hans: "请注意：各组内部的走势正好相反，整体数字不能代表客户的满意程度。",
			})
		}
	}
	return out
}
