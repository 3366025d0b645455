package driver

import (
	"strconv"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/decimal"
	"github.com/loamlib/loam/metrics/internal/figure"
)

// Caveat is what a report must say beside any result of this package, for people
// who read tag.
func Caveat(tag language.Tag) string { return wordsFor(tag).caveat }

// Explain is a warning of this package for people who read tag.
func Explain(w metrics.Warning, tag language.Tag) string {
	form, ok := wordsFor(tag).warnings.Find(string(w.Code))
	if !ok {
		return w.String()
	}
	return figure.Fill(form, "count", strconv.FormatInt(w.Count, 10), "detail", w.Detail)
}

// Name is the role for people who read tag: "must-be quality" and the like.
func (r Role) Name(tag language.Tag) string {
	name, _ := wordsFor(tag).roles.Find(string(r))
	return name
}

// Name is the quadrant for people who read tag.
func (q Quadrant) Name(tag language.Tag) string {
	name, _ := wordsFor(tag).quadrants.Find(string(q))
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
			interval = figure.Fill(w.driverInterval, "confidence", decimal.Percent(r.Confidence), "low", figure.Percent(low), "high", figure.Percent(d.Weight.ShareHigh.Or(1)), "ranks", rankRange(d.RankLow, d.RankHigh))
		}
		out = append(out, figure.Fill(w.driver, "name", d.Name, "share", figure.Percent(d.Weight.Share.Or(0)), "interval", interval,
			"slope", figure.Signed(metrics.NumberOf(d.Coefficient)), "p", figure.P(d.AdjustedP), "tests", w.testsOf(r.Tests), "notShown", w.unless(d.Shown)))
	}
	return out
}

// Lines are the odds ratios for people who read tag, each in one line.
func (m *OddsModel) Lines(tag language.Tag) []string {
	w := wordsFor(tag)
	var out []string
	for _, r := range m.Ratios {
		out = append(out, figure.Fill(w.odds, "name", r.Name, "ratio", figure.Ratio(r.Ratio), "confidence", decimal.Percent(m.Confidence), "low", figure.Ratio(r.Low), "high", figure.Ratio(r.High),
			"p", figure.P(r.AdjustedP), "tests", w.testsOf(m.Tests), "notShown", w.unless(r.Shown)))
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
			out = append(out, figure.Fill(w.everybody, "name", t.Topic))
			continue
		}
		held := ""
		if t.Held.Defined() {
			held = figure.Fill(w.held, "gap", figure.Points(t.Held))
		}
		out = append(out, figure.Fill(w.impact, "name", t.Topic, "impact", figure.Points(t.Value), "confidence", decimal.Percent(s.Confidence), "low", figure.Points(t.Low), "high", figure.Points(t.High),
			"share", figure.Percent(t.Share), "gap", figure.Points(t.Gap.Difference), "held", held, "p", figure.P(t.AdjustedP.Or(1)), "tests", w.testsOf(s.Tests), "notShown", w.unless(t.Shown)))
	}
	return out
}

// Lines are the attributes for people who read tag, each in one line.
func (c *Contrast) Lines(tag language.Tag) []string {
	w := wordsFor(tag)
	var out []string
	for _, a := range c.Attributes {
		out = append(out, figure.Fill(w.contrast, "name", a.Name, "role", a.Role.Name(tag),
			"penalty", figure.Signed(a.Penalty.Value), "penaltyP", figure.P(a.Penalty.AdjustedP.Or(1)),
			"reward", figure.Signed(a.Reward.Value), "rewardP", figure.P(a.Reward.AdjustedP.Or(1)), "tests", w.testsOf(c.Tests)))
	}
	return out
}

// testsOf counts tests.
func (w words) testsOf(n int) string { return figure.Count(n, w.test, w.tests) }

// unless says that nothing is shown where that is so.
func (w words) unless(shown bool) string {
	if shown {
		return ""
	}
	return w.notShown
}

func rankRange(low, high int) string {
	if low == high {
		return strconv.Itoa(low)
	}
	return strconv.Itoa(low) + "–" + strconv.Itoa(high)
}
