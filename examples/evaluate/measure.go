package main

import (
	"slices"
	"time"

	"github.com/loamlib/loam/classify/evaluate"
	"github.com/loamlib/loam/feedback"
)

// A measurement is how an engine did.
type measurement struct {
	engine    string
	twoWay    bool
	wants     []feedback.Polarity          // labels that occur
	given     map[[2]feedback.Polarity]int // judgements by label
	decisions *evaluate.Confusion          // labels by what the judgements come to
	scored    []evaluate.Scored            // known judgements: confidence, and whether they are right
	bytes     int
	took      time.Duration
}

// polarities are what there is, in the order shown.
var polarities = []feedback.Polarity{feedback.Positive, feedback.Negative, feedback.Neutral, feedback.Mixed, feedback.Unknown}

// measure judges the samples with e.
func measure(e engine, samples []sample) (*measurement, error) {
	m := &measurement{engine: e.name, twoWay: twoWay(samples), given: map[[2]feedback.Polarity]int{}}
	var classes []string
	for _, p := range polarities {
		if slices.ContainsFunc(samples, func(s sample) bool { return s.want == p }) {
			m.wants, classes = append(m.wants, p), append(classes, p.String())
		}
	}
	var err error
	if m.decisions, err = evaluate.NewConfusion(classes...); err != nil {
		return nil, err
	}
	m.time(e, samples)
	var d feedback.Document
	for i := range samples {
		var s feedback.Sentiment
		d.Reset(&samples[i].feedback)
		e.judge(&s, &d)
		if err := m.add(samples[i].want, s); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// time judges all samples once, into memory that is used again.
func (m *measurement) time(e engine, samples []sample) {
	var d feedback.Document
	var s feedback.Sentiment
	for i := range min(len(samples), 100) { // data is read when first asked for
		d.Reset(&samples[i].feedback)
		e.judge(&s, &d)
	}
	start := time.Now()
	for i := range samples {
		d.Reset(&samples[i].feedback)
		e.judge(&s, &d)
		m.bytes += len(samples[i].feedback.Text) + len(samples[i].feedback.Title)
	}
	m.took = time.Since(start)
}

// add counts one judgement.
func (m *measurement) add(want feedback.Polarity, s feedback.Sentiment) error {
	m.given[[2]feedback.Polarity{want, s.Polarity}]++
	if s.Polarity.Known() {
		m.scored = append(m.scored, evaluate.Scored{Score: s.Confidence, True: s.Polarity == want})
	}
	return m.decisions.Add(want.String(), m.decide(s))
}

// decide is what the judgement comes to among the labels that occur: one of
// them, or nothing.
func (m *measurement) decide(s feedback.Sentiment) string {
	decided := s.Polarity
	if decided.Known() && !slices.Contains(m.wants, decided) && (m.twoWay || decided == feedback.Mixed) {
		decided = side(s.Score)
	}
	if !slices.Contains(m.wants, decided) {
		return ""
	}
	return decided.String()
}

// side is the polarity that a score leans to.
func side(score float64) feedback.Polarity {
	switch {
	case score > 0:
		return feedback.Positive
	case score < 0:
		return feedback.Negative
	}
	return feedback.Neutral
}
