package report

import (
	"cmp"
	"slices"

	"github.com/loamlib/loam/feedback"
)

// A row is one answer with what the customer said about topics: what drivers are
// computed from.
type row struct {
	Rank  uint64         `json:"rank"`
	Scale feedback.Scale `json:"scale"`
	Score float64        `json:"score"`
	Bad   []string       `json:"bad,omitempty"` // topics that it complains of, in order
}

func byRowRank(a, b row) int {
	return cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.Scale, b.Scale), cmp.Compare(a.Score, b.Score), slices.Compare(a.Bad, b.Bad))
}

func (r row) rank() uint64 { return r.Rank }

// row keeps the answer of a feedback, if chance has it so. Of several ratings it is
// the first on the scale that most companies go by.
func (c *Collector) row(f *feedback.Feedback, a *feedback.Analysis, rank uint64) {
	if !c.rows.wants(rank) || len(a.Labels) == 0 && len(a.Aspects) == 0 {
		return // nothing was judged: that nothing was complained of is not known
	}
	for _, scale := range driverScales() {
		r, ok := f.Rating(scale)
		if !ok || r.Validate() != nil {
			continue
		}
		x := row{Rank: rank, Scale: scale, Score: r.Value}
		for _, name := range c.named {
			x.Bad = append(x.Bad, c.topics.list[c.topics.index[name]]) // ours, not the caller's memory
		}
		slices.Sort(x.Bad)
		x.Bad = slices.Compact(x.Bad)
		c.rows.add(x, byRowRank, row.rank)
		return
	}
}

func driverScales() []feedback.Scale {
	return []feedback.Scale{feedback.NPS, feedback.CSAT5, feedback.CSAT7, feedback.CSAT10, feedback.Stars5}
}
