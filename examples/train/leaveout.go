package main

import (
	"errors"
	"maps"
	"slices"
	"sync"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment/trained"
)

// A verdict is what a model made of a row.
type verdict struct {
	source     string
	want       feedback.Polarity
	praise     float64 // log-odds of praise against blame that the text adds to what the labels are worth
	neutrality float64 // likewise, logit of neutral against the mean of the two
}

// alone are sources that are not left out by themselves: all their rows are of
// one polarity, or nearly.
var alone = map[string]bool{"subj_pang_lee": true, "cr_hu_liu_aspects": true, "banking77": true}

// A leftOut source was judged by a model that was trained without it and its family.
type leftOut struct {
	rows     []row
	verdicts []verdict // on rows
	model    *linear.Model
}

// leaveOut judges each source by such a model. Two models are trained at a time.
func leaveOut(corpora []*corpus, domains []*domain, o *sentimentOptions) (map[string]leftOut, error) {
	var families []*corpus // one source of each
	done := map[string]bool{}
	for _, c := range corpora {
		if c.shipped && c.family != writtenFamily && !alone[c.name()] && !done[c.family] {
			families = append(families, c)
			done[c.family] = true
		}
	}
	var group sync.WaitGroup
	slots := make(chan struct{}, 2)
	found, errs := make([]map[string]leftOut, len(families)), make([]error, len(families))
	for i, c := range families {
		group.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			found[i], errs[i] = without(c, corpora, domains, o)
		})
	}
	group.Wait()
	out := map[string]leftOut{}
	for _, f := range found {
		maps.Copy(out, f)
	}
	return out, errors.Join(errs...)
}

// without judges the family of c by a model of the other sources.
func without(c *corpus, corpora []*corpus, domains []*domain, o *sentimentOptions) (map[string]leftOut, error) {
	m, _, err := trainPooled(corpora, c.language(), c.family, &o.train)
	if err != nil {
		return nil, err
	}
	if m, err = general(map[string]*linear.Model{c.language(): m}, o.pooled, domains, c.family); err != nil {
		return nil, err
	}
	out := map[string]leftOut{}
	for _, x := range corpora {
		if x.family == c.family && !alone[x.name()] {
			rows := slices.Concat(x.train, x.dev)
			out[x.name()] = leftOut{rows, judge(m, x.name(), rows), m}
		}
	}
	return out, nil
}

// verdictsOf are the verdicts on sources left out.
func verdictsOf(out map[string]leftOut) map[string][]verdict {
	verdicts := map[string][]verdict{}
	for name, l := range out {
		verdicts[name] = l.verdicts
	}
	return verdicts
}

// judge asks the model about rows.
func judge(m *linear.Model, source string, rows []row) []verdict {
	var out []verdict
	var t text.Text
	var r linear.Reader
	var z []float64
	prior, neutralPrior := trained.Sides(m.Bias())
	for _, x := range rows {
		t.Reset(x.text)
		z = m.Logits(z[:0], r.Read(&t))
		praise, neutrality := trained.Sides(z)
		out = append(out, verdict{source, x.want, praise - prior, neutrality - neutralPrior})
	}
	return out
}
