package main

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/sentiment/trained"
)

// trades are the columns that divide a source into domains.
var trades = map[string]string{
	"online_shopping_10_cats": "cat",
	"zh_mooc_shampoo_aspect":  "domain",
	"zh_product_aspect4":      "domain",
	"cr_hu_liu_aspects":       "product",
	"en_absadatasets_misc":    "domain",
}

// A domain is the rows of a source, or of one trade in it, with a model of them
// alone.
type domain struct {
	name, family, language string
	rows                   []linear.Example
	praise                 *linear.Model // what it says of neutral left out
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
			known[k].rows = append(known[k].rows, linear.Example{Text: c.lesson(r.text), Labels: labelsOf(r.polarity), Source: r.domain})
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

// trainDomains makes the models, two at a time.
func trainDomains(domains []*domain, o *linear.Options) error {
	var group sync.WaitGroup
	slots, errs := make(chan struct{}, 2), make([]error, len(domains))
	for i, d := range domains {
		group.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			own := *o
			own.MinCount = 2 // a domain has few texts
			own.Clues = cluesOf(o.Clues, d.language)
			m, _, err := linear.Train(slices.Values(d.rows), &own)
			if err != nil {
				errs[i] = fmt.Errorf("%s: %w", d.name, err)
				return
			}
			d.praise = m.Mapped(func(z []float64) {
				praise, _ := trained.Sides(z)
				z[0], z[neutralLabel], z[2] = -praise/2, 0, praise/2
			})
		})
	}
	group.Wait()
	return errors.Join(errs...)
}

// general is a model for all languages: of each the pooled model, for its share of
// praise against blame, blended with the mean of those of its domains but for one family. What is neutral the pooled model
// says: there, the domains gain nothing.
func general(pooled map[string]*linear.Model, share float64, domains []*domain, family string) (*linear.Model, error) {
	var shares []linear.Share
	for _, language := range sortedNames(pooled) {
		shares = append(shares, linear.Share{Weight: 1, Model: pooled[language].Mapped(func(z []float64) {
			praise, neutrality := trained.Sides(z)
			z[0], z[neutralLabel], z[2] = -share*praise/2, neutrality, share*praise/2
		})})
		total := 0.0
		own := slices.DeleteFunc(slices.Clone(domains), func(d *domain) bool { return d.language != language || d.family == family })
		for _, d := range own {
			total += d.weight()
		}
		for _, d := range own {
			shares = append(shares, linear.Share{Model: d.praise, Weight: (1 - share) * d.weight() / total})
		}
	}
	return linear.Blend(shares...)
}
