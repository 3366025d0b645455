package priority

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/phrase"
	"github.com/loamlib/loam/metrics/stat"
)

// A ChurnRule puts a topic first if customers leave more than before and complain
// mainly about it: "if churn has risen significantly and the complaints are mainly
// about the quality of the product, improve quality first". Each half is a test.
type ChurnRule struct {
	Topic      string  // quality, as the complaints are labelled; empty means "quality"
	LeastRise  float64 // smallest rise of the churn rate that counts, as a share: 0.01 is one percentage point; 0 means any that is shown
	Majority   bool    // asks for more than half of the complaints, not just for more than any other topic has
	Confidence float64 // of both tests; 0 means 0.95
}

// Customers are those at the start of a period and how many of them left in it.
type Customers struct {
	Lost  int64 `json:"lost"`
	Start int64 `json:"start"`
}

// Cases are how many complaints are mainly about a topic. A complaint counts once.
type Cases struct {
	Topic string       `json:"topic"`
	Name  text.Wording `json:"name,omitzero"` // empty means the topic
	Count int64        `json:"count"`
}

// A Ruling is what a rule says of the numbers, and the two tests it rests on.
//
// Applies is whether both hold: churn rose, and the topic leads. That says what to do
// first; that the one is because of the other it does not say.
type Ruling struct {
	Topic      string             `json:"topic"`
	Applies    bool               `json:"applies"`
	Rose       bool               `json:"rose"`               // the churn rate is shown to have risen, by LeastRise or more
	Leads      bool               `json:"leads"`              // the topic is shown to have the majority, or more than any other if that is enough
	Churn      metrics.Comparison `json:"churn"`              // now against before
	Relative   metrics.Number     `json:"relative_rise"`      // of the churn rate
	Share      metrics.Estimate   `json:"share"`              // of the topic among the complaints
	Majority   bool               `json:"majority"`           // the whole interval of Share lies above half
	Largest    bool               `json:"largest"`            // shown to be larger than every other topic
	RunnerUp   string             `json:"runner_up,omitzero"` // largest of the others; of several the first in the alphabet
	Behind     int64              `json:"behind,omitzero"`    // its complaints
	LargestP   metrics.Number     `json:"largest_p"`          // of the topic not being the largest
	Complaints int64              `json:"complaints"`
	Tests      int                `json:"tests"` // tests of significance made: that of churn, and one for each other topic
	Text       text.Wording       `json:"text"`
}

// IDTopicShare is the share of a topic among complaints that are about one topic each.
const IDTopicShare metrics.ID = "topic_share"

// ErrNoComplaints says that there is nothing to tell the main topic from.
var ErrNoComplaints = errors.New("priority: there are no complaints to tell the main topic from")

// Apply asks the rule. Churn rose if the two-sided test of the two shares is
// significant (pooled z, or Fisher's exact test where an expected count is below 5),
// Newcombe's interval of the difference lies above 0, and the difference is LeastRise
// or more. The topic leads if it has the majority, by Wilson's interval of its share
// above one half; or, unless Majority asks for that, if it is larger than every other
// topic: for each of them the exact binomial test of equal counts, two-sided, and the
// largest of these p-values counts, because all of them must be significant (Berger
// 1982). Neither needs a correction for the number of topics.
//
// The complaints must be counted once each, under the topic that they are mainly
// about; topics that are there twice are added up. The error is about counts that
// cannot be, or ErrNoComplaints; a period without customers is no rise.
func (r ChurnRule) Apply(now, before Customers, complaints []Cases) (Ruling, error) {
	r.Topic = cmp.Or(r.Topic, "quality")
	r.Confidence = cmp.Or(r.Confidence, metrics.DefaultConfidence)
	if !(r.LeastRise >= 0 && r.LeastRise <= 1) {
		return Ruling{}, &stat.ArgumentError{Name: "ChurnRule.LeastRise", Value: r.LeastRise, Want: "from 0 to 1"}
	}
	if err := stat.CheckConfidence(r.Confidence); err != nil {
		return Ruling{}, err
	}
	out := Ruling{Topic: r.Topic, Tests: 1}
	if err := errors.Join(r.churn(&out, now, before), r.topics(&out, complaints)); err != nil {
		return Ruling{}, err
	}
	out.Leads = out.Majority || out.Largest && !r.Majority
	out.Applies = out.Rose && out.Leads
	out.Text = out.words(r, complaints)
	return out, nil
}

// churn makes the first test.
func (r ChurnRule) churn(out *Ruling, now, before Customers) error {
	a, b := metrics.Rate{Definition: metrics.IDChurnRate}, metrics.Rate{Definition: metrics.IDChurnRate}
	if err := errors.Join(a.AddCounts(now.Lost, now.Start), b.AddCounts(before.Lost, before.Start)); err != nil {
		return err
	}
	c, err := a.Compare(&b, r.Confidence)
	if err != nil {
		return err
	}
	rise, relative := c.Change()
	out.Churn, out.Relative = c, relative
	out.Rose = c.Shown && rise.Or(0) > 0 && rise.Or(0) >= r.LeastRise
	return nil
}

// topics makes the second.
func (r ChurnRule) topics(out *Ruling, complaints []Cases) error {
	counts := map[string]int64{}
	for i, c := range complaints {
		if c.Count < 0 || c.Count > math.MaxInt64/4-out.Complaints {
			return &stat.ArgumentError{Name: fmt.Sprintf("complaints[%d].Count", i), Value: float64(c.Count), Want: "a number of complaints"}
		}
		counts[c.Topic] += c.Count
		out.Complaints += c.Count
	}
	if out.Complaints == 0 {
		return ErrNoComplaints
	}
	ours := counts[r.Topic]
	delete(counts, r.Topic)
	share := metrics.Rate{Definition: IDTopicShare.With(r.Topic)}
	if err := share.AddCounts(ours, out.Complaints); err != nil {
		return err
	}
	var err error
	if out.Share, err = share.EstimateAt(r.Confidence); err != nil {
		return err
	}
	out.Majority = out.Share.Low.Or(0) > 0.5
	out.Tests += len(counts)
	return out.largest(ours, counts, r.Confidence)
}

// largest tests the topic against each of the others.
func (out *Ruling) largest(ours int64, others map[string]int64, confidence float64) error {
	names := make([]string, 0, len(others))
	for name := range others {
		names = append(names, name)
	}
	slices.Sort(names)
	worst := 0.0
	for _, name := range names {
		n := others[name]
		if out.RunnerUp == "" || n > out.Behind {
			out.RunnerUp, out.Behind = name, n
		}
		if ours+n == 0 {
			continue
		}
		t, err := stat.BinomialTest(ours, ours+n, 0.5)
		if err != nil {
			return err
		}
		if ours <= n {
			t.P = 1
		}
		worst = max(worst, t.P)
	}
	if len(names) == 0 || ours == 0 {
		out.Largest = ours > 0
		return nil
	}
	out.LargestP = metrics.NumberOf(worst)
	out.Largest = worst < 1-confidence
	return nil
}

// words are the ruling with its two tests.
func (out *Ruling) words(r ChurnRule, complaints []Cases) text.Wording {
	topic := title(out.Topic, complaints)
	verdict := text.Wording{
		En:   "The rule does not apply.",
		Hant: "規則不適用。",
		Hans: "规则不适用。",
	}
	if out.Applies {
		verdict = phrase.Fill(text.Wording{
			En:   "Churn is up and the complaints are mainly about %s: improve %s first. That the one comes from the other the data do not say.",
			Hant: "流失率上升，且客訴主要集中在「%s」：應優先改善「%s」。至於流失是否由此造成，這些資料無法證明。",
			Hans: "流失率上升，且投诉主要集中在“%s”：应优先改善“%s”。至于流失是否由此造成，这些数据无法证明。",
		}, topic, topic)
	}
	return phrase.Join(verdict, out.churnWords(r), out.topicWords(r, topic, title(out.RunnerUp, complaints)))
}

// title is the name of a topic, or the topic.
func title(topic string, complaints []Cases) text.Wording {
	for _, c := range complaints {
		if c.Topic == topic && c.Name != (text.Wording{}) {
			return c.Name
		}
	}
	return phrase.Same(topic)
}

// churnWords are the first test.
func (out *Ruling) churnWords(r ChurnRule) text.Wording {
	w := phrase.Each(out.Churn.Line)
	line := phrase.Fill(text.Wording{En: "(1) %s.", Hant: "（一）%s。", Hans: "（一）%s。"}, w)
	if relative, ok := out.Relative.Get(); ok {
		line = phrase.Join(line, phrase.Fill(text.Wording{
			En:   "Relative to before that is %+.0f%%.",
			Hant: "相對於前期為 %+.0f%%。",
			Hans: "相对于前期为 %+.0f%%。",
		}, 100*relative))
	}
	if r.LeastRise > 0 && out.Churn.Shown && !out.Rose && out.Churn.Difference.Or(0) > 0 {
		line = phrase.Join(line, phrase.Fill(text.Wording{
			En:   "A rise counts from %s on.",
			Hant: "升幅達 %s 才算數。",
			Hans: "升幅达到 %s 才算数。",
		}, phrase.Each(func(tag language.Tag) string { return out.Churn.A.FormatDifference(r.LeastRise, tag) })))
	}
	return line
}

// topicWords are the second.
func (out *Ruling) topicWords(r ChurnRule, topic, runnerUp text.Wording) text.Wording {
	line := phrase.Fill(text.Wording{
		En:   "(2) Complaints mainly about %s: %s.",
		Hant: "（二）以「%s」為主的客訴：%s。",
		Hans: "（二）以“%s”为主的投诉：%s。",
	}, topic, phrase.Each(out.Share.Format))
	switch {
	case out.Majority:
		line = phrase.Join(line, text.Wording{
			En:   "That is shown to be more than half.",
			Hant: "資料顯示超過半數。",
			Hans: "数据显示超过半数。",
		})
	case r.Majority:
		line = phrase.Join(line, text.Wording{
			En:   "That it is more than half is not shown.",
			Hant: "資料看不出它超過半數。",
			Hans: "数据看不出它超过半数。",
		})
	case !out.Largest:
		line = phrase.Join(line, text.Wording{
			En:   "That it is the largest topic is not shown.",
			Hant: "資料看不出它是最大的客訴主題。",
			Hans: "数据看不出它是最大的投诉主题。",
		})
	}
	if p, ok := out.LargestP.Get(); ok {
		line = phrase.Join(line, phrase.Fill(text.Wording{
			En:   "Next is %s with %d complaints (%s, exact binomial test).",
			Hant: "其次是「%s」，%d 件（%s，精確二項檢定）。",
			Hans: "其次是“%s”，%d 件（%s，精确二项检验）。",
		}, runnerUp, out.Behind, phrase.P(p)))
	}
	return line
}
