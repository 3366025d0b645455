package goal

import (
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

// A Cadence is how often something is done.
type Cadence string

// The cadences.
const (
	Daily      Cadence = "daily"
	Weekly     Cadence = "weekly"
	Monthly    Cadence = "monthly"
	Quarterly  Cadence = "quarterly"
	HalfYearly Cadence = "half_yearly"
	Yearly     Cadence = "yearly"
)

var cadenceTerms = []phrase.Term{
	{Word: string(Daily), Names: text.Wording{En: "daily", Hant: "每日", Hans: "每日"}},
	{Word: string(Weekly), Names: text.Wording{En: "weekly", Hant: "每週", Hans: "每周"}},
	{Word: string(Monthly), Names: text.Wording{En: "monthly", Hant: "每月", Hans: "每月"}},
	{Word: string(Quarterly), Names: text.Wording{En: "quarterly", Hant: "每季", Hans: "每季度"}},
	{Word: string(HalfYearly), Names: text.Wording{En: "every six months", Hant: "每半年", Hans: "每半年"}},
	{Word: string(Yearly), Names: text.Wording{En: "yearly", Hant: "每年", Hans: "每年"}},
}

// Cadences lists the cadences, the most frequent first.
func Cadences() []Cadence {
	return []Cadence{Daily, Weekly, Monthly, Quarterly, HalfYearly, Yearly}
}

// Name is the cadence as people who read tag call it.
func (c Cadence) Name(tag language.Tag) string { return phrase.Name(cadenceTerms, string(c)).In(tag) }

// known reports whether it is one of the cadences.
func (c Cadence) known() bool { return phrase.Has(cadenceTerms, string(c)) }

// after is the n-th time after start. It is counted from start, so that a review on
// the 31st comes back to the 31st after a shorter month.
func (c Cadence) after(start time.Time, n int) time.Time {
	switch c {
	case Daily:
		return start.AddDate(0, 0, n)
	case Weekly:
		return start.AddDate(0, 0, 7*n)
	case Monthly:
		return Months(start, n)
	case Quarterly:
		return Months(start, 3*n)
	case HalfYearly:
		return Months(start, 6*n)
	}
	return Months(start, 12*n)
}

// days is about how long the time between two is.
func (c Cadence) days() int {
	switch c {
	case Daily:
		return 1
	case Weekly:
		return 7
	case Monthly:
		return 30
	case Quarterly:
		return 91
	case HalfYearly:
		return 182
	}
	return 365
}

// NextReview is the first review after now: a whole number of Reviewed after
// Start, or Due if that comes first. It is zero when Due has passed, and for a goal
// without dates or with a cadence that is none.
func (g Goal) NextReview(now time.Time) time.Time {
	if !g.Reviewed.known() || g.Start.IsZero() || !now.Before(g.Due) {
		return time.Time{}
	}
	n := 1
	if passed := now.Sub(g.Start); passed > 0 {
		n = max(1, int(passed.Hours()/24/float64(g.Reviewed.days()+1))) // not later than the one that is looked for
	}
	for !g.Reviewed.after(g.Start, n).After(now) {
		n++
	}
	if next := g.Reviewed.after(g.Start, n); next.Before(g.Due) {
		return next
	}
	return g.Due
}
