package driver

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/internal/regress"
	"github.com/loamlib/loam/metrics/stat"
)

// Impacts is what topics go with in the Net Promoter Score, those that drag it
// down most first.
type Impacts struct {
	Sample
	Relation   string            `json:"relation"` // always "association"
	NPS        metrics.Estimate  `json:"nps"`      // of all answers
	Topics     []Impact          `json:"topics"`
	Test       string            `json:"test"`
	Tests      int               `json:"tests"` // how many were made and adjusted for together
	Confidence float64           `json:"confidence"`
	Warnings   []metrics.Warning `json:"warnings,omitempty"`
}

// An Impact is how the score of those who mention a topic differs, and what that
// makes of the score of all. Everything is in points.
type Impact struct {
	Topic   string             `json:"topic"`
	N       int                `json:"n"`     // answers that mention it
	Share   float64            `json:"share"` // of all answers
	With    metrics.Estimate   `json:"with"`  // score of those who mention it
	Without metrics.Estimate   `json:"without"`
	Gap     metrics.Comparison `json:"gap"` // with less without

	// Value is the score of all less that of those who do not mention the topic:
	// Share × gap. Below 0 the topic drags the score down. It is none if everybody
	// mentions the topic.
	Value metrics.Number `json:"impact"`
	Low   metrics.Number `json:"low"`
	High  metrics.Number `json:"high"`

	AdjustedP metrics.Number `json:"adjusted_p"` // of no gap, by Benjamini and Hochberg over all topics
	Shown     bool           `json:"shown"`      // AdjustedP is below 1 - confidence

	// Held is the gap with the other topics held fixed, from least squares on all
	// topics together with standard errors that allow for unequal variances (HC1).
	// Where topics are mentioned together it says which of them it is.
	Held          metrics.Number `json:"held"`
	HeldLow       metrics.Number `json:"held_low"`
	HeldHigh      metrics.Number `json:"held_high"`
	HeldAdjustedP metrics.Number `json:"held_adjusted_p"` // of no such gap, adjusted as AdjustedP
}

// TopicImpact says what each topic goes with in the Net Promoter Score. The outcome
// is ratings from 0 to 10, drivers are 1 where an answer mentions the topic and 0
// where it does not:
//
//	impact = NPS(all) - NPS(without the topic) = share × (NPS(with) - NPS(without))
//
// It adds up over topics only if no answer mentions two; Held is for where they
// overlap. The interval of the impact is by the delta method: with score s of -100, 0
// and 100, mention t, share u of answers without, means m of all and m0 without,
//
//	se² = Σ (s - m - (1-t)/u (s - m0))² / n(n-1)
//
// It is association: a topic may be mentioned because the customer is unhappy with
// something else. Errors: those of [Importance], though a topic in all answers or in
// none is no error; [*stat.ArgumentError] for a rating or mention that is none.
// Confidence 0 means 0.95. Time: answers × topics².
func TopicImpact(d Data, confidence float64) (*Impacts, error) {
	if confidence == 0 {
		confidence = metrics.DefaultConfidence
	}
	if err := stat.CheckConfidence(confidence); err != nil {
		return nil, err
	}
	c, err := d.complete()
	if err != nil {
		return nil, err
	}
	scores, err := npsScores(c)
	if err != nil {
		return nil, err
	}
	out := &Impacts{Sample: c.Sample, Relation: association, Confidence: confidence, Test: "of two Net Promoter Scores"}
	var all metrics.NPS
	for _, y := range c.y {
		all.Add(int(y))
	}
	if out.NPS, err = all.EstimateAt(confidence); err != nil {
		return nil, err
	}
	for j, name := range c.rows.Names {
		i, err := topicImpact(name, c.column(j), c.y, scores, confidence)
		if err != nil {
			return nil, err
		}
		out.Topics = append(out.Topics, i)
	}
	if err := out.adjust(); err != nil {
		return nil, err
	}
	out.hold(c, scores)
	out.Warnings = append(out.Warnings, out.missingRows()...)
	slices.SortStableFunc(out.Topics, func(a, b Impact) int {
		return cmp.Compare(a.Value.Or(math.Inf(1)), b.Value.Or(math.Inf(1)))
	})
	return out, nil
}

// npsScores checks ratings and mentions and turns ratings into -100, 0 and 100.
func npsScores(c *complete) ([]float64, error) {
	scores := make([]float64, c.N)
	for i, y := range c.y {
		switch {
		case y != math.Trunc(y) || y < 0 || y > 10:
			return nil, &stat.ArgumentError{Name: fmt.Sprintf("a value of the outcome %q", c.Outcome), Value: y, Want: "a whole number from 0 to 10"}
		case y >= 9:
			scores[i] = 100
		case y <= 6:
			scores[i] = -100
		}
		for j, t := range c.rows.Rows[i] {
			if t != 0 && t != 1 {
				return nil, &stat.ArgumentError{Name: fmt.Sprintf("a value of column %q", c.rows.Names[j]), Value: t, Want: "1 if the topic is mentioned and 0 if not"}
			}
		}
	}
	return scores, nil
}

func topicImpact(name string, mention, ratings, scores []float64, confidence float64) (Impact, error) {
	var with, without metrics.NPS
	for i, t := range mention {
		if t == 1 {
			with.Add(int(ratings[i]))
		} else {
			without.Add(int(ratings[i]))
		}
	}
	n := len(mention)
	out := Impact{Topic: name, N: int(with.N()), Share: float64(with.N()) / float64(n)}
	var err error
	if out.With, err = with.EstimateAt(confidence); err != nil {
		return out, err
	}
	if out.Without, err = without.EstimateAt(confidence); err != nil {
		return out, err
	}
	if out.Gap, err = with.Compare(&without, confidence); err != nil {
		return out, err
	}
	rest, ok := out.Without.Value.Get()
	if !ok {
		return out, nil // everybody mentions it
	}
	mean, _ := moments(scores)
	out.Value = metrics.NumberOf(mean - rest)
	if out.N == 0 || n < 2 {
		return out, nil
	}
	var squares float64
	for i, t := range mention {
		e := scores[i] - mean - (1-t)/(1-out.Share)*(scores[i]-rest)
		squares += e * e
	}
	half := dist.Z(confidence) * math.Sqrt(squares/float64(n)/float64(n-1))
	out.Low, out.High = metrics.NumberOf(mean-rest-half), metrics.NumberOf(mean-rest+half)
	return out, nil
}

// adjust adjusts the p-values of the gaps for all topics that have one.
func (out *Impacts) adjust() error {
	var p []float64
	var tested []*Impact
	for i := range out.Topics {
		if v, ok := out.Topics[i].Gap.P.Get(); ok {
			p, tested = append(p, v), append(tested, &out.Topics[i])
		}
	}
	out.Tests = len(p)
	if len(p) == 0 {
		return nil
	}
	adjusted, err := stat.BenjaminiHochberg(p)
	for i, q := range adjusted {
		tested[i].AdjustedP, tested[i].Shown = metrics.NumberOf(q), q < 1-out.Confidence
	}
	return err
}

// hold fits all topics together. Topics that hardly any answer mentions, or hardly
// any does not, stay out: they would have a coefficient and no error.
func (out *Impacts) hold(c *complete, scores []float64) {
	const fewest = 2
	var d regress.Design
	var topics []*Impact
	d.Rows = make([][]float64, c.N)
	var kept []int
	for j := range out.Topics {
		t := &out.Topics[j]
		if t.N >= fewest && c.N-t.N >= fewest {
			kept, d.Names, topics = append(kept, j), append(d.Names, t.Topic), append(topics, t)
		}
	}
	k := len(kept)
	all := make([]float64, k*c.N) // of all rows, so that they are one allocation
	for i, row := range c.rows.Rows {
		d.Rows[i] = all[i*k : (i+1)*k : (i+1)*k]
		for to, from := range kept {
			d.Rows[i][to] = row[from]
		}
	}
	together := &complete{Sample: c.Sample, y: scores, rows: d}
	var fit *regress.Linear
	err := fmt.Errorf("no topic is mentioned and not mentioned often enough: %w", stat.ErrTooFew)
	if len(topics) > 0 {
		fit, err = newCells(together).fit(together)
	}
	if err == nil && fit.DF == 0 {
		err = stat.ErrTooFew
	}
	if err != nil {
		out.Warnings = append(out.Warnings, metrics.Warning{Code: NotHeldFixed, Detail: err.Error()})
		return
	}
	covariance, _ := fit.Heteroscedastic(regress.HC1) // there are degrees of freedom
	t := -dist.TQuantile((1-out.Confidence)/2, float64(fit.DF))
	var p []float64
	for j, row := range regress.Table(fit.Names, fit.Coef, covariance, float64(fit.DF))[1:] {
		p = append(p, metrics.NumberOf(row.P).Or(1)) // an exact fit has 0/0
		topics[j].Held = metrics.NumberOf(row.Estimate)
		topics[j].HeldLow = metrics.NumberOf(row.Estimate - t*row.StdErr)
		topics[j].HeldHigh = metrics.NumberOf(row.Estimate + t*row.StdErr)
	}
	if adjusted, err := stat.BenjaminiHochberg(p); err == nil {
		for j, q := range adjusted {
			topics[j].HeldAdjustedP = metrics.NumberOf(q)
		}
	}
}
