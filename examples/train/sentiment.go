package main

import (
	"io"
	"slices"

	"github.com/loamlib/loam/classify/linear"
)

// sentimentOptions say how to make the model that package trained embeds. The
// settings in train are those that did best on sources left out.
type sentimentOptions struct {
	data, own, out, version string
	quick                   bool    // without leaving sources out
	pooled                  float64 // what all texts together count beside the domains
	train                   linear.Options
}

// neutralLabel is where "neutral" stands among the labels.
const neutralLabel = 1

// trainSentiment makes the model and prints its card.
func trainSentiment(o *sentimentOptions, w io.Writer) error {
	corpora, err := loadCorpora(o.data)
	if err != nil {
		return err
	}
	if o.train.Clues, err = loadClues(o.data, o.own); err != nil {
		return err
	}
	o.train.Labels = []string{"negative", "neutral", "positive"}
	domains := domainsOf(corpora, o.train.Seed)
	if err := trainDomains(domains, &o.train); err != nil {
		return err
	}
	out, c := map[string]leftOut{}, calibration{1, 1, 0}
	if !o.quick {
		if out, err = leaveOut(corpora, domains, o); err != nil {
			return err
		}
		c = calibratePraise(verdictsOf(out))
	}
	pooled, report := map[string]*linear.Model{}, &linear.Report{}
	for _, language := range []string{"en", "zh"} {
		m, r, err := trainPooled(corpora, language, "", &o.train)
		if err != nil {
			return err
		}
		pooled[language] = m
		report.Examples += r.Examples
		report.Grams += r.Grams
	}
	m, err := general(pooled, o.pooled, domains, "")
	if err != nil {
		return err
	}
	report.Kept = m.Grams()
	heldBack := map[string][]verdict{}
	for _, x := range corpora {
		if x.shipped && !x.binary && !alone[x.name()] && len(x.dev) > 0 {
			name := x.name()
			if x.family == writtenFamily { // they are of one hand
				name = writtenFamily
			}
			heldBack[name] = append(heldBack[name], judge(m, x.name(), x.dev)...)
		}
	}
	c = c.withNeutral(heldBack)
	card, err := o.card(corpora, report, out, c, m)
	if err != nil {
		return err
	}
	return publish(c.apply(m), card, o.out, w)
}

// trainPooled makes a model of all that may be trained on in a language, but for
// one family.
func trainPooled(corpora []*corpus, language, except string, o *linear.Options) (*linear.Model, *linear.Report, error) {
	use := slices.DeleteFunc(slices.Clone(corpora), func(c *corpus) bool {
		return !c.shipped || c.language() != language || c.family == except
	})
	own := *o
	own.Clues = cluesOf(o.Clues, language)
	return linear.Train(mixed(use, o.Seed), &own)
}
