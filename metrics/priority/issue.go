package priority

import (
	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

// An Issue is something that could be improved, with what is known of it. A part that
// is the zero Estimate, or undefined, is not known.
//
// All parts are turned so that a larger value speaks for doing it earlier, except
// Effort. The same part of all issues must have the same definition; what that is, is
// the caller's choice: of the impact, points of the Net Promoter Score that the issue
// costs, or lost sales; of the effort, person-days or a grade from 1 to 5.
type Issue struct {
	ID         string           `json:"id"`
	Name       text.Wording     `json:"name,omitzero"`       // empty means the ID
	Impact     metrics.Estimate `json:"impact,omitzero"`     // what it costs, as a positive number: of topic impacts, minus the impact
	Prevalence metrics.Estimate `json:"prevalence,omitzero"` // how many it concerns: a share of feedback or of customers
	Trend      metrics.Estimate `json:"trend,omitzero"`      // how fast it grows; negative if it goes away by itself
	Effort     metrics.Estimate `json:"effort,omitzero"`     // what it takes
	Business   metrics.Estimate `json:"business,omitzero"`   // how strongly it goes with churn, sales or profit; an association
}

// A Part is one of the five things that an order rests on.
type Part string

// The parts.
const (
	Impact     Part = "impact"
	Prevalence Part = "prevalence"
	Trend      Part = "trend"
	Effort     Part = "effort"
	Business   Part = "business"
)

var partTerms = []phrase.Term{
	{Word: string(Impact), Names: text.Wording{En: "impact", Hant: "影響程度", Hans: "影响程度"}},
	{Word: string(Prevalence), Names: text.Wording{En: "prevalence", Hant: "普遍程度", Hans: "普遍程度"}},
	{Word: string(Trend), Names: text.Wording{En: "trend", Hant: "趨勢", Hans: "趋势"}},
	{Word: string(Effort), Names: text.Wording{En: "effort", Hant: "所需投入", Hans: "所需投入"}},
	{Word: string(Business), Names: text.Wording{En: "business link", Hant: "營運關聯", Hans: "经营关联"}},
}

// Parts lists the parts in their declared order.
func Parts() []Part { return []Part{Impact, Prevalence, Trend, Effort, Business} }

// Name is the part as people who read tag call it.
func (p Part) Name(tag language.Tag) string { return p.name().In(tag) }

func (p Part) name() text.Wording { return phrase.Name(partTerms, string(p)) }

// of is the estimate that an issue has for the part.
func (p Part) of(i Issue) metrics.Estimate {
	switch p {
	case Impact:
		return i.Impact
	case Prevalence:
		return i.Prevalence
	case Trend:
		return i.Trend
	case Effort:
		return i.Effort
	}
	return i.Business
}

// sign is -1 for the part of which less is better.
func (p Part) sign() float64 {
	if p == Effort {
		return -1
	}
	return 1
}

// title is the name of the issue, or its ID.
func (i Issue) title() text.Wording {
	if i.Name == (text.Wording{}) {
		return phrase.Same(i.ID)
	}
	return i.Name
}
