package main

import (
	"math"
	"slices"
	"time"

	"github.com/loamlib/loam/feedback"
)

// A measurement is how an engine did.
type measurement struct {
	engine    string
	twoWay    bool
	wants     []feedback.Polarity // labels that occur
	confusion map[feedback.Polarity]map[feedback.Polarity]int
	counts    []int64 // of label and decision, for resampling: see decisions
	n, known  int
	right     int
	bins      [10]bin // known judgements by confidence
	bytes     int
	took      time.Duration
}

// A bin holds judgements of about the same confidence.
type bin struct {
	n, right   int
	confidence float64
}

// polarities are what there is, in the order shown.
var polarities = []feedback.Polarity{feedback.Positive, feedback.Negative, feedback.Neutral, feedback.Mixed, feedback.Unknown}

// decisions are what a judgement can come to.
// It is the same list, for a label may be any.
var decisions = polarities

// measure judges the samples with e.
func measure(e engine, samples []sample) *measurement {
	m := &measurement{engine: e.name, twoWay: twoWay(samples), confusion: map[feedback.Polarity]map[feedback.Polarity]int{}, n: len(samples)}
	for _, p := range polarities {
		for _, s := range samples {
			if s.want == p {
				m.wants = append(m.wants, p)
				m.confusion[p] = map[feedback.Polarity]int{}
				break
			}
		}
	}
	m.counts = make([]int64, len(m.wants)*len(decisions))
	m.time(e, samples)
	var d feedback.Document
	for i := range samples {
		var s feedback.Sentiment
		d.Reset(&samples[i].feedback)
		e.judge(&s, &d)
		m.add(samples[i].want, s)
	}
	return m
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
func (m *measurement) add(want feedback.Polarity, s feedback.Sentiment) {
	m.confusion[want][s.Polarity]++
	decided := m.decide(s)
	right := decided == want
	m.counts[m.cell(want, decided)]++
	if right {
		m.right++
	}
	if !s.Polarity.Known() {
		return
	}
	m.known++
	b := &m.bins[min(len(m.bins)-1, int(s.Confidence*float64(len(m.bins))))]
	b.n++
	b.confidence += s.Confidence
	if s.Polarity == want {
		b.right++
	}
}

// decide is what the judgement comes to among the labels that occur.
func (m *measurement) decide(s feedback.Sentiment) feedback.Polarity {
	switch {
	case !s.Polarity.Known():
		return feedback.Unknown
	case m.has(s.Polarity):
		return s.Polarity
	case m.twoWay || s.Polarity == feedback.Mixed:
		return side(s.Score)
	}
	return s.Polarity
}

func (m *measurement) has(p feedback.Polarity) bool {
	_, ok := m.confusion[p]
	return ok
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

// cell is where a label and a decision are counted.
func (m *measurement) cell(want, decided feedback.Polarity) int {
	return slices.Index(m.wants, want)*len(decisions) + slices.Index(decisions, decided)
}

// macroF1 is the mean over labels of the F1 of each, of counts by cell.
func (m *measurement) macroF1(counts []float64) float64 {
	sum := 0.0
	for i, p := range m.wants {
		hit, given, have := counts[m.cell(p, p)], 0.0, 0.0
		for _, want := range m.wants {
			given += counts[m.cell(want, p)]
		}
		for _, c := range counts[i*len(decisions) : (i+1)*len(decisions)] {
			have += c
		}
		if hit > 0 {
			sum += 2 * hit / (given + have)
		}
	}
	return sum / float64(len(m.wants))
}

// calibrationError is the mean distance between confidence and share of right
// judgements over tenths of confidence, by how many judgements are in each.
func (m *measurement) calibrationError() float64 {
	sum := 0.0
	for _, b := range m.bins {
		if b.n > 0 {
			sum += math.Abs(b.confidence - float64(b.right))
		}
	}
	return sum / float64(max(1, m.known))
}
