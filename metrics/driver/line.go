package driver

import (
	"math"
	"strconv"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics"
)

// Caveat is what a report must say beside any result of this package, for people
// who read tag.
func Caveat(tag language.Tag) string { return wordsFor(tag).caveat }

// Explain is a warning of this package for people who read tag.
func Explain(w metrics.Warning, tag language.Tag) string {
	form, ok := find(wordsFor(tag).warnings, string(w.Code))
	if !ok {
		return w.String()
	}
	return fill(form, "count", strconv.FormatInt(w.Count, 10), "detail", w.Detail)
}

// Name is the role for people who read tag: "must-be quality" and the like.
func (r Role) Name(tag language.Tag) string {
	name, _ := find(wordsFor(tag).roles, string(r))
	return name
}

// Name is the quadrant for people who read tag.
func (q Quadrant) Name(tag language.Tag) string {
	name, _ := find(wordsFor(tag).quadrants, string(q))
	return name
}

// Lines are the drivers for people who read tag, the most important first, each
// in one line.
func (r *Ranking) Lines(tag language.Tag) []string {
	w := wordsFor(tag)
	var out []string
	for _, d := range r.Drivers {
		interval := ""
		if low, ok := d.Weight.ShareLow.Get(); ok {
			interval = fill(w.driverInterval, "confidence", percent(r.Confidence), "low", percent(low), "high", percent(d.Weight.ShareHigh.Or(1)), "ranks", rankRange(d.RankLow, d.RankHigh))
		}
		out = append(out, fill(w.driver, "name", d.Name, "share", percent(d.Weight.Share.Or(0)), "interval", interval,
			"slope", signed(d.Coefficient), "p", pValue(d.AdjustedP), "tests", strconv.Itoa(r.Tests), "notShown", w.unless(d.Shown)))
	}
	return out
}

// Lines are the odds ratios for people who read tag, each in one line.
func (m *OddsModel) Lines(tag language.Tag) []string {
	w := wordsFor(tag)
	var out []string
	for _, r := range m.Ratios {
		out = append(out, fill(w.odds, "name", r.Name, "ratio", ratio(r.Ratio), "confidence", percent(m.Confidence), "low", ratio(r.Low), "high", ratio(r.High),
			"p", pValue(r.AdjustedP), "tests", strconv.Itoa(m.Tests), "notShown", w.unless(r.Shown)))
	}
	return out
}

// Lines are the topics for people who read tag, those that drag the score down most
// first, each in one line.
func (s *Impacts) Lines(tag language.Tag) []string {
	w := wordsFor(tag)
	var out []string
	for _, t := range s.Topics {
		if !t.Value.Defined() {
			out = append(out, fill(w.everybody, "name", t.Topic))
			continue
		}
		held := ""
		if t.Held.Defined() {
			held = fill(w.held, "gap", points(t.Held))
		}
		out = append(out, fill(w.impact, "name", t.Topic, "impact", points(t.Value), "confidence", percent(s.Confidence), "low", points(t.Low), "high", points(t.High),
			"share", percent(t.Share), "gap", points(t.Gap.Difference), "held", held, "p", pValue(t.AdjustedP.Or(1)), "tests", strconv.Itoa(s.Tests), "notShown", w.unless(t.Shown)))
	}
	return out
}

// Lines are the attributes for people who read tag, each in one line.
func (c *Contrast) Lines(tag language.Tag) []string {
	w := wordsFor(tag)
	var out []string
	for _, a := range c.Attributes {
		out = append(out, fill(w.contrast, "name", a.Name, "role", a.Role.Name(tag),
			"penalty", slope(a.Penalty.Value), "penaltyP", pValue(a.Penalty.AdjustedP.Or(1)),
			"reward", slope(a.Reward.Value), "rewardP", pValue(a.Reward.AdjustedP.Or(1)), "tests", strconv.Itoa(c.Tests)))
	}
	return out
}

// unless says that nothing is shown where that is so.
func (w *words) unless(shown bool) string {
	if shown {
		return ""
	}
	return w.notShown
}

// nothing stands for a number that is none.
const nothing = "–"

func percent(share float64) string { return strconv.FormatFloat(100*share, 'f', 0, 64) + "%" }

// points are points of the NPS.
func points(n metrics.Number) string {
	v, ok := n.Get()
	if !ok {
		return nothing
	}
	return withSign(v, 1)
}

func slope(n metrics.Number) string {
	v, ok := n.Get()
	if !ok {
		return nothing
	}
	return signed(v)
}

// signed has two decimals, or two digits if that is less than a hundredth.
func signed(v float64) string {
	if a := math.Abs(v); a > 0 && a < 0.01 {
		return withSign(v, 1-int(math.Floor(math.Log10(a))))
	}
	return withSign(v, 2)
}

func withSign(v float64, decimals int) string {
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	if v >= 0 {
		return "+" + s
	}
	return s
}

func ratio(n metrics.Number) string {
	v, ok := n.Get()
	if !ok {
		return "∞"
	}
	return strconv.FormatFloat(v, 'g', max(2, 1+int(math.Log10(max(v, 1)))+2), 64)
}

func pValue(p float64) string {
	if p < 0.001 {
		return "< 0.001"
	}
	return "= " + strconv.FormatFloat(p, 'f', 3, 64)
}

func rankRange(low, high int) string {
	if low == high {
		return strconv.Itoa(low)
	}
	return strconv.Itoa(low) + "–" + strconv.Itoa(high)
}
