package main

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"sync"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment/trained"
)

// A domain is the rows of a source, or of one trade in it, with a model of them
// alone.
type domain struct {
	name, family, language string
	rows                   []linear.Example
	words, signs           *linear.Model // what it says of praise, by grams
}

// weight is what a domain counts beside others.
func (d *domain) weight() float64 { return math.Sqrt(float64(len(d.rows))) }

// domainsOf are the domains of the corpora that may be trained on. One with few
// texts on either side has nothing to teach.
func domainsOf(corpora []*corpus, seed uint64) []*domain {
	type key struct{ language, name string }
	var out []*domain
	known := map[key]*domain{}
	for _, c := range corpora {
		if !c.shipped {
			continue
		}
		for _, r := range c.train {
			k := key{c.language(), r.domain}
			if known[k] == nil {
				known[k] = &domain{name: r.domain, family: c.family, language: c.language()}
				out = append(out, known[k])
			}
			known[k].rows = append(known[k].rows, linear.Example{Text: r.text, Labels: labelsOf(r.polarity), Source: r.domain})
		}
	}
	const few = 100
	return slices.DeleteFunc(out, func(d *domain) bool {
		random(seed).Shuffle(len(d.rows), func(i, j int) { d.rows[i], d.rows[j] = d.rows[j], d.rows[i] })
		n := map[string]int{}
		for _, r := range d.rows {
			n[r.Labels[0]]++
		}
		return n["positive"] < few || n["negative"] < few
	})
}

// signsOf are the keys of grams without a word: marks, numbers, emoji, names and
// links, which the languages share.
func signsOf(domains []*domain) []uint64 {
	found := map[uint64]bool{}
	var t text.Text
	var r linear.Reader
	for _, d := range domains {
		for _, e := range d.rows {
			t.Reset(e.Text)
			for _, g := range r.Read(&t) {
				worded := slices.ContainsFunc(t.Tokens()[g.First:g.End], func(t text.Token) bool { return t.Kind == text.Word || t.Kind == text.Han1 })
				if !worded {
					found[g.Key] = true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// trainDomains makes the models, two at a time.
func trainDomains(domains []*domain, o *linear.Options) error {
	own := *o
	own.MinCount = 2 // a domain has few texts
	signs := signsOf(domains)
	var group sync.WaitGroup
	slots, errs := make(chan struct{}, 2), make([]error, len(domains))
	for i, d := range domains {
		group.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			m, _, err := linear.Train(slices.Values(d.rows), &own)
			if err != nil {
				errs[i] = fmt.Errorf("%s: %w", d.name, err)
				return
			}
			d.signs, d.words = m.Mapped(func(z []float64) {
				praise, _ := trained.Sides(z)
				z[0], z[neutralLabel], z[2] = -praise/2, 0, praise/2
			}).Split(signs)
		})
	}
	group.Wait()
	return errors.Join(errs...)
}

// pooledShare is what the model of all examples together counts for praise against
// blame; the rest is the mean of the domains. By the mean macro-F1 on sources left
// out, Chinese and English, and on rows held back of sources trained on:
//
//	all examples together   81.0  81.0   86.1  86.0
//	half                    82.9  81.9   86.1  85.3
//	the domains alone       82.6  81.3   83.5  84.4
const pooledShare = 0.5

// general is the pooled model blended with those of the domains, but for one
// family. Words mean what the domains of their language say in the mean, signs what
// all domains say. What is neutral the pooled model says: there, the domains gain
// nothing.
func general(pooled *linear.Model, domains []*domain, family string) (*linear.Model, error) {
	domains = slices.DeleteFunc(slices.Clone(domains), func(d *domain) bool { return d.family == family })
	all, byLanguage := 0.0, map[string]float64{}
	for _, d := range domains {
		all += d.weight()
		byLanguage[d.language] += d.weight()
	}
	shares := []linear.Share{{Weight: 1, Model: pooled.Mapped(func(z []float64) {
		praise, neutrality := trained.Sides(z)
		z[0], z[neutralLabel], z[2] = -pooledShare*praise/2, neutrality, pooledShare*praise/2
	})}}
	for _, d := range domains {
		w := (1 - pooledShare) * d.weight()
		shares = append(shares, linear.Share{Model: d.words, Weight: w / byLanguage[d.language]}, linear.Share{Model: d.signs, Weight: w / all})
	}
	return linear.Blend(shares...)
}
